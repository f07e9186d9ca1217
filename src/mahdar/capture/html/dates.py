"""Days as the markup of pages writes them, as EDTF."""

from __future__ import annotations

import re
from calendar import monthrange

FIRST_YEAR = 1995
"""No Arabic news page is older; earlier dates are zeros of a program (1970-01-01) or the subject of a page."""

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NAMED = "|".join(_MONTHS)
_YEAR_FIRST = re.compile(r"\s*(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2})(?!\d))?)?(?=$|[T\s,Z+])")
_SOLID = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?=$|T|\s)")
_DAY_FIRST = re.compile(r"\s*(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_DAY_NAMED = re.compile(rf"\b(\d{{1,2}})[\s-]+({_NAMED})[a-z]*\.?,?[\s-]+(\d{{4}})\b", re.IGNORECASE)
_MONTH_NAMED = re.compile(rf"\b({_NAMED})[a-z]*\.?\s+(\d{{1,2}}),?\s+(\d{{4}})\b", re.IGNORECASE)


def edtf_day(written: str) -> str | None:
    """``written`` as a day (or a month or a year, where it tells no more), the one it writes in its own time zone; None where it is no date.

    ISO 8601 and its kin, ``20240124``, RFC 2822 and other English forms are read. ``3/4/2024`` could be two days and is none.
    """
    if match := _SOLID.match(written):
        return _checked(*match.groups())
    if match := _YEAR_FIRST.match(written):
        return _checked(match[1], match[3], match[4])
    if match := _DAY_FIRST.match(written):
        day, month = int(match[1]), int(match[3])
        if day > 12 or day == month:
            return _checked(match[4], match[3], match[1])
        return _checked(match[4], match[1], match[3]) if month > 12 else None
    if match := _DAY_NAMED.search(written):
        return _checked(match[3], str(_MONTHS.index(match[2].lower()) + 1), match[1])
    if match := _MONTH_NAMED.search(written):
        return _checked(match[3], str(_MONTHS.index(match[1].lower()) + 1), match[2])
    return None


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    """The parts as EDTF, or None where no calendar has them."""
    if month is None:
        return f"{int(year):04}" if int(year) else None
    if not (1 <= int(month) <= 12 and int(year)):
        return None
    if day is None:
        return f"{int(year):04}-{int(month):02}"
    return f"{int(year):04}-{int(month):02}-{int(day):02}" if 1 <= int(day) <= monthrange(int(year), int(month))[1] else None


def why_implausible(day: str, fetched: str | None) -> str | None:
    """Why a page can't have been published or modified then, or None. ``fetched`` is the time of capture, ISO 8601."""
    if int(day[:4]) < FIRST_YEAR:
        return f"before {FIRST_YEAR}"
    # A page captured in the evening may bear the next day's date further east.
    if fetched and (limit := edtf_day(fetched)) and day[: len(limit)] > _next_day(limit)[: len(day)]:
        return "after the page was captured"
    return None


def _next_day(day: str) -> str:
    if len(day) < 10:
        return day
    year, month, number = int(day[:4]), int(day[5:7]), int(day[8:])
    if number < monthrange(year, month)[1]:
        return f"{year:04}-{month:02}-{number + 1:02}"
    return f"{year:04}-{month + 1:02}-01" if month < 12 else f"{year + 1:04}-01-01"
