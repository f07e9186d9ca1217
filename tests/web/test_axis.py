from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from mahdar.record.process_answers import Beat
from mahdar.web.axis import LABEL, WIDTHS, Dot, dots


def beat(n: int, start: str | None) -> Beat:
    return Beat(id=f"astana-{n}", start=start, series="astana", ordinal=n, pages=1)


def left(dot: Dot, width: int) -> float:
    return dot.at * width / 100 - {"start": 0.0, "middle": LABEL / 2, "end": LABEL}[dot.anchor]


days = st.lists(st.integers(0, 4000), min_size=1, max_size=40).map(sorted)


@given(days, st.integers(0, 39))
@example([0] * 9 + [1, 8], 9)
def test_labels_never_overlap_at_any_width(offsets: list[int], chosen: int) -> None:
    beats = [beat(n, str(date(2017, 1, 1) + timedelta(days=days))) for n, days in enumerate(offsets)]
    found = dots(beats, here=f"astana-{min(chosen, len(beats) - 1)}")
    for width in WIDTHS:
        shown = sorted(left(dot, width) for dot in found if dot.width and dot.width <= width)
        assert all(b - a >= LABEL - 0.01 * width for a, b in pairwise(shown))
        assert all(a >= -0.01 * width and a + LABEL <= 1.01 * width for a in shown)


@given(days)
def test_dots_keep_the_order_of_time(offsets: list[int]) -> None:
    found = dots([beat(n, str(date(2017, 1, 1) + timedelta(days=days))) for n, days in enumerate(offsets)])
    assert [dot.at for dot in found] == sorted(dot.at for dot in found)
    assert all(0 < dot.at < 100 for dot in found)


def test_the_chosen_round_is_labelled_first() -> None:
    found = dots([beat(1, "2017-01-23"), beat(2, "2017-02-15"), beat(3, "2017-03-14"), beat(19, "2022-11-22")], here="astana-2")
    assert [(dot.here, dot.width) for dot in found][1] == (True, WIDTHS[0])
    assert found[0].width is None, "its neighbour never has room"


def test_what_has_no_day_is_not_on_the_axis() -> None:
    assert dots([beat(1, None), beat(2, "20XX"), beat(3, "2017-13")]) == ()
    assert [dot.at for dot in dots([beat(1, "2017-01")])] == [50.0]
