"""What cost curves are told by, and where figures are put into the documentation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log10
from pathlib import Path

STEEPEST = 1.1
"""The floor: what grows hardly faster than what it is made of."""

_PERFORMANCE = Path(__file__).resolve().parent.parent / "docs/performance.md"


def slope(points: Sequence[tuple[float, float]]) -> float:
    """The slope of a line through the logarithms of points, by least squares."""
    xs, ys = [log10(x) for x, _ in points], [log10(y) for _, y in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def put_into_docs(name: str, said: Sequence[str], before: str = "") -> None:
    """Put what was printed between the marks of ``name`` in docs/performance.md, ``before`` above it. Raises `ValueError` where there are none."""
    text = _PERFORMANCE.read_text(encoding="utf-8")
    first, last = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    if first not in text or last not in text:
        raise ValueError(f"{_PERFORMANCE.name}: expected the marks {first.strip()} and {last}")
    told = f"{first}{before}```\n" + "\n".join(said) + f"\n```\n{last}"
    _PERFORMANCE.write_text(re.sub(f"{first}.*?{last}", lambda _: told, text, flags=re.DOTALL), encoding="utf-8")
