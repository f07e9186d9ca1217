"""One piece of work: a shard's pages read and their rows written. The same function runs in a pool, on Daft and on Ray."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from mahdar.capture import Failure, Raw, Skipped
from mahdar.engine.dataset import Dataset, ShardWriter
from mahdar.engine.reading import Outcome, Read, Recipe, attempt, read_all
from mahdar.engine.report import ShardReport, Tally
from mahdar.engine.shards import Shard, items
from mahdar.model import Given, Noun


class Work(Protocol):
    """Work to be done shard by shard, in any process, any number of times: what is done is kept in the folder ``out``, and told there."""

    @property
    def out(self) -> Path:
        """The folder, with the reports of what is done in it."""
        ...

    def do(self, shard: Shard) -> ShardReport:
        """Do a shard."""
        ...


class Job(Noun, frozen=True, kw_only=True):
    """What all shards of a run have in common: what reads, what is given beside the pages, and the folder of the dataset."""

    recipe: Recipe
    given: Given
    out: Path

    def do(self, shard: Shard) -> ShardReport:
        """Read a shard, and keep what was read."""
        return do(self, shard)


def do(job: Job, shard: Shard) -> ShardReport:
    """Read a shard and keep what was read. What goes wrong with a page is told in the table of errors, what goes wrong with keeping in the report.

    Where a process died of the shard before, each page is read by a process beside, which shows the page that kills it.
    """
    dataset, tally = Dataset(job.out), Tally()
    try:
        tally.lost = dataset.start(shard)
        with ShardWriter(dataset, shard) as writer:
            for outcome in _outcomes(job, shard, apart=tally.lost > 0):
                tally.outcome(outcome)
                writer.add([outcome])
                if dataset.stopping():
                    raise _StoppedError
        report = tally.of_shard(shard.number)
        dataset.finish(shard, report)
    except _StoppedError:
        dataset.finish(shard, None)
        return ShardReport(number=shard.number, stopped=True)
    except OSError as error:
        if other := dataset.reports({shard.number}):
            return other[0]  # It was begun twice, and the other was faster and swept.
        return ShardReport(number=shard.number, broken=f"{job.out}: can't be written: {error.strerror or error}")
    return report


class _StoppedError(Exception):
    """The run is to stop."""


def _outcomes(job: Job, shard: Shard, *, apart: bool) -> Iterator[Outcome]:
    pages: Iterator[Raw | Failure | Skipped] = items(shard, job.given)
    if apart:
        yield from read_all(pages, job.recipe, apart=True)
        return
    read = _reader(pickle.dumps(job.recipe))
    for page in pages:
        yield attempt(page, read, job.recipe.wanted)


@lru_cache(maxsize=1)
def _reader(recipe: bytes) -> Read:
    """What reads a page, made once a process."""
    made = pickle.loads(recipe)
    assert isinstance(made, Recipe)
    return made.read()
