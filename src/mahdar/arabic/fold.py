"""Folding: the comparable form of Arabic text, with an exact way to it and back from it. أُسْتَانَة and استانه fold alike.

Each character folds by itself, to nothing, to one character or to several:

- vowel marks and all other combining marks, the hamza above or below a letter, tatweel, variation selectors, and the signs that
  direct or join text (zero-width marks, direction marks, soft hyphen, byte-order mark: Unicode's category Cf) vanish. The visible
  ones of Cf, which enclose or head a number (U+06DD, U+0600 …), stay;
- the hamza forms of alef become ا, of waw و, of ya ي; alef maqsura ي; ta marbuta ه. A hamza on the line stays;
- letters that Persian, Urdu, Kurdish or the Maghreb write for an Arabic one, or for a sound that Arabic writes with it (ک ی, پ چ گ ڤ),
  become that;
- presentation forms and ligatures are written out (ﷲ الله, ﻼ لا, ﷺ صلي الله عليه وسلم), as are wide and styled letters and marks (… is ...);
- decimal digits of every script become 0 to 9. A number sign that is no decimal digit keeps apart from the digits beside it, so that
  no other number comes about: ² is ^2 (م² is م^2, 20² is 20^2), ₂ is _2, ½ is (1/2) (5½ is 5(1/2)), ① is (1);
- letters that have case lose it.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from functools import lru_cache

import msgspec

_LETTERS = {
    "ا": "أإآٱٲٳٵ", "ب": "پ", "ت": "ٹٺټ", "ج": "چ", "د": "ڈډ", "ر": "ڑڕړ", "ز": "ژ", "ف": "ڤڥڢ", "ق": "ڧڨ", "ك": "کڪګگڭݣ",
    "ل": "ڵ", "ن": "ںڼ", "و": "ؤۆۇۈۋۏٶٷ", "ه": "ةہھەۀۂۃ", "ي": "ىئیېےۓۍێؠٸ",
}  # fmt: skip
_SAME = str.maketrans({other: letter for letter, others in _LETTERS.items() for other in others})
_TATWEEL = "ـ"
_HIGH_HAMZA = "\u0674"
_VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Unicode's prepended concatenation marks: the characters of category Cf that are seen."""
_SELECTORS = frozenset((0x034F, *range(0x180B, 0x180E), 0x180F, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
"""Variation selectors and the grapheme joiner: invisible, though of category Mn with combining class 0."""
_STORED = 0x10000
"""Characters below this are folded once; text of others alone costs time, not memory."""


class Folded(msgspec.Struct, frozen=True):
    """Folded ``text`` with the offsets that lead to it and back.

    ``starts`` and ``ends`` have an offset in the original for each folded character, ``offsets`` has for each offset in the original
    (its end too) the one in ``text`` that it falls on. All three never decrease.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    offsets: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of the folded span ``start:end``, with the marks that follow its last letter (they vanished).

        Of a character that folds to several (ﻻ) any part stands for the whole. An empty span stands for the place behind the
        character before it, with its marks. Raises `IndexError` for a span outside of ``text``.
        """
        _within(start, end, len(self.text), "folded")
        if start < end:
            return self.starts[start], self.ends[end - 1]
        at = self.ends[start - 1] if start else 0
        return at, at

    def folded(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in ``text`` of what the span ``start:end`` of the original folds to: ``text[i:j] == fold(original[start:end])``.

        A span of vanished marks alone gives the empty span at the place where they stood. Raises `IndexError` for a span outside of
        the original.
        """
        _within(start, end, len(self.offsets) - 1, "original")
        return self.offsets[start], self.offsets[end]


def _within(start: int, end: int, length: int, what: str) -> None:
    if not 0 <= start <= end <= length:
        raise IndexError(f"expected a span within the {length} characters of the {what} text, got {start}:{end}")


class _Table(dict[int, str]):
    """For `str.translate`: the folded form of each character, worked out when first met."""

    def __missing__(self, code: int) -> str:
        folded = _char(chr(code))
        if code < _STORED:
            self[code] = folded
        return folded


def _char(char: str) -> str:
    """The folded form of one character: empty, one or (for ligatures) several characters."""
    if _vanishes(char):
        return ""
    if unicodedata.category(char) == "Nd":
        return str(unicodedata.digit(char))
    wide = unicodedata.normalize("NFKC", char)
    if any(c.isdigit() for c in wide):
        return _number_sign(char, wide)
    if wide[0] == " " and len(wide) > 1 and all(unicodedata.combining(c) for c in wide[1:]):
        # A mark shown on a space. An Arabic one is a vowel mark that came loose (ﹰ); another is a sign of its own (´ ¨).
        return "" if "\u0600" <= wide[1] <= "\u06ff" else char
    return "".join(c for c in wide.translate(_SAME).casefold() if not _vanishes(c))


def _vanishes(char: str) -> bool:
    if char in _VISIBLE_FORMATS:
        return False
    return char in (_TATWEEL, _HIGH_HAMZA) or unicodedata.combining(char) > 0 or unicodedata.category(char) == "Cf" or ord(char) in _SELECTORS


def _number_sign(char: str, wide: str) -> str:
    """A number that is no plain digit (², ½, ①, ㏠), so written that it can't run into the digits beside it."""
    said = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in wide).replace("\N{FRACTION SLASH}", "/").casefold()
    raised = {"<super>": "^", "<sub>": "_"}.get(unicodedata.decomposition(char).partition(" ")[0])
    return raised + said if raised else f"({said.strip('()')})"


_TABLE = _Table()


@lru_cache(maxsize=16384)
def _word(text: str) -> str:
    return text.translate(_TABLE)


def fold(text: str) -> str:
    """The folded form of ``text`` (see the module); idempotent. ``fold("أستانةَ") == "استانه"``."""
    return _word(text) if len(text) <= 40 else text.translate(_TABLE)


def fold_with_map(text: str) -> Folded:
    """The folded form of ``text``, the same as `fold` gives, with the offsets that lead to it and back."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    offsets: list[int] = [0]
    for at, char in enumerate(text):
        folded = _TABLE[ord(char)]
        if folded:
            out.append(folded)
            starts += [at] * len(folded)
            ends += [at + 1] * len(folded)
        elif ends and ends[-1] == at:  # a mark belongs to the letter before it, and to all that the letter folds to
            width = len(ends) - bisect_left(starts, starts[-1])
            ends[-width:] = [at + 1] * width
        offsets.append(len(starts))
    return Folded("".join(out), tuple(starts), tuple(ends), tuple(offsets))
