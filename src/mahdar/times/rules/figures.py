"""Dates in figures, with or without a clock time: 15/11/2024, 2024-11-15, 14/10/1436هـ, 1100 (GMT+04:00) - 28/05/09."""

from __future__ import annotations

import re

from mahdar.times.cursor import BARE_YEARS, HIJRI_YEARS, Cursor
from mahdar.times.meaning import Calendar
from mahdar.times.rules.read import Read

_DIGIT = "0-9٠-٩۰-۹"
_ZONE = rf"(?:\s*\(?\s*(?:GMT|UTC)(?:\s*(?P<sign>[+-])\s*(?P<zh>[{_DIGIT}]{{1,2}})(?::?(?P<zm>[{_DIGIT}]{{2}}))?)?(?:\s*\))?)"
_CLOCK_BEFORE = rf"(?P<hh>[{_DIGIT}]{{1,2}}):?(?P<mm>[{_DIGIT}]{{2}}){_ZONE}?\s*[-–،,]\s*"
_GAP = r"[ \u200e\u200f\u00a0]{0,3}"
_DAY = rf"(?P<a>[{_DIGIT}]{{1,4}}){_GAP}(?P<sep>[/.\-\\]){_GAP}(?P<b>[{_DIGIT}]{{1,2}}){_GAP}(?P=sep){_GAP}(?P<c>[{_DIGIT}]{{1,4}})(?![{_DIGIT}])"
_AFTER = rf"(?:(?:\s*[-–،,|]?\s*|T)(?P<hh>[{_DIGIT}]{{1,2}}):(?P<mm>[{_DIGIT}]{{2}})(?::[{_DIGIT}]{{2}})?{_ZONE}?)?"
_PLAIN = re.compile(_DAY + _AFTER, re.IGNORECASE)
_CLOCKED = re.compile(_CLOCK_BEFORE + _DAY, re.IGNORECASE)
_THIS_CENTURY = 70
"""Two figures of a year below this are of this century: 28/05/09 is of 2009."""
_HIJRI_MARK = frozenset({"ه", "هجري", "هجريه"})


def figures(c: Cursor, i: int) -> Read | None:
    """A date in figures: the year told by its four digits or, with two, last; a day above 12 tells which is the day.

    What could be read either way round is ``exchangeable``: the reader decides by the page, its outlet, or day first, as CLDR has it
    for Arabic in every country.
    """
    word = c.word(i)
    if c.tokens[i].kind != "number" or c.word(i - 1) in ("/", ".") or not (len(word) <= 4 or "." in word):
        return None
    start = c.tokens[i].start
    match = _CLOCKED.match(c.text, start) or _PLAIN.match(c.text, start)
    if match is None or match.end() > c.tokens[-1].end:
        return None
    told = _day(match)
    if told is None:
        return None
    end = i
    while end < len(c.tokens) and c.tokens[end].start < match.end():
        end += 1
    hijri = told.year in HIJRI_YEARS
    if c.word(end) in _HIJRI_MARK:
        if not hijri:
            return None
        end += 1
    elif c.word(end) == "م":
        end += 1
    clock = f"{int(match['hh']):02}:{int(match['mm']):02}" if match["hh"] and int(match["hh"]) < 24 and int(match["mm"]) < 60 else None
    zone = None
    if clock and re.search("GMT|UTC", match.group(), re.IGNORECASE):
        zone = f"{match['sign']}{int(match['zh']):02}:{int(match['zm'] or 0):02}" if match["sign"] else "+00:00"
    if hijri:
        told = Calendar(system="hijri", day=told.day, month=told.month, year=told.year)
    return Read(end=end, rule="figures", type="TIME" if clock else "DATE", meaning=told, clock=clock, zone=zone)


def _day(match: re.Match[str]) -> Calendar | None:
    """Which figure is the year, which the month and the day; None where they are no date.

    With a year of four digits they are one even where the calendar has no such day (15/13/2018): that is for the resolver to refuse.
    """
    a, b, c = match["a"], match["b"], match["c"]
    if len(a) == 4:
        year, month, day, exchangeable, month_first = int(a), int(b), int(c), False, False
    elif len(a) <= 2 and len(c) in (2, 4):
        day, month, year = int(a), int(b), int(c)
        if len(c) == 2:
            if match["sep"] == "." and len(b) == 1:
                return None  # 2.5.10 is a number of a section
            if month == 0 or day == 0 or max(day, month) > 31 or min(day, month) > 12:
                return None
            year += 2000 if year < _THIS_CENTURY else 1900
        exchangeable = day <= 12 and month <= 12 and day != month
        month_first = 31 >= month > 12 >= day
        if month_first:
            day, month = month, day
    else:
        return None
    if max(day, month) > 31:
        return None
    if year not in BARE_YEARS and year not in HIJRI_YEARS and year != 0:
        return None
    return Calendar(day=day, month=month, year=year, exchangeable=exchangeable, month_first=month_first)
