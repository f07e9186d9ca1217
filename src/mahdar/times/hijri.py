"""The Hijri calendar: its days, months and years as Gregorian ones, and back.

Inside 1343–1500 AH the calendar is Umm al-Qura's, as `hijridate` has it. Outside it is the tabular (arithmetical) one:
years of twelve months of 30 and 29 days by turns, with a 30th day of the twelfth month in the years 2, 5, 7, 10, 13,
16, 18, 21, 24, 26 and 29 of every 30, counted from Friday 16 July 622 Julian (19 July 622 in the proleptic Gregorian
calendar); formulas after Reingold and Dershowitz, Calendrical Calculations, 4th ed. 2018, chapter 7. It is a day or two
off what was observed, so its values are marked approximate. Where the two calendars meet, a day of the one may be a
neighbouring day of the other.
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
from hijridate import Gregorian, Hijri
from hijridate.ummalqura import GREGORIAN_RANGE, HIJRI_RANGE

from mahdar.times.days import Days, Refused, choose
from mahdar.times.meaning import Relative

YEARS = range(1, 9666)
"""Hijri years that can be told: the last that lie wholly within year 9999."""

_EPOCH = date(622, 7, 19)
_EXACT = range(HIJRI_RANGE[0][0], HIJRI_RANGE[1][0] + 1)
_EXACT_DAYS = (date(*GREGORIAN_RANGE[0]), date(*GREGORIAN_RANGE[1]))


class HijriDay(msgspec.Struct, frozen=True):
    """A day of the Hijri calendar; ``approximate`` outside the years of Umm al-Qura."""

    year: int
    month: int
    day: int
    approximate: bool = False


def gregorian(year: int, month: int | None = None, day: int | None = None) -> Days | Refused:
    """The Gregorian days of a Hijri year, of a month of it, or of a day of the month.

    25 شوال 1436 → 2015-08-10; رمضان 1436 → 2015-06-18/2015-07-16. Refused, with the reason, for what there isn't: year
    0, month 13, day 30 in a month of 29 days, a day without a month.
    """
    if year not in YEARS:
        return Refused(f"expected a Hijri year from {YEARS.start} to {YEARS.stop - 1}, got {_short(year)}")
    approximate = year not in _EXACT
    if month is None:
        if day is not None:
            return Refused(f"expected a month beside day {_short(day)} of {year} AH, got none")
        return Days(_first_of(year, 1), _first_of(year, 12) + timedelta(_length(year, 12) - 1), approximate)
    if not 1 <= month <= 12:
        return Refused(f"expected a Hijri month from 1 to 12, got {_short(month)}")
    first, length = _first_of(year, month), _length(year, month)
    if day is None:
        return Days(first, first + timedelta(length - 1), approximate)
    if not 1 <= day <= length:
        return Refused(f"expected a day from 1 to {length} in month {month} of {year} AH, got {_short(day)}")
    exact = first + timedelta(day - 1)
    return Days(exact, exact, approximate)


def from_gregorian(day: date) -> HijriDay | Refused:
    """The Hijri day of a Gregorian one (2024-03-11 → 1 Ramadan 1445); refused before 19 July 622, where the calendar begins."""
    if _EXACT_DAYS[0] <= day <= _EXACT_DAYS[1]:
        return HijriDay(*Gregorian.fromdate(day).to_hijri().datetuple())
    since = (day - _EPOCH).days
    if since < 0:
        return Refused(f"expected a day from {_EPOCH} on, where the Hijri calendar begins, got {day}")
    year = (30 * since + 10646) // 10631
    into = since - _days_before(year)
    month = min(12, 2 * into // 59 + 1)
    return HijriDay(year, month, into - _days_into(month) + 1, approximate=True)


def near(month: int, day: int | None, anchor: date, relative: Relative | None) -> Days | Refused:
    """The month, or the day of it, that is meant where no year is told (رمضان الماضي، الأول من شوال), on the day ``anchor``;
    which year is `choose`'s. Refused for a month or day there isn't, and where no year of the calendar can be meant."""
    here = from_gregorian(anchor)
    if isinstance(here, Refused):
        return here
    about = [gregorian(year, month, day) for year in range(here.year - 2, here.year + 3)]
    runs = [found for found in about if isinstance(found, Days)]
    if chosen := choose(runs, anchor, relative):
        return chosen
    refused = next((found for found in about if isinstance(found, Refused)), None)
    return refused or Refused(f"expected a year of the Hijri calendar near {anchor}, got none")


def same_day(hijri: tuple[int, int, int], day: date, tolerance: int = 1) -> bool:
    """Whether a stated pair agrees (14/10/1436هـ الموافق 30/7/2015): ``hijri`` is (year, month, day).

    A month begins where and when its moon was seen, so the pair may be ``tolerance`` days apart, and a 30th of a month
    that has 29 days by the calendar counts as the day after the 29th. False for a Hijri day that there can't be.
    """
    year, month, number = hijri
    found = gregorian(year, month)
    if isinstance(found, Refused) or not 1 <= number <= 30:
        return False
    return abs((day - found.first).days - (number - 1)) <= tolerance


def _first_of(year: int, month: int) -> date:
    """The first day of a month that there is."""
    if year in _EXACT:
        return date.fromordinal(Hijri(year, month, 1).to_gregorian().toordinal())
    return _EPOCH + timedelta(_days_before(year) + _days_into(month))


def _length(year: int, month: int) -> int:
    if year in _EXACT:
        return Hijri(year, month, 1).month_length()
    return 30 if month % 2 or (month == 12 and (11 * year + 14) % 30 < 11) else 29


def _days_before(year: int) -> int:
    """Days from the epoch to the tabular year."""
    return (year - 1) * 354 + (11 * year + 3) // 30


def _days_into(month: int) -> int:
    """Days from the beginning of the tabular year to the month."""
    return 29 * (month - 1) + month // 2


def _short(number: int) -> str:
    """``number`` for a message, which thousands of digits would swamp (and Python wouldn't write)."""
    return str(number) if abs(number) < 10**9 else "a number of more than nine digits"
