"""Records made of readings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mahdar.model import Reading
from mahdar.record import Record


def record_of(readings: Iterable[Reading], path: Path) -> Path:
    """``path``, where a record of the readings now is."""
    with Record.create_or_open(path) as record:
        for reading in readings:
            record.add(reading)
    return path
