"""How much a word or a name tells of what a page is about: the rarer in news, the more.

The weight of a term is its inverse document frequency (Spärck Jones 1972) in a fixed collection: ``terms.tsv`` and ``names.tsv`` count the
pages of annotated news that have it, and for words wordfreq's list speaks where these are few. A fixed collection, and not the record's own,
so that what is linked doesn't depend on what else is there: adding a page then touches what is near it and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import fsum, log, sqrt

from mahdar.arabic import Lexicon
from mahdar.errors import DataError

_TRUST = 3.0
"""How many pages the frequency of a word in wordfreq's list counts for."""
_WORDS = 300
"""Words of a page, so that a word's frequency gives its chance of being on one."""
_LEAST = 0.05

Vector = Mapping[str, float]
"""Weights of terms, of length 1 together."""


class Weights:
    """Weighs words and names. Pure; made once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        room = files("mahdar.linking")
        self._pages, self._terms = read_counts(room / "terms.tsv")
        self._named, self._names = read_counts(room / "names.tsv")
        self._known: dict[str, float] = {}

    def words(self, counts: Mapping[str, int]) -> Vector:
        """The vector of a text's words, given how often it has each."""
        return _unit({word: (1 + log(n)) * self._word(word) for word, n in counts.items()})

    def names(self, counts: Mapping[str, int]) -> Vector:
        """The vector of the entities that a text names, given how often it names each."""
        return _unit({name: (1 + log(n)) * self.name(name) for name, n in counts.items()})

    def name(self, name: str) -> float:
        """How much it tells that a text names an entity: the natural logarithm of how rare that is."""
        return log((self._named + 3) / (self._names.get(name, 0) + 1))

    def _word(self, word: str) -> float:
        weight = self._known.get(word)
        if weight is None:
            frequency = max(self._lexicon.frequency(word), self._lexicon.frequency("ال" + word))
            expected = _TRUST * min(1.0, frequency * _WORDS)
            weight = self._known[word] = -log((self._terms.get(word, 0) + expected + _LEAST) / (self._pages + _TRUST + _LEAST))
        return weight


def cosine(one: Vector, other: Vector) -> float:
    """How alike two vectors are, 0 to 1."""
    if len(one) > len(other):
        one, other = other, one
    return fsum([weight * other[term] for term, weight in one.items() if term in other])


def _unit(weights: dict[str, float]) -> Vector:
    length = sqrt(fsum([weight * weight for weight in weights.values()])) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def read_counts(file: Traversable) -> tuple[int, Mapping[str, int]]:
    """How many pages were counted, and how many of them have each term. Raises `DataError` naming the file and the row."""
    counts: dict[str, int] = {}
    for n, row in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        term, _, pages = row.partition("\t")
        if not pages.isdecimal():
            raise DataError(f"{file.name}, line {n}: expected a term and how many pages have it, got {row!r}")
        counts[term] = int(pages)
    try:
        return counts.pop(""), counts
    except KeyError:
        raise DataError(f"{file.name}: expected a row with no term that tells how many pages were counted") from None
