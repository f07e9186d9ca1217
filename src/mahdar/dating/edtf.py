"""The first and last days of the dates of the knowledge (see `mahdar.knowledge.edtf`)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def first_day(edtf: str | None) -> date | None:
    """The first day of an EDTF date, or of the first of two; None where it is open, or no day that there is."""
    value = (edtf or "").split("/")[0]
    return _day(value, 1, 1) if value and value != ".." else None


def last_day(edtf: str | None) -> date | None:
    """The last day of an EDTF date, or of the last of two; None where it is open, or no day that there is."""
    value = (edtf or "").split("/")[-1]
    return _day(value, 12, 31) if value and value != ".." else None


def _day(value: str, month: int, day: int) -> date | None:
    try:
        year, month = int(value[:4]), int(value[5:7] or month)
        return date(year, month, int(value[8:10] or min(day, monthrange(year, month)[1])))
    except ValueError:
        return None
