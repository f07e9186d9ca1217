"""What stands between two marks: the shape that quotations and parentheses share, and which sides of a mark are open."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

DEEPEST = 6
"""Marks nested deeper than this are passed over, as text; no writer goes so deep, and a hostile page can't make a tower."""

_SPACE_OR_OPENING = frozenset("([{<﴾\"“”„‟«»‹›'‘’‚:/=ـ-–—|•")
_CLOSING = frozenset(".,،؛;:!؟?…)]}>﴿\"”“»«›‹'’‘-–—/|")
_PROCLITICS = frozenset("وفبلكسا")


class Enclosed(msgspec.Struct, frozen=True):
    """A stretch of a line between two marks: ``start:end`` with them, ``inner_start:inner_end`` without.

    ``opening`` and ``closing`` are the marks as they stand. ``closing`` is empty where the mark is missing, and the stretch ends
    with its line or, for a quotation, where the writer must have meant it to; ``opening`` is empty where a line goes on with what an
    earlier line opened. ``children`` are those inside, in order. Offsets count in the whole text.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    opening: str
    closing: str
    children: tuple[Enclosed, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether the closing mark is there."""
        return bool(self.closing)


E = TypeVar("E", bound=Enclosed)


def at(enclosed: Sequence[E], offset: int) -> E | None:
    """Which of ``enclosed`` (in order, apart from one another) has ``offset`` inside its marks. Takes time logarithmic in their number."""
    k = bisect_right(enclosed, offset, key=_inner_start) - 1
    return enclosed[k] if k >= 0 and offset < enclosed[k].inner_end else None


def _inner_start(enclosed: Enclosed) -> int:
    return enclosed.inner_start


def opening(enclosed: Sequence[E], offset: int) -> E | None:
    """Which of ``enclosed`` has ``offset`` in its opening mark. Takes time logarithmic in their number."""
    k = bisect_right(enclosed, offset, key=_start) - 1
    return enclosed[k] if k >= 0 and offset < enclosed[k].inner_start else None


def _start(enclosed: Enclosed) -> int:
    return enclosed.start


def whole(enclosed: Iterable[Enclosed]) -> Iterator[Enclosed]:
    """The outermost of ``enclosed`` that are closed; those inside an open one among them."""
    for one in enclosed:
        if one.closed:
            yield one
        else:
            yield from whole(one.children)


def sides(text: str, first: int, after: int, start: int, stop: int) -> tuple[bool, bool]:
    """Whether the mark ``text[first:after]`` of the line ``start:stop`` may open, and whether it may close, by what stands around it.

    A mark may open after a space, an opening mark, a colon, tatweel or proclitics alone (و"الأفق", بـ"الأفق"), and close before a
    space, a closing mark or punctuation.
    """
    before = text[first - 1] if first > start else " "
    behind = text[after] if after < stop else " "
    opens = before.isspace() or before in _SPACE_OR_OPENING or _follows_proclitics(text, first, start)
    return opens, behind.isspace() or behind in _CLOSING


def _follows_proclitics(text: str, at: int, start: int) -> bool:
    """Whether one or two proclitics, and no more of a word, stand before ``at``."""
    for letters in (1, 2):
        head = at - letters
        if head < start or text[head] not in _PROCLITICS:
            return False
        if head == start or text[head - 1].isspace() or text[head - 1] in "(،":
            return True
    return False
