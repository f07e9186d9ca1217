"""The dates of the knowledge files: EDTF level 0 (ISO 8601-2), days, months and years of the calendar, and intervals of them."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)

FORMS = "a day, month or year (2017-10-30, 2017-10, 2017)"
"""What `is_date` takes, in the words of an error."""


@lru_cache(maxsize=4096)
def is_date(value: str) -> bool:
    """Whether ``value`` is a day, month or year that there is."""
    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        return False
    return True


def is_before(end: str, start: str) -> bool:
    """Whether ``end`` lies before ``start`` as far as the coarser of the two tells: 2016-05 does before 2017, 2017 doesn't before 2017-10."""
    return end[: len(start)] < start[: len(end)]


def is_interval(value: str) -> bool:
    """Whether ``value`` is a date, or two with a slash between, of which one may be open (``1914/1918``, ``2011/..``)."""
    start, slash, end = value.partition("/")
    if not slash:
        return is_date(value)
    ends = [part for part in (start, end) if part != ".."]
    return bool(ends) and all(map(is_date, ends)) and (len(ends) < 2 or not is_before(end, start))
