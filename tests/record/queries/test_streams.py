"""All of a kind, one after the other: in order, in batches of any size, each once, alike in both stores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from mahdar.export.selecting import NOUNS
from mahdar.record import Record
from mahdar.record.queries import entities as lists
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.meetings import meetings as listed
from mahdar.record.queries.pages import pages as pages_listed
from mahdar.record.queries.search import search
from mahdar.record.queries.statements import statements as statements_listed
from mahdar.record.queries.streams import entities, matched, pages, process, statements
from mahdar.search.syntax import QueryError
from tests.support.exports import exported, readings
from tests.support.places import Places

ALL = StatementFilter()
MANY = 10_000


@pytest.fixture(scope="module")
def record(shared_place: Places) -> Iterator[Record]:
    with Record.create_or_open(shared_place("a.mahdar")) as opened:
        for one in readings():
            opened.add(one)
        yield opened


@pytest.fixture(scope="module")
def connection(record: Record) -> Iterator[Connection]:
    with record.read() as opened:
        yield opened


def said(connection: Connection, query: str | None = None, **wanted: object) -> list[str]:
    return [one.id for one in statements.statements(connection, StatementFilter(**wanted), query)]  # type: ignore[arg-type]


def test_statements_come_as_lists_have_them_and_each_once(connection: Connection) -> None:
    told = statements_listed(connection, limit=MANY, latest_first=False).items
    assert said(connection) == list(dict.fromkeys(one.id for one in told))
    assert len(told) - len(said(connection)) == 3, "two pages have the same text"
    assert next(statements.statements(connection, StatementFilter(review=True))) in told, "as the API tells them"


@pytest.mark.parametrize(
    "wanted",
    [{"speaker": "turkey"}, {"issue": "withdrawal"}, {"since": "2022-11", "until": "2023"}, {"meeting": "astana-19"}, {"outlet": "صحيفة أ"}],
)
def test_filters_keep_what_they_keep_in_lists(connection: Connection, wanted: dict[str, str]) -> None:
    told = statements_listed(connection, StatementFilter(**wanted), limit=MANY, latest_first=False).items  # type: ignore[arg-type]
    assert said(connection, **wanted) == [one.id for one in told] != []


def test_batches_of_any_size_tell_the_same(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    def all_told() -> list[object]:
        found: list[object] = [*statements.statements(connection, ALL), *pages.pages(connection, ALL), *pages.names(connection, ALL)]
        found += [*entities.entities(connection, ALL), *process.meetings(connection, ALL), *process.positions(connection, ALL)]
        return [
            *found,
            *statements.statements(connection, ALL, "تركيا"),
            *pages.pages(connection, ALL, "تركيا"),
            *process.commitments(connection, ALL),
        ]

    before = all_told()
    for module, name in ((statements, "AT_ONCE"), (statements, "_KEYS"), (pages, "AT_ONCE"), (entities, "AT_ONCE"), (process, "AT_ONCE")):
        monkeypatch.setattr(module, name, 2)
    monkeypatch.setattr(matched, "_AT_ONCE", 2)
    monkeypatch.setattr(matched, "TOGETHER", 1)
    assert all_told() == before


def test_pages_and_names(connection: Connection) -> None:
    told = [row.page.id for row in pages.pages(connection, ALL)]
    assert sorted(told) == sorted(ref.id for ref in pages_listed(connection, limit=MANY).items)
    dates = [row.page.published.value if row.page.published else "9999" for row in pages.pages(connection, ALL)]
    assert dates == sorted(dates), "undated ones last"
    names = list(pages.names(connection, ALL))
    assert len(names) == sum(len(reading.names) for reading in readings())
    assert list(dict.fromkeys(name.words.page for name in names)) == [id_ for id_ in told if any(name.words.page == id_ for name in names)]
    one = next(row for row in pages.pages(connection, ALL) if row.page.source.endswith("north.example/1"))
    assert [capture.url for capture in one.captures] == ["https://north.example/{1}"]
    assert one.wire_copy is not None
    assert one.statements == 3
    assert [row.page.id for row in pages.pages(connection, StatementFilter(page=one.page.id))] == [one.page.id]


def test_entities(connection: Connection) -> None:
    told = list(entities.entities(connection, ALL))
    assert [(row.id, row.pages) for row in told] == [(row.id, row.pages) for row in lists.entities(connection, limit=MANY).items]
    turkey = next(row for row in told if row.id == "turkey")
    assert [words.quote for words in turkey.evidence] == ["تركيا"]
    assert any(row.offices for row in told if row.kind == "person")
    [only] = [row for row in entities.entities(connection, StatementFilter(since="2023-05", until="2023-05")) if row.id == "syria"]
    assert only.pages == 1


def test_meetings_are_told_whole_whether_they_are_kept_or_not(connection: Connection) -> None:
    whole = listed(connection, limit=MANY, whole=True).items
    assert tuple(process.meetings(connection, ALL)) == whole
    firm = [one.id for one in whole if not one.lacks]
    assert [one.id for one in process.meetings(connection, ALL, firm=True)] == firm
    assert [one.id for one in process.meetings(connection, StatementFilter(since="2018-09", until="2018-09"))] == [
        one.id for one in whole if one.start and one.start.value.startswith("2018-09")
    ]
    assert [one.id for one in process.meetings(connection, StatementFilter(meeting="astana-19"))] == ["astana-19"]
    told = [one.id for one in process.meetings(connection, StatementFilter(page=whole[0].pages[0].id))]
    assert whole[0].id in told


def test_positions_and_commitments(connection: Connection) -> None:
    [turkish] = process.positions(connection, StatementFilter(speaker="turkey", issue="withdrawal"))
    assert [stand.stance for stand in turkish.stands] == ["opposes", "conditional"]
    [later] = process.positions(connection, StatementFilter(issue="withdrawal", since="2023"))
    assert [stand.stance for stand in later.stands] == ["conditional"]
    assert list(process.positions(connection, StatementFilter(speaker="iran"))) == []
    [one] = process.commitments(connection, StatementFilter(since="2017-05-04", until="2017-05-04"))
    assert one.issue == "de-escalation-zones"
    assert list(process.commitments(connection, StatementFilter(until="2016"))) == []


@pytest.mark.parametrize("query", ["تركيا", "speaker:turkey", "type:statement since:2022", "الانسحاب -ترفض", "نسحا*"])
def test_a_query_finds_what_search_finds(connection: Connection, query: str) -> None:
    found = search(connection, query, limit=MANY).results
    assert set(said(connection, query)) == {one.id for one in found if one.kind == "statement"}
    assert [row.page.id for row in pages.pages(connection, ALL, query)] == [
        row.page.id for row in pages.pages(connection, ALL) if row.page.id in {one.id for one in found if one.kind == "page"}
    ]
    assert {row.id for row in entities.entities(connection, ALL, query)} == {one.id for one in found if one.kind == "entity"}
    met = {one.id for one in found if one.kind == "meeting"}
    assert {one.id for one in process.meetings(connection, ALL, query)} == {
        one.id for one in process.meetings(connection, ALL) if not met.isdisjoint(one.ids)
    }


def test_a_query_and_filters_together(connection: Connection) -> None:
    assert said(connection, "تركيا", act="accuse") == [id_ for id_ in said(connection, act="accuse") if id_ in said(connection, "تركيا")] != []
    with pytest.raises(QueryError):
        said(connection, "(تركيا")


def test_both_stores_give_equal_bytes(cluster_place: Places, tmp_path: Path) -> None:
    with Record.create_or_open(cluster_place("a.mahdar")) as one, Record.create_or_open(tmp_path / "a.mahdar") as other:
        for record in (one, other):
            for page in readings():
                record.add(page)
        for kind in NOUNS:
            assert exported(one, "jsonl", kind) == exported(other, "jsonl", kind), kind


@pytest.mark.parametrize("wanted", [{"since": "2022-11", "until": "2022-12"}, {"outlet": "صحيفة أ"}, {"meeting": "astana-19"}])
def test_names_entities_and_pages_are_those_of_the_pages_asked_for(connection: Connection, wanted: dict[str, str]) -> None:
    of = StatementFilter(**wanted)  # type: ignore[arg-type]
    here = {row.page.id for row in pages.pages(connection, of)}
    assert here >= {said.page.id for said in statements.statements(connection, of)} != set()
    assert {name.words.page for name in pages.names(connection, of)} == {name.words.page for name in pages.names(connection, ALL)} & here
    read = [reading for reading in readings() if reading.page in here]
    assert {row.id for row in entities.entities(connection, of)} == {entity.id for reading in read for entity in reading.entities}
