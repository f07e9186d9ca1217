"""Backups: the whole record at one moment, in a file that can be restored to either store."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from mahdar.corrections import Change, Target
from mahdar.errors import UsageError
from mahdar.linking.linker import shipped
from mahdar.record import Record
from mahdar.record.care.copying import backup, restore
from mahdar.record.care.doctor import examine
from mahdar.record.queries.search import search
from tests.support.judging import LAVROV
from tests.support.places import Places, Where, downgrade, dump, opened, run
from tests.support.readings import all_readings, named_readings, process_readings, round_19
from tests.support.records import record_of


def everything(where: Where) -> dict[str, list[str]]:
    """All rows of all tables, alike on both stores."""
    from sqlalchemy import Boolean, select

    from mahdar.record import schema

    with opened(where) as connection:
        return {
            table.name: sorted(
                str([bool(v) if isinstance(c.type, Boolean) else v for c, v in zip(table.columns, row, strict=True)])
                for row in connection.execute(select(table))
            )
            for table in schema.metadata.sorted_tables
        }


@pytest.fixture
def full(place: Places) -> Where:
    where = record_of([*all_readings(), *named_readings(), *process_readings()], place("full.mahdar"))
    merge = Change(kind="merge", target=Target(layer="entity", item="lavrentiev"), value="lavrov", entities=(LAVROV,))
    with Record.open(where) as record:
        record.judge(merge, who="سارة")
        record.link(shipped)
    return where


def test_a_backup_holds_everything_and_is_restored_to_either_store(full: Where, place: Places, cluster_place: Places, tmp_path: Path) -> None:
    file = tmp_path / "backup.mahdar"
    backup(full, file)
    assert [path.name for path in tmp_path.glob("*backup*")] == ["backup.mahdar"], "one file alone"
    expected = everything(full)
    assert all(
        expected[name] for name in ("judgements", "judged", "redirects", "machine_readings", "machine_captures", "search_docs", "search_texts")
    )
    assert everything(file) == expected
    for where in (tmp_path / "new.mahdar", cluster_place("new", empty=True)):
        restore(file, where)
        assert everything(where) == expected
        with Record.open(where) as record:
            assert list(examine(record)) == []
            with record.read() as connection:
                assert search(connection, "لافرينتييف").total
            record.add_all(r for r in all_readings())
            record.link(shipped)  # Numbers go on after those that were restored.
    assert everything(file) == expected


def test_what_is_there_is_replaced_only_on_request(full: Where, place: Places, tmp_path: Path) -> None:
    file = tmp_path / "backup.mahdar"
    backup(full, file)
    with pytest.raises(UsageError, match="expected no file there, got one; --replace"):
        backup(full, file)
    other = record_of([round_19().reading()], place("other.mahdar"))
    before = everything(other)
    with pytest.raises(UsageError, match="expected no record there, got one; --replace"):
        restore(file, other)
    assert everything(other) == before
    with Record.open(other) as kept_open, kept_open.read():
        pass
    restore(file, other, replace=True)
    assert everything(other) == everything(full)
    backup(other, file, replace=True)
    assert everything(file) == everything(full)


def test_a_backup_is_of_one_moment_while_others_write(place: Places, tmp_path: Path) -> None:
    where = record_of([], place("a.mahdar"))
    with Record.open(where) as record:
        writer = threading.Thread(target=lambda: [record.add(r) for r in (*all_readings(), *named_readings(), *process_readings())])
        writer.start()
        for n in range(6):
            backup(where, tmp_path / f"{n}.mahdar")
        writer.join(timeout=60)
    for n in range(6):
        with Record.open(tmp_path / f"{n}.mahdar") as copy:
            assert [one for one in examine(copy) if one.check != "links"] == []


def test_an_older_backup_is_brought_up_to_date_and_left_as_it_is(tmp_path: Path) -> None:
    file = record_of(all_readings(), tmp_path / "old.mahdar")
    downgrade(file, "0006")
    run(file, "PRAGMA journal_mode = DELETE")
    before = dump(file)
    restore(file, tmp_path / "new.mahdar")
    assert dump(file) == before
    with Record.open(tmp_path / "new.mahdar") as record:
        assert [one.check for one in examine(record)] == ["links"]


def test_what_is_no_record_is_not_restored(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no record" * 100)
    good = record_of([round_19().reading()], tmp_path / "good.mahdar")
    before = dump(good)
    for replace in (False, True):
        with pytest.raises(UsageError):
            restore(tmp_path / "text", good if replace else tmp_path / "new.mahdar", replace=replace)
    with pytest.raises(UsageError, match="got no such file"):
        restore(tmp_path / "none", tmp_path / "new.mahdar")
    with pytest.raises(UsageError, match="expected an existing folder"):
        backup(good, tmp_path / "nowhere" / "b")
    assert not (tmp_path / "new.mahdar").exists()
    assert dump(good) == before
    assert [path.name for path in tmp_path.glob(".*")] == []
