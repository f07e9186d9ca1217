"""A run: from sources to a dataset, shard by shard, until all are done."""

from __future__ import annotations

import hashlib
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import msgspec

from mahdar import __version__
from mahdar.capture import Found
from mahdar.engine.dataset import Dataset, Plan
from mahdar.engine.engines import Engine
from mahdar.engine.reading import Recipe
from mahdar.engine.report import RunReport, ShardReport, Tally
from mahdar.engine.shards import shards
from mahdar.engine.work import Job
from mahdar.errors import UnavailableError
from mahdar.model import Given

TRIES = 8
"""Times that a shard may be begun whose process dies each time: a page that kills is found out in the second, so that something else is wrong."""


def plan_of(found: Found, given: Given, recipe: Recipe) -> Plan:
    """What is to be read, and with what, of all of which the files of the dataset are a function."""
    return Plan(engine=__version__, given=msgspec.json.encode(given).decode(), recipe=_digest(recipe), shards=tuple(shards(found)))


def _digest(recipe: Recipe) -> str:
    """What tells two recipes apart, by what the user's files say and not by where they are."""
    digest = hashlib.sha256(recipe.site_profiles.hash.encode() + msgspec.json.encode(recipe.wanted))
    for path in (*recipe.knowledge, *recipe.dossiers):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def run(
    plan: Plan,
    recipe: Recipe,
    given: Given,
    out: Path,
    engine: Engine,
    *,
    resume: bool = False,
    command: str = "read",
    done: Callable[[ShardReport], None] = lambda _: None,
) -> RunReport:
    """Read what ``plan`` says into the folder ``out``; ``done`` is told of each shard that is.

    What a run that was interrupted had done stays, and is passed over with ``resume``. Raises `UsageError` where the folder holds something else, and
    `UnavailableError` where it can't be written, or shards are lost again and again; what was done by then is kept.
    """
    dataset, tally = Dataset(out), Tally()
    dataset.begin(plan, recipe.site_profiles, resume=resume)
    tally.earlier(dataset.reports())
    job = Job(recipe=recipe, given=given, out=out)
    interrupted = True
    try:
        with _stopping(dataset):
            _finish(dataset, plan, job, engine, tally, done)
        interrupted = False
    finally:
        report = tally.of_run(command, engine.name, __version__, interrupted=interrupted)
        (out / "_run.json").write_bytes(msgspec.json.format(msgspec.json.encode(report)) + b"\n")
    return report


def _finish(dataset: Dataset, plan: Plan, job: Job, engine: Engine, tally: Tally, done: Callable[[ShardReport], None]) -> None:
    while left := dataset.left(plan):
        begun = dataset.begun()
        told: set[int] = set()
        # First those of which processes died: they show soon whether they can be done.
        for report in engine.run(job, sorted(left, key=lambda shard: (-begun.get(shard.number, 0), shard.number))):
            if report.broken:
                dataset.stop(True)
                raise UnavailableError(report.broken)
            tally.shard(report)
            done(report)
            told.add(report.number)
        # A process may die, or be ended with another that did, after it has done a shard and before it could tell.
        for report in dataset.reports({shard.number for shard in left} - told):
            tally.shard(report)
            done(report)
        died = dataset.begun()
        if (still := dataset.left(plan)) and (not died or max(died.values()) >= TRIES):
            why = f" ({engine.why})" if engine.why else ""
            raise UnavailableError(f"{job.out}: {len(still)} shards were lost again and again{why}; what was done is kept, and --resume goes on")


@contextmanager
def _stopping(dataset: Dataset) -> Iterator[None]:
    """Let Ctrl-C stop all who work, wherever they are, after the page that they are at: what they wait for in order to end would else be a shard."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        dataset.stop(True)
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
