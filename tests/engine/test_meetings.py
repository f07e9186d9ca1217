"""Pages meet by the keys that they share, in whatever parts they are worked through."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from mahdar.engine.meetings import COPIES, KEYS, STORIES, MeetingsJob, Parted, meetings, pairs, part_of
from mahdar.engine.prepared import ROWS
from mahdar.engine.shards import Shard

Keys = list[tuple[int, int]]


def table(keys: Keys) -> pa.Table:
    return pa.table([[key for key, _ in keys], [n for _, n in keys]], schema=KEYS)


def counted(mine: Keys, theirs: Keys) -> Counter[tuple[int, int]]:
    return Counter((n, other) for key, n in mine for same, other in theirs if key == same and n < other)


def drawn(pages: list[int], among: int, each: int, seed: int) -> Keys:
    draw = random.Random(seed)
    return [(key, n) for n in pages for key in draw.sample(range(among), each)]


@pytest.mark.parametrize("at_once", [1, 7, 100, 4_000_000])
def test_however_few_are_held_at_once_all_that_share_keys_meet_and_are_counted(at_once: int) -> None:
    mine, theirs = drawn(list(range(30)), 40, 6, 1), drawn(list(range(30)), 40, 6, 2)
    found: Counter[tuple[int, int]] = Counter()
    for one, other, keys in meetings(table(mine), table(theirs), at_once):
        for a, b, many in zip(one.tolist(), other.tolist(), keys.tolist(), strict=True):
            found[a, b] += many
    assert found == counted(mine, theirs)


def test_a_key_that_all_have_is_worked_through_bit_by_bit() -> None:
    keys = table([(5, n) for n in range(400)])
    parts = [len(one) for one, _, _ in meetings(keys, keys, 4_000)]
    assert sum(parts) == 400 * 399 // 2
    assert max(parts) <= 4_000


def test_nobody_meets_where_there_are_no_keys() -> None:
    assert list(meetings(table([]), table([]))) == []
    assert [len(one) for one, _, _ in meetings(table([(1, 1)]), table([]))] == [0]


@pytest.mark.parametrize("parts", [1, 3, 8])
def test_pairs_are_the_same_in_any_number_of_parts(tmp_path: Path, parts: int) -> None:
    shards = 4
    pages = [shard * ROWS + row for shard in range(shards) for row in range(12)]
    kept = {"bands": drawn(pages, 60, 3, 1), "own": drawn(pages, 50, 5, 2), "around": drawn(pages, 50, 9, 3)}
    keys, out = tmp_path / "keys", tmp_path / "met"
    (out / "_shards").mkdir(parents=True)
    for name, rows in kept.items():
        (keys / name).mkdir(parents=True)
        for shard in range(shards):
            key, n = np.array([row for row in rows if row[1] // ROWS == shard], np.int64).T
            with Parted(keys / name / f"{shard:05}.arrow", KEYS, parts) as file:
                file.add((key, n), key % parts)
        assert sum(part_of(keys / name, KEYS, part, parts).num_rows for part in range(parts)) == len(rows)
    for part in range(parts):
        MeetingsJob(keys=keys, out=out, parts=parts, shards=shards).do(Shard(number=part, inputs=()))
    found = [pair for part in range(parts) for pair in pairs(out, part, parts)]
    assert len(found) == len(set(found))
    near = {pair for pair, many in counted(kept["own"], kept["around"]).items() if many >= 2}
    assert {(a, b) for way, a, b in found if way == COPIES} == set(counted(kept["bands"], kept["bands"]))
    assert {(a, b) for way, a, b in found if way == STORIES} == near
