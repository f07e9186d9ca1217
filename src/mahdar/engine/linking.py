"""Links between the pages of a dataset, as group-bys: which are copies, which tell one happening, and which ids of entities mean one.

What comes out is what a record tells of the same pages (`mahdar.record.linking`), for the pieces are the same (`mahdar.linking`); never are all
pages compared with all.

    keys      shard by shard: what of each page is compared, and its keys: bands of its sketch, its heaviest terms in their stretch of days
    meetings  part by part of the keys: pages that share one, those of a stretch of days with those of the stretches beside it too
    pairs     part by part of the pages: the pairs that share enough are compared
    stories   what pairs lead between is put together

Each piece that takes long is work of the engine's.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from mahdar.engine.dataset import Dataset, Plan, table
from mahdar.engine.engines import Engine
from mahdar.engine.entities import joined
from mahdar.engine.meetings import COPIES, KEYS, MeetingsJob, Parted, pairs
from mahdar.engine.prepared import ROWS, Pages, Prepared, keep
from mahdar.engine.report import ShardReport, Tally
from mahdar.engine.shards import Shard
from mahdar.engine.work import Work
from mahdar.errors import UnavailableError
from mahdar.linking.captures import capture_rank
from mahdar.linking.copies import compare
from mahdar.linking.linker import Linkable, shipped
from mahdar.linking.stories import Stories, around, key_of, story_id, stretch
from mahdar.model import Noun, Reading

SCHEMAS: Final = {
    "copies": pa.schema([("one", pa.string()), ("other", pa.string()), ("sort", pa.string()), ("share", pa.float64())]),
    "stories": pa.schema([("story", pa.string()), ("page", pa.string()), ("n", pa.int64())]),
    "joined": pa.schema([("id", pa.string()), ("to", pa.string()), ("by", pa.string()), ("score", pa.float64()), ("why", pa.string())]),
}
"""The tables of links: pairs of pages that are copies, the lesser id first; the pages of each story, numbered from the first that came out; and the
ids of entities that mean another one, ``to``."""

_SHARDS = 4
"""Shards whose keys and pairs are one part: some 2,000 pages."""
_PARTS = 256
"""Parts at the most, as each is sought in all shards."""
_TOLD = pa.schema([("page", pa.string()), ("hours", pa.float64())])


class KeysJob(Noun, frozen=True, kw_only=True):
    """Prepares the pages of each shard of the dataset at ``source``, but for captures that a page isn't shown as (``hidden``: page and source), and
    writes their keys in ``parts``."""

    source: Path
    out: Path
    hidden: frozenset[tuple[str, str]]
    parts: int

    def do(self, shard: Shard) -> ShardReport:
        """Write what of the shard's pages is compared, and their keys."""
        work, tally = Dataset(self.out), Tally()
        tally.lost = work.start(shard)
        linker, prepared = shipped(), list[Prepared]()
        keys: dict[str, list[tuple[int, int]]] = {"bands": [], "own": [], "around": []}
        for reading in Dataset(self.source).readings(shard):
            if (reading.page, reading.source) in self.hidden:
                continue
            linked = linker.prepare(_linkable(reading))
            n = shard.number * ROWS + len(prepared)
            prepared.append(Prepared(page=reading.page, linked=linked))
            keys["bands"] += [(key, n) for key in linked.bands]
            if (told := linked.telling) is not None:
                keys["own"] += [(key_of(term, stretch(told)), n) for term in sorted(told.keys)]
                keys["around"] += [(key, n) for key in around(told)]
        keep(self.out, shard, prepared)
        hours = [page.linked.telling.hours if page.linked.telling is not None else None for page in prepared]
        pq.write_table(pa.table([[page.page for page in prepared], hours], schema=_TOLD), self.out / "told" / f"{shard.name}.parquet")
        for name, rows in keys.items():
            key, numbers = np.array(rows, np.int64).reshape(-1, 2).T
            with Parted(self.out / name / f"{shard.name}.arrow", KEYS, self.parts) as file:
                file.add((key, numbers), key % self.parts)
        report = tally.of_shard(shard.number)
        work.finish(shard, report)
        return report


class PairsJob(Noun, frozen=True, kw_only=True):
    """Compares the pairs of each of the ``parts`` of those that are ``met``; ``prepared`` is where the pages are."""

    prepared: Path
    met: Path
    out: Path
    parts: int

    def do(self, shard: Shard) -> ShardReport:
        """Write which pairs of the part are copies, and the logits of those that may tell one happening."""
        work, tally = Dataset(self.out), Tally()
        tally.lost = work.start(shard)
        stories, pages = shipped().stories, Pages(self.prepared)
        copies: list[tuple[str, str, str, float]] = []
        logits: list[tuple[str, str, float]] = []
        for way, a, b in pairs(self.met, shard.number, self.parts):
            one, other = sorted((pages[a], pages[b]), key=lambda page: page.page)
            if way == COPIES:
                if (alike := compare(one.linked.words, other.linked.words)) is not None:
                    copies.append((one.page, other.page, alike.sort, alike.share))
            elif (logit := _logit(stories, one, other)) is not None:
                logits.append((one.page, other.page, logit))
        (self.out / f"{shard.name}.pairs").write_bytes(msgspec.msgpack.encode((sorted(copies), sorted(logits))))
        report = tally.of_shard(shard.number)
        work.finish(shard, report)
        return report


def _logit(stories: Stories, one: Prepared, other: Prepared) -> float | None:
    if one.linked.telling is None or other.linked.telling is None:
        return None
    return stories.pair(one.linked.telling, other.linked.telling)


def link(dataset: Dataset, engine: Engine, parts: int | None = None) -> None:
    """Write the tables of `SCHEMAS` into the folder of ``dataset``, working through keys and pairs in so many ``parts``; how many, changes nothing in
    what comes out. Raises `UnavailableError` where shards are lost again and again."""
    plan = dataset.plan()
    assert plan is not None
    scratch = dataset.path / "_linking"
    shutil.rmtree(scratch, ignore_errors=True)
    shards = max((shard.number for shard in plan.shards), default=0) + 1
    parts = parts or min(_PARTS, -(-shards // _SHARDS))
    keys, met, compared = scratch / "keys", scratch / "met", scratch / "pairs"
    for folder in (*(keys / name for name in ("_shards", "told", "bands", "own", "around")), met / "_shards", compared / "_shards"):
        folder.mkdir(parents=True)
    parted = msgspec.structs.replace(plan, shards=tuple(Shard(number=number, inputs=()) for number in range(parts)))
    unseen = hidden(dataset)
    _through(engine, KeysJob(source=dataset.path, out=keys, hidden=unseen, parts=parts), plan)
    _through(engine, MeetingsJob(keys=keys, out=met, parts=parts, shards=shards), parted)
    _through(engine, PairsJob(prepared=keys, met=met, out=compared, parts=parts), parted)
    _put_told(dataset, keys, compared)
    _put(dataset, "joined", [msgspec.structs.astuple(one) for one in joined(dataset, shipped(), unseen)])
    shutil.rmtree(scratch)


def _through(engine: Engine, job: Work, plan: Plan) -> None:
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


def _put_told(dataset: Dataset, keys: Path, compared: Path) -> None:
    """Put together what pairs lead between, and write all."""
    copies: list[tuple[str, str, str, float]] = []
    logits: dict[tuple[str, str], float] = {}
    for file in sorted(compared.glob("*.pairs")):
        alike, near = msgspec.msgpack.decode(file.read_bytes(), type=tuple[list[tuple[str, str, str, float]], list[tuple[str, str, float]]])
        copies += alike
        logits.update({(one, other): logit for one, other, logit in near})
    came = pq.read_table(keys / "told")
    every = dict(zip(came["page"].to_pylist(), came["hours"].to_pylist(), strict=True))
    hours = {page: told for page, told in every.items() if told is not None}
    alone = every.keys() - hours.keys()
    told = [*shipped().stories.group(hours, logits), *((page,) for page in sorted(alone))]
    stories = [(story_id(story[0]), page, n) for story in told for n, page in enumerate(story)]
    _put(dataset, "copies", sorted(copies))
    _put(dataset, "stories", stories)


def _put(dataset: Dataset, name: str, rows: Sequence[tuple[object, ...]]) -> None:
    schema, place = SCHEMAS[name], dataset.path / name
    place.mkdir(exist_ok=True)
    columns = [pa.array([row[i] for row in rows], field.type) for i, field in enumerate(schema)]
    pq.write_table(pa.table(columns, schema=schema), place / "00000.parquet", compression="zstd")
