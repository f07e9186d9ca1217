"""Learns the model of `mahdar.names.model` from annotated pages, and writes its weights as plain text.

    python -m training.names ../shared [--folds 4] [--out src/mahdar/names/names.tsv]

With ``--folds`` nothing is written: each fold of the annotated pages is read with what was learnt from the others, and the scores of that
are printed, of the rules alone, the model alone and both.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from mahdar.arabic import Line, Text, analyse, build_lexicon
from mahdar.evaluate import load_gold
from mahdar.evaluate.gold import GoldName, GoldPage
from mahdar.knowledge import load, load_dossiers
from mahdar.model import READ_ROLES, Block, Name, NameKind
from mahdar.names import RULES, NameFinder, PageNames
from mahdar.names.model import LABELS, labels_of
from mahdar.names.signs import PLACE, STEPS, WORD, LineSigns, Signs
from mahdar.sequence import MOVE, OUTSIDE, read_weights
from training.choice import fold_of
from training.crf import Sequence_, learn

OUT = Path(__file__).resolve().parent.parent / "src/mahdar/names/names.tsv"
PARAMETERS = {"c1": 0.25, "c2": 0.05, "max_iterations": 120, "feature.minfreq": 2, "feature.possible_transitions": True}
"""L1 keeps the file small; anything from 0.1 to 0.4 does as well on held-out folds."""
LEAST = 0.01


class Learner:
    """Turns pages into sequences of features and labels."""

    def __init__(self) -> None:
        self.knowledge, self.dossiers = load(), load_dossiers()
        self.lexicon = build_lexicon(self.knowledge, self.dossiers)
        self.rules = NameFinder(self.knowledge, self.dossiers, self.lexicon, means=RULES)
        self.signs = Signs(self.knowledge, self.lexicon, self.rules.nationality)

    def text(self, page: GoldPage) -> Text:
        """The lines of a page that names are looked for in."""
        blocks = [Block(start=b.start, end=b.end, role=b.role, confidence=1.0, why="annotated") for b in page.blocks if b.role in READ_ROLES]
        return analyse(page.page.text, blocks, self.lexicon)

    def sequences(self, page: GoldPage, *, plain: bool = False) -> list[Sequence_]:
        """The features and labels of each line; ``plain`` without what the rules find."""
        text = self.text(page)
        found: PageNames = self.rules.find(text)
        again = self.signs.again(text.lines)
        out: list[Sequence_] = []
        for n, line in enumerate(text.lines):
            if line.tokens:
                signs = self.signs.line(line, () if plain else found.mentions[n], () if plain else found.roles[n], again)
                out.append((self.features(signs), labels_of(len(line.tokens), tokens_of(line, page.names))))
        return out

    def features(self, signs: LineSigns) -> list[list[str]]:
        """The features of each token by channel, step and name."""
        out: list[list[str]] = [[] for _ in signs.words]
        seen = {WORD: [list(self.signs.word(key)) for key in signs.words], PLACE: [list(key) for key in signs.places]}
        for channel, steps in STEPS.items():
            for i, features in enumerate(out):
                for step in steps:
                    beside = seen[channel][i + step] if 0 <= i + step < len(out) else [OUTSIDE]
                    features += [f"{channel}\t{name}\t{step}" for name in beside]
        return out


def tokens_of(line: Line, names: Iterable[GoldName]) -> list[tuple[int, int, NameKind]]:
    """The names of a page that stand in ``line``, as tokens."""
    out = []
    for name in names:
        inside = [t.index for t in line.tokens if t.start < name.end and name.start < t.end]
        if inside:
            out.append((inside[0], inside[-1] + 1, name.kind))
    return out


def train(sequences: Iterable[Sequence_]) -> str:
    """What was learnt, in the form of `mahdar.sequence.weights`."""
    moves, states = learn(sequences, PARAMETERS)
    order = {label: n for n, label in enumerate(LABELS)}
    rows = ["\t".join(("labels", *LABELS))]
    rows += [f"{MOVE}\t{a}\t{b}\t{weight:.3f}" for (a, b), weight in sorted(moves.items(), key=lambda m: (order[m[0][0]], order[m[0][1]]))]
    rows += [
        f"{name}\t{label}\t{weight:.2f}"
        for (name, label), weight in sorted(states.items(), key=lambda row: (row[0][0], order[row[0][1]]))
        if abs(weight) >= LEAST
    ]
    return "\n".join(rows) + "\n"


def held_out(learner: Learner, pages: Sequence[GoldPage], folds: int) -> None:
    """Prints the scores of the rules and of the model on pages that it didn't learn from."""
    counts: dict[str, Counter[str]] = {"rules": Counter(), "rules and model": Counter()}
    told: Counter[tuple[float, bool]] = Counter()
    sequences = {page.id: learner.sequences(page) for page in pages}
    for fold in range(folds):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "names.tsv"
            path.write_text(train(s for page in pages if fold_of(page.id, folds) != fold for s in sequences[page.id]), encoding="utf-8")
            weights = read_weights(path)
        both = NameFinder(learner.knowledge, learner.dossiers, learner.lexicon, weights=weights)
        for page in pages:
            if fold_of(page.id, folds) == fold:
                text = learner.text(page)
                for name, finder in (("rules", learner.rules), ("rules and model", both)):
                    names = finder.find(text).names()
                    count(counts[name], names, page)
                wanted = {(n.start, n.end, n.kind) for n in page.names}
                told.update((n.confidence, (n.start, n.end, n.kind) in wanted) for n in names if n.found_by.startswith("model"))
    kinds = ("person", "state", "organization", "place", "document", "event")
    for name, counted in counts.items():
        shares = [
            f"{k} {counted[f'hit {k}'] / max(1, counted[f'found {k}']):.2f}/{counted[f'hit {k}'] / max(1, counted[f'wanted {k}']):.2f}" for k in kinds
        ]
        print(f"{name:16} exact {_f1(counted, 'exact'):.3f} overlap {_f1(counted, 'overlap'):.3f}  {'  '.join(shares)}")
    for confidence in sorted({confidence for confidence, _ in told}):
        right, wrong = told[confidence, True], told[confidence, False]
        print(f"the model's names of confidence {confidence}: {right} of {right + wrong} right")


def count(counts: Counter[str], found: Sequence[Name], page: GoldPage) -> None:
    """Adds a page's hits."""
    wanted = {(n.start, n.end): n.kind for n in page.names}
    counts["found"] += len(found)
    counts["wanted"] += len(wanted)
    for name in found:
        counts[f"found {name.kind}"] += 1
        hit = wanted.get((name.start, name.end)) == name.kind
        counts["exact"] += hit
        counts[f"hit {name.kind}"] += hit
    for (start, end), kind in wanted.items():
        counts[f"wanted {kind}"] += 1
        counts["overlap"] += any(n.start < end and start < n.end and n.kind == kind for n in found)


def _f1(counts: Counter[str], hits: str) -> float:
    return 2 * counts[hits] / max(1, counts["found"] + counts["wanted"])


def main() -> None:
    """Train and write, or measure on held-out folds."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("shared", type=Path, help="the folder that holds gold")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--folds", type=int, help="measure on so many held-out folds instead of writing")
    arguments = parser.parse_args()
    began = time.perf_counter()
    learner = Learner()
    pages = load_gold(arguments.shared / "gold" / "train")
    if arguments.folds:
        held_out(learner, pages, arguments.folds)
    else:
        text = train(s for page in pages for s in learner.sequences(page))
        arguments.out.write_text(text, encoding="utf-8")
        print(f"{arguments.out}: {text.count(chr(10))} rows, {len(text.encode()) / 1024:.0f} KiB")
    print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
