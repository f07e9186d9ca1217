"""Days of the year that have a name: عيد الفطر; رأس السنة; يوم عيد الميلاد بعام 2023; عيد الأضحى الماضي; ثاني أيام عيد الفطر."""

from __future__ import annotations

import msgspec

from mahdar.times.cursor import Cursor
from mahdar.times.meaning import Feast
from mahdar.times.rules.read import Read

_LATER_DAYS = {"اول": 0, "ثاني": 1, "ثالث": 2, "رابع": 3}


def feast(c: Cursor, i: int) -> Read | None:
    """A feast or national day, with its year or direction where they are told."""
    at, later = i + c.is_a("part", i), -bool(c.is_a("eve", i))
    if c.stem(at) in _LATER_DAYS and c.word(at + 1) == "ايام":
        at, later = at + 2, _LATER_DAYS[c.stem(at)]
    found = c.words.feasts.at(c.tokens, i)  # ليلة القدر has its night in its name
    if found is not None:
        at, later = i, 0
    else:
        found = c.words.feasts.at(c.tokens, at)
    if found is None and at == i and c.stem(at) in ("يوم", "ليله"):
        at += 1
        found = c.words.feasts.at(c.tokens, at)
    if found is None or found.feast is None or (at > i and c.joined(at)):
        return None  # a name that several states share (اليوم الوطني) tells no day
    start = found.start if at == i else None
    at += found.taken

    day = Feast(id=found.feast, later=later)
    if relative := c.relative(at):
        return Read(end=at + 1, rule="feast", meaning=msgspec.structs.replace(day, relative=relative), start=start)
    if got := c.year(at + (c.word(at) in ("ل", "ب", "في"))):
        year, end, hijri = got
        dated = msgspec.structs.replace(day, hijri_year=year) if hijri else msgspec.structs.replace(day, year=year)
        return Read(end=end, rule="feast", meaning=dated, start=start)
    return Read(end=at, rule="feast", meaning=day, start=start)
