"""Days of the year that have a name: عيد الفطر; رأس السنة; يوم عيد الميلاد بعام 2023; عيد الأضحى الماضي."""

from __future__ import annotations

from mahdar.times.cursor import Cursor
from mahdar.times.meaning import Feast
from mahdar.times.rules.read import Read


def feast(c: Cursor, i: int) -> Read | None:
    """A feast or national day, with its year or direction where they are told."""
    at = i + c.is_a("part", i)
    if c.stem(at) in ("يوم", "اول", "ايام") and c.words.feasts.at(c.tokens, at) is None:
        at += 1
    if at > i and c.joined(at):
        return None
    found = c.words.feasts.at(c.tokens, at)
    if found is None:
        return None
    id_, taken = found
    at += taken
    if relative := c.relative(at):
        return Read(end=at + 1, rule="feast", meaning=Feast(id=id_, relative=relative))
    inner = at + (c.word(at) in ("ل", "ب", "في"))
    if got := c.year(inner):
        return Read(end=got[1], rule="feast", meaning=Feast(id=id_, hijri_year=got[0] if got[2] else None, year=None if got[2] else got[0]))
    return Read(end=at, rule="feast", meaning=Feast(id=id_))
