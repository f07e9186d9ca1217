"""Daft alone, and over a Ray cluster of two nodes, make what processes of this machine make, to the byte; whatever dies on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mahdar.engine.engines import Pool
from mahdar.engine.linking import link
from tests.support.cluster import RayCluster
from tests.support.linked import link_with, write_dataset
from tests.support.spooling import environment, spool
from tests.support.spools import files, write_dumps

pytestmark = [pytest.mark.cluster, pytest.mark.slow]


@pytest.fixture(scope="module")
def cluster() -> Iterator[RayCluster]:
    with RayCluster(environment()) as running:
        yield running


@pytest.fixture(params=["daft", "ray"])
def engine(request: pytest.FixtureRequest) -> str:
    if request.param == "daft":
        return "daft"
    running: RayCluster = request.getfixturevalue("cluster")
    return f"ray://{running.address}"


@pytest.fixture(scope="module")
def by_pool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Dumps, and what processes of this machine make of them."""
    folder = tmp_path_factory.mktemp("by-pool")
    report = spool("pool", write_dumps(folder / "dumps", deadly=True, empty=True), folder / "out")
    assert report.failed == {"died": 1, "unreadable": 1}
    return folder


def test_pages_and_failures_are_the_same_to_the_byte(engine: str, by_pool: Path, tmp_path: Path) -> None:
    report = spool(engine, by_pool / "dumps", tmp_path / "out")
    assert report.failed == {"died": 1, "unreadable": 1}
    assert report.lost >= 1
    assert files(tmp_path / "out") == files(by_pool / "out")


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles that processes of this machine linked."""
    folder = tmp_path_factory.mktemp("linked")
    link(write_dataset(folder, 120), Pool())
    return folder


def test_links_are_the_same_to_the_byte(linked: Path, tmp_path: Path) -> None:
    link_with("daft", write_dataset(tmp_path / "out", 120))  # with Ray, too, in `make bench-scale`, for the time that takes
    for name in ("copies", "stories", "joined"):
        assert files(tmp_path / "out", name) == files(linked, name)
