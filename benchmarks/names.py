"""Names: what each means adds, on annotated pages; and how fast the room is, how long it takes to load and what memory it holds.

The pages are those of ``seeds`` and ``dev`` in the shared folder, each with its annotated lines; the figures are those of
`mahdar.evaluate`. The rows:

- model alone: a chain that sees only the words, learnt here and now from ``train`` (a minute or two);
- dictionary: the names of the knowledge; + grammar: patterns of bodies, talks and documents, persons beside offices and titles; + shapes: persons
  by how their names look; + coreference: short forms; all: + the shipped model, which sees what the others have found;
- in the reader: ``mahdar evaluate``, which finds the lines itself.

Speed is pages for each second of processor time on one core over the corpus, `arabic` before it left out. It is no test and has no limits.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from benchmarks.throughput import pages as pages_of_dump
from benchmarks.times import SHARED, blocks_of
from mahdar.arabic import Text, analyse, build_lexicon
from mahdar.evaluate import GoldPage, Report, evaluate, load_gold, score
from mahdar.evaluate.run import read_gold
from mahdar.knowledge import load, load_dossiers
from mahdar.model import READ_ROLES, Entity, Name, Reading
from mahdar.names import Means, NameFinder
from mahdar.names.model import NameModel
from mahdar.reader import Reader
from mahdar.sequence import read_weights
from training.names import Learner, train

STEPS: tuple[tuple[str, frozenset[Means]], ...] = (
    ("dictionary", frozenset({"dictionary"})),
    ("+ grammar", frozenset({"dictionary", "grammar"})),
    ("+ shapes", frozenset({"dictionary", "grammar", "shapes"})),
    ("+ coreference", frozenset({"dictionary", "grammar", "shapes", "coreference"})),
    ("all (+ model)", frozenset({"dictionary", "grammar", "shapes", "coreference", "model"})),
)

Found = tuple[Sequence[Name], Sequence[Entity]]


def reading(gold: GoldPage, found: Found) -> Reading:
    """A reading of nothing but names."""
    names, entities = found
    page = gold.page
    return Reading(
        page=page.id, text_hash=page.text_hash, source=page.source, language="ar", engine="", outlet=None, published=None, credits=(),
        text=page.text, blocks=(), times=(), entities=tuple(entities), names=tuple(names), statements=(), meetings=(),
    )  # fmt: skip


def measure(means: str, find: Callable[[Text], Found], golds: Sequence[GoldPage], texts: Sequence[Text]) -> None:
    """Print what a means reaches."""
    print_figures(means, score([(gold, reading(gold, find(text))) for gold, text in zip(golds, texts, strict=True)]))


def print_figures(means: str, report: Report) -> None:
    """A line a means."""
    exact, overlap, same = report.ratios["names_exact"], report.ratios["names_overlap"], report.ratios["entities"]
    print(
        f"{means:16} {exact.precision:.3f}  {exact.recall:.3f}  {exact.f1:.3f}   {overlap.f1:.3f}   {same.f1:.3f}   {exact.predicted:6}", flush=True
    )


def by_finder(finder: NameFinder) -> Callable[[Text], Found]:
    """The names of a finder."""

    def find(text: Text) -> Found:
        names = finder.find(text)
        return names.names(), tuple(names.entities.values())

    return find


def by_model_alone(learner: Learner, shared: Path) -> Callable[[Text], Found]:
    """The names of a chain that sees the words alone; each spelling is an entity."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.tsv"
        path.write_text(train(s for page in load_gold(shared / "gold" / "train") for s in learner.sequences(page, plain=True)), encoding="utf-8")
        model = NameModel(learner.knowledge, learner.lexicon, learner.rules.nationality, read_weights(path))

    def find(text: Text) -> Found:
        nothing: list[tuple[()]] = [() for _ in text.lines]
        out: list[Name] = []
        for line, proposals in zip(text.lines, model.propose(text, nothing, nothing), strict=True):
            for p in proposals:
                start, end = line.tokens[p.first].stem_start, line.tokens[p.last - 1].end
                out.append(Name(start=start, end=end, kind=p.kind, entity=text.text[start:end], found_by="model", confidence=p.chance))
        return out, [Entity(id=i, kind=kind, label={}) for i, kind in {name.entity: name.kind for name in out}.items()]

    return find


def print_speed(reader: Reader, limit: int) -> None:
    """Pages/s of the room over each dump of the corpus, the blocks as the layout finds them."""
    for dump in sorted((SHARED / "corpus").glob("*.jsonl.gz")):
        seconds, count, words = 0.0, 0, 0
        for page in pages_of_dump(dump, limit):
            text = analyse(page.text, [b for b in reader.layout.read(page).blocks if b.role in READ_ROLES], reader.lexicon)
            began = time.process_time()
            reader.names.find(text)
            seconds += time.process_time() - began
            count += 1
            words += sum(len(line.tokens) for line in text.lines)
        print(f"{dump.name:30} {count:5} pages of {words / max(1, count):4.0f} words and marks {count / seconds:7.0f} pages/s", flush=True)


def print_loading() -> None:
    """How long knowledge and finder take to load, and the memory that they add to the lexicon's."""
    began = time.perf_counter()
    knowledge, dossiers = load(), load_dossiers()
    known = time.perf_counter() - began
    lexicon = build_lexicon(knowledge, dossiers)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    NameFinder(knowledge, dossiers, lexicon)
    finder = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"loading: knowledge {known:.2f} s, names {finder:.2f} s; the names room adds {(after - before) / 1024:.0f} MiB to the process\n")


def by_means(golds: Sequence[GoldPage], means: Collection[str]) -> None:
    """The table of what each means adds."""
    learner = Learner()
    texts = [analyse(gold.page.text, blocks_of(gold), learner.lexicon) for gold in golds]
    print(f"{'':16} {'exact':21}   overlap  B3")
    print(f"{'':16} {'P':5}  {'R':5}  {'F1':5}   {'F1':5}   {'F1':5}   {'found':>6}")
    if "model alone" in means:
        measure("model alone", by_model_alone(learner, SHARED), golds, texts)
    for name, step in STEPS:
        measure(name, by_finder(NameFinder(learner.knowledge, learner.dossiers, learner.lexicon, means=step)), golds, texts)


def main() -> None:
    """Loading, the means, the reader, the speed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=600, metavar="N", help="pages of each dump of the corpus, for speed (600)")
    parser.add_argument("--quick", action="store_true", help="without the model that sees the words alone, which has to be learnt")
    options = parser.parse_args()
    if not (SHARED / "gold").is_dir():
        sys.exit(f"expected annotated pages in {SHARED / 'gold'}, found none: put the shared folder beside the checkout or set MAHDAR_SHARED")
    print_loading()
    golds = [gold for name in ("seeds", "dev") for gold in load_gold(SHARED / "gold" / name)]
    print(f"seeds + dev: {len(golds)} pages, {sum(len(gold.names) for gold in golds)} names")
    by_means(golds, () if options.quick else ("model alone",))
    reader = Reader()
    print_figures("in the reader", evaluate(golds, read_gold(golds, reader.read)))
    print("\nspeed of the names room on one core")
    print_speed(reader, options.pages)


if __name__ == "__main__":
    main()
