"""The window of a time axis: which days it shows, and the addresses that bring it nearer, farther, earlier and later. No script is needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from mahdar.model import Noun
from mahdar.record.process_answers import Beat
from mahdar.web.axis import day_of

SHORTEST = 14
"""A window has so many days at least."""


class Window(Noun, frozen=True, kw_only=True):
    """The days that an axis shows, and other windows as pairs of days; null where one would show nothing else. ``whole`` says that it shows all."""

    since: str
    until: str
    whole: bool
    nearer: tuple[str, str] | None
    farther: tuple[str, str] | None
    earlier: tuple[str, str] | None
    later: tuple[str, str] | None


def window(beats: Sequence[Beat], since: str | None, until: str | None) -> Window | None:
    """The window from ``since`` to ``until`` (years, months or days; null for the ends of what there is) of the axis of ``beats``, in order of time;
    None where they are of one day or of none. Raises ValueError for what is no day."""
    days = [day for beat in beats if (day := day_of(beat.start)) is not None]
    if not days or days[0] == days[-1]:
        return None
    first, last = days[0], days[-1]
    start = _first(since) if since else first
    end = _last(until) if until else last
    end = max(end, start + timedelta(SHORTEST))
    length = (end - start).days
    half, quarter = timedelta(length // 2), timedelta(length // 4)
    whole = start <= first and end >= last
    before, after = any(day < start for day in days), any(day > end for day in days)
    wider = (max(start - half, first), min(end + half, last))
    return Window(
        since=f"{start}",
        until=f"{end}",
        whole=whole,
        nearer=_pair(start + quarter, end - quarter) if length >= 2 * SHORTEST else None,
        farther=None if whole else _pair(*wider),
        earlier=_pair(start - half, end - half) if before else None,
        later=_pair(start + half, end + half) if after else None,
    )


def inside(beats: Sequence[Beat], shown: Window) -> tuple[Beat, ...]:
    """The beats that the window shows."""
    return tuple(beat for beat in beats if (day := day_of(beat.start)) is not None and shown.since <= f"{day}" <= shown.until)


def _pair(start: date, end: date) -> tuple[str, str]:
    return f"{start}", f"{end}"


def _first(told: str) -> date:
    found = day_of(told)
    if found is None:
        raise ValueError(f"expected a year, month or day as 2022, 2022-11 or 2022-11-22, got {told!r}")
    return found


def _last(told: str) -> date:
    first = _first(told)
    if len(told) == len("2022-11-22"):
        return first
    months = 12 if len(told) == len("2022") else 1
    year, month = divmod(first.month - 1 + months, 12)
    return date(first.year + year, month + 1, 1) - timedelta(1)
