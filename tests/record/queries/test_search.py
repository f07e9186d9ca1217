from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import Connection

from mahdar.linking.linker import shipped
from mahdar.model import Published
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


@pytest.mark.parametrize(
    "query", ["الجولة 19 أستانا لافرينتييف تركيا", "جولة أستانا التاسعة عشرة", "أستانا ١٩ قمة", "بأستانا رقم 19", "Astana 19 Turkey"]
)
def test_a_meeting_that_is_named_by_process_and_number_comes_first(held: Connection, query: str) -> None:
    found = search(held, query)
    assert (found.results[0].kind, found.results[0].id) == ("meeting", "astana-19")
    assert [one.id for one in found.results if one.kind == "meeting"].count("astana-19") == 1
    assert found.total >= len(found.results)


@pytest.mark.parametrize(
    "query",
    [
        "أستانا",
        "الجولة 19",
        "أستانا 2019",
        "أستانا 999",
        "type:page أستانا 19",
        "NOT أستانا 19",
        "أستانا 19 قمة until:2001",
        "أستانا 19 قمة NOT روسيا",
    ],
)
def test_without_both_none_is_put_first(held: Connection, query: str) -> None:
    found = search(held, query)
    assert not found.results or found.results[0].kind != "meeting" or found.results[0].score > 0


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


def test_of_many_it_is_said_that_there_are_at_least_so_many(held: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    every, meetings = search(held, "type:statement"), len(keys(held, "type:meeting"))
    assert not every.at_least
    monkeypatch.setattr(of_search, "MOST", 2)
    assert search(held, "type:statement").total == every.total, "what is not ranked is counted nevertheless"
    assert search(held, "type:meeting").total == meetings > 2
    monkeypatch.setattr(of_search, "COUNTED", 3)
    few = search(held, "type:statement")
    assert (few.total, few.at_least) == (3, True)


def test_no_letter_is_a_mark(held: Connection) -> None:
    for query in ("type*", "outlet*", "day", "act*"):
        assert {one.kind for one in search(held, query).results} <= {"entity"}, query


def test_times_are_those_that_pages_may_be_of(tmp_path: Path) -> None:
    """Asked for by themselves, with words and inside of a choice: days, months and years of pages are of all the time that they may mean."""
    dates = {"2018": 0, "2018-09": 1, "2018-09-02": 2, "2018-09-30": 3, "2018-10": 4, "2017-12/2018-02": 5, "2019-01-01": 6}
    readings = all_readings()[: len(dates)]
    made = [
        msgspec.structs.replace(one, published=Published(value=value, basis="given"), outlet=None)
        for one, value in zip(readings, dates, strict=False)
    ]
    names = {one.page: n for n, one in enumerate(made)}
    path = record_of(made, tmp_path / "dated.mahdar")
    asked = {"since:2018-09-02 until:2018-09-20": {0, 1, 2}, "until:2018-01": {0, 5}, "since:2018-10": {0, 4, 6}, "date:2018-09-30": {0, 1, 3}}
    with Record.open(path, read_only=True) as record, record.read() as connection:
        for times, wanted in asked.items():
            here = {n for n in wanted if n < len(made)}
            for query in (f"type:page {times}", f"type:page ({' '.join([times, 'type:page'])} OR زرافة)"):
                assert {names[str(one.page)] for one in search(connection, query, limit=100).results} == here, query


def test_what_is_no_query_is_told(held: Connection) -> None:
    with pytest.raises(QueryError, match="character 1"):
        search(held, ")")


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [("Lavrentiev", "لافرينتييف"), ("Russia", "روسيا"), ("Russia Turkey", "روسيا تركيا"), ("Alexander Lavrentiev", '"ألكسندر لافرينتييف"')],
)
def test_names_in_latin_letters_find_those_that_pages_write(held: Connection, latin: str, arabic: str) -> None:
    assert keys(held, f"{latin} type:page") == keys(held, f"{arabic} type:page") != set()


def test_words_found_by_a_latin_name_are_marked(held: Connection) -> None:
    found = next(one for one in search(held, "Russia type:page").results if one.marks)
    assert "روسيا" in found.snippet[found.marks[0].start - (found.start or 0) : found.marks[0].end - (found.start or 0)]


def test_the_same_words_are_told_once_with_the_pages_that_have_them(tmp_path: Path) -> None:
    one, *others = [msgspec.structs.replace(r, page=f"{n:064x}") for n, r in enumerate([all_readings()[0]] * 3)]
    path = record_of([one], tmp_path / "copies.mahdar")
    with Record.open(path) as record:
        for n, other in enumerate(others):
            record.add(msgspec.structs.replace(other, source=f"copy-{n}.txt"))
        record.link(shipped)
        with record.read() as connection:
            for query in ("type:page", "type:statement"):
                apart, told = search(connection, query, limit=100), search(connection, query, limit=100, fold=True)
                assert (told.total, told.counted, told.facets) == (apart.total, apart.counted, apart.facets)
                assert apart.told == apart.counted == 3 * told.told
                assert all((one.copied, len(one.copies)) == (2, 2) for one in told.results)
                assert search(connection, query, offset=told.told, fold=True).results == ()
