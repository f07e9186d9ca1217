"""Transcripts of interviews: which lines are questions.

    س: هل الحل قريب؟                a label of questions
    الجزيرة: هل الحل قريب؟          a medium asks

What an interviewer asks is told by nobody whom the page reports: questions have no statements. Answers are read as any line.
"""

from __future__ import annotations

from mahdar.statements.sides import PageSides
from mahdar.statements.view import LineView

_LABEL = 2
"""Tokens of a label of questions, its number with it (س 1:)."""


def asks(view: LineView, sides: PageSides) -> bool:
    """Whether a line is a question of a transcript: a label of questions or a medium, a colon, and for a medium a question mark at the end."""
    if not view.tokens or view.line.block.role != "body":
        return False
    mention = view.mention_at(0)
    colon = next((k for k in range(1, (mention.last if mention is not None else _LABEL) + 1) if view.word(k) == ":"), None)
    if colon is None:
        return False
    if view.word(0) in view.words.questions:
        return True
    return mention is not None and colon == mention.last and sides.sort(mention.entity) == "carrier" and view.tokens[-1].surface in "؟?"
