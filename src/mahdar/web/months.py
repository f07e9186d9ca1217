"""The months in which results came out, as bars with a stop for each month, and the time that a query asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from mahdar.model import Noun
from mahdar.record.answers import FacetCount
from mahdar.search.syntax import ARABIC, TIMES, All, Dates, QueryError, Some, parse
from mahdar.web.words import Words

MOST = 360
"""So many months stand side by side, those without results among them; of more only those with results, the latest."""
HEIGHT = 36
"""Of the highest bar."""
_LEAST = 1.5
_TALL = 40
"""Of the picture."""

_FIELDS = tuple(f"{name}:" for name in (*TIMES, *(name for name, field in ARABIC.items() if field in TIMES)))


class Bar(Noun, frozen=True, kw_only=True):
    """A month with the number of results of it, and the height of its bar."""

    month: str
    count: int
    height: float


class Slider(Noun, frozen=True, kw_only=True):
    """Bars from the earliest month to the latest, and the numbers of those between which results are asked for."""

    bars: tuple[Bar, ...]
    first: int
    last: int


def slider(months: Sequence[FacetCount], since: str | None, until: str | None) -> Slider | None:
    """The bars of ``months``, which come in their order; None of fewer than two, which leave nothing to choose."""
    counts = {month.value: month.count for month in months if len(month.value) == len("2018-09")}
    if len(counts) < 2:
        return None
    every = list(_between(min(counts), max(counts)))
    shown = every if len(every) <= MOST else sorted(counts)[-MOST:]
    most = max(counts[month] for month in shown if month in counts)
    bars = tuple(
        Bar(month=month, count=n, height=round(max(n / most * HEIGHT, _LEAST), 2) if n else 0.0) for month in shown for n in [counts.get(month, 0)]
    )
    first = next((n for n, month in enumerate(shown) if since and month >= since[:7]), 0)
    last = next((n for n in range(len(shown) - 1, -1, -1) if until and shown[n] <= f"{until[:7]}~"), len(shown) - 1)
    return Slider(bars=bars, first=first, last=max(first, last))


def drawn(slider: Slider | None, words: Words) -> Markup:
    """The bars as shapes, each with its month and number in words; the first month stands where reading begins."""
    if slider is None:
        return Markup("")
    last = len(slider.bars) - 1
    shapes = []
    for n, bar in enumerate(slider.bars):
        if bar.count:
            at = last - n if words.direction == "rtl" else n
            chosen = ' class="in"' if slider.first <= n <= slider.last else ""
            # Numbers and words of our own: nothing to escape, and there are hundreds.
            shapes.append(
                f'<rect x="{at}" y="{_TALL - bar.height:g}" width="0.86" height="{bar.height:g}" data-n="{n}"{chosen}>'
                f"<title>{words.text(words.date(bar.month))}: {words.number(bar.count)}</title></rect>"
            )
    return Markup("".join(shapes))


def dates_of(query: str) -> tuple[str, str | None, str | None]:
    """A query without the time that it asks for beside all else, and that time: from when and until when; as it is where it can't be read."""
    try:
        tree = parse(query)
    except QueryError:
        return query, None, None
    parts = tree.of if isinstance(tree, All) else (tree,)
    asked = [part for part in parts if isinstance(part, Dates)]
    since = max((one.since for one in asked if one.since), default=None)
    until = min((one.until for one in asked if one.until), default=None)
    return " ".join(_undated(query)) if asked else query, since, until


def dated(query: str, since: str | None, until: str | None) -> str:
    """A query that asks for another time beside all else; for any, where neither end is given."""
    rest = dates_of(query)[0].strip()
    pieces = [f"{name}:{value}" for name, value in (("since", since), ("until", until)) if value]
    if rest and pieces and isinstance(parse(rest), Some):
        rest = f"({rest})"
    return " ".join([*([rest] if rest else []), *pieces])


def _undated(query: str) -> Iterator[str]:
    """The words of a query but those that ask for a time, parentheses and quotation marks aside."""
    depth, quoted = 0, False
    for piece in query.split(" "):
        if piece and not (depth == 0 and not quoted and piece.startswith(_FIELDS)):
            yield piece
        depth += piece.count("(") - piece.count(")")
        quoted ^= (piece.count('"') + piece.count("«") + piece.count("»") + piece.count("“") + piece.count("”")) % 2 == 1


def _between(first: str, last: str) -> Iterator[str]:
    year, month = int(first[:4]), int(first[5:])
    while (now := f"{year:04}-{month:02}") <= last:
        yield now
        year, month = year + month // 12, month % 12 + 1
