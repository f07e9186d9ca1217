"""Links between the pages of a dataset, as group-bys: which are copies, which tell one happening, and which ids of entities mean one.

What comes out is what a record tells of the same pages (`mahdar.record.linking`), for the pieces are the same (`mahdar.linking`); never are all
pages compared with all.

    keys      shard by shard: what of each page is compared, and its keys: bands of its sketch, its heaviest terms in their stretch of days
    meetings  pages that share a key: a join of the keys with themselves, those of a stretch with those of the stretches beside it too
    pairs     those that meet are compared, bucket by bucket
    stories   what pairs lead between is put together

Each piece that takes long is work of the engine's.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from mahdar.engine.dataset import Dataset, Plan, table
from mahdar.engine.engines import Engine
from mahdar.engine.entities import joined
from mahdar.engine.report import ShardReport, Tally
from mahdar.engine.shards import Shard
from mahdar.errors import UnavailableError
from mahdar.linking.captures import capture_rank
from mahdar.linking.copies import compare
from mahdar.linking.linker import Linkable, Linked, shipped
from mahdar.linking.stories import SHARED, Stories, around, key_of, story_id, stretch
from mahdar.model import Noun, Reading

SCHEMAS: Final = {
    "copies": pa.schema([("one", pa.string()), ("other", pa.string()), ("sort", pa.string()), ("share", pa.float64())]),
    "stories": pa.schema([("story", pa.string()), ("page", pa.string()), ("n", pa.int64())]),
    "joined": pa.schema([("id", pa.string()), ("to", pa.string()), ("by", pa.string()), ("score", pa.float64()), ("why", pa.string())]),
}
"""The tables of links: pairs of pages that are copies, the lesser id first; the pages of each story, numbered from the first that came out; and the
ids of entities that mean another one, ``to``."""

_KEYS = pa.schema([("key", pa.int64()), ("n", pa.int64())])
_ROWS = 1 << 24
"""More than the pages of a shard: a page's number is its shard's times this, and its own in it."""
_BUCKET = 2_000
"""Pairs that are compared as one piece of work."""


class Prepared(Noun, frozen=True, kw_only=True):
    """What of a page is compared, and which page it is."""

    page: str
    linked: Linked


class KeysJob(Noun, frozen=True, kw_only=True):
    """Prepares the pages of each shard of the dataset at ``source``, but for captures that a page isn't shown as (``hidden``: page and source)."""

    source: Path
    out: Path
    hidden: frozenset[tuple[str, str]]

    def do(self, shard: Shard) -> ShardReport:
        """Write what of the shard's pages is compared, and their keys."""
        work, tally = Dataset(self.out), Tally()
        tally.lost = work.start(shard)
        linker, prepared = shipped(), list[Prepared]()
        keys: dict[str, list[tuple[int, int]]] = {"copies": [], "own": [], "around": []}
        for reading in Dataset(self.source).readings(shard):
            if (reading.page, reading.source) in self.hidden:
                continue
            linked = linker.prepare(_linkable(reading))
            n = shard.number * _ROWS + len(prepared)
            prepared.append(Prepared(page=reading.page, linked=linked))
            keys["copies"] += [(key, n) for key in linked.bands]
            if (told := linked.telling) is not None:
                keys["own"] += [(key_of(term, stretch(told)), n) for term in sorted(told.keys)]
                keys["around"] += [(key, n) for key in around(told)]
        (self.out / f"{shard.name}.pages").write_bytes(msgspec.msgpack.encode(prepared))
        for name, rows in keys.items():
            columns = [pa.array([row[i] for row in rows], pa.int64()) for i in range(2)]
            pq.write_table(pa.table(columns, schema=_KEYS), self.out / name / f"{shard.name}.parquet")
        report = tally.of_shard(shard.number)
        work.finish(shard, report)
        return report


class PairsJob(Noun, frozen=True, kw_only=True):
    """Compares the pairs of each bucket; ``prepared`` is where the pages are."""

    prepared: Path
    out: Path

    def do(self, shard: Shard) -> ShardReport:
        """Write which pairs of the bucket are copies, and the logits of those that may tell one happening."""
        work, tally = Dataset(self.out), Tally()
        tally.lost = work.start(shard)
        stories, pages = shipped().stories, _Pages(self.prepared)
        copies: list[tuple[str, str, str, float]] = []
        logits: list[tuple[str, str, float]] = []
        bucket = pq.read_table(self.out / f"{shard.name}.parquet")
        for kind, a, b in zip(*(bucket[name].to_pylist() for name in ("kind", "one", "other")), strict=True):
            one, other = sorted((pages[a], pages[b]), key=lambda page: page.page)
            if kind == "copies":
                if (alike := compare(one.linked.words, other.linked.words)) is not None:
                    copies.append((one.page, other.page, alike.sort, alike.share))
            elif (logit := _logit(stories, one, other)) is not None:
                logits.append((one.page, other.page, logit))
        (self.out / f"{shard.name}.pairs").write_bytes(msgspec.msgpack.encode((copies, logits)))
        report = tally.of_shard(shard.number)
        work.finish(shard, report)
        return report


def _logit(stories: Stories, one: Prepared, other: Prepared) -> float | None:
    if one.linked.telling is None or other.linked.telling is None:
        return None
    return stories.pair(one.linked.telling, other.linked.telling)


class _Pages:
    """Prepared pages by number, of some shards at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[int, list[Prepared]] = {}

    def __getitem__(self, n: int) -> Prepared:
        shard, row = divmod(n, _ROWS)
        if shard not in self._held:
            if len(self._held) == 4:
                del self._held[next(iter(self._held))]
            self._held[shard] = msgspec.msgpack.decode((self._folder / f"{shard:05}.pages").read_bytes(), type=list[Prepared])
        return self._held[shard][row]


def link(dataset: Dataset, engine: Engine) -> None:
    """Write the tables of `SCHEMAS` into the folder of ``dataset``. Raises `UnavailableError` where shards are lost again and again."""
    plan = dataset.plan()
    assert plan is not None
    scratch = dataset.path / "_linking"
    shutil.rmtree(scratch, ignore_errors=True)
    keys, pairs = scratch / "keys", scratch / "pairs"
    for folder in (keys / "_shards", keys / "copies", keys / "own", keys / "around", pairs / "_shards"):
        folder.mkdir(parents=True)
    unseen = hidden(dataset)
    _through(engine, KeysJob(source=dataset.path, out=keys, hidden=unseen), plan)
    met = {
        "copies": engine.meetings(keys / "copies", keys / "copies", 1),
        "stories": engine.meetings(keys / "own", keys / "around", SHARED),
    }
    _through(engine, PairsJob(prepared=keys, out=pairs), msgspec.structs.replace(plan, shards=tuple(_buckets(met, pairs))))
    _put_told(dataset, keys, pairs, plan)
    _put(dataset, "joined", [msgspec.structs.astuple(one) for one in joined(dataset, shipped(), unseen)])
    shutil.rmtree(scratch)


def _through(engine: Engine, job: KeysJob | PairsJob, plan: Plan) -> None:
    """Have ``engine`` do all shards of ``plan``."""
    work, turns = Dataset(job.out), 0
    while left := work.left(plan):
        turns += 1
        if turns > 3:
            raise UnavailableError(f"{job.out}: {len(left)} pieces of work were lost again and again{f' ({engine.why})' if engine.why else ''}")
        for _ in engine.run(job, left):
            pass


def hidden(dataset: Dataset) -> frozenset[tuple[str, str]]:
    """The captures of pages that have several and are shown as another one (`mahdar.linking.captures`)."""
    captures: defaultdict[str, list[tuple[str, str | None, str | None]]] = defaultdict(list)
    found = table(dataset.path, "pages", ["page", "source", "published"])
    published = found["published"].to_pylist()
    for page, source, told in zip(found["page"].to_pylist(), found["source"].to_pylist(), published, strict=True):
        captures[page].append((source, told and told["value"], told and told["basis"]))
    out: set[tuple[str, str]] = set()
    for page, ours in captures.items():
        if len(ours) > 1:
            ranked = sorted(ours, key=lambda one: capture_rank(published=one[1], basis=one[2], source=one[0]))  # type: ignore[arg-type]
            out.update((page, source) for source, _, _ in ranked[1:])
    return frozenset(out)


def _linkable(reading: Reading) -> Linkable:
    return Linkable(
        page=reading.page,
        text=reading.text,
        blocks=reading.blocks,
        named=tuple(name.entity for name in reading.names),
        published=reading.published.value if reading.published else None,
        at=reading.published.at if reading.published else None,
    )


def _buckets(met: dict[str, pa.Table], folder: Path) -> Iterator[Shard]:
    """The pairs that meet, parted so that those of near pages are compared together."""
    parts = [
        pa.table({"kind": pa.array([kind] * pairs.num_rows, pa.string()), "one": pairs["one"], "other": pairs["other"]})
        for kind, pairs in met.items()
    ]
    every = pa.concat_tables(parts).sort_by([("one", "ascending"), ("other", "ascending"), ("kind", "ascending")])
    for number, start in enumerate(range(0, every.num_rows, _BUCKET)):
        shard = Shard(number=number, inputs=())
        pq.write_table(every.slice(start, _BUCKET), folder / f"{shard.name}.parquet")
        yield shard


def _put_told(dataset: Dataset, keys: Path, pairs: Path, plan: Plan) -> None:
    """Put together what pairs lead between, and write all."""
    copies: list[tuple[str, str, str, float]] = []
    logits: dict[tuple[str, str], float] = {}
    for file in sorted(pairs.glob("*.pairs")):
        alike, near = msgspec.msgpack.decode(file.read_bytes(), type=tuple[list[tuple[str, str, str, float]], list[tuple[str, str, float]]])
        copies += alike
        logits.update({(one, other): logit for one, other, logit in near})
    hours: dict[str, float] = {}
    alone: list[str] = []
    for shard in plan.shards:
        for page in msgspec.msgpack.decode((keys / f"{shard.name}.pages").read_bytes(), type=list[Prepared]):
            if page.linked.telling is None:
                alone.append(page.page)
            else:
                hours[page.page] = page.linked.telling.hours
    told = [*shipped().stories.group(hours, logits), *((page,) for page in sorted(alone))]
    stories = [(story_id(story[0]), page, n) for story in told for n, page in enumerate(story)]
    _put(dataset, "copies", sorted(copies))
    _put(dataset, "stories", stories)


def _put(dataset: Dataset, name: str, rows: Sequence[tuple[object, ...]]) -> None:
    schema, place = SCHEMAS[name], dataset.path / name
    place.mkdir(exist_ok=True)
    columns = [pa.array([row[i] for row in rows], field.type) for i, field in enumerate(schema)]
    pq.write_table(pa.table(columns, schema=schema), place / "00000.parquet", compression="zstd")
