"""Clues from what happened on a known day and is told with its month and no year: «الانقلاب العسكري في أكتوبر الماضي» in Sudan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from datetime import date, timedelta

import msgspec

from mahdar.arabic import Line, Text, fold
from mahdar.dating.days import YEAR, Axis, Clue
from mahdar.knowledge import Happening, Knowledge
from mahdar.model import Span
from mahdar.names import Mention, PageNames
from mahdar.times import Calendar, Found

_OFTEN = 3
"""How often a page names a state that it is about; in the headline once will do."""
_AROUND = 20
"""Words before and after a time among which what happened is told."""


class _Known(msgspec.Struct, frozen=True):
    happening: Happening
    words: tuple[frozenset[str], ...]


class HappeningClues:
    """Makes clues of happenings. Pure; made once for a knowledge and an axis."""

    def __init__(self, knowledge: Knowledge, axis: Axis) -> None:
        self._axis = axis
        self._signs = knowledge.dating.known
        self._of_month: dict[int, list[_Known]] = {}
        for happening in knowledge.happenings:
            words = tuple(frozenset(map(fold, column)) for column in happening.words)
            self._of_month.setdefault(happening.day.month, []).append(_Known(happening, words))
        self._state_of = {place.id: place.state for place in knowledge.places if place.state} | {state.id: state.id for state in knowledge.states}
        self._adjectives = {form: state.id for state in knowledge.states for a in state.adjectives for form in (fold(a), f"{fold(a)}ه")}

    def of(self, text: Text, names: PageNames, times: Sequence[Found]) -> Iterator[Clue]:
        """The clues of the times that tell a month of no year with something that happened in it; each happening counts once."""
        named: Counter[str] = Counter()
        for line, mentions in zip(text.lines, names.mentions, strict=True):
            weight = _OFTEN if line.block.role == "title" else 1
            for state in self._states(line, mentions, 0, len(line.tokens)):
                named[state] += weight
        subjects = {state for state, count in named.items() if count >= _OFTEN}
        years = {c.year for time in times if (c := time.calendar or time.ends_on) is not None and c.year is not None}
        told: set[str] = set()
        for time in times:
            if time.said is not None or time.refused is not None or (spans := self._spans(time, years)) is None:
                continue
            line = text.lines[time.line]
            opens, ends = next(((a, b) for a, b in line.sentences if a <= time.first < b), (0, len(line.tokens)))
            first, last = max(opens, time.first - _AROUND), min(ends, time.last + _AROUND)
            words = {word for token in line.tokens[first:last] for word in (token.norm, token.stem, token.bare, token.base)}
            states = subjects | set(self._states(line, names.mentions[time.line], first, last))
            found = [
                (known.happening, span)
                for known, span in spans
                if known.happening.state in states and known.happening.en not in told and all(words & column for column in known.words)
            ]
            if found:
                told.update(happening.en for happening, _ in found)
                evidence = Span(start=time.start, end=time.end)
                days = ", ".join(f"{happening.en} ({happening.day})" for happening, _ in found)
                weights = self._axis.between([span for _, span in found], self._signs.happened)
                yield Clue(weights, f"«{evidence.of(text.text)}» is told of {days}", (evidence,), places=True)

    def _spans(self, time: Found, years: Container[int]) -> list[tuple[_Known, tuple[date, date]]] | None:
        """What may have happened at a time that tells no year, each with the days from which the time points to it; None of other times. A day
        with no word that points (26 يونيو) is of the year that the page tells elsewhere, where it is one of ``years``."""
        month = time.calendar
        if month is None or month.month is None or month.year is not None or month.of_year:
            return None
        if month.relative not in ("past", "future", "current") and (month.relative is not None or month.day is None):
            return None
        known = [k for k in self._of_month.get(month.month, ()) if month.day in (None, k.happening.day.day)]
        return [(k, _span(k.happening.day, time, month)) for k in known if month.relative or k.happening.day.year not in years]

    def _states(self, line: Line, mentions: Sequence[Mention], first: int, last: int) -> Iterator[str]:
        """The states that are named among the tokens ``first`` to ``last`` (exclusive), by themselves, a place in them or an adjective."""
        for mention in mentions:
            if first <= mention.first < last and (state := self._state_of.get(mention.entity)) is not None:
                yield state
        for token in line.tokens[first:last]:
            if (state := self._adjectives.get(token.bare)) is not None:
                yield state


def _span(day: date, time: Found, month: Calendar) -> tuple[date, date]:
    """The days from which a time points to a day."""
    if month.relative == "current":
        return day.replace(day=1), (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    if month.relative == "future" or (month.relative is None and time.ahead):
        return day - timedelta(days=YEAR), day
    return day, day + timedelta(days=YEAR)
