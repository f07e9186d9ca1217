from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mahdar.record import Record
from tests.support.readings import all_readings, named_readings
from tests.support.records import record_of
from tests.support.rich import rich
from tests.support.rooms import Client, reading_room


@pytest.fixture(scope="session")
def record_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return record_of(all_readings(), tmp_path_factory.mktemp("record") / "talks.mahdar")


@pytest.fixture(scope="session")
def client(record_path: Path) -> Iterator[Client]:
    with reading_room(record_path) as opened:
        yield opened


@pytest.fixture(scope="session")
def names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The reading room of two pages on one man, in several spellings."""
    path = record_of(named_readings(), tmp_path_factory.mktemp("names") / "envoy.mahdar")
    with reading_room(path) as opened:
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Client]:
    Record.create_or_open(tmp_path / "empty.mahdar").close()
    with reading_room(tmp_path / "empty.mahdar") as opened:
        yield opened


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The reading room of one page with much of its site around it."""
    reading, sample = rich()
    path = tmp_path_factory.mktemp("furnished") / "page.mahdar"
    with Record.create_or_open(path) as record:
        record.profile_sites(sample)
        record.add(reading)
    with reading_room(path) as opened:
        yield opened
