"""Whom a speaker speaks for as a side of talks: a minister for his state, an unnamed official for the state whose official he is.

Not whoever is of a country speaks for it: «المرصد السوري» tells what happens in Syria, and an opposition's coalition is against its
government. For a state speak

- the state, its ministries, and the bodies that ``positions.toml`` lists (``voices``: الكرملين، البيت الأبيض);
- a person who holds an office of one of these (not a former one);
- somebody without a name whose words tell it: «مصدر رسمي في وزارة خارجية نظام الأسد», "an official source in the Assad regime's foreign ministry",
  for Syria, «مسؤول تركي», "a Turkish official", for Turkey, «مصادر دبلوماسية روسية», "Russian diplomatic sources", for Russia; not «مصادر يمنية».
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mahdar.arabic import Text, Token, fold
from mahdar.knowledge import Knowledge
from mahdar.meetings.subjects import line_of, tokens_at
from mahdar.model import Entity, Office, Span, Speaker, Statement
from mahdar.names import Mention, PageNames
from mahdar.names.nationality import Nationality
from mahdar.statements.sides import Sides
from mahdar.statements.stance import stem_of

_SILENT = frozenset({"agency", "newspaper", "broadcaster", "social-network", "ngo", "company"})
"""Sorts of organizations that take no side in talks."""


class Voices:
    """Tells for whom somebody speaks. Made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.position_words
        self.nationality = Nationality(knowledge)
        self.sides = Sides(knowledge)
        self.sort = {o.id: o.sort for o in knowledge.organizations}
        self.voices = frozenset(words.voices) | {o.id for o in knowledge.organizations if o.sort == "ministry"}
        self.officials, self.sources, self.official, self.apart = (
            frozenset(stem_of(fold(word)) for word in kind) for kind in (words.officials, words.sources, words.official, words.apart)
        )
        self.governments = {s.government: s.id for s in knowledge.states if s.government}

    def of_page(
        self, text: Text, names: PageNames, entities: Mapping[str, Entity], statements: Iterable[Statement], published: str | None
    ) -> PageVoices:
        """The voices of one page; ``entities`` are all that it has, ``published`` its date (EDTF), if known."""
        return PageVoices(self, text, names, entities, statements, published)


class PageVoices:
    """For whom those speak whom one page names or tells of."""

    def __init__(
        self, known: Voices, text: Text, names: PageNames, entities: Mapping[str, Entity], statements: Iterable[Statement], published: str | None
    ) -> None:
        self._published = published
        self._known, self._text, self._names, self._entities = known, text, names, entities
        self._seen: dict[str, frozenset[str]] = {}
        self._labels: dict[str, list[Speaker]] = {}
        for statement in statements:
            speaker = statement.speaker
            if speaker is not None and speaker.entity is not None and ":" in speaker.entity:
                self._labels.setdefault(speaker.entity, []).append(speaker)

    def of(self, entity: str) -> frozenset[str]:
        """``entity`` and those that it speaks for."""
        found = self._seen.get(entity)
        if found is None:
            own = {entity}
            told = self._entities.get(entity)
            if told is not None:
                own |= {office.of for office in told.offices if office.of and self._is_held(office)}
            own |= {state for one in own if (state := self._state(one))}
            if own == {entity}:
                own.update(next((frozenset({side}) for label in self._labels.get(entity, ()) if (side := self._unnamed(label))), ()))
            found = self._seen[entity] = frozenset(own)
        return found

    def state(self, entity: str) -> str | None:
        """The state that ``entity`` is or speaks for."""
        return min(self.of(entity) & self._known.sides.states, default=None)

    def side(self, entity: str) -> str | None:
        """The state that ``entity`` speaks for, else itself where it is an organization that is known to take sides; None of a person or an
        unknown crowd that speaks for nobody."""
        if (state := self.state(entity)) is not None:
            return state
        sorts = ((one, self._known.sort.get(one)) for one in sorted(self.of(entity)))
        return next((one for one, sort in sorts if sort is not None and sort not in _SILENT), None)

    def is_unnamed(self, entity: str) -> bool:
        """Whether ``entity`` is somebody without a name (مسؤول تركي) who speaks for a state."""
        return any(self._unnamed(label) for label in self._labels.get(entity, ()))

    def _is_held(self, office: Office) -> bool:
        """Whether an office was still held when the page was published."""
        day, until = self._published, office.until
        return office.status != "former" and (day is None or until is None or until >= day[: len(until)])

    def _state(self, one: str) -> str | None:
        """The state that a body speaks for. That of a body made by a pattern stands in its id (russia-mfa)."""
        known = self._known
        if one in known.governments:
            return known.governments[one]
        if one in known.sort and one not in known.voices:
            return None
        return known.sides.state_of(one)

    def _unnamed(self, label: Speaker) -> str | None:
        """The state that somebody's own words in the page tell that he speaks for."""
        at = Span(start=label.start, end=label.end)
        tokens = tokens_at(self._text, at)
        stems = [stem_of(token.base) for token in tokens]
        if not stems or stems[0] not in self._known.officials | self._known.sources or any(stem in self._known.apart for stem in stems):
            return None
        bodies = [state for m in self._mentions(at) if (state := self._body(m))]
        if bodies:
            return bodies[0]
        if stems[0] in self._known.sources and not any(stem in self._known.official for stem in stems[1:]):
            return None
        return next(_adjectives(self._known.nationality, tokens), None)

    def _mentions(self, at: Span) -> Iterator[Mention]:
        return (m for m in self._names.mentions[line_of(self._text, at)] if at.start <= m.start and m.end <= at.end)

    def _body(self, mention: Mention) -> str | None:
        if mention.kind == "state":
            return mention.entity if mention.entity in self._known.sides.states else None
        return self._state(mention.entity) if mention.kind == "organization" else None


def _adjectives(nationality: Nationality, tokens: Sequence[Token]) -> Iterator[str]:
    """The states of the adjectives after the first of ``tokens``."""
    return (found[0] for i in range(1, len(tokens)) if (found := nationality.at(tokens, i)) is not None)
