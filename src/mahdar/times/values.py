"""From a meaning and what it is counted from to its value: EDTF for dates, ISO 8601 for durations."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from fractions import Fraction
from typing import Literal, get_args

import msgspec

from mahdar.times import hijri, periods
from mahdar.times.anchor import Anchor, anchor_of
from mahdar.times.days import Days, Refused
from mahdar.times.feasts import Feasts
from mahdar.times.found import Found
from mahdar.times.meaning import (
    FROM_STATED,
    AnyMeaning,
    Calendar,
    Era,
    Feast,
    Hour,
    Part,
    Range,
    Relative,
    Shift,
    Spoken,
    Then,
    Told,
    Unit,
    Weekday,
)

_SEASONS: tuple[periods.Season, ...] = get_args(periods.Season)
_DIRECTION = {"past": -1, "future": 1, "preceding": -1, "following": 1}
_NEAR_MONTHS = 3
"""Months ahead in which an undated month or day is still the coming one."""
_OFF_DAYS = 3
"""Days by which a page may be published after it was written: a day named beside أمس or اليوم tells."""

# Prefix, letter and factor of a unit's ISO 8601 duration.
_DURATION: dict[Unit, tuple[str, str, int]] = {
    "second": ("PT", "S", 1),
    "minute": ("PT", "M", 1),
    "hour": ("PT", "H", 1),
    "day": ("P", "D", 1),
    "week": ("P", "W", 1),
    "month": ("P", "M", 1),
    "year": ("P", "Y", 1),
    "decade": ("P", "Y", 10),
    "century": ("P", "Y", 100),
}
_SMALLER: dict[Unit, tuple[Unit, int]] = {
    "year": ("month", 12),
    "hour": ("minute", 60),
    "minute": ("second", 60),
    "week": ("day", 7),
    "day": ("hour", 24),
}

Source = Literal["published", "stated"]


class Now(msgspec.Struct, frozen=True):
    """What a page offers to count from: the day of speaking, the time told before, and which way the clause looks."""

    spoken: Anchor | None
    stated: Anchor | None
    ahead: bool = False
    behind: bool = False
    stated_here: Anchor | None = None
    """The time told before in the same line."""


class Valued(msgspec.Struct, frozen=True):
    """A value, from what it was counted, and why there is none where the words tell a date that can't be."""

    value: str | None
    source: Source | None = None
    refused: str | None = None


NOTHING = Valued(None)


class Values:
    """Values of meanings. Pure; made once for the feasts that the knowledge has."""

    def __init__(self, feasts: Feasts) -> None:
        self._feasts = feasts

    def of(self, found: Found, now: Now) -> Valued:
        """The value of ``found``; null where it can't be told."""
        try:
            return self._of(found.meaning, now)
        except (OverflowError, ValueError):
            return Valued(None, refused="beyond the years that the calendar has")

    def _of(self, meaning: AnyMeaning, now: Now) -> Valued:
        if isinstance(meaning, Range):
            return self._range(meaning, now)
        if isinstance(meaning, Calendar):
            return _calendar(meaning, now)
        if isinstance(meaning, Told):
            return _told(meaning, now)
        if isinstance(meaning, Shift):
            return _shift(meaning, now)
        if isinstance(meaning, Hour):
            return _hour(now)
        if isinstance(meaning, Then):
            return _from(now.stated.edtf if now.stated else None, "stated")
        if isinstance(meaning, Part):
            return self._part(meaning, now)
        if isinstance(meaning, Era):
            return _era(meaning, now.spoken)
        if isinstance(meaning, Feast):
            return self._feast(meaning, now.spoken)
        if isinstance(meaning, Spoken | Weekday):
            if now.spoken is None:
                return NOTHING
            return _from(_weekday(meaning, now) if isinstance(meaning, Weekday) else _spoken(meaning, now.spoken))
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
            return _from(f"{begin.value}/{day.first + timedelta((last.number - first.number) % 7)}") if day else begin
        end = self._of(last, now)
        begin = self._of(first, now)
        if isinstance(first, Calendar) and isinstance(last, Calendar) and first.year is None and last.month is not None and first.relative is None:
            begin = _before(first, end)
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
            return _from(periods.season_near(_SEASONS[part.number - 1], day, relative))
        return _from(periods.part_near(part.sort, part.number, day, relative))

    def _feast(self, feast: Feast, spoken: Anchor | None) -> Valued:
        if feast.year is not None:
            return Valued(_first_days(self._feasts.date_in(feast.id, feast.year), feast.later))
        if feast.hijri_year is not None:
            return Valued(_first_days(self._feasts.in_hijri_year(feast.id, feast.hijri_year), feast.later))
        if spoken is None or spoken.precision < 2:
            return NOTHING
        relative = feast.relative if feast.relative in ("past", "future", "current") else None
        return _from(_first_days(self._feasts.near(feast.id, spoken.last, relative), feast.later))


def _first_days(days: Days | None, later: int) -> str | None:
    """The value of a feast, or of a day some days ``later`` in it."""
    if days is None or not later:
        return days.edtf if days else None
    first = days.first + timedelta(days=later)
    return Days(first, first, days.approximate).edtf


def _from(value: str | None, source: Source = "published") -> Valued:
    return Valued(value, source if value is not None else None)


# Days, months and years


def tells_a_day(found: Found) -> bool:
    """Whether the words tell a day whole, with its month and year."""
    meaning = found.meaning
    return isinstance(meaning, Calendar) and meaning.day is not None and meaning.month is not None and meaning.year is not None


def day_told(found: Found) -> date | None:
    """The day that the words tell whole, counted from nothing; None where they tell none or one that no calendar has."""
    if not isinstance(found.meaning, Calendar) or not tells_a_day(found):
        return None
    value = _calendar(found.meaning, Now(None, None)).value
    return date.fromisoformat(value.rstrip("~")) if value else None


def _calendar(told: Calendar, now: Now) -> Valued:
    if told.system == "hijri":
        return _hijri(told, now)
    if told.year is not None:
        return _in_year(told, told.year)
    if told.relative in FROM_STATED:
        return _from_stated(told, now.stated)
    if now.spoken is None:
        return NOTHING
    return _sourced(_undated(told, now.spoken, now), "published")


def _sourced(valued: Valued, source: Source | None) -> Valued:
    return msgspec.structs.replace(valued, source=source) if valued.value is not None else valued


def _in_year(told: Calendar, year: int) -> Valued:
    """A day, month or year in a known year."""
    if not 1 <= year <= 9999:
        return Valued(None, refused="a year that the calendar doesn't have")
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
    by = _DIRECTION.get(told.relative or "", 0)
    if told.month is not None:
        return _sourced(_in_year(told, stated.last.year + by), "stated")
    if stated.precision < 2:
        return NOTHING
    year, month = _month(stated.last.year, stated.last.month + by)
    return _sourced(_in_year(msgspec.structs.replace(told, month=month), year), "stated")


def _undated(told: Calendar, spoken: Anchor, now: Now) -> Valued:
    """A day and month, or a month, with no year: which year is told by the adjective, the clause, or nearness."""
    year = spoken.last.year
    if told.month is None:  # الخامس من الشهر المقبل
        if spoken.precision < 2 or told.day is None:
            return NOTHING
        y, m = _month(year, spoken.last.month + _DIRECTION.get(told.relative or "", 0))
        return _in_year(msgspec.structs.replace(told, month=m), y)
    if told.of_year:
        return _in_year(told, year + _DIRECTION.get(told.relative or "", 0))
    if told.relative == "current":
        return _in_year(told, year)
    here = (spoken.last.month, spoken.last.day if told.day else 0)
    there = (told.month, told.day or 0)
    first = (spoken.first.month, spoken.first.day if told.day else 0)
    if told.relative == "past":
        return _in_year(told, year if there < (first if spoken.precision > 1 else (1, 0)) else year - 1)
    if told.relative == "future":
        return _in_year(told, year if there > here else year + 1)
    if there <= here:
        near_next_year = (12 - here[0]) + there[0] <= 2 and now.ahead
        return _in_year(told, year + 1 if near_next_year else year)
    months_ahead = there[0] - here[0]
    return _in_year(told, year if now.ahead or (months_ahead <= _NEAR_MONTHS and not now.behind) else year - 1)


def _before(first: Calendar, end: Valued) -> Valued:
    """The beginning of a range whose end is known: the latest such day or month that isn't after it."""
    last = anchor_of(end.value.split("/")[-1]) if end.value else None
    if last is None:
        return end
    if first.system == "hijri":
        near = hijri.near(first.month or 1, first.day, last.last, "past")
        return Valued(None, refused=near.reason) if isinstance(near, Refused) else Valued(near.edtf, end.source)
    month = first.month if first.month is not None else last.last.month
    there, here = (month, first.day or 0), (last.last.month, last.last.day if first.day else 0)
    return _sourced(_in_year(msgspec.structs.replace(first, month=month), last.last.year - (there > here)), end.source)


def _hijri(told: Calendar, now: Now) -> Valued:
    if told.year is not None:
        days = hijri.gregorian(told.year, told.month, told.day)
        return Valued(None, refused=days.reason) if isinstance(days, Refused) else Valued(days.edtf)
    spoken = now.spoken
    if spoken is None or spoken.precision < 2 or told.month is None:
        return NOTHING
    if told.of_year or told.relative in FROM_STATED:
        here = hijri.from_gregorian(spoken.last)
        if isinstance(here, Refused) or told.relative in FROM_STATED:
            return NOTHING
        days = hijri.gregorian(here.year + _DIRECTION.get(told.relative or "", 0), told.month, told.day)
    else:
        days = hijri.near(told.month, told.day, spoken.last, _plain(told.relative, now))
    return Valued(None, refused=days.reason) if isinstance(days, Refused) else _from(days.edtf)


def _plain(relative: Relative | None, now: Now) -> Literal["past", "future", "current"] | None:
    if relative in ("past", "future", "current"):
        return relative
    return "future" if now.ahead else None


# Units, shifts, days


def _told(told: Told, now: Now) -> Valued:
    """الأسبوع الماضي from the day of speaking; العام التالي from what was told before, as coarse as that is known."""
    from_stated = told.relative in FROM_STATED
    anchor = now.stated if from_stated else now.spoken
    if anchor is None:
        return NOTHING
    by = _DIRECTION.get(told.relative, 0)
    return _from(_unit(told.unit, by, anchor), "stated" if from_stated else "published")


def _unit(unit: Unit, by: int, anchor: Anchor) -> str | None:
    day = anchor.last
    if unit == "day":
        if anchor.precision < 3:
            return anchor.edtf if anchor.precision == 2 and abs(by) <= 1 else None
        return f"{(anchor.last if by > 0 else anchor.first) + timedelta(by)}" if by or anchor.is_day else anchor.edtf
    if unit == "week":
        if anchor.precision < 3:
            return None
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=by)
        return f"{monday}/{monday + timedelta(days=6)}"
    if unit == "month":
        if anchor.precision < 2:
            return None
        year, month = _month(day.year, day.month + by)
        return f"{_year(year)}-{month:02}"
    if unit == "year":
        return _year(day.year + by)
    if unit == "decade":
        return f"{_year(day.year + 10 * by)[:3]}X"
    return f"{_year(day.year + 100 * by)[:2]}XX" if unit == "century" else None


def _year(year: int) -> str:
    """A year of the calendar in four digits; OverflowError where there is no such year."""
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(f"expected a year from {MINYEAR} to {MAXYEAR}, got {year}")
    return f"{year:04}"


def _shift(shift: Shift, now: Now) -> Valued:
    anchor = now.spoken if shift.base == "now" else now.stated
    if anchor is None or shift.count is None:
        return NOTHING
    return _from(_shifted(shift.count * shift.sign, shift.unit, anchor), "published" if shift.base == "now" else "stated")


def _shifted(count: Fraction, unit: Unit, anchor: Anchor) -> str | None:
    """As precise as the unit: days a day, weeks that week, months the month, years the year, decades the decade."""
    if count.denominator != 1:
        smaller = _SMALLER.get(unit)
        return _shifted(count * smaller[1], smaller[0], anchor) if smaller and (count * smaller[1]).denominator == 1 else None
    by = int(count)
    if unit == "day":
        return f"{(anchor.first if by < 0 else anchor.last) + timedelta(days=by)}" if anchor.precision == 3 else None
    if unit in ("week", "month", "year", "decade"):
        if unit == "decade":
            return f"{_year(anchor.last.year + 10 * by)[:3]}X"
        return _unit(unit, by, anchor)
    if unit == "century":
        return f"{_year(anchor.last.year + 100 * by)[:2]}XX"
    return None


def _hour(now: Now) -> Valued:
    """An hour is of the day told before it, else of the day of speaking."""
    for anchor, source in ((now.stated_here, "stated"), (now.spoken, "published")):
        if anchor is not None and anchor.precision == 3 and anchor.is_day:
            return Valued(anchor.edtf, source)  # type: ignore[arg-type]
    return NOTHING


def _spoken(spoken: Spoken, anchor: Anchor) -> str | None:
    if anchor.precision < 3:
        return anchor.edtf if spoken.offset == 0 and spoken.weekday is None else None
    day = anchor.last + timedelta(days=spoken.offset)
    if spoken.weekday is not None and day.isoweekday() != spoken.weekday:
        # the page is published some days after it was written: the name of the day tells
        off = [day + timedelta(days=k) for k in sorted(range(-_OFF_DAYS, _OFF_DAYS + 1), key=lambda k: (abs(k), k))]
        return next((f"{d}" for d in off if d.isoweekday() == spoken.weekday), None)
    return f"{day}"


def _weekday(told: Weekday, now: Now) -> str | None:
    """The day of the week that is meant: the last one up to the day of speaking, or the next where the words or clause say so."""
    anchor = now.spoken
    if anchor is None or anchor.precision < 3:
        return None
    back = (anchor.last.isoweekday() - told.number) % 7
    if told.relative == "past":
        back = back or 7
    elif told.relative == "future" or (told.relative is None and now.ahead and back):
        back -= 7
    return f"{anchor.last - timedelta(days=back)}"


# Eras and parts


def _era(era: Era, spoken: Anchor | None) -> Valued:
    if era.decade is None:
        return Valued(periods.century(era.century or 0))
    if era.century is not None:
        return Valued(periods.decade_named(era.decade * 10, date(2000, 1, 1), era.century))
    if spoken is None:
        return NOTHING
    century = periods.century_of(spoken.last.year) + _DIRECTION.get(era.of.relative, 0) if era.of else None
    return _from(periods.decade_named(era.decade * 10, spoken.last, century))


def _share(part: Part, whole: Anchor) -> str | None:
    """A part of a year or month that is known."""
    year = whole.first.year
    if part.sort == "season":
        return periods.season(_SEASONS[part.number - 1], year) if whole.precision == 1 else None
    if whole.precision == 1:
        return periods.part_of_year(part.sort, part.number, year)
    return periods.half_of_month(part.number, year, whole.first.month) if part.sort == "half" and whole.precision == 2 else None


def duration(parts: tuple[tuple[Fraction, Unit], ...]) -> str | None:
    """An ISO 8601 duration: P2Y6M, PT24H, P50Y; None where a fraction can't be told in whole smaller units."""
    amounts: dict[str, int] = {}
    for count, unit in parts:
        head, letter, factor = _DURATION[unit]
        whole = count * factor
        smaller = _SMALLER.get("year" if letter == "Y" else unit)
        if whole.denominator != 1:
            if smaller is None or ((whole - int(whole)) * smaller[1]).denominator != 1:
                return None
            less = _DURATION[smaller[0]]
            amounts[less[0] + less[1]] = amounts.get(less[0] + less[1], 0) + int((whole - int(whole)) * smaller[1])
        if int(whole):
            amounts[head + letter] = amounts.get(head + letter, 0) + int(whole)
    if not amounts:
        return None
    days = "".join(f"{amounts['P' + letter]}{letter}" for letter in "YMWD" if "P" + letter in amounts)
    clock = "".join(f"{amounts['PT' + letter]}{letter}" for letter in "HMS" if "PT" + letter in amounts)
    return f"P{days}" + (f"T{clock}" if clock else "")


def _month(year: int, month: int) -> tuple[int, int]:
    """``month`` carried into 1–12."""
    return year + (month - 1) // 12, (month - 1) % 12 + 1
