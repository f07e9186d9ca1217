"""What all tests share: where the shared folder is, and the checkout's root."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support import gold, postgres
from tests.support.places import Places

ROOT = Path(__file__).resolve().parent.parent

# Time limits on examples fail on slow machines for no fault of the code.
settings.register_profile("mahdar", deadline=None)
settings.load_profile("mahdar")


LONGEST = "test_docs.py"
"""The file that takes longest: two processes that share the files out are done together where one begins with it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest file first; the others in their order."""
    items.sort(key=lambda item: item.path.name != LONGEST)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared folder of gold and corpus; where it isn't there, the test is skipped, but in CI it fails."""
    folder = Path(os.environ.get("MAHDAR_SHARED") or ROOT.parent / "shared")
    if not (folder / "gold").is_dir():
        reason = f"no gold at {folder}: put the shared folder beside the checkout or set MAHDAR_SHARED"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture
def gold_folder(tmp_path: Path) -> Path:
    """A folder with one gold page of our own."""
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "one.txt").write_text(gold.TEXT, encoding="utf-8")
    (folder / "one.json").write_text(json.dumps(gold.ANNOTATION, ensure_ascii=False), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    """A PostgreSQL of the tests' own, one for each process that tests."""
    running = postgres.started()
    yield running
    running.stop()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Each sort of store: what uses it is tested on both."""
    return str(request.param)


@pytest.fixture
def place(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Places]:
    """Where a test keeps its records, on either store."""
    with Places(tmp_path, request.getfixturevalue("cluster") if kind == "postgresql" else None) as places:
        yield places


@pytest.fixture
def cluster_place(cluster: postgres.Cluster, tmp_path: Path) -> Iterator[Places]:
    """As `place`, on PostgreSQL alone."""
    with Places(tmp_path, cluster) as places:
        yield places


@pytest.fixture(scope="module")
def shared_place(kind: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Places]:
    """As `place`, for what all tests of a module read and none changes."""
    with Places(tmp_path_factory.mktemp("records"), request.getfixturevalue("cluster") if kind == "postgresql" else None) as places:
        yield places
