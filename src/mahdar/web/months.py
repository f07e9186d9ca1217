"""The time of a list: its months as a row of columns, over which two sliders choose from when to when (`static/months.js`).

Without a script the columns are there, and the fields beside them do the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from mahdar.model import Noun
from mahdar.record.answers import FacetCount
from mahdar.web.charts.figure import mirrored, percent
from mahdar.web.words import Words, spoken

MOST = 180
"""So many months are drawn, the latest; the first end of the sliders stands for all before."""

_HEIGHT, _LEAST = 44, 2.0
"""Of the picture, and of a month that has something (pixels)."""


class Times(Noun, frozen=True, kw_only=True):
    """The months from the first to the last with something. ``since`` and ``until`` are the numbers of those chosen; ``ends`` in words the first and
    the last, ``about`` tells what is drawn, ``years`` have the counts by year, the latest first."""

    svg: Markup
    months: int
    since: int
    until: int
    ends: tuple[Markup, Markup]
    about: str
    years: tuple[FacetCount, ...]


def times(counts: Sequence[FacetCount], words: Words, since: str | None, until: str | None) -> Times | None:
    """What is shown of ``counts`` by month, the earliest first; None for less than two months, of which there is nothing to choose."""
    if not counts:
        return None
    of = {found.value: found.count for found in counts}
    last = _number(counts[-1].value)
    first = max(_number(counts[0].value), last - MOST + 1)
    if first == last:
        return None
    months = [_month(number) for number in range(first, last + 1)]
    low = _within(since, "01", 0, first, last)
    high = max(_within(until, "12", last - first, first, last), low)
    years: Counter[str] = Counter()
    for found in counts:
        years[found.value[:4]] += found.count
    most = max(months, key=lambda month: of.get(month, 0))
    ends = (words.date(months[0]), words.date(months[-1]))
    return Times(
        svg=_drawn(months, of, low, high, words),
        months=len(months),
        since=low,
        until=high,
        ends=ends,
        about=spoken(words("times.about", first=ends[0], last=ends[1], most=words.date(most), n=words.number(of.get(most, 0)))),
        years=tuple(FacetCount(value=year, label={}, count=years[year]) for year in sorted(years, reverse=True)),
    )


def _drawn(months: Sequence[str], of: dict[str, int], low: int, high: int, words: Words) -> Markup:
    """A column for each month, those chosen marked; the title of each says what it is."""
    top = max(max(of.get(month, 0) for month in months), 1)
    wide = 100 / len(months)
    width = percent(wide * 0.86)
    drawn = []
    for n, month in enumerate(months):
        count = of.get(month, 0)
        tall = max(_HEIGHT * count / top, _LEAST) if count else 0.0
        x = percent(mirrored(n * wide, words.direction, wide))
        chosen = ' class="in"' if low <= n <= high else ""
        # Numbers, and words of ours: nothing to escape.
        drawn.append(
            f'<rect x="{x}" y="{_HEIGHT - tall:.1f}" width="{width}" height="{tall:.1f}" data-month="{month}"{chosen}>'
            f"<title>{spoken(words.date(month))} · {count:,}</title></rect>"
        )
    return Markup("".join(drawn))


def _within(day: str | None, month: str, otherwise: int, first: int, last: int) -> int:
    """Which of the months a year, month or day falls into, or the nearest; a year into its ``month``."""
    if not day:
        return otherwise
    return min(max(_number(day if len(day) > 4 else f"{day}-{month}"), first), last) - first


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"
