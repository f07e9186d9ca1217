"""What a number is, by the few words around it: a percentage, an amount, people counted, a resolution, a score, a year.

The readers of time ask here which numbers are none of theirs, and why. Claims are tried in a fixed order, the surest first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mahdar.arabic.numerals.calendar import clock, date, named_year, possible_year, span
from mahdar.arabic.numerals.claims import age, count, duration, label, money_or_measure, percent, rank, score
from mahdar.arabic.numerals.digits import digits_value
from mahdar.arabic.numerals.place import DASHES, TO, YEARS, NumberClass, Place
from mahdar.arabic.numerals.reading import number_at
from mahdar.arabic.numerals.words import articles, read_word
from mahdar.arabic.tokens import Token

_CLAIMS: tuple[Callable[[Place], NumberClass | None], ...] = (
    named_year, percent, date, clock, label, age, money_or_measure, duration, score, rank, count, span, possible_year,
)  # fmt: skip
"""The claims in the order in which they are tried."""


def number_class(tokens: Sequence[Token], i: int) -> NumberClass | None:
    """What the number that begins at ``tokens[i]`` is; None where no number begins there.

    Looks at no more than about ten tokens on each side.
    """
    if not 0 <= i < len(tokens):
        return None
    number = number_at(tokens, i)
    if number is None:
        if tokens[i].kind != "number":
            return None
        value = digits_value(tokens[i].surface)
        return _unreadable(tokens, i, value if isinstance(value, str) else "an ordinal in Latin letters that can't be read")
    first = i - 1 if i and tokens[i].kind == "number" and tokens[i - 1].norm in articles() else i
    place = Place(tokens, first, i + number.taken, _past_partner(tokens, i + number.taken), number)
    for claim in _CLAIMS:
        if found := claim(place):
            return found
    if number.sort == "ordinal":
        return NumberClass("ordinal", "an ordinal")
    if first < i:
        return number_class(tokens, first)  # asked of the digits of الـ19, whose article tells more
    if number.value > YEARS[-1]:
        return NumberClass("count", "greater than any year")
    return NumberClass("number", "nothing around it tells what it is")


def _unreadable(tokens: Sequence[Token], i: int, reason: str) -> NumberClass:
    """A number that has no value: a date with points between its parts (25.02.2009), else unreadable."""
    parts = tokens[i].norm.split(".")
    if len(parts) == 3 and len(parts[2]) in (2, 4) and all(len(p) <= 2 for p in parts[:2]):
        return NumberClass("date", "a date in digits")
    return NumberClass("unreadable", reason)


def _past_partner(tokens: Sequence[Token], end: int) -> int:
    """The index after a second number that a dash, إلى, أو or و joins to one that ends before ``end``; ``end`` if there is none."""
    if end >= len(tokens):
        return end
    joined = tokens[end].norm
    if joined in DASHES or joined in TO:
        at = end + 1
    elif (reading := read_word(tokens[end])) and reading.pro == "و":
        at = end
    else:
        return end
    found = number_at(tokens, at)
    return at + found.taken if found and found.sort == "cardinal" else end
