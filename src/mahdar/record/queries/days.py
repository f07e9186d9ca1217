"""Years, months and days to filter by."""

from __future__ import annotations

import re
from datetime import date, timedelta

_DAY = re.compile(r"([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def is_day(value: str) -> bool:
    """Whether ``value`` is a year, month or day (``2022``, ``2022-11``, ``2022-11-22``)."""
    try:
        day_after(value)
    except ValueError:
        return False
    return True


def day_after(value: str) -> str:
    """The first day, month or year after ``value``, which is one of these. Raises ValueError for anything else."""
    found = _DAY.fullmatch(value)
    if found is None:
        raise ValueError(f"expected a year, month or day as 2022, 2022-11 or 2022-11-22, got {value!r}")
    year, month, day = (int(part) if part else 0 for part in found.groups())
    first = date(year, month or 1, day or 1)
    if day:
        return (first + timedelta(days=1)).isoformat()
    return f"{year + month // 12:04}-{month % 12 + 1:02}" if month else f"{year + 1:04}"
