"""Which pages share keys, as group-bys over parts: keys by their hash, then pairs by the page of the lesser number. Each part is a piece of work
that holds its own share of the keys or pairs and no more; a key that very many have is worked through some million pairs at a time.

What is parted is kept in Arrow files of as many batches as there are parts (of several rounds of them, where it came bit by bit).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Self, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from mahdar.engine.dataset import Dataset
from mahdar.engine.prepared import ROWS
from mahdar.engine.report import ShardReport, Tally
from mahdar.engine.shards import Shard
from mahdar.linking.stories import SHARED
from mahdar.model import Noun

Numbers: TypeAlias = npt.NDArray[np.int64]

COPIES, STORIES = 0, 1
WAYS: Final[Mapping[int, tuple[str, str, int]]] = {COPIES: ("bands", "bands", 1), STORIES: ("own", "around", SHARED)}
"""What pages meet for: the keys of the one, those of the other, and how many they have to share."""

KEYS = pa.schema([("key", pa.int64()), ("n", pa.int64())])
_MET = pa.schema([("way", pa.int64()), ("one", pa.int64()), ("other", pa.int64()), ("keys", pa.int64())])
_PAIRS = 4_000_000
"""So many meetings are held at once: some 200 MiB."""


class Parted:
    """Writes rows to ``path`` in ``parts``; a context manager."""

    def __init__(self, path: Path, schema: pa.Schema, parts: int) -> None:
        self._path, self._schema, self._parts = path, schema, parts

    def __enter__(self) -> Self:
        self._file = pa.ipc.new_file(self._path, self._schema)
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def add(self, columns: Sequence[Numbers], part: Numbers) -> None:
        """Add rows, of which ``part`` tells where each belongs."""
        order = np.argsort(part, kind="stable")
        bounds = np.searchsorted(part[order], np.arange(self._parts + 1))
        rows = pa.record_batch([pa.array(column[order]) for column in columns], schema=self._schema)
        for start, end in pairwise(bounds):
            self._file.write_batch(rows.slice(start, end - start))


def part_of(folder: Path, schema: pa.Schema, part: int, parts: int) -> pa.Table:
    """One part of all that was written to ``folder``."""
    found = []
    for path in sorted(folder.glob("*.arrow")):
        with pa.memory_map(str(path)) as source, pa.ipc.open_file(source) as file:
            found += [file.get_batch(n) for n in range(part, file.num_record_batches, parts)]
    return pa.Table.from_batches(found, schema)


class MeetingsJob(Noun, frozen=True, kw_only=True):
    """Finds who shares the keys of each part of those in ``keys``. There are as many ``parts`` of pairs, over the pages of ``shards`` shards."""

    keys: Path
    out: Path
    parts: int
    shards: int

    def do(self, shard: Shard) -> ShardReport:
        """Write the pairs that share keys of the part, and how many of them."""
        work, tally = Dataset(self.out), Tally()
        tally.lost = work.start(shard)
        with Parted(self.out / f"{shard.name}.arrow", _MET, self.parts) as file:
            for way, (mine, theirs, _) in WAYS.items():
                held = [part_of(self.keys / name, KEYS, shard.number, self.parts) for name in (mine, theirs)]
                for one, other, keys in meetings(*held):
                    file.add((np.full_like(one, way), one, other, keys), one // ROWS * self.parts // self.shards)
        report = tally.of_shard(shard.number)
        work.finish(shard, report)
        return report


def pairs(folder: Path, part: int, parts: int) -> Iterator[tuple[int, int, int]]:
    """The pairs of a part of what `MeetingsJob` wrote to ``folder`` that share enough keys, by way and in the order of the greater number, then
    of the lesser: of these a part has few, so that who keeps them needs each page of the others but once."""
    counted = part_of(folder, _MET, part, parts).group_by(["way", "one", "other"]).aggregate([("keys", "sum")])
    for way, (_, _, least) in WAYS.items():
        met = counted.filter((pc.field("way") == way) & (pc.field("keys_sum") >= least)).sort_by([("other", "ascending"), ("one", "ascending")])
        for batch in met.select(["one", "other"]).to_batches(max_chunksize=10_000):
            for one, other in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                yield way, one, other


def meetings(mine: pa.Table, theirs: pa.Table, at_once: int = _PAIRS) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """The pairs of pages, the lesser number first, of which the one has keys in ``mine`` that the other has in ``theirs``, with how many; no more
    than ``at_once`` meetings are held, but for those of one key of one page."""
    mine = mine.sort_by("n")  # so that the keys that a pair shares are counted together
    theirs = theirs.sort_by("key")
    key, n, held, others = (_numbers(table[name]) for table, name in ((mine, "key"), (mine, "n"), (theirs, "key"), (theirs, "n")))
    first = np.searchsorted(held, key, "left")
    many = np.searchsorted(held, key, "right") - first
    ends = np.cumsum(many)
    start = 0
    while start < len(key):
        before = ends[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, before + at_once, "right")))
        here = many[start:stop]
        skipped = first[start:stop] - (ends[start:stop] - here - before)
        one = np.repeat(n[start:stop], here)
        other = others[np.repeat(skipped, here) + np.arange(len(one))]
        kept = one < other
        counted = pa.table({"one": one[kept], "other": other[kept]}).group_by(["one", "other"]).aggregate([([], "count_all")])
        yield _numbers(counted["one"]), _numbers(counted["other"]), _numbers(counted["count_all"])
        start = stop


def _numbers(column: Any) -> Numbers:
    return np.asarray(column.to_numpy(), dtype=np.int64)
