"""A number in its line, and what it may be: the nouns that the claims on a number share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from mahdar.arabic.numerals.reading import Number, number_at
from mahdar.arabic.tokens import Token

NumberKind = Literal[
    "percent", "money", "measure", "count", "label", "score", "age", "clock", "date", "duration", "range", "year", "ordinal", "number", "unreadable",
]  # fmt: skip

YEARS = range(1900, 2101)
"""Numbers that may be a year of the news where nothing else claims them."""

DASHES = frozenset("-–—‑−")
TO = frozenset({"الي", "حتي", "او", "و"})
"""Words that join two numbers to a range or pair."""


class NumberClass(msgspec.Struct, frozen=True):
    """What the number at a token is, and why, in short English words fit for `rejected`.

    ``date`` (beside a month, or 5/9/2018), ``clock``, ``duration`` (days, years counted), ``range`` (30-31) and ``year`` are those
    that a time may be made of; all others are claimed. ``number`` is one that nothing tells of.
    """

    kind: NumberKind
    reason: str

    @property
    def may_be_time(self) -> bool:
        """Whether a time may be made of it."""
        return self.kind in ("date", "clock", "duration", "range", "year", "ordinal", "number")


class Place(msgspec.Struct):
    """A number in its line: tokens ``first:end``, with ``after`` past the other number of a range or pair (70 إلى 80 في المئة)."""

    tokens: Sequence[Token]
    first: int
    end: int
    after: int
    number: Number

    def norm(self, i: int) -> str:
        """The folded token at ``i``; empty outside the line."""
        return self.tokens[i].norm if 0 <= i < len(self.tokens) else ""

    def is_number(self, i: int) -> bool:
        """Whether digits stand at ``i``."""
        return 0 <= i < len(self.tokens) and self.tokens[i].kind == "number"

    def touching(self, i: int) -> bool:
        """Whether the tokens ``i`` and ``i + 1`` are written together."""
        return i >= 0 and i + 1 < len(self.tokens) and self.tokens[i].end == self.tokens[i + 1].start

    @property
    def in_digits(self) -> bool:
        """Whether it is a plain number in digits alone, without marks or a scale."""
        return self.end - self.first == 1 and self.tokens[self.first].norm.isdigit()


def partner(p: Place) -> Number | None:
    """The second number of a range or pair, whose و may be written onto it."""
    return number_at(p.tokens, p.end) or number_at(p.tokens, p.end + 1) if p.after > p.end else None


def told(kind: NumberKind, reason: str, p: Place, first: int, end: int) -> NumberClass:
    """A class whose reason ends with the words ``first:end`` that tell it."""
    words = " ".join(t.surface for t in p.tokens[max(first, 0) : end])
    return NumberClass(kind, f"{reason}: {words}")
