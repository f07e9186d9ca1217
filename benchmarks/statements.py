"""Statements: this room beside two ways that see quotation marks alone, on the same annotated pages; and how fast it is.

The pages are those of ``seeds`` and ``dev`` in the shared folder (``--train`` measures those of ``train`` instead, from which the models have
learnt), each with its annotated lines; the figures are those of `mahdar.evaluate`. The rows:

- marks + nearest name, textacy's way: see `benchmarks.marked`;
- this room: ``arabic``, ``names``, ``times`` and ``statements`` by themselves;
- in the reader: ``mahdar evaluate``, which finds the lines itself.

**All statements**: content (P, R, F1; a content is right that shares at least 0.6 of its words with the gold's) and attributed (the speaker right
as well); then, among the attributed, the shares with the right act, kind, addressee and via, and, among the contents found, with the right cue.

**Direct quotations alone**: those of kind ``direct`` in gold. Of what a means finds count what pairs with one of them (by those 0.6), and what it
calls ``direct`` itself and pairs with nothing; what pairs with gold of another kind is left out, for there the kind is
wrong, which the table of all tells, and not the content. ``speaker`` is the share of the right contents that has the right speaker.

Speed is of processor time on one core. The last table shows that time grows with the length of a line and no faster: lines of generated
text (`benchmarks.generated`), microseconds for a character; level where the last column is about 1. It is no test and has no limits.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from statistics import median

import msgspec

from benchmarks.generated import SHAPES, line
from benchmarks.marked import ByReportingVerb, by_nearest_name
from benchmarks.throughput import SHARED
from benchmarks.throughput import pages as pages_of_dump
from benchmarks.times import blocks_of
from mahdar.arabic import Text, analyse, fold
from mahdar.evaluate import GoldPage, Report, load_gold, score
from mahdar.evaluate.align import pairs, shared_words
from mahdar.evaluate.run import read_gold
from mahdar.evaluate.score import ENOUGH_WORDS
from mahdar.model import READ_ROLES, Block, Entity, Reading, Statement
from mahdar.names import PageNames
from mahdar.reader import Reader

LENGTHS = (1_000, 2_500, 5_000, 10_000, 20_000, 40_000)

Found = tuple[Sequence[Statement], dict[str, Entity]]
Means = Callable[[Text, PageNames], Found]
Scored = list[tuple[GoldPage, Reading | None]]


def room(reader: Reader) -> Means:
    """The statements of the room."""

    def find(text: Text, names: PageNames) -> Found:
        statements, entities, _ = reader.statements.find(text, names, reader.times.find(text)[0], "")
        return statements, entities

    return find


def of_marks(find: Callable[[Text, PageNames], Sequence[Statement]]) -> Means:
    """A means that makes no entities of its own."""
    return lambda text, names: (find(text, names), {})


def read(reader: Reader, find: Means, golds: Sequence[GoldPage]) -> Scored:
    """What a means finds on annotated pages: readings of nothing but names and statements."""
    out: Scored = []
    for gold in golds:
        text = analyse(gold.page.text, blocks_of(gold), reader.lexicon)
        names = reader.names.find(text)
        statements, entities = find(text, names)
        out.append((gold, reading(gold, names, statements, entities)))
    return out


def reading(gold: GoldPage, names: PageNames, statements: Sequence[Statement], entities: dict[str, Entity]) -> Reading:
    """A reading of a page's names and statements."""
    page = gold.page
    return Reading(
        page=page.id, text_hash=page.text_hash, source=page.source, language="ar", engine="", outlet=None, published=None, credits=(),
        text=page.text, blocks=(), times=(), entities=tuple({**entities, **names.entities}.values()), names=names.names(),
        statements=tuple(statements), meetings=(),
    )  # fmt: skip


def direct_alone(scored: Scored) -> Scored:
    """The same pages with direct quotations alone, on either side; see the head of this file for which of the found count."""
    out: Scored = []
    for gold, found in scored:
        text, direct = gold.page.text, tuple(s for s in gold.statements if s.kind == "direct")
        paired = pairs(gold.statements, found.statements if found else (), lambda a, b: max(shared_words(text, a, b) - ENOUGH_WORDS + 1e-9, 0.0))  # noqa: B023
        kind = {id(statement): want.kind for want, statement, _ in paired}
        kept = tuple(s for s in found.statements if kind.get(id(s), s.kind) == "direct") if found else ()
        out.append((msgspec.structs.replace(gold, statements=direct), found and msgspec.structs.replace(found, statements=kept)))
    return out


def print_figures(means: str, report: Report) -> None:
    """A line a means, of all statements."""
    content, attributed = report.ratios["statements_content"], report.ratios["statements_attributed"]
    told = "   ".join(f"{report.shares[f'statements_{name}_accuracy']:.3f}" for name in ("act", "kind", "cue", "addressee", "via"))
    print(
        f"{means:22} {content.precision:.3f}  {content.recall:.3f}  {content.f1:.3f}   {attributed.precision:.3f}  {attributed.recall:.3f}  "
        f"{attributed.f1:.3f}   {told}   {content.predicted:6}",
        flush=True,
    )


def print_direct(means: str, report: Report) -> None:
    """A line a means, of direct quotations."""
    content, attributed = report.ratios["statements_content"], report.ratios["statements_attributed"]
    right = content.recall * content.gold
    speaker = attributed.recall * attributed.gold / right if right else 0.0
    print(
        f"{means:22} {content.precision:.3f}  {content.recall:.3f}  {content.f1:.3f}   {speaker:.3f}    {attributed.f1:.3f}   {content.predicted:6}",
        flush=True,
    )


def compare(reader: Reader, golds: Sequence[GoldPage]) -> None:
    """The tables of all statements and of direct quotations."""
    rows: dict[str, Scored] = {
        "marks + nearest name": read(reader, of_marks(by_nearest_name), golds),
        "textacy's way": read(reader, of_marks(ByReportingVerb(reader.knowledge)), golds),
        "this room": read(reader, room(reader), golds),
        "in the reader": list(zip(golds, read_gold(golds, reader.read), strict=True)),
    }
    print(f"all {sum(len(gold.statements) for gold in golds)} statements")
    print(f"{'':22} {'content':21}   {'attributed':21}")
    print(f"{'':22} {'P':5}  {'R':5}  {'F1':5}   {'P':5}  {'R':5}  {'F1':5}   {'act':5}   {'kind':5}   {'cue':5}   addr.   via       found")
    for means, scored in rows.items():
        print_figures(means, score(scored))
    print(f"\nthe {sum(s.kind == 'direct' for gold in golds for s in gold.statements)} direct quotations alone")
    print(f"{'':22} {'content':21}   {'':7}  attributed")
    print(f"{'':22} {'P':5}  {'R':5}  {'F1':5}   speaker  {'F1':5}      found")
    for means, scored in rows.items():
        print_direct(means, score(direct_alone(scored)))


def print_speed(reader: Reader, limit: int) -> None:
    """Pages/s of the room and of the whole reader over each dump of the corpus."""
    for dump in sorted((SHARED / "corpus").glob("*.jsonl.gz")):
        pages = list(pages_of_dump(dump, limit))
        began = time.process_time()
        for page in pages:
            fold(page.text)
        folding = time.process_time() - began
        began = time.process_time()
        blocks = [reader.read(page).blocks for page in pages]
        whole = time.process_time() - began
        seconds, found = 0.0, 0
        for page, of_page in zip(pages, blocks, strict=True):
            text = analyse(page.text, [b for b in of_page if b.role in READ_ROLES], reader.lexicon)
            names, times = reader.names.find(text), reader.times.find(text)[0]
            began = time.process_time()
            found += len(reader.statements.find(text, names, times, page.text_hash)[0])
            seconds += time.process_time() - began
        print(
            f"{dump.name:28} {len(pages):5} pages: room {len(pages) / seconds:6.0f} pages/s, {found / len(pages):4.1f} statements a page; "
            f"whole reader {len(pages) / whole:5.1f} pages/s, of it the room {seconds / whole:5.1%}; reading takes {whole / folding:.0f} "
            "times as long as folding",
            flush=True,
        )


def print_lengths(reader: Reader) -> None:
    """Microseconds for a character in lines of growing length, of each shape, as running text and as a headline."""
    print(f"{'':30} " + " ".join(f"{length:>7,}" for length in LENGTHS) + "   last / first")
    for shape in SHAPES:
        for role in ("body", "title"):
            paces = [pace(reader, shape, length, role) for length in LENGTHS]
            print(f"{shape:24} {role:5} " + " ".join(f"{each:7.2f}" for each in paces) + f"   {paces[-1] / paces[0]:.2f}", flush=True)


def pace(reader: Reader, shape: str, length: int, role: str) -> float:
    """Microseconds of the room for a character of a line: the median of three."""
    text = line(shape, length)
    block = msgspec.convert({"start": 0, "end": len(text), "role": role, "confidence": 1.0, "why": "generated"}, Block)
    analysed = analyse(text, [block], reader.lexicon)
    names, times = reader.names.find(analysed), reader.times.find(analysed)[0]
    taken = []
    for _ in range(3):
        began = time.process_time()
        reader.statements.find(analysed, names, times, "")
        taken.append(time.process_time() - began)
    return median(taken) / len(text) * 1e6


def main() -> None:
    """The figures, the speed, the lengths."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=600, metavar="N", help="pages of each dump of the corpus, for speed (600)")
    parser.add_argument("--train", action="store_true", help="measure the pages of train instead of seeds and dev")
    options = parser.parse_args()
    reader = Reader()
    folders = ("train",) if options.train else ("seeds", "dev")
    if (SHARED / "gold").is_dir():
        golds = [gold for name in folders for gold in load_gold(SHARED / "gold" / name)]
        print(f"{' + '.join(folders)}: {len(golds)} pages")
        compare(reader, golds)
        print("\nspeed on one core")
        print_speed(reader, options.pages)
    else:
        print(
            f"figures and speed: left out, for {SHARED / 'gold'} isn't there; put the shared folder beside the checkout or set MAHDAR_SHARED",
            file=sys.stderr,
        )
    print("\nmicroseconds of the room for a character, in lines of so many characters")
    print_lengths(reader)


if __name__ == "__main__":
    main()
