"""Works out values: EDTF for dates, ISO 8601 for durations, from the day (or month, or year) of publication."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import msgspec

from mahdar.model import Time
from mahdar.times.found import Found

# Prefix, letter and factor of a unit's ISO 8601 duration.
_DURATION = {
    "minute": ("PT", "M", 1),
    "hour": ("PT", "H", 1),
    "day": ("P", "D", 1),
    "week": ("P", "W", 1),
    "month": ("P", "M", 1),
    "year": ("P", "Y", 1),
    "decade": ("P", "Y", 10),
    "century": ("P", "Y", 100),
}


class Anchor:
    """The published date as an interval: a day is known to the day, ``2017-10`` to the month, ``2017`` to the year."""

    def __init__(self, edtf: str) -> None:
        parts = [int(p) for p in edtf.split("/")[0].split("T")[0].split("-")]
        self.precision = len(parts)
        year, month = parts[0], parts[1] if len(parts) > 1 else 1
        self.first = date(year, month, parts[2] if len(parts) > 2 else 1)
        last_month = month if len(parts) > 1 else 12
        self.last = self.first if len(parts) > 2 else date(year, last_month, monthrange(year, last_month)[1])


def resolve(found: Found, published: str | None) -> Time:
    """``found`` with its value; null where it can't be told from ``published`` (EDTF day, month or year, or None)."""
    anchor = Anchor(published) if published else None
    value = _value(found, anchor)
    stands_alone = found.shape == "duration" or (found.shape == "calendar" and found.year is not None)
    return Time(
        start=found.start, end=found.end, type=found.type, value=value, anchor=None if stands_alone or value is None else "published",
        rule=found.rule, modifier=found.modifier, clock=found.clock,
    )  # fmt: skip


def _value(found: Found, anchor: Anchor | None) -> str | None:
    if found.shape == "duration":
        return _duration(found)
    if found.shape == "calendar" and found.year is not None:
        return _calendar(found, found.year)
    if anchor is None or found.shape == "vague":
        return None
    if found.shape == "calendar":
        return _undated(found, anchor)
    if found.shape == "unit" and (found.unit == "year" or (found.unit == "month" and anchor.precision > 1) or anchor.precision == 3):
        return _unit(found, anchor.last)
    if found.shape == "ago" and (found.unit in ("year", "decade") or anchor.precision == 3):
        return _ago(found, anchor.last)
    if anchor.precision < 3:
        return None
    if found.shape == "deictic":
        return _days(anchor.last, found.offset, found.offset_end)
    if found.shape == "weekday":
        return _weekday(found, anchor.last)
    return None


def _duration(found: Found) -> str | None:
    if found.count is None or found.unit is None:
        return None
    head, letter, factor = _DURATION[found.unit]
    return f"{head}{found.count * factor}{letter}"


def _calendar(found: Found, year: int) -> str | None:
    """The value of a day, month or year, or a range of them, in a known year."""
    if found.month is None:
        return f"{year}" if found.year_end is None else f"{year}/{found.year_end}"
    last_month = found.month_end or found.month
    if found.day is None:
        return f"{year}-{found.month:02}"
    if found.day > monthrange(year, found.month)[1]:
        return None
    start = f"{year}-{found.month:02}-{found.day:02}"
    if found.day_end is None:
        return start
    end_year = year + (last_month < found.month)
    return f"{start}/{end_year}-{last_month:02}-{found.day_end:02}" if found.day_end <= monthrange(end_year, last_month)[1] else None


def _undated(found: Found, anchor: Anchor) -> str | None:
    """A day and month, or a month, with no year: which year is told by the adjective, the clause, or nearness."""
    year = anchor.last.year
    if found.month is None:  # الخامس من الشهر المقبل
        if anchor.precision < 2 or found.day is None:
            return None
        shift = {"past": -1, "future": 1}.get(found.relative or "", 0)
        y, m = _month(anchor.last.year, anchor.last.month + shift)
        return _calendar(msgspec.structs.replace(found, month=m), y)
    if found.unit == "year":
        return _calendar(found, year + {"past": -1, "future": 1}.get(found.relative or "", 0))
    if found.relative == "current":
        return _calendar(found, year)
    here = (anchor.last.month, anchor.last.day if found.day else 0)
    there = (found.month, found.day or 0)
    first = (anchor.first.month, anchor.first.day if found.day else 0)
    if found.relative == "past":
        return _calendar(found, year if there < (first if anchor.precision > 1 else (1, 0)) else year - 1)
    if found.relative == "future":
        return _calendar(found, year if there > here else year + 1)
    if there <= here:
        near_next_year = (12 - here[0]) + there[0] <= 2 and found.ahead
        return _calendar(found, year + 1 if near_next_year else year)
    months_ahead = there[0] - here[0]
    return _calendar(found, year if found.ahead or (months_ahead <= 3 and not found.behind) else year - 1)


def _unit(found: Found, day: date) -> str | None:
    shift = {"past": -1, "future": 1}.get(found.relative or "", 0)
    if found.unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
        return f"{monday}/{monday + timedelta(days=6)}"
    if found.unit == "month":
        year, month = _month(day.year, day.month + shift)
        return f"{year}-{month:02}"
    if found.unit == "year":
        return f"{day.year + shift}"
    if found.unit == "decade":
        return f"{day.year // 10 + shift}X"
    return f"{day.year // 100 + shift}XX"


def _ago(found: Found, day: date) -> str | None:
    count = found.count or 0
    if found.unit == "day":
        return _days(day, count, None)
    if found.unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=count)
        return f"{monday}/{monday + timedelta(days=6)}"
    if found.unit == "month":
        year, month = _month(day.year, day.month + count)
        return f"{year}-{month:02}"
    if found.unit == "year":
        return f"{day.year + count}"
    if found.unit == "decade":
        return f"{(day.year + 10 * count) // 10}X"
    return None


def _weekday(found: Found, day: date) -> str | None:
    """The day of the week that is meant: the last one up to ``day``, or the next where the words or clause say so."""
    assert found.weekday is not None
    back = (day.isoweekday() - found.weekday) % 7
    if found.relative == "past":
        back = back or 7
    elif found.relative == "future" or (found.ahead and back):
        back -= 7
    first = day - timedelta(days=back)
    return _days(first, 0, 1 if found.weekday_end else None)


def _days(day: date, offset: int | None, end: int | None) -> str | None:
    try:
        first = day + timedelta(days=offset or 0)
        return f"{first}" if end is None else f"{first}/{day + timedelta(days=end)}"
    except OverflowError:
        return None


def _month(year: int, month: int) -> tuple[int, int]:
    """``month`` carried into 1–12."""
    return year + (month - 1) // 12, (month - 1) % 12 + 1
