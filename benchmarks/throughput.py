"""How fast pages are read, and where the time goes, over the corpus of the shared folder.

Prints ratios, which mean the same on any machine: how many times longer reading takes than folding the same text, and
each room's share. The absolute figures beside them hold for the machine at hand alone. It is no test and has no limits.
"""

from __future__ import annotations

import argparse
import gzip
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.slopes import put_into_docs
from mahdar.arabic import fold
from mahdar.capture import page
from mahdar.engine.timing import Stopwatch
from mahdar.model import Given, Page
from mahdar.reader import Reader

SHARED = Path(os.environ.get("MAHDAR_SHARED") or Path(__file__).resolve().parents[2] / "shared")


class Row(msgspec.Struct):
    """What is used of a row of the corpus."""

    id: str
    text: str
    outlet: str | None = None
    published: str | None = None


def pages(path: Path, limit: int) -> Iterator[Page]:
    """The first ``limit`` pages of a dump."""
    with gzip.open(path, "rb") as file:
        for line, _ in zip(file, range(limit), strict=False):
            row = msgspec.json.decode(line, type=Row)
            yield page(row.text.encode(), f"{path.name}#{row.id}", Given(published=row.published, outlet=row.outlet))


def measure(path: Path, limit: int, reader: Reader) -> list[str]:
    """Read a dump, and tell what it took."""
    dump = list(pages(path, limit))
    characters = sum(len(item.text) for item in dump)
    began = time.perf_counter()
    for item in dump:
        fold(item.text)
    folding = time.perf_counter() - began
    seconds: Counter[str] = Counter()
    slowest = 0.0
    began = time.perf_counter()
    stopwatch = Stopwatch(reader)
    for item in dump:
        _, steps = stopwatch.read(item)
        seconds.update(steps)
        slowest = max(slowest, sum(steps.values()))
    reading = time.perf_counter() - began
    return [
        f"{path.name}: {len(dump)} pages, {characters / len(dump):.0f} characters each",
        f"  reading takes {reading / folding:.1f} times as long as folding the text alone",
        f"  {len(dump) / reading:.0f} pages/s on one core; the slowest page took {slowest * len(dump) / reading:.1f} times the mean",
        *(f"  {step:12} {taken / reading:6.1%}" for step, taken in seconds.most_common()),
    ]


def main() -> None:
    """Measure every dump of the corpus."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=1000, metavar="N", help="pages of each dump (1000)")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/performance.md, too")
    options = parser.parse_args()
    dumps = sorted((SHARED / "corpus").glob("*.jsonl.gz"))
    if not dumps:
        sys.exit(f"expected *.jsonl.gz in {SHARED / 'corpus'}, found none: put the shared folder beside the checkout or set MAHDAR_SHARED")
    began = time.perf_counter()
    reader = Reader()
    print(f"a reader is ready after {time.perf_counter() - began:.2f} s")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    said: list[str] = []
    for path in dumps:
        said += measure(path, options.pages, reader)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts kilobytes here.
    said.append(f"peak memory {after / 1024:.0f} MiB, {after / before:.2f} times that of the reader at rest")
    print("\n".join(said))
    if options.write:
        put_into_docs("throughput", said)


if __name__ == "__main__":
    main()
