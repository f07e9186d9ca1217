"""Values of days, months and years of a calendar: what isn't told of them comes from the anchor."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Literal

import msgspec

from mahdar.times import hijri
from mahdar.times.anchor import Anchor, anchor_of
from mahdar.times.days import Refused
from mahdar.times.found import Found
from mahdar.times.meaning import FROM_STATED, Calendar, Relative
from mahdar.times.valued import DIRECTION, NOTHING, Now, Valued, counted, month_of, sourced

_NEAR_MONTHS = 3
"""Months ahead in which an undated month or day is still the coming one."""


def tells_a_day(found: Found) -> bool:
    """Whether the words tell a day whole, with its month and year."""
    meaning = found.meaning
    return isinstance(meaning, Calendar) and meaning.day is not None and meaning.month is not None and meaning.year is not None


def day_told(found: Found) -> date | None:
    """The day that the words tell whole, counted from nothing; None where they tell none or one that no calendar has."""
    if not isinstance(found.meaning, Calendar) or not tells_a_day(found):
        return None
    value = calendar_value(found.meaning, Now(None, None)).value
    return date.fromisoformat(value.rstrip("~")) if value else None


def calendar_value(told: Calendar, now: Now) -> Valued:
    """The value of a day, month or year: whole by itself, or with what isn't told taken from the day of speaking or a time told before."""
    if told.system == "hijri":
        return _hijri(told, now)
    if told.year is not None:
        return _in_year(told, told.year)
    if told.relative in FROM_STATED:
        return _from_stated(told, now.stated)
    if now.spoken is None:
        return NOTHING
    return sourced(_undated(told, now.spoken, now), "published")


def _in_year(told: Calendar, year: int) -> Valued:
    """A day, month or year in a known year."""
    if not 1 <= year <= 9999:
        return Valued(None, refused="a year that the calendar doesn't have")
    if told.month is not None and not 1 <= told.month <= 12:
        return Valued(None, refused="a month that the calendar doesn't have")
    if told.month is None:
        return Valued(f"{year:04}")
    if told.day is None:
        return Valued(f"{year:04}-{told.month:02}")
    if not 1 <= told.day <= monthrange(year, told.month)[1]:
        return Valued(None, refused=f"a day that {year:04}-{told.month:02} doesn't have")
    return Valued(f"{year:04}-{told.month:02}-{told.day:02}")


def _from_stated(told: Calendar, stated: Anchor | None) -> Valued:
    """26 من الشهر نفسه; أيلول من العام نفسه; الخامس من الشهر التالي."""
    if stated is None:
        return NOTHING
    by = DIRECTION.get(told.relative or "", 0)
    if told.month is not None:
        return sourced(_in_year(told, stated.last.year + by), "stated")
    if stated.precision < 2:
        return NOTHING
    year, month = month_of(stated.last.year, stated.last.month + by)
    return sourced(_in_year(msgspec.structs.replace(told, month=month), year), "stated")


def _undated(told: Calendar, spoken: Anchor, now: Now) -> Valued:
    """A day and month, or a month, with no year: which year is told by the adjective, the clause, or nearness."""
    year = spoken.last.year
    if told.month is None:  # الخامس من الشهر المقبل
        if spoken.precision < 2 or told.day is None:
            return NOTHING
        y, m = month_of(year, spoken.last.month + DIRECTION.get(told.relative or "", 0))
        return _in_year(msgspec.structs.replace(told, month=m), y)
    if told.of_year:
        return _in_year(told, year + DIRECTION.get(told.relative or "", 0))
    if told.relative == "current":
        return _in_year(told, year)
    here = (spoken.last.month, spoken.last.day if told.day else 0)
    there = (told.month, told.day or 0)
    first = (spoken.first.month, spoken.first.day if told.day else 0)
    if told.relative in ("past", "future") and spoken.precision < 2:
        return NOTHING  # مارس الماضي is of this year or of the one before: the month of speaking would tell
    if told.relative == "past":
        return _in_year(told, year if there < first else year - 1)
    if told.relative == "future":
        return _in_year(told, year if there > here else year + 1)
    if there <= here:
        near_next_year = (12 - here[0]) + there[0] <= 2 and now.ahead
        return _in_year(told, year + 1 if near_next_year else year)
    months_ahead = there[0] - here[0]
    return _in_year(told, year if now.ahead or (months_ahead <= _NEAR_MONTHS and not now.behind) else year - 1)


def before(first: Calendar, end: Valued) -> Valued:
    """The beginning of a range whose end is known: the latest such day or month that isn't after it."""
    last = anchor_of(end.value.split("/")[-1]) if end.value else None
    if last is None:
        return end
    if first.system == "hijri":
        near = hijri.near(first.month or 1, first.day, last.last, "past")
        return Valued(None, refused=near.reason) if isinstance(near, Refused) else Valued(near.edtf, end.source)
    month = first.month if first.month is not None else last.last.month
    there, here = (month, first.day or 0), (last.last.month, last.last.day if first.day else 0)
    return sourced(_in_year(msgspec.structs.replace(first, month=month), last.last.year - (there > here)), end.source)


def _hijri(told: Calendar, now: Now) -> Valued:
    if told.year is not None:
        days = hijri.gregorian(told.year, told.month, told.day)
        return Valued(None, refused=days.reason) if isinstance(days, Refused) else Valued(days.edtf)
    if told.gregorian_year is not None and told.month is not None:
        return _in_gregorian_year(told, told.month, told.gregorian_year)
    spoken = now.spoken
    if spoken is None or spoken.precision < 2 or told.month is None:
        return NOTHING
    if told.of_year or told.relative in FROM_STATED:
        here = hijri.from_gregorian(spoken.last)
        if isinstance(here, Refused) or told.relative in FROM_STATED:
            return NOTHING
        days = hijri.gregorian(here.year + DIRECTION.get(told.relative or "", 0), told.month, told.day)
    else:
        days = hijri.near(told.month, told.day, spoken.last, _plain(told.relative, now))
    return Valued(None, refused=days.reason) if isinstance(days, Refused) else counted(days.edtf)


def _in_gregorian_year(told: Calendar, month: int, year: int) -> Valued:
    """The Hijri month or day that begins in a Gregorian year: رمضان 2016."""
    here = hijri.from_gregorian(date(year, 1, 1)) if 700 <= year < 9000 else None
    if not isinstance(here, hijri.HijriDay):
        return NOTHING
    runs = [hijri.gregorian(here.year + k, month, told.day) for k in range(2)]
    found = next((run for run in runs if not isinstance(run, Refused) and run.first.year == year), None)
    return Valued(found.edtf) if found else Valued(None, refused=f"a day that {year:04} doesn't have")


def _plain(relative: Relative | None, now: Now) -> Literal["past", "future", "current"] | None:
    if relative in ("past", "future", "current"):
        return relative
    return "future" if now.ahead else None
