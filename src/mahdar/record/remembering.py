"""Figures of a record, by what they are of, that are kept while it stays as it is, and told a little late rather than waited for.

What was worked out is kept with the state of the record that it is of (`mahdar.record.Record.state`). Once anybody has written to the record, what
takes long is told as it was while a thread works it out anew, and what doesn't is worked out at once: in a small record nobody ever sees an old
figure.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, NamedTuple, TypeVar

from sqlalchemy import Connection

from mahdar.record.store import Record

V = TypeVar("V")

QUICK = 0.25
"""What took no longer than this (seconds) is worked out anew while the reader waits."""

REST = 5.0
"""What takes long isn't begun anew before so many times its own length have passed: while a build adds pages, readers have the processor."""


class Told(NamedTuple, Generic[V]):
    """Figures, and whether they are ``fresh``: of the record as it is, and of all of it. Others are being worked out."""

    value: V
    fresh: bool


class _Held(Generic[V]):
    def __init__(self, value: V, state: str, took: float) -> None:
        self.value, self.state, self.took = value, state, took
        self.at = time.monotonic()


class Keeping(Generic[V]):
    """What ``work`` makes of a record for keys, the ``most`` that were asked for last. ``work`` reads, and depends on nothing but the record and
    the key."""

    def __init__(self, record: Record, work: Callable[[Connection, str], V], *, most: int = 1, quick: float = QUICK) -> None:
        self._record, self._work, self._most, self._quick = record, work, most, quick
        self._held: OrderedDict[str, _Held[V]] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[str, threading.Lock] = {}
        self._queued: set[str] = set()
        self._threads: ThreadPoolExecutor | None = None

    def get(self, key: str = "") -> Told[V]:
        """The figures: of now, or of the record as it was a moment ago. The first who asks waits for them."""
        return self.peek(key) or Told(self._make(key), fresh=True)

    def peek(self, key: str = "") -> Told[V] | None:
        """As `get`; None where nothing is kept."""
        state = self._record.state()
        with self._lock:
            held = self._held.get(key)
            if held is not None:
                self._held.move_to_end(key)
        if held is None:
            return None
        if held.state == state:
            return Told(held.value, fresh=True)
        if held.took <= self._quick:
            return Told(self._make(key), fresh=True)
        if time.monotonic() - held.at >= REST * held.took:
            self.begin(key)
        return Told(held.value, fresh=False)

    def keep(self, key: str, value: V, state: str, took: float) -> None:
        """Keep what was worked out elsewhere, in ``took`` seconds, of the record as it was at ``state`` or after."""
        with self._lock:
            self._held[key] = _Held(value, state, took)
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                gone, _ = self._held.popitem(last=False)
                self._making.pop(gone, None)

    def begin(self, key: str = "") -> None:
        """Have the figures worked out in a thread, unless that waits already."""
        with self._lock:
            if key in self._queued:
                return
            self._queued.add(key)
            if self._threads is None:
                # One thread: figures are never so urgent that they should take the processor from answers.
                self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="figures")
            self._threads.submit(self._aside, key)

    def close(self) -> None:
        """Begin nothing more, and wait for what is under way."""
        with self._lock:
            threads = self._threads
        if threads is not None:
            threads.shutdown(wait=True, cancel_futures=True)

    def _aside(self, key: str) -> None:
        try:
            self._make(key)
        finally:
            with self._lock:
                self._queued.discard(key)

    def _make(self, key: str) -> V:
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        with making:
            # Asked for before anything is read: what is kept is of that state or of a later one.
            state = self._record.state()
            with self._lock:
                held = self._held.get(key)
            if held is not None and held.state == state:
                return held.value
            began = time.monotonic()
            with self._record.read() as connection:
                value = self._work(connection, key)
            self.keep(key, value, state, time.monotonic() - began)
            return value
