"""Numbers in a line of tokens: cardinals of any size, ordinals, fractions, in words, digits or both.

A cardinal is groups below a thousand, each with its scale, joined by و and growing smaller (خمسة ملايين ومئتا ألف وثلاثة).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

import msgspec

from mahdar.arabic.agreement import agreement
from mahdar.arabic.numerals.digits import digits_value
from mahdar.arabic.numerals.words import Gender, Reading, articles, read_word
from mahdar.arabic.tokens import Token

_LATIN_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_TEEN = frozenset({"عشر", "عشره"})
_MOST_GROUPS = 8
_COUNTED = frozenset({"unit", "bound", "ten", "hundred"})

NumberSort = Literal["cardinal", "ordinal", "fraction"]


class Number(msgspec.Struct, frozen=True):
    """A number that stands at a token and the ``taken - 1`` after it.

    ``value`` is exact: an int, or a `Fraction` (نصف, 2,5). ``gender`` is that of the noun the form goes with: of what is
    counted (خمسة: m, خمس: f) or ranked (السابعة: f); None where the form fits both. ``definite``: with the article.
    """

    value: int | Fraction
    sort: NumberSort
    gender: Gender | None
    definite: bool
    taken: int


def number_at(tokens: Sequence[Token], i: int) -> Number | None:
    """The number that begins at ``tokens[i]``, as long as it goes on; None where none does, or where it can't be read.

    A definite ten (الثلاثين), hundred or thousand and digits after the article (الـ19) are an ordinal after a singular (الجولة
    الـ19) and a cardinal after a plural or before a counted noun (الدول الـ28، الـ163 مقعدا). Indefinite masses (آلاف، عشرات) have
    no value. Work is bounded: no more than a few tokens are looked at.
    """
    if not 0 <= i < len(tokens):
        return None
    token = tokens[i]
    if token.kind == "number":
        if _touches(tokens, i, i + 1) and tokens[i + 1].norm in _LATIN_ORDINALS:
            value = digits_value(token.surface)
            return Number(value, "ordinal", None, False, 2) if isinstance(value, int) else None
        return _cardinal(tokens, i, definite=False)
    if token.kind != "word":
        return None
    if token.norm in articles():
        if i + 1 >= len(tokens) or tokens[i + 1].kind != "number":
            return None
        found = _cardinal(tokens, i + 1, definite=True)
        return found and msgspec.structs.replace(found, taken=found.taken + 1, sort=_rank_or_count(tokens, i, i + 1 + found.taken))
    reading = read_word(token)
    if reading is None:
        return None
    if reading.word.part in ("ordinal", "bound-ordinal"):
        return _ordinal(tokens, i, reading)
    found = _cardinal(tokens, i, definite=reading.definite)
    if found and found.definite and reading.word.part in ("ten", "hundred", "scale", "unit") and _may_rank(found, reading):
        return msgspec.structs.replace(found, sort=_rank_or_count(tokens, i, i + found.taken))
    return found


def _may_rank(found: Number, reading: Reading) -> bool:
    """Whether the form of a definite cardinal is that of an ordinal too: الثلاثين, المئة, القرن الواحد والعشرين."""
    return found.sort == "cardinal" and (reading.word.part != "unit" or (reading.word.value == 1 and found.taken > 1))


def _rank_or_count(tokens: Sequence[Token], i: int, after: int) -> NumberSort:
    """Whether a definite number at ``i`` ranks a thing or counts things: by the noun before it, else by what follows."""
    number = None
    for at in (i - 1, i - 2):  # الدول الكبرى الـ5: the plural may stand one further back
        if at < 0 or tokens[at].kind != "word" or not tokens[at].definite:
            break
        number = agreement(tokens[at]).number or number
        if number in ("p", "d"):
            return "cardinal"
        if tokens[at].pro:
            break
    if number == "s":
        return "ordinal"
    counts = after < len(tokens) and tokens[after].kind == "word" and not tokens[after].definite and len(tokens[after].norm) > 2
    return "cardinal" if counts else "ordinal"


def _touches(tokens: Sequence[Token], i: int, j: int) -> bool:
    return j < len(tokens) and tokens[i].end == tokens[j].start


def _ordinal(tokens: Sequence[Token], i: int, reading: Reading) -> Number | None:
    """السابعة، الحادية عشرة، الحادي والعشرين، ثامن; السابعة بعد المئة."""
    value, gender, at = reading.word.value, reading.word.gender, i + 1
    assert isinstance(value, int)
    if value < 10 and at < len(tokens) and tokens[at].norm in _TEEN:
        value, at = value + 10, at + 1
    elif value < 10 and (joined := _joined(tokens, at)) is not None:
        ten = read_word(tokens[joined])
        # A bare ordinal goes with no ten (ثامن وعشرين), but in dates: حادي وعشرين.
        if ten and ten.word.part == "ten" and (ten.definite or reading.word.part == "bound-ordinal"):
            value, at = value + int(ten.word.value), joined + 1
    if value == 1 and reading.word.part == "bound-ordinal":
        return None
    if reading.definite and at + 1 < len(tokens) and tokens[at].norm == "بعد":
        base = read_word(tokens[at + 1])
        if base and base.definite and not base.pro and base.word.part in ("hundred", "scale"):
            value, at = value + int(base.word.value), at + 2
    return Number(value, "ordinal", gender, reading.definite, at - i)


def _joined(tokens: Sequence[Token], at: int) -> int | None:
    """The index of the token with the word or digits that و joins at ``at``, written apart or onto it."""
    if at >= len(tokens):
        return None
    if tokens[at].norm == "و":
        return at + 1 if at + 1 < len(tokens) else None
    reading = read_word(tokens[at])
    return at if reading is not None and reading.pro == "و" else None


class _Group(msgspec.Struct):
    """A group as it is read: its value, the gender of what it counts, its scale and the index after it."""

    value: int | Fraction
    gender: Gender | None
    scale: int
    end: int
    share: bool = False


def _cardinal(tokens: Sequence[Token], i: int, *, definite: bool) -> Number | None:
    first = _group(tokens, i)
    if first is None:
        return None
    value, gender, last = first.value, first.gender, first
    at = first.end
    for _ in range(0 if first.share else _MOST_GROUPS):
        if (joined := _joined(tokens, at)) is None:
            break
        share = _fraction_after(tokens, joined, last)
        if share and (share.scale == 1 or last is first):
            value, at = (value + share.value) * share.scale, share.end
            break
        more = _group(tokens, joined)
        if more is None or more.share:
            break
        if last.scale > 1 and more.scale < last.scale and 0 < more.value < last.scale and isinstance(more.value, int):
            value, gender, at, last = value + more.value, more.gender, more.end, more
        else:
            break
    if isinstance(value, Fraction) and value.denominator == 1:
        value = value.numerator
    sort: NumberSort = "fraction" if first.share and isinstance(value, Fraction) else "cardinal"
    return Number(value, sort, gender, definite, at - i)


def _group(tokens: Sequence[Token], at: int) -> _Group | None:
    """A group with its scale at ``at``: خمسة وعشرون ألفا, ثلاثمئة, ألفين, 15 ألفا, نصف مليون."""
    token = tokens[at]
    if token.kind == "number":
        scale, end = _scale(tokens, at + 1)
        value = digits_value(token.surface, scaled=scale > 1)
        if isinstance(value, str):
            return None
        return _Group(_times(value, scale), None, scale, end)
    reading = read_word(token)
    if reading is None:
        return None
    if reading.word.part == "scale":
        scale, end = _scale(tokens, at + 1)
        return _Group(_times(reading.word.value, scale), None, int(reading.word.value) * scale, end)
    if reading.word.part == "fraction":
        scale, end = _scale(tokens, at + 1, whole=True)
        return _Group(_times(reading.word.value, scale), None, scale, end, share=True)
    small = _below_thousand(tokens, at, reading)
    if small is None:
        return None
    if small.share:
        scale, end = _scale(tokens, small.end, whole=True)
        return _Group(_times(small.value, scale), None, scale, end, share=True)
    scale, end = _scale(tokens, small.end)
    # A dual of a scale (ألفين) is a group with that scale: what is joined to it must be smaller.
    own = 1000 ** ((len(str(small.value)) - 1) // 3) if reading.word.part == "hundred" and small.value >= 1000 else 1
    if scale > 1 or own > 1:
        return _Group(_times(small.value, scale), None, scale * own, end)
    return small


def _times(value: int | Fraction, scale: int) -> int | Fraction:
    product = value * scale
    return product.numerator if isinstance(product, Fraction) and product.denominator == 1 else product


def _scale(tokens: Sequence[Token], at: int, *, whole: bool = False) -> tuple[int, int]:
    """(scale, index after) of the scale words at ``at``, several multiplied (ألف مليار); (1, ``at``) for none. With ``whole``
    one may be definite: نصف المليون."""
    scale, least = 1, 0
    while at < len(tokens) and scale < 10**15:
        reading = read_word(tokens[at])
        if reading is None or reading.pro or reading.word.part not in ("scale", "scales") or (reading.definite and not whole):
            break
        if not least < int(reading.word.value):
            break
        least = int(reading.word.value)
        scale, at = scale * least, at + 1
    return scale, at


def _below_thousand(tokens: Sequence[Token], at: int, reading: Reading) -> _Group | None:
    """A number below a thousand in words, or a dual of a scale, at ``at``, read as ``reading``."""
    word, end = reading.word, at + 1
    if word.part == "hundred":
        return _with_rest(tokens, _Group(word.value, None, 1, end)) if word.value < 1000 else _Group(word.value, None, 1, end)
    if word.part == "ten":
        return _Group(word.value, None, 1, end)
    if word.part not in ("unit", "bound"):
        return None
    value, following = int(word.value), read_word(tokens[end]) if end < len(tokens) else None
    if 0 < value < 10 and following and not following.pro and not following.definite:
        if tokens[end].norm in _TEEN:
            return _Group(10 + value, word.gender, 1, end + 1)
        if value >= 3 and following.word.value == 100:
            return _with_rest(tokens, _Group(100 * value, None, 1, end + 1))
        if value >= 2 and following.word.part == "part":
            return _Group(value * Fraction(following.word.value), None, 1, end + 1, share=True)
    if 0 < value < 10 and (joined := _joined(tokens, end)) is not None:
        ten = read_word(tokens[joined])
        if ten and ten.word.part == "ten" and ten.pro in ("", "و"):
            return _Group(value + int(ten.word.value), word.gender, 1, joined + 1)
    alone_weekday = value == 2 and reading.definite  # الاثنين is Monday
    return None if word.part == "bound" or alone_weekday else _Group(value, word.gender, 1, end)


def _with_rest(tokens: Sequence[Token], hundred: _Group) -> _Group:
    """A hundred with the tens and units that و joins to it."""
    joined = _joined(tokens, hundred.end)
    reading = read_word(tokens[joined]) if joined is not None else None
    if joined is None or reading is None or reading.word.part not in _COUNTED - {"hundred"}:
        return hundred
    rest = _below_thousand(tokens, joined, reading)
    if rest is None or rest.share or not 0 < rest.value < 100:
        return hundred
    return _Group(hundred.value + rest.value, rest.gender, 1, rest.end)


def _fraction_after(tokens: Sequence[Token], at: int, last: _Group) -> _Group | None:
    """A share that is joined to ``last`` at ``at``: of its scale (مليون ونصف, مليونين ونصف المليون), or of one with a scale for
    both (خمسة ونصف مليار)."""
    reading = read_word(tokens[at])
    if reading is None or reading.word.part != "fraction" or reading.definite:
        return None
    share = Fraction(reading.word.value)
    if last.scale > 1:
        scale, end = _scale(tokens, at + 1, whole=True)
        return _Group(share * last.scale, None, 1, end if scale == last.scale else at + 1, share=True)
    if last.value >= 100:
        return None
    scale, end = _scale(tokens, at + 1)
    return _Group(share, None, scale, end, share=True)
