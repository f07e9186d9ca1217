"""Datasets of generated articles, with copies and stories among them, for comparing how they are linked.

Usage: python -m tests.support.linked ENGINE DATASET. Links the dataset with two processes of the engine.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from benchmarks.generate import pool, readings
from mahdar import __version__
from mahdar.engine.dataset import Dataset, Plan, ShardWriter
from mahdar.engine.engines import engine_of
from mahdar.engine.linking import link
from mahdar.engine.reading import Outcome
from mahdar.engine.report import ShardReport
from mahdar.engine.shards import Shard
from mahdar.layout.profiles import SiteProfiles
from mahdar.model import Reading
from tests.support.spooling import ROOT, environment


def write_dataset(
    folder: Path, number: int, *, shard: int = 50, twice: bool = False, shuffled: int | None = None, days: int = 3_650, shared: Path | None = None
) -> Dataset:
    """A dataset of so many generated articles of so many ``days``, in shards of some dozens; with ``twice`` each was found in a second place, too,
    and ``shuffled`` by a seed they come in another order. Their words are those of the corpus of the folder ``shared``, where one is given."""
    parts = list(_parts(number, shard, shuffled, days, shared))
    if twice:
        parts += [[_second(outcome) for outcome in part] for part in parts]
    return _written(folder, parts)


def write_readings(folder: Path, readings: Sequence[Reading]) -> Dataset:
    """A dataset of these readings, in two shards."""
    outcomes = [Outcome(source=reading.source, reading=reading) for reading in readings]
    return _written(folder, [outcomes[: len(outcomes) // 2], outcomes[len(outcomes) // 2 :]])


def _written(folder: Path, parts: Sequence[Sequence[Outcome]]) -> Dataset:
    dataset = Dataset(folder)
    plan = Plan(engine=__version__, given="", recipe="", shards=tuple(Shard(number=n, inputs=()) for n in range(len(parts))))
    dataset.begin(plan, SiteProfiles(), resume=False)
    for one, some in zip(plan.shards, parts, strict=True):
        with ShardWriter(dataset, one) as writer:
            writer.add(some)
        dataset.finish(one, ShardReport(number=one.number, pages=len(some)))
    return dataset


def _second(outcome: Outcome) -> Outcome:
    assert outcome.reading is not None
    source = f"second/{outcome.source}"
    return Outcome(source=source, reading=msgspec.structs.replace(outcome.reading, source=source))


def _parts(number: int, shard: int, shuffled: int | None, days: int, shared: Path | None) -> Iterator[list[Outcome]]:
    made = readings(number, pool(shared or Path("nowhere")), days=days)
    if shuffled is not None:
        every = list(made)
        random.Random(shuffled).shuffle(every)
        made = iter(every)
    while some := [Outcome(source=reading.source, reading=reading) for reading in islice(made, shard)]:
        yield some


def link_with(engine: str, dataset: Dataset, *, seconds: float = 120) -> None:
    """Link ``dataset`` by ``engine``, in a process of its own."""
    command = [sys.executable, "-m", "tests.support.linked", engine, str(dataset.path)]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, timeout=seconds, check=False)
    assert done.returncode == 0, done.stderr.decode()


def main(engine: str, folder: str) -> None:
    """Link, by two processes."""
    link(Dataset.open(Path(folder)), engine_of(engine, 2))


if __name__ == "__main__":
    main(*sys.argv[1:])
