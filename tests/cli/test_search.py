from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.cli import Run
from tests.support.readings import all_readings
from tests.support.records import record_of


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return record_of(all_readings(), tmp_path_factory.mktemp("record") / "talks.mahdar")


def test_search_tells_places_and_words(mahdar: Run, record: Path) -> None:
    done = mahdar("search", record, "لافرينتييف", "--limit", "3")
    assert done.status == 0
    assert "found" in done.out.splitlines()[0]
    assert "لافرينتييف" in done.out


def test_search_as_json(mahdar: Run, record: Path) -> None:
    found = json.loads(mahdar("search", record, "type:statement", "--json", "--limit", "2", "--offset", "1").out)
    assert found["query"] == "type:statement"
    assert len(found["results"]) == 2 < found["total"]
    assert {"kind", "id", "page", "start", "end", "snippet"} <= set(found["results"][0])


def test_search_points_at_a_fault(mahdar: Run, record: Path) -> None:
    done = mahdar("search", record, "(لافروف")
    assert done.status == 2
    assert "expected a closing parenthesis" in done.err
