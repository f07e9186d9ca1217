from __future__ import annotations

from pathlib import Path

import pytest

from mahdar.record import Record
from mahdar.record.queries.facets import Facets
from mahdar.record.queries.filters import StatementFilter, days_between, reaches
from tests.support.facets import facets as by_the_database
from tests.support.readings import all_readings
from tests.support.records import record_of

WANTED = [
    StatementFilter(),
    StatementFilter(speaker="lavrentiev"),
    StatementFilter(speaker="nobody"),
    StatementFilter(addressee="turkey", act="call"),
    StatementFilter(speaker="lavrentiev", target="turkey"),
    StatementFilter(kind="direct"),
    StatementFilter(issue="idlib"),
    StatementFilter(outlet="rt"),
    StatementFilter(since="2017-05", until="2022"),
    StatementFilter(since="2022-11-22"),
    StatementFilter(meeting=("astana-19", "astana-21"), kind="indirect"),
    StatementFilter(review=True, act="state"),
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return record_of(all_readings(), tmp_path_factory.mktemp("facets") / "talks.mahdar")


@pytest.mark.parametrize("wanted", WANTED, ids=repr)
def test_counts_are_those_of_the_database(path: Path, wanted: StatementFilter) -> None:
    with Record.open(path, read_only=True) as record, record.read() as connection:
        counted = Facets(connection)
        assert counted.of(connection, wanted) == by_the_database(connection, wanted)
        assert counted.of(connection, StatementFilter()).act


def test_of_a_page_and_of_an_empty_record(path: Path, tmp_path: Path) -> None:
    with Record.open(path, read_only=True) as record, record.read() as connection:
        for page in (all_readings()[0].page, "0" * 64):
            wanted = StatementFilter(page=page)
            assert Facets(connection).of(connection, wanted) == by_the_database(connection, wanted)
    with Record.create_or_open(tmp_path / "empty.mahdar") as record, record.read() as connection:
        assert Facets(connection).of(connection, StatementFilter()) == by_the_database(connection, StatementFilter())


@pytest.mark.parametrize("since", [None, "2017", "2017-05", "2017-05-04"])
@pytest.mark.parametrize("until", [None, "2017", "2017-05", "2017-05-31", "2018-12-31"])
def test_a_day_reaches_as_the_database_has_it(tmp_path: Path, since: str | None, until: str | None) -> None:
    from sqlalchemy import create_engine, literal, select

    days = ["2016", "2017", "2017-05", "2017-06", "2017-05-03", "2017-05-04", "2017-05-31", "2017-06-01", "2017-02/2017-06", "2018-12", "2019"]
    with create_engine("sqlite://").connect() as connection:
        for day in days:
            column = literal(day)
            held = connection.execute(select(literal(1)).where(*days_between(column, since, until))).first() is not None
            assert reaches(day, since, until) == held, day
