from __future__ import annotations

import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mahdar.capture import Failure, find
from mahdar.engine import shards as room
from mahdar.engine.shards import Shard, items, shards
from mahdar.errors import UsageError
from mahdar.model import Given


def sources(made: list[Shard]) -> list[str]:
    return [item.source for shard in made for item in items(shard, Given())]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(room, "PAGES", 3)
    monkeypatch.setattr(room, "_SMALL", 0)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lines(number: int) -> bytes:
    return "".join(f'{{"text": "خبر رقم {n}"}}\n' for n in range(number)).encode()


def test_pages_of_their_own_are_put_together(folder: Path) -> None:
    for n in range(7):
        (folder / f"{n}.txt").write_text("خبر", encoding="utf-8")
    made = shards(find(["."]))
    assert [len(shard.inputs) for shard in made] == [3, 3, 1]
    assert sources(made) == [f"{n}.txt" for n in range(7)]


@pytest.mark.parametrize("packed", [False, True])
def test_a_dump_is_parted_and_every_row_is_in_one_part(folder: Path, packed: bool) -> None:
    Path("dump.jsonl.gz" if packed else "dump.jsonl").write_bytes(gzip.compress(lines(8)) if packed else lines(8))
    made = shards(find(["."]))
    assert [(shard.first, shard.count) for shard in made] == [(0, 3), (3, 3), (6, None)]
    assert len(sources(made)) == 8
    assert len(set(sources(made))) == 8


def test_a_large_dump_has_larger_parts(folder: Path) -> None:
    Path("dump.jsonl").write_bytes(lines(room.MOST_OF_FILE * 5))
    made = shards(find(["."]))
    assert len(made) == room.MOST_OF_FILE
    assert {shard.count for shard in made} == {5, None}


def test_parquet_is_parted_too(folder: Path) -> None:
    pq.write_table(pa.table({"text": [f"خبر {n}" for n in range(5)]}), "dump.parquet")
    made = shards(find(["."]))
    assert len(made) == 2
    assert len(sources(made)) == 5


def test_a_damaged_dump_is_read_as_far_as_it_goes_and_its_damage_told(folder: Path) -> None:
    Path("dump.jsonl.gz").write_bytes(gzip.compress(lines(4000))[:-2000])
    came = [item for shard in shards(find(["."])) for item in items(shard, Given())]
    assert isinstance(came[-1], Failure)
    assert "cut off" in came[-1].reason
    assert len({item.source for item in came}) == len(came) > 500


def test_what_one_process_alone_can_read_is_refused(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"standard input: expected files"):
        shards(find(["-"]))
    with pytest.raises(UsageError, match=r"https://example\.org/: expected files"):
        shards(find(["https://example.org/"]))
