"""Quotation marks of all kinds, paired, nested, mismatched or left open.

Arabic pages use " " straight, “ ” (either way round), « », ' ' and doubled apostrophes, and mix them. A straight mark
opens where a space or an opening bracket stands before it and closes where one stands after it.
"""

from __future__ import annotations

import re

import msgspec

_MARK = re.compile(r"''|[\"“”„«»]")
_OPENS = "“„«"
_CLOSES = "”»"


class Quotation(msgspec.Struct, frozen=True, order=True):
    """A quotation: ``start``/``end`` with its marks, ``inner_start``/``inner_end`` without; ``closed`` is false where
    the closing mark is missing and the end is that of the line."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool


def quotations(text: str, start: int = 0, end: int | None = None) -> tuple[Quotation, ...]:
    """Outermost quotations in ``text[start:end]`` (a line), in order.

    A quotation inside another is part of it. A mark that closes nothing is passed over; one that is never closed
    gives a quotation up to the end of the line with ``closed`` false.
    """
    stop = len(text) if end is None else end
    out: list[Quotation] = []
    stack: list[tuple[str, int, int]] = []
    for match in _MARK.finditer(text, start, stop):
        mark, at, after = match.group(), match.start(), match.end()
        side = _side(text, mark, at, after, start, stop, stack)
        if side == "open":
            stack.append((mark, at, after))
        elif stack:
            _, opened, inner = stack.pop()
            if not stack and at > inner:
                out.append(Quotation(opened, after, inner, at, True))
    if stack:
        _, opened, inner = stack[0]
        inner_end = inner + len(text[inner:stop].rstrip())
        if inner_end > inner:
            out.append(Quotation(opened, inner_end, inner, inner_end, False))
    return tuple(out)


def _side(text: str, mark: str, at: int, after: int, start: int, stop: int, stack: list[tuple[str, int, int]]) -> str:
    """Whether a mark opens or closes, by its shape, what is open and what stands around it."""
    before = text[at - 1] if at > start else " "
    behind = text[after] if after < stop else " "
    if mark in _OPENS:
        return "close" if stack and not before.isspace() and (behind.isspace() or behind in ".,،؛:!؟") else "open"
    if mark in _CLOSES:
        return "open" if not stack and before.isspace() and not behind.isspace() else "close"
    if not stack:
        return "open"
    if stack[-1][0] in _OPENS and before.isspace() and not behind.isspace():
        # a straight mark after a space inside «…»: nested if its pair and an end of the outer one follow
        pair = text.find(mark, after, stop)
        return "open" if pair >= 0 and any(c in _OPENS + _CLOSES for c in text[pair:stop]) else "close"
    if stack[-1][0] == mark and (before.isspace() and not behind.isspace()) and len(stack) == 1:
        # a straight mark after a space inside a straight quotation: nested if another closes it later, else a slip
        return "open" if text.count(mark, after, stop) >= 2 and text.count(mark, after, stop) % 2 == 0 else "close"
    return "close"
