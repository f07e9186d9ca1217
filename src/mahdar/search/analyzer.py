"""The analyzer: from words as they are written to the terms by which they are found, the same for what is indexed and what is asked.

A word becomes one term: folded, without what is written onto it (ولافروف, للافروف: لافروف), then the one spelling that stands for all of a
name (`mahdar.search.aliases`), else the lemma (المفاوضات, بمفاوضاتهم: مفاوضه). Lemmas are those of simplemma's Arabic dictionary (Barbaresi),
looked up by the word as it is written, with its hamzas; its rules for words that it doesn't have are left aside, as they cut letters off names.
A spelling that can be read in several ways has one term in the index, that of the likeliest reading, and is asked for by all (`terms`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec
from simplemma.strategies import DictionaryLookupStrategy

from mahdar.arabic import Lexicon, Token, build_lexicon, fold, tokenize
from mahdar.knowledge import Knowledge, load
from mahdar.search.aliases import aliases

_WORD = re.compile(r"[\d٠-٩۰-۹]+(?:[.,٫٬][\d٠-٩۰-۹]+)*|[^\W\d_](?:[^\W\d_]|[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c\u200d])*")
_LEAST_SHARE = 0.08
"""A reading of an asked word that is less likely isn't asked for."""
_LONGEST = 64
"""Letters of a term; no word has more, and an index would carry what has."""
_REMEMBERED = 200_000
_ALEFS = "أإآ"


class Place(msgspec.Struct, frozen=True, gc=False):
    """A term with the span of the word that it stands for, in code points of the text."""

    term: str
    start: int
    end: int


class Analyzer:
    """Makes terms of text. Remembers spellings; may be shared between threads."""

    def __init__(self, lexicon: Lexicon, alike: Mapping[str, str]) -> None:
        self._lexicon = lexicon
        self._alike = alike
        self._lemmas = DictionaryLookupStrategy()
        self._terms: dict[str, str] = {}

    def term(self, word: str) -> str:
        """The term of one word, of letters or digits alone; empty where nothing is left of it."""
        known = self._terms.get(word)
        if known is None:
            read = tokenize(word, self._lexicon)
            known = self._of(read[0]) if read else ""
            if len(self._terms) >= _REMEMBERED:
                self._terms.clear()
            self._terms[word] = known
        return known

    def line(self, text: str) -> str:
        """The terms of ``text`` in order, with a space between two."""
        known, term = self._terms, self.term
        return " ".join([found for word in _WORD.findall(text) if (found := known.get(word) or term(word))])

    def places(self, text: str, start: int = 0, end: int | None = None) -> list[Place]:
        """The terms of ``text[start:end]`` in order with the places of their words, counted in the whole of ``text``."""
        found = _WORD.finditer(text, start, len(text) if end is None else end)
        known, of = self._terms, self.term
        return [Place(term, *match.span()) for match in found if (term := known.get(word := match.group()) or of(word))]

    def tokens(self, text: str) -> list[Token]:
        """``text`` read as the reader reads it: words with what is written onto them, numbers and marks."""
        return list(tokenize(text, self._lexicon))

    def words(self, text: str) -> list[str]:
        """The words of ``text`` that have a term, as they are written."""
        return [text[place.start : place.end] for place in self.places(text)]

    def frequency(self, term: str) -> float:
        """Share of all Arabic words that are ``term``, roughly: 0 for what the lexicon doesn't have."""
        return self._lexicon.frequency(term)

    def terms(self, word: str) -> tuple[str, ...]:
        """The terms by which one asked word is found: that of its likeliest reading, then those of the others."""
        found = dict.fromkeys([self.term(word)])
        for token in tokenize(word, self._lexicon)[:1]:
            if token.kind == "word":
                readings = [reading.base for reading in token.readings[1:] if reading.share >= _LEAST_SHARE]
                found.update(dict.fromkeys(self._settled(base, base) for base in readings))
        return tuple(term for term in found if term)

    def spelling(self, word: str) -> str:
        """The one spelling that stands for all of a folded word's, where it is of a name that is spelt in several; else itself."""
        return self._alike.get(word, word)

    def beginnings(self, start: str) -> tuple[str, ...]:
        """What terms begin with that are found by the beginning ``start`` of a word: as it is written folded, and without an article."""
        folded = _kept(fold(start))
        bare = folded[2:] if folded.startswith("ال") and len(folded) > 4 else folded
        return (bare,) if bare else ()

    def _of(self, token: Token) -> str:
        if token.kind == "mark":
            return ""
        if token.kind != "word":
            return _kept(token.norm)
        written = token.surface[token.stem_start - token.start : token.stem_end - token.start]
        if token.definite:
            written = written[-len(token.base) :] if len(written) > len(token.base) else written
        return self._settled(token.base, _plain(written) if not token.enclitic else token.base)

    def _settled(self, base: str, written: str) -> str:
        alike = self._alike.get(base)
        if alike is not None:
            return _kept(alike)
        return _kept(fold(self._lemma(base, written))) or _kept(base)

    def _lemma(self, base: str, written: str) -> str:
        for form in self._forms(base, written):
            lemma = self._lemmas.get_lemma(form, "ar")
            if lemma and " " not in lemma:
                return lemma
        return base

    def _forms(self, base: str, written: str) -> Iterable[str]:
        """How ``base`` may be written in a dictionary: as it is here, then with the dots and hamzas that may have been left out."""
        yield written
        ended = [base]
        if base.endswith("ه"):
            ended.append(base[:-1] + "ة")
        elif base.endswith("ي"):
            ended.append(base[:-1] + "ى")
        yield from ended[1:]
        for form in ended:
            if form.startswith("ا"):
                yield from sorted((alef + form[1:] for alef in _ALEFS), key=lambda one: -self._lexicon.written(one))
        yield base


def _plain(written: str) -> str:
    """Without vowel marks and tatweel, as dictionaries write words."""
    return "".join(char for char in written if not unicodedata.combining(char) and char not in "\u0640\u200c\u200d")


def _kept(term: str) -> str:
    """What of a term an index keeps: letters and digits, so that no store takes it for more than one word."""
    if not term.isascii() and any(char < _LATIN_ENDS for char in term):
        # Erdoğan is Erdogan, as he is written in English.
        term = "".join(char for char in unicodedata.normalize("NFKD", term.translate(_WHOLE)) if not unicodedata.combining(char)).lower()
    return "".join(char for char in term if char.isalnum())[:_LONGEST]


_LATIN_ENDS = "\u0250"
_WHOLE = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})
"""Latin letters with marks that are part of them, as Unicode has it."""


@lru_cache(maxsize=1)
def analyzer() -> Analyzer:
    """The analyzer over the knowledge that ships: records are indexed and asked with this one alone. It takes a second or two to make."""
    knowledge: Knowledge = load()
    lexicon = build_lexicon(knowledge)
    return Analyzer(lexicon, aliases(knowledge, lexicon))
