"""What takes long to work out from a record, kept while the record is the same."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock, Thread
from typing import Generic, TypeVar

from sqlalchemy import Connection

from mahdar.errors import MahdarError
from mahdar.record.store import Record

_Made = TypeVar("_Made")

AT_ONCE = 0.25
"""What took no longer than this many seconds is made again while whoever asks waits; what took longer, beside the answers."""


class Kept(Generic[_Made]):
    """What ``make`` works out from ``record``, made anew when the record has changed.

    Of a small record it is always that of the record as it is. Where making takes long (`AT_ONCE`), whoever asks meanwhile gets what was made
    before, which is some seconds behind; only the first one waits. Raises what ``make`` raises.
    """

    def __init__(self, record: Record, make: Callable[[Connection], _Made]) -> None:
        self._record, self._make = record, make
        self._lock = Lock()
        self._kept: tuple[str, _Made, float] | None = None
        """The state that it is of, what was made, and how long that took."""
        self._making = False
        self.times_made = 0
        """How often it was made: what is put together from it holds no longer than this stays the same."""

    def get(self) -> _Made:
        """It, of the record as it is or as it was a little before."""
        state, kept = self._record.state(), self._kept
        if kept is not None and kept[0] == state:
            return kept[1]
        if kept is not None and kept[2] > AT_ONCE:
            with self._lock:
                first, self._making = not self._making, True
            if first:
                Thread(target=self._behind, name="mahdar-keeping", daemon=True).start()
            return kept[1]
        with self._lock:
            if self._kept is not None and self._kept[0] == state:
                return self._kept[1]  # Somebody made it while this one waited.
            return self._made()

    def _behind(self) -> None:
        try:
            self._made()
        except MahdarError:
            pass  # The next one who asks tries again; what can't be read is told by the answers themselves.
        finally:
            self._making = False

    def _made(self) -> _Made:
        began = time.monotonic()
        state = self._record.state()  # Before anything is read: what comes in meanwhile is of a later state.
        with self._record.read() as connection:
            made = self._make(connection)
        self._kept = (state, made, time.monotonic() - began)
        self.times_made += 1
        return made
