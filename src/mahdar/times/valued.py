"""What a meaning is valued from and what comes of it; the arithmetic of years and months that all values share."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR
from typing import Literal

import msgspec

from mahdar.times.anchor import Anchor

DIRECTION = {"past": -1, "future": 1, "preceding": -1, "following": 1}
"""How many units on an adjective points."""

Source = Literal["published", "stated"]


class Now(msgspec.Struct, frozen=True):
    """What a page offers to count from: the day of speaking, the time told before, and which way the clause looks."""

    spoken: Anchor | None
    stated: Anchor | None
    ahead: bool = False
    behind: bool = False
    stated_here: Anchor | None = None
    """The time told before in the same line."""
    stated_day: Anchor | None = None
    """The last day told before, where what was told last is coarser."""


class Valued(msgspec.Struct, frozen=True):
    """A value, from what it was counted, and why there is none where the words tell a date that can't be."""

    value: str | None
    source: Source | None = None
    refused: str | None = None


NOTHING = Valued(None)


def counted(value: str | None, source: Source = "published") -> Valued:
    """A value that was counted from something; no source where there is none."""
    return Valued(value, source if value is not None else None)


def sourced(valued: Valued, source: Source | None) -> Valued:
    """The same with where it was counted from, if it has a value."""
    return msgspec.structs.replace(valued, source=source) if valued.value is not None else valued


def year_of(year: int) -> str:
    """A year of the calendar in four digits; OverflowError where there is no such year."""
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(f"expected a year from {MINYEAR} to {MAXYEAR}, got {year}")
    return f"{year:04}"


def month_of(year: int, month: int) -> tuple[int, int]:
    """``month`` carried into 1–12."""
    return year + (month - 1) // 12, (month - 1) % 12 + 1
