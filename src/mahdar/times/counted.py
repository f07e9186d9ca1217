"""Values that are counted: units told by direction, shifts, days from the day of speaking, days of the week, durations."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from mahdar.times.anchor import Anchor
from mahdar.times.meaning import FROM_STATED, Shift, Spoken, Told, Unit, Weekday
from mahdar.times.valued import DIRECTION, NOTHING, Now, Valued, counted, month_of, year_of

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
    "century": ("decade", 10),
    "decade": ("year", 10),
    "year": ("month", 12),
    "hour": ("minute", 60),
    "minute": ("second", 60),
    "week": ("day", 7),
    "day": ("hour", 24),
}


def told_value(told: Told, now: Now) -> Valued:
    """الأسبوع الماضي from the day of speaking; العام التالي from what was told before, as coarse as that is known."""
    from_stated = told.relative in FROM_STATED
    anchor = ((told.unit == "day" and now.stated_day) or now.stated) if from_stated else now.spoken
    if anchor is None:
        return NOTHING
    by = DIRECTION.get(told.relative, 0) * told.steps
    return counted(_unit(told.unit, by, anchor), "stated" if from_stated else "published")


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
        year, month = month_of(day.year, day.month + by)
        return f"{year_of(year)}-{month:02}"
    if unit == "year":
        return year_of(day.year + by)
    if unit == "decade":
        return f"{year_of(day.year + 10 * by)[:3]}X"
    return f"{year_of(day.year + 100 * by)[:2]}XX" if unit == "century" else None


def shift_value(shift: Shift, now: Now) -> Valued:
    """قبل يومين from the day of speaking; بعد ذلك بأسبوع from what was told before."""
    anchor = now.spoken if shift.base == "now" else now.stated
    if anchor is None or shift.count is None:
        return NOTHING
    return counted(_shifted(shift.count * shift.sign, shift.unit, anchor), "published" if shift.base == "now" else "stated")


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
            return f"{year_of(anchor.last.year + 10 * by)[:3]}X"
        return _unit(unit, by, anchor)
    if unit == "century":
        return f"{year_of(anchor.last.year + 100 * by)[:2]}XX"
    return None


def hour_value(now: Now) -> Valued:
    """An hour is of the day told before it, else of the day of speaking."""
    for anchor, source in ((now.stated_here, "stated"), (now.spoken, "published")):
        if anchor is not None and anchor.precision == 3 and anchor.is_day:
            return Valued(anchor.edtf, source)  # type: ignore[arg-type]
    return NOTHING


def spoken_value(spoken: Spoken, anchor: Anchor) -> str | None:
    """أمس; and أمس الخميس, where the name of the day tells if both disagree."""
    if anchor.precision < 3:
        return anchor.edtf if spoken.offset == 0 and spoken.weekday is None else None
    day = anchor.last + timedelta(days=spoken.offset)
    if spoken.weekday is not None and day.isoweekday() != spoken.weekday:
        # the page is published some days after it was written: the name of the day tells
        off = [day + timedelta(days=k) for k in sorted(range(-_OFF_DAYS, _OFF_DAYS + 1), key=lambda k: (abs(k), k))]
        return next((f"{d}" for d in off if d.isoweekday() == spoken.weekday), None)
    return f"{day}"


def weekday_value(told: Weekday, now: Now) -> str | None:
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
