"""One thing in the middle, others at its sides, joined to it by lines as wide as their figures."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from mahdar.model import Noun
from mahdar.web.charts.figure import Cell, Figure, Part, Row, mirrored, percent, picture
from mahdar.web.words import Words

MOST = 7
"""So many are drawn at each side; the table has all."""

_ROW, _TOP, _FOOT = 34, 44, 14
"""Heights (pixels): one of those at the sides, the names of the sides, the rest."""

_AT = 36.0
"""How far from its edge the end of a line is (per cent): the names stand outside of it."""

_WIDEST = 9.0
"""How wide the widest line is (pixels)."""

_SHORT = 15
"""How many letters of a name are shown where the chart is narrow."""


class Node(Noun, frozen=True, kw_only=True):
    """One of those at the sides: its name, plain, and its figures, one for each side."""

    label: Markup
    name: str
    cells: tuple[Cell, ...]
    href: str | None = None


def network(words: Words, *, of: str, title: Markup, middle: str, sides: tuple[Part, Part], nodes: Sequence[Node], head: Markup) -> Figure:
    """``middle`` with those of ``nodes`` that have a figure for the first of ``sides`` at the start, and for the second at the end."""
    rows = tuple(
        Row(
            label=Markup('<a href="{}">{}</a>').format(node.href, node.label) if node.href else node.label,
            cells=node.cells,
            total=Cell(count=sum(cell.count for cell in node.cells)),
        )
        for node in sorted(nodes, key=lambda node: (-sum(cell.count for cell in node.cells), node.name))
    )
    told = [sorted((node for node in nodes if node.cells[n].count), key=lambda node: (-node.cells[n].count, node.name))[:MOST] for n in (0, 1)]
    most = max((node.cells[n].count for n in (0, 1) for node in told[n]), default=0)
    svg = Markup("")
    if most:
        tall = _TOP + max(len(told[0]), len(told[1]), 3) * _ROW + _FOOT
        shapes = [_side(n, sides[n], told[n], most, tall, words) for n in (0, 1) if told[n]]
        centre = (_TOP + tall - _FOOT) / 2
        shapes.append(
            Markup('<circle class="middle" cx="50%" cy="{:g}" r="9"></circle><text class="middle" x="50%" y="{}">{}</text>').format(
                centre, 18, _isolated(middle)
            )
        )
        named = [_isolated(node.name) for n in (0, 1) for node in told[n]]
        about = words("chart.network_about", middle=middle, names=Markup(words("site.comma")).join(dict.fromkeys(named)))
        svg = picture(of, title, about, tall, Markup("").join(shapes), "network")
    return Figure(id=of, title=title, svg=svg, legend=(), head=(head, *(side.label for side in sides)), rows=rows, sums=False)


def _side(n: int, side: Part, nodes: Sequence[Node], most: int, tall: int, words: Words) -> Markup:
    rtl = words.direction == "rtl"
    at = mirrored(_AT if n == 0 else 100 - _AT, words.direction)
    # Names stand outside of the ends: those at the start of reading end there.
    anchor = "end" if n == 0 else "start"
    x, beside = percent(at), percent(mirrored((_AT - 3) if n == 0 else 100 - _AT + 3, words.direction))
    centre = (_TOP + tall - _FOOT) / 2
    first = centre - (len(nodes) - 1) * _ROW / 2
    lines, ends = [], []
    for i, node in enumerate(nodes):
        y = first + i * _ROW
        wide = max(1.0, _WIDEST * node.cells[n].count / most)
        lines.append(
            Markup('<line class="tie side-{}" x1="50%" y1="{:g}" x2="{}" y2="{:g}" stroke-width="{:.1f}"></line>').format(n, centre, x, y, wide)
        )
        ends.append(Markup('<circle class="end" cx="{}" cy="{:g}" r="4"></circle>').format(x, y))
        count = Markup('<tspan class="n" dx="{}">{}</tspan>').format(-6 if rtl else 6, words.number(node.cells[n].count))
        for sort, name in _forms(node.name):
            ends.append(Markup('<text class="{} {}" x="{}" y="{:g}">{} {}</text>').format(sort, anchor, beside, y + 4.5, _isolated(name), count))
    heading = Markup('<text class="heading {}" x="{}" y="{}">{}</text>').format(anchor, beside, 18, side.label.striptags())
    return Markup("").join([*lines, *ends, heading])


def _forms(name: str) -> list[tuple[str, str]]:
    """A name as it is shown where there is room, and where there is little."""
    if len(name) <= _SHORT:
        return [("name", name)]
    cut = name[:_SHORT].rpartition(" ")[0] or name[:_SHORT]
    return [("name whole", name), ("name short", f"{cut}…")]


def _isolated(name: str) -> str:
    """A name that runs its own way inside a line of a picture, where no element can isolate it."""
    return f"\u2068{name}\u2069"
