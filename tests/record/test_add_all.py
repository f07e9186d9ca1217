"""Adding many pages at once: the record that adding each makes."""

from __future__ import annotations

import random
from functools import partial

import msgspec
import pytest
from sqlalchemy import select

from mahdar.corrections import Target
from mahdar.errors import SourceError, UnavailableError
from mahdar.invariants import InvariantError
from mahdar.model import Outlet, Reading
from mahdar.record import Record, judging, schema, store
from mahdar.record.indexing import differing
from tests.record.stores.test_postgres import at_once
from tests.support.judging import LAVROV, judged, target_of
from tests.support.places import Places, dump
from tests.support.readings import all_readings, named_readings, process_readings, round_19
from tests.support.records import record_of


def distinct() -> list[Reading]:
    """Each page once."""
    return list({r.page: r for r in (*all_readings(), *named_readings(), *process_readings())}.values())


def many() -> list[Reading]:
    """Pages, some of them found twice, some read again by another engine."""
    pages = distinct()
    again = [msgspec.structs.replace(r, source=f"again/{r.source}", outlet=Outlet(label="صحيفة أخرى", entity=None, basis="given")) for r in pages]
    newer = [msgspec.structs.replace(r, engine="9.9", names=r.names[:1], references=()) for r in pages[:3]]
    return [*pages, *again, *newer]


@pytest.mark.parametrize("size", [2, 7, 1000])
def test_the_record_is_the_one_that_adding_each_makes(place: Places, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    readings = many()
    alone = record_of(readings, place("alone.mahdar"))
    monkeypatch.setattr(store, "AT_ONCE", size)
    with Record.create_or_open(place("a.mahdar")) as record:
        assert record.add_all(iter(readings)) == (len(readings), ())
        before = dump(place("a.mahdar"))
        # Read by another engine before, these come as something new.
        assert record.add_all(readings[3 : len(readings) - 3]).new == 0
    assert dump(place("a.mahdar")) == before == dump(alone)


def test_pages_come_at_once_with_what_was_judged(place: Places) -> None:
    """Those that a judgement bears on are shown with it, and it is as if each had come alone."""
    read = round_19().reading()
    merged = judged("merge", Target(layer="entity", item="lavrentiev"), value="lavrov", entities=(LAVROV,))
    judgements = [merged, judged("correct", target_of(read, "page"), second=1, field="published", value="2021")]
    for name, at_once_ in (("alone.mahdar", False), ("a.mahdar", True)):
        with Record.create_or_open(place(name)) as record:
            record.take_over(judgements)
            if at_once_:
                assert record.add_all(distinct()).new == len(distinct())
            else:
                assert {record.add(reading) for reading in distinct()} == {True}
            with record.read() as connection:
                assert differing(connection) == []
                assert connection.execute(select(schema.entities.c.page).where(schema.entities.c.id == "lavrentiev")).all() == []
                assert connection.execute(select(schema.machine_readings.c.page).where(schema.machine_readings.c.page == read.page)).first()
    assert dump(place("a.mahdar")) == dump(place("alone.mahdar"))


def test_pages_at_once_are_added_in_any_order(place: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = distinct()
    expected = dump(record_of(pages, place("alone.mahdar")))
    monkeypatch.setattr(store, "AT_ONCE", 5)
    for seed in range(3):
        random.Random(seed).shuffle(pages)
        with Record.create_or_open(place(f"{seed}.mahdar")) as record:
            record.add_all(pages)
        assert dump(place(f"{seed}.mahdar")) == expected


def test_a_faulty_reading_is_told_and_costs_no_other(place: Places) -> None:
    pages = distinct()
    broken = msgspec.structs.replace(pages[0], page="0" * 64, text="قصير")
    twice = msgspec.structs.replace(round_19().reading(), page="1" * 64, statements=round_19().reading().statements[:1] * 2, meetings=())
    with Record.create_or_open(place("a.mahdar")) as record:
        added = record.add_all([broken, *pages[:2], twice, *pages[2:]])
    assert (added.new, [one.reading for one in added.refused]) == (len(pages), [broken, twice])
    assert all(isinstance(one.error, InvariantError) for one in added.refused)
    assert dump(place("a.mahdar")) == dump(record_of(pages, place("alone.mahdar")))


def test_what_the_store_cannot_hold_costs_no_other(cluster_place: Places) -> None:
    pages = distinct()
    with_nul = msgspec.structs.replace(pages[1], page="2" * 64, source="with\0nul")
    with Record.create_or_open(cluster_place("a")) as record:
        added = record.add_all([*pages[:2], with_nul, *pages[2:]])
    assert (added.new, [one.reading.source for one in added.refused]) == (len(pages), ["with\0nul"])
    assert isinstance(added.refused[0].error, SourceError)
    assert dump(cluster_place("a")) == dump(record_of(pages, cluster_place("alone")))


def test_what_was_added_before_a_fault_of_the_store_is_kept(place: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = distinct()
    monkeypatch.setattr(store, "AT_ONCE", 2)
    add_new, times = judging.add_new, [0]

    def failing(*given: object) -> set[str]:
        times[0] += 1
        if times[0] == 3:
            raise UnavailableError("the disk is full")
        return add_new(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(judging, "add_new", failing)
    with Record.create_or_open(place("a.mahdar")) as record:
        with pytest.raises(UnavailableError):
            record.add_all(pages)
        monkeypatch.undo()
        assert dump(place("a.mahdar")) == dump(record_of(pages[:4], place("some.mahdar")))
        assert record.add_all(pages).new == len(pages) - 4
    assert dump(place("a.mahdar")) == dump(record_of(pages, place("alone.mahdar")))


def test_several_writers_at_once(cluster_place: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "AT_ONCE", 4)
    pages = distinct()
    expected = dump(record_of(pages, cluster_place("alone")))
    with Record.create_or_open(cluster_place("a")) as record:
        assert at_once(*(partial(record.add_all, pages[:: -1 if n % 2 else 1]) for n in range(4))) == []
    assert dump(cluster_place("a")) == expected
