from __future__ import annotations

import time
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select

from mahdar.record import Record, keeping, schema
from mahdar.record.keeping import Kept
from tests.support.readings import all_readings


def pages(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(schema.pages)).scalar_one()


def test_it_is_made_once_for_each_state(tmp_path: Path) -> None:
    first, second, *_ = all_readings()
    with Record.create_or_open(tmp_path / "a.mahdar") as record, Record.open(tmp_path / "a.mahdar", read_only=True) as reader:
        kept = Kept(reader, pages)
        record.add(first)
        assert [kept.get(), kept.get(), kept.times_made] == [1, 1, 1]
        record.add(second)
        assert [kept.get(), kept.get(), kept.times_made] == [2, 2, 2]


def test_what_takes_long_is_made_beside_the_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", -1.0)
    first, second, *_ = all_readings()
    with Record.create_or_open(tmp_path / "a.mahdar") as record, Record.open(tmp_path / "a.mahdar", read_only=True) as reader:
        record.add(first)
        kept = Kept(reader, pages)
        assert kept.get() == 1, "the first one waits"
        record.add(second)
        assert kept.get() == 1, "the others get what there is"
        until = time.monotonic() + 10
        while kept.times_made < 2 and time.monotonic() < until:
            time.sleep(0.01)
        assert kept.get() == 2


def test_what_cannot_be_made_is_told_and_tried_again(tmp_path: Path) -> None:
    failing = [True]

    def make(connection: Connection) -> int:
        if failing.pop() if failing else False:
            raise ValueError("no")
        return pages(connection)

    with Record.create_or_open(tmp_path / "a.mahdar") as record:
        kept = Kept(record, make)
        with pytest.raises(ValueError, match="no"):
            kept.get()
        assert kept.get() == 0
