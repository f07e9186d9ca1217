"""What somebody says in figures, and those of the whole record: counted by hand here."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection

from mahdar.record import Record
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.speaking import speaking, turns
from mahdar.record.queries.statements import statements
from mahdar.record.queries.whole import heaviest, whole
from tests.support.figures import SPEAKER, TOLD, told_readings
from tests.support.readings import process_readings
from tests.support.records import record_of


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return record_of(told_readings(), tmp_path_factory.mktemp("figures") / "told.mahdar")


def said(connection: Connection, **wanted: str) -> int:
    return statements(connection, StatementFilter(**wanted), limit=0).total  # type: ignore[arg-type]


def test_acts_by_month(path: Path) -> None:
    with Record.open(path, read_only=True) as record, record.read() as connection:
        told = speaking(connection, SPEAKER)
        assert (told.said, told.of) == (7, 7)
        assert [(one.when, one.act, one.count) for one in told.acts] == [
            (None, "hope", 1),
            (None, "state", 1),
            ("2022-11", "call", 1),
            ("2022-11", "state", 1),
            ("2023-01", "call", 1),
            ("2023-01", "reject", 1),
            ("2023-02", "state", 1),
        ]


def test_a_count_is_that_of_the_list_with_the_same_filter(path: Path) -> None:
    """A page that is dated by its year alone is of each of its months in the list, and of none in the chart."""
    loose = {("hope", "2023")}
    with Record.open(path, read_only=True) as record, record.read() as connection:
        for one in speaking(connection, SPEAKER).acts:
            if one.when:
                more = sum(act == one.act and one.when.startswith(year) for act, year in loose)
                assert said(connection, speaker=SPEAKER, act=one.act, since=one.when, until=one.when) == one.count + more
        for partner in speaking(connection, SPEAKER).partners:
            assert said(connection, speaker=SPEAKER, addressee=partner.entity.id) == partner.to
            assert said(connection, speaker=SPEAKER, target=partner.entity.id) == partner.about


def test_partners_come_by_their_figures(path: Path) -> None:
    with Record.open(path, read_only=True) as record, record.read() as connection:
        told = speaking(connection, SPEAKER)
        assert [(one.entity.id, one.to, one.about) for one in told.partners] == [("turkey", 2, 0), ("iran", 1, 0), ("jordan", 0, 1), ("syria", 0, 1)]
        assert told.having == 4


def test_of_the_latest_alone(path: Path) -> None:
    with Record.open(path, read_only=True) as record, record.read() as connection:
        told = speaking(connection, SPEAKER, most=3)
        assert (told.said, told.of) == (7, 3)
        assert [(one.when, one.act, one.count) for one in told.acts] == [("2023-01", "call", 1), ("2023-01", "reject", 1), ("2023-02", "state", 1)]


def test_days_where_all_is_of_a_month_or_two(tmp_path: Path) -> None:
    path = record_of(told_readings()[:2], tmp_path / "two.mahdar")
    with Record.open(path, read_only=True) as record, record.read() as connection:
        assert [(one.when, one.act) for one in speaking(connection, SPEAKER).acts] == [("2022-11-22", "state"), ("2022-11-23", "call")]
        assert speaking(connection, "nobody").said == 0


def test_turns_are_those_of_the_issue(tmp_path: Path) -> None:
    path = record_of(process_readings(), tmp_path / "process.mahdar")
    with Record.open(path, read_only=True) as record, record.read() as connection:
        held = turns(connection, "turkey")
        assert held.told == held.of
        assert held.positions[0].changes >= 1
        assert [one.changes for one in held.positions] == sorted((one.changes for one in held.positions), reverse=True)
        fewer = turns(connection, "turkey", most=1)
        assert (fewer.told, fewer.of) == (held.told, 1)
        assert sum(len(one.stands) for one in fewer.positions) == 1


def test_the_whole_record(path: Path) -> None:
    with Record.open(path, read_only=True) as record, record.read() as connection:
        told = whole(connection)
        assert [(one.entity.id, one.said) for one in told.speakers] == [(SPEAKER, 7)]
        assert told.speakers[0].acts == {"call": 2, "hope": 1, "reject": 1, "state": 3}
        assert [one.entity.id for one in told.speakers[0].partners] == ["turkey", "iran", "jordan", "syria"]
        assert [(one.label, one.captures) for one in told.coverage] == [("صحيفة الضفة", 4), ("وكالة سهب", 3)]
        assert [(one.when, one.captures) for one in told.coverage[1].over] == [("2023-01", 2), ("2023-02", 1)]
        assert [(one.when, one.captures) for one in told.coverage[0].over] == [(None, 2), ("2022-11", 2)]
        assert (told.waiting.statements, told.waiting.total) == (2, 2)
        assert told.waiting.statements == said(connection, review=True)  # type: ignore[arg-type]
        assert len(told.waiting.first) == 2
        assert (told.health.undated, told.health.unlinked, told.health.silent) == (1, len(TOLD), 0)
        assert not told.health.sound
        assert sum(one.pages for one in told.health.engines) == told.overview.pages == len(TOLD)
        assert heaviest(connection, 6) == (SPEAKER,)
        assert heaviest(connection, 7) == ()


def test_an_empty_record(tmp_path: Path) -> None:
    with Record.create_or_open(tmp_path / "empty.mahdar") as record, record.read() as connection:
        told = whole(connection)
        assert (told.speakers, told.coverage, told.waiting.total) == ((), (), 0)
        assert told.health.sound
