"""Learns the choice of `mahdar.statements.addressee` from annotated pages, and writes its weights as plain text.

    python -m training.addressees ../shared [--folds 5] [--out src/mahdar/statements/addressees.tsv]

With ``--folds`` nothing is written: each fold of the pages is judged with what was learnt from the others, on annotated cues, contents,
speakers and acts, and precision and recall of the addressees that there are is printed beside the share that is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from mahdar.arabic import ClauseFinder, fold
from mahdar.evaluate.gold import GoldPage
from mahdar.model import Entity
from mahdar.sequence import Choice
from mahdar.statements.addressee import Addressees, Candidate, Heard, certain, crossed, nobody
from mahdar.statements.cues import Cue
from mahdar.statements.drafts import Drafts
from mahdar.statements.performative import Performatives
from mahdar.statements.speaker import SpeakerRules, Speakers
from mahdar.statements.view import LineView
from training.acts import Learner as ActLearner
from training.acts import cue_of, entities_of
from training.annotated import Annotated
from training.choice import Case, fold_of, learn_choice
from training.command import run

OUT = Path(__file__).resolve().parent.parent / "src/mahdar/statements/addressees.tsv"


class Told(msgspec.Struct, frozen=True):
    """A case, the entities of its candidates, the annotated addressee in the reader's words, and the one that grammar settles."""

    case: Case
    entities: tuple[str, ...]
    wanted: str | None
    certain: str | None


class Learner(ActLearner):
    """Turns annotated statements into cases."""

    def told(self, annotated: Annotated) -> Iterator[Told]:
        """The statements of a page in order."""
        page, text, names, known = annotated.gold, annotated.text, annotated.names, self.annotations
        aligned = entities_of(page, names)
        views = [LineView(n, line, names, text.text, annotated.times, self.words) for n, line in enumerate(text.lines)]
        speakers = Speakers(SpeakerRules(self.knowledge, known.dossiers, known.names.gazetteer.kinds), names, views)
        sides = self.sides.of_page(names.entities)
        performatives = Performatives(self.knowledge, self.cues.forms)
        addressees = Addressees(known.names.nationality, speakers, sides, self.signs.stance, performatives, Choice({}))
        drafts = Drafts(self.cues, speakers, ClauseFinder(self.knowledge))
        for view in views:
            statements = [s for s in page.statements if view.line.start <= s.start < view.line.end]
            if not statements:
                continue
            cues = list(self.cues.candidates(view))
            clauses = {draft.cue.first: draft.clause for draft in drafts.of_line(view, cues)}
            by_first = {cue.first: cue for cue in cues}
            for s in sorted(statements, key=lambda s: s.cue.start if s.cue else s.start):
                cue: Cue | None = cue_of(view, s, by_first)
                first = view.token_after(s.start)
                if first and view.tokens[first - 1].end > s.start:
                    first -= 1
                speaker = aligned.get(s.speaker, s.speaker)
                clause = clauses.get(cue.first) if cue else None
                heard = Heard(view, cue, clause, first, view.token_after(s.end), s.act, speaker)
                candidates = addressees.candidates(heard)
                wanted = aligned.get(s.addressee) or _described(page, s.addressee, candidates, speakers.added) if s.addressee else None
                right = frozenset(n for n, c in enumerate(candidates) if c.entity == wanted) if wanted else frozenset({len(candidates)})
                signs = [crossed(s.act, c.signs) for c in candidates] + [crossed(s.act, nobody(heard, candidates))]
                settled = certain(heard, candidates)
                yield Told(Case(page.id, signs, right), tuple(c.entity for c in candidates), wanted, settled.entity if settled else None)
                addressees.remember(speaker, wanted)


def _described(page: GoldPage, key: str, candidates: Iterable[Candidate], added: Mapping[str, Entity]) -> str:
    """The candidate whom the page describes with the words annotated for ``key``, who has no name; ``key`` where none is."""
    words = {fold(alias) for entity in page.entities if entity.key == key for alias in entity.aliases}
    labels = {c.entity: fold(added[c.entity].label["ar"]) for c in candidates if c.entity in added}
    return next((entity for entity, label in labels.items() if label in words), key)


def train(told: list[Told]) -> dict[str, float]:
    """The weights."""
    return learn_choice([t.case for t in told if t.certain is None], l1=0.3, l2=0.2, pages=2, rounds=200)


def held_out(told: list[Told], folds: int) -> None:
    """Prints how well addressees of pages are told that nothing was learnt from."""
    n: Counter[str] = Counter()
    for part in range(folds):
        choice = Choice(train([t for t in told if fold_of(t.case.page, folds) != part]))
        for t in told:
            if fold_of(t.case.page, folds) == part:
                chances = choice.chances(t.case.candidates)
                best = max(range(len(chances)), key=chances.__getitem__)
                got = t.certain or (t.entities[best] if best < len(t.entities) else None)
                n["all"] += 1
                n["right"] += got == t.wanted
                n["told"] += got is not None
                n["wanted"] += t.wanted is not None
                n["reached"] += t.wanted is not None and t.wanted in t.entities
                n["hit"] += got is not None and got == t.wanted
    print(f"right {n['right'] / n['all']:.3f} of {n['all']}; precision {n['hit'] / max(1, n['told']):.2f}, recall {n['hit'] / n['wanted']:.2f}")
    print(f"of {n['wanted']} addressees {n['reached']} are among the candidates")


if __name__ == "__main__":
    run(
        __doc__,
        OUT,
        lambda pages: [t for learner in [Learner(pages)] for page in learner.annotations.pages for t in learner.told(page)],
        train,
        held_out,
    )
