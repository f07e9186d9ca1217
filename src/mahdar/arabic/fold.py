"""Folding: the comparable form of Arabic text, with an exact way back to the offsets of the original.

Folded away are vowel marks, tatweel, zero-width and direction marks; made one are the hamza forms of alef, alef
maqsura and ya, ta marbuta and ha, hamza on waw and ya, presentation forms, Persian kaf and ya, Arabic-Indic and
Persian digits, and the case of Latin letters. أُسْتَانَة and استانه fold alike.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import msgspec

_SAME = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "گ": "ك",
        "ہ": "ه", "ھ": "ه", "ە": "ه", "ۀ": "ه", "چ": "ج", "پ": "ب", "ڤ": "ف", "ژ": "ز",
    }
)  # fmt: skip
_DROPPED = frozenset("ـ\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad")


class Folded(msgspec.Struct, frozen=True):
    """Folded ``text`` and, for each of its characters and its end, the offset in the original.

    The folded span ``i:j`` (``i < j``) stands for the original span ``starts[i]:ends[j - 1]``.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of the non-empty folded span ``start:end``."""
        return self.starts[start], self.ends[end - 1]


@lru_cache(maxsize=8192)
def _char(char: str) -> str:
    """The folded form of one character: empty, one or (for ligatures) several characters."""
    if char in _DROPPED or unicodedata.combining(char):
        return ""
    if char.isascii():
        return char.lower()
    if unicodedata.category(char) == "Nd":
        return str(unicodedata.digit(char))
    wide = unicodedata.normalize("NFKC", char)
    return "".join(c for c in wide.translate(_SAME).casefold() if c not in _DROPPED and not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def _word(text: str) -> str:
    return "".join(map(_char, text))


def fold(text: str) -> str:
    """The folded form of ``text``; idempotent. ``fold("أستانةَ") == "استانه"``."""
    return _word(text) if len(text) <= 40 else "".join(map(_char, text))


def fold_with_map(text: str) -> Folded:
    """The folded form of ``text`` with the offsets that lead back to it."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, char in enumerate(text):
        folded = _char(char)
        for piece in folded:
            out.append(piece)
            starts.append(at)
            ends.append(at + 1)
        if not folded and ends and ends[-1] == at:  # a mark belongs to the letter before it
            ends[-1] = at + 1
    return Folded("".join(out), tuple(starts), tuple(ends))
