"""The words of number as a table, and how one token of them reads: with what proclitic, with the article or without."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Literal

import msgspec

from mahdar.arabic.fold import fold
from mahdar.arabic.tokens import Token
from mahdar.knowledge import load

Gender = Literal["m", "f"]
Part = Literal["unit", "bound", "ten", "hundred", "scale", "scales", "ordinal", "bound-ordinal", "fraction", "part"]


class NumberWord(msgspec.Struct, frozen=True):
    """A word of number: ``value`` with the gender of the noun that it goes with, None where it goes with both.

    ``scales`` is a plural (ملايين), which counts only after a number; the value of a ``part`` is one of it (أرباع: 1/4).
    """

    part: Part
    value: int | Fraction
    gender: Gender | None = None


class Reading(msgspec.Struct, frozen=True):
    """How a token reads as a number word: ``pro``, the proclitics before it, and whether it bears the article."""

    word: NumberWord
    pro: str
    definite: bool


@lru_cache(maxsize=1)
def _table() -> dict[str, NumberWord]:
    """Number words by their folded form. Where two fold alike, the first counts."""
    known = load().numerals
    table: dict[str, NumberWord] = {}

    def add(part: Part, value: int | Fraction, words: tuple[str, ...], gender: Gender | None = None) -> None:
        for word in words:
            table.setdefault(fold(word), NumberWord(part, value, gender))

    paired: tuple[tuple[Part, dict[int, tuple[tuple[str, ...], tuple[str, ...]]]], ...] = (
        ("unit", known.units),
        ("bound", known.bound),
        ("ordinal", known.ordinals),
        ("bound-ordinal", known.bound_ordinals),
    )
    for part, pairs in paired:
        for value, (masculine, feminine) in pairs.items():
            both = set(masculine) & set(feminine)
            add(part, value, tuple(both))
            add(part, value, masculine, "m")
            add(part, value, feminine, "f")
    for value, words in known.tens.items():
        add("ten", value, words)
    for value, words in known.hundreds.items():
        add("hundred", value, words)
    for value, (singular, dual, plural) in known.scales.items():
        add("scale", value, singular)
        add("hundred", 2 * value, dual)  # like مئتين it counts by itself: ألفين
        add("scales", value, plural)
    for share, words in known.fractions.items():
        add("fraction", Fraction(share), words)
    for divisor, words in known.parts.items():
        add("part", Fraction(1, divisor), words)
    return table


@lru_cache(maxsize=1)
def articles() -> frozenset[str]:
    """The article before a number in digits, with what may be written onto it (الـ19، للـ28), folded."""
    return frozenset(map(fold, load().numerals.articles))


@lru_cache(maxsize=1)
def _not_numbers() -> frozenset[str]:
    return frozenset(map(fold, load().numerals.not_.words))


def numeral_words() -> frozenset[str]:
    """The folded words, without article and proclitics, that a number in words begins with."""
    return frozenset(_table())


def read_word(token: Token) -> Reading | None:
    """How ``token`` reads as a word of number, or None where it is none.

    The proclitics are found here and not taken from the token: number words are a closed class, so وعشرين is always و + عشرين.
    """
    if token.kind != "word":
        return None
    found = read(token.norm)
    # مئتين folds like ميتين (dead): the hamza must be there.
    return None if found and found.word.part == "hundred" and "ميت" in token.surface else found


@lru_cache(maxsize=32768)
def read(norm: str) -> Reading | None:
    """How the folded word ``norm`` reads as a word of number, or None where it is none."""
    table = _table()
    if norm in _not_numbers():
        return None
    for pro in ("", *load().numerals.proclitics):
        if not norm.startswith(pro):
            continue
        rest = norm[len(pro) :]
        if rest in table:
            return Reading(table[rest], pro, False)
        if rest.startswith("ال") and rest[2:] in table:
            return Reading(table[rest[2:]], pro, True)
        if pro.endswith("ل") and rest.startswith("ل") and rest[1:] in table:  # للثلاثة
            return Reading(table[rest[1:]], pro, True)
    return None
