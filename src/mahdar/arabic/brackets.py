"""Parentheses and brackets, paired: nested, turned round or left open; the ones after the mark of a list (أ) and 1) are none."""

from __future__ import annotations

import re
from typing import NamedTuple

from mahdar.arabic.enclosed import DEEPEST, Enclosed, sides

_BRACKET = re.compile(r"[()\[\]{}()﴾﴿]")
_SHAPES = {**dict.fromkeys("(（", "round"), **dict.fromkeys(")）", "round"), **dict.fromkeys("[]", "square"), **dict.fromkeys("{}", "curly"),
           **dict.fromkeys("﴾﴿", "ornate")}  # fmt: skip
_OPENS = frozenset("([{(﴿")
_LIST_MARK = re.compile(r"(?:^|(?<=[\s:،؛(]))(?:[^\W\d_]|هـ|[ivxIVX]{1,4}|\d{1,3})$")
_LIST_REACH = 6
"""The longest list mark with the character before it."""


class Parenthesis(Enclosed, frozen=True):
    """A parenthesis in a line, in brackets of any shape; ``children`` are those inside it. See `Enclosed` for the offsets."""

    children: tuple[Parenthesis, ...] = ()


class _Bracket(NamedTuple):
    at: int
    surface: str
    shape: str
    opens: bool


class _Open(NamedTuple):
    bracket: _Bracket
    children: list[Parenthesis]


def parentheses(text: str, start: int = 0, end: int | None = None) -> tuple[Parenthesis, ...]:
    """Outermost parentheses in ``text[start:end]`` (a line), in order, each with those inside it.

    Brackets turned round as a pair, as pages come that mixed up the direction of writing, are a parenthesis; one that closes nothing
    is passed over; what is never closed ends with the line. Takes time linear in the line.
    """
    stop = len(text) if end is None else end
    brackets = _brackets(text, start, stop)
    left_over = _left_over(brackets)
    out: list[Parenthesis] = []
    stack: list[_Open] = []
    for bracket, more in zip(brackets, left_over, strict=True):
        if bracket.opens:
            if len(stack) < DEEPEST:
                stack.append(_Open(bracket, []))
        elif any(opened.bracket.shape == bracket.shape for opened in stack) and not (more and _marks_a_list(text, start, bracket.at)):
            while stack[-1].bracket.shape != bracket.shape:
                _close(stack, out, bracket.at, "")
            _close(stack, out, bracket.at, bracket.surface)
    while stack:
        inside = stack[-1].bracket.at + 1
        _close(stack, out, inside + len(text[inside:stop].rstrip()), "")
    return tuple(out)


def _brackets(text: str, start: int, stop: int) -> list[_Bracket]:
    """The brackets of a line with the side that they mean: their shape's, but for a pair turned round ( )نعم( )."""
    found = [m.start() for m in _BRACKET.finditer(text, start, stop)]
    out: list[_Bracket] = []
    depth = 0
    turned = False
    for k, at in enumerate(found):
        surface = text[at]
        opens = surface in _OPENS
        if turned:
            opens, turned = False, False
        elif not opens and depth == 0 and k + 1 < len(found):
            following = found[k + 1]
            if text[following] in _OPENS and _SHAPES[text[following]] == _SHAPES[surface]:
                turned = opens = _only(text, at, start, stop) == "open" and _only(text, following, start, stop) == "close"
        depth = max(0, depth + (1 if opens else -1))
        out.append(_Bracket(at, surface, _SHAPES[surface], opens))
    return out


def _only(text: str, at: int, start: int, stop: int) -> str | None:
    may_open, may_close = sides(text, at, at + 1, start, stop)
    return None if may_open == may_close else "open" if may_open else "close"


def _left_over(brackets: list[_Bracket]) -> list[bool]:
    """For each bracket whether one after it closes nothing that was opened after it."""
    out: list[bool] = []
    unopened = 0
    for bracket in reversed(brackets):
        out.append(unopened > 0)
        unopened = max(0, unopened - 1) if bracket.opens else unopened + 1
    return out[::-1]


def _marks_a_list(text: str, start: int, at: int) -> bool:
    """Whether the bracket at ``at`` closes the letter or number of a list, so that another must close the parenthesis around it."""
    return _LIST_MARK.search(text[max(start, at - _LIST_REACH) : at]) is not None


def _close(stack: list[_Open], out: list[Parenthesis], inner_end: int, closing: str) -> None:
    """Take the innermost parenthesis, up to ``inner_end``."""
    (at, surface, _, _), children = stack.pop()
    if inner_end > at + 1:
        found = Parenthesis(at, inner_end + len(closing), at + 1, inner_end, surface, closing, tuple(children))
        (stack[-1].children if stack else out).append(found)
