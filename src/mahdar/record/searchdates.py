"""Dates as marks: which marks a page's date leaves, and which a time asked for looks for.

A page leaves a mark for each year and month that it may be of, one for its day where that is known, and one for each month where it isn't. A time
asked for is cut into whole years, whole months, and days of the months that it holds in part; of these also the pages count whose day isn't known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

_DAY = re.compile(r"([12][0-9]{3})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
COARSE = "day:unknown"
"""The mark of a page of which the day isn't known."""
_MOST = 240
"""Months of a page that may be of any of them."""


def date_marks(published: str | None) -> tuple[str, ...]:
    """The marks of a page with this date (EDTF), as `field:value`; none where it can't be read."""
    found = [_DAY.match(end) for end in (published or "").split("/")]
    if not found or any(end is None for end in found):
        return ()
    first, last = _first(str(found[0] and found[0].group())), _last(str(found[-1] and found[-1].group()))
    if first is None or last is None or first > last:
        return ()
    if first == last:
        return (f"year:{first:%Y}", f"month:{first:%Y-%m}", f"day:{first}")
    months = list(_months(first, last))[:_MOST]
    return (COARSE, *dict.fromkeys(f"year:{month[:4]}" for month in months), *(f"{mark}:{month}" for month in months for mark in ("month", "within")))


def asked_marks(since: date, until: date) -> Iterator[str]:
    """The marks any of which a page has that is from ``since`` to ``until``."""
    for year in range(since.year, until.year + 1):
        start, end = date(year, 1, 1), date(year, 12, 31)
        if since <= start and end <= until:
            yield f"year:{year}"
            continue
        for month in _months(max(start, since), min(end, until)):
            first, last = _first(month), _last(month)
            assert first is not None
            assert last is not None
            if since <= first and last <= until:
                yield f"month:{month}"
                continue
            yield f"within:{month}"
            day, stop = max(first, since), min(last, until)
            while day <= stop:
                yield f"day:{day}"
                day += timedelta(days=1)


def day_number(published: str | None) -> int:
    """Days from 1900 to the first that the date may mean, in 16 bits; 0 where there is none."""
    found = _DAY.match(published or "")
    first = _first(found.group()) if found else None
    return min(max((first - date(1900, 1, 1)).days + 1, 0), 0xFFFF) if first else 0


def first_day(value: str) -> date:
    """The first day of a year, month or day. Raises ValueError for anything else."""
    found = _first(value)
    if found is None:
        raise ValueError(f"expected a year, month or day, got {value!r}")
    return found


def last_day(value: str) -> date:
    """The last day of a year, month or day. Raises ValueError for anything else."""
    found = _last(value)
    if found is None:
        raise ValueError(f"expected a year, month or day, got {value!r}")
    return found


def _first(value: str) -> date | None:
    year, month, day = _parts(value)
    try:
        return date(year, month or 1, day or 1)
    except ValueError:
        return None


def _last(value: str) -> date | None:
    year, month, day = _parts(value)
    try:
        if day:
            return date(year, month, day)
        after = date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)
        return after - timedelta(days=1)
    except ValueError:
        return None


def _parts(value: str) -> tuple[int, int, int]:
    found = _DAY.fullmatch(value)
    return (int(found[1]), int(found[2] or 0), int(found[3] or 0)) if found else (0, 0, 0)


def _months(first: date, last: date) -> Iterator[str]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield f"{year:04}-{month:02}"
        year, month = year + month // 12, month % 12 + 1
