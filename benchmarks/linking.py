"""How linking the pages of a dataset grows with their number (`mahdar read --format parquet --link`), piece by piece, in the processor's time.

Articles are generated of the words of the shared folder's corpus (`benchmarks.generate`), as many a day in each of the runs: an archive twice
as large is one of twice as many days. With ``--write`` the figures go into docs/performance.md, between their marks. It ends with an error where the
slope is steeper than 1.1.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import sys
import tempfile
import time
import tracemalloc
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks.slopes import STEEPEST, Floors, put_into_docs, slope
from benchmarks.throughput import SHARED
from mahdar.engine.engines import Pool
from mahdar.engine.linking import PairsJob, link
from mahdar.engine.report import ShardReport
from mahdar.engine.shards import Shard
from mahdar.engine.work import Work
from mahdar.linking.stories import Stories
from tests.support.linked import write_dataset

_A_DAY = 40
"""Pages of a day."""
_HELD = 50_000
"""Pairs whose memory is measured."""
_PIECES = {"KeysJob": "keys", "MeetingsJob": "meetings", "PairsJob": "pairs"}


class Timed(Pool):
    """A pool of this process alone, with the processor's seconds of each piece in ``seconds``."""

    def __init__(self) -> None:
        super().__init__(1)
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.pairs = 0
        """Pairs that may tell one happening, which stories are put together of."""

    def run(self, job: Work, shards: Sequence[Shard]) -> Iterator[ShardReport]:
        """The reports of shards as they are done."""
        began = time.process_time()
        yield from super().run(job, shards)
        self.seconds[_PIECES[type(job).__name__]] += time.process_time() - began
        if isinstance(job, PairsJob):
            self.pairs = sum(len(msgspec.msgpack.decode(file.read_bytes())[1]) for file in job.out.glob("*.pairs"))


def measure(folder: Path, pages: int, shared: Path) -> tuple[float, str]:
    """The seconds of linking so many pages, and what is told of them."""
    dataset = write_dataset(folder, pages, shard=250, days=max(4, pages // _A_DAY), shared=shared)
    engine, began = Timed(), time.process_time()
    link(dataset, engine)
    seconds = time.process_time() - began
    pieces = ", ".join(f"{name} {spent:.3g}" for name, spent in engine.seconds.items())
    rest = seconds - sum(engine.seconds.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = f"{pages:,} pages: {seconds:.3g} s ({pieces}, stories and entities {rest:.3g}); {engine.pairs / pages:.2g} pairs a page lead on"
    return seconds, f"{told}; at most {peak:.0f} MiB until then"


def held_by_pair() -> float:
    """The bytes that a pair takes at most where stories are put together: with its page ids, as they come out of a file."""
    ids = [hashlib.sha256(str(n).encode()).hexdigest() for n in range(_HELD // 5 + 6)]
    near = [sorted((ids[n // 5], ids[n // 5 + 1 + n % 5])) for n in range(_HELD)]
    packed = msgspec.msgpack.encode([(one, other, 1.5) for one, other in near])
    tracemalloc.start()
    came = msgspec.msgpack.decode(packed, type=list[tuple[str, str, float]])
    logits = {(one, other): logit for one, other, logit in came}
    Stories().group(dict.fromkeys(ids, 0.0), logits)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / len(logits)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=10_000, metavar="N", help="pages of the largest run (10000); others have a third and a tenth")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/performance.md, too")
    options = parser.parse_args()
    if not (SHARED / "corpus" / "news-2018.jsonl.gz").is_file():  # of few words all pages would be alike
        sys.exit(f"expected corpus/news-2018.jsonl.gz in {SHARED}, found none: put the shared folder beside the checkout or set MAHDAR_SHARED")
    points: list[tuple[float, float]] = []
    said: list[str] = []
    for pages in (options.pages // 10, options.pages // 3, options.pages):
        with tempfile.TemporaryDirectory() as folder:
            seconds, told = measure(Path(folder) / "dataset", pages, SHARED)
        points.append((pages, seconds))
        said.append(told)
        print(told, flush=True)
    steep = slope(points)
    said += [
        f"linking by pages (processor): log-log slope {steep:.2f}",
        f"memory at the end: some {held_by_pair():.0f} bytes for each pair that leads on",
    ]
    print(*said[-2:], sep="\n")
    if options.write:
        put_into_docs("linking", said)
    floors = Floors()
    floors.at_most("slope of linking by pages", steep, STEEPEST)
    floors.end()


if __name__ == "__main__":
    main()
