"""The window of a time axis, and a process narrowed to a time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.record.process_answers import Beat
from mahdar.web.zoom import inside, window
from tests.support.readings import process_readings
from tests.support.records import record_of
from tests.support.rooms import Client, reading_room
from tests.web.test_processes import section
from tests.web.test_said import plain


def beats(*days: str) -> tuple[Beat, ...]:
    return tuple(Beat(id=f"talks-{n}", start=day, series="talks", ordinal=n, pages=1) for n, day in enumerate(days))


SOME = beats("2017-01-23", "2017-05", "2018-02-01", "2019-08-01", "2022-11-22")


def test_all_is_shown_unless_asked() -> None:
    shown = window(SOME, None, None)
    assert shown is not None
    assert (shown.since, shown.until, shown.whole) == ("2017-01-23", "2022-11-22", True)
    assert (shown.farther, shown.earlier, shown.later) == (None, None, None)
    assert shown.nearer is not None
    assert inside(SOME, shown) == SOME


def test_years_and_months_are_whole() -> None:
    shown = window(SOME, "2017", "2018-02")
    assert shown is not None
    assert (shown.since, shown.until) == ("2017-01-01", "2018-02-28")
    assert [beat.id for beat in inside(SOME, shown)] == ["talks-0", "talks-1", "talks-2"]
    assert shown.earlier is None
    assert shown.later is not None


def test_what_isnt_a_time_has_no_window() -> None:
    assert window((), None, None) is None
    assert window(beats("2017-01-23"), None, None) is None


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_steps_come_back(start: int, length: int) -> None:
    shown = window(SOME, f"{2016 + start // 365}", f"{2016 + (start + length) // 365}")
    assert shown is not None
    for step in (shown.nearer, shown.farther, shown.earlier, shown.later):
        if step:
            next_ = window(SOME, *step)
            assert next_ is not None
            assert step[0] <= step[1]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    path = record_of(process_readings(), tmp_path_factory.mktemp("zoom") / "process.mahdar")
    with reading_room(path) as opened:
        yield opened


def test_a_process_is_narrowed_by_its_address(room: Client) -> None:
    whole, later = room.get("/process/astana").text, room.get("/process/astana?since=2022&until=2022").text
    assert "تقتصر هذه الصفحة" not in plain(whole)
    assert "تقتصر هذه الصفحة" in plain(later) or 'id="time"' not in whole
    assert room.get("/process/astana?since=1999&until=1999").status_code == 200
    assert room.get("/process/astana?since=soon").status_code == 400
    assert room.get("/process/astana.json?since=2022").json()["since"] == "2022"


def test_a_cell_opens_what_was_said(room: Client) -> None:
    source = room.get("/process/astana").text
    cells = source.partition('<details class="cell">')[2].partition("</details>")[0]
    assert "/statement/" in cells
    assert "تغيّر في" in section(source, "positions")


def test_an_issue_tells_since_when_and_what_changed_in_order(room: Client) -> None:
    source = room.get("/issue/astana/withdrawal").text
    assert "كيف تغيّرت المواقف" in plain(source)
    turns = source.partition('<section id="turns"')[2].partition("</section>")[0]
    assert "/page/" in turns, "each with its words"
    assert "منذ" in section(source, "positions")
