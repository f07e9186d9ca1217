"""Stage 6, act: what a statement does, by its cue and by its content.

A verb that means an act has it (رفض، اتهم، تعهد). Under a neutral one (قال، أكد، a colon) the content tells: «أعلن أن بلاده ترفض» is
reject. There a log-linear choice over the nine acts weighs the signs of `mahdar.statements.actsigns` (see ``acts.md`` for what it
learnt from), but for a content that opens with a verb by which the speaker himself does something (`mahdar.statements.performative`).
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import get_args

from mahdar.knowledge import Knowledge, ReportingVerb
from mahdar.model import Act, Span
from mahdar.sequence import Choice, read_choice
from mahdar.statements.actsigns import ActSigns, Said
from mahdar.statements.content import Content
from mahdar.statements.cues import Cue
from mahdar.statements.performative import Performatives
from mahdar.statements.sides import PageSides
from mahdar.statements.view import LineView

ACTS: tuple[Act, ...] = get_args(Act)
NEUTRAL: Act = "state"
"""The act of verbs that leave it to the content."""
_SURE = 0.97
"""How often the act of a verb is that of its statement, measured on annotated pages."""
_DOUBT = 0.15
"""A plain sign of an act (``acts.toml``) goes before the neutral act where the choice gives it so much; anything from 0.1 to 0.3 does as
well on held-out pages."""


class Acts:
    """Tells acts. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge, performatives: Performatives, choice: Choice | None = None) -> None:
        self.signs = ActSigns(knowledge)
        self._performatives = performatives
        self._choice = choice or shipped()

    def of(self, view: LineView, cue: Cue, verb: ReportingVerb | None, content: Content, speaker: str, sides: PageSides) -> tuple[Act, float]:
        """The act of what ``speaker`` says, and how sure that is (0 to 1)."""
        if verb is not None and (verb.act != NEUTRAL or cue.negated):
            return verb.act, _SURE  # لم يستبعد، لا ينفي: a position under a negation is told by its verb
        performed = self._performatives.at(view, *tokens_of(view, content.span))
        if performed is not None:
            return performed.act, _SURE  # وأضاف: «نطلب من أنقرة أن»
        signs = self.signs.of(said(view, cue, verb, content, speaker, sides))
        chances = self._choice.class_chances(signs, ACTS)
        best = max(range(len(ACTS)), key=chances.__getitem__)
        told = next((ACTS.index(act) for act in ACTS if f"first sign={act}" in signs), best)
        if ACTS[best] == NEUTRAL and chances[told] >= _DOUBT:
            best = told
        return ACTS[best], round(chances[best], 2)


def said(view: LineView, cue: Cue | None, verb: ReportingVerb | None, content: Content, speaker: str, sides: PageSides) -> Said:
    """What the signs of an act are looked for in."""
    first, last = tokens_of(view, content.span)
    shape = "marks" if cue is None else cue.form.shape if cue.form is not None else cue.sort
    return Said(
        view=view,
        cue=None if cue is None else (cue.first, cue.last),
        verb=verb,
        shape=shape,
        negated=cue is not None and cue.negated,
        first=first,
        last=last,
        kind=content.kind,
        own=sides.of(speaker),
        speaker=sides.sort(speaker),
        gender=cue.form.gender if cue is not None and cue.form is not None else None,
    )


def tokens_of(view: LineView, span: Span) -> tuple[int, int]:
    """The tokens that ``span`` touches, first and last (exclusive)."""
    first = view.token_after(span.start)
    if first and view.tokens[first - 1].end > span.start:
        first -= 1  # a proclitic stands before the content's first word
    return first, view.token_after(span.end)


@lru_cache(maxsize=1)
def shipped() -> Choice:
    """The weights that ship with the package."""
    return read_choice(files("mahdar.statements") / "acts.tsv")
