"""What cost curves are told by, the floors that figures are held against, and where figures are put into the documentation."""

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


class Floors:
    """What falls short of what it is held against; told at the end, so that one shortfall costs no other figure."""

    def __init__(self) -> None:
        self._missed: list[str] = []

    def at_most(self, what: str, measured: float, most: float) -> None:
        """Hold a figure against the most that it may be."""
        if measured > most:
            self._missed.append(f"{what}: expected at most {most:g}, got {measured:.3g}")

    def at_least(self, what: str, measured: float, least: float) -> None:
        """Hold a figure against the least that it may be."""
        if measured < least:
            self._missed.append(f"{what}: expected at least {least:g}, got {measured:.3g}")

    def end(self) -> None:
        """Raises `SystemExit` with all that was missed, if anything was."""
        if self._missed:
            raise SystemExit("\n".join(self._missed))


def put_into_docs(name: str, said: Sequence[str]) -> None:
    """Put what was printed between the marks of ``name`` in docs/performance.md. Raises `ValueError` where there are none."""
    text = _PERFORMANCE.read_text(encoding="utf-8")
    first, last = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    if first not in text or last not in text:
        raise ValueError(f"{_PERFORMANCE.name}: expected the marks {first.strip()} and {last}")
    told = f"{first}```\n" + "\n".join(said) + f"\n```\n{last}"
    _PERFORMANCE.write_text(re.sub(f"{first}.*?{last}", lambda _: told, text, flags=re.DOTALL), encoding="utf-8")
