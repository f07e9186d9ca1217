"""Feasts that move in the Gregorian year by the moon: Easter, and the Hebrew new year."""

from __future__ import annotations

from datetime import date
from typing import Literal

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN
from dateutil.easter import easter as _easter

EASTER_YEARS = range(1583, 4100)
"""Gregorian years in which the rules of Easter hold."""

_HEBREW_EPOCH = -1373427  # the ordinal of 1 Tishri of year 1, 7 October 3761 BCE Julian


def easter(year: int, church: Literal["eastern", "western"]) -> date | None:
    """Easter Sunday of a Gregorian year, as the western or the eastern churches reckon it; None outside `EASTER_YEARS`."""
    if year not in EASTER_YEARS:
        return None
    day: date = _easter(year, EASTER_WESTERN if church == "western" else EASTER_ORTHODOX)
    return day


def hebrew_new_year(year: int) -> tuple[date, bool]:
    """1 Tishri that falls in a Gregorian year of 1 to 9999, and whether the month Heshvan after it has 30 days.

    After Reingold and Dershowitz, Calendrical Calculations, 4th ed. 2018, chapter 8. 2023 → 2023-09-16, False.
    """
    begins, ends = _new_year(year + 3761), _new_year(year + 3762)
    return date.fromordinal(begins), (ends - begins) in (355, 385)


def _new_year(hebrew: int) -> int:
    """The ordinal of 1 Tishri, put off where the years around it would be of a length that none may have."""
    before, here, after = _elapsed(hebrew - 1), _elapsed(hebrew), _elapsed(hebrew + 1)
    return _HEBREW_EPOCH + here + (2 if after - here == 356 else here - before == 382)


def _elapsed(hebrew: int) -> int:
    """Days from the epoch to the mean new moon of Tishri, put off from Sunday, Wednesday and Friday."""
    months = (235 * hebrew - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + (3 * (day + 1) % 7 < 3)
