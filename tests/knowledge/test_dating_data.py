"""The files of summits and happenings: days that there are, states and series that the knowledge has, nothing twice."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import pytest

from mahdar.errors import DataError
from mahdar.knowledge import Gathering, load
from mahdar.knowledge.edtf import is_interval
from mahdar.knowledge.happenings import read_happenings

KNOWN = load()
STATES = {state.id for state in KNOWN.states}
EVENTS = {event.id for event in KNOWN.events}
BODIES = {body.id for body in KNOWN.organizations}
FIRST, LAST = "2003", "2026"


@pytest.mark.parametrize("gathering", KNOWN.gatherings, ids=lambda gathering: gathering.en)
def test_sessions_are_days_in_states_that_there_are(gathering: Gathering) -> None:
    sessions = gathering.held()
    assert [s.days for s in sessions if not is_interval(s.days) or not FIRST <= s.days[:4] <= LAST or len(s.days.split("/")[0]) != 10] == []
    assert [s.state for s in sessions if s.state not in STATES] == []
    assert [s.days for s in sessions if not s.places and not gathering.seat] == []
    assert [s.days for s in sessions] == sorted({s.days for s in sessions})
    numbers = [s.number for s in sessions if s.number is not None]
    assert numbers == sorted(set(numbers))
    assert set(gathering.events) <= EVENTS
    assert set(gathering.bodies) <= BODIES


def test_sessions_of_a_series_do_not_overlap() -> None:
    for gathering in KNOWN.gatherings:
        ends = [(s.days.split("/")[0], s.days.split("/")[-1]) for s in gathering.held()]
        assert all(end < start for (_, end), (start, _) in pairwise(ends)), gathering.en


def test_a_series_is_told_once() -> None:
    named = [name for gathering in KNOWN.gatherings for name in (*gathering.events, *gathering.bodies)]
    assert len(named) == len(set(named))


def test_years_are_covered_evenly() -> None:
    """Every year has sessions and happenings, so that no year draws pages for want of others."""
    for year in range(2004, 2026):
        assert sum(s.days.startswith(str(year)) for gathering in KNOWN.gatherings for s in gathering.held()) >= 4, year
        assert sum(happening.day.year == year for happening in KNOWN.happenings) >= 6, year


def test_happenings_are_in_states_that_there_are_and_in_order() -> None:
    assert [h.en for h in KNOWN.happenings if h.state not in STATES] == []
    keys = [(h.day, h.en, h.state) for h in KNOWN.happenings]
    assert len(keys) == len(set(keys))
    assert [h.day for h in KNOWN.happenings] == sorted(h.day for h in KNOWN.happenings)


@pytest.mark.parametrize(
    "line", ["2021-10-25\tcoup\tsudan", "2021-13-25\tcoup\tsudan\tانقلاب", "2021\tcoup\tsudan\tانقلاب", "2021-10-25\t\tsudan\tانقلاب"]
)
def test_a_faulty_line_is_told(line: str) -> None:
    with pytest.raises(DataError, match=r"mine, line 2: expected a day"):
        read_happenings("mine", f"# head\n{line}\n")


@pytest.mark.parametrize(
    "form",
    [
        pytest.param({"events": ["g8-summit"], "sessions": [["2003-06-01"]]}, id="no-state"),
        pytest.param({"bodies": ["nato"], "sessions": []}, id="no-nouns"),
        pytest.param({"sessions": []}, id="no-series"),
    ],
)
def test_a_faulty_series_is_told(form: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError, match="expected"):
        msgspec.convert({"en": "mine", **form}, Gathering)
