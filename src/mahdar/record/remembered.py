"""What was worked out of a record and holds until somebody writes to it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

_T = TypeVar("_T")

_MOST = 32
"""So many things are remembered, those that were asked for last."""


class Remembered:
    """Things with the state of the record that they are of (`Record.state`). Each is worked out once, however many ask for it at once."""

    def __init__(self) -> None:
        self._held: OrderedDict[Hashable, tuple[str, Any]] = OrderedDict()
        self._working: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def get(self, what: Hashable, state: Callable[[], str], work: Callable[[], _T]) -> _T:
        """What ``work`` gives, or gave while the record was as it is now."""
        with self._lock:
            turn = self._working.setdefault(what, Lock())
        with turn:
            # Before the work, which may read what is written meanwhile.
            now = state()
            with self._lock:
                held = self._held.get(what)
                if held is not None and held[0] == now:
                    self._held.move_to_end(what)
                    return held[1]  # type: ignore[no-any-return]
            made = work()
            with self._lock:
                self._held[what] = now, made
                self._held.move_to_end(what)
                while len(self._held) > _MOST:
                    gone, _ = self._held.popitem(last=False)
                    self._working.pop(gone, None)
            return made
