"""Quotations that run over lines: opened in one and closed in a later one, or opened anew with each paragraph."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mahdar.arabic.quotes import Marks, Quotation

_LINES_WITHOUT_MARKS = 5
"""So many lines at most may stand without a mark in the middle; beyond that the quotation was rather never closed."""
_BULLETS = " \t\u00a0\u200e\u200f-–—•*"
_SIDED = frozenset("“”„«»‹›<>")


class LineMarks(msgspec.Struct, frozen=True):
    """A line, ``start:end`` of the text, with its ``marks``. Lines of another ``kind`` (a caption) don't go on with a quotation."""

    start: int
    end: int
    marks: Marks
    kind: str = ""


class Part(msgspec.Struct, frozen=True):
    """What a line (its index) holds of a running quotation. ``quotation.opening`` is empty where the line doesn't open it anew."""

    line: int
    quotation: Quotation


class RunningQuotation(msgspec.Struct, frozen=True):
    """One quotation over two lines or more; ``closed`` is false where the last part isn't."""

    parts: tuple[Part, ...]

    @property
    def closed(self) -> bool:
        """Whether the closing mark is there."""
        return self.parts[-1].quotation.closed


def running_quotations(text: str, lines: Sequence[LineMarks]) -> tuple[RunningQuotation, ...]:
    """The quotations of ``text`` that run over several of its ``lines``, in order.

    A line left with an open quotation goes on in the next one that opens with a mark of the same kind, or that closes what it didn't
    open; up to five lines without such a mark may stand between these, and are inside. Otherwise the quotation ends with its line.
    """
    out: list[RunningQuotation] = []
    parts: list[Part] = []
    between: list[int] = []
    for k, line in enumerate(lines):
        if parts and line.kind != lines[parts[0].line].kind:
            _end(out, parts)
            between = []
        if parts:
            goes_on = _anew(text, line, parts[-1].quotation) or _closing(text, line)
            if goes_on is not None and not (goes_on.opening and between):  # paragraphs that open anew all do
                parts += [Part(b, _whole(text, lines[b])) for b in between]
                parts.append(Part(k, goes_on))
                between = []
                if goes_on.closed:
                    _end(out, parts)
            elif goes_on is None and len(between) < _LINES_WITHOUT_MARKS and _nothing_against(line, parts[-1].quotation):
                between.append(k)
            else:
                _end(out, parts)
                between = []
        if not parts and (quotation := _left_open(text, line)) is not None:
            parts.append(Part(k, quotation))
    _end(out, parts)
    return tuple(out)


def _end(out: list[RunningQuotation], parts: list[Part]) -> None:
    if len(parts) > 1:
        out.append(RunningQuotation(tuple(parts)))
    parts.clear()


def _left_open(text: str, line: LineMarks) -> Quotation | None:
    """The quotation that the line leaves open at its end."""
    last = line.marks.quotations[-1] if line.marks.quotations else None
    return last if last is not None and not last.closed and not text[last.end : line.end].strip() else None


def _anew(text: str, line: LineMarks, before: Quotation) -> Quotation | None:
    """The quotation that the line opens with, where the mark is like that of the one ``before``."""
    first = line.marks.quotations[0] if line.marks.quotations else None
    if first is None or text[line.start : first.start].strip(_BULLETS) or (before.opening and first.opening != before.opening):
        return None
    return first if first.closed or _left_open(text, line) is first else None


def _closing(text: str, line: LineMarks) -> Quotation | None:
    """What the line goes on with up to a mark that closes nothing in it; the quotations on the way are inside."""
    if not line.marks.stray:
        return None
    start = _visible(text, line)
    at, after = line.marks.stray[0]
    inside = tuple(q for q in line.marks.quotations if q.end <= at)
    if any(q.start < at and not q.closed for q in line.marks.quotations) or at <= start:
        return None
    return Quotation(start, after, start, at, "", text[at:after], inside)


def _whole(text: str, line: LineMarks) -> Quotation:
    start = _visible(text, line)
    end = line.start + len(text[line.start : line.end].rstrip())
    return Quotation(start, end, start, end, "", "", line.marks.quotations)


def _visible(text: str, line: LineMarks) -> int:
    return line.end - len(text[line.start : line.end].lstrip())


def _nothing_against(line: LineMarks, before: Quotation) -> bool:
    """Whether the line may stand inside a quotation: no marks, or none that the mark still open could be mistaken for."""
    return not line.marks.quotations or (before.opening in _SIDED and all(q.closed and q.opening not in _SIDED for q in line.marks.quotations))
