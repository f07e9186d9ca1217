"""One reader with the shipped knowledge for all tests that need one: making it takes a second."""

from __future__ import annotations

from functools import lru_cache

from mahdar.reader import Reader


@lru_cache(maxsize=1)
def shipped_reader() -> Reader:
    return Reader()
