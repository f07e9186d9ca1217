"""Names that are made by pattern: bodies of states, named talks, numbered resolutions.

وزارة الخارجية + الروسية; خارجية + كازاخستان; محادثات + أستانا; قرار مجلس الأمن الدولي رقم 2254.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from mahdar.arabic import Token, fold, transliterate
from mahdar.knowledge import Dossier, Knowledge
from mahdar.model import NameKind
from mahdar.names.gazetteer import Gazetteer, Match, name_words
from mahdar.names.nationality import Nationality


class Made(msgspec.Struct, frozen=True):
    """A name made by pattern: tokens ``first`` to ``last`` (exclusive), and what it names."""

    first: int
    last: int
    entity: str
    kind: NameKind
    en: str
    rule: str
    pending: str | None = None
    """The body's key where the page leaves the state untold (bare الخارجية)."""


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
        self._months = frozenset(fold(n).split()[0] for names in knowledge.months.gregorian.values() for n in names)
        self._institutions = frozenset(fold(w) for w in knowledge.roles.institutions)
        self._titles = frozenset(fold(w) for w in knowledge.roles.titles)
        self._alone = frozenset(name_words(n) for n in knowledge.names.patterns.alone)
        self._city_talks = frozenset(fold(w) for w in knowledge.names.patterns.city_talks)
        self._talks = frozenset(fold(w) for w in knowledge.talks.series)
        self._series: dict[tuple[str, ...], Dossier] = {name_words(n): d for d in dossiers for n in d.names}
        ministers = (w for w in knowledge.roles.nouns.person if fold(w).startswith(("وزير", "نايب", "مستشار")))
        self._ministers = frozenset(fold(w) for w in ministers) | {"وزراء", "وزيري", "وزيرا"}

    def at(self, tokens: Sequence[Token], i: int, known: Mapping[int, Match]) -> Made | None:
        """The longest made name that begins at token ``i``; ``known`` are the line's `Gazetteer.matches`."""
        found = [m for m in (self._body(tokens, i, known), self._talk(tokens, i, known), self._resolution(tokens, i), self._institution(tokens, i)) if m]
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

    def _body(self, tokens: Sequence[Token], i: int, known: Mapping[int, Match]) -> Made | None:
        if i and (tokens[i - 1].stem.removeprefix("ال") in self._ministers or (tokens[i - 1].definite and tokens[i].norm == "الخارجيه")):
            return None  # وزير الخارجية الروسي، السياسة الخارجية
        for count in (3, 2, 1):
            if i + count > len(tokens):
                continue
            words = (tokens[i].stem, *(t.norm for t in tokens[i + 1 : i + count]))
            if words not in self._bodies:
                continue
            key, en = self._bodies[words]
            at = i + count
            if at >= len(tokens):
                return self._pending(tokens, i, at, key, en)
            if state := self._state(tokens, at, known, definite=words[-1].startswith("ال")):
                id_, after = state
                return Made(i, after, self.body_id(id_, key), "organization", en.format(en=self._english.get(id_, id_)), f"pattern:{key}")
            return self._pending(tokens, i, at, key, en)
        return None

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
        return None

    def _talk(self, tokens: Sequence[Token], i: int, known: Mapping[int, Match]) -> Made | None:
        noun = tokens[i].bare in self._talks or tokens[i].stem in self._talks
        at = i + 1 if noun else i
        for count in (3, 2, 1):
            if at + count > len(tokens):
                continue
            words = (tokens[at].stem if at == i else tokens[at].norm, *(t.norm for t in tokens[at + 1 : at + count]))
            dossier = self._series.get(words)
            if dossier is None:
                continue
            after = at + count
            hyphen = after < len(tokens) and tokens[after].surface in "-–" and tokens[after].start == tokens[after - 1].end
            step = after + hyphen
            numbered = step < len(tokens) and tokens[step].kind == "number" and tokens[step].norm.isdigit() and int(tokens[step].norm) < 100
            if numbered and step + 1 < len(tokens) and (tokens[step + 1].surface in "+%" or tokens[step + 1].norm in self._months):
                numbered = False  # 5+5; أستانا 29 تشرين الثاني
            if (noun or numbered) and dossier.kind != "committee":
                return Made(i, step + 1 if numbered else after, dossier.event, "event", dossier.en, "pattern:series")
        if noun and at < len(tokens) and tokens[i].stem in self._city_talks and not tokens[at].pro:
            match = known.get(at)
            if match and match.whole and (match.known.kind == "place" or match.known.place):
                place = match.known.place or match.known.entity
                return Made(i, match.last, f"{place}-talks", "event", f"{self._label(place)} talks", "pattern:city-talks")
        return None

    def _label(self, place: str) -> str:
        return self._gazetteer.labels.get(place, {}).get("en", place.replace("-", " ").title())

    def _institution(self, tokens: Sequence[Token], i: int) -> Made | None:
        """A body named by its noun and what follows it: وزارة الشؤون الاجتماعية، جامعة الملك سعود، البنك المركزي اليمني.

        An indefinite noun takes what is definite after it; a definite one the adjectives that agree with it, and needs
        one of a nationality or two in all.
        """
        token = tokens[i]
        if token.bare not in self._institutions or (i and tokens[i - 1].stem.removeprefix("ال") in self._ministers):
            return None
        at, nation = i + 1, False
        while at < len(tokens) and at - i <= 6 and tokens[at].kind == "word" and tokens[at].start - tokens[at - 1].end <= 1:
            inner = tokens[at]
            joined = inner.pro == "و" and inner.definite and at > i + 1 and not token.definite
            honoured = tokens[at - 1].norm in self._titles and at > i + 1 and not inner.pro  # جامعة الملك سعود
            charged = inner.pro == "ل" and inner.definite and token.definite and at > i + 1
            if not (honoured or charged or (inner.definite and (not inner.pro or joined))):
                break
            got = self._nationality.at(tokens, at, definite=True)
            nation = nation or bool(got)
            at += got[1] if got else 1
            if got:
                break
        if at == i + 1 or (token.definite and not nation and at - i < 3):
            return None
        surface = " ".join(t.norm for t in tokens[i:at])
        return Made(i, at, f"organization:{transliterate(surface)}", "organization", surface, "pattern:institution")

    def _resolution(self, tokens: Sequence[Token], i: int) -> Made | None:
        """قرار مجلس الأمن الدولي رقم 2254، القرار الدولي 2254، القرار 242."""
        if tokens[i].bare not in ("قرار", "قرارات"):
            return None
        at = i + 1
        words = [t.norm for t in tokens[at : at + 7]]
        for filler in (("مجلس", "الامن"), ("الدولي",), ("الاممي",), ("التابع", "للامم", "المتحده"), ("رقم",), ("الرقم",)):
            if tuple(words[: len(filler)]) == filler:
                words = words[len(filler) :]
                at += len(filler)
        if at < len(tokens) and tokens[at].kind == "number" and tokens[at].norm.isdigit() and 2 <= len(tokens[at].norm) <= 4:
            number = tokens[at].norm
            return Made(i, at + 1, f"unscr-{number}", "document", f"UN Security Council resolution {number}", "pattern:resolution")
        return None
