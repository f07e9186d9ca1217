"""A first guess from form alone: where the running text begins and ends, and which line above it is the headline.

Each line speaks for being inside the article (sentences, length) or outside (marks, short lines); the run of lines whose sum is
highest is the text (the maximum subsequence method of Pasternack and Roth 2009, on lines instead of tags). The line model
takes the guess as one sign among others.
"""

from __future__ import annotations

from collections.abc import Sequence

from mahdar.layout.lines import RawLine
from mahdar.layout.marks import Mark

SENTENCE_WORDS = 9
_PARAGRAPH_WORDS = 16
_SHORT_WORDS = 3
"""A line with a full stop and no fewer words may be a short sentence («وأضافت أن البلاد بخير.»)."""
_BESIDE_TITLE = frozenset(("networks", "breadcrumbs", "phrase inside"))
"""Furniture that may stand between a headline and its text."""
_HEADLINES = 4


def is_sentence(line: RawLine) -> bool:
    """Whether a line reads like running text rather than a headline or an item."""
    return (
        (line.terminal and line.words >= SENTENCE_WORDS) or line.words >= 2 * _PARAGRAPH_WORDS or (line.stops >= 2 and line.words >= _PARAGRAPH_WORDS)
    )


def guess(lines: Sequence[RawLine], marks: Sequence[Mark | None]) -> list[str]:
    """For each line ``before``, ``title``, ``inside`` or ``after``; all ``none`` where there is no running text."""
    first, last = _region(lines, marks)
    if first is None or last is None:
        return ["none"] * len(lines)
    title = _title(lines, marks, first)
    return ["title" if i == title else "before" if i < first else "inside" if i <= last else "after" for i in range(len(lines))]


def _weight(line: RawLine, mark: Mark | None) -> float:
    """How much a line speaks for being inside the article (positive) or outside."""
    if mark is not None:
        return {"furniture": -2.5, "dateline": -0.5, "credit": 0.0, "byline": 0.0}.get(mark.role, 0.0)
    if is_sentence(line):
        return 2.0 + min(line.words, 80) / 20
    if line.terminal and line.words >= _SHORT_WORDS:
        return 0.5
    return -0.4 if line.words >= _PARAGRAPH_WORDS else -1.0


def _region(lines: Sequence[RawLine], marks: Sequence[Mark | None]) -> tuple[int | None, int | None]:
    """First and last line of the run of lines whose weights sum highest."""
    best = 0.0
    span: tuple[int | None, int | None] = (None, None)
    total, begin = 0.0, 0
    for i, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        weight = _weight(line, mark)
        if total <= 0:
            total, begin = 0.0, i
        total += weight
        if weight > 0 and total > best:
            best, span = total, (begin, i)
    return span


def _title(lines: Sequence[RawLine], marks: Sequence[Mark | None], first: int) -> int | None:
    """The best of the lines right above the text; else a first line that reads like a headline."""
    if not is_sentence(lines[first]) and marks[first] is None:
        return first
    run: list[int] = []
    for i in range(first - 1, -1, -1):
        mark = marks[i]
        if mark is not None and (mark.role in ("dateline", "byline") or (not run and mark.kind in _BESIDE_TITLE)):
            continue
        if mark is not None or len(run) == _HEADLINES:
            break
        run.append(i)
    if not run:
        return None
    head = lines[0].folded
    body = set(" ".join(line.folded for line in lines[first : first + 4]).split())

    def promise(i: int) -> tuple[float, int]:
        line = lines[i]
        repeated = (i != 0 and line.folded in head) or line.times_seen > 1
        shared = len(set(line.folded.split()) & body) / max(line.words, 1)
        return (2.0 * repeated + shared + (0.3 if line.words >= 5 else 0.0) + (0.2 if line.gap else 0.0), -i)

    return max(run, key=promise)
