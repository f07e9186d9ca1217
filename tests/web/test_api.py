"""The lists and things under ``/api/v1``: cursors, entity tags, filters, errors."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient
from sqlalchemy import insert

from mahdar.linking.linker import shipped
from mahdar.model import Reading
from mahdar.record import Record, schema
from mahdar.web import create_app
from tests.support.judging import change
from tests.support.readings import Draft, all_readings, named_readings, process_readings, stated_readings
from tests.support.records import record_of
from tests.support.rooms import Client

LISTS = ("meetings", "statements", "entities", "pages", "stories", "processes", "positions", "commitments", "processes/astana/issues")


def stances(n: int, actor: str, name: str, issue: str) -> Reading:
    """A page on what an actor demands on an issue, and on what he undertook."""
    page = Draft(f"stances-{n}", ("title", f"موقف {n}"), ("body", f"قالت {name} إنها تطالب بالحل. واتفقت {name} وإيران على وقف النار في {n} أيار."))
    page.by("صحيفة الضفة").on(f"2019-05-0{n}").name(name, actor).name("إيران", "iran")
    page.says((actor, name), "قالت", "إنها تطالب بالحل", act="call", issues=[issue]).stands(actor, "demands", issue)
    page.undertakes((actor, "iran"), f"اتفقت {name} وإيران على وقف النار", issue, f"2019-05-0{n}")
    return page.tells(
        f"واتفقت {name} وإيران", ordinal=None, series=None, start=(f"2019-05-0{n}", page.slot("stated", f"{n} أيار")), agenda=[issue]
    ).reading()


def many() -> list[Reading]:
    """Pages with several of each thing."""
    told = [stances(1, "russia", "روسيا", "idlib"), stances(2, "turkey", "تركيا", "idlib"), stances(3, "jordan", "الأردن", "withdrawal")]
    found = [*all_readings(), *named_readings(), *stated_readings(), *process_readings(), *told]
    return list({one.page: one for one in found}.values())


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of many sorts of things, linked and settled."""
    path = tmp_path_factory.mktemp("api") / "held.mahdar"
    record_of(many(), path)
    with Record.create_or_open(path) as record:
        record.link(shipped)
        record.settle()
    return path


@pytest.fixture(scope="module")
def api(held: Path) -> Iterator[Client]:
    with TestClient(create_app(held)) as opened:
        yield opened


@pytest.fixture(scope="module")
def unsettled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The same pages, of which nothing is put together yet."""
    path = tmp_path_factory.mktemp("api") / "unsettled.mahdar"
    record_of(many(), path)
    with TestClient(create_app(path)) as opened:
        yield opened


def get(client: Client, address: str, **asked: Any) -> Any:
    answer = client.get(address, params=asked or None)
    assert answer.status_code == 200, answer.text
    return answer.json()


def walked(client: Client, address: str) -> list[Any]:
    """All items of a list, from cursor to cursor."""
    items: list[Any] = []
    following: str | None = address
    while following:
        told = get(client, following)
        assert told["offset"] == len(items)
        items += told["items"]
        following = told["next"]
    assert len(items) == told["total"]
    return items


@pytest.mark.parametrize("name", LISTS)
def test_a_cursor_gives_what_the_list_has(api: Client, name: str) -> None:
    whole = get(api, f"/api/v1/{name}?limit=200")
    assert whole["total"] > 2, "else this tests nothing"
    assert whole["next"] is None
    assert walked(api, f"/api/v1/{name}?limit=1") == whole["items"]
    assert get(api, f"/api/v1/{name}?limit=2&offset=1")["items"] == whole["items"][1:3]


@pytest.mark.parametrize("asked", ["", "&entity=russia", "&issue=idlib", "&since=2018&until=2019", "&firm=true"])
def test_meetings_are_the_same_while_they_are_not_put_together(api: Client, unsettled: Client, asked: str) -> None:
    settled = [one["id"] for one in walked(api, f"/api/v1/meetings?limit=2{asked}")]
    assert [one["id"] for one in walked(unsettled, f"/api/v1/meetings?limit=2{asked}")] == settled
    assert settled


def test_meetings_of_a_time(api: Client) -> None:
    every = walked(api, "/api/v1/meetings?limit=200")
    days = {one["id"]: (one["start"] or one["end"] or {"value": ""})["value"] for one in every}
    found = [one["id"] for one in walked(api, "/api/v1/meetings?since=2018-01&until=2019-12-31")]
    assert 0 < len(found) < len(every)
    assert set(found) == {id_ for id_, day in days.items() if day[:4] in ("2018", "2019")}


@pytest.mark.parametrize("filters", ["speaker=russia", "act=call&since=2018", "meeting=astana-19", "issue=idlib", "outlet=rt", "review=true"])
def test_a_cursor_keeps_its_filters(api: Client, filters: str) -> None:
    whole = get(api, f"/api/v1/statements?limit=200&{filters}")
    assert walked(api, f"/api/v1/statements?limit=1&{filters}") == whole["items"]
    assert f"cursor={_cursor(api, '/api/v1/statements?limit=1')}" not in (get(api, f"/api/v1/statements?limit=1&{filters}")["next"] or "")


def _cursor(client: Client, address: str) -> str:
    return str(get(client, address)["next"]).rpartition("cursor=")[2]


def test_a_query_keeps_of_a_list_what_answers_to_it_in_its_order(api: Client) -> None:
    found = get(api, "/api/v1/search", q="روسيا OR تركيا", limit=200)
    for name, kind in (("statements", "statement"), ("pages", "page")):
        items = walked(api, f"/api/v1/{name}?limit=1&q=روسيا OR تركيا")
        assert {one["id"] for one in items} == {one["id"] for one in found["results"] if one["kind"] == kind}
        assert len(items) > 1
    days = [(one["page"]["published"] or {"value": ""})["value"] for one in walked(api, "/api/v1/statements?limit=3&q=روسيا OR تركيا")]
    assert days == sorted(days, reverse=True)
    both = walked(api, "/api/v1/statements?limit=1&act=call&q=روسيا OR تركيا")
    assert {one["act"] for one in both} <= {"call"}
    assert [one["id"] for one in walked(api, "/api/v1/entities?q=روسيا")] == ["russia"]
    told = {one["id"] for one in found["results"] if one["kind"] == "meeting"}
    assert {one["id"] for one in walked(api, "/api/v1/meetings?limit=1&q=روسيا OR تركيا")} <= {one["id"] for one in walked(api, "/api/v1/meetings")}
    assert told <= {id_ for one in walked(api, "/api/v1/meetings?limit=1&q=روسيا OR تركيا") for id_ in one["ids"]}
    error = api.get("/api/v1/statements", params={"q": "روسيا foo:x"})
    assert (error.status_code, error.json()["error"]["where"]) == (400, "q, character 7")
    assert api.get("/api/v1/statements?q=x&review=true").status_code == 400


def test_a_cursor_goes_on_while_pages_come(tmp_path: Path) -> None:
    first, *others = process_readings()
    path = record_of(others[: len(others) // 2], tmp_path / "a.mahdar")
    with TestClient(create_app(path)) as client:
        before = [one["id"] for one in walked(client, "/api/v1/statements?limit=200")]
        told = get(client, "/api/v1/statements?limit=2")
        seen = [one["id"] for one in told["items"]]
        record_of([first, *others[len(others) // 2 :]], path)
        while told["next"]:
            told = get(client, told["next"])
            seen += [one["id"] for one in told["items"]]
        assert len(seen) == len(set(seen)), "nothing is told twice"
        assert [one for one in seen if one in before] == before, "nothing is left out"


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "ø",
        "é" * 400,
        "A" * 3000,
        base64.urlsafe_b64encode(b'[1,"000000000000",0,0,["","",0]]').decode(),
        base64.urlsafe_b64encode(b"[1]").decode(),
        base64.urlsafe_b64encode(b"[" * 900).decode(),
    ],
)
def test_what_is_no_cursor_is_told(api: Client, cursor: str) -> None:
    answer = api.get("/api/v1/statements", params={"cursor": cursor})
    assert answer.status_code == 400
    assert answer.json()["error"]["where"] == "cursor"


def test_a_cursor_of_another_list_or_with_other_keys_is_told(api: Client) -> None:
    cursor = _cursor(api, "/api/v1/statements?limit=1")
    assert api.get(f"/api/v1/statements?cursor={cursor}&limit=7").status_code == 200, "how many may change"
    for address in (f"/api/v1/pages?cursor={cursor}", f"/api/v1/statements?act=call&cursor={cursor}", f"/api/v1/statements?offset=1&cursor={cursor}"):
        assert api.get(address).status_code == 400, address
    told = msgspec.json.decode(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    for key in (["", "", 2**63], ["", "\u0000", 0], ["", 0], ["", "", 0, 0], None, ["", "", 0.5]):
        forged = base64.urlsafe_b64encode(msgspec.json.encode([*told[:4], key])).decode()
        assert api.get(f"/api/v1/statements?cursor={forged}").status_code == 400, key


def test_what_follows_is_linked(api: Client) -> None:
    answer = api.get("/api/v1/statements?limit=2&speaker=russia")
    assert answer.headers["link"] == f'<{answer.json()["next"]}>; rel="next"' if answer.json()["next"] else "link" not in answer.headers
    first = api.get("/api/v1/statements?limit=2&since=2017")
    assert first.headers["link"] == f'<{first.json()["next"]}>; rel="next"'
    assert "since=2017" in first.json()["next"]


def test_a_parameter_that_there_is_not_is_told_with_those_that_there_are(api: Client) -> None:
    error = api.get("/api/v1/pages?entitty=russia").json()["error"]
    assert error["code"] == "bad-request"
    assert error["where"] == "entitty"
    assert "cursor, entity, limit, offset, outlet, q, since, until" in error["message"]
    assert api.get("/api/v1/overview?lang=en").json()["error"]["message"] == "expected no parameter, got 'lang'"
    assert api.get("/api/v1/pages?limit=1&limit=2").json()["error"]["message"] == "expected limit once, got it 2 times"


ADDRESSES = ("/api/v1", "/api/v1/overview", *(f"/api/v1/{name}" for name in LISTS), "/api/v1/meetings/astana-19", "/api/v1/search?q=روسيا")


@pytest.mark.parametrize("address", [*ADDRESSES, "/schema/openapi.json", "/", "/index.json", "/statements.json", "/meeting/astana-19"])
def test_head_is_answered_as_get_without_the_content(api: Client, address: str) -> None:
    answer, head = api.get(address), api.head(address)
    assert (answer.status_code, head.status_code, head.content) == (200, 200, b"")
    assert {name: value for name, value in head.headers.items() if name != "set-cookie"} == {
        name: value for name, value in answer.headers.items() if name != "set-cookie"
    }
    assert api.head("/api/v1/meetings/nowhere").status_code == 404


@pytest.mark.parametrize("address", [*ADDRESSES, "/index.json", "/meeting/astana-19.json", "/search.json?q=روسيا"])
def test_whoever_has_an_answer_is_told_so(api: Client, address: str) -> None:
    answer = api.get(address)
    tag = answer.headers["etag"]
    assert answer.headers["cache-control"] == "no-cache"
    assert "Accept" in answer.headers["vary"]
    for asked in (tag, f"W/{tag}", f'"0", {tag}', f'"0",W/{tag}', "*"):
        same = api.get(address, headers={"if-none-match": asked})
        assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag), asked
        assert "content-length" not in same.headers
    for asked in ('"0"', tag.strip('"'), tag[:-2] + '"'):
        assert api.get(address, headers={"if-none-match": asked}).status_code == 200, asked
    assert api.head(address, headers={"if-none-match": tag}).status_code == 304


def test_a_tag_is_never_of_what_was(tmp_path: Path) -> None:
    first, *others = process_readings()
    path = record_of([first], tmp_path / "a.mahdar")
    addresses = ("/api/v1/overview", "/api/v1/statements", "/api/v1/pages", "/api/v1/meetings", "/api/v1/entities")

    def changed(client: Client, had: dict[str, str]) -> dict[str, str]:
        """The addresses that answer otherwise than ``had`` says, with their tags now."""
        found = {}
        for address, tag in had.items():
            answer = client.get(address, headers={"if-none-match": tag})
            fresh = client.get(address)
            assert (answer.status_code == 304) == (fresh.headers["etag"] == tag), address
            found[address] = fresh.headers["etag"]
        return {address: tag for address, tag in found.items() if tag != had[address]}

    with TestClient(create_app(path)) as client:
        had = {address: client.get(address).headers["etag"] for address in addresses}
        assert changed(client, had) == {}
        with Record.open(path) as record:  # as another process would
            record.add(others[0])
        had |= (now := changed(client, had))
        assert set(now) == set(addresses)
        said = first.statements[0]
        with Record.open(path) as record:
            (judged,) = record.judge(change("statement", first, said, "act", "warn"), who="سارة")
        had |= (now := changed(client, had))
        assert "/api/v1/statements" in now
        with Record.open(path) as record:
            record.undo(judged.judgement.id, who="سارة")
        assert "/api/v1/statements" in changed(client, had)


def test_a_thing_that_has_another_id_now_is_found(tmp_path: Path) -> None:
    path = record_of([process_readings()[0]], tmp_path / "a.mahdar")
    with Record.open(path) as record:
        record.change(lambda connection: connection.execute(insert(schema.redirects), [{"id": "old:id", "to": "astana-19"}]))
    with TestClient(create_app(path)) as client:
        moved = client.get("/api/v1/meetings/old:id", follow_redirects=False)
        assert (moved.status_code, moved.headers["location"]) == (302, "/api/v1/meetings/astana-19")
        assert get(client, "/api/v1/meetings/old:id")["id"] == "astana-19"
        answer = client.get("/api/v1/statements/0123456789ab")
        assert answer.json()["error"] == {"code": "not-found", "message": "the record doesn't hold it", "where": "/api/v1/statements/0123456789ab"}


def test_processes_issues_positions_and_commitments(api: Client) -> None:
    process = get(api, "/api/v1/processes/astana")
    assert process["process"]["described"]
    assert process["issues"] == get(api, "/api/v1/processes/astana/issues?limit=200")["items"]
    key = next(one["key"] for one in process["issues"] if one["positions"])
    issue = get(api, f"/api/v1/processes/astana/issues/{key}")
    assert issue["positions"] == walked(api, f"/api/v1/positions?process=astana&issue={key}&limit=1")
    actor = issue["positions"][0]["actor"]["id"]
    assert {one["actor"]["id"] for one in walked(api, f"/api/v1/positions?actor={actor}")} == {actor}
    for one in walked(api, "/api/v1/commitments?limit=1"):
        assert get(api, f"/api/v1/commitments/{one['id']}") == one
    for address in ("processes/nowhere", "processes/nowhere/issues", "processes/astana/issues/none", "commitments/0"):
        assert api.get(f"/api/v1/{address}").status_code == 404


HOSTILE = (
    "%00",
    "%FF%FE",
    "%ED%A0%80",
    "%F0%9F",
    "\u202e",
    "'",
    '"',
    "%25",
    "_",
    "a" * 5000,
    "9" * 400,
    "-1",
    "1e3",
    "null",
    "[]",
    "NaN",
    "../..",
    "%0A",
    "(",
)


@pytest.mark.parametrize("value", HOSTILE)
def test_no_value_brings_it_down(api: Client, value: str) -> None:
    described = get(api, "/schema/openapi.json")["paths"]
    for path, methods in described.items():
        if "get" not in methods:
            continue
        address = path.replace("{key}", value[:200]).replace("{issue}", value[:200])
        assert api.get(address).status_code < 500, address
        for parameter in methods["get"].get("parameters", ()):
            if parameter["in"] == "query":
                needed = "&".join(f"{p['name']}=x" for p in methods["get"]["parameters"] if p.get("required") and p["name"] != parameter["name"])
                answer = api.get(f"{path.replace('{key}', 'russia').replace('{issue}', 'idlib')}?{parameter['name']}={value}&{needed}".rstrip("&"))
                assert answer.status_code < 500, answer.url
                if answer.status_code >= 400:
                    assert set(answer.json()["error"]) == {"code", "message", "where"}
