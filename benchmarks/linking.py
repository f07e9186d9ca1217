"""How linking the pages of a dataset grows with their number (`mahdar read --format parquet --link`), piece by piece, in the processor's time.

Articles are generated of the words of the shared folder's corpus (`benchmarks.generate`), as many a day in each of the runs: an archive twice
as large is one of twice as many days. With
``--write`` the figures go into docs/performance.md, between their marks. It ends with an error where the slope is steeper than 1.1.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.slopes import STEEPEST, put_into_docs, slope
from mahdar.engine.engines import Pool
from mahdar.engine.linking import link
from mahdar.engine.report import ShardReport
from mahdar.engine.shards import Shard
from mahdar.engine.work import Work
from tests.support.linked import write_dataset

ROOT = Path(__file__).resolve().parent.parent
_A_DAY = 40
"""Pages of a day."""
_PIECES = {"KeysJob": "keys", "MeetingsJob": "meetings", "PairsJob": "pairs"}


class Timed(Pool):
    """A pool of this process alone, with the processor's seconds of each piece in ``seconds``."""

    def __init__(self) -> None:
        super().__init__(1)
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def run(self, job: Work, shards: Sequence[Shard]) -> Iterator[ShardReport]:
        """The reports of shards as they are done."""
        began = time.process_time()
        yield from super().run(job, shards)
        self.seconds[_PIECES[type(job).__name__]] += time.process_time() - began


def measure(folder: Path, pages: int, shared: Path) -> tuple[float, str]:
    """The seconds of linking so many pages, and what is told of them."""
    dataset = write_dataset(folder, pages, shard=250, days=max(4, pages // _A_DAY), shared=shared)
    engine, began = Timed(), time.process_time()
    link(dataset, engine)
    seconds = time.process_time() - began
    pieces = ", ".join(f"{name} {spent:.3g}" for name, spent in engine.seconds.items())
    rest = seconds - sum(engine.seconds.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return seconds, f"{pages:,} pages: {seconds:.3g} s ({pieces}, stories and entities {rest:.3g}); at most {peak:.0f} MiB until then"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=10_000, metavar="N", help="pages of the largest run (10000); others have a third and a tenth")
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("MAHDAR_SHARED") or ROOT.parent / "shared"), metavar="FOLDER")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/performance.md, too")
    options = parser.parse_args()
    points: list[tuple[float, float]] = []
    said: list[str] = []
    for pages in (options.pages // 10, options.pages // 3, options.pages):
        with tempfile.TemporaryDirectory() as folder:
            seconds, told = measure(Path(folder) / "dataset", pages, options.shared)
        points.append((pages, seconds))
        said.append(told)
        print(told, flush=True)
    steep = slope(points)
    said.append(f"linking by pages (processor): log-log slope {steep:.2f}")
    print(said[-1])
    if options.write:
        put_into_docs("linking", said)
    if steep > STEEPEST:
        raise SystemExit(f"expected a slope of at most {STEEPEST}, got {steep:.2f}")


if __name__ == "__main__":
    main()
