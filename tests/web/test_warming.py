"""What will be asked for first is answered before anybody asks, once, and again when the record has changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from litestar.testing import TestClient
from sqlalchemy import event

from mahdar.record import Record
from mahdar.web import create_app, warming
from mahdar.web.desk.access import Access
from tests.support.readings import all_readings, process_readings
from tests.support.records import record_of

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


LONGEST = 120
"""Seconds after which something is wrong."""


def until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LONGEST
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    held = record_of(all_readings(), tmp_path / "talks.mahdar")
    with Record.open(held) as record:
        record.settle()
    return held


def test_what_most_pages_tell_is_there_before_it_is_asked_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "LOOKED", 0.05)
    app = create_app(path)
    asked: list[str] = []
    with TestClient(app) as client:
        event.listen(app.state.record._engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
        with app.state.record.read() as connection:
            addresses = list(warming._addresses(connection))
        assert {address.split("/")[1].split("?")[0] for address in addresses} >= {"", "meeting", "actor", "statements", "feed", "review"}
        ready = warming.Warming(app, str(client.base_url))
        ready.begin()
        assert ready.ready.wait(LONGEST)
        told = len(asked)
        for address in addresses:
            assert client.get(address, headers={"accept": BROWSER}).status_code == 200, address
            assert len(asked) == told, f"{address} was made again"
        ready.stop()


def test_it_is_made_again_once_the_record_has_changed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "LOOKED", 0.05)
    asked: list[str] = []
    app = create_app(path)

    async def noted(_: object, __: object, address: str) -> None:
        asked.append(address)

    monkeypatch.setattr(warming, "_get", noted)
    with TestClient(app):
        ready = warming.Warming(app, "http://127.0.0.1:8077/")
        ready.begin()
        assert ready.ready.wait(LONGEST)
        time.sleep(0.3)
        assert asked.count("/") == 1, "a record that rests is left alone"
        with Record.open(path) as record:
            for reading in process_readings():
                record.add(reading)
        until(lambda: asked.count("/") == 2)
        ready.stop()


def test_nothing_is_asked_for_where_readers_have_to_be_known(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "LOOKED", 0.05)
    asked: list[str] = []

    async def noted(_: object, __: object, address: str) -> None:
        asked.append(address)

    monkeypatch.setattr(warming, "_get", noted)
    app = create_app(path, read_only=False, access=Access(local="Sara"))
    with TestClient(app):
        ready = warming.Warming(app, "http://127.0.0.1:8077/")
        ready.begin()
        assert ready.ready.wait(LONGEST)
        ready.stop()
    assert asked == []
