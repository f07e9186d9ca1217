"""The tools for assistants, asked by the SDK's own client: in this process, and once over standard input and output."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.types import CallToolResult

from mahdar.cli.main import run
from mahdar.linking.linker import shipped
from mahdar.mcp.server import create_server
from mahdar.record import Record
from tests.support.readings import all_readings, named_readings, process_readings, stated_readings
from tests.support.records import record_of

_T = TypeVar("_T")

BASE = "http://127.0.0.1:8077"
TEXTS = {one.page: one.text for one in (*all_readings(), *named_readings(), *stated_readings(), *process_readings())}


def apart(work: Callable[[], Awaitable[_T]]) -> _T:
    """What ``work`` gives, by a loop in a thread of its own: a browser of other tests may have one in this."""
    with ThreadPoolExecutor(max_workers=1) as threads:
        return threads.submit(anyio.run, work).result()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = record_of(
        {one.page: one for one in (*all_readings(), *named_readings(), *stated_readings(), *process_readings())}.values(),
        tmp_path_factory.mktemp("mcp") / "talks.mahdar",
    )
    with Record.create_or_open(made) as record:
        record.link(shipped)
        record.settle()
    return made


@pytest.fixture(scope="module")
def record(path: Path) -> Iterator[Record]:
    with Record.open(path, read_only=True) as opened:
        yield opened


def called(record: Record, *calls: tuple[str, dict[str, Any]], base: str = BASE) -> list[CallToolResult]:
    """What tools answer, one after the other. The client checks that answers fit their schemas."""

    async def call() -> list[CallToolResult]:
        async with Client(create_server(record, base)) as client:
            await client.list_tools()
            return [await client.call_tool(name, asked) for name, asked in calls]

    return apart(call)


def told(record: Record, name: str, **asked: Any) -> Any:
    (answer,) = called(record, (name, asked))
    assert not answer.is_error, answer.content
    (text,) = answer.content
    assert json.loads(text.text) == answer.structured_content  # type: ignore[union-attr]
    return answer.structured_content


def fault(record: Record, name: str, **asked: Any) -> str:
    (answer,) = called(record, (name, asked))
    assert answer.is_error
    return str(answer.content[0].text)  # type: ignore[union-attr]


def evidence(answer: Any) -> Iterator[dict[str, Any]]:
    """All evidence in an answer, wherever it stands."""
    if isinstance(answer, dict):
        if {"quote", "start", "end", "page"} <= answer.keys():
            yield answer
        for value in answer.values():
            yield from evidence(value)
    elif isinstance(answer, list):
        for one in answer:
            yield from evidence(one)


def test_the_tools_say_what_they_are_for(record: Record) -> None:
    async def listed() -> Any:
        async with Client(create_server(record)) as client:
            return (await client.list_tools()).tools, client.instructions

    tools, instructions = apart(listed)
    assert "quote" in instructions
    assert len(tools) == 12
    document = (Path(__file__).parents[2] / "docs" / "mcp.md").read_text(encoding="utf-8")
    for tool in tools:
        assert f"`{tool.name}`" in document
        assert tool.annotations.read_only_hint
        assert not tool.annotations.open_world_hint
        assert len(tool.description) > 100
        assert tool.output_schema["type"] == "object"
        assert "\n" not in tool.description


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("search", {"query": "لافرينتييف"}),
        ("statements", {"speaker": "lavrentiev"}),
        ("statements", {"words": "إدلب OR الانسحاب", "limit": 50}),
        ("chronology", {"limit": 50, "thin": True}),
        ("meeting", {"id": "astana-19"}),
        ("positions", {}),
        ("commitments", {}),
        ("entity", {"id": "lavrentiev"}),
    ],
)
def test_all_that_is_told_has_the_words_of_a_page(record: Record, name: str, asked: dict[str, Any]) -> None:
    answer = told(record, name, **asked)
    found = list(evidence(answer))
    assert found
    for one in found:
        assert TEXTS[one["page"]][one["start"] : one["end"]] == one["quote"]
        assert one["address"] == f"{BASE}/page/{one['page']}?mark={one['start']},{one['end']}"
    assert "null" not in json.dumps(answer), "what is empty is left out"


def test_lists_go_on(record: Record) -> None:
    for name, key, asked in (
        ("statements", "statements", {}),
        ("statements", "statements", {"words": "روسيا OR تركيا OR إدلب"}),
        ("chronology", "meetings", {"thin": True}),
        ("positions", "positions", {}),
        ("commitments", "commitments", {}),
    ):
        answer = told(record, name, limit=5, **asked)
        items = list(answer[key])
        while cursor := answer.get("cursor"):
            answer = told(record, name, limit=5, cursor=cursor, **asked)
            items += answer[key]
        assert len({json.dumps(one) for one in items}) == len(items) == answer["total"] > 0
    results = told(record, "search", query="روسيا", limit=1)
    assert told(record, "search", query="روسيا", limit=1, offset=results["more_from"])["results"] != results["results"]


def test_a_statement_is_told_whole(record: Record) -> None:
    (said, *_) = told(record, "statements", speaker="lavrentiev", limit=1)["statements"]
    whole = told(record, "statement", id=said["id"])
    assert whole["statement"] == said
    assert said["evidence"][0]["quote"] in whole["context"]
    assert f"{BASE}/statement/{said['id']}" in whole["citation"]
    assert whole["chain"][0]


def test_where_pages_differ_all_values_are_told(record: Record) -> None:
    facts = told(record, "meeting", id="astana-19")["facts"]
    assert facts["start"]["value"]["value"] == "2022-11-22" or facts["start"]["conflict"]
    differing = [fact for fact in facts.values() if fact.get("conflict")]
    assert differing
    assert all(fact["others"] and fact["others"][0].keys() & {"evidence", "page"} for fact in differing)


def test_a_quote_is_verified(record: Record) -> None:
    (said, *_) = told(record, "statements", limit=1)["statements"]
    one = said["evidence"][0]
    at = {"page": one["page"], "start": one["start"], "end": one["end"]}
    assert told(record, "page_evidence", **at, quote=one["quote"])["verified"]
    around = told(record, "page_evidence", page=one["page"][:12], quote=one["quote"], around=20)
    assert (around["start"], around["end"], around["verified"]) == (one["start"], one["end"], True)
    text = TEXTS[one["page"]]
    assert around["before"] + around["quote"] + around["after"] == text[max(0, one["start"] - 20) : one["end"] + 20]
    invented = told(record, "page_evidence", **at, quote=one["quote"] + " حقا")
    assert invented["verified"] is False
    assert "found_at" not in invented
    assert told(record, "page_evidence", page=one["page"], start=10**6, end=10**6 + 1)["quote"] == ""


def test_a_story_is_found_by_its_pages(record: Record) -> None:
    page = next(iter(TEXTS))
    story = told(record, "story", id=page)
    assert page in [one["page"] for one in story["pages"]]
    assert told(record, "story", id=story["id"]) == story


def test_the_overview_has_the_ids_that_others_take(record: Record) -> None:
    held = told(record, "overview")
    (astana,) = [one for one in held["processes"] if one["id"] == "astana"]
    assert "idlib" in astana["issues"]
    assert told(record, "chronology", process="astana")["total"] > 0
    assert "alike" not in held


def test_faults_say_what_to_do(record: Record) -> None:
    assert "search with kind=meeting finds ids" in fault(record, "meeting", id="astana-99")
    assert "Did you mean lavrentiev?" in fault(record, "entity", id="لافرينتييف")
    assert "query, character 1: expected one of the fields" in fault(record, "search", query="foo:x")
    assert "overview lists them" in fault(record, "chronology", process="nowhere")
    assert "expected a year, month or day" in fault(record, "statements", since="may")
    assert "leave it out to begin anew" in fault(record, "statements", cursor="x")
    assert "mahdar embed" in fault(record, "statements_like_this", like="Foreign troops must leave")
    assert "no page" in fault(record, "page_evidence", page="0" * 64)
    assert "no story" in fault(record, "story", id="0")
    assert "NUL" in fault(record, "statements", speaker="a\x00b")
    assert "less than or equal to 50" in fault(record, "statements", limit=1000)


def test_without_a_reading_room_addresses_are_paths(record: Record) -> None:
    (answer,) = called(record, ("meeting", {"id": "astana-19"}), base="")
    assert answer.structured_content is not None
    assert answer.structured_content["address"] == "/meeting/astana-19"


@pytest.mark.slow
def test_a_round_trip_over_standard_input_and_output(path: Path) -> None:
    source = str(Path(__file__).parents[2] / "src")
    parameters = StdioServerParameters(
        command=sys.executable, args=["-m", "mahdar", "mcp", str(path), "--base", BASE], env={**os.environ, "PYTHONPATH": source}
    )

    async def round_trip() -> tuple[str, Any]:
        async with Client(stdio_client(parameters)) as client:
            tools = [tool.name for tool in (await client.list_tools()).tools]
            assert "page_evidence" in tools
            answer = await client.call_tool("meeting", {"id": "astana-19"})
            assert client.server_info is not None
            return client.server_info.name, answer.structured_content

    name, meeting = apart(round_trip)
    assert name == "mahdar"
    assert meeting["address"] == f"{BASE}/meeting/astana-19"
    assert all(TEXTS[one["page"]][one["start"] : one["end"]] == one["quote"] for one in evidence(meeting))


def test_the_extra_is_named_where_it_is_missing(path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    for name in [name for name in sys.modules if name.startswith(("mahdar.mcp.server", "mcp."))]:
        monkeypatch.delitem(sys.modules, name)
    assert run(["mcp", str(path)]) == 2
    assert "pip install 'mahdar[mcp]'" in capsys.readouterr().err
    assert run(["mcp", str(path), "--base", "localhost"]) == 2
    assert "--base: expected an address" in capsys.readouterr().err
