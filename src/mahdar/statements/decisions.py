"""Which cues open a statement and which stretch is its content: the grammar reads, the model of contents judges.

The grammar makes drafts of the cues that it has no doubt of. The model weighs for every candidate cue whether it opens a statement, and the
contents that it may have, that of the grammar among them; then the grammar reads the clauses of those that do. Of some drafts the grammar
is certain (see `certain`): these the model can't undo.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from mahdar.arabic import ClauseFinder
from mahdar.sequence import Choice
from mahdar.statements.certain import OPENING, Certain, certain, opens_nothing
from mahdar.statements.clause import Clause, is_term, opened_at
from mahdar.statements.content import Content, kind_of, trimmed
from mahdar.statements.cues import Cue
from mahdar.statements.drafts import Draft
from mahdar.statements.model import Chosen, ContentModel
from mahdar.statements.phrases import NounPhrase, noun_phrase
from mahdar.statements.signs import LineSigns, places
from mahdar.statements.view import LineView

Means = Literal["grammar", "model"]
_MARKS = ("colon", "dash")


class Decided(msgspec.Struct, frozen=True):
    """A statement in the making: its draft and content, by which means the content was found, and how likely it is that the cue opens one
    with this content (``chance``; 1 where the grammar alone says so). One that is ``certain`` to be agentless is nobody's."""

    draft: Draft
    content: Content
    means: Means
    chance: float = 1.0
    certain: Certain | None = None


class Decisions:
    """Decides line by line. Pure."""

    def __init__(self, clauses: ClauseFinder, choice: Choice | None = None, *, model: bool = True) -> None:
        self._clauses = clauses
        self._model = ContentModel(choice) if model else None

    def of_line(
        self,
        view: LineView,
        candidates: Sequence[Cue],
        draft: Callable[[Sequence[Cue], bool], list[Draft]],
        read: Callable[[Draft], Content | None],
    ) -> list[Decided]:
        """The statements of a line in order. ``draft`` makes the drafts of cues, told or not that they open statements; ``read`` reads the content
        of a draft by grammar."""
        candidates = [cue for cue in candidates if not opens_nothing(view, cue)]
        signs, drafts = self.signs(view, candidates, draft, read)
        sure: dict[int, Certain | None] = {d.cue.first: certain(view, d, content) for d, content in drafts}
        if self._model is None:
            return [Decided(d, content, "grammar", certain=sure[d.cue.first]) for d, content in drafts if content is not None]
        chosen = {first: choice for first, choice in self._model.of_line(signs).items() if sure.get(first) != "agentless"}
        quoted = {d.cue.first: places(view, content) for d, content in drafts if content is not None and sure[d.cue.first] == "quoted"}
        taken = [quoted.get(first, (choice.first, choice.last)) for first, choice in chosen.items()]
        opening = chosen.keys() | {d.cue.first for d, content in drafts if sure[d.cue.first] in OPENING and not _is_taken(view, content, taken)}
        told = [cue for cue in candidates if cue.sort == "according" or cue.first in opening]
        found = {d.cue.first: d for d in draft(told, True)}
        out: list[Decided] = []
        for d, content in drafts:
            first = d.cue.first
            marks = d.cue.last == first  # they alone attribute
            if content is not None and (marks or sure[first] == "agentless" or (first in opening and first not in chosen)):
                again = d if marks else found.get(first, d)
                out.append(Decided(again, (read(again) if again is not d else None) or content, "grammar", certain=sure[first]))
        before = {d.cue.first: content for d, content in drafts}
        for cue in candidates:
            if (choice := chosen.get(cue.first)) is not None:
                known = found.get(cue.first)
                read_now = read(known) if known is not None else None
                decided = _decided(view, known or _bare(view, cue, choice), choice, (read_now, before.get(cue.first)))
                if decided is not None:
                    out.append(decided)
        return sorted(out, key=_first)

    def signs(
        self,
        view: LineView,
        candidates: Sequence[Cue],
        draft: Callable[[Sequence[Cue], bool], list[Draft]],
        read: Callable[[Draft], Content | None],
    ) -> tuple[LineSigns, list[tuple[Draft, Content | None]]]:
        """What the model sees of a line, and what the grammar alone reads there."""
        drafts = [(d, read(d)) for d in draft([cue for cue in candidates if cue.doubt is None or cue.sort == "according"], False)]
        return LineSigns(view, self._clauses, candidates, drafts), drafts


def _decided(view: LineView, draft: Draft, chosen: Chosen, read: tuple[Content | None, Content | None]) -> Decided | None:
    """The content of ``draft``: that which the grammar reads (``read``: knowing which cues open statements, and before) where it is certain of
    it or the model agrees, else the model's. None where what the model chose is another cue's (الذي قال في رسالة، قال فيها: «…»)."""
    sure = certain(view, draft, read[0])
    if sure == "aside":
        chosen = msgspec.structs.replace(chosen, last=min(chosen.last, draft.bound))
        if all(token.kind == "mark" for token in view.tokens[chosen.first : chosen.last]):
            return None
    own = chosen_content(view, chosen)
    for content in read:
        if content is not None and (content.kind == "direct" or content.span == own.span or _trails(content, own)):
            return Decided(draft, content, "grammar", chosen.opens, sure)
    draft = msgspec.structs.replace(draft, clause=opened_at(view, draft.clause, draft.cue, chosen.first))
    return Decided(draft, own, "model", chosen.chance, sure)


def _trails(content: Content, own: Content) -> bool:
    """Whether the model takes in a clause of the writer's own that the grammar leaves out (، وذلك في ختام زيارته): three in four don't belong."""
    return content.ended_by == "trailing" and content.span.start == own.span.start and content.span.end < own.span.end


def _is_taken(view: LineView, content: Content | None, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether another cue has what ``content`` begins with (أضاف الوزير … قائلا: «…»)."""
    return content is not None and any(first <= view.token_after(content.span.start) < last for first, last in taken)


def chosen_content(view: LineView, chosen: Chosen) -> Content:
    """The content that the model chose: the inside of marks that hold all of it, else both marks of a quotation that it begins with."""
    end = view.tokens[chosen.last - 1].end
    span = trimmed(view.text, chosen.start, end, view.line.quotations)
    assert span is not None, "what is chosen holds words"
    first = view.line.quotation_at(chosen.start)
    if first is not None and first.closed and view.token_after(first.inner_start) == view.token_after(chosen.start):
        if span.end > first.end:
            span = trimmed(view.text, first.start, end, view.line.quotations) or span
        elif span == trimmed(view.text, first.inner_start, first.inner_end) and not is_term(view, first):
            return Content(span, "direct", chosen.last, "mark")
    return Content(span, kind_of(view, span), chosen.last)


def _bare(view: LineView, cue: Cue, chosen: Chosen) -> Draft:
    """A draft of a cue that the grammar can't read: a subject after it that names or roles tell, or before a headline's mark."""
    subject = _ending(view, cue.first) if cue.sort in _MARKS else noun_phrase(view, cue.last, max(cue.last, chosen.first))
    verb = cue.verbs[0] if cue.verbs else None
    opener: Literal["colon", "obj"] = "colon" if cue.sort in _MARKS else "obj"
    return Draft(cue, Clause(verb, subject, (), (), opener, chosen.first, view.quotation_opening(chosen.first)), chosen.last)


def _ending(view: LineView, at: int) -> NounPhrase | None:
    """Somebody named or described right before token ``at``."""
    role = next(iter(view.roles_ending(at)), None)
    first = role.first if role is not None else mention.first if (mention := view.mention_ending(at)) is not None else None
    return NounPhrase(first, at) if first is not None else None


def _first(decided: Decided) -> int:
    return decided.draft.cue.first
