from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import text

from mahdar.errors import UnavailableError, UsageError
from mahdar.record import Record
from mahdar.record.care.doctor import examine
from tests.support.killing import contents, write_pages
from tests.support.nursery import Nursery
from tests.support.places import dump
from tests.support.readings import all_readings, round_19, undated_call
from tests.support.records import record_of


def test_a_record_that_another_process_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mahdar.record.stores.sqlite._BUSY_MS", 50)
    path = tmp_path / "a.mahdar"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("CREATE TABLE alembic_version (version_num)")
    other.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(UnavailableError, match="another process is writing to the record; try again when it is done"):
            Record.create_or_open(path)
    finally:
        other.close()


def test_a_page_that_another_writer_keeps_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mahdar.record.stores.sqlite._BUSY_MS", 50)
    path = record_of([undated_call().reading()], tmp_path / "a.mahdar")
    before = dump(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with Record.open(path) as record:
            with pytest.raises(UnavailableError, match="another process is writing to the record"):
                record.add(round_19().reading())
            assert dump(path) == before
            other.rollback()
            assert record.add(round_19().reading()), "goes on when mended"
    finally:
        other.close()


def test_a_full_disk(tmp_path: Path) -> None:
    path = record_of([undated_call().reading()], tmp_path / "a.mahdar")
    before = dump(path)
    good = round_19().reading()
    long = msgspec.structs.replace(good, text=good.text + "\nس" * 200_000)
    with Record.open(path) as record:
        with record.read() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
            connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        with pytest.raises(UnavailableError, match=r"a\.mahdar: the disk is full; make room and try again: what was added until now is kept"):
            record.add(long)
        assert dump(path) == before
        with record.read() as connection:
            connection.execute(text("PRAGMA max_page_count = 100000"))
        assert record.add(long), "goes on when mended"


def test_a_disk_that_fills_up_amid_a_build_and_is_mended(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk: the system refuses to write more."""
    pages, whole, path = write_pages(tmp_path / "pages", number=60), tmp_path / "whole.mahdar", tmp_path / "a.mahdar"
    with Nursery() as nursery:
        assert nursery.run(["build", whole, pages]).status == 0
        with Record.create_or_open(path):
            pass
        files = [Path(f"{path}{end}") for end in ("", "-wal")]
        limit = max(file.stat().st_size for file in files if file.exists()) + 150_000
        broken = nursery.run(["build", path, pages], largest=limit)
        assert broken.status == 2
        assert "the disk" in broken.said
        assert "what was added until now is kept" in broken.said
        assert "Traceback" not in broken.said
        with Record.open(path) as record:
            assert [one for one in examine(record) if one.sort == "fault"] == []
        assert nursery.run(["build", path, pages, "--resume"]).status == 0
    assert contents(path) == contents(whole)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere; test_a_file_that_cannot_be_written stands for it")
def test_a_file_without_the_permission(tmp_path: Path) -> None:
    path = record_of([undated_call().reading()], tmp_path / "a.mahdar")
    before = dump(path)
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(UnavailableError, match="look at its permissions"), Record.open(path) as record:
            record.add(round_19().reading())
    finally:
        tmp_path.chmod(0o755)
        path.chmod(0o644)
    assert dump(path) == before
    with Record.open(path) as record:
        assert record.add(round_19().reading()), "goes on when mended"


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    path = record_of([undated_call().reading()], tmp_path / "a.mahdar")
    with Record.open(path) as record:
        # As SQLite says it of a file without the permission, which root would have.
        with record.read() as connection:
            connection.execute(text("PRAGMA query_only = ON"))
        with pytest.raises(UnavailableError, match="the file can't be written; look at its permissions"):
            record.add(round_19().reading())


def test_what_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file; make one with `mahdar build`"):
        Record.open(tmp_path / "none.mahdar")
    with pytest.raises(UsageError, match="a folder"):
        Record.open(tmp_path)
    with pytest.raises(UsageError, match="expected an existing folder"):
        Record.create_or_open(tmp_path / "none" / "a.mahdar")
    (tmp_path / "text.mahdar").write_text("ليس سجلا" * 200, encoding="utf-8")
    with pytest.raises(UsageError, match="not a database"):
        Record.create_or_open(tmp_path / "text.mahdar")


def test_any_file_name_will_do(tmp_path: Path) -> None:
    for name in ("محضر جنيف.mahdar", "a?b=c#d%20.mahdar"):
        with Record.create_or_open(tmp_path / name) as record:
            record.add(round_19().reading())
        assert (tmp_path / name).is_file()


def test_the_file_keeps_its_promises(tmp_path: Path) -> None:
    with Record.create_or_open(tmp_path / "a.mahdar") as record:
        for r in all_readings():
            record.add(r)
        with record.read() as connection:
            assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
