"""The days of a meeting, where they are told to the day."""

from __future__ import annotations

from datetime import date, timedelta

Days = tuple[date, date]
"""First and last day, both included."""

LONGEST = 31
"""A meeting told to last longer than so many days is taken for its first day alone: its end is somebody's slip, or a whole process."""

WEEK = 7

_SEASONS = {"-21": "-03", "-22": "-06", "-23": "-09", "-24": "-12"}


def day_of(value: str | None) -> date | None:
    """The day that an EDTF value is; None where it is a month, a year, an interval or none."""
    if value is None or len(value) != len("2017-10-30"):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def days_of(start: str | None, end: str | None) -> Days | None:
    """The days from ``start`` to ``end``; the first alone where the end isn't told to the day, or lies before it, or too far after it."""
    first = day_of(start)
    if first is None:
        return None
    last = day_of(end)
    return (first, last) if last is not None and timedelta() <= last - first < timedelta(LONGEST) else (first, first)


def begins(value: str) -> str:
    """``value`` (EDTF) as it is ordered by time: a season by the month in which it begins (autumn, ``2018-23``, in September)."""
    season = _SEASONS.get(value[4:])
    return value[:4] + season if season else value


def is_week(start: str | None, end: str | None) -> bool:
    """Whether these are a Monday and the Sunday after it: what «الأسبوع الماضي» (last week) gives. The meeting lay in it; that it lasted as long
    isn't told."""
    days = days_of(start, end)
    return days is not None and days[0].weekday() == 0 and len(each(days)) == WEEK


def holds(these: Days, those: Days) -> bool:
    """Whether one of two stretches of days lies within the other."""
    return (these[0] <= those[0] and those[1] <= these[1]) or (those[0] <= these[0] and these[1] <= those[1])


def between(these: Days, those: Days) -> int:
    """How many days after the end of one of two stretches the other begins; 0 where they share one."""
    return max((those[0] - these[1]).days, (these[0] - those[1]).days, 0)


def each(days: Days) -> list[date]:
    """The days one by one."""
    return [days[0] + timedelta(n) for n in range((days[1] - days[0]).days + 1)]
