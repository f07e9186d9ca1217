"""Times: ``TimeFinder`` reads expressions in the article, ``Resolver`` works out their EDTF values from the published date.

The module can be called, as a library of its own: ``mahdar.times("…", published="2017-10-20")`` is `times_in`.
"""

import sys
from types import ModuleType

from mahdar.model import Time
from mahdar.times.dated import day_told, tells_a_day
from mahdar.times.find import TimeFinder
from mahdar.times.found import Found
from mahdar.times.library import times_in
from mahdar.times.meaning import Calendar, Spoken, Told, Weekday, direction_of, first_and_last
from mahdar.times.resolve import Resolver

__all__ = [
    "Calendar",
    "Found",
    "Resolver",
    "Spoken",
    "TimeFinder",
    "Told",
    "Weekday",
    "day_told",
    "direction_of",
    "first_and_last",
    "tells_a_day",
    "times_in",
]


class _Callable(ModuleType):
    """What this module is, so that it reads a text when it is called."""

    def __call__(self, text: str, *, published: str | None = None, month_first: bool = False) -> tuple[Time, ...]:
        return times_in(text, published=published, month_first=month_first)


sys.modules[__name__].__class__ = _Callable
