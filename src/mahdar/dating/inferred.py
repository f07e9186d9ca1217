"""The published date worked out from all that a page tells, where it states none: clues over the days, the likeliest value with reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

import msgspec
import numpy as np

from mahdar.arabic import Text
from mahdar.dating.days import Axis, Clue
from mahdar.dating.edtf import first_day
from mahdar.dating.gatherings import GatheringClues
from mahdar.dating.happenings import HappeningClues
from mahdar.dating.known import KnownClues
from mahdar.dating.lines import Served
from mahdar.dating.offices import OfficeClues
from mahdar.dating.series import SeriesClues
from mahdar.dating.told import TimeClues
from mahdar.knowledge import Knowledge
from mahdar.meetings import RoundDraft
from mahdar.model import Published
from mahdar.names import PageNames
from mahdar.times import Found

_FIRST_YEAR = 1995
"""News sites have no older pages."""
_LAST_YEAR = 2100
"""What a knowledge tells of later years is no news."""
_MOST = 40
"""Clues of one sort that are weighed: each holds a number for every day, and a page may tell thousands."""
_BEYOND = 8
"""Years after the last that the knowledge tells of in which a page may still have been published."""
_LATE = np.log(0.02)
"""How little likely those are: pages are mostly read with a knowledge of their time."""
_TOLD_FROM_OUTSIDE = 0.99
"""How surely a page was published between the days that others tell."""


class Bound(msgspec.Struct, frozen=True, kw_only=True):
    """Days between which a page was published, as others tell it: dated pages of the same story, an archive's copy. An end that isn't
    known is None; ``why`` tells in words how it is known."""

    first: date | None = None
    last: date | None = None
    why: str


class Inference:
    """Works out when pages were published. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        last = _last_year(knowledge)
        self._axis = Axis(_FIRST_YEAR, last + _BEYOND)
        self._signs = knowledge.dating
        self._times = TimeClues(knowledge, self._axis)
        self._offices = OfficeClues(knowledge, self._axis)
        self._known = KnownClues(knowledge, self._axis)
        self._series = SeriesClues(knowledge, self._axis)
        self._gatherings = GatheringClues(knowledge, self._axis)
        self._happenings = HappeningClues(knowledge, self._axis)
        late = np.arange(self._axis.size) >= self._axis.index(date(last + 1, 1, 1))
        self._age = Clue(np.where(late, _LATE, 0.0), "the knowledge tells of nothing later")

    def of(
        self,
        text: Text,
        times: Sequence[Found],
        names: PageNames,
        rounds: Sequence[RoundDraft],
        served: Sequence[Served],
        bounds: Sequence[Bound] = (),
    ) -> Published | None:
        """The value that the clues come to, at the precision that they support, with all that speak for it; None where they tell too little."""
        happened = [*islice(self._happenings.of(text, names, times), _MOST)]
        clues = [
            *happened,
            *islice(self._times.of(text, times, frozenset(span.start for clue in happened for span in clue.evidence)), _MOST),
            *islice(self._offices.of(text, names), _MOST),
            *islice(self._known.of(text, names, times), _MOST),
            *self._served(served),
            *islice(self._series.of(text, times, rounds), _MOST),
            *islice(self._gatherings.of(text, names, times), _MOST),
            *self._bounds(bounds),
        ]
        settled = self._axis.settle([*clues, self._age]) if clues else None
        if settled is None or not settled.clues:
            return None
        evidence = tuple(dict.fromkeys(span for clue in settled.clues for span in clue.evidence))
        return Published(value=settled.value, basis="inferred", evidence=evidence, why="; ".join(clue.words for clue in settled.clues))

    def _served(self, served: Sequence[Served]) -> Iterator[Clue]:
        """A page is served after it was published, mostly so many days as ``dating.toml`` tells."""
        for line in served[:1]:
            before = self._axis.index(line.day) - np.arange(self._axis.size)
            words = f"its clock line tells that it was served on {line.day}, which such lines mostly do some 30 days after publication"
            yield Clue(self._axis.spread(self._signs.served.days, before), words, (line.span,), places=True)

    def _bounds(self, bounds: Sequence[Bound]) -> Iterator[Clue]:
        for bound in bounds:
            yield Clue(
                self._axis.between([(bound.first, bound.last)], _TOLD_FROM_OUTSIDE),
                bound.why,
                places=bound.first is not None and bound.last is not None,
            )


def _last_year(knowledge: Knowledge) -> int:
    """The last year of which the knowledge tells anything."""
    dates = [o.to or o.from_ for p in knowledge.persons for o in p.offices] + [e.date for e in (*knowledge.events, *knowledge.documents)]
    return min(max((day.year for d in dates if (day := first_day(d))), default=_FIRST_YEAR), _LAST_YEAR)
