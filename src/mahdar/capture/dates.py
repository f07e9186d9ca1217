"""Dates as dumps, feeds and sitemaps write them, as EDTF days."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ]\d\d:?\d\d.*)?)?)?", re.ASCII)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?", re.ASCII)
_EPOCH = re.compile(r"-?\d{9,13}(?:\.\d+)?", re.ASCII)
_MILLISECONDS_FROM = 100_000_000_000
"""Seconds would be the year 5138 here; milliseconds are 1973."""


def edtf_day(value: str | float) -> str | None:
    """The day of an ISO 8601, RFC 2822 or epoch date as EDTF, or the month or year where it tells no more; None where it is none.

    A date with a clock and an offset keeps the day that its writer's calendar showed; an epoch's day is that of UTC.
    """
    if isinstance(value, int | float):
        return _of_epoch(value)
    text = re.sub(r"^(\d{4})/(\d\d)/(\d\d)", r"\1-\2-\3", value.strip())
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day = found.groups()
        return _checked(year, month, day)
    if _EPOCH.fullmatch(text):
        return _of_epoch(float(text))
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, IndexError, OverflowError):
        return None


def minute(value: str | float) -> str | None:
    """The minute in UTC (``2018-09-02T01:12Z``) of an ISO 8601, RFC 2822 or epoch date that tells a clock with its offset; None of any other."""
    if isinstance(value, str) and not _EPOCH.fullmatch(value.strip()):
        text = re.sub(r"^(\d{4})/(\d\d)/(\d\d)", r"\1-\2-\3", value.strip())
        try:
            moment = datetime.fromisoformat(text) if _ISO.fullmatch(text) or _COMPACT.fullmatch(text) else parsedate_to_datetime(text)
        except (ValueError, IndexError, OverflowError):
            return None
        if moment.tzinfo is None:
            return None
    else:
        try:
            seconds = float(value)
            moment = datetime.fromtimestamp(seconds / 1000 if abs(seconds) >= _MILLISECONDS_FROM else seconds, UTC)
        except (ValueError, OverflowError, OSError):
            return None
    try:
        return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
    except (ValueError, OverflowError):
        return None


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, day) if part)


def _of_epoch(value: float) -> str | None:
    try:
        seconds = value / 1000 if abs(value) >= _MILLISECONDS_FROM else value
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return None
