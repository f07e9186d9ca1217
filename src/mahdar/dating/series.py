"""Clues from the series that dossiers describe: rounds that the page tells as held, under way or announced, on the days that a dossier has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from mahdar.arabic import Text
from mahdar.dating.days import YEAR, Axis, Clue
from mahdar.knowledge import Knowledge
from mahdar.meetings import RoundDraft
from mahdar.meetings.times import times_of
from mahdar.model import Span
from mahdar.times import Found, direction_of

_DAY = len("2017-10-30")


class SeriesClues:
    """Makes clues of rounds. Pure; made once for a knowledge and an axis."""

    def __init__(self, knowledge: Knowledge, axis: Axis) -> None:
        self._axis = axis
        self._signs = knowledge.dating.known

    def of(self, text: Text, times: Sequence[Found], rounds: Sequence[RoundDraft]) -> Iterator[Clue]:
        """Of each series the last round told as held, the next one announced, and those under way, by the days that the dossier has; a meeting
        told without its number is one of those that it dates."""
        for id_ in dict.fromkeys(draft.dossier.id for draft in rounds):
            of_it = [draft for draft in rounds if draft.dossier.id == id_]
            dossier = of_it[0].dossier
            dated = [(m.start, d) for d in of_it if d.ordinal is not None and (m := dossier.known(d.ordinal)) and len(m.start) == _DAY]
            told: dict[str, list[tuple[str, RoundDraft]]] = {"held": [], "ongoing": [], "announced": []}
            for start, draft in dated:
                if _told_as_past(text, times, start, draft):
                    yield self._past_month(text, start, draft)
                    continue
                status: str | None = draft.status()
                if status == "ongoing" and _told_with_a_date(text, times, draft):
                    status = "held"  # انطلقت الجولة السابعة في تشرين الأول 2017: it began then
                if status in told:
                    told[status].append((start, draft))
            chosen = [
                *((item, "held", self._signs.held) for item in sorted(told["held"], key=_start)[-1:]),
                *((item, "ongoing", self._signs.ongoing) for item in told["ongoing"]),
                *((item, "announced", self._signs.announced) for item in sorted(told["announced"], key=_start)[:1]),
            ]
            for (start, draft), how, spread in chosen:
                after = np.arange(self._axis.size) - self._axis.index(date.fromisoformat(start))
                words = f"round {draft.ordinal} of the {dossier.en}, which the dossier has from {start}, is told as {how}"
                yield Clue(self._axis.spread(spread, after), words, _first_telling(text, draft), places=True)
            if not dated:
                yield from self._unnumbered(text, of_it)

    def _unnumbered(self, text: Text, drafts: Sequence[RoundDraft]) -> Iterator[Clue]:
        """The days of all meetings that the dossier dates."""
        dossier = drafts[0].dossier
        starts = sorted(self._axis.index(date.fromisoformat(m.start)) for m in dossier.meeting if len(m.start) == _DAY)
        for draft in drafts if starts else ():
            if draft.ordinal is None and draft.status() in ("held", "ongoing"):
                weights = self._axis.spread(self._signs.meeting, self._axis.after_last(np.array(starts)))
                words = f"it tells of a meeting of the {dossier.en}, of which the dossier dates {len(starts)}"
                yield Clue(weights, words, _first_telling(text, draft), places=True)

    def _past_month(self, text: Text, start: str, draft: RoundDraft) -> Clue:
        """A round told of its month as past (عُقدت الجولة السادسة في أيلول الماضي) was in the year before."""
        day = date.fromisoformat(start)
        words = f"round {draft.ordinal} of the {draft.dossier.en}, which the dossier has from {start}, is told of a month that is past"
        weights = self._axis.between([(day, day + timedelta(days=YEAR))], self._signs.counted)
        return Clue(weights, words, _first_telling(text, draft), places=True)


def _told_as_past(text: Text, times: Sequence[Found], start: str, draft: RoundDraft) -> bool:
    """Whether the month of a round's beginning is told with it as one that is past, with no year."""
    told = (c for _, n in times_of(text, draft, times) if (c := times[n].calendar or times[n].ends_on) is not None)
    return any(c.relative == "past" and c.month == int(start[5:7]) and c.year is None and not c.of_year for c in told)


def _told_with_a_date(text: Text, times: Sequence[Found], draft: RoundDraft) -> bool:
    """Whether a round is told with a time that is past, or with a year."""
    near = [times[n] for _, n in times_of(text, draft, times)]
    return any(direction_of(t.meaning) == "past" or ((c := t.calendar or t.ends_on) is not None and c.year is not None) for t in near)


def _start(item: tuple[str, RoundDraft]) -> str:
    return item[0]


def _first_telling(text: Text, draft: RoundDraft) -> tuple[Span, ...]:
    mention = draft.mentions[0]
    tokens = text.lines[mention.line].tokens
    return (Span(start=tokens[mention.first].stem_start, end=tokens[mention.last - 1].end),)
