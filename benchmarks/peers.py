"""Our whole reader beside three others, each at its single job, on the same pages in one run.

HeidelTime and dateparser find the times of the corpus's pages and nothing else, trafilatura the main text of templated HTML and nothing else.

Pages a second are of the processor's time, and mean something beside each other alone. HeidelTime has all texts as one document, and its start, the
Java machine's, is taken off; dateparser gets the lines of the article alone, as our layout finds them, and its Arabic alone. What each finds is not
compared here: see `benchmarks.times` and `benchmarks.layout`. With ``--write`` the figures go into docs/performance.md, between their marks.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar

from benchmarks.heideltime import HeidelTime, HeidelTimeError
from benchmarks.layout import by_trafilatura
from benchmarks.slopes import put_into_docs
from benchmarks.throughput import SHARED
from benchmarks.throughput import pages as pages_of_dump
from mahdar.capture.make import page_of
from mahdar.capture.raw import Raw
from mahdar.evaluate import load_gold
from mahdar.model import READ_ROLES
from mahdar.reader import Reader
from tests.support.templates import Made, gold_articles, set_into_all, stories_of

ROOT = Path(__file__).resolve().parent.parent
_WARM = 20
"""Pages that are read before the clock starts: what is loaded once isn't of any page."""
T = TypeVar("T")


def pace(work: Callable[[T], object], items: Sequence[T]) -> float:
    """The processor's seconds of one item, at the mean."""
    for item in items[:_WARM]:
        work(item)
    began = time.process_time()
    for item in items[_WARM:]:
        work(item)
    return (time.process_time() - began) / (len(items) - _WARM)


def told(name: str, job: str, seconds: float, ours: float) -> str:
    """A line: how many pages a second, and how many times as fast our whole reader is."""
    return f"{name:12} {job:24} {1 / seconds:8.1f} pages/s; the whole reader reads {seconds / ours:.2f} times as many"


def dates(lines: Sequence[str]) -> None:
    """Search lines with dateparser."""
    from dateparser.search import search_dates  # a peer that may be missing

    for line in lines:
        search_dates(line, languages=["ar"], settings={"RELATIVE_BASE": datetime(2018, 9, 1)})


def of_html(reader: Reader, made: Made) -> None:
    """Read a page that was made, from its bytes."""
    reader.read(page_of(Raw(data=made.data, source=f"{made.template}.html", media_type="text/html")))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=200, metavar="N", help="pages of each sort (200)")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/performance.md, too")
    options = parser.parse_args()
    dump, limit = SHARED / "corpus" / "news-2018.jsonl.gz", max(options.pages, 2 * _WARM)
    if not dump.is_file():
        sys.exit(f"expected {dump}, found none: put the shared folder beside the checkout or set MAHDAR_SHARED")
    sys.path.append(str(ROOT / "build" / "peers"))  # last, for HeidelTime brings a package `tests` along
    logging.disable(logging.WARNING)  # trafilatura reports on each page
    reader, pages = Reader(), list(pages_of_dump(dump, limit))
    ours = pace(reader.read, pages)
    said = [f"{len(pages)} pages of news: the whole reader {1 / ours:.1f} pages/s"]
    lines = [[block.of(page.text) for block in reader.layout.read(page).blocks if block.role in READ_ROLES] for page in pages]
    said.append(told("dateparser", "times alone", pace(dates, lines), ours))
    with tempfile.TemporaryDirectory() as folder:
        try:
            seconds = HeidelTime(Path(folder)).pace(["\n".join(some) for some in lines])
            said.append(told("HeidelTime", "times alone", seconds, ours))
        except HeidelTimeError as error:
            said.append(f"HeidelTime: {error}")
    gold = {name: load_gold(SHARED / "gold" / name) for name in ("seeds", "dev", "train")}
    made = list(islice(set_into_all(gold_articles([*gold["seeds"], *gold["dev"]]), stories_of(gold_articles(gold["train"]))), limit))
    ours = pace(lambda one: of_html(reader, one), made)
    said.append(f"{len(made)} pages of templated HTML: the whole reader {1 / ours:.1f} pages/s")
    said.append(told("trafilatura", "main text alone", pace(by_trafilatura, made), ours))
    print("\n".join(said))
    if options.write:
        put_into_docs("peers", said)


if __name__ == "__main__":
    main()
