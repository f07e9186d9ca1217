"""Stage 2a, contents that don't follow their cue: before it, around it, or in marks with no cue at all.

«لا بديل عن الحوار»، قال لافروف، «والوقت حان»       marks before the verb, and more of them after its subject
الحل، يقول لافروف، ممكن                              a clause around the verb and its subject
الولايات المتحدة "لن ترفع العقوبات"                  a headline: somebody and a clause in marks
"لا بديل عن الحوار أبدا."                             a line all in marks after one that tells who spoke
"""

from __future__ import annotations

from mahdar.arabic import Quotation
from mahdar.statements.clause import Clause, NounPhrase, has_verb, is_term, noun_phrase
from mahdar.statements.cues import Cue
from mahdar.statements.view import LineView

_DASHES = frozenset({"-", "–", "—"})
_LONGEST_ASIDE = 14
"""A clause of a verb and its subject in the middle of what is told has no more tokens than this."""
_LONG_LINE = 6
"""A line all in marks with fewer words than this is a title or a name."""


def clause_before(view: LineView, cue: Cue, bound: int) -> Clause | None:
    """The clause of a verb whose content stands in marks right before it: «…»، قال لافروف. None where none does."""
    quotation = _marks_before(view, cue.first)
    if quotation is None or not _quotes(cue) or view.pro(cue.first):
        return None
    subject, end = _said_by(view, cue, bound)
    if end < bound and not (view.tokens[end].kind == "mark" or view.quotation_opening(end) is not None):
        return None
    return Clause(cue.verbs[0], subject, (), _rest(subject, cue, end), "before", end, quotation)


def clause_around(view: LineView, cue: Cue) -> Clause | None:
    """The clause of a verb and its subject between commas or dashes in what is told: الحل، يقول لافروف، ممكن. None elsewhere."""
    first, last = view.sentence(cue.first)
    if not _quotes(cue) or view.pro(cue.first) or cue.first - first < 2 or not _is_break(view, cue.first - 1):
        return None
    subject, end = _said_by(view, cue, min(last, cue.last + _LONGEST_ASIDE))
    if end >= last - 2 or not _is_break(view, end) or (subject is None and not view.tokens[cue.last].definite):
        return None
    return Clause(cue.verbs[0], subject, (), _rest(subject, cue, end), "around", first, None)


def unmarked(view: LineView, after_statement: bool) -> tuple[Cue, Clause] | None:
    """The statement that only marks attribute in a line: somebody and a clause in marks in a headline, or a line all in marks
    where the one before it told who spoke (``after_statement``). The cue has no tokens."""
    if not view.tokens:
        return None
    if view.line.block.role == "title":
        subject = noun_phrase(view, 0, len(view.tokens))
        quotation = view.quotation_opening(subject.last) if subject is not None else None
        if subject is None or quotation is None or not quotation.closed or (is_term(view, quotation) and not has_verb(view, quotation)):
            return None
        return _by_marks(subject.last, Clause(None, subject, (), (), "obj", subject.last, None))
    if (
        (quotation := view.quotation_opening(0)) is None
        or not after_statement
        or len(view.text[quotation.inner_start : quotation.inner_end].split()) < _LONG_LINE
    ):
        return None
    after = view.token_after(quotation.end)
    if not quotation.closed or any(token.kind != "mark" for token in view.tokens[after:]):
        return None
    return _by_marks(0, Clause(None, None, (), (), "quote", 0, quotation))


def _by_marks(at: int, clause: Clause) -> tuple[Cue, Clause]:
    return Cue(at, at, "marks", (), None), clause


def _quotes(cue: Cue) -> bool:
    """Whether a cue is a verb of saying, which may stand after or within what is said."""
    return cue.sort == "finite" and not cue.negated and any({"an", "quote"} & set(verb.governs) and verb.act == "state" for verb in cue.verbs)


def _marks_before(view: LineView, first: int) -> Quotation | None:
    """The quotation of a clause that ends right before token ``first``, a comma or dash between them allowed."""
    at = first - 1
    if at > 0 and _is_break(view, at):
        at -= 1
    if at < 1 or view.tokens[at].kind != "mark":
        return None
    quotation = view.line.quotation_at(view.tokens[at - 1].start)
    if quotation is None or not quotation.closed or quotation.inner_end > view.tokens[at].start or is_term(view, quotation):
        return None
    return quotation


def _said_by(view: LineView, cue: Cue, bound: int) -> tuple[NounPhrase | None, int]:
    """The subject after the verb, and the token after it and the adverbials that follow it."""
    subject = noun_phrase(view, cue.last, bound)
    end = subject.last if subject is not None else cue.last
    while end < bound and view.tokens[end].kind == "word":
        end += 1
    return subject, end


def _rest(subject: NounPhrase | None, cue: Cue, end: int) -> tuple[NounPhrase, ...]:
    """What stands between the subject and the end of its clause (لهسبريس، في مؤتمر صحفي)."""
    first = subject.last if subject is not None else cue.last
    return (NounPhrase(first, end),) if first < end else ()


def _is_break(view: LineView, at: int) -> bool:
    return view.is_comma(at) or (0 <= at < len(view.tokens) and view.tokens[at].surface in _DASHES)
