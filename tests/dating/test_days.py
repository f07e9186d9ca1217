"""Days that clues weigh: what is likeliest, and how precise it may be said."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.dating.days import Axis, Clue

AXIS = Axis(2000, 2019)
DAYS = st.dates(date(2000, 1, 1), date(2019, 12, 31))


def between(first: date | None, last: date | None, share: float = 0.99) -> Clue:
    return Clue(AXIS.between([(first, last)], share), "between", places=first is not None and last is not None)


@given(DAYS)
def test_a_place_stands_for_its_day(day: date) -> None:
    place = AXIS.index(day)
    assert AXIS.first + timedelta(days=place) == day
    assert AXIS.months[place] == AXIS.month(day.year, day.month)
    assert AXIS.weekday[place] == day.weekday()
    assert AXIS.of_year[place] == day.month - 1


@pytest.mark.parametrize(
    ("first", "last", "value"),
    [
        pytest.param(date(2010, 5, 4), date(2010, 5, 4), "2010-05-04", id="a-day"),
        pytest.param(date(2010, 5, 4), date(2010, 5, 20), "2010-05", id="a-month"),
        pytest.param(date(2010, 1, 1), date(2010, 12, 31), "2010", id="a-year"),
        pytest.param(date(2010, 5, 4), date(2010, 7, 20), "2010-05/2010-07", id="some-months"),
        pytest.param(date(2010, 5, 1), date(2012, 4, 30), "2010-05/2012-04", id="some-years"),
        pytest.param(date(2005, 1, 1), date(2012, 12, 31), None, id="too-long"),
        pytest.param(date(2010, 1, 1), None, None, id="no-end"),
        pytest.param(date(1990, 1, 1), date(2000, 1, 31), "2000-01", id="begins-before-all-days"),
    ],
)
def test_the_value_is_as_precise_as_the_days_allow(first: date, last: date | None, value: str | None) -> None:
    settled = AXIS.settle([between(first, last)])
    assert (settled.value if settled else None) == value


@given(DAYS, st.integers(0, 400))
def test_the_value_holds_the_days_that_the_clue_tells(first: date, days: int) -> None:
    last = min(first + timedelta(days=days), date(2019, 12, 31))
    settled = AXIS.settle([between(first, last)])
    assert settled
    begin, end = settled.value.split("/")[0], settled.value.split("/")[-1]
    middle = f"{first + (last - first) / 2}"
    assert begin <= middle[: len(begin)]
    assert middle[: len(end)] <= end


def test_no_clue_makes_a_day_impossible() -> None:
    settled = AXIS.settle([between(date(2010, 5, 1), date(2010, 5, 31)), *[between(date(2012, 3, 1), date(2012, 3, 31))] * 2])
    assert settled
    assert settled.value == "2012-03"
    assert len(settled.clues) == 2


def test_clues_that_have_no_two_ends_only_narrow_a_place() -> None:
    march = Clue(AXIS.in_year(((0, 0, 0.95),), 3), "this month")
    assert AXIS.settle([march]) is None
    assert AXIS.settle([march, between(date(2010, 1, 1), None)]) is None
    settled = AXIS.settle([march, between(date(2010, 1, 1), date(2010, 12, 31))])
    assert settled
    assert settled.value == "2010-03"


def test_a_spread_is_counted_from_what_is_told() -> None:
    after = np.arange(AXIS.size) - AXIS.index(date(2010, 5, 4))
    weights = AXIS.spread(((0, 1, 0.8), (2, 5, 0.1)), after)
    chances = np.exp(weights)
    day = AXIS.index(date(2010, 5, 4))
    assert chances[day : day + 6] == pytest.approx([0.4, 0.4, 0.025, 0.025, 0.025, 0.025])
    assert chances[:day].max() < 0.001


def test_months_wrap_around_the_year() -> None:
    weights = AXIS.in_year(((1, 1, 0.9),), 12)
    assert date.fromordinal(AXIS.first.toordinal() + int(weights.argmax())).month == 1


def test_days_from_the_nearest_and_from_the_last() -> None:
    places = np.array([AXIS.index(date(2010, 1, 11)), AXIS.index(date(2010, 1, 21))])
    day = AXIS.index(date(2010, 1, 13))
    assert AXIS.after_nearest(places)[[day - 12, day, day + 6]].tolist() == [-10, 2, -2]
    assert AXIS.after_last(places)[[day - 12, day, day + 8]].tolist() == [AXIS.size, 2, 0]
