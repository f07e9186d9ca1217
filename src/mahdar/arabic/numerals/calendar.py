"""Claims of time on a number: dates in digits and beside months, times of day, ranges, years."""

from __future__ import annotations

from mahdar.arabic.numerals.place import DASHES, TO, YEARS, NumberClass, Place, told
from mahdar.arabic.numerals.vocabulary import vocabulary

_DATE_LENGTHS = ([1, 1, 4], [1, 2, 4], [2, 2, 4], [2, 2, 2], [1, 2, 2])

_LAST_YEAR = 2999
"""The last number that عام or سنة before it names a year: news tells of 2200, and hardly of a year with another first digit."""


def date(p: Place) -> NumberClass | None:
    """5/9/2018, 2018-09-05, beside a month's name, after سنة or عام."""
    words, a = vocabulary(), p.first
    if p.in_digits:
        for mark in ("/", "-", "\\"):
            for start in (a, a - 2, a - 4):
                five = [p.norm(k) for k in range(start, start + 5)]
                if five[1] == five[3] == mark and all(five[k].isdigit() for k in (0, 2, 4)) and sorted(map(len, five[::2])) in _DATE_LENGTHS:
                    return NumberClass("date", "a date in digits")
        if p.norm(a - 1) == "/" and words.months.ends(p.tokens, a - 1):
            return NumberClass("date", "beside a month")
    if not isinstance(p.number.value, int):
        return None
    if p.number.sort == "ordinal" and words.months.ends(p.tokens, p.end) > 1:
        return NumberClass("date", "part of a month's name")
    if p.number.value <= 31:
        for end in (p.end, p.after):
            after = end + 1 if p.norm(end) in ("من", "/", "-") else end
            if words.month_nouns.starts(p.tokens, after):
                after += 1
            if n := words.months.starts(p.tokens, after):
                return told("date", "beside a month", p, after, after + n)
            if p.norm(end) in words.this_month:
                return told("date", "a day of this month", p, end, end + 1)
    before = a - 1 if p.norm(a - 1) in ("،", ",", "(") else a
    if (p.number.value in YEARS or p.number.value <= 31) and p.in_digits and (n := words.months.ends(p.tokens, before)):
        return told("date", "beside a month", p, before - n, before)
    if p.number.value <= 31 and words.day_before.ends(p.tokens, a) and p.number.sort == "cardinal" and not words.units.starts(p.tokens, p.after):
        return told("date", "a day of the month", p, a - 1, a)
    return None


def clock(p: Place) -> NumberClass | None:
    """14:00, الساعة 14, 18.51 بتوقيت غرينتش, GMT+4."""
    words = vocabulary()
    if p.norm(p.end) == ":" and p.is_number(p.end + 1) and p.touching(p.first) and p.touching(p.end):
        return NumberClass("clock", "a time of day in digits")
    if p.norm(p.first - 1) == ":" and p.is_number(p.first - 2) and p.touching(p.first - 2) and p.touching(p.first - 1):
        return NumberClass("clock", "a time of day in digits")
    if n := words.clock_before.ends(p.tokens, p.first):
        return told("clock", "a time of day", p, p.first - n, p.first)
    if p.norm(p.first - 1) in ("+", "-") and p.norm(p.first - 2) in ("gmt", "utc"):
        return NumberClass("clock", "a time zone")
    after = p.end + (p.norm(p.end) == "(")
    if n := words.clock_after.starts(p.tokens, after):
        return told("clock", "a time of day", p, after, after + n)
    return None


def named_year(p: Place) -> NumberClass | None:
    """A number that its noun names a year: عام 2017, عام 1439, العامين 2017 و2018; one to come as well (عام 2254), up to `_LAST_YEAR`."""
    at = p.first
    if p.norm(at - 1) in DASHES | TO and p.is_number(at - 2) and p.number.value in YEARS:
        at -= 2
    n = vocabulary().year_before.ends(p.tokens, at)
    if not n or not isinstance(p.number.value, int) or p.number.sort != "cardinal" or not 0 < p.number.value <= _LAST_YEAR:
        return None
    if p.number.value not in YEARS and p.norm(at - 1).startswith("ال"):
        return None  # قتل هذا العام 46 شخصا
    if p.number.value >= YEARS.stop and (not p.in_digits or vocabulary().counted.starts(p.tokens, p.end)):
        return None  # في عام ألفين وخمسمئة قتيل
    return told("year", "named a year", p, at - n, at)


def span(p: Place) -> NumberClass | None:
    """30-31, 1980-1988, 2013-14."""
    for a, mark, b in ((p.first, p.end, p.end + 1), (p.first - 2, p.first - 1, p.first)):
        if p.norm(mark) in DASHES and p.is_number(a) and p.is_number(b) and p.norm(a).isdigit() and p.norm(b).isdigit():
            low, high = int(p.norm(a)), int(p.norm(b))
            if low < high or (len(p.norm(a)) == 4 and len(p.norm(b)) == 2):
                return NumberClass("range", f"a range: {p.norm(a)}-{p.norm(b)}")
    return None


def possible_year(p: Place) -> NumberClass | None:
    """2018; ألفين وثمانية عشر."""
    value = p.number.value
    if value not in YEARS or p.number.sort != "cardinal" or p.number.definite:
        return None
    if p.in_digits and len(p.norm(p.first)) == 4:
        return NumberClass("year", "may be a year: nothing else claims it")
    return None if p.is_number(p.first) else NumberClass("year", "may be a year in words: nothing else claims it")
