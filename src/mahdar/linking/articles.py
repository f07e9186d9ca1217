"""What of a page linking compares: the words of its article, as they are written and as they are weighed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from mahdar.arabic import Lexicon, fold, tokenize
from mahdar.model import ARTICLE_ROLES, Block, Reading

_WORD = re.compile(r"\w+")
_LEAD = 2
"""The headline and so many lines after it tell what has happened; the rest tells what was before."""


class Article(msgspec.Struct, frozen=True):
    """The words of a page's article. ``head`` and ``whole`` count words without clitics, ``names`` the entities named, by id."""

    words: tuple[str, ...]
    """Folded, in order, title included."""
    head: Mapping[str, int]
    whole: Mapping[str, int]
    names: Mapping[str, int]


def article_of(reading: Reading, lexicon: Lexicon) -> Article:
    """The words of what ``reading`` holds for the article: title, lead, subheads and body."""
    words: list[str] = []
    head: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    lines = 0
    blocks = [block for block in reading.blocks if block.role in ARTICLE_ROLES]
    for block in sorted(blocks, key=lambda b: b.start):
        words += _WORD.findall(fold(reading.text[block.start : block.end]))
        bases = list(_bases(reading.text, block, lexicon))
        whole.update(bases)
        if block.role == "title":
            head.update(bases)
        elif lines < _LEAD:
            head.update(bases)
            lines += 1
    return Article(tuple(words), head, whole, Counter(name.entity for name in reading.names))


def _bases(text: str, block: Block, lexicon: Lexicon) -> Iterator[str]:
    """The words of a block without clitics: وللمفاوضات and المفاوضات are one. Marks and single letters tell nothing."""
    for token in tokenize(text, lexicon, block.start, block.end):
        if token.kind != "mark" and len(token.base) > 1:
            yield token.base
