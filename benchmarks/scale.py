"""Very many pages: what a second process brings, memory as pages come, the first result, a Ray cluster of two nodes beside a pool, what dies on the
way, and what pages and their length cost.

Pages are put together of paragraphs of the shared folder's corpus, drawn by a seed, so that all are new to the reader. Figures are of the
processor's time where that is what is asked; those of the clock are ratios in one run. With ``--write`` they go into docs/performance.md,
between its marks. It ends with an error that names each floor that was missed.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from math import log
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import msgspec

from benchmarks.plot import Curve, draw
from benchmarks.slopes import STEEPEST, Floors, put_into_docs, slope
from benchmarks.throughput import SHARED
from mahdar.capture import find
from mahdar.engine.dataset import Dataset
from mahdar.engine.engines import Pool
from mahdar.engine.reading import Recipe, attempt
from mahdar.engine.report import RunReport
from mahdar.engine.run import plan_of, run
from mahdar.model import Given
from tests.support.cluster import RayCluster
from tests.support.linked import link_with, write_dataset
from tests.support.pages import page_of
from tests.support.spooling import environment, spool
from tests.support.spools import files, write_dumps

ROOT = Path(__file__).resolve().parent.parent
_SOME = 2_000
"""Pages of the runs in which something dies."""
FILE_PAGES = 250
"""Pages of a file, and so of a shard."""

CHARACTERS = 1_550
"""The mean length of the corpus's pages of 2018."""
_SPREAD = 0.5
"""How lengths spread about it: the deviation of their logarithms."""

_TWO, _MEMORY, _CLUSTER = 1.85, 400, 0.15
"""The floors: how many times as fast two processes are at least, the memory of a process (MiB) and what Ray adds to the readers' time at most."""


class Row(msgspec.Struct):
    """A row of the corpus."""

    text: str


class Done(NamedTuple):
    """A run: its report, the processor's seconds of its shards, and the memory at the end of each (MiB), in their order."""

    report: RunReport
    processor: float
    memory: list[float]


def paragraphs(shared: Path) -> list[str]:
    """The paragraphs of the corpus."""
    with gzip.open(shared / "corpus/news-2018.jsonl.gz", "rb") as file:
        texts = [msgspec.json.decode(line, type=Row).text for line in file]
    return [part for text in texts for part in text.split("\n") if len(part) > 40]


def text(drawn: Sequence[str], chance: random.Random, size: int) -> str:
    """A page of about so many characters."""
    parts: list[str] = []
    while (sum(map(len, parts)) or 0) < size:
        parts.append(chance.choice(drawn))
    return "\n".join(parts)[: max(size, 200)]


def write(folder: Path, drawn: Sequence[str], number: int, seed: int, characters: int = CHARACTERS) -> Path:
    """A folder of dumps with so many pages, of so many characters at the mean."""
    folder.mkdir()
    chance = random.Random(seed)
    middle = log(characters) - _SPREAD**2 / 2
    for start in range(0, number, FILE_PAGES):
        rows = ({"text": text(drawn, chance, round(chance.lognormvariate(middle, _SPREAD)))} for _ in range(min(FILE_PAGES, number - start)))
        (folder / f"{start:08}.jsonl").write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
    return folder


def read(sources: Path, out: Path, jobs: int) -> Done:
    """Read ``sources`` with so many processes of this machine."""
    plan = plan_of(find([str(sources)]), Given(), Recipe())
    return done(run(plan, Recipe(), Given(), out, Pool(jobs)), out)


def done(report: RunReport, out: Path) -> Done:
    """What came of a run into ``out``."""
    shards = Dataset(out).reports()
    return Done(report, sum(shard.processor for shard in shards), [shard.memory for shard in shards])


def processes(folder: Path, sources: Path, pages: int, floors: Floors) -> Iterator[str]:
    """One process and two, and memory as pages come."""
    one, two = read(sources, folder / "one", 1), read(sources, folder / "two", 2)
    assert files(folder / "one") == files(folder / "two")
    yield f"{pages:,} pages, one process: {one.report.rate:.1f} pages/s by the clock, {pages / one.processor:.1f} a second of the processor"
    size = sum(file.stat().st_size for file in (folder / "one").rglob("*.parquet"))
    yield f"  {size / pages / 1000:.1f} KB of Parquet a page"
    ratio = one.report.seconds / two.report.seconds
    floors.at_least("two processes, times one", ratio, _TWO)
    floors.at_most(f"MiB of a process after {pages:,} pages", one.memory[-1], _MEMORY)
    spent = two.processor / one.processor
    yield f"two processes: {two.report.rate:.1f} pages/s, {ratio:.2f} times one; processor's time {spent:.2f} times; the same files to the byte"
    yield f"memory of the one process: {one.memory[0]:.0f} MiB after {FILE_PAGES} pages, {one.memory[-1]:.0f} MiB after {pages:,}"


def first(folder: Path) -> Iterator[str]:
    """From the start of the command to the first line, once its modules are compiled, as they are after the first start on a machine."""
    page = folder / "page.txt"
    page.write_text("انطلاق الجولة\n\nقال وزير الخارجية الروسي سيرغي لافروف إن المحادثات بدأت في موعدها.\n", encoding="utf-8")
    compiled = {name: value for name, value in environment().items() if name != "PYTHONDONTWRITEBYTECODE"}
    compiled["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    command = [sys.executable, "-m", "mahdar", "read", str(page)]
    subprocess.run(command, check=True, capture_output=True, env=compiled, cwd=ROOT)
    before, began = os.times(), time.monotonic()
    subprocess.run(command, check=True, capture_output=True, env=compiled, cwd=ROOT)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    yield f"from the start to the first result: {time.monotonic() - began:.2f} s by the clock, {spent:.2f} s of the processor"


def many(folder: Path, drawn: Sequence[str], pages: int, characters: int, floors: Floors) -> Iterator[str]:
    """A pool of this machine's processes beside two nodes of Ray, and the memory of the pool's as pages come."""
    folder.mkdir()
    sources = write(folder / "many", drawn, pages, 2, characters)
    pool = spool("pool", sources, folder / "pool", reader="whole", seconds=36_000)
    of_pool = done(pool, folder / "pool")
    yield f"{pages:,} pages of {characters} characters by a pool of two: {pool.seconds:,.0f} s, {pool.rate:.1f} pages/s"
    early = max(1, len(of_pool.memory) // 20)
    first, last = max(of_pool.memory[:early]), max(of_pool.memory[-early:])
    floors.at_most(f"MiB of a process after {pages:,} pages", last, _MEMORY)
    yield f"  memory of a process: {first:.0f} MiB among the first {early * FILE_PAGES:,} pages, {last:.0f} MiB among the last"
    with RayCluster(environment()) as running:
        ray = spool(f"ray://{running.address}", sources, folder / "ray", reader="whole", seconds=36_000)
    same = files(folder / "ray") == files(folder / "pool")
    over, spent = ray.seconds / pool.seconds - 1, done(ray, folder / "ray").processor / of_pool.processor - 1
    yield f"  by two nodes of Ray: {ray.seconds:,.0f} s ({over:+.0%} by the clock, {spent:+.0%} of the readers' processor time)"
    floors.at_most("what Ray adds to the readers' time", spent, _CLUSTER)
    assert same, "expected the same files from the pool and from Ray"
    yield "  the same files to the byte"
    for name in ("many", "pool", "ray"):
        shutil.rmtree(folder / name)


def failures(folder: Path, sources: Path) -> Iterator[str]:
    """What dies on the way, on two nodes of Ray."""
    spool("pool", sources, folder / "pool", reader="whole", seconds=36_000)
    with RayCluster(environment()) as running:
        address = f"ray://{running.address}"
        killer = threading.Thread(target=_kill_one, args=(folder / "killed",))
        killer.start()
        killed = spool(address, sources, folder / "killed", reader="whole", seconds=36_000)
        killer.join()
        assert files(folder / "killed") == files(folder / "pool")
        yield f"a worker killed in the middle: the same files to the byte ({killed.lost} shards begun again)"
        deadly = spool(address, write_dumps(folder / "dumps", deadly=True), folder / "deadly")
        assert deadly.failed == {"died": 1}
        yield f"a page that kills its process: reported, the other {deadly.pages} read"
        write_dataset(folder / "here", 300)
        write_dataset(folder / "there", 300)
        link_with("pool", Dataset(folder / "here"))
        link_with(address, Dataset(folder / "there"))
        for name in ("copies", "stories", "joined"):
            assert files(folder / "here", name) == files(folder / "there", name)
        yield "copies and stories of 300 articles by two nodes of Ray: the same files to the byte"


def _kill_one(out: Path) -> None:
    """Kill the worker that did the first shard of the dataset at ``out``, once it is at another."""
    until = time.monotonic() + 3_600
    while time.monotonic() < until:
        reports = Dataset(out).reports() if (out / "_shards").is_dir() else []
        if reports and Dataset(out).begun():
            os.kill(int(reports[0].worker.rpartition(":")[2]), signal.SIGKILL)
            return
        time.sleep(0.1)


def curves(folder: Path, drawn: Sequence[str], most: int, out: list[Curve], floors: Floors) -> Iterator[str]:
    """What the number of pages and the length of a page cost; the curves go to ``out``."""
    by_number: list[tuple[float, float]] = []
    held: list[str] = []
    number = most // 100 or 10
    while number <= most:
        with ProcessPoolExecutor(1, get_context("spawn"), initializer=_ready) as fresh:
            came = fresh.submit(read, write(folder / f"n{number}", drawn, number, number), folder / f"out{number}", 1).result()
        by_number.append((number, came.processor))
        held.append(f"{number:,} pages: {max(came.memory):.0f} MiB")
        shutil.rmtree(folder / f"out{number}")
        number *= 10
    out.append(Curve("Processor time", "pages", "s", by_number))
    yield from _curve("pages", "pages", by_number, floors)
    yield f"  memory of a process of its own: {', '.join(held)}"
    reader = Recipe().read()
    by_length: list[tuple[float, float]] = []
    chance = random.Random(1)
    held.clear()
    for size in (1, 10, 100, 1_000):
        pages = [page_of(text(drawn, chance, size * 600)) for _ in range(max(1, 30 // size))]  # a letter of Arabic is two bytes, a space one
        began = time.process_time()
        for page in pages:
            attempt(page, reader)
        by_length.append((size, (time.process_time() - began) / len(pages)))
        held.append(f"{size:,} KB: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")  # Linux counts kilobytes here
    out.append(Curve("Processor time of a page", "KB", "s", by_length))
    yield from _curve("length", "KB", by_length, floors)
    yield f"  memory of the process at most until then: {', '.join(held)}"


def _ready() -> None:
    """Make this process's reader: what that costs is told apart (`first`)."""
    Recipe().read()


def _curve(name: str, unit: str, points: Sequence[tuple[float, float]], floors: Floors) -> Iterator[str]:
    steep = slope(points)
    told = ", ".join(f"{x:,.0f} {unit}: {y:.3g} s" for x, y in points)
    yield f"cost by {name} (processor): {told}; log-log slope {steep:.2f}"
    floors.at_most(f"slope of cost by {name}", steep, STEEPEST)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=5_000, metavar="N", help="pages of the runs by one process and two (5000)")
    parser.add_argument("--many", type=int, default=4_000, metavar="N", help="pages of the runs by a pool and by Ray (4000)")
    parser.add_argument("--characters", type=int, default=CHARACTERS, metavar="N", help=f"their mean length ({CHARACTERS}, that of the corpus)")
    parser.add_argument("--curve", type=int, default=2_000, metavar="N", help="pages of the longest run of the curve (2000)")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/performance.md, too")
    options = parser.parse_args()
    if not (SHARED / "corpus" / "news-2018.jsonl.gz").is_file():
        sys.exit(f"expected corpus/news-2018.jsonl.gz in {SHARED}, found none: put the shared folder beside the checkout or set MAHDAR_SHARED")
    drawn = paragraphs(SHARED)
    said: list[str] = []
    drawings: list[Curve] = []
    floors = Floors()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = write(folder / "sources", drawn, options.pages, 0)
        for part in (
            first(folder),
            processes(folder, sources, options.pages, floors),
            curves(folder, drawn, options.curve, drawings, floors),
            failures(folder, write(folder / "some", drawn, _SOME, 3)),
            many(folder / "cluster", drawn, options.many, options.characters, floors),
        ):
            for line in part:
                print(line, flush=True)
                said.append(line)
    if options.write:
        put_into_docs("scale", said)
        draw(ROOT / "docs/images/cost.svg", drawings)
    floors.end()


if __name__ == "__main__":
    main()
