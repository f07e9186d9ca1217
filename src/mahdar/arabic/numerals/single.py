"""Numbers of one word or two by themselves, for rules that hold words and no tokens."""

from __future__ import annotations

from collections.abc import Sequence

from mahdar.arabic.fold import fold
from mahdar.arabic.numerals.words import read

_TEEN = frozenset({"عشر", "عشره"})
_MOST_DIGITS = 9


def ordinal_value(words: Sequence[str]) -> tuple[int, int] | None:
    """The value of the ordinal that ``words`` (surface or folded) begin with, and how many words it takes.

    السابعة → (7, 1); الحادية عشرة → (11, 2); الحادية والعشرين → (21, 2); the definite tens are ordinals too. None where they
    begin with none.
    """
    folded = [fold(w) for w in words[:2]]
    first = read(folded[0]) if folded else None
    if first is None or first.pro:
        return None
    value = int(first.word.value)
    if first.word.part == "ten":
        return (value, 1) if first.definite else None
    if first.word.part not in ("ordinal", "bound-ordinal"):
        return None
    if len(folded) > 1 and value < 10:
        if folded[1] in _TEEN:
            return 10 + value, 2
        second = read(folded[1])
        if second and second.pro == "و" and second.definite and second.word.part == "ten":
            return value + int(second.word.value), 2
    return value, 1


def cardinal_value(word: str) -> int | None:
    """The value of a number in digits or one indefinite word (ثلاثة, مئتين, 30); None where it is neither."""
    folded = fold(word)
    if folded.isdigit():
        return int(folded) if len(folded) <= _MOST_DIGITS else None
    reading = read(folded)
    if reading is None or reading.pro or reading.definite or reading.word.part not in ("unit", "ten", "hundred"):
        return None
    return int(reading.word.value) or None
