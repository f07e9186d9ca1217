"""JSON Lines: each thing on a line of its own, as the API gives it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from mahdar.export.selecting import Item
from mahdar.export.writing import To


def write(found: Iterator[Item], _: To) -> Iterator[bytes]:
    """The lines."""
    encoder = msgspec.json.Encoder()
    for one in found:
        yield encoder.encode(one) + b"\n"
