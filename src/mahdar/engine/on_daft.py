"""Daft as the engine: on the cores of this machine, or over a Ray cluster.

A shard is a row; the column that Daft works out is its report. What reads is a class of which Daft keeps some instances, each in a process
of its own. Work that fails, fails inside of it: an error is a report too. Where a process dies, Ray begins its shard again; Daft by itself
gives the query up, what was done by then is kept, and the run goes on with what is left.

What is done is told by the folder of the dataset, where reports stand as soon as they are there; Daft gives them back in order, and late.
"""

from __future__ import annotations

import logging
import os
import pickle
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from mahdar.engine.dataset import Dataset
from mahdar.engine.report import ShardReport
from mahdar.engine.shards import Shard
from mahdar.engine.work import Work
from mahdar.errors import MissingError, UsageError
from mahdar.garbage import collect_seldom

_INSTALL = "expected Daft and Ray for this engine; install them with pip install 'mahdar[cluster]'"
_LOOK = 0.25
"""Seconds between looks at what is done."""

_SETTINGS = {"DO_NOT_TRACK": "1", "DAFT_ANALYTICS_ENABLED": "0", "DAFT_PROGRESS_BAR": "0", "RAY_USAGE_STATS_ENABLED": "0"}


class OnDaft:
    """``jobs`` processes of Daft's: of this machine where ``ray`` is None, else of the Ray cluster at that address (``ray``: the one that runs)."""

    def __init__(self, jobs: int, ray: str | None = None) -> None:
        for name, value in _SETTINGS.items():
            os.environ.setdefault(name, value)
        try:
            import daft
        except ImportError as error:
            raise MissingError(_INSTALL) from error
        self._daft: Any = daft
        self._jobs = jobs
        self.why: str | None = None
        self.name = f"daft, {jobs} processes" if ray is None else f"daft on {ray}, {jobs} processes"
        if ray is None:
            daft.set_runner_native()
        else:
            self._join(ray)

    def _join(self, address: str) -> None:
        """Become a driver of the cluster at ``address``."""
        try:
            import ray
        except ImportError as error:
            raise MissingError(_INSTALL) from error
        try:
            if not ray.is_initialized():
                where = "auto" if address == "ray" else address.removeprefix("ray://")
                ray.init(address=where, log_to_driver=False, logging_level=logging.ERROR, include_dashboard=False)
        except Exception as error:  # Ray's own, of many kinds
            raise UsageError(f"--engine {address}: expected a Ray cluster there: {str(error).splitlines()[0]}") from error
        self._daft.set_runner_ray(noop_if_initialized=True)

    def run(self, job: Work, shards: Sequence[Shard]) -> Iterator[ShardReport]:
        """The reports of shards as they are done. Of those whose process died there is none."""
        dataset, ours = Dataset(job.out), {shard.number for shard in shards}
        query = _Query(lambda: self._rows(job, shards))
        query.start()
        told: set[int] = set()
        try:
            while True:
                ended = not query.is_alive()
                for report in dataset.reports(ours - told):
                    told.add(report.number)
                    yield report
                if ended:
                    break
                query.join(_LOOK)
        finally:
            query.join()
        self.why = query.failed
        yield from (report for report in query.reports if report.number not in told)

    def _rows(self, job: Work, shards: Sequence[Shard]) -> Iterator[str]:
        doer = self._daft.cls(_Doer, max_concurrency=min(self._jobs, len(shards)), use_process=True)(pickle.dumps(job))
        frame = self._daft.from_pydict({"shard": [msgspec.json.encode(shard).decode() for shard in shards]}).into_batches(1)
        for row in frame.select(doer.do(frame["shard"]).alias("report")).iter_rows():
            yield row["report"]


class _Query(threading.Thread):
    """A query of Daft's, beside the thread that takes interrupts. One that fails has lost the process of a shard: whatever else fails is a report."""

    def __init__(self, rows: Any) -> None:
        super().__init__(daemon=True)
        self._rows = rows
        self.reports: list[ShardReport] = []
        self.failed: str | None = None

    def run(self) -> None:
        """Take in what comes."""
        try:
            for row in self._rows():
                self.reports.append(msgspec.json.decode(row, type=ShardReport))
        except Exception as error:  # Daft's own, of many kinds
            self.failed = " ".join(str(error).split())[:500]


class _Doer:
    """Does shards in a process of Daft's."""

    def __init__(self, job: bytes) -> None:
        collect_seldom()
        self._job: Work = pickle.loads(job)

    def do(self, shard: str) -> str:
        """The report of a shard."""
        return msgspec.json.encode(self._job.do(msgspec.json.decode(shard, type=Shard))).decode()
