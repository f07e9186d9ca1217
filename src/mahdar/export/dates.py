"""Dates in words, as plain text."""

from __future__ import annotations

import re
from functools import lru_cache

from babel.dates import get_month_names

from mahdar.export.languages import Language

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-([0-2]\d|3[01]))?)?")


@lru_cache(maxsize=2)
def months(language: Language) -> dict[int, str]:
    """The names of months by number; in Arabic both those of the Levant and the common ones, since readers know one or the other."""
    if language == "en":
        return {n: str(name) for n, name in get_month_names("wide", locale="en").items()}
    levantine, common = get_month_names("wide", locale="ar_SY"), get_month_names("wide", locale="ar")
    return {n: f"{levantine[n]}/{common[n]}" for n in range(1, 13)}


def numbers(value: str) -> tuple[int, ...] | None:
    """Year, month and day of an EDTF date, as many as it tells; None where it isn't one such date."""
    found = _DATE.fullmatch(value)
    return tuple(int(part) for part in found.groups() if part) if found else None


def plain(value: str, language: Language) -> str:
    """A day, month or year in words, or an interval of two; any other EDTF value as it is."""
    if "/" in value:
        return " – ".join(plain(end, language) for end in value.split("/"))
    parts = numbers(value)
    if parts is None:
        return value
    year, *rest = parts
    return " ".join([*(str(day) for day in rest[1:]), *(months(language)[month] for month in rest[:1]), str(year)])
