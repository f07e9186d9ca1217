"""Lists from place to place: the same on both stores, by steps as in one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection

from mahdar.linking.linker import shipped
from mahdar.record import Record
from mahdar.record.queries import entities, matching, meetings, pages, processes, statements, stories, walks
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.places import BEGINNING, Place, Stretch
from mahdar.record.queries.walks import MeetingFilter
from tests.support.places import Places
from tests.support.readings import all_readings, named_readings, process_readings, stated_readings
from tests.support.records import record_of

Walk = Callable[..., Stretch[Any, Any]]

READINGS = tuple({one.page: one for one in (*all_readings(), *named_readings(), *stated_readings(), *process_readings())}.values())


@pytest.fixture(scope="module")
def record(shared_place: Places) -> Iterator[Record]:
    with Record.create_or_open(record_of(READINGS, shared_place("a.mahdar"))) as opened:
        opened.link(shipped)
        opened.settle()
        yield opened


@pytest.fixture(scope="module")
def connection(record: Record) -> Iterator[Connection]:
    with record.read() as opened:
        yield opened


def walked(walk: Walk, limit: int) -> list[Any]:
    """All items, some at once; the list is counted once."""
    items: list[Any] = []
    place: Place[Any] = BEGINNING
    while True:
        found = walk(place=place, limit=limit)
        items += found.items
        if found.last is None:
            assert len(items) == found.total
            return items
        place = Place(after=found.last, passed=len(items), total=found.total)


@pytest.mark.parametrize("limit", [1, 3])
def test_steps_lead_through_the_whole_list(connection: Connection, limit: int) -> None:
    def walk(of: Walk, *given: Any, **asked: Any) -> list[Any]:
        return walked(lambda **where: of(connection, *given, **asked, **where), limit)

    many = 500
    assert walk(walks.statements, StatementFilter()) == list(statements.statements(connection, limit=many).items)
    speaker = StatementFilter(speaker="lavrentiev")
    assert walk(walks.statements, speaker) == list(statements.statements(connection, speaker, limit=many).items)
    assert walk(walks.pages) == list(pages.pages(connection, limit=many).items)
    assert walk(walks.pages, entity="russia") == list(pages.pages(connection, entity="russia", limit=many).items)
    assert walk(walks.meetings, MeetingFilter()) == list(meetings.meetings(connection, limit=many).items)
    assert walk(walks.meetings, MeetingFilter(firm=True, entity="russia")) == list(
        meetings.meetings(connection, firm=True, entity="russia", limit=many).items
    )
    assert walk(walks.stories) == list(stories.stories(connection, limit=many).items)
    assert walk(walks.entities) == list(entities.entities(connection, limit=many).items)
    assert walk(walks.entities, kind="person", spelt="لافر") == list(entities.entities(connection, kind="person", spelt="لافر", limit=many).items)
    for of in (processes.processes, processes.positions, processes.commitments):
        assert walk(of) == list(of(connection, limit=many).items)
    every = {(said.page.id, said.id) for said in statements.statements(connection, limit=many).items}
    assert set(walk(matching.matches, "NOT زرافة", "statement")) == every


def test_the_state_differs_as_soon_as_anything_is_written(place: Places) -> None:
    first, second, third, *_ = READINGS
    path = record_of([first], place("state.mahdar"))
    with Record.open(path) as reading, Record.open(path) as writing:
        before = reading.state()
        assert reading.state() == before
        with reading.read() as connection:
            pages.pages(connection)
        assert reading.state() == before, "reading changes nothing"
        writing.add(second)
        after = reading.state()
        assert after != before
        assert not writing.add(second)
        reading.add(third)
        assert reading.state() != after, "what it writes itself counts too"


def test_entities_beyond_what_is_ranked_are_counted(connection: Connection) -> None:
    whole = walks.rankings(connection)[None]
    short = walks.Ranking(first=whole.first[:5], total=whole.total)
    for ranked in (whole, short):
        assert walked(partial(walks.entities, connection, ranked=ranked), 3) == walked(partial(walks.entities, connection), 3)
    persons = walks.rankings(connection)["person"]
    assert walked(partial(walks.entities, connection, kind="person", ranked=persons), 2) == walked(
        partial(walks.entities, connection, kind="person"), 2
    )
