"""Clues from what the knowledge dates: offices that persons are told to hold, and events and documents that the page names."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec
import numpy as np

from mahdar.arabic import Line, Text, fold
from mahdar.dating.days import Axis, Clue
from mahdar.knowledge import Knowledge
from mahdar.model import Office, Span
from mahdar.names import Mention, PageNames
from mahdar.times import Calendar, Found, Told

_AHEAD = frozenset({"summit", "conference", "exercise", "talks", "plan", "process", "event"})
"""Sorts of events that are announced before they come, and of plans that are spoken of before they are made: that a page names one doesn't
tell that it was."""
_HEADS = frozenset({"president", "prime-minister", "chancellor", "king"})
"""Offices by whose holder a government is called."""
_CLAUSE = 12
"""Words between what happened and the time that is told with it."""
_CLOSE = 5
"""Words between the word of taking an office and who takes it (تولي الرئيس الأمريكي باراك أوباما)."""
_YEAR = 345
"""Days after its month in which something is told of a month that is past: later it would be told as of this month."""


class KnownClues:
    """Makes clues of names. Pure; made once for a knowledge and an axis."""

    def __init__(self, knowledge: Knowledge, axis: Axis) -> None:
        self._axis = axis
        self._signs = knowledge.dating.known
        self._taking = frozenset(fold(word) for word in knowledge.dating.words.taking_office)
        words = knowledge.dating.words
        self._mourning, self._dead, self._long_ago = (frozenset(map(fold, w)) for w in (words.mourning, words.dead, words.long_ago))
        self._died = {p.id: day for p in knowledge.persons if (day := _first(p.died))}
        self._governing, self._ended = frozenset(map(fold, words.governing)), frozenset(map(fold, words.ended))
        self._heads = _heads(knowledge)
        plain: dict[str, set[str]] = {}
        for office in knowledge.roles.office:
            for noun in office.nouns if not (office.charges or office.bodies) else ():
                plain.setdefault(fold(noun), set()).add(office.role)
        self._plain = {noun: frozenset(roles) for noun, roles in plain.items()}
        self._began = {
            e.id: (e.en, (start, _last(_end(e.date)) or start)) for e in knowledge.events if e.sort not in _AHEAD and (start := _first(e.date))
        }
        self._began |= {d.id: (d.en, (start, start)) for d in knowledge.documents if d.sort not in _AHEAD and (start := _first(d.date))}

    def of(self, text: Text, names: PageNames, times: Sequence[Found]) -> Iterator[Clue]:
        """The clues of the offices that the page tells, in the order of ids, of the latest event or document that it names, and of what it tells
        with a time."""
        for id_ in sorted(names.entities):
            entity = names.entities[id_]
            held = [o for o in entity.offices if o.basis == "knowledge" and (o.since or o.until)]
            for told in entity.offices if held else ():
                if told.basis == "stated" and (clue := self._office(entity.label.get("en") or id_, told, held)):
                    yield clue
        yield from self._titles(text, names)
        yield from self._events(names)
        yield from self._governments(text)
        yield from self._deaths(text, names)
        yield from self._told_with_times(text, names, times)

    def _office(self, name: str, told: Office, held: Sequence[Office]) -> Clue | None:
        """The days on which a person held the office told of him; after it where he is told to have left it."""
        terms = [o for o in held if o.role == told.role and o.of == told.of]
        if told.role is None or not terms or told.status not in (None, "current", "former"):
            return None
        if told.status == "former":
            ends = [end for o in terms if (end := _first(o.until))]  # he may have left it early in the year that is known
            if len(ends) < len(terms):
                return None
            weights = self._axis.between([(max(ends), None)], self._signs.former)
            return Clue(weights, f"{name} is a former {_office(told)}, until {max(o.until or '' for o in terms)}", told.evidence[:1])
        return self._in_terms(name, terms, self._signs.office, told.evidence[:1])

    def _titles(self, text: Text, names: PageNames) -> Iterator[Clue]:
        """Of persons with a title alone before the name (الرئيس أوباما), who are told of no office in more words: the days of the offices that
        it may mean. Those of the past keep their titles oftener than their offices."""
        seen: set[str] = set()
        for (n, first), person in sorted(names.role_of.items()):
            phrase = next(p for p in names.roles[n] if p.first == first)
            entity = names.entities.get(person)
            if entity is None or person in seen or phrase.last > first + 1 or not phrase.definite or any(o.basis == "stated" for o in entity.offices):
                continue
            seen.add(person)
            roles = self._plain.get(phrase.noun, frozenset())
            terms = [o for o in entity.offices if o.basis == "knowledge" and o.role in roles]
            if terms and all(o.since or o.until for o in terms):
                token = text.lines[n].tokens[first]
                yield self._in_terms(entity.label.get("en") or person, terms, self._signs.title, (Span(start=token.stem_start, end=token.end),))

    def _in_terms(self, name: str, terms: Sequence[Office], share: float, evidence: tuple[Span, ...]) -> Clue:
        """The days on which a person held an office, in one term or more."""
        weights = self._axis.between([(_first(o.since), _last(o.until)) for o in terms], share)
        since = ", ".join(f"{o.since or '..'}/{o.until or '..'}" for o in terms)
        return Clue(weights, f"{name} is {_office(terms[0])} ({since})", evidence, places=all(o.since and o.until for o in terms))

    def _events(self, names: PageNames) -> Iterator[Clue]:
        """The page is no older than the latest event or document that it names."""
        named = [(self._began[m.entity], m) for line in names.mentions for m in line if m.entity in self._began]
        if named:
            (name, days), mention = max(named, key=lambda item: (item[0][1][0], -item[1].start))
            if days[0] >= self._axis.first:
                weights = self._axis.between([(days[0], None)], self._signs.event)
                yield Clue(weights, f"it names {name} ({days[0]})", (Span(start=mention.start, end=mention.end),))

    def _governments(self, text: Text) -> Iterator[Clue]:
        """Of governments called by who heads them (إدارة أوباما، نظام الأسد، حكومة نتنياهو), with no word that they are no more: his terms."""
        seen: set[str] = set()
        for line in text.lines:
            tokens = line.tokens
            for i, token in enumerate(tokens[:-1]):
                if token.bare not in self._governing or (name := tokens[i + 1].norm) not in self._heads or name in seen:
                    continue
                if self._ended & {t.norm for t in (*tokens[max(0, i - 2) : i], *tokens[i + 2 : i + 3])}:
                    continue
                seen.add(name)
                who, terms = self._heads[name]
                yield self._in_terms(who, terms, self._signs.title, (Span(start=token.stem_start, end=tokens[i + 1].end),))

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
                if not mourns and not words & (self._mourning | self._dead):
                    continue
                seen.add(mention.entity)
                name = names.entities[mention.entity].label.get("en") or mention.entity
                after = np.arange(self._axis.size) - self._axis.index(died)
                weights = self._axis.spread(self._signs.mourned, after) if mourns else self._axis.between([(died, None)], self._signs.event)
                yield Clue(weights, f"it tells that {name} is dead ({died})", (Span(start=mention.start, end=mention.end),), places=mourns)

    def _told_with_times(self, text: Text, names: PageNames, times: Sequence[Found]) -> Iterator[Clue]:
        """What the knowledge dates, told with a time that is counted from the page's own day: منذ تولي أوباما الرئاسة في يناير الماضي,
        حرب غزة العام الماضي."""
        for time in times:
            line = text.lines[time.line]
            if not _is_counted(time):
                continue
            opens = next((first for first, last in line.sentences if first <= time.first < last), 0)
            opens = max(opens, time.first - _CLAUSE)
            for mention in names.mentions[time.line]:
                if opens <= mention.first and mention.last <= time.first:
                    clue = next((c for began in self._when(names, line, mention, opens) if (c := self._counted(text, time, mention, began))), None)
                    if clue is not None:
                        yield clue
                        break

    def _when(self, names: PageNames, line: Line, mention: Mention, opens: int) -> Iterator[_Began]:
        """When what a name stands for was: an event, a document, or the taking of an office that the words before the name tell."""
        if mention.entity in self._began:
            name, (first, last) = self._began[mention.entity]
            yield _Began(name, first, last)
        if any(token.stem in self._taking for token in line.tokens[max(opens, mention.first - _CLOSE) : mention.first]):
            entity = names.entities[mention.entity]
            for office in entity.offices:
                if office.basis == "knowledge" and (first_day := _first(office.since)) and len(office.since or "") > len("2009"):
                    yield _Began(f"{entity.label.get('en') or entity.id} taking office", first_day, first_day)

    def _counted(self, text: Text, time: Found, mention: Mention, began: _Began) -> Clue | None:
        """The days from which the time points to what began."""
        meaning = time.meaning
        if isinstance(meaning, Told):
            steps = meaning.steps if meaning.relative == "past" else 0
            span = date(began.first.year + steps, 1, 1), date(began.last.year + steps, 12, 31)
        elif isinstance(meaning, Calendar) and meaning.month in (began.first.month, began.last.month):
            day = began.first if meaning.month == began.first.month else began.last
            span = day, day + timedelta(days=_YEAR)
        else:
            return None
        spans = (Span(start=mention.start, end=mention.end), Span(start=time.start, end=time.end))
        when = f"{began.first}" if began.first == began.last else f"{began.first}/{began.last}"
        return Clue(
            self._axis.between([span], self._signs.counted), f"«{spans[1].of(text.text)}» is told of {began.name} ({when})", spans, places=True
        )


class _Began(msgspec.Struct, frozen=True):
    """What the knowledge dates, and its days."""

    name: str
    first: date
    last: date


def _heads(knowledge: Knowledge) -> dict[str, tuple[str, tuple[Office, ...]]]:
    """By each folded word that stands alone for one head of state or government, and for no other: the English name and the terms."""
    found: dict[str, tuple[str, tuple[Office, ...]]] = {}
    shared: set[str] = set()
    for person in knowledge.persons:
        held = tuple(Office(role=o.role, of=o.of, since=o.from_, until=o.to, basis="knowledge") for o in person.offices if o.role in _HEADS)
        for word in map(fold, person.short if held else ()):
            if word in found:
                shared.add(word)
            if " " not in word and all(o.since or o.until for o in held):
                found[word] = person.en, held
    return {word: of for word, of in found.items() if word not in shared}


def _office(office: Office) -> str:
    return f"{office.role} of {office.of}" if office.of else f"{office.role}"


def _is_counted(time: Found) -> bool:
    """Whether a time is a year, or a month in the year before, told from the page's own day: العام الماضي, يناير الماضي."""
    meaning = time.meaning
    if isinstance(meaning, Told):
        return meaning.unit == "year" and meaning.relative in ("past", "current")
    return isinstance(meaning, Calendar) and meaning.month is not None and meaning.year is None and meaning.relative == "past" and not meaning.of_year


def _first(edtf: str | None) -> date | None:
    """The first day of an EDTF date, or of the first of two."""
    value = (edtf or "").split("/")[0]
    if not value or value == "..":
        return None
    return date(int(value[:4]), int(value[5:7] or 1), int(value[8:10] or 1))


def _end(edtf: str | None) -> str | None:
    """The last of two EDTF dates with a slash between, or the only one; None where it is open."""
    value = (edtf or "").split("/")[-1]
    return None if value in ("", "..") else value


def _last(edtf: str | None) -> date | None:
    """The last day of an EDTF date."""
    if not edtf:
        return None
    year, month = int(edtf[:4]), int(edtf[5:7] or 12)
    return date(year, month, int(edtf[8:10] or monthrange(year, month)[1]))
