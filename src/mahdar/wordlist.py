"""wordfreq's lists of Arabic words, read straight from its files: to import the package takes as long as to read the large list, and what it
makes of it takes longer still.

A file is a gzipped msgpack list: a header, then for each step of a hundredth of a power of ten the words that are as frequent, the most
frequent first.
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import msgspec

from mahdar.errors import DataError

_HEADER = {"format": "cB", "version": 1}


def words(size: Literal["small", "large"]) -> list[list[str]]:
    """The words of a list by frequency: those at index ``n`` are 10 ** (-n / 100) of all words. Raises `DataError` for another format."""
    spec = find_spec("wordfreq")
    if spec is None or spec.origin is None:
        raise DataError("wordfreq: expected this package to be installed, found it not; install mahdar with what it depends on")
    file = Path(spec.origin).parent / "data" / f"{size}_ar.msgpack.gz"
    try:
        header, *by_frequency = msgspec.msgpack.decode(gzip.decompress(file.read_bytes()), type=list[Any])
    except (OSError, ValueError) as error:
        raise DataError(f"{file.name}: expected a word list of wordfreq, could not read it: {error}") from None
    if header != _HEADER:
        raise DataError(f"{file.name}: expected a word list of wordfreq with the header {_HEADER}, got {header!r}")
    return by_frequency


@lru_cache(maxsize=1)
def shares() -> dict[str, float]:
    """The share of each word of the large list, as it is written, among all words."""
    out: dict[str, float] = {}
    for n, some in enumerate(words("large")):
        out.update(dict.fromkeys(some, 10 ** (-n / 100)))
    return out
