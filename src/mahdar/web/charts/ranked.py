"""A few things by how often they come: a table whose rows hold their bars, so that each name is read where its bar is."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from mahdar.model import Noun
from mahdar.web.charts.figure import Cell, Part, filled, mirrored, patterns, percent
from mahdar.web.words import Words

_TALL = 10
"""How high a bar is (pixels)."""


class Bar(Noun, frozen=True, kw_only=True):
    """One thing: its name, its figure, and the parts of this, where it is told by parts. ``svg`` is the bar as it is drawn."""

    label: Markup
    href: str | None
    total: Cell
    cells: tuple[Cell, ...] = ()
    beside: Markup = Markup("")
    svg: Markup = Markup("")


class Ranking(Noun, frozen=True, kw_only=True):
    """Things by their figures, the greatest first: ``head`` are the names of the columns; ``defs`` the patterns that the bars are filled with."""

    id: str
    title: Markup
    head: tuple[Markup, ...]
    bars: tuple[Bar, ...]
    legend: tuple[Part, ...]
    defs: Markup


def ranked(words: Words, *, of: str, title: Markup, head: Sequence[Markup], bars: Sequence[Bar], parts: Sequence[Part] = ()) -> Ranking:
    """``bars`` with their bars drawn, in the order given, each to the scale of the greatest. With ``parts`` a bar has a piece for each."""
    most = max((bar.total.count for bar in bars), default=0)
    used = [part for n, part in enumerate(parts) if any(bar.cells[n].count for bar in bars)]
    drawn = tuple(
        Bar(label=bar.label, href=bar.href, total=bar.total, cells=bar.cells, beside=bar.beside, svg=_bar(of, bar, parts, most, words.direction))
        for bar in bars
    )
    defs = Markup('<svg class="defs" width="0" height="0" aria-hidden="true">{}</svg>').format(patterns(of, [part.key for part in used] or ["one"]))
    return Ranking(id=of, title=title, head=tuple(head), bars=drawn, legend=tuple(used), defs=defs)


def _bar(of: str, bar: Bar, parts: Sequence[Part], most: int, direction: str) -> Markup:
    pieces = [(part.key, cell.count) for part, cell in zip(parts, bar.cells, strict=True)] if parts else [("one", bar.total.count)]
    shapes, at = [], 0.0
    for key, count in pieces:
        if count:
            wide = 100 * count / most
            x = percent(mirrored(at, direction, wide))
            shapes.append(Markup('<rect x="{}" width="{}" height="{}" {}></rect>').format(x, percent(wide), _TALL, filled(of, key)))
            at += wide
    return Markup('<svg class="bar" width="100%" height="{}" aria-hidden="true">{}</svg>').format(_TALL, Markup("").join(shapes))
