"""The knowledge's names, found in a line of tokens: the longest that begins at each, and whom it may name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

import msgspec

from mahdar.arabic import Token, fold, name_keys, same_name
from mahdar.knowledge import Dossier, Knowledge
from mahdar.knowledge.forms import Entry
from mahdar.model import NameKind
from mahdar.names.automaton import Automaton

_WORD = re.compile(r"[^\W_]+|_")
_MOST_SPELT = 100_000
"""So many names of persons are known in other spellings too: a user's million would take a minute and gigabytes."""


class Known(msgspec.Struct, frozen=True, gc=False):
    """A name in the gazetteer: what it names, and under which conditions it counts.

    ``place`` is the city's id where the name is a capital that may stand for its government (``entity``). ``others`` are further
    entities that bear the same name or short form (الجعفري), see `Gazetteer.meant`.
    """

    entity: str
    kind: NameKind
    full: bool
    needs_full: bool
    needs_context: bool
    place: str | None = None
    others: tuple[str, ...] = ()


class Match(msgspec.Struct, frozen=True):
    """A gazetteer name found: tokens ``first`` to ``last`` (exclusive); ``whole`` when the first token is taken with
    what looks like its proclitic."""

    first: int
    last: int
    whole: bool
    known: Known


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name as the tokenizer cuts them."""
    return tuple(_WORD.findall(fold(name)))


class Gazetteer:
    """Names of states, persons, organizations, places, events, documents, and of the dossiers' series, groups and documents."""

    def __init__(self, knowledge: Knowledge, dossiers: Iterable[Dossier]) -> None:
        self._names: dict[tuple[str, ...], Known] = {}
        self.labels: dict[str, dict[str, str]] = {}
        self.kinds: dict[str, NameKind] = {}
        self.wikidata: dict[str, str] = {}
        self.states_of: dict[str, str] = {}
        self._spelt: list[tuple[str, str]] = []
        self.places: dict[tuple[str, ...], str] = {}
        generic, words = knowledge.roles.generic, knowledge.names.listed
        self._generic = frozenset(fold(w) for w in (*generic.place, *generic.organization, *generic.carrier, *words.generic))
        self._sides = frozenset(fold(w) for w in words.sides)
        self._own_sides = frozenset(name_words(n) for n in words.own_sides)
        self._joins = frozenset(fold(w) for w in words.joins)
        for kind, entry in knowledge.entries():
            self._add_entry(kind, entry)
        for state in knowledge.states:
            if state.government:
                self._describe(state.government, "organization", f"Government of {state.en}", f"حكومة {state.names[0]}")
                for name in state.government_names:
                    self._add(name_words(name), Known(state.government, "organization", True, False, False))
            for name in state.capital_names:
                self._add(name_words(name), Known(state.id, "state", False, False, False, place=state.capital), replace=True)
        for person in knowledge.persons:
            served = person.state or next((o.of for o in person.offices if o.of in self.kinds and self.kinds[o.of] == "state"), None)
            if served:
                self.states_of[person.id] = served
        for dossier in dossiers:
            self._describe(dossier.event, "event", dossier.en, dossier.ar)
            for group in dossier.group:
                self._describe(group.entity, "organization", group.en, group.ar or (group.names[0] if group.names else group.en))
            for document in dossier.document:
                if document.names:
                    self._describe(document.id, "document", document.en or document.names[0], document.names[0])
                for name in document.names:
                    self._add(name_words(name), Known(document.id, "document", True, False, False))
        self._automaton = Automaton(self._names)
        self._known = tuple(self._names.values())

    def matches(self, tokens: Sequence[Token]) -> dict[int, Match]:
        """By the token where a name begins, the longest known one (see `Automaton.longest`)."""
        known = self._known
        return {first: Match(first, last, whole, known[number]) for first, (last, whole, number) in self._automaton.longest(tokens).items()}

    def find(self, name: str) -> str | None:
        """The entity that has exactly this name (folded), e.g. an outlet's label; None where none has."""
        words = name_words(name)
        known = self._names.get(words) or self._names.get(tuple("".join(words).removesuffix("com").split()))
        return known.entity if known else None

    def meant(self, known: Known, named: Collection[str], state: str | None) -> str | None:
        """Which of the entities that bear a name is meant: the one that the page names in full (``named``), else the one of the
        ``state`` that the role beside the name tells (الوزير السوري المقداد), else the one that needs no such help; None where that
        leaves none or several."""
        bearers = (known.entity, *known.others)
        for told in ([e for e in bearers if e in named], [e for e in bearers if state is not None and self.states_of.get(e) == state]):
            if told:
                return told[0] if len(told) == 1 else None
        return None if known.needs_full else known.entity

    def same_sound(self, words: Sequence[str]) -> str | None:
        """The known person whose full name ``words`` (two or more) spell in another way (see `same_name`); None where that is no one or
        several."""
        if len(words) < 2:
            return None
        name = " ".join(words)
        near = {pair for key in name_keys(name) for pair in self._by_key.get(key, ())}
        alike = {entity for spelt, entity in near if same_name(name, spelt)}
        return alike.pop() if len(alike) == 1 else None

    @cached_property
    def _by_key(self) -> dict[str, list[tuple[str, str]]]:
        """The persons' full names with their bearers, by rasm key; of a hundred thousand, the shipped ones first. Made when first asked for: it
        takes 50 µs a name."""
        out: dict[str, list[tuple[str, str]]] = {}
        for spelt, entity in self._spelt[:_MOST_SPELT]:
            for key in name_keys(spelt):
                out.setdefault(key, []).append((spelt, entity))
        return out

    def _add_entry(self, kind: NameKind, entry: Entry) -> None:
        self._describe(entry.id, kind, entry.en, entry.names[0])
        if entry.wikidata:
            self.wikidata[entry.id] = entry.wikidata
        long, short = [name_words(n) for n in (*entry.names, *entry.latin)], [name_words(n) for n in entry.short]
        listed = {*long, *short}
        for full, names in ((True, long), (False, short)):
            for words in names:
                if len(words) > 1 and self._holds_more(kind, words, listed):
                    continue
                if kind == "place":
                    self.places.setdefault(words, entry.id)
                elif kind == "person" and full and len(words) > 1:
                    self._spelt.append((" ".join(words), entry.id))
                self._add(words, Known(entry.id, kind, full, entry.needs_full and not full, entry.needs_context))

    def _holds_more(self, kind: NameKind, words: tuple[str, ...], listed: set[tuple[str, ...]]) -> bool:
        """Whether a listed form holds more than the name: a generic noun before it (حركة فتح), a side of the compass
        (شمال سوريا), or what it is with or of (الاتفاق النووي مع إيران), where the bare name is listed too."""
        if words[0] in self._generic and words[1:] in listed:
            return True
        if kind == "place" and words[0].removeprefix("ال") in self._sides and words not in self._own_sides:
            return True
        return any(w in self._joins and words[:i] in listed for i, w in enumerate(words) if i)

    def _describe(self, id_: str, kind: NameKind, en: str, ar: str) -> None:
        self.kinds.setdefault(id_, kind)
        self.labels.setdefault(id_, {"ar": ar, "en": en})

    def _add(self, name: tuple[str, ...], known: Known, replace: bool = False) -> None:
        for words in _spaced(name):
            if not words or (len(words) > 1 and words[0] == "دوله" and known.kind != "person"):
                continue  # the generic noun stays outside (دولة قطر); not that of دولت بهتشلي
            there = self._names.get(words)
            if there is None or replace or (known.full and not there.full and there.entity == known.entity):
                self._names[words] = known
            elif there.entity != known.entity and known.entity not in there.others:
                self._names[words] = _shared(there, known)


def _shared(there: Known, known: Known) -> Known:
    """A name of two entities: of the one that has it as a full name, else of the first listed, with the other beside it where a person is
    among them. Where both are persons and have it alike it needs what tells them apart."""
    first, second = (known, there) if known.full and not there.full else (there, known)
    if "person" not in (first.kind, second.kind) or first.place:
        return first
    alike = first.kind == second.kind and first.full and second.full
    return msgspec.structs.replace(first, others=(*first.others, second.entity, *second.others), needs_full=first.needs_full or alike)


def _spaced(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """``words`` and the same with عبد and أبو written onto or apart from what follows (عبد الله، عبدالله)."""
    yield words
    for i, word in enumerate(words):
        if word in ("عبد", "ابو", "بن") and i + 1 < len(words):
            yield (*words[:i], word + words[i + 1], *words[i + 2 :])
        elif word.startswith("عبدال") and len(word) > 6:
            yield (*words[:i], "عبد", word[3:], *words[i + 1 :])
