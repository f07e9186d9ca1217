"""Searches that people keep: on both stores, in backups and merged records."""

from __future__ import annotations

from pathlib import Path

import pytest

from mahdar.errors import UsageError
from mahdar.record import Record, saving
from mahdar.record.care.copying import backup
from mahdar.record.care.doctor import examine
from mahdar.record.care.merging import merge
from mahdar.record.queries.saved import SavedSearch, saved
from mahdar.record.saving import NAME_LONGEST, remove, save
from tests.support.places import Places


def kept(record: Record) -> list[tuple[str, str, str]]:
    with record.read() as connection:
        return [(one.name, one.query, one.who) for one in saved(connection)]


def test_a_search_is_kept_once_under_its_last_name(place: Places) -> None:
    with Record.create_or_open(place("a.mahdar", empty=True)) as record:
        first = save(record, "  إدلب   ", "search?q=إدلب", who="سارة")
        assert kept(record) == [("إدلب", "search?q=إدلب", "سارة")]
        again = save(record, "معركة إدلب", "search?q=إدلب", who="سارة")
        save(record, "طلبات", "statements?act=call", who="سارة")
        save(record, "إدلب", "search?q=إدلب", who="عمر")
        assert again.id == first.id
        assert [name for name, _, _ in kept(record)] == ["إدلب", "طلبات", "معركة إدلب"]
        remove(record, first.id)
        remove(record, first.id)
        assert [who for _, _, who in kept(record)] == ["عمر", "سارة"]


@pytest.mark.parametrize(
    ("name", "query"),
    [("", "search?q=x"), ("x" * (NAME_LONGEST + 1), "search?q=x"), ("x", "page/1"), ("x", "//elsewhere"), ("x", "search"), ("x", "search?q=\n")],
)
def test_what_is_no_search_is_not_kept(tmp_path: Path, name: str, query: str) -> None:
    with Record.create_or_open(tmp_path / "a.mahdar") as record:
        with pytest.raises(UsageError, match="expected"):
            save(record, name, query, who="سارة")
        assert kept(record) == []


def test_there_is_an_end_to_what_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "MOST", 1)
    with Record.create_or_open(tmp_path / "a.mahdar") as record:
        save(record, "1", "search?q=1", who="سارة")
        save(record, "one", "search?q=1", who="سارة")
        with pytest.raises(UsageError, match="at most 1"):
            save(record, "2", "search?q=2", who="سارة")


def test_backups_and_merged_records_have_them(place: Places, tmp_path: Path) -> None:
    with Record.create_or_open(tmp_path / "other.mahdar") as other, Record.create_or_open(place("into.mahdar", empty=True)) as into:
        save(into, "هنا", "search?q=1", who="سارة")
        save(other, "هناك", "search?q=1", who="سارة")
        save(other, "أخرى", "search?q=2", who="عمر")
        merge(into, other)
        merge(into, other)
        assert kept(into) == [("أخرى", "search?q=2", "عمر"), ("هنا", "search?q=1", "سارة")]
        assert list(examine(into)) == []
        backup(place("into.mahdar"), tmp_path / "backup.mahdar")
        with Record.open(tmp_path / "backup.mahdar") as copy:
            assert kept(copy) == kept(into)


def test_a_kept_search_tells_since_when(tmp_path: Path) -> None:
    with Record.create_or_open(tmp_path / "a.mahdar") as record:
        made = save(record, "x", "search?q=x", who="سارة")
        with record.read() as connection:
            assert saved(connection) == (made,)
    assert isinstance(made, SavedSearch)
    assert made.at.endswith("+00:00")
