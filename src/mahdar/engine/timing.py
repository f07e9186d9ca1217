"""Where the time of reading goes, room by room: the processor's, so that what else a machine does counts little.

The reader composes rooms and knows no clock. Here a stopwatch is put between it and them: around what `mahdar.reader`
calls, objects and functions alike, whatever they are; a room's own calls inside itself are not touched, so that the cost
of measuring is a few calls a page. The clock is the thread's: the process's own is coarse while the timer of `at_most` runs.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from mahdar import reader as reader_module
from mahdar.linking.linker import Linkable, shipped
from mahdar.model import Page, Reading
from mahdar.reader import Reader

ROOMS = frozenset({"layout", "arabic", "times", "names", "statements", "meetings", "dating"})

REST = "composing"
"""What the reader does itself."""
CAPTURE, LINKING = "capture", "linking"
"""What comes before the reader and after it: bytes made a page; the keys by which a build compares it with other pages."""


class Stopwatch:
    """Reads pages as ``reader`` does, and sums the seconds spent in each room."""

    def __init__(self, reader: Reader) -> None:
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._inside = False
        self._linker = shipped()
        self._linker.prepare(Linkable(page="", text="", blocks=(), named=(), published=None))  # what it loads is no page's time
        self._reader = object.__new__(type(reader))
        for name, part in vars(reader).items():
            room = _room(type(part).__module__)
            setattr(self._reader, name, _Watched(part, self._timed, room) if room else part)
        self._functions = {
            name: self._timed(function, room)
            for name, function in vars(reader_module).items()
            if callable(function) and not isinstance(function, type) and (room := _room(function.__module__))
        }

    def read(self, page: Page) -> tuple[Reading, dict[str, float]]:
        """The reading of ``page``, and the seconds that it took in each room. Its keys for linking are made too, and thrown away."""
        self._seconds.clear()
        plain = {name: getattr(reader_module, name) for name in self._functions}
        vars(reader_module).update(self._functions)
        began = time.thread_time()
        try:
            reading = self._reader.read(page)
        finally:
            vars(reader_module).update(plain)
        whole = time.thread_time() - began
        seconds = dict(self._seconds) | {REST: whole - sum(self._seconds.values())}
        named = tuple(name.entity for name in reading.names)
        published = reading.published.value if reading.published else None
        began = time.thread_time()
        self._linker.prepare(Linkable(page=page.id, text=reading.text, blocks=reading.blocks, named=named, published=published))
        return reading, seconds | {LINKING: time.thread_time() - began}

    def _timed(self, function: Callable[..., Any], room: str) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if self._inside:  # a room's call of another part is its own time (the lexicon's, of whoever asks it)
                return function(*arguments, **options)
            self._inside = True
            began = time.thread_time()
            try:
                return function(*arguments, **options)
            finally:
                self._seconds[room] += time.thread_time() - began
                self._inside = False

        return call


class _Watched:
    """A room's object whose methods are timed; its other attributes are as they are."""

    def __init__(self, part: object, timed: Callable[[Callable[..., Any], str], Callable[..., Any]], room: str) -> None:
        self._part, self._timed, self._room = part, timed, room

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._part, name)
        return self._timed(value, self._room) if callable(value) else value


def _room(module: str) -> str | None:
    """The room that a module belongs to, if it is one through which pages go."""
    package, _, rest = module.partition(".")
    room = rest.partition(".")[0]
    return room if package == "mahdar" and room in ROOMS else None
