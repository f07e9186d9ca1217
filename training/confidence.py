"""Learns how sure statements are (`mahdar.statements.confidence`) from annotated pages, and writes the weights as plain text.

    python -m training.confidence ../shared [--table] [--out src/mahdar/statements/confidence.tsv]

Each page is read with contents and speakers learnt from the others; a statement is right where its content is an annotated one and its speaker
the annotated one. With ``--table`` nothing is written: the shares of right ones are printed by rule, and by confidence, each page's
confidences being learnt from the others.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from mahdar.evaluate import load_gold
from mahdar.evaluate.align import Alignment, is_speaker, labels_of, pairs, shared_words
from mahdar.evaluate.gold import GoldPage, GoldStatement
from mahdar.model import Reading, Statement
from mahdar.sequence import Choice
from mahdar.statements import StatementFinder
from mahdar.statements.confidence import Confidence, Grounds, signs
from mahdar.statements.find import SPEAKING_ROLES
from training import contents, speakers
from training.annotated import Annotated
from training.choice import Case, fold_of, learn_choice, written

OUT = Path(__file__).resolve().parent.parent / "src/mahdar/statements/confidence.tsv"
FOLDS = 4
L1, L2 = 0.5, 0.5
Judged = tuple[str, Grounds, bool]
"""The page of a statement, what it rests on, and whether it is right."""


def judge(pages: Sequence[GoldPage]) -> list[Judged]:
    """The statements of all pages, each found by what was learnt from the other folds."""
    learner, speaking = contents.Learner(pages), speakers.Learner(pages)
    cases, spoken = list(learner.cases()), speakers.learnt(speaking)
    a = learner.annotations
    alignment = Alignment([(p.gold, cast("Reading", SimpleNamespace(names=p.names.names(), meetings=()))) for p in a.pages])
    out: list[Judged] = []
    for fold in range(FOLDS):
        finder = StatementFinder(
            a.knowledge,
            a.dossiers,
            a.names,
            contents=Choice(contents.learn([c for c in cases if fold_of(c.page, FOLDS) != fold])),
            speaking=Choice(speakers.train([c for c in spoken if fold_of(c.page, FOLDS) != fold])),
            confidence=Choice({}),
        )
        for page in a.pages:
            if fold_of(page.gold.id, FOLDS) == fold:
                out += _judge(finder, page, alignment)
    return out


def _judge(finder: StatementFinder, annotated: Annotated, alignment: Alignment) -> list[Judged]:
    gold = annotated.gold
    page = finder.page(annotated.text, annotated.names, annotated.times, gold.page.text_hash)
    for view in page.views:
        if view.line.block.role in SPEAKING_ROLES:
            page.read_line(view)
    labels = labels_of(gold)

    def close(wanted: GoldStatement, found: Statement) -> float:
        shared = shared_words(gold.page.text, wanted, found)
        return shared if shared >= contents.CLOSE else 0.0

    right = {f.id for w, f, _ in pairs(gold.statements, page.statements, close) if is_speaker(w.speaker, f.speaker, alignment, labels)}
    return [(gold.id, grounds, found.id in right) for found, grounds in zip(page.statements, page.grounds, strict=True)]


def cases_of(judged: Sequence[Judged]) -> list[Case]:
    """Cases of two candidates: right, with the signs of a statement, and wrong, with none."""
    return [Case(page, [list(signs(grounds)), []], frozenset({0 if right else 1})) for page, grounds, right in judged]


def table(judged: Sequence[Judged]) -> None:
    """Prints shares of right statements by rule and by confidence."""
    rules: Counter[tuple[str, bool]] = Counter()
    sure: Counter[tuple[int, bool]] = Counter()
    for fold in range(FOLDS):
        confidence = Confidence(Choice(learn_choice(cases_of([j for j in judged if fold_of(j[0], FOLDS) != fold]), l1=L1, l2=L2)))
        for page, grounds, right in judged:
            if fold_of(page, FOLDS) == fold:
                rules[grounds.found_by, right] += 1
                sure[int(confidence.of(grounds) * 10), right] += 1
    for rule in sorted({rule for rule, _ in rules}, key=lambda r: -rules[r, True] - rules[r, False]):
        print(f"{rule:32} {rules[rule, True]:5} of {rules[rule, True] + rules[rule, False]:5} right")
    for tenth in range(10):
        if every := sure[tenth, True] + sure[tenth, False]:
            print(f"confidence {tenth / 10:.1f} to {(tenth + 1) / 10:.1f}: {sure[tenth, True] / every:.2f} of {every} right")


def main() -> None:
    """Learn and write, or print tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("shared", type=Path, help="the folder that holds gold")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--table", action="store_true", help="print what was measured instead of writing")
    arguments = parser.parse_args()
    began = time.perf_counter()
    judged = judge(load_gold(arguments.shared / "gold" / "train"))
    if arguments.table:
        table(judged)
    else:
        text = written(learn_choice(cases_of(judged), l1=L1, l2=L2))
        arguments.out.write_text(text, encoding="utf-8")
        print(f"{arguments.out}: {text.count(chr(10))} rows")
    print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
