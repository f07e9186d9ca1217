from __future__ import annotations

from pathlib import Path

from mahdar.record import Record
from mahdar.record.indexing import differing
from mahdar.record.queries.search import search
from mahdar.record.search_answers import SearchAnswer
from tests.support.places import Places, Where
from tests.support.readings import all_readings

QUERIES = (
    "لافرينتييف",
    '"محادثات أستانا"',
    "روس*",
    "روسيا ليس تركيا",
    "(روسيا OR تركيا) type:page",
    "speaker:lavrentiev",
    "since:2022-01 until:2023",
    "process:astana",
)


def answers(where: Where | Path) -> list[SearchAnswer]:
    with Record.create_or_open(where) as record:
        for reading in all_readings():
            record.add(reading)
        with record.read() as connection:
            assert differing(connection) == []
            return [search(connection, query) for query in QUERIES]


def test_both_stores_give_the_same_answers(place: Places, tmp_path: Path) -> None:
    found = answers(place("search.mahdar", empty=True))
    assert [one.query for one in found if not one.total] == []
    assert found == answers(tmp_path / "other.mahdar")
