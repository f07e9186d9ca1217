"""Places that no list has, told by the noun before them: بلدة سلحب، منطقتي كرش والشريجة، جبل المقطم، مطار البصرة.

A noun of place without the article stands in construct with the place's name, or bears an adjective (منطقة آمنة، مدينة كبيرة), or goes before a
common noun (منطقة الحدود). What is rare in Arabic and looks like no adjective, verb or plural is the name. Once a page has named it so, the
same words elsewhere in it are the place, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from mahdar.arabic import Lexicon, Line, Token, fold, transliterate
from mahdar.knowledge import Knowledge
from mahdar.names.page import Mention, PageDraft
from mahdar.names.places import Settlements
from mahdar.names.shapes import PersonShapes

_FOREIGN = 3e-7
"""Below this frequency a word is hardly a common one."""
_SINGLE = 3e-6
"""Below this one a word without the article is a name after a noun of place, unless it looks like a form of another word."""
_UNCOMMON = 1e-5
"""A word this frequent has forms with pronouns, too."""
_DEFINITE_SURE, _DEFINITE = 1e-5, 2.5e-6
"""The same for one with the article (حي الكرادة), after nouns that open hardly anything else, and after others."""
_IN_MARKS, _IN_MARKS_SURE = 3e-6, 1e-4
"""In quotation marks a name has a word below the first, or after a sure noun all below the second (قرية "القليلة")."""
_AGAIN = 1e-6
"""A single word this rare is the place wherever the page has it."""
_LONGEST_QUOTED, _LONGEST_ROW = 3, 5
_OPENING, _CLOSING = frozenset("\"“«'"), frozenset("\"”»'")
_DAMMA = "\u064f"
_PROCLITICS = frozenset("وفبل")
_CONFIDENCE = 0.8


class _Spot(msgspec.Struct, frozen=True):
    """A name read: tokens ``first`` to ``last`` (exclusive), where it starts, and its folded words."""

    first: int
    last: int
    start: int
    words: tuple[str, ...]


class PlaceNouns:
    """Finds names after nouns of place among the words that no other name has taken. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, settlements: Settlements, shapes: PersonShapes) -> None:
        words = knowledge.place_words.nouns
        self._sure, self._outside, self._pairs, self._rows, self._inside, self._tails, self._new, self._never = map(
            _folded,
            (words.sure, (*words.sure, *words.unsure), words.pairs, words.rows, words.inside, words.tails, words.new, words.never),
        )
        self._makes = {fold(noun): ending for noun, ending in words.makes.items()}
        self._sides = _folded(knowledge.place_words.sides)
        self._common = _folded((*knowledge.roles.generic.organization, *knowledge.place_words.heads, *words.sure, *words.unsure, *words.inside))
        self._cities = {p.id for p in knowledge.places if p.sort == "city"} | {p.id for p in knowledge.settlements}
        self._capitals = {s.id: s.capital for s in knowledge.states if s.capital}
        self._openers = _folded((*knowledge.place_words.inside, *words.openers))
        self._states = {p.id: p.state for p in (*knowledge.places, *knowledge.settlements) if p.state}
        self._locating = self._outside | _folded((*knowledge.place_words.locative, *words.locating))
        self._labels = {p.id: p.en for p in (*knowledge.places, *knowledge.settlements)}
        self._frequency = lexicon.frequency
        self._settlements = settlements
        self._shapes = shapes

    def find(self, page: PageDraft, told: Callable[[], Counter[str]]) -> None:
        """Add the places that nouns tell to ``page``; ``told`` gives how often it names each state."""
        states: Counter[str] | None = None
        named: dict[tuple[str, ...], str] = {}
        for n, line in page.lines():
            tokens = line.tokens
            for i in range(len(tokens) - 1):
                stem = tokens[i].stem
                if stem not in self._outside and stem not in self._inside:
                    continue
                taken = page.taken(n)
                if i in taken or not _is_construct(tokens, i):
                    continue
                if stem in self._inside:
                    self._compound(page, n, tokens, i, taken)
                else:
                    for spot in self._after(line, i, taken):
                        states = told() if states is None else states
                        entity = named[spot.words] = self._entity(spot.words, states)
                        self._add(page, n, tokens, spot, entity, "place-noun")
            self._renamed(page, n, tokens)
            for mention, state in self._elsewhere(page.mentions[n], tokens):
                states = told() if states is None else states
                if states[self._states[mention.entity]] <= sum(m.entity == mention.entity for row in page.mentions for m in row):
                    entity = self._entity(page.words(mention), {state})
                    page.replace(mention, msgspec.structs.replace(mention, entity=entity, found_by="place-noun:namesake"))
        if named:
            self._again(page, named)

    def _after(self, line: Line, i: int, taken: Mapping[int, Mention]) -> Iterator[_Spot]:
        """The names after the noun at ``i``, which stays outside."""
        tokens, noun = line.tokens, line.tokens[i].stem
        at, spot = i + 1, None
        if at in taken:
            at = taken[at].last if taken[at].kind == "place" and noun in (self._pairs | self._rows) else len(tokens)
        else:
            spot = self._quoted(tokens, at, noun in self._sure, taken) or self._name(tokens, at, noun, taken)
            if spot is None:
                return
            yield spot
            at = spot.last
        most = 1 if noun in self._pairs else _LONGEST_ROW if noun in self._rows else 0
        for _ in range(most):
            comma = most > 1 and at + 1 < len(tokens) and tokens[at].surface in "،,"
            at += comma
            if at >= len(tokens) or not (comma or tokens[at].pro == "و"):
                return
            if at in taken:
                if taken[at].kind != "place":
                    return
                at = taken[at].last
                continue
            spot = self._name(tokens, at, noun, taken, joined=not comma)
            if spot is None:
                return
            yield spot
            at = spot.last

    def _name(self, tokens: Sequence[Token], at: int, noun: str, taken: Mapping[int, Mention], *, joined: bool = False) -> _Spot | None:
        """The name of one word or two that begins at ``at``; ``joined`` to the one before by و."""
        at += not joined and tokens[at].surface == "#" and at + 1 < len(tokens)
        token = tokens[at]
        if at in taken or token.kind != "word":
            return None
        word, start = (token.stem, token.stem_start) if joined else (token.norm, token.start)
        if word in self._openers and (last := self._opened(tokens, at, taken)):
            return _Spot(at, last, start, (word, *(t.norm for t in tokens[at + 1 : last])))
        definite = _DEFINITE_SURE if noun in self._sure else _FOREIGN if noun in self._rows else _DEFINITE
        if not self._is_name(token, word, _FOREIGN if noun in self._rows else _SINGLE, definite, joined=joined):
            return None
        last = at + 1
        if last < len(tokens) and last not in taken and not word.startswith("ال") and self._is_foreign(tokens[last]):
            last += 1
        return _Spot(at, last, start, (word, *(t.norm for t in tokens[at + 1 : last])))

    def _opened(self, tokens: Sequence[Token], at: int, taken: Mapping[int, Mention]) -> int | None:
        """The index after a name of two words of which the one at ``at`` opens such names (حي أبو سليم)."""
        second = at + 1
        if second >= len(tokens) or second in taken or tokens[second].kind != "word" or tokens[second].pro:
            return None
        word = tokens[second].norm
        if word in self._common or len(word) < 3 or self._shapes.is_function(tokens[second]):
            return None
        more = self._shapes.look(tokens[second]).kunya and second + 1 < len(tokens) and second + 1 not in taken  # عزبة عبد ربه
        return second + 2 if more and tokens[second + 1].kind == "word" else second + 1

    def _is_name(self, token: Token, word: str, single: float, definite: float, *, joined: bool = False) -> bool:
        """Whether a word after a noun of place is a name and not an adjective, a verb or a common noun."""
        frequency = self._frequency(word)
        if len(word) < 3 or word in self._never or word in self._common or self._shapes.look(token).excluded:
            return False
        if not joined and token.pro and (frequency >= _FOREIGN or self._frequency(token.stem) >= _FOREIGN):
            return False  # بشمالي الضفة
        if token.enclitic and (token.enclitic not in ("ه", "ي", "ك") or self._frequency(token.base) >= _UNCOMMON):
            return False  # منطقة سيطرته
        if word.startswith("ال"):
            bare = word[2:]
            return frequency < definite and self._frequency(bare) < 2 * _DEFINITE_SURE and not self._is_plural(bare)
        if word.endswith("يه"):
            return False  # منطقة جبلية
        if word.endswith("ه") and token.surface.endswith("ه"):  # فاره; محظوره for محظورة
            return word[0] != "م" and frequency < single and self._frequency(word[:-1]) < _UNCOMMON
        if word.endswith("ه") and (word[0] == "م" or frequency >= _FOREIGN or self._frequency(word[:-1]) >= _FOREIGN):
            return False  # منطقة منكوبة، عازلة
        if frequency < _FOREIGN:
            return not self._is_form(word)
        return frequency < single and word[0] != "م" and not self._is_form(word) and not self._is_plural(word)

    def _is_foreign(self, token: Token) -> bool:
        """Whether a word goes on with a name: rare, without proclitic or article (ميناس جيرايس)."""
        word = token.norm
        return (
            self._shapes.rare(token)
            and not token.pro
            and not token.enclitic
            and not word.endswith(("ت", "ه", "ين", "ون", "يا"))
            and not self._is_form(word)
            and word not in self._common
        )

    def _is_form(self, word: str) -> bool:
        """Whether a rare word is a form of a commoner one: an imperfect, a feminine past, an adverb, a sound plural."""
        frequency = self._frequency
        if word[0] in "يتن" and any(frequency(prefix + word[1:]) >= _FOREIGN for prefix in "يتن" if prefix != word[0]):
            return True
        if word.endswith(("ت", "ا")) and len(word) > 3 and frequency(word[:-1]) >= _SINGLE:
            return True
        return self._is_plural(word)

    def _is_plural(self, word: str) -> bool:
        """Whether a word is the sound plural or dual of a known one (الاشتباكات، مسلحين)."""
        if not word.endswith(("ات", "ين", "ون", "ان")) or len(word) < 6:
            return False
        base = word[:-2]
        return max(self._frequency(base), self._frequency(base + "ه"), self._frequency("ال" + base)) >= _FOREIGN

    def _quoted(self, tokens: Sequence[Token], at: int, sure: bool, taken: Mapping[int, Mention]) -> _Spot | None:
        """The name in quotation marks that open at ``at`` (منطقة "منشية ناصر")."""
        if tokens[at].surface not in _OPENING:
            return None
        first = at + 1
        for last in range(first + 1, min(first + _LONGEST_QUOTED, len(tokens) - 1) + 1):
            if tokens[last].surface in _CLOSING:
                break
        else:
            return None
        inside = tokens[first:last]
        if any(k in taken for k in range(first, last)):
            return None  # جسر "وستمنستر"
        if any(t.kind != "word" or t.norm in self._never or self._shapes.look(t).excluded for t in inside):
            return None
        shares = [self._frequency(t.norm) for t in inside]
        opener = inside[0].norm
        adjective = len(inside) == 1 and (opener.endswith("يه") or (opener[0] == "م" and opener.endswith("ه")))
        if adjective or not (min(shares) < _IN_MARKS or (sure and max(shares) < _IN_MARKS_SURE)):
            return None
        return _Spot(first, last, tokens[first].start, tuple(t.norm for t in inside))

    def _compound(self, page: PageDraft, n: int, tokens: Sequence[Token], i: int, taken: Mapping[int, Mention]) -> None:
        """Add the place whose name begins with the noun at ``i`` (جبل المقطم), or that a known name makes with it (مطار البصرة)."""
        noun, at = tokens[i], i + 1
        known = taken.get(at)
        if known is not None:
            entity = self._made_of(noun.stem, known, tokens[at])
            if entity is None or known.first != at:
                return
            page.mentions[n].remove(known)
            last = known.last
        else:
            spot = self._quoted(tokens, at, False, taken) or self._name(tokens, at, noun.stem, taken)
            if spot is None or self._shapes.opens(tokens[spot.first]):  # سجن رادوفان is jailing him
                return
            last, entity = spot.last + (tokens[at].surface in _OPENING), ""
        while last < len(tokens) and last not in taken and tokens[last].norm in self._tails:
            last += 1
        words = (noun.stem, *(t.norm for t in tokens[at:last] if t.kind == "word"))
        mention = page.mention(n, i, last, entity or f"place:{transliterate(' '.join(words))}", "place", "place-noun", _CONFIDENCE)
        if known is not None and known.entity in self._labels:
            page.english.setdefault(mention.entity, f"{self._labels[known.entity]} {self._makes[noun.stem].title()}")
        page.add(mention)

    def _made_of(self, noun: str, known: Mention, token: Token) -> str | None:
        """The id of the place that ``noun`` makes of a known name right after it, None where it makes none."""
        ending = self._makes.get(noun)
        if ending is None or known.start != token.start:
            return None
        if known.kind == "place":
            return known.entity if known.entity.endswith(f"-{ending}") else f"{known.entity}-{ending}"
        if known.kind == "state" and (capital := self._capitals.get(known.entity)) and known.found_by == "dictionary:capital-for-government":
            return f"{capital}-{ending}"
        return f"{known.entity}-{ending}" if ending in ("street", "square", "bridge") and known.kind in ("state", "person") else None

    def _renamed(self, page: PageDraft, n: int, tokens: Sequence[Token]) -> None:
        """Cities' names that with an adjective are another place's: بغداد الجديدة."""
        for mention in list(page.mentions[n]):
            last = mention.last
            if mention.kind == "place" and mention.entity in self._cities and last < len(tokens) and tokens[last].norm in self._new:
                page.replace(mention, msgspec.structs.replace(mention, last=last + 1, end=tokens[last].end, entity=f"{mention.entity}-new"))
                page.english.setdefault(f"{mention.entity}-new", f"New {self._labels[mention.entity]}")

    def _elsewhere(self, mentions: Sequence[Mention], tokens: Sequence[Token]) -> Iterator[tuple[Mention, str]]:
        """The towns of which the text says that they lie in another state than the known place of their name, with that state: قرية نهر
        البارد في ريف حماة is not the camp in Lebanon. Whoever asks must see whether the page tells of the known one's state besides."""
        for mention, region in pairwise(list(mentions)):
            own, other = self._state_of(mention), self._state_of(region)
            head = tokens[mention.first - 1] if mention.first else None
            if (
                mention.kind != "place"
                or own is None
                or other is None
                or own == other
                or head is None
                or head.stem not in self._sure
                or head.definite
            ):
                continue
            between = tokens[mention.last : region.first]
            if all(t.stem in self._locating for t in between) if between else tokens[region.first].pro == "ب":
                yield mention, other

    def _state_of(self, mention: Mention) -> str | None:
        return mention.entity if mention.kind == "state" else self._states.get(mention.entity)

    def _entity(self, words: tuple[str, ...], told: Collection[str]) -> str:
        """The gazetteer's place of that name in a state that the page names, else an id of its own."""
        bearer = self._settlements.bearer(words, told)
        return bearer.entity if bearer is not None else f"place:{transliterate(' '.join(words))}"

    def _add(self, page: PageDraft, n: int, tokens: Sequence[Token], spot: _Spot, entity: str, found_by: str) -> None:
        mention = Mention(n, spot.first, spot.last, spot.start, tokens[spot.last - 1].end, entity, "place", found_by, _CONFIDENCE)
        if page.is_free(mention):
            page.add(mention)

    def _again(self, page: PageDraft, named: Mapping[tuple[str, ...], str]) -> None:
        """Add the places where the page has their names without a noun, with a proclitic or without."""
        sure = {words: e for words, e in named.items() if len(words) > 1 or self._frequency(words[0]) < _AGAIN}
        openers = {words[0]: max(len(w) for w in sure if w[0] == words[0]) for words in sure}
        for n, line in page.lines():
            tokens = line.tokens
            for i, token in enumerate(tokens):
                forms = {token.norm: token.start, token.stem: token.stem_start}
                if token.norm[0] in _PROCLITICS and not token.pro and self._frequency(token.norm) < _FOREIGN:
                    forms[token.norm[1:]] = token.start + 1  # بدركوفا: the lexicon tells no proclitic before a name that it hasn't
                for word, start in forms.items():
                    for count in range(openers.get(word, 0), 0, -1):
                        words = (word, *(t.norm for t in tokens[i + 1 : i + count]))
                        if words in sure and not (i and self._shapes.opens(tokens[i - 1])):
                            self._add(page, n, tokens, _Spot(i, i + count, start, words), sure[words], "place-noun:again")
                            break


def _is_construct(tokens: Sequence[Token], i: int) -> bool:
    """Whether the noun at ``i`` may stand before its name: written as the noun (وادي, not وأدى; محافظه for محافظة; not سُجن, was jailed)."""
    token = tokens[i]
    return not token.definite and token.enclitic in ("", "ه") and not token.surface.endswith("ى") and _DAMMA not in token.surface


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(w) for w in words)
