"""Reading into a folder of Parquet, shard by shard, with whichever engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from mahdar.capture import find
from mahdar.cli.session import say_left_out, say_profile, say_skipped, told
from mahdar.cli.terminal import Meter, Status, say
from mahdar.engine.dataset import Dataset
from mahdar.engine.engines import engine_of
from mahdar.engine.linking import link as put_together
from mahdar.engine.reading import Recipe
from mahdar.engine.report import RunReport, ShardReport
from mahdar.engine.run import plan_of, run
from mahdar.model import Given


class Came(NamedTuple):
    """What came of a run, and how its command ends."""

    report: RunReport
    status: Status


def read_into(
    folder: Path,
    sources: Sequence[str],
    recipe: Recipe,
    given: Given,
    *,
    engine: str,
    jobs: int,
    resume: bool = False,
    link: bool = False,
    command: str = "read",
) -> Came:
    """Read the sources into ``folder``, with ``link`` link their pages, and tell on standard error how far it is, and what came of it.

    Raises `UsageError`.
    """
    doer, found = engine_of(engine, jobs), find(sources)
    recipe.data()  # Faulty files are to be told here, not by the death of a process.
    plan = plan_of(found, given, recipe)
    say_skipped(found)
    with Meter(len(plan.shards), "reading") as meter:

        def done(shard: ShardReport) -> None:
            meter.step(shard.pages)
            meter.progress(1)

        try:
            report = run(plan, recipe, given, folder, doer, resume=resume, command=command, done=done)
        except KeyboardInterrupt:
            meter.say("interrupted; the shards that were done are kept; the same command with --resume goes on from there")
            raise
    if link:
        put_together(Dataset(folder), doer)
    for path, reason in found.failures:
        say(f"{path}: {reason}")
    for fault in Dataset(folder).faults():
        say(f"{fault.source}: {fault.reason}".replace("\n", "\\n"))
    say_left_out(Counter(report.left_out))
    failed = sum(report.failed.values()) + len(found.failures)
    say(told(report.pages, report.before, failed))
    say_profile(report)
    return Came(report, Status.SOME_FAILED if failed else Status.DONE)
