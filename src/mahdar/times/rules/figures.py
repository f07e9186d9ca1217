"""Dates in figures, with or without a clock time: 15/11/2024, 2024-11-15, 14/10/1436هـ, 1100 (GMT+04:00) - 28/05/09."""

from __future__ import annotations

import re

import msgspec

from mahdar.times.cursor import BARE_YEARS, HIJRI_YEARS, TOLD_YEARS, Cursor
from mahdar.times.meaning import Calendar, Range
from mahdar.times.rules.clock import Clock, clock_after_figures
from mahdar.times.rules.read import Read

_DIGIT = "0-9٠-٩۰-۹"
_ZONE = rf"(?:\s*\(?\s*(?:GMT|UTC)(?:\s*(?P<sign>[+-])\s*(?P<zh>[{_DIGIT}]{{1,2}})(?::?(?P<zm>[{_DIGIT}]{{2}}))?)?(?:\s*\))?)"
_CLOCK_BEFORE = rf"(?P<hh>[{_DIGIT}]{{1,2}}):?(?P<mm>[{_DIGIT}]{{2}}){_ZONE}?\s*[-–،,]\s*"
_GAP = r"[ \u200e\u200f\u00a0]{0,3}"
_DAY = rf"(?P<a>[{_DIGIT}]{{1,4}}){_GAP}(?P<sep>[/.\-\\]){_GAP}(?P<b>[{_DIGIT}]{{1,2}}){_GAP}(?P=sep){_GAP}(?P<c>[{_DIGIT}]{{1,4}})(?![{_DIGIT}])"
_PLAIN = re.compile(_DAY)
_CLOCKED = re.compile(_CLOCK_BEFORE + _DAY, re.IGNORECASE)
_MONTHS = 12
_THIS_CENTURY = 70
"""Two figures of a year below this are of this century: 28/05/09 is of 2009."""


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
    if hijri:
        told = Calendar(system="hijri", day=told.day, month=told.month, year=told.year)
    clock = _clock_before(match) or clock_after_figures(c, end)
    end = clock.end if clock and clock.end else end
    era = c.words.eras.at(c.tokens, end)
    if era and era[0] == "hijri" and not hijri:
        return None
    if era and era[0] == ("hijri" if hijri else "gregorian"):
        end += era[1]
    return Read(
        end=end,
        rule="figures",
        type="TIME" if clock else "DATE",
        meaning=told,
        clock=clock.time if clock else None,
        zone=clock.zone if clock else None,
    )


def figures_range(c: Cursor, i: int) -> Read | None:
    """The end of a range in figures told whole, its beginning by the day or the day and month: 3-5/10/2017، من 20/5 إلى 25/5/2017."""
    day = c.number(i, 1, 31)
    if day is None or c.word(i - 1) in ("/", "."):
        return None
    month = c.number(i + 2, 1, 12) if c.word(i + 1) == "/" else None
    at = i + (3 if month is not None else 1)
    dash = c.dash(at) if c.word(at) != "/" else None
    if dash is not None:
        step = dash
    elif to := c.is_a("to", at):
        step = at + to
    elif c.word(at) == "و" and c.after_a("between", i):
        step = at + 1
    else:
        return None
    last = figures(c, step) if step < len(c.tokens) else None
    if last is None or not isinstance(last.meaning, Calendar) or last.meaning.day is None:
        return None
    if month is None and day > last.meaning.day:
        return None
    first = msgspec.structs.replace(last.meaning, day=day, month=last.meaning.month if month is None else month)
    return Read(end=last.end, rule="figures-range", meaning=Range(first=first, last=last.meaning))


def figures_short(c: Cursor, i: int) -> Read | None:
    """A day and month with no year, or a month with its year, where a word says that it is a date: بتاريخ 15/11؛ في تاريخ 5/2017."""
    if c.word(i + 1) != "/" or c.word(i + 3) in ("/", ".") or not c.after_a("before_figures", i):
        return None
    first = c.number(i, 1, 31)
    month = c.number(i + 2, 1, 12)
    if first is not None and month is not None:
        return Read(end=i + 3, rule="figures", meaning=Calendar(day=first, month=month))
    year = c.number(i + 2, BARE_YEARS.start, BARE_YEARS.stop - 1)
    if first is not None and first <= _MONTHS and year is not None:
        return Read(end=i + 3, rule="figures", meaning=Calendar(month=first, year=year))
    return None


def _clock_before(match: re.Match[str]) -> Clock | None:
    """The clock time that stands before a date (1100 (GMT+04:00) - 28/05/09); its ``end`` says nothing."""
    told = match.groupdict()
    if told.get("hh") is None or int(told["hh"]) > 23 or int(told["mm"]) > 59:
        return None
    zone = None
    if re.search("GMT|UTC", match.group(), re.IGNORECASE):
        zone = f"{told['sign']}{int(told['zh']):02}:{int(told['zm'] or 0):02}" if told["sign"] else "+00:00"
    return Clock(0, f"{int(told['hh']):02}:{int(told['mm']):02}", zone)


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
    if year not in TOLD_YEARS and year != 0:
        return None
    return Calendar(day=day, month=month, year=year, exchangeable=exchangeable, month_first=month_first)
