"""Figures over time: a column a step, stacked by part."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from mahdar.model import Noun
from mahdar.web.charts.figure import Cell, Figure, Part, Row, filled, mirrored, patterns, percent, picture
from mahdar.web.charts.time import Step, Steps
from mahdar.web.dates import month_names
from mahdar.web.words import Words

WIDTHS = (240, 320, 420, 560, 720, 900, 1100)
"""Widths (CSS pixels) at which labels are tried; the style sheet has a container query for each."""

_TOP, _PLOT, _FOOT = 20, 150, 26
"""Heights (pixels): room for the topmost number, the columns, the labels under them."""

_LETTER, _GAP = 7.5, 14
"""How wide a letter of a label is at most, and how far apart labels are (pixels)."""

_FILLED = 0.78
"""How much of its step a column fills."""


class Column(Noun, frozen=True, kw_only=True):
    """The figures of one step, in the order of the parts."""

    step: Step
    cells: tuple[Cell, ...]
    total: Cell


def columns(words: Words, *, of: str, title: Markup, time: Steps, parts: Sequence[Part], told: Sequence[Column]) -> Figure:
    """Columns over time, as many as ``time`` has steps. ``of`` is the chart's id in the page. Parts that no column has are left out."""
    used = [n for n, _ in enumerate(parts) if any(one.cells[n].count for one in told)]
    kept = [parts[n] for n in used]
    rows = tuple(Row(label=_in_full(one.step, words), cells=tuple(one.cells[n] for n in used), total=one.total) for one in told)
    figure = Figure(
        id=of,
        title=title,
        svg=Markup(""),
        legend=tuple(kept) if len(kept) > 1 else (),
        head=(words.maybe("chart_step", time.unit), *(part.label for part in kept)),
        rows=tuple(row for row in rows if row.total.count),
        sums=len(kept) > 1,
    )
    highest = max((row.total.count for row in rows), default=0)
    if not highest:
        return figure
    most = max(rows, key=lambda row: row.total.count)
    about = words(
        "chart.columns_about", total=words.number(figure.total), steps=words.number(len(rows)), most=most.label, n=words.number(most.total.count)
    )
    svg = picture(of, title, about, _TOP + _PLOT + _FOOT, _drawn(of, kept, rows, ticks(time, words), scale(highest), words), "columns")
    return Figure(id=of, title=title, svg=svg, legend=figure.legend, head=figure.head, rows=figure.rows, sums=figure.sums)


def scale(highest: int) -> int:
    """The number at the top of the scale: the next 1, 2 or 5 with zeros (an even one, for there is a line at its half), at least 2."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if factor * step >= max(highest, 2) and (factor * step) % 2 == 0:
                return factor * step
        step *= 10


def _drawn(of: str, parts: Sequence[Part], rows: Sequence[Row], labels: Sequence[tuple[str, int | None]], top: int, words: Words) -> Markup:
    room = 100 / len(rows)
    wide = room * _FILLED
    shapes = [patterns(of, (part.key for part in parts))]
    for number in (top // 2, top):
        y = _TOP + _PLOT * (1 - number / top)
        edge = percent(mirrored(0, words.direction))
        shapes.append(Markup('<line class="line" x1="0" x2="100%" y1="{0:g}" y2="{0:g}"></line>').format(y))
        shapes.append(Markup('<text class="scale" x="{}" y="{:g}">{}</text>').format(edge, y - 4, words.number(number)))
    fills = [filled(of, part.key) for part in parts]
    width = percent(wide)
    for n, row in enumerate(rows):
        x = percent(mirrored(n * room + (room - wide) / 2, words.direction, wide))
        y = float(_TOP + _PLOT)
        for fill, cell in zip(fills, row.cells, strict=True):
            if cell.count:
                tall = _PLOT * cell.count / top
                y -= tall
                # Numbers alone, of which there may be hundreds: nothing to escape.
                shapes.append(Markup(f'<rect x="{x}" y="{y:.2f}" width="{width}" height="{tall:.2f}" {fill}></rect>'))
    shapes.append(Markup('<line class="base" x1="0" x2="100%" y1="{0}" y2="{0}"></line>').format(_TOP + _PLOT))
    for n, (label, least) in enumerate(labels):
        if least is not None:
            x = percent(mirrored((n + 0.5) * room, words.direction))
            shapes.append(Markup('<text class="tick at-{}" x="{}" y="{}">{}</text>').format(least, x, _TOP + _PLOT + 18, label))
    return Markup("").join(shapes)


def ticks(time: Steps, words: Words) -> list[tuple[str, int | None]]:
    """What stands under each column, and from which width of the chart on there is room for it; None where there never is."""
    years = [step.since[:4] for step in time.steps]
    labels = [_short(step, len(set(years)) == 1, words) for step in time.steps]
    found: list[int | None] = [None] * len(labels)
    opens = [n for n, year in enumerate(years) if n == 0 or year != years[n - 1]]
    # Of several years each is told where it begins, the latest first; of one its days or months, evenly.
    several = len(opens) > 1 and time.unit != "day"
    for width in WIDTHS:
        room = width / max(len(labels), 1)
        for n in opens[::-1] if several else range(0, len(labels), _stride(labels, room)):
            if found[n] is None and all(other == n or _apart(n, other, labels, room) for other, held in enumerate(found) if held is not None):
                found[n] = width
    return list(zip(labels, found, strict=True))


def _stride(labels: Sequence[str], room: float) -> int:
    """Every how many columns there is room for a label, where each has ``room`` pixels: a power of two, so that more room only adds labels."""
    stride = 1
    while stride < len(labels) and stride * room < max(map(len, labels)) * _LETTER + _GAP:
        stride *= 2
    return stride


def _apart(n: int, other: int, labels: Sequence[str], room: float) -> bool:
    return abs(n - other) * room >= (len(labels[n]) + len(labels[other])) * _LETTER / 2 + _GAP


def _short(step: Step, one_year: bool, words: Words) -> str:
    """A step in a word: a day by its number, a month of a single year by its name, anything else by its year."""
    if step.unit == "day":
        return f"{int(step.since[8:])}/{int(step.since[5:7])}"
    if one_year and step.unit in ("month", "quarter"):
        return month_names(words.language, "levant" if words.months == "levant" else "common")[int(step.since[5:7])]
    return step.since[:4]


def _in_full(step: Step, words: Words) -> Markup:
    return words.date(step.since) if step.since == step.until else words.dates(step.since, step.until) or Markup("")
