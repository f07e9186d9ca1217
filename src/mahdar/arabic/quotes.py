"""Quotation marks of all kinds, paired: nested, mismatched, turned round or left open.

Arabic pages use " " straight, “ ” (either way round), « », ‘ ’ and doubled apostrophes, and mix them. A mark is read by its shape, by
what is open, and by what stands around it: one that may only open (a space before, a letter behind) opens, and so on. Where these
differ the next mark of its kind decides. Single marks are quotation marks only in pairs; d'Estaing has an apostrophe. A straight mark
right behind a digit is of feet or inches (5'10", 3") unless it closes a quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal, NamedTuple

from mahdar.arabic.enclosed import DEEPEST, Enclosed, sides

Family = Literal["straight", "curly", "angle", "doubled", "single"]

_MARK = re.compile(r"''|’’|‘‘|``|<<|>>|[\"“”„‟«»‹›＂″'‘’‚`]")
_FAMILIES: dict[str, Family] = {
    **dict.fromkeys('"＂″', "straight"),
    **dict.fromkeys("“”„‟", "curly"),
    **dict.fromkeys(("«", "»", "‹", "›", "<<", ">>"), "angle"),
    **dict.fromkeys(("''", "’’", "‘‘", "``"), "doubled"),
    **dict.fromkeys("'‘’‚`", "single"),
}
_PRIMES = frozenset(('"', "″", "''"))
_OPENS = frozenset(("“", "„", "‟", "«", "‹", "<<"))
_CLOSES = frozenset(("”", "»", "›", ">>"))
_STOP = re.compile(r"(?<!\.)[.!؟?](?=\s)")


class Quotation(Enclosed, frozen=True):
    """A quotation in a line; ``children`` are the quotations inside it. See `Enclosed` for the offsets."""

    children: tuple[Quotation, ...] = ()


class Marks(NamedTuple):
    """What the quotation marks of a line say: its outermost ``quotations`` in order, and the offsets (start, end) of ``stray`` closing
    marks, which close nothing that the line opened. Both in order."""

    quotations: tuple[Quotation, ...]
    stray: tuple[tuple[int, int], ...]


class _Mark(NamedTuple):
    start: int
    end: int
    surface: str
    family: Family
    opens: bool
    """It may open but not close, by what stands around it."""
    closes: bool
    """It may close but not open."""


class _Open(NamedTuple):
    mark: _Mark
    children: list[Quotation]


def quotations(text: str, start: int = 0, end: int | None = None) -> tuple[Quotation, ...]:
    """Outermost quotations in ``text[start:end]`` (a line), in order, each with those inside it.

    A mark that closes nothing is passed over. A quotation that is never closed ends with the line, or at the last full stop before
    the next quotation. Takes time linear in the line.
    """
    return read_marks(text, start, end).quotations


def read_marks(text: str, start: int = 0, end: int | None = None) -> Marks:
    """The quotations of ``text[start:end]`` (a line) with the closing marks that are left over."""
    stop = len(text) if end is None else end
    marks = _marks(text, start, stop)
    return _Reading(text, stop, marks).read() if marks else Marks((), ())


def _marks(text: str, start: int, stop: int) -> list[_Mark]:
    """The quotation marks of a line. A single mark is one where it may open or close and has a partner."""
    out: list[_Mark] = []
    waiting: int | None = None
    paired: set[int] = set()
    for match in _MARK.finditer(text, start, stop):
        first, after, surface = match.start(), match.end(), match.group()
        family = _FAMILIES[surface]
        may_open, may_close = sides(text, first, after, start, stop)
        mark = _Mark(first, after, surface, family, may_open and not may_close, may_close and not may_open)
        if family == "single":
            if mark.opens:
                waiting = len(out)
            elif mark.closes and waiting is not None:
                paired |= {waiting, len(out)}
                waiting = None
        out.append(mark)
    return [mark for k, mark in enumerate(out) if mark.family != "single" or k in paired]


class _Reading:
    """One pass over the marks of a line."""

    def __init__(self, text: str, stop: int, marks: Sequence[_Mark]) -> None:
        self._text = text
        self._stop = stop
        self._marks = marks
        self._places: dict[Family, list[int]] = {}
        for k, mark in enumerate(marks):
            self._places.setdefault(mark.family, []).append(k)
        self._stack: list[_Open] = []
        self._out: list[Quotation] = []
        self._stray: list[tuple[int, int]] = []

    def read(self) -> Marks:
        for k, mark in enumerate(self._marks):
            if self._opens(k, mark):
                if len(self._stack) < DEEPEST:
                    self._stack.append(_Open(mark, []))
            elif self._stack and not self._measures(k, mark):
                self._close(k, mark)
            elif mark.family != "single":
                self._stray.append((mark.start, mark.end))
        while len(self._stack) > 1:
            self._leave(self._inside_end())
        if self._stack:
            self._leave_outermost()
        return Marks(tuple(self._out), tuple(self._stray))

    def _after_digit(self, mark: _Mark) -> bool:
        """Whether a straight mark stands right behind a digit and before no letter, as that of inches does."""
        if mark.surface not in _PRIMES or mark.start == 0 or not self._text[mark.start - 1].isdigit():
            return False
        return mark.end >= self._stop or not self._text[mark.end].isalpha()

    def _measures(self, k: int, mark: _Mark) -> bool:
        """Whether a mark inside a quotation is of inches: behind a digit, where another mark of the kind closes what is open."""
        if not self._after_digit(mark):
            return False
        families = [opened.mark.family for opened in self._stack]
        following = self._following(k, mark.family)
        return mark.family not in families or (following is not None and following.closes and not self._after_digit(following))

    def _following(self, k: int, family: Family) -> _Mark | None:
        """The first mark of ``family`` after the one at ``k``."""
        places = self._places[family]
        at = bisect_right(places, k)
        return self._marks[places[at]] if at < len(places) else None

    def _opens(self, k: int, mark: _Mark) -> bool:
        """Whether the mark at ``k`` opens a quotation, else closes one."""
        top = self._stack[-1].mark if self._stack else None
        if mark.family == "single":
            return mark.opens
        if mark.surface in _OPENS:
            return not mark.closes
        if mark.surface in _CLOSES:  # turned round where it opens (»نعم«)
            return mark.opens and (top is None or top.surface == mark.surface)
        following = self._following(k, mark.family)
        if top is None and self._after_digit(mark):
            return False
        if top is None:
            # «قال" نعم" ثم» spaces its marks wrongly; «نعم" ثم قال "لا"» ends what an earlier line opened
            return not mark.closes or (following is not None and following.closes)
        # «قال "نعم "ثم مضى» spaces the closing mark wrongly; a nested quotation has a closing mark of its own
        # (or the quotation around it has one, «إن قناة "الأفق أخطأت»)
        if following is None and top.family != mark.family:
            following = self._following(k, top.family)
            return mark.opens and following is not None and following.surface in _CLOSES
        return mark.opens and following is not None and following.closes

    def _close(self, k: int, mark: _Mark) -> None:
        """Close the quotation that ``mark`` ends: the innermost, or the one of its family around it."""
        families = [opened.mark.family for opened in self._stack]
        following = self._following(k, mark.family)
        if mark.family in families and families[-1] != mark.family and (mark.surface in _CLOSES or following is None or not following.closes):
            while self._stack[-1].mark.family != mark.family:  # «إن قناة "الأفق أخطأت»: the inner one was never closed
                self._leave(mark.start)
        elif mark.family == "single" and families[-1] != "single":
            return  # its partner was left behind in another quotation
        opened, children = self._stack.pop()
        self._add(opened, mark.start, mark.end, mark.surface, children)

    def _leave(self, end: int) -> None:
        """Take the innermost quotation, never closed, as one up to ``end``; a single mark left alone is none."""
        opened, children = self._stack.pop()
        if opened.family == "single":
            (self._stack[-1].children if self._stack else self._out).extend(children)
        else:
            self._add(opened, end, end, "", children)

    def _leave_outermost(self) -> None:
        """The outermost quotation is never closed. Where another follows after a full stop, it ended with that stop."""
        opened, children = self._stack[0]
        end = self._inside_end()
        stops = [m.end() for m in _STOP.finditer(self._text, opened.end, children[0].start)] if children else []
        if stops and opened.family != "single":
            self._stack.clear()
            self._add(opened, stops[-1], stops[-1], "", [])
            self._out.extend(children)
        else:
            self._leave(end)

    def _inside_end(self) -> int:
        """Where the innermost quotation ends if the line ends it: before the white space at the end."""
        inside = self._stack[-1].mark.end
        return inside + len(self._text[inside : self._stop].rstrip())

    def _add(self, opened: _Mark, inner_end: int, end: int, closing: str, children: list[Quotation]) -> None:
        if inner_end > opened.end:
            found = Quotation(opened.start, end, opened.end, inner_end, opened.surface, closing, tuple(children))
            (self._stack[-1].children if self._stack else self._out).append(found)
