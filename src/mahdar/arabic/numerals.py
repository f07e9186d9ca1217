"""Numbers in words and ordinals, as names of rounds and dates use them."""

from __future__ import annotations

from mahdar.arabic.fold import fold

_UNITS = ["اول", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر"]
_FEMININE = {"اولي": 1, "اول": 1, "ثانيه": 2, "حاديه": 1, "حادي": 1, "ثان": 2}
_TENS = {"عشرون": 20, "عشرين": 20, "ثلاثون": 30, "ثلاثين": 30, "اربعون": 40, "اربعين": 40, "خمسون": 50, "خمسين": 50,
         "ستون": 60, "ستين": 60, "سبعون": 70, "سبعين": 70, "ثمانون": 80, "ثمانين": 80, "تسعون": 90, "تسعين": 90}  # fmt: skip
_CARDINALS = {"واحد": 1, "واحده": 1, "اثنان": 2, "اثنين": 2, "اثنتان": 2, "اثنتين": 2, "ثلاث": 3, "ثلاثه": 3, "اربع": 4, "اربعه": 4,
              "خمس": 5, "خمسه": 5, "ست": 6, "سته": 6, "سبع": 7, "سبعه": 7, "ثماني": 8, "ثمان": 8, "ثمانيه": 8, "تسع": 9, "تسعه": 9,
              "عشر": 10, "عشره": 10, **_TENS}  # fmt: skip


def _unit(word: str) -> int | None:
    bare = word.removeprefix("ال")
    if bare in _FEMININE:
        return _FEMININE[bare]
    for value, stem in enumerate(_UNITS, 1):
        if bare in (stem, stem + "ه"):
            return value
    return None


def ordinal_value(words: list[str]) -> tuple[int, int] | None:
    """The value of the ordinal that ``words`` (surface or folded) begin with, and how many words it takes.

    السابعة → (7, 1); الحادية عشرة → (11, 2); الحادية والعشرين → (21, 2). None where they begin with none.
    """
    folded = [fold(w) for w in words[:2]]
    if not folded:
        return None
    first = _unit(folded[0])
    if first is None:
        ten = _TENS.get(folded[0].removeprefix("ال"))
        return (ten, 1) if ten and folded[0].startswith("ال") else None
    if len(folded) > 1:
        if folded[1] in ("عشر", "عشره"):
            return 10 + first, 2
        if folded[1].startswith("وال") and folded[1][3:] in _TENS:
            return _TENS[folded[1][3:]] + first, 2
    return first, 1


def cardinal_value(word: str) -> int | None:
    """The value of a number in digits or one word (ثلاثة, 30); None where it is neither."""
    folded = fold(word)
    return int(folded) if folded.isdigit() and len(folded) < 10 else _CARDINALS.get(folded)


def numeral_words() -> frozenset[str]:
    """The folded words, with no article, that a number in words begins with."""
    ordinals = {form for unit in _UNITS for form in (unit, unit + "ه")} | set(_FEMININE)
    return frozenset(ordinals | set(_CARDINALS))
