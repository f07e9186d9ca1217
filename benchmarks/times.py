"""Times: this room beside dateparser and HeidelTime, on the same annotated pages in one run: spans, values and pages/s.

The pages are those of ``seeds`` and ``dev`` in the shared folder (``--train`` adds those of ``train``). Each means gets the article
alone (the lines that the annotation doesn't call furniture) and the day of publication as annotated; the figures are those
of `mahdar.evaluate`. It is no test and has no limits.

How each is fed, and how its values become EDTF:

- this room: ``arabic`` and ``times`` by themselves, with the annotated blocks and date. The whole reader stands below it, which finds the
  blocks itself.
- dateparser: a line at a time, its Arabic, with both of its strategies. What it says of the period (day, week, month, year) is
  how exact the value is: a week is Monday to Sunday.
- HeidelTime: an article at a time, its Arabic for news, without a tagger; see `benchmarks.heideltime` for its values. It knows no
  word to which punctuation or a proclitic is joined: in a second row both are parted from the words for it.
- A peer can take no date but a day: of a page that is dated by its month or year the middle is told.

Speed is pages for each second of processor time, so that what else the machine does makes little difference. A peer gets a first page
beforehand, which fills what it keeps from page to page; this room, which keeps what it found out about words, reads the pages of
the corpus first, and each page once. HeidelTime starts a Java machine for each page; its speed is that of at most
30 articles read as one document, less its start, which who keeps it running would pay once.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import msgspec

from benchmarks.heideltime import HeidelTime, HeidelTimeError, edtf, in_gold
from benchmarks.throughput import pages as pages_of_dump
from mahdar.arabic import Lexicon, Text, analyse
from mahdar.evaluate import GoldPage, Report, evaluate, load_gold, score
from mahdar.evaluate.run import read_gold
from mahdar.model import READ_ROLES, Block, Reading, Time
from mahdar.reader import Reader

SHARED = Path(os.environ.get("MAHDAR_SHARED") or Path(__file__).resolve().parents[2] / "shared")
OURS = "this room"

Dated = tuple[str, list[Block], str | None]
"""A page's text, the blocks of it that are read, and when it was published."""


class Fed(msgspec.Struct, frozen=True):
    """A text made of a page for a peer; ``origins`` holds, for each of its characters, the offset in the page that it stands for."""

    text: str
    origins: tuple[int, ...]

    def time(self, start: int, end: int, value: str | None) -> Time:
        """An expression at offsets into ``text`` as one at offsets into the page, without white space around."""
        while start < end - 1 and self.text[start].isspace():
            start += 1
        while start < end - 1 and self.text[end - 1].isspace():
            end -= 1
        return Time(start=self.origins[start], end=self.origins[end - 1] + 1, type="DATE", value=value, anchor=None, rule="")


class Figures(msgspec.Struct, frozen=True):
    """What a means reached, and how many seconds of processor time it took (None where they would mean nothing beside the others')."""

    means: str
    report: Report
    seconds: float | None


# What a means is fed with


def blocks_of(gold: GoldPage) -> list[Block]:
    """The lines in which times are looked for, as annotated."""
    return [Block(start=b.start, end=b.end, role=b.role, confidence=1.0, why="annotated") for b in gold.blocks if b.role in READ_ROLES]


def article(gold: GoldPage) -> Fed:
    """The lines of the article."""
    origins = [at for block in blocks_of(gold) for at in range(block.start, block.end + 1)][:-1]
    return Fed("".join(gold.page.text[at] for at in origins), tuple(origins))


def parted(gold: GoldPage, lexicon: Lexicon) -> Fed:
    """The lines of the article with a space between a word and the marks and proclitics joined to it, and للعام as ل العام.

    A mark between figures stays (28/05/09, 14:00).
    """
    page = gold.page.text
    made: list[tuple[str, int]] = []
    for line in analyse(page, blocks_of(gold), lexicon).lines:
        at = line.start
        for token in line.tokens:
            made += [(page[i], i) for i in range(at, token.start)]
            in_figures = page[token.start - 1 : token.start].isdigit() and page[token.end : token.end + 1].isdigit()
            apart = token.kind == "mark" and not in_figures
            if apart:
                made.append((" ", token.start))
            made += [(page[i], i) for i in range(token.start, token.stem_start)]
            if token.pro:
                made.append((" ", token.stem_start))
                if token.stem.startswith("ال") and page[token.stem_start] == "ل":
                    made.append(("ا", token.stem_start))
            made += [(page[i], i) for i in range(token.stem_start, token.end)]
            if apart:
                made.append((" ", token.end - 1))
            at = token.end
        made += [(page[i], i) for i in range(at, line.end)]
        made.append(("\n", line.end))
    return Fed("".join(character for character, _ in made), tuple(origin for _, origin in made))


def day_of(published: str | None) -> date:
    """The day of publication, for who can take no month or year: the middle of it. Raises `ValueError` where there is none."""
    if published is None:
        raise ValueError("expected pages with a date, got one without")
    return date.fromisoformat(published + {4: "-07-01", 7: "-15"}.get(len(published), ""))


# Means

Means = Callable[[GoldPage], list[Time]]


def by_this_room(reader: Reader, gold: GoldPage) -> list[Time]:
    """``arabic`` and ``times`` by themselves."""
    return times_of(reader, analyse(gold.page.text, blocks_of(gold), reader.lexicon), gold.published)


def times_of(reader: Reader, text: Text, published: str | None) -> list[Time]:
    """The times of an analysed text."""
    found, _ = reader.times.find(text)
    return list(reader.resolver.resolve(found, published)[0])


def by_dateparser(strategy: str, gold: GoldPage) -> list[Time]:
    """The search of dateparser in each line, from left to right, for it tells the words it found and not where."""
    from dateparser.search import search_dates  # a peer that may be missing

    page, day = gold.page.text, day_of(gold.published)
    settings = {"RELATIVE_BASE": datetime(day.year, day.month, day.day)}
    out: list[Time] = []
    for block in blocks_of(gold):
        at = block.start
        for words, moment, period in search_dates(block.of(page), languages=["ar"], settings=settings, strategy=strategy, add_period=True) or []:
            if (start := page.find(words, at, block.end)) >= 0:
                at = start + len(words)
                out.append(Time(start=start, end=at, type="DATE", value=of_period(moment.date(), period), anchor=None, rule=""))
    return out


def of_period(day: date, period: str) -> str:
    """A day as exactly as dateparser says that it is known."""
    if period == "week":
        monday = day - timedelta(days=day.weekday())
        return f"{monday}/{monday + timedelta(days=6)}"
    return day.isoformat()[: {"year": 4, "month": 7}.get(period, 10)]


def by_heideltime(heideltime: HeidelTime, feed: Callable[[GoldPage], Fed], gold: GoldPage) -> list[Time]:
    """HeidelTime on an article."""
    fed = feed(gold)
    found = heideltime.find(fed.text, day_of(gold.published).isoformat())
    return [fed.time(x.start, x.end, edtf(x, fed.text[x.start : x.end])) for x in found if in_gold(x)]


def measure(means: str, find: Means, golds: Sequence[GoldPage], *, pace: float | None = None) -> Figures:
    """Time a means on pages, then compare. ``pace`` is its seconds a page where they were measured apart."""
    find(golds[0])
    began = time.process_time()
    times = [find(gold) for gold in golds]
    seconds = time.process_time() - began if pace is None else pace * len(golds)
    return Figures(means, score([(gold, reading(gold, found)) for gold, found in zip(golds, times, strict=True)]), seconds)


def reading(gold: GoldPage, times: Sequence[Time]) -> Reading:
    """A reading of nothing but times."""
    page = gold.page
    return Reading(
        page=page.id, text_hash=page.text_hash, source=page.source, language="ar", engine="", outlet=None, published=None, credits=(),
        text=page.text, blocks=(), times=tuple(times), entities=(), names=(), statements=(), meetings=(),
    )  # fmt: skip


def whole_reader(reader: Reader, golds: Sequence[GoldPage]) -> Figures:
    """What ``mahdar evaluate --given-dates`` tells of times."""
    return Figures("in the reader", evaluate(golds, read_gold(golds, reader.read, given_dates=True)), None)


# What is printed


def print_figures(figures: Figures, ours: Figures) -> None:
    """A line a means; how many times as fast as ours in the last column."""
    span, value = figures.report.ratios["times_span"], figures.report.ratios["times_value"]
    rate = ""
    if figures.seconds is not None and ours.seconds is not None:
        rate = f"{figures.report.pages / figures.seconds:9.1f}  x{ours.seconds / figures.seconds:.3f}"
    print(
        f"{figures.means:20} {span.precision:.3f}  {span.recall:.3f}  {span.f1:.3f}   {value.precision:.3f}  {value.recall:.3f}  {value.f1:.3f} "
        f"{span.predicted:6} {rate}",
        flush=True,
    )


def print_heideltime(lexicon: Lexicon, golds: Sequence[GoldPage], ours: Figures) -> None:
    """HeidelTime's two rows, or why they are missing."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            heideltime = HeidelTime(Path(folder))
            feeds: dict[str, Callable[[GoldPage], Fed]] = {"HeidelTime": article, "HeidelTime, parted": partial(parted, lexicon=lexicon)}
            for means, feed in feeds.items():
                pace = heideltime.pace([feed(gold).text for gold in golds[:30]])
                print_figures(measure(means, partial(by_heideltime, heideltime, feed), golds, pace=pace), ours)
        except HeidelTimeError as error:
            print(f"{'HeidelTime':20} missing: {error}")


def laid_out(reader: Reader, dump: Path, limit: int) -> list[Dated]:
    """The first pages of a dump with the blocks that are read, as the layout finds them."""
    found = ((page, reader.layout.read(page).blocks) for page in pages_of_dump(dump, limit))
    return [(page.text, [block for block in blocks if block.role in READ_ROLES], page.given.published) for page, blocks in found]


def print_speed(name: str, pages: Sequence[Dated], reader: Reader) -> float:
    """How fast the two rooms are on pages, and each one's share; gives the seconds a page."""
    arabic = times = 0.0
    for page, blocks, published in pages:
        began = time.process_time()
        text = analyse(page, blocks, reader.lexicon)
        between = time.process_time()
        times_of(reader, text, published)
        arabic, times = arabic + between - began, times + time.process_time() - between
    rate, words = len(pages) / (arabic + times), sum(len(block.of(page).split()) for page, blocks, _ in pages for block in blocks)
    share = f"arabic {arabic / (arabic + times):.0%}, times {times / (arabic + times):.0%}"
    print(f"{name:30} {len(pages):5} pages of {words / len(pages):4.0f} words {rate:7.0f} pages/s: {share}", flush=True)
    return 1 / rate


def main() -> None:
    """Measure the speed, then every means."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--train", action="store_true", help="the pages of train, too (HeidelTime takes some seconds for each)")
    parser.add_argument("--pages", type=int, default=1000, metavar="N", help="pages of each dump of the corpus, for speed (1000)")
    options = parser.parse_args()
    if not (SHARED / "gold").is_dir():
        sys.exit(f"expected annotated pages in {SHARED / 'gold'}, found none: put the shared folder beside the checkout or set MAHDAR_SHARED")
    folders = ["seeds", "dev", *(["train"] if options.train else [])]
    golds = [gold for name in folders for gold in load_gold(SHARED / "gold" / name) if gold.published]
    reader = Reader()
    print("this room (arabic and times by themselves) on one core")
    for dump in sorted((SHARED / "corpus").glob("*.jsonl.gz")):
        print_speed(dump.name, laid_out(reader, dump, options.pages), reader)
    pace = print_speed(" + ".join(folders), [(gold.page.text, blocks_of(gold), gold.published) for gold in golds], reader)

    print(f"\n{' + '.join(folders)}: {len(golds)} pages with their dates, {sum(len(gold.times) for gold in golds)} expressions")
    print(f"{'':20} {'spans':21}   {'values':21} {'found':>6} {'pages/s':>9}  as fast as ours")
    print(f"{'':20} {'P':5}  {'R':5}  {'F1':5}   {'P':5}  {'R':5}  {'F1':5}")
    ours = measure(OURS, partial(by_this_room, reader), golds, pace=pace)
    print_figures(ours, ours)
    print_figures(whole_reader(reader, golds), ours)
    for means, strategy in (("dateparser", "split"), ("dateparser, ngram", "ngram")):
        try:
            print_figures(measure(means, partial(by_dateparser, strategy), golds), ours)
        except ImportError:
            print(f"{means:20} missing: `make bench` installs requirements/bench.txt")
    print_heideltime(reader.lexicon, golds, ours)


if __name__ == "__main__":
    main()
