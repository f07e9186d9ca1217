from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mahdar.record import Record, saving
from tests.support.desk import Client as Desk
from tests.support.desk import desk, hidden
from tests.support.readings import all_readings
from tests.support.records import record_of
from tests.support.rooms import Client

ASKED = "/search?q=روسيا&offset=0&lang=ar"


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Desk]:
    path = record_of(all_readings(), tmp_path / "talks.mahdar")
    with desk(path) as opened:
        yield opened


def keep(editor: Desk, **fields: str) -> int:
    page = editor.get(ASKED).text
    sent = {"csrf": hidden(page, "csrf"), "query": hidden(page, "query"), "name": "روسيا", **fields}
    return editor.post("/saved", data=sent, follow_redirects=False).status_code


def test_who_may_write_keeps_a_search_for_all(editor: Desk) -> None:
    assert keep(editor) == 303
    [one] = editor.get("/saved.json").json()["searches"]
    assert (one["name"], one["query"], one["who"]) == ("روسيا", "search?q=%D8%B1%D9%88%D8%B3%D9%8A%D8%A7", "Sara")
    told = editor.get("/search").text
    assert f'href="/{one["query"]}"' in told
    assert f'href="/feed/{one["query"]}"' in told
    assert editor.get(f"/feed/{one['query']}").status_code == 200
    sent = {"csrf": hidden(told, "csrf"), "id": one["id"]}
    assert editor.post("/saved/remove", data=sent, follow_redirects=False).status_code == 303
    assert editor.get("/saved.json").json() == {"searches": []}


@pytest.mark.parametrize("fields", [{"name": ""}, {"name": "x" * 200}, {"query": "page/1?x=1"}, {"query": ""}, {"query": "https://elsewhere/?q=1"}])
def test_what_is_no_search_is_refused(editor: Desk, fields: dict[str, str]) -> None:
    assert keep(editor, **fields) == 400
    assert editor.get("/saved.json").json() == {"searches": []}


def test_nothing_is_kept_without_the_token_of_the_form(editor: Desk) -> None:
    assert keep(editor, csrf="") == 403


def test_only_ones_own_is_removed(editor: Desk, tmp_path: Path) -> None:
    with Record.open(tmp_path / "talks.mahdar") as record:
        other = saving.save(record, "x", "search?q=x", who="Omar")
    told = editor.get(ASKED).text
    assert "/saved/remove" not in told
    assert editor.post("/saved/remove", data={"csrf": hidden(told, "csrf"), "id": other.id}).status_code == 403
    assert editor.post("/saved/remove", data={"csrf": hidden(told, "csrf"), "id": "gone"}, follow_redirects=False).status_code == 303


def test_who_may_not_write_is_offered_their_browser(client: Client) -> None:
    told = client.get(ASKED).text
    assert "data-keeps hidden" in told
    assert 'name="csrf"' not in told
    assert client.post("/saved", data={"name": "x", "query": "search?q=x"}).status_code == 403
