"""What the margin of the sheet says of a line: its role, why it has that, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from mahdar.model import Block, Noun
from mahdar.web.sheet import Line
from mahdar.web.words import Words, spoken

_REMEMBERED = 512


class Note(Noun, frozen=True, kw_only=True):
    """Plain text for attributes, since the text content of the sheet is the page's alone.

    ``role`` is the label, ``why`` the reason, ``more`` the language where it is another, and the confidence.
    """

    role: str
    why: str
    more: str


def line_notes(words: Words) -> Callable[[Line], Note | None]:
    """How lines are told of in the language of ``words``; None for a line of no block."""

    @lru_cache(maxsize=_REMEMBERED)
    def note(role: str, why: str, confidence: float, language: str | None) -> Note:
        more = [words("page.sure", confidence=f"{confidence:.2f}")]
        if language:
            more.insert(0, words("page.in_language", language=words.maybe("language", language)))
        return Note(role=words.maybe("line", role), why=spoken(words.reason(why)), more=spoken(words("site.clause").join(more)))

    def of(line: Line) -> Note | None:
        block: Block | None = line.block
        return note(block.role, block.why, block.confidence, line.foreign) if block else None

    return of
