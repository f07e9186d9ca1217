"""From a meaning and what it is counted from to its value: EDTF for dates, ISO 8601 for durations."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import msgspec

from mahdar.times import periods
from mahdar.times.anchor import Anchor, anchor_of
from mahdar.times.counted import hour_value, shift_value, spoken_value, told_value, weekday_value
from mahdar.times.dated import before, calendar_value
from mahdar.times.days import Days
from mahdar.times.feasts import Feasts
from mahdar.times.found import Found
from mahdar.times.meaning import AnyMeaning, Calendar, Era, Feast, Hour, Part, Range, Shift, Spoken, Then, Told, Weekday
from mahdar.times.valued import DIRECTION, NOTHING, Now, Valued, counted

_SEASONS: tuple[periods.Season, ...] = get_args(periods.Season)


class Values:
    """Values of meanings. Pure; made once for the feasts that the knowledge has."""

    def __init__(self, feasts: Feasts) -> None:
        self._feasts = feasts

    def of(self, found: Found, now: Now) -> Valued:
        """The value of ``found``; null where it can't be told."""
        try:
            return self._of(found.meaning, now)
        except OverflowError:
            return Valued(None, refused="beyond the years that the calendar has")

    def _of(self, meaning: AnyMeaning, now: Now) -> Valued:
        if isinstance(meaning, Range):
            return self._range(meaning, now)
        if isinstance(meaning, Calendar):
            return calendar_value(meaning, now)
        if isinstance(meaning, Told):
            return told_value(meaning, now)
        if isinstance(meaning, Shift):
            return shift_value(meaning, now)
        if isinstance(meaning, Hour):
            return hour_value(now)
        if isinstance(meaning, Then):
            return counted(now.stated.edtf if now.stated else None, "stated")
        if isinstance(meaning, Part):
            return self._part(meaning, now)
        if isinstance(meaning, Era):
            return _era(meaning, now.spoken)
        if isinstance(meaning, Feast):
            return self._feast(meaning, now.spoken)
        if isinstance(meaning, Spoken | Weekday):
            if now.spoken is None:
                return NOTHING
            return counted(weekday_value(meaning, now) if isinstance(meaning, Weekday) else spoken_value(meaning, now.spoken))
        return NOTHING

    def _range(self, meaning: Range, now: Now) -> Valued:
        """Both ends; what the first doesn't tell it takes from the last (من 30 إلى 31 تشرين الأول المقبل)."""
        first, last = meaning.first, meaning.last
        if first is None or last is None:
            end = self._of(first or last, now) if first or last else NOTHING  # type: ignore[arg-type]
            return msgspec.structs.replace(end, value=f"{end.value}/.." if first else f"../{end.value}") if end.value else end
        if isinstance(first, Weekday) and isinstance(last, Weekday):
            begin = self._of(first, now)
            day = anchor_of(begin.value)
            return counted(f"{begin.value}/{day.first + timedelta((last.number - first.number) % 7)}") if day else begin
        end = self._of(last, now)
        begin = self._of(first, now)
        if isinstance(first, Calendar) and isinstance(last, Calendar) and first.year is None and last.month is not None and first.relative is None:
            if first.month == last.month and (first.day or 0) > (last.day or 0):
                return Valued(None, refused="a range that ends before it begins")
            begin = before(first, end)
        if begin.value is None or end.value is None:
            return begin if begin.value is None else end
        whole = f"{begin.value.split('/')[0]}/{end.value.split('/')[-1]}"
        left, right = whole.split("/")
        if left[: len(right)] > right[: len(left)]:
            return Valued(None, refused="a range that ends before it begins")
        return Valued(whole if left != right else left, begin.source or end.source)

    def _part(self, part: Part, now: Now) -> Valued:
        of = self._of(part.of, now) if part.of else None
        if of is not None:
            if of.value is None:
                return of
            whole = anchor_of(of.value)
            if whole is None:
                return NOTHING
            return msgspec.structs.replace(of, value=_share(part, whole))
        if now.spoken is None:
            return NOTHING
        relative = part.relative if part.relative in ("past", "future", "current") else None
        day = now.spoken.last
        if part.sort == "season":
            return counted(periods.season_near(_SEASONS[part.number - 1], day, relative))
        return counted(periods.part_near(part.sort, part.number, day, relative))

    def _feast(self, feast: Feast, spoken: Anchor | None) -> Valued:
        if feast.year is not None:
            return Valued(_first_days(self._feasts.date_in(feast.id, feast.year), feast.later))
        if feast.hijri_year is not None:
            return Valued(_first_days(self._feasts.in_hijri_year(feast.id, feast.hijri_year), feast.later))
        if spoken is None or spoken.precision < 2:
            return NOTHING
        relative = feast.relative if feast.relative in ("past", "future", "current") else None
        return counted(_first_days(self._feasts.near(feast.id, spoken.last, relative), feast.later))


def _first_days(days: Days | None, later: int) -> str | None:
    """The value of a feast, or of a day some days ``later`` in it."""
    if days is None or not later:
        return days.edtf if days else None
    first = days.first + timedelta(days=later)
    return Days(first, first, days.approximate).edtf


def _era(era: Era, spoken: Anchor | None) -> Valued:
    if era.decade is None:
        return Valued(periods.century(era.century or 0))
    if era.century is not None:
        return Valued(periods.decade_named(era.decade * 10, date(2000, 1, 1), era.century))
    if spoken is None:
        return NOTHING
    century = periods.century_of(spoken.last.year) + DIRECTION.get(era.of.relative, 0) if era.of else None
    return counted(periods.decade_named(era.decade * 10, spoken.last, century))


def _share(part: Part, whole: Anchor) -> str | None:
    """A part of a year or month that is known."""
    year = whole.first.year
    if part.sort == "season":
        return periods.season(_SEASONS[part.number - 1], year) if whole.precision == 1 else None
    if whole.precision == 1:
        return periods.part_of_year(part.sort, part.number, year)
    return periods.half_of_month(part.number, year, whole.first.month) if part.sort == "half" and whole.precision == 2 else None
