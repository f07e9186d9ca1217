"""Runs into a folder of Parquet. Pages are read by something quick: what readings are is no matter here."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import msgspec
import polars
import pytest

from mahdar.capture import find
from mahdar.engine.dataset import Dataset
from mahdar.engine.engines import Engine, Pool
from mahdar.engine.report import RunReport, ShardReport
from mahdar.engine.run import plan_of, run
from mahdar.engine.shards import Shard
from mahdar.engine.work import Work
from mahdar.errors import UsageError
from mahdar.model import Given
from tests.support.dying import Quick
from tests.support.spools import files, write_dumps

QUICK = Quick()


def into(out: Path, sources: Path, engine: Engine | None = None, recipe: Quick = QUICK, *, resume: bool = False) -> RunReport:
    plan = plan_of(find([str(sources)]), Given(), recipe)
    return run(plan, recipe, Given(), out, engine or Pool(), resume=resume)


def test_a_run_keeps_what_was_read_and_reports_what_came_of_it(tmp_path: Path) -> None:
    dumps = write_dumps(tmp_path / "dumps", empty=True)
    report = into(tmp_path / "out", dumps)
    assert (report.pages, report.failed) == (40, {"unreadable": 1})
    assert report.memory > 0
    dataset = Dataset.open(tmp_path / "out")
    assert [reading.source for reading in dataset.readings()] == [f"{dumps}/{f}.jsonl#{n}" for f in range(4) for n in range(1, 11)]
    assert [fault.kind for fault in dataset.faults()] == ["unreadable"]
    assert msgspec.json.decode((tmp_path / "out/_run.json").read_bytes(), type=RunReport) == report


@pytest.mark.slow
def test_processes_make_the_same_files_and_a_deadly_page_costs_itself_alone(tmp_path: Path) -> None:
    dumps = write_dumps(tmp_path / "dumps")
    into(tmp_path / "sound", dumps)
    killing = write_dumps(tmp_path / "dumps", deadly=True)
    report = into(tmp_path / "out", killing, Pool(2))
    assert report.failed == {"died": 1}
    assert report.lost >= 1
    (fault,) = Dataset.open(tmp_path / "out").faults()
    assert fault.source == f"{dumps}/2.jsonl#11"
    assert files(tmp_path / "out", "pages") == files(tmp_path / "sound", "pages")


@pytest.mark.slow
def test_a_process_that_is_killed_for_no_fault_of_a_page_changes_nothing(tmp_path: Path) -> None:
    dumps = write_dumps(tmp_path / "dumps", deadly=True)
    marks = tmp_path / "marks"
    marks.mkdir()
    report = into(tmp_path / "out", dumps, Pool(2), Quick(once=marks))
    assert (report.failed, report.pages) == ({}, 41)


def test_a_run_that_was_interrupted_is_resumed_to_the_same_files(tmp_path: Path) -> None:
    dumps = write_dumps(tmp_path / "dumps")
    into(tmp_path / "whole", dumps)
    plan = plan_of(find([str(dumps)]), Given(), Quick())

    def interrupt(report: ShardReport) -> None:
        if report.number == 1:
            os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        run(plan, Quick(), Given(), tmp_path / "out", Pool(), done=interrupt)
    assert msgspec.json.decode((tmp_path / "out/_run.json").read_bytes(), type=RunReport).interrupted
    with pytest.raises(UsageError, match="2 of 4 shards are missing"):
        Dataset.open(tmp_path / "out")
    report = into(tmp_path / "out", dumps, resume=True)
    assert (report.before, report.pages) == (20, 20)
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_a_shard_is_counted_that_was_done_by_a_process_that_could_not_tell(tmp_path: Path) -> None:
    class Mute(Pool):
        def run(self, job: Work, shards: Sequence[Shard]) -> Iterator[ShardReport]:
            return (report for report in super().run(job, shards) if report.number != 2)

    done: list[int] = []
    plan = plan_of(find([str(write_dumps(tmp_path / "dumps"))]), Given(), QUICK)
    report = run(plan, QUICK, Given(), tmp_path / "out", Mute(), done=lambda shard: done.append(shard.number))
    assert (report.pages, sorted(done)) == (40, [0, 1, 2, 3])


def test_what_was_read_otherwise_is_not_gone_on_with(tmp_path: Path) -> None:
    dumps = write_dumps(tmp_path / "dumps")
    into(tmp_path / "out", dumps)
    (dumps / "5.jsonl").write_bytes(b"")
    with pytest.raises(UsageError, match="expected the sources, options and version of before"):
        into(tmp_path / "out", dumps, resume=True)
    assert into(tmp_path / "out", dumps).pages == 40, "replaced"


def test_what_is_no_dataset_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").touch()
    with pytest.raises(UsageError, match="expected an empty folder, or a dataset"):
        into(tmp_path / "out", write_dumps(tmp_path / "dumps"))
    with pytest.raises(UsageError, match="expected a folder that `mahdar read --format parquet` wrote"):
        Dataset.open(tmp_path / "out")


def test_others_read_the_folder_as_it_is(tmp_path: Path) -> None:
    into(tmp_path / "out", write_dumps(tmp_path / "dumps"))
    pages, blocks = f"'{tmp_path}/out/pages/*.parquet'", f"'{tmp_path}/out/blocks/*.parquet'"
    joined = duckdb.sql(f"SELECT count(*) FROM {pages} JOIN {blocks} USING (page, source)")
    assert joined is not None
    assert joined.fetchall() == [(40,)]
    assert polars.scan_parquet(f"{tmp_path}/out/blocks").select(polars.len()).collect().item() == 40
