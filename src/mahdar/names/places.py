"""Populated places of the gazetteer: which of its many names count in a page, and whose they are.

Twenty thousand towns and villages bear the names of persons, months and common words. So a name counts only where no surer one stands, and
by what else the page says: after a noun of place (قرية النور, the village of Nur), or, where it is hardly anything else (سراقب), in a page
that names its state. Of several places of one name that of a state in the page is meant, the larger where there are two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence

import msgspec

from mahdar.arabic import Lexicon, Line, Token, fold
from mahdar.knowledge import Knowledge, Settlement
from mahdar.model import NameKind
from mahdar.names.context import Placed
from mahdar.names.nationality import Nationality
from mahdar.names.shapes import PersonShapes

_LARGE = 500_000
"""People of a town that counts after في without its state."""
_RARE = 1e-6
"""Frequency of a word before a name that may be the first name of a person."""
_UNSEEN = 1e-7
_SHORTEST = 5
"""Letters of a name from which on a proclitic that the lexicon doesn't tell is taken off."""
_PROCLITICS = ("و", "ف", "ب", "ل")
_QUOTES = frozenset("\"“”«»'#")
_COMMAS = frozenset("،,")


class Bearer(msgspec.Struct, frozen=True):
    """A place that bears a name; ``alone`` where its name may stand by itself, ``listed`` where it is no place of the gazetteer but one of
    places.toml whose name is a common word, too."""

    entity: str
    en: str
    state: str | None
    population: int
    alone: bool
    listed: bool


class Found(msgspec.Struct, frozen=True):
    """A place's name: tokens ``first`` to ``last`` (exclusive) of line ``line``, the offset where it begins without its proclitic."""

    line: int
    first: int
    last: int
    start: int
    place: Bearer
    headed: bool
    kind: NameKind = "place"

    @property
    def entity(self) -> str:
        """The place's id."""
        return self.place.entity


class Settlements:
    """Finds the gazetteer's places among the words that no other name has taken. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, nationality: Nationality, shapes: PersonShapes) -> None:
        self._bearers: dict[tuple[str, ...], list[Bearer]] = defaultdict(list)
        self._longest: dict[str, int] = {}
        told = knowledge.place_words
        self._heads = frozenset(fold(w) for w in told.heads)
        for place in (*knowledge.places, *sorted(knowledge.settlements, key=lambda p: (-(p.population or 0), p.id))):
            listed = not isinstance(place, Settlement)
            alone = isinstance(place, Settlement) and place.use == "alone"
            bearer = Bearer(place.id, place.en, place.state, place.population or 0, alone, listed)
            for words in {tuple(fold(name).split()) for name in place.names} - {()}:
                headed = len(words) > 1 and words[0] in self._heads
                if headed or place.sort == "city":
                    bare = words[1:] if headed else words  # محافظة بابل is also named in a row: محافظات بابل وواسط
                    self._bearers[bare].append(bearer)
                    self._longest[bare[0]] = max(self._longest.get(bare[0], 0), len(bare))
        self._rows = frozenset(fold(w) for w in told.rows)
        self._locative = frozenset(fold(w) for w in told.locative)
        self._other = frozenset(fold(w) for w in (*told.other, *knowledge.roles.titles, *knowledge.names.clubs.before))
        self._roles = frozenset(fold(w) for w in knowledge.roles.nouns.person)
        self._sides = frozenset(fold(w) for w in told.sides)
        given = knowledge.given_names
        self._given = frozenset(fold(n) for n in (*given.arabic, *given.foreign)).difference(fold(w) for w in knowledge.lexical.function)
        self._states = {p.id: p.state for p in knowledge.places if p.state}
        self._frequency = lexicon.frequency
        self._nationality = nationality
        self._shapes = shapes

    def find(self, lines: Sequence[Line], named: Sequence[Sequence[Placed]], state_of: Callable[[str], str | None]) -> Iterator[Found]:
        """The settlements of a page. ``named[n]`` are the names of the nth line that are known already, in order; ``state_of`` gives the
        state of an organization."""
        told: Counter[str] | None = None
        longest = self._longest
        for n, line in enumerate(lines):
            tokens = line.tokens
            begins = [t.index for t in tokens if t.norm in longest or t.stem in longest or (t.norm[:1] in _PROCLITICS and self._forms(t))]
            if not begins:
                continue
            taken: dict[int, Placed] = {k: m for m in named[n] for k in range(m.first, m.last)}
            for i in begins:
                if i in taken:
                    continue
                for last, start, bearers in self._at(tokens, i, taken):
                    headed = self._head(tokens, i) in self._heads or self._in_row(tokens, i, taken)
                    if not headed and (beside := self._beside(tokens, i, last, bearers, taken)):
                        headed, bearers = True, beside
                    if not (headed or any(b.alone for b in bearers)) or self._goes_on(tokens, last, taken):
                        continue
                    if not headed and self._is_other(tokens, i, last, taken):
                        continue
                    told = self.told(lines, named, state_of) if told is None else told
                    place = self._meant(bearers, headed, told, self._is_located(tokens, i, start))
                    if place is not None:
                        found = Found(n, i, last, start, place, headed)
                        taken.update(dict.fromkeys(range(i, last), found))
                        yield found
                        break

    def bearer(self, words: tuple[str, ...], told: Collection[str]) -> Bearer | None:
        """The place of that folded name, which something else tells to be a place's, that lies in one of the states ``told``."""
        return next((b for b in self._bearers.get(words, ()) if b.state in told), None)

    def _at(self, tokens: Sequence[Token], i: int, taken: dict[int, Placed]) -> Iterator[tuple[int, int, list[Bearer]]]:
        """The names that begin at token ``i``, the longest first: (token after it, offset of its start, places of that name)."""
        token = tokens[i]
        if token.kind != "word":
            return
        for word, start in self._forms(token):
            for count in range(min(self._longest[word], len(tokens) - i), 0, -1):
                last = i + count
                if count > 1 and any(k in taken for k in range(i + 1, last)):
                    continue
                bearers = self._bearers.get((word, *(t.norm for t in tokens[i + 1 : last])))
                if bearers:
                    yield last, start, bearers

    def _forms(self, token: Token) -> Sequence[tuple[str, int]]:
        """The forms in which a name may begin with the token, and the offset of each: as written, without its proclitic, and without a
        letter that the lexicon doesn't know for a proclitic (بتلبيسة)."""
        norm, longest = token.norm, self._longest
        if not token.pro:
            if norm in longest:
                return ((norm, token.start),)
            if norm[0] in _PROCLITICS and norm[1:] in longest and len(norm) > _SHORTEST and self._frequency(norm) < _UNSEEN:
                return ((norm[1:], token.start + 1),)
            return ()
        stem = token.stem
        forms = [(norm, token.start), (stem, token.stem_start)]
        if stem[0] == "ل" and token.pro[-1] == "ل":
            forms.append(("ال" + stem, token.stem_start))  # للقنيطرة is ل with القنيطرة
        return [form for form in forms if form[0] in longest]

    def _meant(self, bearers: Sequence[Bearer], headed: bool, told: Counter[str], located: bool) -> Bearer | None:
        """The place that is meant by a name, None where nothing says that it is one."""
        there = [b for b in bearers if b.state in told and (headed or b.alone)]
        if there:
            return max(there, key=lambda b: told[b.state or ""])
        return next((b for b in bearers if b.population >= _LARGE and (headed or (located and b.alone))), None)

    def told(self, lines: Sequence[Line], named: Sequence[Sequence[Placed]], state_of: Callable[[str], str | None]) -> Counter[str]:
        """How often the page names each state: by its name, its bodies and places, and adjectives of nationality."""
        told: Counter[str] = Counter()
        for line, mentions in zip(lines, named, strict=True):
            for m in mentions:
                state = m.entity if m.kind == "state" else self._states.get(m.entity) if m.kind == "place" else state_of(m.entity)
                if state:
                    told[state] += 1
            for i in range(len(line.tokens)):
                if found := self._nationality.at(line.tokens, i):
                    told[found[0]] += 1
        return told

    def _head(self, tokens: Sequence[Token], i: int) -> str | None:
        """The indefinite word before token ``i``, a quotation mark or hash between them left aside (مدينة "جمرود")."""
        at = i - 1 - (i > 0 and tokens[i - 1].surface in _QUOTES)
        if at < 0 or tokens[at].definite or tokens[i].pro:
            return None
        stem = tokens[at].stem
        return stem if not tokens[at].enclitic or stem in self._heads else None  # محافظه for محافظة

    def _in_row(self, tokens: Sequence[Token], i: int, taken: dict[int, Placed]) -> bool:
        """Whether the name at ``i`` goes on a row of places after a noun for several (بلدات الكرامة والسلام)."""
        before = _joined_before(tokens, i, taken)
        if before is None or before.kind != "place":
            return False
        return self._head(tokens, before.first) in self._rows or self._in_row(tokens, before.first, taken)

    def _beside(self, tokens: Sequence[Token], i: int, last: int, bearers: list[Bearer], taken: dict[int, Placed]) -> list[Bearer]:
        """Those of ``bearers`` that lie in one state with the places that the name is joined to (الجبيل والخبر والدمام): with the one before
        it, and where the place is the gazetteer's with the one after it, too."""
        before, after = _joined_before(tokens, i, taken), _joined_after(tokens, last, taken)
        states = [self._state_of(m) for m in (before, after) if m is not None]
        if before is None or states[0] is None:
            return []
        both = states == [states[0]] * 2
        return [b for b in bearers if b.state == states[0] and (both or b.listed)]

    def _state_of(self, mention: Placed) -> str | None:
        if isinstance(mention, Found):
            return mention.place.state
        return self._states.get(mention.entity) if mention.kind == "place" else None

    def _is_located(self, tokens: Sequence[Token], i: int, start: int) -> bool:
        """Whether a preposition of place stands before the name."""
        cut = tokens[i].norm[0] if start > tokens[i].start else ""
        return cut == "ب" or tokens[i].pro.endswith("ب") or (i > 0 and not cut and tokens[i - 1].stem in self._locative)

    def _goes_on(self, tokens: Sequence[Token], last: int, taken: dict[int, Placed]) -> bool:
        """Whether the word after the name is a part of a longer one that no list has (الساحل الغربي، جوري عيل)."""
        if last >= len(tokens) or last in taken or tokens[last].kind != "word" or tokens[last].pro:
            return False
        return tokens[last].norm in self._sides or (not tokens[last].definite and self._frequency(tokens[last].norm) < _UNSEEN)

    def _is_other(self, tokens: Sequence[Token], i: int, last: int, taken: dict[int, Placed]) -> bool:
        """Whether the word before the name makes it a person's (جلعاد أردان، الوزير، قال) or a thing's (شارع)."""
        if i == 0 or (last - i > 1 and tokens[i - 1].kind != "word"):
            return False
        previous = tokens[i - 1]
        mention = taken.get(i - 1)
        if mention is not None:
            return mention.kind == "person"
        if previous.kind != "word" or tokens[i].pro:
            return False
        if (
            self._shapes.is_given(previous)
            or previous.norm in self._given
            or previous.norm in self._other
            or previous.stem in self._other
            or previous.bare in self._other
            or self._shapes.is_verb(previous.stem)
        ):
            return True
        if previous.definite:
            return previous.bare in self._roles  # القائد ديغو; but محافظ تكيرداغ
        return self._frequency(previous.stem) < _RARE and previous.stem not in self._longest


def _joined_before(tokens: Sequence[Token], i: int, taken: dict[int, Placed]) -> Placed | None:
    """The name to which the one at ``i`` is joined with و or a comma."""
    comma = i > 1 and tokens[i - 1].surface in _COMMAS
    return taken.get(i - 1 - comma) if i and (comma or tokens[i].pro == "و") else None


def _joined_after(tokens: Sequence[Token], last: int, taken: dict[int, Placed]) -> Placed | None:
    """The name that is joined to the one that ends before ``last``."""
    comma = last + 1 < len(tokens) and tokens[last].surface in _COMMAS
    return taken.get(last + comma) if last < len(tokens) and (comma or tokens[last].pro == "و") else None
