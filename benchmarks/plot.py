"""A cost curve as a picture: both axes by powers of ten, so that what grows as fast as what it is made of is a straight line at 45 degrees."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil, floor, log10
from pathlib import Path
from typing import NamedTuple

_STEP = 90
"""Units of the picture for a power of ten."""
_LEFT, _TOP, _RIGHT, _BOTTOM = 70, 46, 30, 52


class Curve(NamedTuple):
    """What is measured: ``points`` are (of what there are so many, what they cost)."""

    title: str
    x: str
    y: str
    points: Sequence[tuple[float, float]]


def draw(path: Path, curves: Sequence[Curve]) -> None:
    """Write a picture (SVG) of the curves, side by side, each with the line of a slope of 1 through its first point."""
    parts: list[str] = []
    width, height = 0.0, 0.0
    for curve in curves:
        drawn, wide, high = _panel(curve, width)
        parts += drawn
        width, height = width + wide, max(height, high)
    style = (
        "text{font:13px sans-serif;fill:#333}.grid{stroke:#ddd}.even{stroke:#999;stroke-dasharray:5 4}.cost{stroke:#14532d;stroke-width:2;fill:none}"
    )
    path.parent.mkdir(exist_ok=True)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img"><title>{escape(_told(curves))}</title>'
    background = '<rect width="100%" height="100%" fill="#fff"/>'
    path.write_text("\n".join([head, f"<style>{style}</style>", background, *parts, "</svg>", ""]), encoding="utf-8")


def _told(curves: Sequence[Curve]) -> str:
    return "; ".join(f"{c.title}: " + ", ".join(f"{x:,.0f} {c.x} {y:.3g} {c.y}" for x, y in c.points) for c in curves)


def _panel(curve: Curve, left: float) -> tuple[list[str], float, float]:
    """One curve, with the width and height that it takes."""
    xs, ys = [log10(x) for x, _ in curve.points], [log10(y) for _, y in curve.points]
    x0, x1, y0, y1 = floor(min(xs)), ceil(max(xs)), floor(min(ys)), ceil(max(ys))
    right, low = left + _LEFT + (x1 - x0) * _STEP, _TOP + (y1 - y0) * _STEP

    def at(x: float, y: float) -> tuple[float, float]:
        return left + _LEFT + (x - x0) * _STEP, low - (y - y0) * _STEP

    out = [f'<text x="{left + _LEFT}" y="24" font-weight="bold">{escape(curve.title)} ({escape(curve.y)})</text>']
    for n in range(x0, x1 + 1):
        x = at(n, y0)[0]
        out.append(f'<path class="grid" d="M{x:.1f} {_TOP}V{low}"/><text x="{x:.1f}" y="{low + 18}" text-anchor="middle">{10.0**n:,.10g}</text>')
    for n in range(y0, y1 + 1):
        y = at(x0, n)[1]
        out.append(f'<path class="grid" d="M{left + _LEFT} {y:.1f}H{right}"/>')
        out.append(f'<text x="{left + _LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**n:,.10g}</text>')
    out.append(f'<text x="{right}" y="{low + 38}" text-anchor="end">{escape(curve.x)}</text>')
    along = min(x1 - xs[0], y1 - ys[0])
    (ax, ay), (bx, by) = at(xs[0], ys[0]), at(xs[0] + along, ys[0] + along)
    out.append(f'<path class="even" d="M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}"/>')
    places = [at(x, y) for x, y in zip(xs, ys, strict=True)]
    out.append('<path class="cost" d="M' + "L".join(f"{x:.1f} {y:.1f}" for x, y in places) + '"/>')
    out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#14532d"/>' for x, y in places]
    return out, right - left + _RIGHT, low + _BOTTOM
