"""Where headlines run into each other: a ticker or list whose separators were lost (…القمحالمنتخب يفوز…).

A seam is told by a mark of punctuation that no space follows (but no full stop, after which prose too may lack its space), or by a
long word that nobody writes and that comes apart into two words that everybody does.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from mahdar.arabic import fold

_PUNCTUATED = re.compile(
    r"[\u0620-\u064a][”\"»)\]؟!?…]+(?=[\u0620-\u064a])|[…؟!](?=[“\"«]?[\u0620-\u064a]{3})|(?<=[\u0620-\u064a]{2})(?=[“«][\u0620-\u064a])"
)
_LONG_WORD = re.compile(r"[\u0620-\u064a]{8,}")
_LONGEST = 30
"""Longer runs of letters are no two words, and are not searched for any."""
_PLAUSIBLE = 4e-6
"""How common each half must be (share of all words): a word of every second newspaper page."""


def seams(text: str, frequency: Callable[[str], float]) -> tuple[int, ...]:
    """The offsets in ``text`` at which another headline begins; empty for ordinary text. ``frequency`` is that of folded words."""
    found = {match.end() for match in _PUNCTUATED.finditer(text)}
    for match in _LONG_WORD.finditer(text):
        word = match.group()
        if len(word) <= _LONGEST and not frequency(fold(word)) and (cut := _cut(word, frequency)):
            found.add(match.start() + cut)
    return tuple(sorted(found))


def _cut(word: str, frequency: Callable[[str], float]) -> int | None:
    """Where ``word`` comes apart best; None where it doesn't (a rare word is only rare)."""
    halves = ((i, frequency(fold(word[:i])), frequency(fold(word[i:]))) for i in range(3, len(word) - 2))
    best = max(((min(a, b), i) for i, a, b in halves), default=(0.0, 0))
    return best[1] if best[0] >= _PLAUSIBLE else None
