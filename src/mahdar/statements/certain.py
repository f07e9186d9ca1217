"""What the grammar is certain of in a draft, so that the model of contents has no say in it.

قال لافروف: «لن نقبل بذلك».                   quoted: closed marks hold what is said
لم يستبعد لافروف جولة جديدة.                   negated: a position under its negation, with the one who takes it
تعتزم موسكو إرسال وفد.                        headed: verb, subject and content, at the head of a sentence
باكستان، التي ترفض الاتفاق، غابت.              aside: a relative clause ends with its second comma
يذكر أن الجولة الأولى عقدت في الربيع.            agentless: a passive that only frames what the writer tells
لافروف: الحوار مستمر                        opens nothing in running text, where only marks make it speech (لافروف: «…»)
"""

from __future__ import annotations

from collections.abc import Container
from typing import Literal

from mahdar.statements.content import Content
from mahdar.statements.cues import HEADLINES, Cue
from mahdar.statements.drafts import Draft
from mahdar.statements.view import LineView

Certain = Literal["quoted", "negated", "headed", "aside", "agentless"]

OPENING: Container[Certain | None] = frozenset({"quoted", "negated", "headed"})
"""Of what makes it certain that a cue opens a statement."""


def certain(view: LineView, draft: Draft, content: Content | None) -> Certain | None:
    """What the grammar is certain of in ``draft`` with ``content``; None where it only proposes them."""
    if draft.frame:
        return "agentless"
    if content is not None and _is_quoted(view, draft, content):
        return "quoted"
    if content is not None and draft.cue.negated and draft.cue.verbs and draft.clause.subject is not None:
        return "negated"
    if draft.ended_by == "aside":
        return "aside"
    return "headed" if content is not None and _is_headed(view, draft) else None


def _is_headed(view: LineView, draft: Draft) -> bool:
    """Whether a sentence is in the plain order of verb, subject and what the verb opens: 19 in 20 such are statements on annotated pages."""
    cue, clause = draft.cue, draft.clause
    if cue.sort != "finite" or cue.negated or cue.doubt is not None or cue.first != view.sentence(cue.first)[0] or clause.opener == "quote":
        return False
    return clause.subject is not None and clause.subject.first == cue.last


def _is_quoted(view: LineView, draft: Draft, content: Content) -> bool:
    """Whether closed marks hold what a verb of the writer's opens."""
    quotation, cue = draft.clause.quotation, draft.cue
    if content.kind != "direct" or quotation is None or not quotation.closed:
        return False
    return cue.last > cue.first and not view.in_quotation(view.tokens[cue.first])


def opens_nothing(view: LineView, cue: Cue) -> bool:
    """Whether a candidate certainly opens no statement: a colon of running text after a name without marks after it, as in a list or a table."""
    return cue.sort == "colon" and view.line.block.role not in HEADLINES and view.quotation_opening(cue.last) is None
