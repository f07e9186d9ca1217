"""The issues that a content is about: the terms of the dossiers in it, as words.

A term is found with whatever is written onto its words and in each case of its plurals: المحتجزين in للمحتجزين and المحتجزون,
انسحاب القوات in وانسحاب قواتها; not إدلب in a longer word, nor الانسحاب, which needs its article, in انسحاب الوفد. What a content only
points to (هذا الملف) is not looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from mahdar.arabic import Token, fold
from mahdar.knowledge import Dossier

_SHORTEST = 5


class Standing(NamedTuple):
    """Where a term of an issue stands: its dossier, the key of the issue, and the tokens from ``first`` to ``last`` (exclusive), counted from
    the first that was looked at."""

    process: str
    issue: str
    first: int
    last: int


class Term(msgspec.Struct, frozen=True):
    """A term as the keys of its words; ``definite`` where it is one word with the article."""

    keys: tuple[str, ...]
    definite: bool
    process: str
    issue: str


class Issues:
    """Finds the issues of dossiers. Pure; made once for them."""

    def __init__(self, dossiers: Iterable[Dossier]) -> None:
        self._terms: dict[str, list[Term]] = {}
        for dossier in dossiers:
            for issue in dossier.issue:
                for words in (fold(term).split() for term in issue.terms):
                    bare = [word.removeprefix("ال") if len(word) >= _SHORTEST else word for word in words]
                    term = Term(tuple(map(_key, bare)), len(words) == 1 and words[0] != bare[0] and not _is_plural(bare[0]), dossier.id, issue.key)
                    self._terms.setdefault(term.keys[0], []).append(term)

    def of(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """The keys of the issues whose terms stand in ``tokens``, in the order of the text."""
        return tuple(dict.fromkeys(standing.issue for standing in self.standing(tokens)))

    def standing(self, tokens: Sequence[Token]) -> tuple[Standing, ...]:
        """Each place in ``tokens`` where a term stands, in order."""
        if not self._terms:
            return ()
        keys = [(_key(token.base), _key(token.bare)) for token in tokens]
        found: list[Standing] = []
        for i, (base, bare) in enumerate(keys):
            for term in (*self._terms.get(base, ()), *(self._terms.get(bare, ()) if bare != base else ())):
                stands = len(term.keys) <= len(keys) - i and all(key in keys[i + k] for k, key in enumerate(term.keys))
                if stands and (not term.definite or tokens[i].definite or tokens[i].enclitic):
                    found.append(Standing(term.process, term.issue, i, i + len(term.keys)))
        return tuple(found)


def _key(word: str) -> str:
    """The word without what case changes in its sound plural: محتجزون as محتجزين."""
    return f"{word[:-2]}ين" if _is_plural(word) else word


def _is_plural(word: str) -> bool:
    return len(word) >= _SHORTEST and word.endswith(("ون", "ين"))
