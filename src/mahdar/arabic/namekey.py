"""Keys under which the spellings of a name meet, in Arabic and in Latin script, and whether two spellings are one name.

The method, here called **rasm keys** (رسم, the bare consonant drawing of Arabic writing):

1. Each word is reduced to the classes of its consonants, as in Soundex and its Arabic kin (Aqeel, Beitzel, Jensen,
   Grossman and Frieder 2006, ASOUNDEX). Unlike theirs, the classes hold the letters of both scripts, every consonant
   counts, and a word that can be read in several ways has several keys (so Double Metaphone: Philips 2000).
2. Names that share a key are compared consonant by consonant within the classes and vowel by vowel between them, by
   equivalences of Arabic and Latin letters with costs (Freeman, Condon and Ackerman 2006; theirs is one edit distance over
   whole names, without a key to look a name up by).
3. Whether a word is Arabic is told first (Beider and Morse 2008 tell the language first), since in an Arabic word each long
   vowel counts (سالم, سليم), while of a foreign one each writer decides which to write.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, product
from typing import Literal

import msgspec

from mahdar.arabic.fold import fold
from mahdar.arabic.lexicon import Lexicon
from mahdar.arabic.likeness import size, unlikeness
from mahdar.arabic.namewords import bare, name_words
from mahdar.arabic.sounds import Reading, plain, readings
from mahdar.knowledge import GivenNames, load

_MOST_KEYS = 32
_KEPT = 16384

# What two spellings of a word may differ by: a share of its size beyond one letter, but not less than for a short word.
_ALLOWED = 0.12
_ALLOWED_IN_ARABIC = 0.14  # both spellings in Arabic script
_ALLOWED_IN_FULL = 0.16  # where other words of the name agree too
_ALLOWED_JOINED = 0.08  # one word against several: Bucharest is not بشار الأسد
_WHOLE = 1 + 1e-9  # all that is allowed; sums of costs are not exact
_SHORT_WORD = 2.0
_ONE_ARABIC = 1.75  # times the cost where one of two Arabic spellings is an Arabic word: ماجد is not ماجيد
_ARTICLE = 0.2  # what looks like an article is the word's own: المانيا

_STRONG = frozenset("حعضظ")
_PERSIAN = frozenset("پچڤگژ")
_FOREIGN_END = re.compile(r"(?:.{3,}(?:وف|وفا|ييف|وفيتش|ينكو|شفيلي)|.{4,}(?:وغلو|ستان))\Z")
_STEM = re.compile(r"(?:.{2,4}|م..[واي].|ت..ي.|...ان|..ا[يى].)(?:يه|ي|ه|ا|اء)?\Z")
_TAKES_ARTICLE = 0.08
"""Uses with the article for each without, from which on a word is Arabic. Of foreign names: بوتين 0.001, ماكرون 0.05; of
Arabic ones: سالم 0.13, رشيد 0.8 (wordfreq, measured on 50 names)."""
_RARE = 1e-7

Origin = Literal["given", "looks Arabic", "foreign", "unknown"]


class Match(msgspec.Struct, frozen=True):
    """Whether two spellings are one name; ``score`` from 0 to 1, to rank candidates by, not a probability; ``why`` in words."""

    same: bool
    score: float
    why: str

    def __bool__(self) -> bool:
        return self.same


class _Word(msgspec.Struct, frozen=True):
    text: str
    origin: Origin
    readings: tuple[Reading, ...]
    whole: tuple[Reading, ...] = ()
    """The readings with what looks like the article."""


class NameKeys:
    """Keys of names and their comparison. Pure; made once for lists of given names and a lexicon, which tell Arabic words
    from foreign ones."""

    def __init__(self, given: GivenNames, lexicon: Lexicon) -> None:
        arabic, foreign = ({fold(n) for n in names} for names in (given.arabic, given.foreign))
        self._foreign = frozenset(w for w in foreign if w not in arabic or not _STRONG & set(w))
        self._given = frozenset(arabic - self._foreign)
        self._usual = {fold(other): usual for usual, *others in given.spellings for other in others}
        self._lexicon = lexicon
        self._words_of = lru_cache(maxsize=_KEPT)(self._words)
        self._keys_of = lru_cache(maxsize=_KEPT)(self._keys)
        self._compared = lru_cache(maxsize=_KEPT)(self._compare)

    def keys(self, name: str) -> tuple[str, ...]:
        """See `name_keys`; the likeliest key first."""
        return self._keys_of(name)

    def compare(self, a: str, b: str) -> Match:
        """See `same_name`."""
        return self._compared(a, b) if a <= b else self._compared(b, a)

    def origin(self, word: str) -> Origin:
        """What is known of a word in Arabic script without its article: an Arabic given name; foreign by the lists, its
        letters or its ending; Arabic by letters that foreign names hardly have, or by an Arabic stem that is used with
        the article."""
        folded = fold(word)
        if folded in self._given:
            return "given"
        if folded in self._foreign:  # the list has Persian bearers of Arabic names too (عباس)
            return "looks Arabic" if _STRONG & set(folded) and self._takes_article(folded) else "foreign"
        if _PERSIAN & set(word) or _FOREIGN_END.match(folded):
            return "foreign"
        if _STRONG & set(folded):
            return "looks Arabic"
        return "looks Arabic" if self._takes_article(folded) else "unknown"

    def _takes_article(self, folded: str) -> bool:
        if not _STEM.match(folded):
            return False
        return self._lexicon.frequency("ال" + folded) > max(_RARE, _TAKES_ARTICLE * self._lexicon.frequency(folded))

    def _words(self, name: str) -> tuple[_Word, ...]:
        words = (self._word(self._usual.get(fold(w), w)) for w in name_words(name))
        return tuple(w for w in words if w.readings)

    def _word(self, word: str) -> _Word:
        letters = plain(word)
        if letters.isascii():
            return _Word(letters, "unknown", readings(letters))
        stem = bare(word)
        if stem == word or fold(word) in self._foreign:  # الكسندر
            return _Word(letters, self.origin(word), readings(letters))
        return _Word(plain(stem), self.origin(stem), readings(plain(stem)), readings(letters))

    def _keys(self, name: str) -> tuple[str, ...]:
        words = self._words_of(name)
        if not words:
            return ()
        ways = [tuple(dict.fromkeys(r.key for r in (*w.readings, *w.whole))) for w in words]
        return tuple(dict.fromkeys("".join(way) or "-" for way in islice(product(*ways), _MOST_KEYS)))

    def _compare(self, a: str, b: str) -> Match:
        first, second = self._words_of(a), self._words_of(b)
        if not first or not second:
            return Match(False, 0.0, "there are no letters to compare")
        if fold(a) == fold(b):
            return Match(True, 1.0, "the same but for marks and forms of letters")
        if set(self._keys_of(a)).isdisjoint(self._keys_of(b)):
            return Match(False, 0.0, f"the consonants differ: {self._keys_of(a)[0]} and {self._keys_of(b)[0]}")
        abroad = any(w.origin == "foreign" for w in (*first, *second))
        arabic = not any(w.text.isascii() for w in (*first, *second))
        allowed = _ALLOWED_IN_FULL if len(first) > 1 else _ALLOWED_IN_ARABIC if arabic else _ALLOWED
        if len(first) != len(second):
            first, second = (_joined(first),), (_joined(second),)
            # an ending that is written apart too (أوغلو) shows that both are one name in parts
            allowed = _ALLOWED if any(_FOREIGN_END.match(w.text) for w in (*first, *second)) else _ALLOWED_JOINED
        score = 1.0
        for x, y in zip(first, second, strict=True):
            share = _difference(x, y, abroad) / allowed
            if share > _WHOLE:
                arabic = _is_arabic(x, abroad) or _is_arabic(y, abroad)
                why = f"{x.text} and {y.text} differ" + (": in an Arabic word every long vowel counts" if arabic else " too much")
                return Match(False, score / 2 / share, why)
            score = min(score, max(0.5, 1 - share / 2))
        return Match(True, score, f"one skeleton, {self._keys_of(a)[0]}, and the vowels agree")


def _is_arabic(word: _Word, abroad: bool) -> bool:
    """Whether the word is Arabic. In a name with a foreign word only a given name is, and not what looks Arabic."""
    return word.origin == "given" or (word.origin == "looks Arabic" and not abroad)


def _difference(x: _Word, y: _Word, abroad: bool) -> float:
    """The least that two words differ by over their readings, as a share of their size beyond one letter."""
    arabic = _is_arabic(x, abroad) + _is_arabic(y, abroad)
    two = not (x.text.isascii() or y.text.isascii())
    strict = arabic == 2 if two else arabic > 0
    factor = _ONE_ARABIC if two and arabic == 1 else 1.0
    best = 99.0
    for p in (*x.readings, *x.whole):
        for q in (*y.readings, *y.whole):
            if p.key == q.key:
                cost = factor * unlikeness(p, q, strict=strict) + (_ARTICLE if p in x.whole or q in y.whole else 0.0)
                best = min(best, cost / max(_SHORT_WORD, (size(p) + size(q)) / 2 - 1))
    return best


def _joined(words: tuple[_Word, ...]) -> _Word:
    """The words as one, for a name that is written in one word and in two (دي ميستورا, ديميستورا)."""
    if len(words) == 1:
        return _Word(words[0].text, words[0].origin, words[0].readings)
    text = "".join(w.text for w in words)
    return _Word(text, "looks Arabic" if all(w.origin in ("given", "looks Arabic") for w in words) else "unknown", readings(text))


@lru_cache(maxsize=1)
def _shipped() -> NameKeys:
    return NameKeys(load().given_names, Lexicon())


def name_keys(name: str) -> frozenset[str]:
    """All rasm keys of ``name``. Names that `same_name` joins share at least one, so that an index over the keys finds all
    candidates; two unlike names may share one too. Empty where ``name`` has no letter of either script."""
    return frozenset(_shipped().keys(name))


def name_key(name: str) -> str:
    """The likeliest rasm key of ``name``: ``LFRNTF`` for لافرينتييف, لافرنتيف and Lavrentiev. Empty where there is none."""
    keys = _shipped().keys(name)
    return keys[0] if keys else ""


def same_name(a: str, b: str) -> Match:
    """Whether ``a`` and ``b`` spell one name, word for word; a name with one word more is another. Symmetric, not
    transitive: Rashid is رشيد and راشد, which are two names. It says nothing on whether one person is meant."""
    return _shipped().compare(a, b)
