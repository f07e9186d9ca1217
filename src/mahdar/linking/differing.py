"""In which words two tellings of one statement differ: the words of both in one line, as a reader of the first meets the second."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal

from mahdar.arabic import fold
from mahdar.model import Noun

MOST = 300
"""So many words of each are compared; what comes after them is told as it stands."""

How = Literal["same", "more", "less"]
"""Words that both have (as the second writes them), those that the second has more, and those that it lacks."""

_EDGES = re.compile(r"^\W+|\W+$")


class Piece(Noun, frozen=True, kw_only=True):
    """Words that follow each other, and how they stand to the other telling."""

    how: How
    words: str


def differing(first: str, second: str) -> tuple[Piece, ...]:
    """The words of ``second`` as against those of ``first``, with what it lacks where that stood. Spellings that fold alike, and the marks around
    words, are no difference."""
    a, b = first.split(), second.split()
    found: list[Piece] = []
    match = SequenceMatcher(None, [_compared(word) for word in a[:MOST]], [_compared(word) for word in b[:MOST]], autojunk=False)
    for op, a1, a2, b1, b2 in match.get_opcodes():
        if op == "equal":
            found.append(Piece(how="same", words=" ".join(b[b1:b2])))
            continue
        found += [Piece(how="less", words=" ".join(a[a1:a2]))] if a2 > a1 else []
        found += [Piece(how="more", words=" ".join(b[b1:b2]))] if b2 > b1 else []
    if len(b) > MOST:
        found.append(Piece(how="same", words=" ".join(b[MOST:])))
    return tuple(found)


def _compared(word: str) -> str:
    return fold(_EDGES.sub("", word)) or word
