from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from mahdar.record import Record
from mahdar.web import create_app
from tests.support.readings import all_readings

Client = TestClient[Litestar]


@pytest.fixture(scope="session")
def record_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("record") / "talks.mahdar"
    with Record.create_or_open(path) as record:
        for reading in all_readings():
            record.add(reading)
    return path


@pytest.fixture(scope="session")
def client(record_path: Path) -> Iterator[Client]:
    with TestClient(create_app(record_path)) as opened:
        opened.headers["accept"] = "text/html"
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Client]:
    Record.create_or_open(tmp_path / "empty.mahdar").close()
    with TestClient(create_app(tmp_path / "empty.mahdar")) as opened:
        opened.headers["accept"] = "text/html"
        yield opened
