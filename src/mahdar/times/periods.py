"""EDTF of what is longer than a month and no year: quarters, halves, seasons, decades, centuries.

Early, middle and late (مطلع القرن العشرين) don't change a value; they are the expression's ``modifier``.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date
from typing import Literal

from mahdar.times.days import Days, choose
from mahdar.times.meaning import Relative

Part = Literal["half", "third", "quarter"]
Season = Literal["spring", "summer", "autumn", "winter"]

_MONTHS: dict[Part, int] = {"half": 6, "third": 4, "quarter": 3}
_SEASONS: dict[Season, tuple[int, int]] = {"spring": (21, 3), "summer": (22, 6), "autumn": (23, 9), "winter": (24, 12)}


def part_of_year(part: Part, first: int, year: int, last: int | None = None) -> str | None:
    """The ``first`` half, third or quarter of a year, or those from the ``first`` to the ``last``, as months.

    الربع الثاني 2015 → 2015-04/2015-06; الربعين الأول والثاني → 2015-01/2015-06. None for a part or year there isn't.
    """
    size, last = _MONTHS[part], first if last is None else last
    if not (1 <= first <= last <= 12 // size and _is_year(year)):
        return None
    return f"{year:04}-{(first - 1) * size + 1:02}/{year:04}-{last * size:02}"


def part_near(part: Part, number: int, anchor: date, relative: Relative | None = None) -> str | None:
    """The half, third or quarter that is meant where no year is told (الربع الثاني), on the day ``anchor``.

    With no adjective, or ``current``, it is the latest that has begun: reports speak of what can be counted.
    """
    size = _MONTHS[part]
    if not 1 <= number <= 12 // size:
        return None
    years = [y for y in range(anchor.year - 1, anchor.year + 2) if _is_year(y)]
    runs = [_months(y, (number - 1) * size + 1, number * size) for y in years]
    if relative in (None, "current"):
        meant = max((r for r in runs if r.first <= anchor), key=lambda r: r.first, default=None)
    else:
        meant = choose(runs, anchor, relative)
    return part_of_year(part, number, meant.first.year) if meant else None


def half_of_month(number: int, year: int, month: int) -> str | None:
    """The first half of a month is its days 1 to 15, the second the rest: النصف الأول من أيار 2015 → 2015-05-01/2015-05-15."""
    if number not in (1, 2) or not 1 <= month <= 12 or not _is_year(year):
        return None
    first, last = (1, 15) if number == 1 else (16, monthrange(year, month)[1])
    return f"{year:04}-{month:02}-{first:02}/{year:04}-{month:02}-{last:02}"


def season(name: Season, year: int) -> str | None:
    """A season by EDTF's code (21 spring to 24 winter): شتاء 2009 → 2009-24. A winter's year is that of its December."""
    return f"{year:04}-{_SEASONS[name][0]}" if _is_year(year) else None


def season_near(name: Season, anchor: date, relative: Relative | None = None) -> str | None:
    """The season that is meant where no year is told (الخريف القادم، هذا الشتاء), on the day ``anchor``; which one is
    `choose`'s. Seasons are the northern hemisphere's, by whole months: spring begins on 1 March."""
    month = _SEASONS[name][1]
    runs = [_months(y, month, month + 2) for y in range(anchor.year - 2, anchor.year + 2) if MINYEAR <= y < MAXYEAR]
    meant = choose(runs, anchor, relative)
    return season(name, meant.first.year) if meant else None


def decade(year: int) -> str | None:
    """The decade of a year: ``199X`` of 1994."""
    return f"{year // 10:03}X" if _is_year(year) else None


def decade_named(tens: int, anchor: date, century: int | None = None) -> str | None:
    """A decade that is named by its tens (التسعينيات: 90): of the ``century`` where one is told (ثلاثينيات القرن العشرين), else
    the latest that has begun on the day ``anchor``. None where ``tens`` is none of 0, 10 … 90."""
    if tens not in range(0, 100, 10):
        return None
    if century is not None:
        return decade((century - 1) * 100 + tens) if 1 <= century <= 100 else None
    return decade(tens + 100 * ((anchor.year - tens) // 100))


def century(number: int) -> str | None:
    """A century: القرن العشرين (20) → ``19XX``. EDTF's ``19XX`` begins with 1900, a year before the century does by count."""
    return f"{number - 1:02}XX" if 1 <= number <= 100 else None


def century_of(year: int) -> int:
    """The number of the century in which a year lies as EDTF has it: 21 for 2000."""
    return year // 100 + 1


def _months(year: int, first: int, last: int) -> Days:
    """The days of the months ``first`` to ``last``, which may go into the next year."""
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return Days(date(year, first, 1), date(end_year, end_month, monthrange(end_year, end_month)[1]))


def _is_year(year: int) -> bool:
    return MINYEAR <= year <= MAXYEAR
