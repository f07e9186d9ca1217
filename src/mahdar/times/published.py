"""The day of publication as users tell it: an EDTF day, month or year."""

from __future__ import annotations

import re
from datetime import date

_FORM = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def parse_published(value: str) -> str:
    """``value`` as it is if it is an EDTF day, month or year of the calendar; raises `ValueError` for anything else."""
    if not _FORM.fullmatch(value):
        raise ValueError(f"expected a day (2024-01-24), a month (2024-01) or a year (2024), got {value!r}")
    year, month, day = [*map(int, value.split("-")), 1, 1][:3]
    try:
        date(year, month, day)
    except ValueError as error:
        raise ValueError(f"expected a date of the calendar, got {value!r}: {error}") from None
    return value
