"""What a chart is, and what all of them are drawn with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import get_args

from markupsafe import Markup

from mahdar.model import Act, Noun
from mahdar.web.words import spoken

KEYS = ("one", "two", "three", "four", "five", "six")
"""Classes of parts that are no acts, in the order in which they are given out; what is left over is ``rest``."""

REST = "rest"


class Cell(Noun, frozen=True, kw_only=True):
    """A figure, and the address of what it counts."""

    count: int
    href: str | None = None


class Part(Noun, frozen=True, kw_only=True):
    """What is told apart in a chart: its class (an act, one of `KEYS`, or ``rest``) and its name. ``mark`` says that the legend shows it as acts
    are shown elsewhere."""

    key: str
    label: Markup
    href: str | None = None


class Row(Noun, frozen=True, kw_only=True):
    """A row of the table: what it is of, its figures in the order of the parts, and their sum."""

    label: Markup
    cells: tuple[Cell, ...]
    total: Cell


class Figure(Noun, frozen=True, kw_only=True):
    """A chart. ``head`` are the names of the table's columns, the first that of what its rows are of; ``svg`` is empty where there is nothing
    to draw. ``sums`` says whether the rows' sums are shown."""

    id: str
    title: Markup
    svg: Markup
    legend: tuple[Part, ...]
    head: tuple[Markup, ...]
    rows: tuple[Row, ...]
    sums: bool

    @property
    def total(self) -> int:
        """All that is counted."""
        return sum(row.total.count for row in self.rows)


_STRIPES: Mapping[str, str] = {
    "call": "M-1 1L1 -1M0 6L6 0M5 7L7 5",
    "support": "M0 3H6",
    "reject": "M3 0V6",
    "accuse": "M0 0L6 6M6 0L0 6",
    "warn": "M-1 5L1 7M0 0L6 6M5 -1L7 1",
    "promise": "M2 2H4V4H2Z",
    "agree": "M0 1H6M0 4H6",
    "hope": "M3 1.2A1.8 1.8 0 1 0 3 4.8A1.8 1.8 0 1 0 3 1.2",
    "one": "",
    "two": "M-1 1L1 -1M0 6L6 0M5 7L7 5",
    "three": "M0 3H6",
    "four": "M3 0V6",
    "five": "M2 2H4V4H2Z",
    "six": "M0 0L6 6M6 0L0 6",
}
"""The pattern of each part, drawn in a square of six pixels: what is told by colour is told without it, too. Those without one are plain."""


def keyed(key: str) -> str:
    """``key``, where there is a class for it; ``rest`` for anything else."""
    return key if key in _STRIPES or key in get_args(Act) else REST


def patterns(of: str, keys: Iterable[str]) -> Markup:
    """The definitions of the patterns of ``keys`` for the chart whose id is ``of``."""
    drawn = []
    for key in dict.fromkeys(map(keyed, keys)):
        stripe = Markup('<path class="stripe" d="{}"></path>').format(_STRIPES[key]) if _STRIPES.get(key) else ""
        square = Markup('<rect class="fill {}" width="6" height="6"></rect>').format(key)
        drawn.append(Markup('<pattern id="{}-{}" width="6" height="6" patternUnits="userSpaceOnUse">{}{}</pattern>').format(of, key, square, stripe))
    return Markup("<defs>{}</defs>").format(Markup("").join(drawn))


def filled(of: str, key: str) -> Markup:
    """The attribute that fills a shape of the chart ``of`` with the pattern of a part."""
    return Markup('fill="url(#{}-{})"').format(of, keyed(key))


def swatch(of: str, key: str) -> Markup:
    """A small square for the legend, filled as the part is in the chart ``of``."""
    return Markup('<svg class="swatch" width="14" height="14" aria-hidden="true"><rect width="14" height="14" {}></rect></svg>').format(
        filled(of, key)
    )


def picture(of: str, title: Markup, about: Markup, height: int, inside: Markup, kind: str) -> Markup:
    """The picture as a whole: as wide as there is room, ``height`` pixels high, with what it is called and what it tells for those who don't see
    it."""
    told = Markup('<title id="{0}-t">{1}</title><desc id="{0}-d">{2}</desc>').format(of, plain(title), plain(about))
    return Markup('<svg class="{0}" role="img" aria-labelledby="{1}-t {1}-d" width="100%" height="{2}">{3}{4}</svg>').format(
        kind, of, height, told, inside
    )


def plain(text: Markup) -> str:
    """Text for an attribute or a title of a picture: without markup, isolated by characters."""
    return spoken(text)


def percent(value: float) -> str:
    """A per cent with no more digits than are seen."""
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


def mirrored(at: float, direction: str, width: float = 0.0) -> float:
    """Where something ``width`` wide stands from the left, that begins at ``at`` from the start of reading; all in per cent."""
    return 100 - at - width if direction == "rtl" else at
