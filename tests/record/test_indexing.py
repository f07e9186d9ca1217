from __future__ import annotations

import random
import sqlite3
from datetime import date
from pathlib import Path

import msgspec
import pytest
from alembic import command
from alembic.config import Config
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine

from mahdar.record import Record, migrate
from mahdar.record.indexing import RANKS, differing, lowest
from mahdar.record.queries.search import search
from mahdar.record.searchdates import asked_marks, date_marks, day_number
from mahdar.search.syntax import Type
from tests.support.readings import all_readings, named_readings
from tests.support.records import record_of


def held(path: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as opened:
        query = "SELECT sort, item, page, head, body, marks FROM search_docs JOIN search_texts USING (n) ORDER BY 1, 2, 3"
        return opened.execute(query).fetchall()


def test_the_index_equals_a_rebuild_in_any_order(tmp_path: Path) -> None:
    readings = [*all_readings(), *named_readings()]
    first = record_of(readings, tmp_path / "first.mahdar")
    random.Random(5).shuffle(readings)
    second = tmp_path / "second.mahdar"
    with Record.create_or_open(second) as record:
        for reading in readings:  # each is first read otherwise, with other statements and spellings
            record.add(msgspec.structs.replace(reading, engine="0.0.1", statements=(), positions=(), commitments=(), meetings=()))
            record.add(reading)
        with record.read() as connection:
            assert differing(connection) == []
    assert held(first) == held(second)
    with Record.open(first) as record:
        record.reindex()
    assert held(first) == held(second)


def test_what_differs_from_a_rebuild_is_named(tmp_path: Path) -> None:
    path = record_of(named_readings(), tmp_path / "a.mahdar")
    with sqlite3.connect(path) as opened:
        opened.execute("PRAGMA foreign_keys = ON")
        opened.execute("DELETE FROM search_docs WHERE sort = 'entity' AND item = 'lavrentiev'")
    with Record.open(path) as record, record.read() as connection:
        assert differing(connection) == [("entity", "lavrentiev", None)]


def test_a_record_from_before_search_is_indexed_when_opened(tmp_path: Path) -> None:
    path = record_of(named_readings(), tmp_path / "a.mahdar")
    before = held(path)
    with create_engine(f"sqlite:///{path}").begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(migrate.SCRIPTS))
        config.attributes["connection"] = connection
        command.downgrade(config, "0007")
    with sqlite3.connect(path) as opened:
        assert opened.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'search%'").fetchone() == (0,)
    with Record.open(path, read_only=True) as record, record.read() as reading:
        assert search(reading, "لافرينتييف").total
    assert held(path) == before


def test_the_store_index_is_whole(tmp_path: Path) -> None:
    path = record_of(all_readings(), tmp_path / "a.mahdar")
    with sqlite3.connect(path) as opened:
        opened.execute("INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)")


DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@given(DAYS, DAYS, DAYS)
def test_a_day_is_found_in_the_times_that_hold_it(day: date, one: date, other: date) -> None:
    since, until = min(one, other), max(one, other)
    found = bool(set(asked_marks(since, until)) & set(date_marks(str(day))))
    assert found == (since <= day <= until)


@pytest.mark.parametrize(
    ("published", "since", "until", "found"),
    [
        ("2018-09", (2018, 9, 30), (2018, 10, 2), True),
        ("2018-09", (2018, 10, 1), (2018, 10, 2), False),
        ("2018", (2018, 6, 5), (2018, 6, 5), True),
        ("2017-02/2018-03", (2017, 12, 1), (2017, 12, 31), True),
        ("2017-02/2018-03", (2018, 4, 1), (2019, 12, 31), False),
        (None, (1990, 1, 1), (2030, 1, 1), False),
        ("unknown", (1990, 1, 1), (2030, 1, 1), False),
    ],
)
def test_coarse_dates_are_of_all_the_time_that_they_may_mean(
    published: str | None, since: tuple[int, int, int], until: tuple[int, int, int], found: bool
) -> None:
    assert bool(set(asked_marks(date(*since), date(*until))) & set(date_marks(published))) == found


@pytest.mark.parametrize("sort", RANKS)
def test_numbers_are_small_enough_for_fts5(sort: Type) -> None:
    """With 60,000 rows whose numbers have 60 bits, SQLite 3.40 loses hits where it goes from the greatest down; with 52 bits it doesn't."""
    assert lowest(sort, day_number("9999-12-31")) + (1 << 26) < 1 << 52
