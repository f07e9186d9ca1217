"""Records made of readings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from mahdar.model import Reading
from mahdar.record import Record

P = TypeVar("P", str, Path, str | Path)


def record_of(readings: Iterable[Reading], path: P) -> P:
    """``path``, where a record of the readings now is."""
    with Record.create_or_open(path) as record:
        for reading in readings:
            record.add(reading)
    return path
