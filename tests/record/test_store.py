from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import exc, func, select, text

from mahdar.errors import UsageError
from mahdar.invariants import InvariantError
from mahdar.model import Outlet, Published, Reading, Span
from mahdar.record import Record, schema
from mahdar.record.queries.meetings import meeting
from mahdar.record.queries.overview import overview
from mahdar.record.queries.pages import page, reading
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
def test_a_reading_comes_back_as_it_was(tmp_path: Path, original: Reading) -> None:
    with Record.create_or_open(tmp_path / "a.mahdar") as record:
        assert record.add(original)
        with record.read() as connection:
            assert reading(connection, original.page) == original


def test_the_same_reading_twice_is_nothing_new(tmp_path: Path) -> None:
    with Record.create_or_open(tmp_path / "a.mahdar") as record:
        assert all(record.add(r) for r in all_readings())
        before = {name: count(record, name) for name in schema.metadata.tables}
        assert not any(record.add(r) for r in all_readings())
        assert {name: count(record, name) for name in schema.metadata.tables} == before


def test_has_tells_what_was_read_by_which_engine(tmp_path: Path) -> None:
    one = round_19().reading()
    with Record.create_or_open(tmp_path / "a.mahdar") as record:
        assert not record.has(one.page, one.source, one.engine)
        record.add(one)
        assert record.has(one.page, one.source, one.engine)
        assert not record.has(one.page, "elsewhere.txt", one.engine)
        assert not record.has(one.page, one.source, "9.9")


@pytest.mark.parametrize("turned", [False, True])
def test_the_same_bytes_from_two_sources_are_one_page_with_two_captures(tmp_path: Path, turned: bool) -> None:
    one = recaptured(round_19().reading(), "a.txt", "2022-11-23", "صحيفة أولى")
    earlier = recaptured(one, "b.txt", "2022-11-22", "صحيفة ثانية")
    with Record.create_or_open(tmp_path / "a.mahdar") as record:
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


def test_another_engine_replaces_what_the_last_one_made(tmp_path: Path) -> None:
    old = round_19().reading()
    new = msgspec.structs.replace(old, engine="0.2.0", statements=old.statements[:1], meetings=(), rejected=())
    with Record.create_or_open(tmp_path / "a.mahdar") as record:
        record.add(old)
        assert record.add(new)
        with record.read() as connection:
            assert reading(connection, old.page) == new
            assert meeting(connection, "astana-19") is None, "no page tells of it any more"
            for table in schema.LAYERS:
                assert set(connection.execute(select(table.c.engine)).scalars()) <= {"0.2.0"}
        assert count(record, "captures") == 1


def test_what_is_derived_goes_with_the_pages_that_have_it(tmp_path: Path) -> None:
    old = envoy().reading()
    with Record.create_or_open(tmp_path / "a.mahdar") as record:
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


def test_a_reading_that_breaks_its_promise_adds_nothing(tmp_path: Path) -> None:
    good = round_19().reading()
    beyond = msgspec.structs.replace(good.statements[0], end=10_000)
    twice = msgspec.structs.replace(good, statements=(*good.statements, good.statements[0]))
    with Record.create_or_open(tmp_path / "a.mahdar") as record:
        with pytest.raises(InvariantError, match=r"\$\.statements\[0\]"):
            record.add(msgspec.structs.replace(good, statements=(beyond,)))
        with pytest.raises(InvariantError, match=r"expected each id once, got .* - at \$\.statements\[3\]\.id"):
            record.add(twice)
        assert count(record, "pages") == 0


def test_a_failure_midway_leaves_the_record_as_it_was(tmp_path: Path) -> None:
    with Record.create_or_open(tmp_path / "a.mahdar") as record:
        record.add(undated_call().reading())
    with sqlite3.connect(tmp_path / "a.mahdar") as raw:
        raw.execute("CREATE TRIGGER full BEFORE INSERT ON evidence BEGIN SELECT RAISE(ABORT, 'disk full'); END")
    with Record.open(tmp_path / "a.mahdar") as record:
        before = {name: count(record, name) for name in schema.metadata.tables}
        with pytest.raises(exc.DatabaseError, match="disk full"):
            record.add(round_19().reading())
        assert {name: count(record, name) for name in schema.metadata.tables} == before


def test_several_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    faults: list[Exception] = []

    def write(n: int) -> None:
        try:
            with Record.create_or_open(tmp_path / "a.mahdar") as record:
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
    with Record.open(tmp_path / "a.mahdar") as record:
        assert (count(record, "pages"), count(record, "captures")) == (4, 16)


def test_one_record_is_made_by_many_at_once(tmp_path: Path) -> None:
    faults: list[Exception] = []

    def make(path: Path, together: threading.Barrier) -> None:
        together.wait()
        try:
            Record.create_or_open(path).close()
        except Exception as fault:
            faults.append(fault)

    for attempt in range(40):  # About one in ten went wrong while the switch to write-ahead logging didn't wait.
        together = threading.Barrier(6)
        threads = [threading.Thread(target=make, args=(tmp_path / f"{attempt}.mahdar", together)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not faults


def test_a_record_that_another_process_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mahdar.record.store._BUSY_MS", 50)
    path = tmp_path / "a.mahdar"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("CREATE TABLE alembic_version (version_num)")
    other.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(UsageError, match="another process is writing to the record; try again when it is done"):
            Record.create_or_open(path)
    finally:
        other.close()


def test_opening_what_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file; make one with `mahdar build`"):
        Record.open(tmp_path / "none.mahdar")
    with pytest.raises(UsageError, match="a folder"):
        Record.open(tmp_path)
    with pytest.raises(UsageError, match="expected an existing folder"):
        Record.create_or_open(tmp_path / "none" / "a.mahdar")
    (tmp_path / "text.mahdar").write_text("ليس سجلا" * 200, encoding="utf-8")
    with pytest.raises(UsageError, match="not a database"):
        Record.create_or_open(tmp_path / "text.mahdar")
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE songs (id)")
    with pytest.raises(UsageError, match="another database with the tables songs"):
        Record.create_or_open(tmp_path / "other.db")


def test_a_record_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    Record.create_or_open(tmp_path / "a.mahdar").close()
    with sqlite3.connect(tmp_path / "a.mahdar") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(UsageError, match="use a newer Mahdar"):
        Record.open(tmp_path / "a.mahdar")


def test_any_file_name_will_do(tmp_path: Path) -> None:
    for name in ("محضر جنيف.mahdar", "a?b=c#d%20.mahdar"):
        with Record.create_or_open(tmp_path / name) as record:
            record.add(round_19().reading())
        assert (tmp_path / name).is_file()


def test_read_only_refuses_to_write(tmp_path: Path) -> None:
    Record.create_or_open(tmp_path / "a.mahdar").close()
    with Record.open(tmp_path / "a.mahdar", read_only=True) as record, pytest.raises(exc.OperationalError, match="readonly"):
        record.add(round_19().reading())


def test_the_file_keeps_its_promises(tmp_path: Path) -> None:
    with Record.create_or_open(tmp_path / "a.mahdar") as record:
        for r in all_readings():
            record.add(r)
        with record.read() as connection:
            assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
            names = connection.execute(select(schema.names.c.form, schema.names.c.start, schema.names.c.end, schema.pages.c.text).join(schema.pages))
            assert all(row.form == Span(start=row.start, end=row.end).of(row.text) for row in names)
