"""Dating pages that state no date: how often right, wrong and silent at each precision, and what it takes.

Three sets are read, each page without its date beside it; what a date line states is left out of the count:

- the annotated pages whose date the annotators worked out from the page, of ``train`` and of ``seeds`` and ``dev``;
- the news of 2018 whose date is given beside them: nobody chose these for having a date that can be told, so that most get none.

A value is right where the day of publication lies in it (a day counts as right with its neighbours). The spreads of ``dating.toml`` were counted
on the same news, so that its figures say what they come to together, and not how another year would do. It is no test and has no limits.
"""

from __future__ import annotations

import argparse
import copy
import gzip
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from benchmarks.throughput import Row
from mahdar.capture import page
from mahdar.evaluate import load_gold
from mahdar.model import Page
from mahdar.reader import Reader

SHARED = Path(os.environ.get("MAHDAR_SHARED") or Path(__file__).resolve().parents[2] / "shared")
Precision = Literal["day", "month", "year", "stretch"]
Told = tuple[Page, str]
"""A page without its date, and the date (EDTF)."""


class Timed:
    """Stands in for a reader's dater and counts the processor time that dating takes."""

    def __init__(self, reader: Reader) -> None:
        self._dater = reader.dater
        self.seconds: list[float] = []

    def date(self, *told: object) -> object:
        """As the dater's own."""
        began = time.process_time()
        dating = self._dater.date(*told)  # type: ignore[arg-type]
        self.seconds.append(time.process_time() - began)
        return dating


def annotated(*names: str) -> Iterator[Told]:
    """The annotated pages whose date was worked out."""
    for name in names:
        for gold in load_gold(SHARED / "gold" / name):
            if gold.published and gold.published_basis == "inferred":
                yield gold.page, gold.published


def news(limit: int) -> Iterator[Told]:
    """The news of 2018, without what is given beside them."""
    with gzip.open(SHARED / "corpus/news-2018.jsonl.gz", "rb") as file:
        for line, _ in zip(file, range(limit), strict=False):
            row = msgspec.json.decode(line, type=Row)
            if row.published:
                yield page(row.text.encode(), row.id), row.published[:10]


def precision(value: str) -> Precision:
    """How precise an EDTF value is."""
    if "/" in value:
        return "stretch"
    return {4: "year", 7: "month"}.get(len(value), "day")  # type: ignore[return-value]


def is_right(value: str, published: str) -> bool:
    """Whether a value holds the day of publication, or the month or year that is known of it."""
    first, last = value.split("/")[0], value.split("/")[-1]
    if precision(value) == "day" and len(published) == len(value):
        return abs((date.fromisoformat(value) - date.fromisoformat(published)).days) <= 1
    return first[: len(published)] <= published[: len(first)] and published[: len(last)] <= last[: len(published)]


def measure(name: str, pages: Iterator[Told], reader: Reader) -> None:
    """Read pages and print what their dates came to."""
    reader = copy.copy(reader)
    timed = Timed(reader)
    reader.dater = timed  # type: ignore[assignment]
    told: Counter[str] = Counter()
    right: Counter[str] = Counter()
    number = months = 0
    for item, published in pages:
        found = reader.read(item).published
        if found is not None and found.basis != "inferred":
            continue
        number += 1
        if found is not None:
            told[precision(found.value)] += 1
            right[precision(found.value)] += is_right(found.value, published)
            months += precision(found.value) in ("day", "month") and found.value[:7] == published[:7]
    taken = sorted(timed.seconds)
    print(f"\n{name}: {number} pages that state no date, {number - told.total()} left without one; month right on {months} ({months / number:.2f})")
    for kind in ("day", "month", "year", "stretch"):
        if told[kind]:
            print(f"  {kind:8} {told[kind]:5} told, {right[kind]:5} right ({right[kind] / told[kind]:.2f})")
    mean = 1000 * sum(taken) / len(taken)
    print(f"  dating takes {mean:.2f} ms of processor time a page, {1000 * taken[int(0.99 * len(taken))]:.2f} ms for the slowest of a hundred")


def main() -> None:
    """Measure the three sets."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=2000, metavar="N", help="pages of the news (2000)")
    limit = parser.parse_args().pages
    if not (SHARED / "gold").is_dir():
        sys.exit(f"expected gold and corpus in {SHARED}, found none: put the shared folder beside the checkout or set MAHDAR_SHARED")
    reader = Reader()
    measure("annotated (train)", annotated("train"), reader)
    measure("annotated (seeds, dev)", annotated("seeds", "dev"), reader)
    measure("news of 2018", news(limit), reader)


if __name__ == "__main__":
    main()
