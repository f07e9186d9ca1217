from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from mahdar.record import Record
from mahdar.record.queries.statements import statements
from mahdar.web import listing, tables
from tests.support.rooms import Client


def rows(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/csv; charset=utf-8")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.content.count(b"\r\n") >= answer.content.count(b"\n") - answer.text.count('"')
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("address", "columns", "list_of"),
    [
        ("/statements.csv", tables.STATEMENT, "/api/v1/statements?limit=200"),
        ("/statements.csv?act=call&since=2018", tables.STATEMENT, "/api/v1/statements?act=call&since=2018&limit=200"),
        ("/pages.csv", tables.PAGE, "/api/v1/pages?limit=200"),
        ("/meetings.csv?firm=false", tables.MEETING, "/api/v1/meetings?limit=200"),
        ("/meetings.csv?series=astana&lang=en", tables.MEETING, "/api/v1/meetings?series=astana&firm=true&limit=200"),
    ],
)
def test_a_file_has_all_of_the_list(client: Client, address: str, columns: tuple[str, ...], list_of: str) -> None:
    found = rows(client, address)
    assert tuple(found[0]) == columns
    assert [row["id"] for row in found] == [item["id"] for item in client.get(list_of).json()["items"]]


def test_results_of_a_search(client: Client) -> None:
    found = rows(client, "/search.csv?q=لافرينتييف")
    told = client.get("/api/v1/search?q=لافرينتييف&limit=200").json()["results"]
    assert tuple(found[0]) == tables.RESULT
    assert [(row["kind"], row["id"], row["snippet"]) for row in found] == [(one["kind"], one["id"], one["snippet"]) for one in told]


def test_rows_lead_to_their_evidence(client: Client) -> None:
    first = rows(client, "/statements.csv")[0]
    assert f"#char={first['start']},{first['end']}" in first["evidence"]
    assert client.get(first["address"].removeprefix("http://testserver.local")).status_code == 200


def test_lists_are_gone_through_in_batches_up_to_a_limit(client: Client, record_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Record.open(record_path, read_only=True) as record, record.read() as connection:
        every = [one.id for one in statements(connection, limit=1000).items]
    monkeypatch.setattr(listing, "_AT_ONCE", 4)
    assert [row["id"] for row in rows(client, "/statements.csv")] == every
    monkeypatch.setattr(tables, "MOST", 6)
    assert [row["id"] for row in rows(client, "/statements.csv")] == every[:6]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+20", "'+20"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("قال: «لا»", "قال: «لا»"),
        ('a "b", c\nd', 'a "b", c\nd'),
        (7, "7"),
        (None, ""),
    ],
)
def test_no_cell_is_a_formula(value: object, cell: str) -> None:
    assert list(csv.reader(io.StringIO(tables._lines([(value, "x")]), newline=""))) == [[cell, "x"]]


@pytest.mark.parametrize(
    ("address", "status"), [("/search.csv?q=foo:x", 400), ("/search.csv", 400), ("/statements.csv?since=x", 400), ("/meetings.csv?q=(", 400)]
)
def test_what_can_not_be_read_is_told(client: Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_an_empty_record_gives_columns_alone(empty: Client) -> None:
    for address in ("/statements.csv", "/pages.csv", "/meetings.csv", "/search.csv?q=زرافة"):
        assert rows(empty, address) == []


def test_faces_lead_to_their_files(client: Client) -> None:
    for face, address in (("/statements?act=call", "/statements.csv?act=call"), ("/search?q=astana", "/search.csv?q=astana")):
        assert f'href="{address}"' in client.get(face).text
    assert 'href="/meetings.csv"' in client.get("/").text
    with_pages = client.get("/").text
    assert 'href="/pages.csv"' in with_pages


@pytest.mark.parametrize("columns", [tables.RESULT, tables.STATEMENT, tables.MEETING, tables.PAGE])
def test_columns_are_documented(columns: tuple[str, ...]) -> None:
    document = (Path(__file__).parents[2] / "docs" / "reading-room.md").read_text(encoding="utf-8")
    assert [name for name in columns if f"`{name}`" not in document] == []
