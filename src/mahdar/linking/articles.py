"""What of a page linking compares: the words of its article, as they are written and as they are weighed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from mahdar.arabic import Lexicon, fold, tokenize
from mahdar.model import ARTICLE_ROLES, Block

_WORD = re.compile(r"\w+")
_LEAD = 2
"""The headline and so many lines after it tell what has happened; the rest tells what was before."""
_OPENING = 1_500
"""So many code points of an article are made a vector of; the model reads some 500 word parts."""


class Article(msgspec.Struct, frozen=True):
    """The words of a page's article. ``head`` and ``whole`` count words without clitics, ``names`` the entities named, by id."""

    words: tuple[str, ...]
    """Folded, in order, title included."""
    head: Mapping[str, int]
    whole: Mapping[str, int]
    names: Mapping[str, int]


def article_of(text: str, blocks: Iterable[Block], named: Iterable[str], lexicon: Lexicon) -> Article:
    """The words of the blocks of a page's ``text`` that are the article (title, lead, subheads, body); ``named`` has an entity for each name."""
    words: list[str] = []
    head: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    lines = 0
    for block in sorted((b for b in blocks if b.role in ARTICLE_ROLES), key=lambda b: b.start):
        words += _WORD.findall(fold(text[block.start : block.end]))
        bases = list(_bases(text, block, lexicon))
        whole.update(bases)
        if block.role == "title":
            head.update(bases)
        elif lines < _LEAD:
            head.update(bases)
            lines += 1
    return Article(tuple(words), head, whole, Counter(named))


def opening(text: str, blocks: Iterable[Block]) -> str:
    """What of an article is made a vector of: its headline and what follows, to a fixed length."""
    own = sorted((b for b in blocks if b.role in ARTICLE_ROLES), key=lambda b: (b.role != "title", b.start))
    return "\n".join(text[block.start : block.end] for block in own)[:_OPENING].strip()


def _bases(text: str, block: Block, lexicon: Lexicon) -> Iterator[str]:
    """The words of a block without clitics: وللمفاوضات and المفاوضات are one. Marks and single letters tell nothing."""
    for token in tokenize(text, lexicon, block.start, block.end):
        if token.kind != "mark" and len(token.base) > 1:
            yield token.base
