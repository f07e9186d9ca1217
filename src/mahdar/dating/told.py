"""Clues from the times that a page tells: months and days of the week with no year, and the latest date with one."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from mahdar.arabic import Text
from mahdar.dating.days import Axis, Clue, Weights
from mahdar.knowledge import Knowledge
from mahdar.model import Span
from mahdar.times import Calendar, Found, Told, Weekday, first_and_last
from mahdar.times.feasts import Feasts
from mahdar.times.meaning import Feast

_APART = ("dateline", "byline", "credit", "caption")
"""Roles of blocks whose times are not told by the article: of when it was served, or when a picture was taken."""
_WEEKDAYS = 3
"""Days of the week, named beside today, yesterday or a date, that are counted: more only repeat them."""
_AGREES = 0.9
"""Share of pages on which the day of the week that is told with a date is the calendar's."""
_KEEPS_ORDER = 0.95
"""Share of pages that tell days of this month on the side of today on which they are told to be."""
_NO_PLANS = 2
"""Years after which a date that the page tells is no plan but a slip or a number: the latest told is looked for before."""
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class TimeClues:
    """Makes clues of times. Pure; made once for a knowledge and an axis."""

    def __init__(self, knowledge: Knowledge, axis: Axis) -> None:
        self._signs = knowledge.dating
        self._axis = axis
        self._feasts = Feasts(knowledge)
        self._feast_days: dict[str, npt.NDArray[np.int64]] = {}

    def of(self, text: Text, times: Sequence[Found], happened: Container[int] = ()) -> Iterator[Clue]:
        """The clues of the ``times`` that the article tells. ``happened`` are the offsets of those that are told of something known: a turn of
        events is told with أكتوبر الماضي all the year, so that how near such a month mostly is says nothing of it."""
        told = [t for t in times if t.said is None and t.refused is None and text.lines[t.line].block.role not in _APART]
        yield from self._months(text, told, happened)
        yield from self._latest(text, told)
        yield from self._weekdays(text, told)
        yield from self._on_feasts(text, told)

    def _months(self, text: Text, times: Sequence[Found], happened: Container[int]) -> Iterator[Clue]:
        """Of each month the first telling that points (مارس الماضي، يوليو المقبل), else the first (5 مايو); none of a month that the page also
        tells with its year: that is the one it means."""
        says_next = next((t for t in times if isinstance(t.meaning, Told) and t.meaning.unit == "month" and t.meaning.relative == "future"), None)
        whole = {c.month for t in times for c in _ends(t) if c.year is not None}
        chosen: dict[int, tuple[Found, str]] = {}
        here: dict[tuple[int, bool], tuple[int, Found]] = {}
        named: dict[tuple[int, int, int], Found] = {}
        for time in times:
            for told in _ends(time):
                if told.month is None or told.year is not None or told.of_year or (kind := _kind(time, told)) is None:
                    continue
                if told.weekday is not None and told.day is not None:
                    named.setdefault((told.month, told.day, told.weekday), time)
                if kind == "current" and told.day is not None:
                    side = (told.month, time.ahead)
                    if side not in here or (told.day < here[side][0] if time.ahead else told.day > here[side][0]):
                        here[side] = told.day, time  # the last that is past, the first that is to come
                points = told.relative is not None
                if points or told.month not in whole:
                    before = chosen.get(told.month)
                    if before is None or (points and before[1].startswith(_PLAIN)):
                        chosen[told.month] = time, kind
        for (month, day, weekday), time in list(named.items())[:_WEEKDAYS]:
            yield self._with_weekday(text, time, month, day, weekday)
        for (month, _), (day, time) in here.items():
            yield self._this_month(text, time, month, day)
        for month, (time, kind) in chosen.items():
            if time.start in happened and kind.startswith("past"):
                continue
            spans: tuple[Span, ...] = (Span(start=time.start, end=time.end),)
            if kind == "future" and says_next is not None:
                kind, spans = "next", (*spans, Span(start=says_next.start, end=says_next.end))
            words = " and ".join(f"«{s.of(text.text)}»" for s in spans)
            yield Clue(self._axis.in_year(self._signs.months[kind], month), f"{words} {_WAYS[kind.removesuffix('-day')]}", spans)

    def _with_weekday(self, text: Text, time: Found, month: int, day: int, weekday: int) -> Clue:
        """The years in which a day and month fall on the day of the week told with them: الثلاثاء 10 مايو."""
        axis = self._axis
        first, last = axis.first.year - 1, axis.first.year + int(axis.months[-1]) // 12 + 1
        agrees = np.array([_is_weekday(year, month, day, weekday) for year in range(first, last + 1)])
        apart = axis.of_year - (month - 1)
        years = axis.months // 12 + 1 + np.where(apart > 6, 1, np.where(apart < -6, -1, 0))
        weights: Weights = np.log(np.where(agrees[years], _AGREES, 1 - _AGREES))
        return Clue(weights, f"«{_quote(text, time)}» is a {_NAMES[weekday - 1]}", (Span(start=time.start, end=time.end),))

    def _this_month(self, text: Text, time: Found, month: int, day: int) -> Clue:
        """In the month itself, the days after one told as past, or before one told as to come: 17 مايو الجاري."""
        axis = self._axis
        of_month = np.arange(axis.size) - axis.month_starts[axis.months] + 1
        wrong = (axis.of_year == month - 1) & ((of_month > day) if time.ahead else (of_month < day))
        weights: Weights = np.log(np.where(wrong, 1 - _KEEPS_ORDER, _KEEPS_ORDER))
        side = "to come" if time.ahead else "past"
        return Clue(weights, f"«{_quote(text, time)}» is told as {side}", (Span(start=time.start, end=time.end),))

    def _latest(self, text: Text, times: Sequence[Found]) -> Iterator[Clue]:
        """From the latest date told with its year, as past or with no sign of what is to come, the pages thin out."""
        dated = [(t, c) for t in times if not t.ahead and t.open != "until" for c in _ends(t) if c.year is not None and c.relative != "future"]
        axis = self._axis
        end = axis.first.year + axis.size // 365 - _NO_PLANS
        dated = [(t, c) for t, c in dated if c.year is not None and axis.first.year - 15 <= c.year <= end]
        if not dated:
            return
        time, told = max(dated, key=lambda item: (item[1].year or 0, item[1].month or 0, item[1].day or 0))
        year = told.year or 0
        if told.month is not None and 1 <= told.month <= 12:
            weights = axis.spread(self._signs.since.months, axis.months - axis.month(year, told.month))
        else:
            weights = axis.spread(self._signs.since.years, axis.months // 12 + axis.first.year - year)
        yield Clue(weights, f"«{_quote(text, time)}» is the latest date told with its year", (Span(start=time.start, end=time.end),))

    def _weekdays(self, text: Text, times: Sequence[Found]) -> Iterator[Clue]:
        """The first days of the week that are named beside today or yesterday (أمس الأربعاء), else the first alone."""
        axis, spreads = self._axis, self._signs.weekdays
        spoken: dict[int, Found] = {}
        for time in times:
            if time.spoken is not None and time.spoken.weekday is not None:
                spoken.setdefault((time.spoken.weekday - time.spoken.offset) % 7, time)
        for time in list(spoken.values())[:_WEEKDAYS]:
            meaning = time.spoken
            if meaning is not None and meaning.weekday is not None:
                after = (axis.weekday + 1 - meaning.weekday + meaning.offset) % 7
                yield Clue(axis.spread(spreads.spoken, after), f"«{_quote(text, time)}»", (Span(start=time.start, end=time.end),))
        if not spoken:
            for time in times:
                if isinstance(time.meaning, Weekday) and time.meaning.relative is None and not time.ahead:
                    after = (axis.weekday + 1 - time.meaning.number) % 7
                    words = f"«{_quote(text, time)}» is told as just past"
                    yield Clue(axis.spread(spreads.alone, after), words, (Span(start=time.start, end=time.end),))
                    return

    def _on_feasts(self, text: Text, times: Sequence[Found]) -> Iterator[Clue]:
        """Feasts told with no year are near: عيد الفطر."""
        axis = self._axis
        seen: set[str] = set()
        for time in times:
            meaning = time.meaning
            if not isinstance(meaning, Feast) or meaning.year or meaning.hijri_year or meaning.relative or meaning.id in seen:
                continue
            seen.add(meaning.id)
            days = self._days_of(meaning.id)
            if len(days):
                weights = axis.spread(self._signs.feasts.days, axis.after_nearest(days))
                yield Clue(weights, f"«{_quote(text, time)}» is told as near", (Span(start=time.start, end=time.end),))

    def _days_of(self, feast: str) -> npt.NDArray[np.int64]:
        """The places of the days on which a feast begins; worked out once."""
        if feast not in self._feast_days:
            years = range(self._axis.first.year - 1, self._axis.first.year + self._axis.size // 365 + 2)
            days = [self._axis.index(run.first) for year in years for run in self._feasts.dates_in(feast, year)]
            self._feast_days[feast] = np.array(days, dtype=np.int64)
        return self._feast_days[feast]


_WAYS = {
    "past": "is told as past",
    "current": "is told as this month",
    "future": "is told as to come",
    "next": "are told as the same month",
    "plain": "is told without its year",
    "behind": "is told as past",
    "ahead": "is told as to come",
}

_PLAIN = ("plain", "behind", "ahead")
"""Ways of telling a month with no word that points."""


def _ends(time: Found) -> Iterator[Calendar]:
    """The Gregorian days, months or years that a time tells, each once."""
    first, last = first_and_last(time.meaning)
    for end in (first,) if first is last else (first, last):
        if isinstance(end, Calendar) and end.system == "gregorian":
            yield end


def _kind(time: Found, told: Calendar) -> str | None:
    """How a month is told, as ``dating.toml`` calls it; None where it is counted from another time (الشهر نفسه)."""
    day = "" if told.day is None else "-day"
    if told.relative == "current":
        return "current"
    if told.relative in ("past", "future"):
        return f"{told.relative}{day}"
    if told.relative is not None:
        return None
    return f"ahead{day}" if time.ahead else f"behind{day}" if time.behind else f"plain{day}"


def _is_weekday(year: int, month: int, day: int, weekday: int) -> bool:
    try:
        return date(year, month, day).isoweekday() == weekday
    except ValueError:
        return False


def _quote(text: Text, time: Found) -> str:
    return text.text[time.start : time.end]
