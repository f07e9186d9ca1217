"""The knowledge's names as a look-up over tokens: the longest name that begins at a token."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from mahdar.arabic import Token, fold
from mahdar.knowledge import Dossier, Knowledge
from mahdar.knowledge.forms import Entry
from mahdar.model import NameKind

_LONGEST = 9
_WORD = re.compile(r"[^\W_]+|_")
_SKELETON = re.compile(r"[اويهءعaeiou]")
_SIDES = frozenset({"شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "وسط"})
_OWN_SIDES = frozenset(
    {
        ("الشرق", "الاوسط"),
        ("شرق", "اسيا"),
        ("شمال", "افريقيا"),
        ("غرب", "افريقيا"),
        ("الشرق", "الادني"),
        ("شرق", "المتوسط"),
        ("شمال", "القوقاز"),
        ("الغرب",),
    }
)
_JOINS = frozenset({"مع", "التابع", "التابعه", "الذي", "التي", "الرسميه", "المحتله", "الايرانيه"})
_SAME_SOUND = str.maketrans({"غ": "ج", "ك": "ج", "ق": "ج", "ط": "ت", "ص": "س", "ز": "س", "ذ": "د", "ض": "د", "ظ": "س", "ث": "ت", "ش": "س"})


class Known(msgspec.Struct, frozen=True):
    """A name in the gazetteer: what it names, and under which conditions it counts.

    ``place`` is the city's id where the name is a capital that may stand for its government (``entity``).
    """

    entity: str
    kind: NameKind
    full: bool
    needs_full: bool
    needs_context: bool
    place: str | None = None
    others: tuple[str, ...] = ()
    """Other entities with the same short form (الجعفري): the one whose full name is in the page is meant."""


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


def skeleton(words: Sequence[str]) -> tuple[str, ...]:
    """Consonants of a foreign name's words, alike for its spellings: لافرينتييف and لافرنتيف; سيرغي and سيرجي."""
    out = []
    for word in words:
        bare = _SKELETON.sub("", word).translate(_SAME_SOUND)
        out.append(re.sub(r"(.)\1+", r"\1", bare) or word[:1])
    return tuple(out)


class Gazetteer:
    """Names of states, persons, organizations, places, events, documents, and of the dossiers' series and groups."""

    def __init__(self, knowledge: Knowledge, dossiers: Iterable[Dossier]) -> None:
        self._names: dict[tuple[str, ...], Known] = {}
        self._first: dict[str, int] = defaultdict(int)
        self.labels: dict[str, dict[str, str]] = {}
        self.kinds: dict[str, NameKind] = {}
        self.wikidata: dict[str, str] = {}
        self.states_of: dict[str, str] = {}
        self._skeletons: dict[tuple[str, ...], str] = {}
        self.places: dict[tuple[str, ...], str] = {}
        generic = knowledge.roles.generic
        self._generic = frozenset(fold(w) for w in (*generic.place, *generic.organization, *generic.carrier, "جماعة", "حلف", "منظمة", "حزب"))
        for kind, entry in knowledge.entries():
            self._add_entry(kind, entry)
        for state in knowledge.states:
            if state.government:
                self._describe(state.government, "organization", f"Government of {state.en}", f"حكومة {state.names[0]}")
                for name in state.government_names:
                    self._add(name, Known(state.government, "organization", True, False, False))
            for name in state.capital_names:
                self._add(name, Known(state.id, "state", False, False, False, place=state.capital), replace=True)
        for person in knowledge.persons:
            served = person.state or next((o.of for o in person.offices if o.of in self.kinds and self.kinds[o.of] == "state"), None)
            if served:
                self.states_of[person.id] = served
        for dossier in dossiers:
            self._describe(dossier.event, "event", dossier.en, dossier.ar)
            for group in dossier.group:
                self._describe(group.entity, "organization", group.en, group.ar or (group.names[0] if group.names else group.en))

    def at(self, tokens: Sequence[Token], i: int) -> Match | None:
        """The longest known name that begins at token ``i``."""
        token = tokens[i]
        best: Match | None = None
        heads = [(True, token.norm), (False, token.stem)]
        if token.pro.endswith("ل") and token.stem.startswith("ل"):
            heads.append((False, "ال" + token.stem))  # للجنة is ل with لجنة or with اللجنة
        for whole, head in heads:
            if (not whole and not token.pro) or head not in self._first:
                continue
            for count in range(min(self._first[head], len(tokens) - i), 0, -1):
                key = (head, *(t.norm for t in tokens[i + 1 : i + count]))
                known = self._names.get(key)
                if known is not None:
                    if best is None or i + count > best.last:
                        best = Match(i, i + count, whole, known)
                    break
        return best

    def find(self, name: str) -> str | None:
        """The entity that has exactly this name (folded), e.g. an outlet's label; None where none has."""
        words = name_words(name)
        known = self._names.get(words) or self._names.get(tuple("".join(words).removesuffix("com").split()))
        return known.entity if known else None

    def same_sound(self, words: Sequence[str]) -> str | None:
        """The known person whose full name sounds like ``words`` (two or more) in another spelling."""
        return self._skeletons.get(skeleton(words)) if len(words) > 1 else None

    def _add_entry(self, kind: NameKind, entry: Entry) -> None:
        self._describe(entry.id, kind, entry.en, entry.names[0])
        if entry.wikidata:
            self.wikidata[entry.id] = entry.wikidata
        listed = {name_words(n) for n in (*entry.names, *entry.short)}
        for full, names in ((True, (*entry.names, *entry.latin)), (False, entry.short)):
            for name in names:
                if self._holds_more(kind, name_words(name), listed):
                    continue
                if kind == "place":
                    self.places.setdefault(name_words(name), entry.id)
                self._add(name, Known(entry.id, kind, full, entry.needs_full and not full, entry.needs_context))
                if kind == "person" and full and len(words := name_words(name)) > 1:
                    self._skeletons.setdefault(skeleton(words), entry.id)

    def _holds_more(self, kind: NameKind, words: tuple[str, ...], listed: set[tuple[str, ...]]) -> bool:
        """Whether a listed form holds more than the name: a generic noun before it (حركة فتح), a side of the compass
        (شمال سوريا), or what it is with or of (الاتفاق النووي مع إيران), where the bare name is listed too."""
        if len(words) < 2:
            return False
        if words[0] in self._generic and words[1:] in listed:
            return True
        if kind == "place" and words[0].removeprefix("ال") in _SIDES and words not in _OWN_SIDES:
            return True
        return any(w in _JOINS and words[:i] in listed for i, w in enumerate(words) if i)

    def _describe(self, id_: str, kind: NameKind, en: str, ar: str) -> None:
        self.kinds.setdefault(id_, kind)
        self.labels.setdefault(id_, {"ar": ar, "en": en})

    def _add(self, name: str, known: Known, replace: bool = False) -> None:
        for words in _spaced(name_words(name)):
            if len(words) > 1 and words[0] == "دوله" and known.kind != "person":
                continue  # the generic noun stays outside (دولة قطر); not that of دولت بهتشلي
            if not words:
                continue
            there = self._names.get(words)
            if there is not None and not replace and not (known.full and not there.full):
                if there.entity != known.entity and there.needs_full and known.needs_full:
                    self._names[words] = msgspec.structs.replace(there, others=(*there.others, known.entity))
                continue
            self._names[words] = known
            self._first[words[0]] = min(_LONGEST, max(self._first[words[0]], len(words)))


def _spaced(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """``words`` and the same with عبد and أبو written onto or apart from what follows (عبد الله، عبدالله)."""
    yield words
    for i, word in enumerate(words):
        if word in ("عبد", "ابو", "بن") and i + 1 < len(words):
            yield (*words[:i], word + words[i + 1], *words[i + 2 :])
        elif word.startswith("عبدال") and len(word) > 6:
            yield (*words[:i], "عبد", word[3:], *words[i + 1 :])
