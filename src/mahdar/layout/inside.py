"""The headline where it stands only inside a line, beside the site's name or its sections («وكالة الأفق | انطلاق الجولة»)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mahdar.layout.features import Vocabulary
from mahdar.layout.lines import RawLine
from mahdar.layout.marks import Mark
from mahdar.model import Span

_SEPARATOR = re.compile(r"\s[-–—|:»›>]\s")
_WORDS = 4
_SHARED = 0.35
"""How much of what its words tell the text must take up."""
_LONGEST_LINE = 40


def headline_inside(lines: Sequence[RawLine], roles: Sequence[Mark], vocabulary: Vocabulary) -> tuple[int, Span] | None:
    """The line that holds the headline among other things, and where in the page; None where a line is the headline, or none holds it."""
    first = next((i for i, mark in enumerate(roles) if mark.role in ("body", "lead")), None)
    if first is None or any(mark.role == "title" for mark in roles):
        return None
    story = {word for i in range(first, len(lines)) if roles[i].role in ("body", "lead") for word in vocabulary.of(lines[i])}
    best: tuple[float, int, Span] | None = None
    for i in range(first):
        line = lines[i]
        for start, end in _parts(line) if line.words <= _LONGEST_LINE else ():
            told = vocabulary.told(line.text[start:end])
            whole = sum(told.values())
            shared = sum(weight for word, weight in told.items() if word in story) / whole if whole else 0.0
            if len(told) >= _WORDS and shared >= _SHARED and (best is None or shared > best[0]):
                best = shared, i, Span(start=line.start + start, end=line.start + end)
    return best[1:] if best else None


def _parts(line: RawLine) -> list[tuple[int, int]]:
    """Where the parts of a line stand in it, if separators part it."""
    found = list(_SEPARATOR.finditer(line.text))
    edges = [0, *(edge for match in found for edge in match.span()), len(line.text)]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end] if found else []
