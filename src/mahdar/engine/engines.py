"""Who does the work: processes of this machine, Daft on this machine, or Daft over a Ray cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from typing import Protocol

from mahdar.engine.reading import POOL
from mahdar.engine.report import ShardReport
from mahdar.engine.shards import Shard
from mahdar.engine.work import Work
from mahdar.engine.workers import interrupts_held
from mahdar.errors import UsageError
from mahdar.garbage import collect_seldom


class Engine(Protocol):
    """Does shards, in whatever order."""

    @property
    def name(self) -> str:
        """What reports call it."""
        ...

    @property
    def why(self) -> str | None:
        """What the engine said when it lost work last, if it said anything."""
        ...

    def run(self, job: Work, shards: Sequence[Shard]) -> Iterator[ShardReport]:
        """The reports of shards as they are done. Of those whose process died there is none."""
        ...


class Pool:
    """``jobs`` processes of this machine; one is this process itself."""

    def __init__(self, jobs: int = 1) -> None:
        self._jobs = jobs
        self.name = f"pool of {jobs}"
        self.why: str | None = None

    def run(self, job: Work, shards: Sequence[Shard]) -> Iterator[ShardReport]:
        """The reports of shards as they are done. Of those whose process died there is none."""
        if self._jobs == 1:
            yield from (job.do(shard) for shard in shards)
            return
        executor = ProcessPoolExecutor(min(self._jobs, len(shards)), mp_context=get_context("spawn"), initializer=collect_seldom)
        try:
            with interrupts_held():
                futures = [executor.submit(job.do, shard) for shard in shards]
            for future in as_completed(futures):
                with suppress(BrokenProcessPool):
                    yield future.result()
        finally:
            executor.shutdown(cancel_futures=True)


def engine_of(name: str, jobs: int) -> Engine:
    """The engine that ``name`` tells: ``pool``, ``daft``, ``ray`` or ``ray://HOST:PORT``, with so many processes.

    Raises `UsageError` for another one, and `mahdar.errors.MissingError` where it isn't installed.
    """
    if name == POOL:
        return Pool(jobs)
    if name in ("daft", "ray") or name.startswith("ray://"):
        from mahdar.engine.on_daft import OnDaft

        return OnDaft(jobs, None if name == "daft" else name)
    raise UsageError(f"--engine: expected pool, daft, ray or ray://HOST:PORT, got {name!r}")
