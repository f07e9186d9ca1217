"""Learns the choice of `mahdar.statements.model` from annotated pages, and writes its weights as plain text.

    python -m training.contents ../shared [--folds 4] [--out src/mahdar/statements/contents.tsv]

A case is a candidate cue: the contents that it may have, and nothing. Right are the contents that share most words with the annotated one,
where it is an annotated cue, else nothing. Some lines are seen twice, the second time as if the grammar read nothing there: its rules were written
with these pages in view, and on others it reads less and errs more often. With ``--folds`` nothing is written: each fold is read with what was
learnt from the others, and the scores of that are printed beside those of the grammar alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from pathlib import Path

import msgspec

from mahdar.evaluate.align import pairs, shared_words
from mahdar.evaluate.gold import GoldPage, GoldStatement
from mahdar.model import Span, Statement
from mahdar.sequence import Choice
from mahdar.statements import StatementFinder
from mahdar.statements.content import trimmed
from mahdar.statements.find import SPEAKING_ROLES
from mahdar.statements.model import candidates
from mahdar.statements.signs import LineSigns
from training.annotated import Annotated, Annotations
from training.choice import Case, fold_of, learn_choice
from training.command import run

OUT = Path(__file__).resolve().parent.parent / "src/mahdar/statements/contents.tsv"
L1, L2, ROUNDS = 0.1, 2.0, 150
"""Found on held-out folds, where an L2 of 0.5 to 4 does as well."""
UNREAD = 3
"""One line in so many is seen a second time, as if the grammar read nothing in it."""
CLOSE = 0.6
"""A content is the annotated one where the two share so much of their words, as the scores have it."""


class Observed(msgspec.Struct):
    """A page whose lines have been observed: what the model sees of each."""

    page: Annotated
    lines: list[tuple[LineSigns, list[GoldStatement]]]


class Learner:
    """Turns annotated pages into cases."""

    def __init__(self, pages: Sequence[GoldPage]) -> None:
        self.annotations = Annotations(pages)
        a = self.annotations
        self.grammar = StatementFinder(a.knowledge, a.dossiers, a.names, model=False)
        self.observed = [self._observe(page) for page in a.pages]

    def _observe(self, page: Annotated) -> Observed:
        reading = self.grammar.page(page.text, page.names, page.times, page.gold.page.text_hash)
        lines = []
        for view in reading.views:
            if view.line.block.role in SPEAKING_ROLES:
                here = [s for s in page.gold.statements if view.line.start <= s.start <= view.line.end]
                lines.append((reading.signs(view), here))
                reading.read_line(view)
        return Observed(page, lines)

    def cases(self) -> Iterator[Case]:
        """The cases of all pages."""
        for observed in self.observed:
            for signs, statements in observed.lines:
                yield from self._line(observed.page.gold.id, signs, statements, {cue.first for cue in signs.cues})
                if fold_of(f"{observed.page.gold.id} {signs.view.number}", UNREAD) == 0:
                    unread = LineSigns(signs.view, self.grammar.tools.clauses, signs.cues, ())
                    yield from (case for case in self._line(observed.page.gold.id, unread, statements, signs.read) if 0 not in case.right)

    def _line(self, page: str, line: LineSigns, statements: Sequence[GoldStatement], asked: Container[int]) -> Iterator[Case]:
        """The cases of a line's cues that begin at one of the tokens ``asked`` for."""
        view = line.view
        told: list[tuple[int, int]] = []
        for cue in line.cues:
            if cue.sort == "according":
                continue
            span = Span(start=view.tokens[cue.first].stem_start, end=view.tokens[cue.last - 1].end)
            annotated = next((s for s in statements if s.cue is not None and s.cue.overlaps(span)), None)
            before = tuple(told)
            if annotated is not None:
                told.append((view.token_after(annotated.start), view.token_after(annotated.end)))
            if cue.first not in asked:
                continue
            signs = line.of(cue, before)
            found = list(candidates(line, signs))
            right = {0}
            if annotated is not None:
                spans = [_span(line, first, last) for first, last, _ in found]
                shares = [shared_words(view.text, span, annotated) if span is not None else 0.0 for span in spans]
                best = max(shares, default=0.0)
                if best < CLOSE:
                    continue  # nothing that may be chosen is right
                right = {n + 1 for n, share in enumerate(shares) if share > best - 0.001}
            yield Case(page, [signs.signs, *(features for _, _, features in found)], frozenset(right))

    def find(self, page: Annotated, choice: Choice) -> Sequence[Statement]:
        """The statements of a page by a choice."""
        a = self.annotations
        return StatementFinder(a.knowledge, a.dossiers, a.names, contents=choice).find(page.text, page.names, page.times, page.gold.page.text_hash)[0]


def _span(line: LineSigns, first: int, last: int) -> Span | None:
    tokens = line.view.tokens
    return trimmed(line.view.text, tokens[first].start, tokens[last - 1].end, line.view.line.quotations)


def learn(cases: Sequence[Case]) -> dict[str, float]:
    """The weights."""
    return learn_choice(cases, l1=L1, l2=L2, rounds=ROUNDS)


def held_out(learner: Learner, folds: int) -> None:
    """Prints the scores of contents on pages that weren't learnt from."""
    cases = list(learner.cases())
    counts: Counter[str] = Counter()
    for fold in range(folds):
        choice = Choice(learn([c for c in cases if fold_of(c.page, folds) != fold]))
        for page in learner.annotations.pages:
            if fold_of(page.gold.id, folds) == fold:
                _count(counts, "grammar and model", learner.find(page, choice), page)
                found = learner.grammar.find(page.text, page.names, page.times, page.gold.page.text_hash)[0]
                _count(counts, "grammar", found, page)
    for name in ("grammar", "grammar and model"):
        hit, predicted, wanted = (counts[f"{name} {what}"] for what in ("hit", "found", "wanted"))
        print(f"{name:20} contents P {hit / predicted:.3f} R {hit / wanted:.3f} F1 {2 * hit / (predicted + wanted):.3f}")


def _count(counts: Counter[str], name: str, found: Sequence[Statement], page: Annotated) -> None:
    def close(wanted: GoldStatement, statement: Statement) -> float:
        shared = shared_words(page.gold.page.text, wanted, statement)
        return shared if shared >= CLOSE else 0.0

    hits = pairs(page.gold.statements, found, close)
    counts.update({f"{name} hit": len(hits), f"{name} found": len(found), f"{name} wanted": len(page.gold.statements)})


if __name__ == "__main__":
    run(__doc__, OUT, Learner, lambda learner: learn(list(learner.cases())), held_out)
