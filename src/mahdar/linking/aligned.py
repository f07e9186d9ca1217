"""What the pages of a story tell alike, and what only one of them tells: statements aligned across pages.

Two statements are one where the same one speaks and the contents share half of the words of the shorter one. As in alignment of comparable texts
(Barzilay and Elhadad 2003) the likest go together first; each page has one statement in a group at most. How the tellings of a group differ
is told apart: other words, another verb, another act, another name for the speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Literal

from mahdar.arabic import fold
from mahdar.arabic.namewords import bare
from mahdar.linking.unions import Unions
from mahdar.model import Act, Noun

Difference = Literal["words", "verb", "act", "name"]
"""In what tellings of one statement differ: the words of its content, the word that attributes it, what kind of speech it is made, and how the
speaker is called."""

LEAST = 0.5
"""The least share of the shorter content's words that two tellings have in common."""
_REWORDED = 0.8
"""Contents that share less are reworded."""
_FEWEST = 3
"""Contents of fewer words are one only where they are the same."""
_WORD = re.compile(r"\w+")
_JOINED = re.compile(r"[وف](?=\w{3})")


class Said(Noun, frozen=True, kw_only=True):
    """A statement as one page tells it: ``speaker`` is the entity, else the page's words for it, null where nobody is told; ``name`` is how the
    page calls the speaker, ``verb`` its attributing word, ``words`` are those of the content (`content_words`)."""

    page: str
    id: str
    speaker: str | None
    name: str | None
    verb: str | None
    act: Act
    words: frozenset[str]


class Aligned(Noun, frozen=True, kw_only=True):
    """One statement as pages tell it, in the order of the pages, and in what they differ."""

    told: tuple[Said, ...]
    differ: tuple[Difference, ...]


def content_words(text: str) -> frozenset[str]:
    """The words of a content as they are compared: folded, without the article and a conjunction that is written with them; single letters and
    pairs tell nothing."""
    words = (bare(_JOINED.sub("", word, count=1) if _JOINED.match(word) else word) for word in _WORD.findall(fold(text)))
    return frozenset(word for word in words if len(word) > 2)


def align(said: Sequence[Said]) -> tuple[Aligned, ...]:
    """``said``, of pages in their order and in the order of each page, as one entry for each statement: those of most pages first, then as they
    come."""
    order = {(one.page, one.id): n for n, one in enumerate(said)}
    # What a longer content holds whole is less like it than another long one.
    pairs = sorted(
        (-_likeness(a.words, b.words), order[a.page, a.id], order[b.page, b.id]) for a, b in combinations(said, 2) if overlap(a, b) >= LEAST
    )
    unions = Unions[int]()
    pages = {n: {one.page} for n, one in enumerate(said)}
    for _, a, b in pairs:
        one, other = unions.of(a), unions.of(b)
        if one != other and pages[one].isdisjoint(pages[other]):
            unions.join(one, other)
            pages[one] |= pages[other]
    groups: dict[int, list[Said]] = {}
    for n, telling in enumerate(said):
        groups.setdefault(unions.of(n), []).append(telling)
    found = [Aligned(told=tuple(told), differ=_differ(told)) for told in groups.values()]
    return tuple(sorted(found, key=lambda one: (-len(one.told), order[one.told[0].page, one.told[0].id])))


def overlap(a: Said, b: Said) -> float:
    """The share of the shorter content's words that both have, 0 where another one speaks or both stand on one page."""
    if a.page == b.page or a.speaker is None or a.speaker != b.speaker:
        return 0.0
    return _shared(a.words, b.words)


def alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether contents of these words (`content_words`) could be one statement, whoever makes it."""
    return _shared(a, b) >= LEAST


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    if min(len(a), len(b)) < _FEWEST:
        return float(bool(a) and a == b)
    return len(a & b) / min(len(a), len(b))


def _differ(told: Sequence[Said]) -> tuple[Difference, ...]:
    found: list[Difference] = []
    if any(_likeness(a.words, b.words) < _REWORDED for a, b in combinations(told, 2)):
        found.append("words")
    if _several(bare(fold(one.verb)) for one in told if one.verb):
        found.append("verb")
    if _several(one.act for one in told):
        found.append("act")
    if _several(fold(one.name) for one in told if one.name):
        found.append("name")
    return tuple(found)


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / max(1, len(a | b))


def _several(values: Iterable[str]) -> bool:
    return len(set(values)) > 1
