"""Learns the choice of acts of `mahdar.statements.act` from annotated pages, and writes its weights as plain text.

    python -m training.acts ../shared [--folds 5] [--out src/mahdar/statements/acts.tsv]

With ``--folds`` nothing is written: each fold of the pages is judged with what was learnt from the others, on annotated cues, contents
and speakers, and the share of right acts is printed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from mahdar.evaluate.gold import GoldPage, GoldStatement
from mahdar.model import Act, Span
from mahdar.names import PageNames
from mahdar.sequence import Choice, class_features
from mahdar.statements.act import ACTS, NEUTRAL, said
from mahdar.statements.actsigns import ActSigns
from mahdar.statements.content import Content
from mahdar.statements.cues import Cue, CueLexicon
from mahdar.statements.sides import Sides
from mahdar.statements.view import LineView
from mahdar.statements.words import Words
from training.annotated import Annotated, Annotations
from training.choice import Case, fold_of, learn_choice
from training.command import run

OUT = Path(__file__).resolve().parent.parent / "src/mahdar/statements/acts.tsv"


class Learner:
    """Turns annotated statements into cases."""

    def __init__(self, pages: Iterable[GoldPage]) -> None:
        self.annotations = Annotations(pages)
        self.knowledge = self.annotations.knowledge
        self.cues = CueLexicon(self.knowledge)
        self.signs = ActSigns(self.knowledge)
        self.sides = Sides(self.knowledge)
        self.words = Words(self.knowledge)

    def cases(self, annotated: Annotated) -> Iterator[tuple[Act, Case, Act | None]]:
        """The annotated act, the case, and the verb's own act where it has one."""
        page, text, names = annotated.gold, annotated.text, annotated.names
        sides = self.sides.of_page(names.entities)
        aligned = entities_of(page, names)
        for n, line in enumerate(text.lines):
            told = [s for s in page.statements if line.start <= s.start < line.end]
            if not told:
                continue
            view = LineView(n, line, names, text.text, (), self.words)
            cues = {cue.first: cue for cue in self.cues.candidates(view)}
            for statement in told:
                cue = cue_of(view, statement, cues)
                verb = cue.verbs[0] if cue is not None and cue.verbs else None
                content = Content(Span(start=statement.start, end=statement.end), statement.kind, 0)
                signs = self.signs.of(said(view, cue, verb, content, aligned.get(statement.speaker, statement.speaker), sides))
                case = Case(page.id, [class_features(signs, act) for act in ACTS], frozenset({ACTS.index(statement.act)}))
                yield statement.act, case, verb.act if verb is not None and verb.act != NEUTRAL else None


def entities_of(page: GoldPage, names: PageNames) -> dict[str, str]:
    """The reader's entity of each annotated one, by where the names stand."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    found = [m for line in names.mentions for m in line]
    for name in page.names:
        for m in found:
            if m.start < name.end and name.start < m.end:
                votes[name.entity][m.entity] += 1
    return {key: vote.most_common(1)[0][0] for key, vote in votes.items()}


def cue_of(view: LineView, statement: GoldStatement, cues: dict[int, Cue]) -> Cue | None:
    """The annotated cue as the reader sees it; as a noun where the reader doesn't know it."""
    if statement.cue is None:
        return None
    first = view.token_after(statement.cue.start)
    if first and view.tokens[first - 1].end > statement.cue.start:
        first -= 1
    known = next((cues[k] for k in range(first, view.token_after(statement.cue.end)) if k in cues), None)
    if known is not None:
        return known
    sort = "colon" if view.tokens[first].kind == "mark" else "noun"
    return Cue(first, max(first + 1, view.token_after(statement.cue.end)), sort, (), None)  # type: ignore[arg-type]


def train(cases: Iterable[Case]) -> dict[str, float]:
    """The weights; few penalties do better or worse by more than a hundredth on held-out folds."""
    return learn_choice(cases, l1=1.0, l2=0.1, pages=2, rounds=150)


def held_out(cases: list[tuple[Act, Case, Act | None]], folds: int) -> None:
    """Prints how often the acts of pages that nothing was learnt from are right."""
    right: Counter[Act] = Counter()
    told: Counter[Act] = Counter()
    wanted: Counter[Act] = Counter()
    for fold in range(folds):
        choice = Choice(train(case for _, case, own in cases if fold_of(case.page, folds) != fold))
        for act, case, own in cases:
            if fold_of(case.page, folds) == fold:
                chances = choice.chances(case.candidates)
                got = own or ACTS[max(range(len(ACTS)), key=chances.__getitem__)]
                wanted[act] += 1
                told[got] += 1
                right[act] += got == act
    print(f"right {right.total() / wanted.total():.3f} of {wanted.total()}")
    for act in ACTS:
        print(f"{act:8} {right[act] / max(1, told[act]):.2f}/{right[act] / max(1, wanted[act]):.2f} of {wanted[act]}")


if __name__ == "__main__":
    run(
        __doc__,
        OUT,
        lambda pages: [case for learner in [Learner(pages)] for page in learner.annotations.pages for case in learner.cases(page)],
        lambda cases: train(case for _, case, _ in cases),
        held_out,
    )
