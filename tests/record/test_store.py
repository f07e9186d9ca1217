from __future__ import annotations

import threading

import msgspec
import pytest
from sqlalchemy import exc, func, select

from mahdar.errors import UsageError
from mahdar.invariants import InvariantError
from mahdar.model import Outlet, Published, Reading, Span
from mahdar.record import Record, schema
from mahdar.record.queries.meetings import meeting
from mahdar.record.queries.overview import overview
from mahdar.record.queries.pages import page, reading
from tests.support.places import Places, Where, dump, run
from tests.support.readings import all_readings, envoy, named_readings, round_19, undated_call


def count(record: Record, table: str) -> int:
    with record.read() as connection:
        return connection.execute(select(func.count()).select_from(schema.metadata.tables[table])).scalar_one()


def recaptured(original: Reading, source: str, published: str | None, outlet: str) -> Reading:
    """The same bytes found elsewhere, with another date beside them, to which the page's times are resolved."""
    return msgspec.structs.replace(
        original,
        source=source,
        outlet=Outlet(label=outlet, entity=None, basis="given"),
        published=Published(value=published, basis="given") if published else None,
    )


@pytest.mark.parametrize("original", [*all_readings(), *named_readings()], ids=lambda r: r.source)
def test_a_reading_comes_back_as_it_was(place: Places, original: Reading) -> None:
    with Record.create_or_open(place("a.mahdar")) as record:
        assert record.add(original)
        with record.read() as connection:
            assert reading(connection, original.page) == original


def test_the_same_reading_twice_is_nothing_new(place: Places) -> None:
    with Record.create_or_open(place("a.mahdar")) as record:
        assert all(record.add(r) for r in all_readings())
        before = {name: count(record, name) for name in schema.metadata.tables}
        assert not any(record.add(r) for r in all_readings())
        assert {name: count(record, name) for name in schema.metadata.tables} == before


def test_has_tells_what_was_read_by_which_engine(place: Places) -> None:
    one = round_19().reading()
    with Record.create_or_open(place("a.mahdar")) as record:
        assert not record.has(one.page, one.source, one.engine)
        record.add(one)
        assert record.has(one.page, one.source, one.engine)
        assert not record.has(one.page, "elsewhere.txt", one.engine)
        assert not record.has(one.page, one.source, "9.9")


@pytest.mark.parametrize("turned", [False, True])
def test_the_same_bytes_from_two_sources_are_one_page_with_two_captures(place: Places, turned: bool) -> None:
    one = recaptured(round_19().reading(), "a.txt", "2022-11-23", "صحيفة أولى")
    earlier = recaptured(one, "b.txt", "2022-11-22", "صحيفة ثانية")
    with Record.create_or_open(place("a.mahdar")) as record:
        for found in [earlier, one] if turned else [one, earlier]:
            assert record.add(found)
        with record.read() as connection:
            answer = page(connection, one.page)
            assert overview(connection).pages == 1
            assert overview(connection).captures == 2
    assert answer is not None
    assert answer.reading == earlier, "the earlier of two dated captures is the one whose reading is kept"
    assert [o.label for o in answer.ref.outlets] == ["صحيفة ثانية", "صحيفة أولى"]
    assert [c.source for c in answer.captures] == ["a.txt", "b.txt"]


def test_another_engine_replaces_what_the_last_one_made(place: Places) -> None:
    old = round_19().reading()
    new = msgspec.structs.replace(old, engine="0.2.0", statements=old.statements[:1], meetings=(), rejected=())
    with Record.create_or_open(place("a.mahdar")) as record:
        record.add(old)
        assert record.add(new)
        with record.read() as connection:
            assert reading(connection, old.page) == new
            assert meeting(connection, "astana-19") is None, "no page tells of it any more"
            for table in schema.LAYERS:
                assert set(connection.execute(select(table.c.engine)).scalars()) <= {"0.2.0"}
        assert count(record, "captures") == 1


def test_what_is_derived_goes_with_the_pages_that_have_it(place: Places) -> None:
    old = envoy().reading()
    with Record.create_or_open(place("a.mahdar")) as record:
        record.add(old)
        spelt = schema.spellings.c
        query = select(spelt.form, spelt.folded, spelt.pages).where(spelt.entity == "lavrentiev").order_by(spelt.form)
        with record.read() as connection:
            assert [tuple(row) for row in connection.execute(query)] == [
                ("Alexander Lavrentiev", "alexander lavrentiev", 1),
                ("ألكسندر لافرنتييف", "الكسندر لافرنتييف", 1),
                ("ألكسندر لافرينتييف", "الكسندر لافرينتييف", 1),
                ("لافرنتيف", "لافرنتيف", 1),
            ]
        record.add(msgspec.structs.replace(old, engine="0.2.0", entities=(), names=(), references=(), statements=()))
        assert [count(record, name) for name in ("spellings", "entity_labels", "offices", "entity_references")] == [0, 0, 0, 0]


def test_a_reading_that_breaks_its_promise_adds_nothing(place: Places) -> None:
    good = round_19().reading()
    beyond = msgspec.structs.replace(good.statements[0], end=10_000)
    twice = msgspec.structs.replace(good, statements=(*good.statements, good.statements[0]))
    with Record.create_or_open(place("a.mahdar")) as record:
        with pytest.raises(InvariantError, match=r"\$\.statements\[0\]"):
            record.add(msgspec.structs.replace(good, statements=(beyond,)))
        with pytest.raises(InvariantError, match=r"expected each id once, got .* - at \$\.statements\[3\]\.id"):
            record.add(twice)
        assert count(record, "pages") == 0


_FULL = {
    "sqlite": ["CREATE TRIGGER full_now BEFORE INSERT ON evidence BEGIN SELECT RAISE(ABORT, 'no more'); END"],
    "postgresql": [
        "CREATE FUNCTION no_more() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no more'; END $$",
        "CREATE TRIGGER full_now BEFORE INSERT ON evidence FOR EACH ROW EXECUTE FUNCTION no_more()",
    ],
}
"""What breaks off every page midway."""


def test_a_failure_midway_leaves_the_record_as_it_was(place: Places, kind: str) -> None:
    with Record.create_or_open(place("a.mahdar")) as record:
        record.add(undated_call().reading())
    run(place("a.mahdar"), *_FULL[kind])
    with Record.open(place("a.mahdar")) as record:
        before = dump(place("a.mahdar"))
        with pytest.raises(exc.DatabaseError, match="no more"):
            record.add(round_19().reading())
        assert dump(place("a.mahdar")) == before


def test_several_writers_at_once_lose_nothing(place: Places) -> None:
    faults: list[Exception] = []
    where = place("a.mahdar")

    def write(n: int) -> None:
        try:
            with Record.create_or_open(where) as record:
                for r in all_readings():
                    record.add(msgspec.structs.replace(r, source=f"{n}/{r.source}"))
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    with Record.open(place("a.mahdar")) as record:
        assert (count(record, "pages"), count(record, "captures")) == (4, 16)


def test_one_record_is_made_by_many_at_once(place: Places, kind: str) -> None:
    faults: list[Exception] = []

    def make(path: Where, together: threading.Barrier) -> None:
        together.wait()
        try:
            Record.create_or_open(path).close()
        except Exception as fault:
            faults.append(fault)

    # About one in ten went wrong while SQLite's switch to write-ahead logging didn't wait.
    for attempt in range(40 if kind == "sqlite" else 3):
        together = threading.Barrier(6)
        where = place(f"{attempt}.mahdar", empty=True)
        threads = [threading.Thread(target=make, args=(where, together)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not faults


def test_opening_what_is_no_record(place: Places) -> None:
    place("empty.mahdar", empty=True)
    run(place("other.db", empty=True), "CREATE TABLE songs (id integer)", "CREATE TABLE alembic_version (version_num varchar(32))")
    for open_it in (Record.open, Record.create_or_open):
        with pytest.raises(UsageError, match="another database with the tables alembic_version, songs"):
            open_it(place("other.db"))
    with pytest.raises(UsageError, match=r"expected a record, got (no such file|nothing in it); make one with `mahdar build`"):
        Record.open(place("empty.mahdar"))


def test_a_record_of_a_newer_version_is_refused(place: Places) -> None:
    Record.create_or_open(place("a.mahdar")).close()
    run(place("a.mahdar"), "UPDATE alembic_version SET version_num = '9999'")
    before = dump(place("a.mahdar"))
    for open_it in (Record.open, Record.create_or_open):
        with pytest.raises(UsageError, match=r"expected a record of revision 0\d+ or older, got 9999; use a newer Mahdar"):
            open_it(place("a.mahdar"))
    assert dump(place("a.mahdar")) == before


def test_read_only_refuses_to_write(place: Places) -> None:
    Record.create_or_open(place("a.mahdar")).close()
    with Record.open(place("a.mahdar"), read_only=True) as record, pytest.raises(UsageError, match="opened read-only"):
        record.add(round_19().reading())


def test_names_are_what_stands_at_their_spans(place: Places) -> None:
    with Record.create_or_open(place("a.mahdar")) as record:
        for r in all_readings():
            record.add(r)
        with record.read() as connection:
            n, p = schema.names.c, schema.pages.c
            here = func.substr(p.text, n.start + 1, n.end - n.start)
            found = connection.execute(select(n.form, n.start, n.end, p.text, here.label("here")).join(schema.pages)).all()
    assert found
    assert all(row.form == row.here == Span(start=row.start, end=row.end).of(row.text) for row in found)
