"""Stage 3, speaker: whom the subject of a cue means.

Everybody whom the cue could mean is a candidate, with the grammar of how they come in (``candidates``); a log-linear model learnt from annotated
pages weighs them (``speakers.tsv``, see ``speakers.md``), and what it chose says by which way and how surely.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

import msgspec

from mahdar.arabic.verbs import VerbForm
from mahdar.knowledge import Dossier, Knowledge
from mahdar.model import Entity, Span
from mahdar.names import PageNames
from mahdar.sequence.choice import Choice, read_choice
from mahdar.statements.candidates import Candidate, gather
from mahdar.statements.clause import Clause, NounPhrase
from mahdar.statements.cues import Cue
from mahdar.statements.leading import leading_subject
from mahdar.statements.referents import Ref, SpeakerWords
from mahdar.statements.situation import Discourse, Situation, Spoken
from mahdar.statements.units import Unit, Units
from mahdar.statements.view import LineView

__all__ = ["Candidate", "Chosen", "Ref", "SpeakerRules", "Speakers"]

_BESIDE = frozenset({"vso", "svo", "headline", "carried", "document"})
_DAMMA = "\u064f"


class Chosen(msgspec.Struct, frozen=True):
    """Who speaks: ``how`` they come in (vso after the verb, svo before it, headline, document, carried after عن, participle, null-subject),
    how likely they are among the candidates (``chance``, 0 to 1), and for ``carried`` who carries their words."""

    ref: Ref
    how: str
    chance: float
    carrier: Ref | None = None


class SpeakerRules:
    """What finding speakers needs of the knowledge and the model; made once. ``kinds`` are those of known entities."""

    def __init__(self, knowledge: Knowledge, dossiers: Iterable[Dossier], kinds: Mapping[str, str], choice: Choice | None = None) -> None:
        self.words = SpeakerWords(knowledge, dossiers, kinds)
        self.choice = choice if choice is not None else shipped()


@lru_cache(maxsize=1)
def shipped() -> Choice:
    """The choice that ships with the package."""
    return read_choice(files("mahdar.statements") / "speakers.tsv")


class Speakers:
    """Finds the speakers of one page and remembers who spoke. Lives for one page."""

    def __init__(self, rules: SpeakerRules, names: PageNames, views: list[LineView]) -> None:
        self._choice = rules.choice
        self._names = names
        self._referents = Units(rules.words, names)
        self._discourse = Discourse(views)
        self._outer: Ref | None = None

    @property
    def added(self) -> dict[str, Entity]:
        """Entities of those without a name."""
        return self._referents.added

    def of_phrase(self, view: LineView, phrase: NounPhrase) -> Ref | None:
        """Whom ``phrase`` means."""
        return self._referents.of_phrase(view, phrase)

    def someone_at(self, view: LineView, i: int, *, alone: bool = False) -> Unit | None:
        """Whoever the words from token ``i`` on mean, known to names and roles or not; their name where one stands in apposition. With ``alone``
        no noun of anything else follows (بحسب مسؤول في الوزارة)."""
        found = self._referents.at(view, i)
        bound = view.sentence(i)[1]
        unit = found[0] if found else self._referents.unknown(view, i, bound)
        if unit is not None and alone:
            unit = self._referents.filling(view, unit, next((k for k in range(unit.last, bound) if view.is_comma(k)), bound))
        return None if unit is None else self._referents.apposed(view, unit, bound) or unit

    def of(self, view: LineView, cue: Cue, clause: Clause, content: Span, outer: Ref | None) -> Chosen | None:
        """Who says ``content`` with ``cue``; ``outer`` is who said that in which the cue stands. None where nobody can have said it: there
        is no candidate, or the verb is a passive that names nobody (يُذكر أن)."""
        situation, candidates = self.candidates(view, cue, clause, content, outer)
        if not candidates:
            return None
        chances = self._choice.chances([candidate.signs for candidate in candidates])
        best = max(range(len(candidates)), key=chances.__getitem__)
        chosen = candidates[best]
        how = _how(situation, chosen)
        if how not in _BESIDE and (situation.use == "only-subject" or _agentless(view, cue)):
            return None
        carrier = None
        if how == "carried":
            carrier = next((c.ref for c in candidates if c is not chosen and ("after" in c.reasons or "before" in c.reasons)), None)
        return Chosen(self._again(view, chosen.ref), how, chances[best], carrier)

    def candidates(
        self, view: LineView, cue: Cue, clause: Clause, content: Span, outer: Ref | None, *, doubting: bool = False
    ) -> tuple[Situation, list[Candidate]]:
        """Everybody who could say ``content`` with ``cue``; ``doubting`` as in `candidates.gather`."""
        situation = Situation(view, cue, clause, content)
        leading = leading_subject(view, cue.first, self._names) if cue.sort == "finite" else None
        found = gather(situation, self._referents, self._discourse, outer, leading, doubting=doubting)
        self._discourse.said(content)
        self._outer = outer
        return situation, found

    def remember(self, view: LineView, at: int, ref: Ref, form: VerbForm | None) -> None:
        """``ref`` spoke in ``view``, with a cue at token ``at`` of ``form``: the one whose candidates were asked for last."""
        if not ref.document:
            quoted = view.in_quotation(view.tokens[at])
            within = quoted or (self._outer is not None and self._outer.entity != ref.entity)
            self._discourse.remember(Spoken(ref, form, view.number, at, within, quoted))

    def last_spoke(self, before: int) -> Ref | None:
        """Who spoke last before an offset."""
        return next((told.ref for told in reversed(self._discourse.spoken) if told.ref.start < before), None)

    def subject_start(self, view: LineView, first: int) -> int | None:
        """The first token of a subject before the verb at ``first``."""
        span = leading_subject(view, first, self._names)
        return span[0] if span else None

    def _again(self, view: LineView, ref: Ref) -> Ref:
        """``ref``; for a definite role alone that the page doesn't name (المصدر، المتحدثة), the last who spoke, by these words."""
        role = None
        if ref.entity in self.added and view.line.start <= ref.start < view.line.end:
            role = view.role_at(view.token_after(ref.start) - (view.tokens[max(0, view.token_after(ref.start) - 1)].stem_start == ref.start))
        if role is None or role.sort != "person" or role.state is not None or role.last - role.first > 1 or not view.tokens[role.first].definite:
            return ref
        told = [t.ref for t in reversed(self._discourse.spoken) if t.ref.start < ref.start]
        same = next((t for t in told if t.label.removeprefix("ال").partition(" ")[0] == ref.label.removeprefix("ال")), None)
        last = same or (
            next(iter(told), None) if role.noun in view.words.anyone else next((t for t in told if t.kind == "person" and not t.plural), None)
        )
        if last is None:
            return ref
        return msgspec.structs.replace(last, label=ref.label, start=ref.start, end=ref.end, how="the one who spoke last")


def _how(situation: Situation, chosen: Candidate) -> str:
    if chosen.ref.document:
        return "document"
    if "carried" in chosen.reasons:
        return "carried"
    if "after" in chosen.reasons:
        return "vso"
    if situation.sort == "colon":
        return "headline"
    if "adjacent" in chosen.marks:
        return "svo"
    return "participle" if situation.sort == "participle" else "null-subject"


def _agentless(view: LineView, cue: Cue) -> bool:
    """Whether a verb with no subject is a passive that names nobody: يُذكر أن، يُتوقع أن، من المتوقع أن."""
    if cue.form is None or cue.form.shape != "present" or cue.form.pronoun:
        return False
    vowelled = _DAMMA in view.tokens[cue.first].surface[:3]
    opens = cue.first == view.sentence(cue.first)[0] or view.tokens[cue.first - 1].kind == "mark"
    often = any(verb.past in view.words.passive for verb in cue.verbs)
    return vowelled or (opens and cue.form.gender == "m" and cue.form.number == "s" and often)
