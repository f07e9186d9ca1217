from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mahdar.reader import Reader
from mahdar.record import Record
from mahdar.record.queries import similar
from tests.record.test_embedding import TEXTS
from tests.support.embedding import Beginnings
from tests.support.pages import page_of
from tests.support.rooms import Client, reading_room


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Client, str]]:
    """The reading room of a record with vectors, and the id of a statement in it."""
    reader, by = Reader(), Beginnings()
    path = tmp_path / "a.mahdar"
    with Record.create_or_open(path) as record:
        readings = [reader.read(page_of(text, source, published="2018-09-02")) for source, text in TEXTS.items()]
        for reading in readings:
            record.add(reading)
        record.embed(lambda: by, by.model)
    monkeypatch.setattr(similar.similar, "__kwdefaults__", {"limit": 10, "embedder": lambda: by})
    with reading_room(path) as opened:
        yield opened, readings[0].statements[0].id


def test_a_statement_shows_those_like_it(asked: tuple[Client, str]) -> None:
    client, statement = asked
    page = client.get(f"/statement/{statement}").text
    assert "أقوال تشبهه" in page
    assert "قبل نهاية الحرب" in page
    assert "Statements like this one" in client.get(f"/statement/{statement}", params={"lang": "en"}).text


def test_a_sentence_finds_those_like_it(asked: tuple[Client, str]) -> None:
    client, statement = asked
    like = "يجب أن تنسحب القوات الأجنبية من الأراضي السورية"
    page = client.get("/search", params={"like": like})
    assert page.status_code == 200
    assert "وآخر بألفاظه" in page.text
    found = client.get("/search.json", params={"like": like}).json()
    assert [len(result["same"]) for result in found["results"]] == [1, 0]
    assert "لا قول في السجل يشبهه" in client.get("/search", params={"like": "زرافة في الحديقة"}).text
    assert client.get("/search.json", params={"like": statement}).json()["statement"] == statement


def test_what_is_missing_is_told(client: Client) -> None:
    page = client.get("/search", params={"like": "القوات"})
    assert page.status_code == 400
    assert "mahdar embed" in page.text
    assert client.get("/search.json", params={"like": "القوات"}).json()["error"]["where"] == "like"
