"""Where rounds stand on a time axis, and from which width on their labels have room.

The server doesn't know how wide the reader's screen is. Each label therefore gets the least width of the axis at which
it fits beside those that were placed before it; the style sheet's container queries show it from there on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from mahdar.model import Noun, Status
from mahdar.record.process_answers import Beat

WIDTHS = (240, 320, 420, 560, 720, 900, 1100)
"""Axis widths (CSS pixels) at which labels are tried; the style sheet has a container query for each."""

LABEL = 84
"""Room for one label (CSS pixels), gap included: «الجولة 19 · 2022» at the axis' type size."""

MARGIN = 4.0
"""Room kept at both ends, in per cent."""

EDGE = 100 * LABEL / 2 / WIDTHS[0]
"""Nearer to an end than this (per cent), half a label would stand out of the narrowest axis: it hangs inwards instead."""


class Dot(Noun, frozen=True, kw_only=True):
    """One round on the axis: ``at`` in per cent from the start of the axis, ``anchor`` where its label hangs.

    ``year`` is that of its label, with the month where all stand in one year; ``width`` is the least axis width at which the label is shown,
    null where it never fits. ``status`` is how the round stands, null where that isn't asked.
    """

    beat: Beat
    at: float
    here: bool
    anchor: str
    year: str
    width: int | None
    status: Status | None = None


def dots(
    beats: Sequence[Beat], here: str | None = None, *, between: tuple[str, str] | None = None, status: Mapping[str, Status] | None = None
) -> tuple[Dot, ...]:
    """The rounds (in order of time) on their axis. ``here`` is the id of the chosen one, ``between`` the first and the last day of the axis, those of
    the rounds unless given, and ``status`` says how each stands, by its id."""
    dated = [(beat, day) for beat in beats if (day := day_of(beat.start)) is not None]
    if not dated:
        return ()
    first, last = (date.fromisoformat(between[0]), date.fromisoformat(between[1])) if between else (dated[0][1], dated[-1][1])
    days = max((last - first).days, 1)
    at = [MARGIN + (100 - 2 * MARGIN) * (day - first).days / days for _, day in dated]
    if first == last:
        at = [50.0 for _ in dated]
    # The chosen round is labelled first, then numbered ones: the ends of the axis, then the latest backwards.
    order = sorted(range(len(dated)), key=lambda i: (dated[i][0].id != here, dated[i][0].ordinal is None, i not in (0, len(dated) - 1), -i))
    widths = _fit(at, order)
    one_year = len({day.year for _, day in dated}) == 1 and first != last
    years = [f"{day.month}/{day.year}" if one_year else f"{day.year}" for _, day in dated]
    return tuple(
        Dot(
            beat=beat,
            at=round(at[i], 2),
            here=beat.id == here,
            anchor=_anchor(at[i]),
            year=years[i],
            width=widths[i],
            status=(status or {}).get(beat.id),
        )
        for i, (beat, _) in enumerate(dated)
    )


def _fit(at: Sequence[float], order: Sequence[int]) -> list[int | None]:
    widths: list[int | None] = [None] * len(at)
    placed: list[int] = []
    for width in WIDTHS:
        for i in order:
            if widths[i] is None and all(_apart(at[i], at[j], width) for j in placed):
                widths[i] = width
                placed.append(i)
    return widths


def _apart(one: float, other: float, width: int) -> bool:
    return abs(_middle(one, width) - _middle(other, width)) >= LABEL


def _middle(at: float, width: int) -> float:
    """Where a label's middle is, in pixels: labels at the ends hang inwards."""
    x = at * width / 100
    return x + {"start": LABEL / 2, "middle": 0.0, "end": -LABEL / 2}[_anchor(at)]


def _anchor(at: float) -> str:
    return "start" if at < EDGE else "end" if at > 100 - EDGE else "middle"


def day_of(value: str | None) -> date | None:
    """The first day of an EDTF date; None where it tells none."""
    found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value or "")
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
