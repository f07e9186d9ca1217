"""Learns the choice of `mahdar.statements.speaker` from annotated pages, and writes its weights as plain text.

    python -m training.speakers ../shared [--folds 5] [--out src/mahdar/statements/speakers.tsv]

A case is an annotated statement: its cue and content as annotated, the candidates that the page then offers, and those of them that mean the
annotated speaker. With ``--folds`` nothing is written: each fold is read with what was learnt from the others, who spoke before being what was
chosen there, and the shares of right speakers are printed, and of those that were among the candidates.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import msgspec

from mahdar.evaluate.align import Alignment, is_speaker, labels_of
from mahdar.evaluate.gold import GoldPage, GoldStatement
from mahdar.model import Reading, Span, Speaker
from mahdar.names import PageNames
from mahdar.sequence.choice import Choice
from mahdar.statements.clause import Clause, Opener, read_clause
from mahdar.statements.cues import Cue, CueLexicon
from mahdar.statements.speaker import Candidate, Ref, SpeakerRules, Speakers
from mahdar.statements.view import LineView
from mahdar.statements.words import Words
from training.annotated import Annotations
from training.choice import Case, fold_of, learn_choice
from training.command import run

OUT = Path(__file__).resolve().parent.parent / "src/mahdar/statements/speakers.tsv"
L1, L2 = 1.0, 0.5
"""As good on held-out folds as weaker L1, with a third of the weights."""
_NEAR_AUTHOR = 60
"""A communiqué's author may be told so many characters after it (بيان صادر عن …)."""


class Read(msgspec.Struct, frozen=True):
    """An annotated page and what is found in it before statements are looked for."""

    gold: GoldPage
    names: PageNames
    views: list[LineView]


class Told(msgspec.Struct, frozen=True):
    """A case, the candidate chosen where a choice was asked, and whether the grammar knows the annotated cue. What it doesn't know it never asks
    about, so it isn't learnt from."""

    case: Case
    chosen: int | None
    known: bool


class Learner:
    """Turns annotated pages into cases."""

    def __init__(self, pages: Sequence[GoldPage]) -> None:
        a = Annotations(pages)
        words = Words(a.knowledge)
        self.rules = SpeakerRules(a.knowledge, a.dossiers, a.names.gazetteer.kinds, Choice({}))
        self.lexicon = CueLexicon(a.knowledge)
        self.labels = a.names.gazetteer.labels
        self.pages: list[Read] = []
        for page in a.pages:
            views = [
                LineView(n, line, page.names, page.text.text, [t for t in page.times if line.start <= t.start < line.end], words)
                for n, line in enumerate(page.text.lines)
            ]
            self.pages.append(Read(page.gold, page.names, views))
        scored = [(p.gold, cast("Reading", SimpleNamespace(names=p.names.names(), meetings=()))) for p in self.pages]
        self.alignment = Alignment(scored)

    def cases(self, choice: Callable[[str], Choice] | None = None) -> Iterator[Told]:
        """What is told of all pages in order; with a ``choice`` whom that takes, and then the page goes on by its choices."""
        for page in self.pages:
            yield from self._page(page, choice(page.gold.id) if choice else None)

    def _page(self, page: Read, choice: Choice | None) -> Iterator[Told]:
        speakers = Speakers(self.rules, page.names, page.views)
        starts = [view.line.start for view in page.views]
        cues: dict[int, list[Cue]] = {}
        told: list[tuple[LineView, Cue, Clause, Ref]] = []
        for statement in sorted(page.gold.statements, key=_where):
            at = _where(statement)
            n = bisect_left(starts, at + 1) - 1
            view = page.views[n]
            if n < 0 or not view.tokens or at > view.line.end:
                continue
            cue, clause = self._clause(view, statement, cues.setdefault(n, list(self.lexicon.find(view))))
            same = [t for t in told if t[0] is view and view.sentence(t[1].first) == view.sentence(cue.first)]
            outer = same[-1][3] if same and cue.first >= same[-1][2].content else None
            content = Span(start=statement.start, end=statement.end)
            _, candidates = speakers.candidates(view, cue, clause, content, outer, doubting=choice is None)
            right = frozenset(i for i, c in enumerate(candidates) if self._is_right(page, statement, c, speakers))
            signs = [c.signs for c in candidates]
            chosen = None
            if choice is not None and candidates:
                chances = choice.chances(signs)
                chosen = max(range(len(chances)), key=chances.__getitem__)
            yield Told(Case(page.gold.id, signs, right), chosen, bool(cue.verbs) or cue.sort != "finite")
            if chosen is not None or right:
                ref = self._author(page, candidates[min(right) if chosen is None else chosen].ref, speakers)
                speakers.remember(view, cue.first, ref, cue.form)
                told.append((view, cue, clause, ref))

    def _clause(self, view: LineView, statement: GoldStatement, cues: Sequence[Cue]) -> tuple[Cue, Clause]:
        """The cue and clause of an annotated statement, as far as the grammar reads them so, else as annotated."""
        tokens = view.tokens
        first, last = _tokens(view, statement.cue or Span(start=statement.start, end=statement.start + 1))
        cue = next((c for c in cues if c.first <= first < c.last), None) if statement.cue else None
        if cue is None:
            mark = statement.cue is not None and tokens[first].kind == "mark"
            cue = Cue(first, last if statement.cue else first, "colon" if mark else "finite", (), None)
        content, end = _tokens(view, statement)
        clause = read_clause(view, cue, max(view.sentence(cue.first)[1], end), led=False) if cue.sort in ("finite", "participle", "noun") else None
        if clause is not None and clause.content == content:
            return cue, clause
        quotation = view.quotation_opening(content - 1) if content else None
        opener: Opener = "quote" if quotation else "an" if view.is_an(content) else "prep" if view.pro(content) in ("ب", "ل") else "obj"
        if clause is None:
            return cue, Clause(cue.verbs[0] if cue.verbs else None, None, (), (), opener, content, quotation)
        return cue, msgspec.structs.replace(clause, opener=opener, content=content, quotation=quotation)

    def _is_right(self, page: Read, statement: GoldStatement, candidate: Candidate, speakers: Speakers) -> bool:
        """Whether a candidate means the annotated speaker; a text does where the annotated way leads through one."""
        texts = {entity.key for entity in page.gold.entities if entity.kind == "document"}
        if candidate.ref.document and texts & statement.via:
            return True
        ref = self._author(page, candidate.ref, speakers)
        found = Speaker(entity=ref.entity, label=ref.label, start=ref.start, end=ref.end)
        return is_speaker(statement.speaker, found, self.alignment, labels_of(page.gold))

    def _author(self, page: Read, ref: Ref, speakers: Speakers) -> Ref:
        """Who speaks in a text, as far as names tell, else who spoke last; others themselves."""
        if not ref.document:
            return ref
        found = bisect_left(page.names.authors, (ref.end + _NEAR_AUTHOR,)) or bisect_left(page.names.authors, (ref.start + 1,))
        if found:
            author = page.names.authors[found - 1][1]
            return Ref(author, self.labels.get(author, {}).get("ar", ref.label), ref.start, ref.end, False, "author", kind="organization")
        return speakers.last_spoke(ref.start) or ref


def _where(statement: GoldStatement) -> int:
    return statement.cue.start if statement.cue else statement.start


def _tokens(view: LineView, span: Span) -> tuple[int, int]:
    """The tokens that a span touches, one at least."""
    first = min(view.token_after(span.start), len(view.tokens) - 1)
    if first > 0 and view.tokens[first - 1].end > span.start:
        first -= 1
    return first, max(first + 1, view.token_after(span.end))


def learnt(learner: Learner) -> list[Case]:
    """The cases to learn from."""
    return [told.case for told in learner.cases() if told.known]


def train(cases: Sequence[Case]) -> dict[str, float]:
    """The weights learnt from cases."""
    return learn_choice(cases, l1=L1, l2=L2)


def held_out(learner: Learner, folds: int) -> None:
    """Prints how often the right speaker is chosen on pages that it didn't learn from."""
    cases = learnt(learner)
    choices = [Choice(train([c for c in cases if fold_of(c.page, folds) != fold])) for fold in range(folds)]
    counts: Counter[str] = Counter()
    for told in learner.cases(lambda page: choices[fold_of(page, folds)]):
        for kind in ("statements", "with a known cue")[: 1 + told.known]:
            counts[kind] += 1
            counts[f"{kind}: candidates"] += len(told.case.candidates)
            counts[f"{kind}: right among them"] += bool(told.case.right)
            counts[f"{kind}: right"] += told.chosen in told.case.right
    for kind in ("statements", "with a known cue"):
        shares = {name.partition(": ")[2]: round(count / counts[kind], 3) for name, count in counts.items() if name.startswith(f"{kind}: ")}
        print(f"{counts[kind]} {kind}, of each {shares}")


if __name__ == "__main__":
    run(__doc__, OUT, Learner, lambda learner: train(learnt(learner)), held_out)
