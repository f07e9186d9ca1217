"""Tokens, and the proclitics written onto them.

Arabic writes و (and), ف (so), ب (in), ل (to), ك (as) and س (will) onto the word that follows: وأنقرة is و + أنقرة.
Which words carry one is told by the lexicon: a prefix is split off where what remains is known as a name, or is so
much commoner than the whole that the whole can hardly be a word of its own (بمباحثات: مباحثات), and never where the
whole is a name or a known word (بوتين، والي).
"""

from __future__ import annotations

import re

import msgspec

from mahdar.arabic.fold import fold
from mahdar.arabic.lexicon import Lexicon

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c\u200d"
_TOKEN = re.compile(rf"[\d٠-٩۰-۹]+(?:[.,٫٬][\d٠-٩۰-۹]+)*|(?:[^\W\d_]|[{_MARKS}])+|_|[^\w\s]", re.UNICODE)

# How many times as common the rest must be for the prefix to be split off (measured on the project's own table).
_ENOUGH = {"و": 1.6, "ف": 6.0, "ب": 2.5, "ل": 2.0, "ك": 12.0}
_LEAST = 4.0e-8  # a rest that is rarer than this is no evidence
_IMPERFECT = frozenset("يتنا")
_PRONOUNS = ("هما", "هم", "هن", "ها", "كم", "نا", "ه")


class Token(msgspec.Struct, frozen=True):
    """A word, number or mark.

    ``start``, ``end`` are offsets into the text; ``norm`` is the folded surface. ``pro`` are the proclitics split
    off (``"و"``, ``"ول"``, with the article of لل left on the stem); ``stem`` is the folded rest and ``stem_start``
    its offset. In للأمم the stem is الامم and ``stem_start`` is that of the second lam.
    """

    index: int
    start: int
    end: int
    surface: str
    norm: str
    pro: str
    stem: str
    stem_start: int
    kind: str
    """``word`` (Arabic letters), ``latin``, ``number`` or ``mark``."""

    @property
    def definite(self) -> bool:
        """Whether the stem begins with the article (الروسي)."""
        return len(self.stem) > 3 and self.stem.startswith("ال")

    @property
    def bare(self) -> str:
        """The stem without the article."""
        return self.stem[2:] if self.definite else self.stem


def tokenize(text: str, lexicon: Lexicon, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The tokens of ``text[start:end]`` in order, offsets counted in the whole of ``text``."""
    out: list[Token] = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        surface = match.group()
        norm = fold(surface)
        if not norm:
            continue
        kind = _kind(norm)
        pro, cut = _proclitics(norm, lexicon) if kind == "word" else ("", 0)
        stem = norm[cut:]
        if pro.endswith("ل") and stem.startswith("ل"):
            stem = _after_lam(stem, lexicon)
        out.append(Token(len(out), match.start(), match.end(), surface, norm, pro, stem, match.start() + _skip(surface, cut), kind))
    return tuple(out)


def _kind(norm: str) -> str:
    first = norm[0]
    if first.isdigit():
        return "number"
    if "\u0620" <= first <= "\u06ff" and first.isalpha():
        return "word"
    return "latin" if first.isalpha() else "mark"


def _skip(surface: str, letters: int) -> int:
    """Offset in ``surface`` after ``letters`` folded letters and the marks that belong to them."""
    at = 0
    while letters and at < len(surface):
        letters -= len(fold(surface[at]))
        at += 1
    while at < len(surface) and not fold(surface[at]) and at:
        at += 1
    return at


def _proclitics(norm: str, lexicon: Lexicon) -> tuple[str, int]:
    """The proclitics of a folded word and how many letters they take."""
    taken = ""
    rest = norm
    if lexicon.is_whole(norm):
        return "", 0
    if rest[0] in "وف" and _split(rest, lexicon):
        taken, rest = rest[0], rest[1:]
        if lexicon.is_whole(rest):
            return taken, 1
    if rest[0] == "س" and _future(rest, lexicon):
        return taken + "س", len(taken) + 1
    if rest[0] in "بلك" and _split(rest, lexicon):
        taken, rest = taken + rest[0], rest[1:]
    return taken, len(taken)


def _after_lam(rest: str, lexicon: Lexicon) -> str:
    """What stands after the preposition ل where another lam follows: للأمم has the article without its alef (الامم),
    للغة the article written into a noun in lam (اللغه), للافروف no article (لافروف)."""
    readings = ["ا" + rest, "ال" + rest]
    if lexicon.is_known(rest) or lexicon.is_whole(rest):
        readings.insert(0, rest)
    return max(readings, key=lexicon.frequency)


def _split(word: str, lexicon: Lexicon) -> bool:
    """Whether the first letter of ``word`` is a proclitic."""
    prefix, rest = word[0], word[1:]
    if len(rest) < 2:
        return False
    if lexicon.is_known(rest):
        return not lexicon.is_known(word) or lexicon.ratio(rest, word) >= 1.0
    if lexicon.is_known(word):
        return False
    if prefix == "ل" and rest[0] == "ل":  # للأمم: ل with the article
        readings = (rest[1:], "ا" + rest, "ال" + rest)
        return len(rest) > 2 and (lexicon.is_known("ا" + rest) or any(lexicon.ratio(reading, word) >= 0.2 for reading in readings))
    if rest.startswith("ال") and len(rest) > 4 and prefix != "ل":  # بالتهدئة، والوضع
        return lexicon.ratio(rest, word) >= 0.7
    if prefix in "وف" and _nested(rest, word, lexicon):
        return True
    return lexicon.frequency(rest) >= _LEAST and lexicon.ratio(rest, word) >= _ENOUGH[prefix]


def _nested(rest: str, word: str, lexicon: Lexicon) -> bool:
    """Whether what follows و or ف is itself a proclitic with a known word (وبمباحثات، ولموسكو، وسيبحث)."""
    inner = rest[1:]
    if rest[0] == "س":
        return _future(rest, lexicon) and lexicon.ratio(inner, word) >= 1.0
    if rest[0] not in "بل" or len(inner) < 3 or lexicon.frequency(inner) < _LEAST:
        return False
    return lexicon.is_known(inner) or lexicon.ratio(inner, word) >= (1.0 if inner.startswith("ال") else 20.0)


def _future(word: str, lexicon: Lexicon) -> bool:
    """Whether س before an imperfect is the future particle (سيبحث، سيلتقيهم), not a root letter (سياسة، ستة)."""
    rest = word[1:]
    if len(rest) < 3 or rest[0] not in _IMPERFECT:
        return False
    if lexicon.frequency(rest) < _LEAST:
        rest = next((rest[: -len(p)] for p in _PRONOUNS if rest.endswith(p) and len(rest) - len(p) > 2), rest)
    return lexicon.frequency(rest) >= _LEAST and lexicon.ratio(rest, word) >= 1.5
