"""Dates in figures, with or without a clock time, as date lines have them: 1100 (GMT+04:00) - 28/05/09, 15/11/2024."""

from __future__ import annotations

import re

from mahdar.arabic import Line
from mahdar.times.found import Found

_ZONE = r"(?:\s*\(?\s*(?:GMT|UTC)(?:\s*[+-]\s*\d{1,2}(?::?\d{2})?)?(?:\s*\))?)"
_NUMERIC = re.compile(
    rf"(?:(?P<hh>\d{{1,2}}):?(?P<mm>\d{{2}}){_ZONE}?\s*[-–،,]\s*)?(?<![\d/])(?P<d>\d{{1,2}})[/.-](?P<m>\d{{1,2}})[/.-](?P<y>\d{{4}}|\d{{2}})(?![\d/])"
    rf"(?:\s*[-–،,|]?\s*(?P<hh2>\d{{1,2}}):(?P<mm2>\d{{2}}){_ZONE}?)?",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<sep>[-/])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)(?:[T ](?P<hh>\d{2}):(?P<mm>\d{2}))?")
_AFTER = re.compile(rf"[\s,،]*(?P<hh>\d{{1,2}}):(?P<mm>\d{{2}}){_ZONE}?", re.IGNORECASE)


def clock_dates(text: str, line: Line) -> list[Found]:
    """Dates in figures in ``line``: day first, two-digit years in this century."""
    out: list[Found] = []
    for pattern in (_ISO, _NUMERIC):
        for match in pattern.finditer(text, line.start, line.end):
            got = match.groupdict()
            day, month, year = int(got["d"]), int(got["m"]), int(got["y"])
            year += 2000 if year < 100 else 0
            if not (1 <= day <= 31 and 1 <= month <= 12 and 1900 <= year <= 2100):
                continue
            hour, minute = got["hh"] or got.get("hh2"), got["mm"] or got.get("mm2")
            clock = f"{int(hour):02}:{minute}" if hour and int(hour) < 24 else None
            out.append(Found(start=match.start(), end=match.end(), type="TIME" if clock else "DATE", rule="figures", shape="calendar",
                             day=day, month=month, year=year, clock=clock))  # fmt: skip
    return out


def clock_after(text: str, end: int, stop: int) -> tuple[int, str] | None:
    """(end, HH:MM) of a clock time that follows a date at ``end`` in a date line (…, 2009, 20:32 GMT)."""
    match = _AFTER.match(text, end, stop)
    return (match.end(), f"{int(match['hh']):02}:{match['mm']}") if match and int(match["hh"]) < 24 else None
