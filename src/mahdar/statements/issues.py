"""The issues that a content is about: the terms of the dossiers in it, as words.

A term is found with whatever is written onto its words and in each case of its plurals: المحتجزين in للمحتجزين and المحتجزون,
انسحاب القوات in وانسحاب قواتها; not إدلب in a longer word, nor الانسحاب, which needs its article, in انسحاب الوفد. A term that other
matters share (الانسحاب) counts in pages that are about the process. What a content only points to (هذا الملف) is not looked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from mahdar.arabic import Line, Token, fold
from mahdar.knowledge import Dossier
from mahdar.knowledge.dossiers import Issue

_SHORTEST = 5
_ENOUGH = 2
_SIDES = 3
"""Sides of a process that a page names at least, or all where there are fewer, and not fewer than half of them, to be about it without naming it."""


class Standing(NamedTuple):
    """Where a term of an issue stands: its dossier, the key of the issue, and the tokens from ``first`` to ``last`` (exclusive), counted from
    the first that was looked at."""

    process: str
    issue: str
    first: int
    last: int


class Term(msgspec.Struct, frozen=True):
    """Words that tell of a dossier: a term as the keys of its words; ``definite`` where it is one word with the article. ``issue`` is None for
    those that only tell that a page is about it (``is_name`` where they name the series), ``shared`` set for those that count in such pages alone,
    ``is_deed`` for a term of an issue that is no matter. Before one of ``unless`` it is of something else (الانسحاب من الاتفاق)."""

    keys: tuple[str, ...]
    definite: bool
    process: str
    issue: str | None
    shared: bool
    is_name: bool
    is_deed: bool
    unless: tuple[tuple[str, ...], ...]


class Issues:
    """Finds the issues of dossiers. Pure; made once for them."""

    def __init__(self, dossiers: Iterable[Dossier]) -> None:
        self._terms: dict[str, list[Term]] = {}
        self._sides: dict[str, frozenset[str]] = {}
        for dossier in dossiers:
            self._sides[dossier.id] = frozenset(actor.entity for actor in dossier.actor)
            for words in dossier.names:
                self._add(words, dossier.id, is_name=True)
            for words in dossier.subjects:
                self._add(words, dossier.id)
            for issue in dossier.issue:
                for words in issue.terms:
                    self._add(words, dossier.id, issue)
                for words in issue.shared:
                    self._add(words, dossier.id, issue, shared=True)

    def about(self, lines: Iterable[Line]) -> frozenset[str]:
        """The ids of the dossiers that a page of these lines is about: it names the series, or tells a deed that is an issue by a term of its own
        and more of the process."""
        deeds: set[str] = set()
        told: Counter[str] = Counter()
        for line in lines:
            for _, term in self._in(line.tokens):
                if term.is_name or (term.is_deed and not term.shared):
                    deeds.add(term.process)
                told[term.process] += 0 if term.shared else _ENOUGH if term.is_name else 1
        return frozenset(process for process in deeds if told[process] >= _ENOUGH)

    def touched(self, tokens: Sequence[Token], named: Collection[str]) -> frozenset[str]:
        """The ids of the dossiers that ``tokens`` have a subject or matter of, where those who take part are among the ids that the page names."""
        found = {term.process for _, term in self._in(tokens) if not term.shared and not term.is_deed}
        return frozenset(process for process in found if self._meet(process, named))

    def _meet(self, process: str, named: Collection[str]) -> bool:
        """Whether so many sides of a process are named that what is told is between them."""
        sides = self._sides[process]
        return len(sides) > 1 and sum(side in named for side in sides) >= max(min(_SIDES, len(sides)), (len(sides) + 1) // 2)

    def of(self, tokens: Sequence[Token], about: Collection[str] | None = None) -> tuple[str, ...]:
        """The keys of the issues whose terms stand in ``tokens``, in the order of the text. ``about`` are the dossiers that the page is
        about (see `about`): only theirs are found by terms that other matters share; with None those count everywhere."""
        return tuple(dict.fromkeys(standing.issue for standing in self.standing(tokens, about)))

    def standing(self, tokens: Sequence[Token], about: Collection[str] | None = None) -> tuple[Standing, ...]:
        """Each place in ``tokens`` where a term of an issue stands, in order; ``about`` as in `of`."""
        return tuple(
            Standing(term.process, term.issue, i, i + len(term.keys))
            for i, term in self._in(tokens)
            if term.issue is not None and (not term.shared or about is None or term.process in about)
        )

    def _in(self, tokens: Sequence[Token]) -> Iterator[tuple[int, Term]]:
        """The terms that stand in ``tokens``, each with its first token, in order."""
        for i, token in enumerate(tokens):
            found = self._terms.get(token.base, ())
            if token.enclitic and (more := self._terms.get(token.bare)):
                found = (*found, *more)
            for term in found:
                if (not term.definite or token.definite or token.enclitic) and _stands(term.keys, tokens, i):
                    after = next((k for k in range(i + len(term.keys), len(tokens)) if tokens[k].kind == "word"), len(tokens)) if term.unless else 0
                    if not any(_stands(("", *words), tokens, after - 1) for words in term.unless):
                        yield i, term

    def _add(self, term: str, dossier: str, issue: Issue | None = None, *, shared: bool = False, is_name: bool = False) -> None:
        words = fold(term).split()
        bare = [_bare(word) for word in words]
        definite = len(words) == 1 and words[0] != bare[0] and not _is_plural(bare[0])
        told = Term(
            keys=tuple(map(_key, bare)),
            definite=definite,
            process=dossier,
            issue=issue.key if issue else None,
            shared=shared,
            is_name=is_name,
            is_deed=issue is not None and not issue.matter,
            unless=tuple(tuple(_key(word) for word in map(_bare, fold(words).split())) for words in issue.unless) if issue else (),
        )
        for first in {told.keys[0], _other_case(told.keys[0])}:
            self._terms.setdefault(first, []).append(told)


def _stands(keys: Sequence[str], tokens: Sequence[Token], i: int) -> bool:
    """Whether the words of a term after its first stand behind token ``i``."""
    return (
        len(keys) <= len(tokens) - i
        and all(
            key in (_key(tokens[i + k].base), _key(tokens[i + k].bare), tokens[i + k].norm)  # the last for و in بين أنقرة ودمشق
            for k, key in enumerate(keys[1:], 1)
        )
    )


def _bare(word: str) -> str:
    """A word of a term without its article."""
    return word.removeprefix("ال") if len(word) >= _SHORTEST else word


def _other_case(key: str) -> str:
    """A sound plural as its nominative: محتجزين as محتجزون; another word as it is."""
    return f"{key[:-2]}ون" if _is_plural(key) else key


def _key(word: str) -> str:
    """The word without what case changes in its sound plural: محتجزون as محتجزين."""
    return f"{word[:-2]}ين" if _is_plural(word) else word


def _is_plural(word: str) -> bool:
    return len(word) >= _SHORTEST and word.endswith(("ون", "ين"))
