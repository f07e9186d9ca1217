"""Tables in which what is asked about stands in square brackets."""

from __future__ import annotations

from mahdar.arabic import Lexicon, Token, tokenize


def bracketed(text: str, lexicon: Lexicon) -> tuple[tuple[Token, ...], int, int]:
    """The tokens of ``text`` without its brackets, with the first and the last + 1 of those that stood in them."""
    start, end = text.index("["), text.index("]") - 1
    tokens = tokenize(text.replace("[", "").replace("]", ""), lexicon)
    first = next(t.index for t in tokens if t.end > start)
    last = max(t.index for t in tokens if t.start < end) + 1
    return tokens, first, last
