"""Linking: the same whatever the order and the steps in which pages came."""

from __future__ import annotations

import random
from collections.abc import Iterable

import msgspec
import pytest
from sqlalchemy import select

from mahdar.linking.linker import shipped
from mahdar.model import Published, Reading
from mahdar.reader import Reader
from mahdar.record import Record, schema
from mahdar.record.queries import stories as queries
from tests.linking.test_stories import QUAKE, QUAKE_AGAIN, VOTE
from tests.support.pages import page_of
from tests.support.places import Places, Where

TEXTS = {
    "one/a": (QUAKE, "2018-09-02"),
    "two/b": (QUAKE_AGAIN, "2018-09-02"),
    "three/c": (QUAKE.replace("عشرين", "ثلاثين"), "2018-09-03"),
    "one/d": (VOTE, "2018-09-03"),
    "two/e": (VOTE + "\nوكانت الانتخابات قد جرت في يونيو.", "2018-09-03"),
    "two/f": (QUAKE, "2019-01-05"),
    "one/g": ("قصيدة\nهذا نص لا يشبه شيئا مما سبق ولا يعرف له يوم.", None),
}


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    reader = Reader()
    found = {}
    for source, (text, day) in TEXTS.items():
        # The same words on another day are another capture of one page, so each gets a mark of its own.
        page = page_of(f"{text}\nرقم {source}", source, published=day, outlet=source.partition("/")[0])
        found[source] = reader.read(page)
    return found


def told(record: Record) -> tuple[object, ...]:
    """All that linking says of a record, by pages and not by numbers."""
    with record.read() as connection:
        rows = tuple(queries.rows(connection))
        pages = connection.execute(select(schema.pages.c.id).order_by(schema.pages.c.id)).scalars().all()
        copies = tuple(queries.copies(connection, page) for page in pages)
        listed = queries.stories(connection, limit=100).items
    return rows, copies, listed


def built(path: Where, steps: Iterable[Iterable[Reading]]) -> tuple[object, ...]:
    with Record.create_or_open(path) as record:
        for step in steps:
            for reading in step:
                record.add(reading)
            record.link(shipped)
        return told(record)


def test_stories_and_copies_with_where_they_were_found(place: Places, readings: dict[str, Reading]) -> None:
    with Record.create_or_open(place("a.mahdar")) as record:
        for reading in readings.values():
            record.add(reading)
        record.link(shipped)
        with record.read() as connection:
            rows = list(queries.rows(connection))
    assert [tuple(sorted(row.captures)) for row in rows] == [("one/a", "three/c", "two/b"), ("one/d", "two/e"), ("two/f",), ("one/g",)]
    assert [row.copies for row in rows] == [(("one/a", "three/c"),), (("one/d", "two/e"),), (), ()]
    assert (rows[0].since, rows[0].until, rows[0].outlets) == ("2018-09-02", "2018-09-03", 3)


def test_the_order_and_the_steps_make_no_difference(place: Places, readings: dict[str, Reading]) -> None:
    every = list(readings.values())
    whole = built(place("whole.mahdar"), [every])
    for seed in range(4):
        rng = random.Random(seed)
        rng.shuffle(every)
        assert built(place(f"{seed}.mahdar"), [[reading] for reading in every]) == whole
        assert built(place(f"{seed}-two.mahdar"), [every[:3], every[3:]]) == whole


def test_linking_again_changes_nothing(place: Places, readings: dict[str, Reading]) -> None:
    with Record.create_or_open(place("a.mahdar")) as record:
        for reading in readings.values():
            record.add(reading)
        record.link(shipped)
        before = told(record)

        def none() -> None:
            pytest.fail("a linker was made where there was nothing to link")

        record.link(none)  # type: ignore[arg-type]
        assert told(record) == before


def test_a_page_read_anew_is_linked_anew_and_so_are_its_neighbours(place: Places, readings: dict[str, Reading]) -> None:
    moved = msgspec.structs.replace(readings["two/b"], published=Published(value="2018-11-20", basis="given"), engine="0.0.0")
    others = [reading for source, reading in readings.items() if source != "two/b"]
    expected = built(place("expected.mahdar"), [[*others, moved]])
    assert built(place("a.mahdar"), [[*others, readings["two/b"]], [moved]]) == expected


def test_a_story_that_an_earlier_page_renames_is_found_by_its_old_id(place: Places, readings: dict[str, Reading]) -> None:
    with Record.create_or_open(place("a.mahdar")) as record:
        record.add(readings["three/c"])
        record.link(shipped)
        with record.read() as connection:
            old = queries.of_page(connection, readings["three/c"].page)
        assert old is not None
        record.add(readings["one/a"])
        record.link(shipped)
        with record.read() as connection:
            found = queries.story(connection, old)
            assert found is not None
            assert found.ref.id == queries.of_page(connection, readings["one/a"].page) != old
            assert [page.source for page in found.pages] == ["one/a", "three/c"]
            assert [copy.sort for copy in found.copies] == ["near"]
            assert queries.story(connection, "000000000000") is None
