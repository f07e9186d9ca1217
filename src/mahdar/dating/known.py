"""Clues from what the knowledge dates: events and documents that the page names, deaths that it tells of, and what it tells of them with a time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec
import numpy as np

from mahdar.arabic import Line, Text, fold
from mahdar.dating.days import YEAR, Axis, Clue
from mahdar.dating.edtf import first_day, last_day
from mahdar.knowledge import Knowledge
from mahdar.model import Span
from mahdar.names import Mention, PageNames
from mahdar.times import Calendar, Found, Told

_AHEAD = frozenset({"summit", "conference", "exercise", "talks", "plan", "process", "event"})
"""Sorts of events that are announced before they come, and of plans that are spoken of before they are made: that a page names one doesn't
tell that it was."""
_DRAFTED = timedelta(days=365)
"""How long before it is signed a document is named: it is drafted, and talked of as if it were."""
_CLAUSE = 12
"""Words between what happened and the time that is told with it."""
_CLOSE = 5
"""Words between the word of taking an office and who takes it (تولي الرئيس الأمريكي باراك أوباما)."""


class KnownClues:
    """Makes clues of names. Pure; made once for a knowledge and an axis."""

    def __init__(self, knowledge: Knowledge, axis: Axis) -> None:
        self._axis = axis
        self._signs = knowledge.dating.known
        self._taking = frozenset(fold(word) for word in knowledge.dating.words.taking_office)
        words = knowledge.dating.words
        self._mourning, self._dead, self._killing, self._long_ago = (
            frozenset(map(fold, w)) for w in (words.mourning, words.dead, words.killing, words.long_ago)
        )
        self._died = {p.id: day for p in knowledge.persons if (day := first_day(p.died))}
        self._began: dict[str, _Began] = {}
        for event in knowledge.events:
            if event.sort not in _AHEAD and (start := first_day(event.date)):
                self._began[event.id] = _Began(event.en, start, last_day(event.date) or start, start)
        for document in knowledge.documents:
            if document.sort not in _AHEAD and (start := first_day(document.date)):
                self._began[document.id] = _Began(document.en, start, start, start - _DRAFTED)

    def of(self, text: Text, names: PageNames, times: Sequence[Found]) -> Iterator[Clue]:
        """The clues of the latest event or document that the page names, of the dead, and of what it tells with a time."""
        yield from self._events(names)
        yield from self._deaths(text, names)
        yield from self._told_with_times(text, names, times)

    def _events(self, names: PageNames) -> Iterator[Clue]:
        """The page is no older than the latest event or document that it names."""
        named = [(self._began[m.entity], m) for line in names.mentions for m in line if m.entity in self._began]
        if named:
            began, mention = max(named, key=lambda item: (item[0].known, -item[1].start))
            if began.known >= self._axis.first:
                weights = self._axis.between([(began.known, None)], self._signs.event)
                yield Clue(weights, f"it names {began.name} ({began.first})", (Span(start=mention.start, end=mention.end),))

    def _deaths(self, text: Text, names: PageNames) -> Iterator[Clue]:
        """Of each person whom the page calls dead: it is no older than the death, and mostly tells of it soon where it mourns."""
        seen: set[str] = set()
        for line, mentions in zip(text.lines, names.mentions, strict=True):
            for mention in mentions:
                died = self._died.get(mention.entity)
                if died is None or mention.entity in seen:
                    continue
                words = {w for token in line.tokens[max(0, mention.first - _CLOSE) : mention.first] for w in (token.stem, token.bare, token.norm)}
                mourns = bool(words & self._mourning) and not words & self._long_ago
                killed = bool(words & self._killing) and not words & self._long_ago
                if not mourns and not words & (self._mourning | self._dead | self._killing):
                    continue
                seen.add(mention.entity)
                name = names.entities[mention.entity].label.get("en") or mention.entity
                after = np.arange(self._axis.size) - self._axis.index(died)
                soon = self._signs.mourned if mourns else self._signs.killed if killed else None
                weights = self._axis.spread(soon, after) if soon else self._axis.between([(died, None)], self._signs.event)
                yield Clue(weights, f"it tells that {name} is dead ({died})", (Span(start=mention.start, end=mention.end),), places=mourns)

    def _told_with_times(self, text: Text, names: PageNames, times: Sequence[Found]) -> Iterator[Clue]:
        """What the knowledge dates, told with a time that is counted from the page's own day: منذ تولي أوباما الرئاسة في يناير الماضي,
        حرب غزة العام الماضي."""
        for time in times:
            line = text.lines[time.line]
            if not _is_counted(time):
                continue
            mentions = names.mentions[time.line]
            at = bisect_right(line.sentences, time.first, key=lambda sentence: sentence[0]) - 1
            opens = max(line.sentences[at][0] if at >= 0 else 0, time.first - _CLAUSE)
            for k in range(bisect_left(mentions, opens, key=lambda m: m.first), bisect_left(mentions, time.first, key=lambda m: m.first)):
                began = self._when(names, line, mentions[k], opens, time) if mentions[k].last <= time.first else ()
                clue = next((clue for one in began if (clue := self._counted(text, time, mentions[k], one))), None)
                if clue is not None:
                    yield clue
                    break

    def _when(self, names: PageNames, line: Line, mention: Mention, opens: int, time: Found) -> Iterator[_Began]:
        """When what a name stands for was: an event, a document, or the taking of an office that the words before the name tell."""
        if mention.entity in self._began and not _is_now(time):
            yield self._began[mention.entity]
        if any(token.stem in self._taking for token in line.tokens[max(opens, mention.first - _CLOSE) : mention.first]):
            entity = names.entities[mention.entity]
            for office in entity.offices:
                if office.basis == "knowledge" and len(office.since or "") > len("2009") and (day := first_day(office.since)):
                    yield _Began(f"{entity.label.get('en') or entity.id} taking office", day, day, day)

    def _counted(self, text: Text, time: Found, mention: Mention, began: _Began) -> Clue | None:
        """The days from which the time points to what began."""
        meaning = time.meaning
        if isinstance(meaning, Told):
            steps = meaning.steps if meaning.relative == "past" else 0
            span = date(began.first.year + steps, 1, 1), date(began.last.year + steps, 12, 31)
        elif isinstance(meaning, Calendar) and meaning.month in (began.first.month, began.last.month):
            day = began.first if meaning.month == began.first.month else began.last
            span = day, day + timedelta(days=YEAR)
        else:
            return None
        spans = (Span(start=mention.start, end=mention.end), Span(start=time.start, end=time.end))
        when = f"{began.first}" if began.first == began.last else f"{began.first}/{began.last}"
        weights = self._axis.between([span], self._signs.counted)
        return Clue(weights, f"«{spans[1].of(text.text)}» is told of {began.name} ({when})", spans, places=True)


class _Began(msgspec.Struct, frozen=True):
    """What the knowledge dates: its first and last day, and the first on which it is spoken of."""

    name: str
    first: date
    last: date
    known: date


def _is_now(time: Found) -> bool:
    """Whether a time is the year itself: هذا العام may be told of anything, so that an event beside it needn't be of that year."""
    return isinstance(time.meaning, Told) and time.meaning.relative == "current"


def _is_counted(time: Found) -> bool:
    """Whether the page itself counts a year, or a month in the year before, from its own day: العام الماضي, يناير الماضي."""
    meaning = time.meaning
    if time.said is not None or time.refused is not None:
        return False
    if isinstance(meaning, Told):
        return meaning.unit == "year" and meaning.relative in ("past", "current")
    return isinstance(meaning, Calendar) and meaning.month is not None and meaning.year is None and meaning.relative == "past" and not meaning.of_year
