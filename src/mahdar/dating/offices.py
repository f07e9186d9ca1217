"""Clues from offices: a page that tells of a person's office was published while it was held, or after it where he is called a former one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mahdar.arabic import Text, fold
from mahdar.dating.days import Axis, Clue
from mahdar.dating.edtf import first_day, last_day
from mahdar.knowledge import Knowledge, Person
from mahdar.model import Entity, Office, Span
from mahdar.names import PageNames

_HEADS = frozenset({"president", "prime-minister", "chancellor", "king"})
"""Offices by whose holder a government is called."""


class OfficeClues:
    """Makes clues of offices, one for each person. Pure; made once for a knowledge and an axis."""

    def __init__(self, knowledge: Knowledge, axis: Axis) -> None:
        self._axis = axis
        self._signs = knowledge.dating.known
        words = knowledge.dating.words
        self._governing, self._ended = frozenset(map(fold, words.governing)), frozenset(map(fold, words.ended))
        self._heads = _heads(knowledge)
        plain: dict[str, set[str]] = {}
        for office in knowledge.roles.office:
            for noun in office.nouns if not (office.charges or office.bodies) else ():
                plain.setdefault(fold(noun), set()).add(office.role)
        self._plain = {noun: frozenset(roles) for noun, roles in plain.items()}

    def of(self, text: Text, names: PageNames) -> Iterator[Clue]:
        """The clues of the persons' offices, in the order of their ids; then of titles alone, and of governments called by their heads."""
        told: set[str] = set()
        for id_ in sorted(names.entities):
            if clues := list(self._offices(names.entities[id_])):
                told.add(id_)
                yield from clues
        yield from self._titles(text, names, told)
        yield from self._governments(text, told)

    def _offices(self, entity: Entity) -> Iterator[Clue]:
        held = [o for o in entity.offices if o.basis == "knowledge" and (o.since or o.until)]
        seen: set[tuple[str | None, str | None]] = set()
        for told in entity.offices if held else ():
            if told.basis == "stated" and (told.role, told.of) not in seen:
                seen.add((told.role, told.of))
                if (clue := self._office(entity.label.get("en") or entity.id, told, held)) is not None:
                    yield clue

    def _office(self, name: str, told: Office, held: Sequence[Office]) -> Clue | None:
        """The days on which a person held the office told of him; after it where he is told to have left it."""
        terms = [o for o in held if o.role == told.role and o.of == told.of]
        if told.role is None or not terms or told.status not in (None, "current", "former"):
            return None
        if told.status == "former":
            ends = [end for o in terms if (end := first_day(o.until))]  # he may have left it early in the year that is known
            if len(ends) < len(terms):
                return None
            weights = self._axis.between([(max(ends), None)], self._signs.former)
            return Clue(weights, f"{name} is a former {_office(told)}, until {max(o.until or '' for o in terms)}", told.evidence[:1])
        return self._in_terms(name, terms, told.evidence[:1])

    def _titles(self, text: Text, names: PageNames, seen: set[str]) -> Iterator[Clue]:
        """Of persons with a title alone before the name (الرئيس أوباما): the days of the offices that it may mean. Those of the past keep their
        titles oftener than their offices, so that a title alone places no page. ``seen`` are persons who have a clue, and get those that now do."""
        phrases = {(n, phrase.first): phrase for n, roles in enumerate(names.roles) for phrase in roles}
        for (n, first), person in sorted(names.role_of.items()):
            entity = names.entities.get(person)
            if entity is None or person in seen:
                continue
            phrase = phrases[n, first]
            if phrase.last > first + 1 or not phrase.definite or any(o.basis == "stated" for o in entity.offices):
                continue
            seen.add(person)
            roles = self._plain.get(phrase.noun, frozenset())
            terms = [o for o in entity.offices if o.basis == "knowledge" and o.role in roles]
            if terms and all(o.since or o.until for o in terms):
                token = text.lines[n].tokens[first]
                yield self._in_terms(entity.label.get("en") or person, terms, (Span(start=token.stem_start, end=token.end),), surely=False)

    def _in_terms(self, name: str, terms: Sequence[Office], evidence: tuple[Span, ...], *, surely: bool = True) -> Clue:
        """The days on which a person held an office, in one term or more. Not ``surely``: it may be told of days long past."""
        share = self._signs.office if surely else self._signs.title
        weights = self._axis.between([(first_day(o.since), last_day(o.until)) for o in terms], share)
        since = ", ".join(f"{o.since or '..'}/{o.until or '..'}" for o in terms)
        return Clue(weights, f"{name} is {_office(terms[0])} ({since})", evidence, places=surely and all(o.since and o.until for o in terms))

    def _governments(self, text: Text, seen: set[str]) -> Iterator[Clue]:
        """Of governments called by who heads them (إدارة أوباما، نظام الأسد، حكومة نتنياهو), with no word that they are no more: his terms, which
        place no page either."""
        for line in text.lines:
            tokens = line.tokens
            for i, token in enumerate(tokens[:-1]):
                if token.bare not in self._governing or (name := tokens[i + 1].norm) not in self._heads or self._heads[name][0].id in seen:
                    continue
                if self._ended & {t.norm for t in (*tokens[max(0, i - 2) : i], *tokens[i + 2 : i + 3])}:
                    continue
                who, terms = self._heads[name]
                seen.add(who.id)
                yield self._in_terms(who.en, terms, (Span(start=token.stem_start, end=tokens[i + 1].end),), surely=False)


def _heads(knowledge: Knowledge) -> dict[str, tuple[Person, tuple[Office, ...]]]:
    """By each folded word that stands alone for one head of state or government, and for no other: the person and the terms."""
    found: dict[str, tuple[Person, tuple[Office, ...]]] = {}
    shared: set[str] = set()
    for person in knowledge.persons:
        held = tuple(Office(role=o.role, of=o.of, since=o.from_, until=o.to, basis="knowledge") for o in person.offices if o.role in _HEADS)
        for word in map(fold, person.short if held else ()):
            if word in found:
                shared.add(word)
            if " " not in word and all(o.since or o.until for o in held):
                found[word] = person, held
    return {word: of for word, of in found.items() if word not in shared}


def _office(office: Office) -> str:
    return f"{office.role} of {office.of}" if office.of else f"{office.role}"
