"""A long page part by part: so that a page of ten thousand lines, or of one line of half a million characters, can be read.

Parts follow each other without a gap: together they are the text, every character of it. They end where a line does; a line that is longer than a
part is cut at a space. A page of usual length is one part.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from mahdar.model import Noun, Span

LINES, CHARACTERS = 400, 40_000
"""A part has so many lines at most, and so many characters."""


class Part(Noun, frozen=True, kw_only=True):
    """One part of a page: its number from 1, of how many, the characters, and the first and last of its lines, from 1, of ``lines`` in all."""

    number: int
    of: int
    span: Span
    first: int
    last: int
    lines: int


def parts(text: str) -> tuple[Span, ...]:
    """The parts of a text; one, which may be empty, where it isn't long."""
    if len(text) <= CHARACTERS and text.count("\n") < LINES:
        return (Span(start=0, end=len(text)),)
    return tuple(_parts(text))


def _parts(text: str) -> Iterator[Span]:
    start, at, lines = 0, 0, 0
    while at < len(text):
        newline = text.find("\n", at)
        end = len(text) if newline < 0 else newline + 1
        if at > start and (lines == LINES or end - start > CHARACTERS):
            yield Span(start=start, end=at)
            start, lines = at, 0
        while end - start > CHARACTERS:
            cut = _space(text, start)
            yield Span(start=start, end=cut)
            start, lines = cut, 0
        at, lines = end, lines + 1
    if start < len(text):
        yield Span(start=start, end=len(text))


def _space(text: str, start: int) -> int:
    """Where the part that begins at ``start`` is cut: after its last space, where it has one in its latter half."""
    end = start + CHARACTERS
    return max(text.rfind(" ", start + CHARACTERS // 2, end) + 1, 0) or end


def part_of(text: str, marks: Sequence[Span], asked: int | None = None) -> Part:
    """The part to show: number ``asked``, else that in which the first of ``marks`` begins, else the first."""
    spans = parts(text)
    starts = [span.start for span in spans]
    held = max(bisect_right(starts, min(mark.start for mark in marks)), 1) if marks else 1
    number = min(max(asked or held, 1), len(spans))
    span = spans[number - 1]
    first = text.count("\n", 0, span.start) + 1
    inside = text.count("\n", span.start, span.end) - text.endswith("\n", span.start, span.end)
    return Part(number=number, of=len(spans), span=span, first=first, last=first + inside, lines=text.count("\n") + 1)
