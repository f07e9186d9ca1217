from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from mahdar.record import Record
from mahdar.record.queries import search as of_search
from mahdar.record.queries.search import search
from mahdar.record.search_answers import SearchFacets
from mahdar.search.syntax import QueryError
from tests.support.readings import all_readings, named_readings, process_readings
from tests.support.records import record_of


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    path: Path = record_of([*all_readings(), *named_readings(), *process_readings()], tmp_path_factory.mktemp("search") / "talks.mahdar")
    with Record.open(path, read_only=True) as record, record.read() as connection:
        yield connection


def keys(connection: Connection, query: str) -> set[tuple[str, str, str | None]]:
    return {(one.kind, one.id, one.page) for one in search(connection, query, limit=500).results}


def test_an_entity_that_is_named_so_comes_first(held: Connection) -> None:
    found = search(held, "لافرينتييف")
    assert (found.results[0].kind, found.results[0].id) == ("entity", "lavrentiev")
    assert {one.kind for one in found.results} >= {"entity", "statement", "page"}
    assert found.total == found.counted == len(search(held, "لافرينتييف", limit=500).results)


def test_snippets_are_the_words_of_the_page(held: Connection) -> None:
    texts = {reading.page: reading.text for reading in [*all_readings(), *named_readings(), *process_readings()]}
    marked = 0
    for query in ("لافرينتييف", "أستانا", "روسيا OR تركيا", "type:meeting", "type:page"):
        for one in search(held, query, limit=100).results:
            if one.page is not None:
                assert one.start is not None
                assert one.end is not None
                assert texts[one.page][one.start : one.end] == one.snippet
                assert one.snippet == one.snippet.strip()
                assert all(one.start <= mark.start < mark.end <= one.end for mark in one.marks)
                marked += len(one.marks)
    assert marked > 10


def test_no_furniture_is_found(held: Connection) -> None:
    for reading in all_readings():
        for block in reading.blocks:
            if block.role == "furniture" and len(block.of(reading.text).split()) > 1:
                query = f'"{block.of(reading.text).replace(chr(34), "")}" type:page'
                assert ("page", reading.page, reading.page) not in keys(held, query)


def test_logic(held: Connection) -> None:
    every = keys(held, "type:statement OR type:page OR type:meeting OR type:entity")
    russia, turkey = keys(held, "روسيا"), keys(held, "تركيا")
    assert russia
    assert turkey
    assert keys(held, "روسيا تركيا") == russia & turkey
    assert keys(held, "روسيا أو تركيا") == russia | turkey
    assert keys(held, "روسيا ليس تركيا") == russia - turkey
    assert keys(held, "ليس روسيا") == every - russia
    assert keys(held, "(روسيا OR تركيا) NOT (روسيا AND تركيا)") == russia ^ turkey
    assert keys(held, "روس*") >= russia
    assert russia < every


@pytest.mark.parametrize("name", SearchFacets.__struct_fields__)
def test_each_facet_filters_to_what_it_counts(held: Connection, name: str) -> None:
    values = getattr(search(held, "ليس لاشيء").facets, name)
    assert values
    for value in values:
        assert search(held, f'{name}:"{value.value}"').total == value.count, value


def test_fields_take_ids_and_names(held: Connection) -> None:
    by_id = keys(held, "speaker:lavrentiev")
    assert by_id
    assert {kind for kind, *_ in by_id} == {"statement"}
    assert keys(held, 'speaker:"ألكسندر لافرينتييف"') == by_id
    assert keys(held, "قائل:لافرنتيف") == by_id
    assert keys(held, "actor:lavrentiev") >= by_id
    assert keys(held, "speaker:nobody-at-all") == set()
    assert keys(held, "process:astana")


def test_pages_of_the_list(held: Connection) -> None:
    every = search(held, "type:statement", limit=500)
    parts = [search(held, "type:statement", offset=at, limit=3) for at in range(0, every.total, 3)]
    assert [one for part in parts for one in part.results] == list(every.results)


def test_of_too_many_the_latest_are_counted_and_it_is_said(held: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    every = search(held, "type:page", limit=500)
    monkeypatch.setattr(of_search, "MOST", 3)
    few = search(held, "type:page", limit=500)
    assert (few.total, few.counted) == (every.total, 3)
    assert [one.id for one in few.results] == [one.id for one in every.results[:3]], "without words they go by date"


def test_what_is_no_query_is_told(held: Connection) -> None:
    with pytest.raises(QueryError, match="character 1"):
        search(held, ")")
