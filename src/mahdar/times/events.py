"""What is counted from something that happened: بعد مرور 6 أيام على توقيع الاتفاق في 4 أيار reaches 10 May, as does
في اليوم التالي لاتفاق 9 أيار."""

from __future__ import annotations

from typing import Literal

import msgspec

from mahdar.times.cursor import Cursor
from mahdar.times.found import Found
from mahdar.times.meaning import Amount, Calendar, Told, Weekday

_ENDS = frozenset(".،؛:()؟!")
_FARTHEST = 12
"""Words between a duration and the date of what it is counted from."""


def count_from_events(c: Cursor, here: list[Found]) -> list[Found]:
    """The times of a line, each that is counted from a dated event with the place of the event's time, or its date where the
    knowledge has it."""
    out = list(here)
    for k, found in enumerate(here):
        sign = _counted(c, found)
        if sign is None:
            continue
        last = _clause_end(c, found.last)
        other = here[k + 1] if k + 1 < len(here) and here[k + 1].first < last else None
        if other is not None and isinstance(other.meaning, Calendar):
            out[k] = msgspec.structs.replace(found, event=1, event_sign=sign)
        elif other is None and (day := _known(c, found.last, last)):
            out[k] = msgspec.structs.replace(found, event_date=day, event_sign=sign)
    return out


def _counted(c: Cursor, found: Found) -> Literal[-1, 1] | None:
    """Which way a duration is counted from what follows it: بعد … من/على, قبل … من; None where it isn't."""
    if isinstance(found.meaning, Told) and found.meaning.relative in ("following", "preceding") and c.word(found.last).startswith("ل"):
        return 1  # في اليوم التالي لهجوم 7 أكتوبر; لقمة may be a bite too
    if isinstance(found.meaning, Weekday) and c.is_a("which_is", found.last):
        return 1  # السبت الموافق 28 أكتوبر
    if not isinstance(found.meaning, Amount) or c.word(found.last) not in ("من", "علي"):
        return None
    before = found.first - 1
    before -= bool(c.is_a("elapsed", before))
    if c.is_a("after_event", before):
        return 1
    return -1 if c.is_a("before_event", before) and c.word(found.last) == "من" else None


def _clause_end(c: Cursor, at: int) -> int:
    end = at
    while end < len(c.tokens) and end - at < _FARTHEST and c.word(end) not in _ENDS:
        end += 1
    return end


def _known(c: Cursor, first: int, last: int) -> str | None:
    """The date of an event or document that is named between two tokens."""
    for i in range(first, last):
        if found := c.words.dated.at(c.tokens, i):
            return found[0]
    return None
