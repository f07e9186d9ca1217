"""A record built by another engine than processes of this machine is the same, and goes on where it was interrupted."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec
import pytest
from litestar.testing import TestClient
from lxml import html

from mahdar.cli import build, load, spool
from mahdar.cli.build import spool_of
from mahdar.engine.dataset import Dataset
from mahdar.engine.engines import Engine, Pool
from mahdar.engine.report import ShardReport
from mahdar.engine.shards import Shard
from mahdar.engine.work import Work
from mahdar.model import Reading
from mahdar.record import Record
from mahdar.record.queries.runs import RunRow, latest
from mahdar.record.store import Added
from mahdar.web.app import create_app
from tests.support.cli import Run
from tests.support.killing import contents, kill_and_resume, write_pages
from tests.support.places import Places

SHARDS = 3


class Other:
    """Stands for Daft: does shards in this process, and is interrupted when it has done the ``last`` of them."""

    name = "daft, 1 processes"
    why = None

    def __init__(self, last: int | None = None) -> None:
        self._last = last

    def run(self, job: Work, shards: Sequence[Shard]) -> Iterator[ShardReport]:
        for report in Pool(1).run(job, shards):
            yield report
            if report.number == self._last:
                raise KeyboardInterrupt


@pytest.fixture
def dumps(tmp_path: Path) -> Path:
    """Dumps of pages, a shard each."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(write_pages(tmp_path / "texts", 6).iterdir())]
    folder = tmp_path / "dumps"
    folder.mkdir()
    for n in range(SHARDS):
        rows = [{"text": text, "url": f"https://example.org/{n}/{k}"} for k, text in enumerate(texts[2 * n : 2 * n + 2])]
        (folder / f"{n}.jsonl").write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
    return folder


@pytest.fixture
def by(monkeypatch: pytest.MonkeyPatch) -> Callable[[Engine], None]:
    """Has an engine do what is asked of Daft."""
    return lambda engine: monkeypatch.setattr(spool, "engine_of", lambda _name, _jobs: engine)


def runs(record: Path) -> tuple[RunRow, ...]:
    with Record.open(record, read_only=True) as opened, opened.read() as connection:
        return latest(connection, 9)


def test_the_record_is_the_same_whoever_reads(mahdar: Run, by: Callable[[Engine], None], dumps: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one.mahdar", tmp_path / "other.mahdar"
    assert mahdar("build", one, dumps).status == 0
    by(Other())
    assert mahdar("build", other, dumps, "--engine", "daft").status == 0
    assert contents(other) == contents(one)
    assert not spool_of(other).exists()
    assert [(run.command, run.pages) for run in (*runs(one), *runs(other))] == [("build", 6), ("build", 6)]


def test_what_was_interrupted_goes_on(mahdar: Run, by: Callable[[Engine], None], dumps: Path, tmp_path: Path) -> None:
    one, other, report = tmp_path / "one.mahdar", tmp_path / "other.mahdar", tmp_path / "report.json"
    assert mahdar("build", one, dumps).status == 0
    by(Other(1))
    stopped = mahdar("build", other, dumps, "--engine", "daft", "--report", report)
    assert stopped.status == 130
    assert "interrupted; the shards that were done are kept; the same command with --resume goes on from there" in stopped.err
    assert msgspec.json.decode(report.read_bytes())["interrupted"]
    by(Other())
    resumed = mahdar("build", other, dumps, "--engine", "daft", "--resume")
    assert (resumed.status, "2 pages read, 4 had been read before" in resumed.err) == (0, True)
    assert contents(other) == contents(one)
    assert [(run.pages, run.before, run.interrupted) for run in runs(other)] == [(2, 4, False), (4, 0, True)]


def test_what_was_interrupted_on_its_way_into_the_record_is_not_read_again(
    mahdar: Run, by: Callable[[Engine], None], dumps: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other, kept = tmp_path / "one.mahdar", tmp_path / "other.mahdar", tmp_path / "kept"
    assert mahdar("build", one, dumps).status == 0
    by(Other())

    def interrupted(_record: Record, _dataset: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(load, "load_into", interrupted)
        stopped = mahdar("build", other, dumps, "--engine", "daft", "--spool", kept)
        assert stopped.status == 130
        assert f"interrupted; what was read is kept in {kept}; the same command with --resume goes on from there" in stopped.err
    resumed = mahdar("build", other, dumps, "--engine", "daft", "--spool", kept, "--resume")
    assert (resumed.status, "0 pages read, 6 had been read before" in resumed.err) == (0, True)
    assert contents(other) == contents(one)
    assert not kept.exists()


def test_merged_records_have_the_runs_of_all(mahdar: Run, by: Callable[[Engine], None], dumps: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one.mahdar", tmp_path / "other.mahdar"
    assert mahdar("build", one, dumps / "0.jsonl").status == 0
    by(Other())
    assert mahdar("build", other, dumps, "--engine", "daft").status == 0
    every = {*map(msgspec.json.encode, (*runs(one), *runs(other)))}
    for _ in range(2):
        assert mahdar("merge", one, other).status == 0
        assert {*map(msgspec.json.encode, runs(one))} == every
    assert len(every) == 2


def test_linking_that_is_interrupted_goes_on(mahdar: Run, dumps: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = tmp_path / "one.mahdar", tmp_path / "other.mahdar"
    assert mahdar("build", one, dumps).status == 0

    def interrupted(_record: Record, _linker: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Record, "link", interrupted)
        stopped = mahdar("build", other, dumps)
    assert (stopped.status, "interrupted while pages were linked; all of them are kept; the same command with --resume" in stopped.err) == (130, True)
    assert contents(other) != contents(one)
    assert mahdar("build", other, dumps, "--resume").status == 0
    assert contents(other) == contents(one)


def test_what_is_being_kept_when_ctrl_c_comes_is_kept_and_told(mahdar: Run, dumps: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = tmp_path / "one.mahdar", tmp_path / "other.mahdar"
    assert mahdar("build", one, dumps).status == 0
    add_all = Record.add_all
    # Two pages at once; Ctrl-C comes while they are added.
    monkeypatch.setattr(build, "AT_ONCE", 2)

    def pressed(record: Record, readings: Sequence[Reading]) -> Added:
        signal.raise_signal(signal.SIGINT)
        return add_all(record, readings)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # Where tests run in the background, it is ignored.
    try:
        with monkeypatch.context() as patch:
            patch.setattr(Record, "add_all", pressed)
            stopped = mahdar("build", other, dumps)
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
    assert stopped.status == 130
    assert "interrupted; 2 pages read and kept; the same command with --resume goes on from there" in stopped.err
    resumed = mahdar("build", other, dumps, "--resume")
    assert (resumed.status, "4 pages read, 2 had been read before" in resumed.err) == (0, True)
    assert contents(other) == contents(one)
    assert [(run.pages, run.before, run.interrupted) for run in runs(other)] == [(4, 2, False), (2, 0, True)]


def test_a_folder_of_something_else_is_left_alone(mahdar: Run, by: Callable[[Engine], None], dumps: Path, tmp_path: Path) -> None:
    by(Other())
    refused = mahdar("build", tmp_path / "x.mahdar", dumps, "--engine", "daft", "--spool", tmp_path)
    assert refused.status == 2
    assert "expected an empty folder, or a dataset, got something else" in refused.err
    assert dumps.exists()
    assert "--spool: expected another --engine" in mahdar("build", tmp_path / "x.mahdar", dumps, "--spool", tmp_path / "kept").err


def test_a_folder_that_another_command_reads_into_is_left_to_it(mahdar: Run, by: Callable[[Engine], None], dumps: Path, tmp_path: Path) -> None:
    by(Other())
    with Dataset(tmp_path / "kept").held():
        for command in (
            ("build", tmp_path / "x.mahdar", dumps, "--engine", "daft", "--spool", tmp_path / "kept"),
            ("read", dumps, "--format", "parquet", "--out", tmp_path / "kept"),
        ):
            refused = mahdar(*command)
            assert refused.status == 2
            assert "expected a folder for this command alone, another one is reading into it" in refused.err
    assert mahdar("read", dumps, "--format", "parquet", "--out", tmp_path / "kept").status == 0


def test_what_is_read_is_kept_beside_the_record() -> None:
    assert spool_of("talks.mahdar") == Path("talks.mahdar.spool")
    assert spool_of("postgresql://somebody@db.example:5432/talks?sslmode=require") == Path("talks.spool")


def test_a_build_that_adds_nothing_is_told_too(mahdar: Run, dumps: Path, tmp_path: Path) -> None:
    record = tmp_path / "x.mahdar"
    (dumps / "empty.txt").touch()
    assert mahdar("build", record, dumps).status == 1
    assert "6 pages read, 6 of them with nothing new, 1 failed" in mahdar("build", record, dumps).err
    assert "0 pages read, 6 had been read before, 1 failed" in mahdar("build", record, dumps, "--resume").err
    assert [(run.pages, run.known, run.before, run.failed) for run in runs(record)] == [
        (0, 0, 6, {"unreadable": 1}),
        (6, 6, 0, {"unreadable": 1}),
        (6, 0, 0, {"unreadable": 1}),
    ]
    with TestClient(create_app(record)) as client:
        shown = html.fromstring(client.get("/about?lang=en").text).xpath("//table[contains(@class, 'runs')]/tbody/tr")
    assert [[" ".join(cell.text_content().split()) for cell in row][1:4] for row in shown] == [
        ["build · pool of 1", "0 read before: 6", "unreadable: 1"],
        ["build · pool of 1", "6 nothing new: 6", "unreadable: 1"],
        ["build · pool of 1", "6", "unreadable: 1"],
    ]


@pytest.mark.cluster
@pytest.mark.slow
def test_a_build_by_daft_killed_at_any_moment_is_resumed_to_the_same_record(place: Places, dumps: Path) -> None:
    kill_and_resume(partial(place, empty=True), dumps, 3, random.Random(3), "--engine", "daft", "--jobs", "2")


@pytest.mark.cluster
@pytest.mark.slow
def test_a_build_by_daft_that_is_interrupted_ends_in_order(mahdar: Run, dumps: Path, tmp_path: Path) -> None:
    """Daft's threads are at work when Ctrl-C comes, as soon as a shard was begun."""
    one, other = tmp_path / "one.mahdar", tmp_path / "other.mahdar"
    assert mahdar("build", one, dumps).status == 0
    # Where tests run in the background, processes inherit that Ctrl-C is ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    command = [sys.executable, "-m", "mahdar", "build", str(other), str(dumps), "--engine", "daft", "--jobs", "2"]
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    finally:
        signal.signal(signal.SIGINT, before)
    end = time.monotonic() + 60
    while not list(spool_of(other).glob("_shards/*")) and process.poll() is None and time.monotonic() < end:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, "the same command with --resume goes on from there" in err) == (130, True), err
    assert mahdar("build", other, dumps, "--engine", "daft", "--jobs", "2", "--resume").status == 0
    assert contents(other) == contents(one)
