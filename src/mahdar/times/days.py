"""A run of whole days as an EDTF value, and the choice of the run that is meant where words name one of every year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from mahdar.times.meaning import Relative


class Days(msgspec.Struct, frozen=True):
    """The days from ``first`` to ``last``, both counted in; ``approximate`` where a method gives them that can be days off."""

    first: date
    last: date
    approximate: bool = False

    @property
    def edtf(self) -> str:
        """``2015-08-10`` for one day, ``2015-06-18/2015-07-16`` for more; each end with ``~`` where it is approximate."""
        mark = "~" if self.approximate else ""
        return f"{self.first}{mark}" if self.first == self.last else f"{self.first}{mark}/{self.last}{mark}"


class Refused(msgspec.Struct, frozen=True):
    """No value can be told, and why: what was expected and what was got."""

    reason: str


def choose(runs: Iterable[Days], anchor: date, relative: Relative | None) -> Days | None:
    """Which of ``runs`` is meant on the day ``anchor``.

    ``past`` (رمضان الماضي) is the latest that is over before the anchor, ``future`` (عيد الفطر المقبل) the first that
    begins after it; ``current`` or no adjective the nearest, counted in days from the anchor to the run's nearer end (0
    inside it), and of two that are as near the one ahead. None where there is no such run.
    """
    if relative == "past":
        return max((r for r in runs if r.last < anchor), key=lambda r: r.first, default=None)
    if relative == "future":
        return min((r for r in runs if r.first > anchor), key=lambda r: r.first, default=None)
    return min(runs, key=lambda r: (_gap(r, anchor), r.first < anchor), default=None)


def _gap(run: Days, anchor: date) -> int:
    return max((run.first - anchor).days, (anchor - run.last).days, 0)
