"""Tokens, and what is written onto them: proclitics and the article before, a pronoun after.

Arabic writes و (and), ف (so), ب (in), ل (to), ك (as) and س (will) onto the word that follows, and a pronoun onto the word
before: وأنقرة is و + أنقرة, بلاده is بلاد + ه, فسيلتقيهم is ف + س + يلتقي + هم. How a spelling is read is worked out once
(see `clitics`) and remembered by the lexicon.
"""

from __future__ import annotations

import re

import msgspec

from mahdar.arabic.lexicon import Lexicon
from mahdar.arabic.readings import Reading, Word
from mahdar.arabic.words import read_word

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c\u200d"
_TOKEN = re.compile(rf"[\d٠-٩۰-۹]+(?:[.,٫٬][\d٠-٩۰-۹]+)*|(?:[^\W\d_]|[{_MARKS}])+|_|[^\w\s]", re.UNICODE)
_REMEMBERED, _LONG = 32_768, 40  # spellings kept; letters of one that isn't worth keeping


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word, number or mark.

    ``start``, ``end`` are offsets into the text; ``norm`` is the folded surface. ``pro`` are the proclitics split
    off (``"و"``, ``"ول"``), without the article, which stays on the stem; ``stem`` is the folded rest, pronoun included,
    and ``stem_start`` its offset. In للأمم the stem is الامم and ``stem_start`` is that of the second lam.

    ``enclitic`` is the folded pronoun written onto the word (ه، ها، هم، هما، هن، ك، كم، نا، ي، ني) or empty, and
    ``stem_end`` the offset where it begins (``end`` where there is none). ``base`` is the folded stem as it would stand
    alone, without article and pronoun: زياره in وزيارته, لقاء in لقائه, مستوي in مستواها, امم in للأمم.
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
    enclitic: str
    stem_end: int
    base: str
    definite: bool
    """Whether the stem begins with the article (الروسي); الذي and التقى have none."""
    others: tuple[Reading, ...]
    """The other readings that the spelling may have, the likelier first; most words have none."""

    @property
    def bare(self) -> str:
        """The stem without the article, pronoun included."""
        return self.stem[2:] if self.definite else self.stem

    @property
    def proclitics(self) -> tuple[str, ...]:
        """All that is written before the base, in order, the article included: و, ب, ال in وبالسلام."""
        return (*self.pro, "ال") if self.definite else tuple(self.pro)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The readings of the spelling, the one that this token tells first, each with its share of likelihood."""
        return (Reading(self.proclitics, self.base, self.enclitic, 1.0 - sum([r.share for r in self.others])), *self.others)


def tokenize(text: str, lexicon: Lexicon, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The tokens of ``text[start:end]`` in order, offsets counted in the whole of ``text``."""
    out: list[Token] = []
    words, add = lexicon.words, out.append
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        surface = match.group()
        word = words.get(surface)
        if word is None:
            word = _read(surface, lexicon)
        if word.kind:
            at, last = match.span()
            add(
                Token(
                    len(out), at, last, surface, word.norm, word.pro, word.stem, at + word.stem_at, word.kind,
                    word.enclitic, at + word.end_at, word.base, word.definite, word.others,
                )
            )  # fmt: skip
    return tuple(out)


def _read(surface: str, lexicon: Lexicon) -> Word:
    """The reading of a spelling not met lately; remembered."""
    word = read_word(surface, lexicon)
    if len(surface) <= _LONG:
        if len(lexicon.words) >= _REMEMBERED:
            lexicon.words.clear()
        lexicon.words[surface] = word
    return word
