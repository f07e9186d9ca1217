"""The published date worked out from all that a page tells, where it states none: clues over the days, the likeliest value with reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec
import numpy as np

from mahdar.arabic import Text
from mahdar.dating.days import YEAR, Axis, Clue
from mahdar.dating.known import KnownClues
from mahdar.dating.lines import Served
from mahdar.dating.offices import OfficeClues
from mahdar.dating.told import TimeClues
from mahdar.knowledge import Knowledge
from mahdar.meetings import RoundDraft
from mahdar.meetings.times import times_of
from mahdar.model import Published, Span
from mahdar.names import PageNames
from mahdar.times import Found

_FIRST_YEAR = 1995
"""News sites have no older pages."""
_BEYOND = 8
"""Years after the last that the knowledge tells of in which a page may still have been published."""
_LATE = np.log(0.02)
"""How little likely those are: pages are mostly read with a knowledge of their time."""
_TOLD_FROM_OUTSIDE = 0.99
"""How surely a page was published between the days that others tell."""
_DAY = len("2017-10-30")


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
        clues = [
            *self._times.of(text, times),
            *self._offices.of(text, names),
            *self._known.of(text, names, times),
            *self._served(served),
            *self._rounds(text, times, rounds),
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

    def _rounds(self, text: Text, times: Sequence[Found], rounds: Sequence[RoundDraft]) -> Iterator[Clue]:
        """Of each series the last round told as held, the next one announced, and those under way, by the days that the dossier has; a meeting
        told without its number is one of those that it dates."""
        for dossier in dict.fromkeys(draft.dossier for draft in rounds):
            of_it = [draft for draft in rounds if draft.dossier is dossier]
            dated = [(m.start, d) for d in of_it if d.ordinal is not None and (m := dossier.known(d.ordinal)) and len(m.start) == _DAY]
            told = {status: [item for item in dated if item[1].status() == status] for status in ("held", "ongoing", "announced")}
            chosen = [
                *((item, "held", self._signs.known.held) for item in sorted(told["held"], key=_start)[-1:]),
                *((item, "ongoing", self._signs.known.ongoing) for item in told["ongoing"]),
                *((item, "announced", self._signs.known.announced) for item in sorted(told["announced"], key=_start)[:1]),
            ]
            for (start, draft), status, spread in chosen:
                after = np.arange(self._axis.size) - self._axis.index(date.fromisoformat(start))
                words = f"round {draft.ordinal} of the {dossier.en}, which the dossier has from {start}, is told as {status}"
                yield Clue(self._axis.spread(spread, after), words, _first_telling(text, draft), places=True)
            yield from (self._past_month(text, start, draft) for start, draft in dated if _told_as_past(text, times, start, draft))
            known = sorted(self._axis.index(date.fromisoformat(m.start)) for m in dossier.meeting if len(m.start) == _DAY)
            for draft in of_it:
                if draft.ordinal is None and not dated and known and draft.status() in ("held", "ongoing"):
                    weights = self._axis.spread(self._signs.known.meeting, self._axis.after_last(np.array(known)))
                    words = f"it tells of a meeting of the {dossier.en}, of which the dossier dates {len(known)}"
                    yield Clue(weights, words, _first_telling(text, draft), places=True)

    def _past_month(self, text: Text, start: str, draft: RoundDraft) -> Clue:
        """A round told of its month as past (عُقدت الجولة السادسة في أيلول الماضي) was in the year before."""
        day = date.fromisoformat(start)
        words = f"round {draft.ordinal} of the {draft.dossier.en}, which the dossier has from {start}, is told of a month that is past"
        weights = self._axis.between([(day, day + timedelta(days=YEAR))], self._signs.known.counted)
        return Clue(weights, words, _first_telling(text, draft), places=True)

    def _bounds(self, bounds: Sequence[Bound]) -> Iterator[Clue]:
        for bound in bounds:
            yield Clue(
                self._axis.between([(bound.first, bound.last)], _TOLD_FROM_OUTSIDE),
                bound.why,
                places=bound.first is not None and bound.last is not None,
            )


def _told_as_past(text: Text, times: Sequence[Found], start: str, draft: RoundDraft) -> bool:
    """Whether the month of a round's beginning is told with it as one that is past, with no year."""
    told = (c for _, n in times_of(text, draft, times) if (c := times[n].calendar or times[n].ends_on) is not None)
    return any(c.relative == "past" and c.month == int(start[5:7]) and c.year is None and not c.of_year for c in told)


def _start(item: tuple[str, RoundDraft]) -> str:
    return item[0]


def _first_telling(text: Text, draft: RoundDraft) -> tuple[Span, ...]:
    mention = draft.mentions[0]
    tokens = text.lines[mention.line].tokens
    return (Span(start=tokens[mention.first].stem_start, end=tokens[mention.last - 1].end),)


def _last_year(knowledge: Knowledge) -> int:
    """The last year of which the knowledge tells anything."""
    dates = [o.to or o.from_ for p in knowledge.persons for o in p.offices] + [e.date for e in (*knowledge.events, *knowledge.documents)]
    return max((int(d.split("/")[0][:4]) for d in dates if d), default=_FIRST_YEAR)
