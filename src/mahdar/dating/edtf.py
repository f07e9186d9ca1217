"""The first and last days of the dates of the knowledge (see `mahdar.knowledge.edtf`)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def first_day(edtf: str | None) -> date | None:
    """The first day of an EDTF date, or of the first of two."""
    value = (edtf or "").split("/")[0]
    if not value or value == "..":
        return None
    return date(int(value[:4]), int(value[5:7] or 1), int(value[8:10] or 1))


def last_day(edtf: str | None) -> date | None:
    """The last day of an EDTF date, or of the last of two; None where it is open."""
    value = (edtf or "").split("/")[-1]
    if not value or value == "..":
        return None
    year, month = int(value[:4]), int(value[5:7] or 12)
    return date(year, month, int(value[8:10] or monthrange(year, month)[1]))
