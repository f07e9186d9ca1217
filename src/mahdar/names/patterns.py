"""Names that are made by pattern: bodies of states, named talks, numbered resolutions.

وزارة الخارجية + الروسية; خارجية + كازاخستان; محادثات + أستانا; قرار مجلس الأمن الدولي رقم 2254.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mahdar.arabic import Token, fold
from mahdar.knowledge import Dossier, Knowledge
from mahdar.names.documents import Documents
from mahdar.names.gazetteer import Gazetteer, Match, name_words
from mahdar.names.institutions import Institutions
from mahdar.names.made import Made
from mahdar.names.nationality import Nationality
from mahdar.names.talks import TalkNames

_REMEMBERED = 1 << 15


class Patterns:
    """Recognises made names at a token."""

    def __init__(self, knowledge: Knowledge, dossiers: Iterable[Dossier], gazetteer: Gazetteer, nationality: Nationality) -> None:
        self._gazetteer = gazetteer
        self._nationality = nationality
        self._ids = knowledge.pattern_ids
        self._english = {s.id: s.en for s in knowledge.states}
        self._governments = {s.id: s.government for s in knowledge.states}
        self._government_of = {s.government: s.id for s in knowledge.states if s.government}
        self._state_of = self._government_of | {id_: key.partition("/")[0] for key, id_ in knowledge.pattern_ids.items()}
        self._bodies = {name_words(n): (b.key, b.en) for b in knowledge.bodies for n in b.nouns}
        self._not_after = {b.key: frozenset(fold(w) for w in b.not_after) for b in knowledge.bodies if b.not_after}
        self._having = {b.key: frozenset(b.states) for b in knowledge.bodies if b.states}
        self._places = {p.id: p.state for p in knowledge.places if p.state}
        self._governing = frozenset(fold(n) for b in knowledge.bodies if b.key == "government" for n in b.nouns)
        self._rivals = dict(_rival_governments(knowledge, gazetteer))
        self._alone = frozenset(name_words(n) for n in knowledge.names.patterns.alone)
        self._institutions = Institutions(knowledge, nationality)
        self._documents = Documents(knowledge, gazetteer)
        self._talks = TalkNames(knowledge, dossiers, gazetteer, nationality)
        self._heads = frozenset(words[0] for words in self._bodies) | self._institutions.heads | self._documents.heads | self._talks.heads
        self._opens: dict[str, bool] = {}
        ministers = (w for w in knowledge.roles.nouns.person if fold(w).startswith(("وزير", "نايب", "مستشار")))
        self._ministers = frozenset(fold(w) for w in ministers) | {"وزراء", "وزيري", "وزيرا"}

    def at(self, tokens: Sequence[Token], i: int, known: Mapping[int, Match]) -> Made | None:
        """The longest made name that begins at token ``i``; ``known`` are the line's `Gazetteer.matches`."""
        token = tokens[i]
        opens = self._opens.get(token.surface)
        if opens is None:
            if len(self._opens) >= _REMEMBERED:
                self._opens.clear()
            opens = token.stem in self._heads or token.kind == "number" or (token.definite and token.stem[2:] in self._heads)
            self._opens[token.surface] = opens
        if not opens:
            return None
        if not self._after_minister(tokens, i):
            found = [m for m in (self._body(tokens, i, known), self._institutions.at(tokens, i, known)) if m]
        else:
            found = []
        found += [m for m in (self._talks.at(tokens, i, known), self._documents.at(tokens, i, known)) if m]
        return max(found, key=lambda m: m.last, default=None)

    def state_of(self, entity: str) -> str | None:
        """The state whose body ``entity`` is: by its list (saudi-government), else by its id (kazakhstan-mfa)."""
        head = entity
        while head not in self._english:
            if entity in self._state_of or "-" not in head:
                return self._state_of.get(entity)
            head = head.rpartition("-")[0]
        return head

    def body_id(self, state: str, key: str) -> str:
        """The id of a state's body."""
        if key == "government":
            return self._governments.get(state) or f"{state}-government"
        return self._ids.get(f"{state}/{key}", f"{state}-{key}")

    def _after_minister(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether the token belongs to a minister (وزير الخارجية الروسي)."""
        return i > 0 and tokens[i - 1].stem.removeprefix("ال") in self._ministers

    def _body(self, tokens: Sequence[Token], i: int, known: Mapping[int, Match]) -> Made | None:
        if i and tokens[i - 1].definite and tokens[i].norm == "الخارجيه":
            return None  # السياسة الخارجية
        for count in (3, 2, 1):
            if i + count > len(tokens):
                continue
            words = (tokens[i].stem, *(t.norm for t in tokens[i + 1 : i + count]))
            if words not in self._bodies:
                continue
            key, en = self._bodies[words]
            at = i + count
            if i and not {tokens[i - 1].stem, tokens[i - 1].bare, tokens[i - 1].base}.isdisjoint(self._not_after.get(key, ())):
                return None
            if at >= len(tokens):
                return self._pending(tokens, i, at, key, en)
            if state := self._state(tokens, at, known, definite=words[-1].startswith("ال")):
                id_, after = state
                return Made(i, after, self.body_id(id_, key), "organization", en.format(en=self._named(id_)), f"pattern:{key}")
            whole = count > 1 or words in self._alone  # not a short form: في حلب خارج سيطرة النظام في سوريا
            if whole and words[-1].startswith("ال") and tokens[at].norm == "في" and (seated := self._seat(known.get(at + 1))):
                return Made(i, at, self.body_id(seated, key), "organization", en.format(en=self._named(seated)), f"pattern:{key}")
            return self._pending(tokens, i, at, key, en)
        return None

    def _seat(self, match: Match | None) -> str | None:
        """The state in which a body sits: المحكمة العليا في السعودية، وزارة الدفاع في سيول."""
        if match is None or not match.whole:
            return None
        if match.known.kind == "state":
            return match.known.entity
        return self._rivals.get(match.known.entity) or self._places.get(match.known.entity)

    def _named(self, id_: str) -> str:
        return self._english.get(id_) or self._gazetteer.labels.get(id_, {}).get("en", id_)

    def has_body(self, state: str, key: str) -> bool:
        """Whether the state has such a body, as far as is known (not each has a senate)."""
        return key not in self._having or state in self._having[key]

    def _pending(self, tokens: Sequence[Token], i: int, at: int, key: str, en: str) -> Made | None:
        words = (tokens[i].stem, *(t.norm for t in tokens[i + 1 : at]))
        if words in self._alone and not (at < len(tokens) and tokens[at].definite and tokens[at].kind == "word" and tokens[at].stem.endswith("ي")):
            return Made(i, at, f"organization:{key}", "organization", en.format(en="a state"), f"pattern:{key}", pending=key)
        return None

    def _state(self, tokens: Sequence[Token], at: int, known: Mapping[int, Match], definite: bool) -> tuple[str, int] | None:
        """(state, index after) of what says whose body it is: an adjective after the article, a state's name without."""
        if definite:
            got = self._nationality.at(tokens, at, definite=True)
            return (got[0], at + got[1]) if got and not tokens[at].pro else None
        if tokens[at].pro:
            return None
        match = known.get(at)
        if match and match.whole:
            if match.known.kind == "state":
                return match.known.entity, match.last
            if match.known.entity in self._government_of:
                return self._government_of[match.known.entity], match.last
            if match.known.kind == "organization" and tokens[at].stem in self._governing:
                return match.known.entity, match.last  # خارجية حكومة صنعاء: of a government that is no state's
        return None


def _rival_governments(knowledge: Knowledge, gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """(place, who governs there) where the knowledge has a government by the place's name that is no state's: حكومة صنعاء."""
    governing = frozenset(fold(n) for b in knowledge.bodies if b.key == "government" for n in b.nouns)
    for organization in knowledge.organizations:
        for name in organization.names:
            head, *rest = name_words(name)
            if rest and head in governing and (place := gazetteer.places.get(tuple(rest))):
                yield place, organization.id
