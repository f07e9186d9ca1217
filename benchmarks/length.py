"""How the time and memory of one reading grow with the page: articles put one after the other into pages of 1 to 1,000 KB.

Prints the processor's seconds for each length and the slope between the logarithms of both, which is 1 where twice the page takes twice the time.
"""

from __future__ import annotations

import argparse
import resource
import time

from benchmarks.slopes import slope
from benchmarks.throughput import SHARED, pages
from mahdar.capture import page
from mahdar.engine.timing import Stopwatch
from mahdar.reader import Reader

LENGTHS = (1, 10, 100, 1000)


def texts(kilobytes: int, articles: list[str]) -> str:
    """A page of so many kilobytes (UTF-8) of whole articles, the last one cut off."""
    size, out, n = kilobytes * 1000, bytearray(), 0
    while len(out) < size:
        out += articles[n % len(articles)].encode() + b"\n\n"
        n += 1
    return out[:size].decode("utf-8", "ignore")


def main() -> None:
    """Measure each length."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--rooms", action="store_true", help="tell the slope of each room, too")
    by_room = parser.parse_args().rooms
    articles = [item.text for item in pages(SHARED / "corpus" / "news-2018.jsonl.gz", 400)]
    reader = Reader()
    stopwatch = Stopwatch(reader)
    for text in articles[:50]:
        reader.read(page(text.encode(), "warm"))
    found: list[dict[str, float]] = []
    for kilobytes in LENGTHS:
        made = page(texts(kilobytes, articles).encode(), f"{kilobytes} KB")
        best: dict[str, float] = {}
        for _ in range(max(1, min(8, 100 // kilobytes))):
            began = time.thread_time()
            _, rooms = stopwatch.read(made)
            rooms = {"all": time.thread_time() - began, **rooms}
            best = rooms if not best or rooms["all"] < best["all"] else best
        found.append(best)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # Linux counts kilobytes here
        print(f"{kilobytes:5} KB  {best['all']:8.3f} s  {best['all'] / kilobytes * 1000:6.2f} ms a KB  peak {peak:.0f} MiB", flush=True)
    for room in found[-1] if by_room else ("all",):
        print(f"slope of {room}: {slope([(size, max(one[room], 1e-6)) for size, one in zip(LENGTHS, found, strict=True)]):.2f}")


if __name__ == "__main__":
    main()
