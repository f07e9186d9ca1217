"""The subject that stands before its verb: روسيا تحذر، لكن لافروف أكد، وكان لافروف قد أعلن."""

from __future__ import annotations

from mahdar.names import PageNames
from mahdar.statements.view import LineView

_ASIDE = 25
"""Tokens of what may be told of a subject between commas, before its verb."""


def leading_subject(view: LineView, first: int, names: PageNames) -> tuple[int, int] | None:
    """Tokens (first, last + 1) of the subject that stands before the verb at ``first``, if one does."""
    at = first - 1
    while at >= 0 and (view.word(at) in view.words.before_verb or (view.stem(at) in ("كان", "كانت") and view.word(at + 1) == "قد")):
        at -= 1
    relative = at + 1 < first and view.word(at + 1) in view.words.relatives
    if at < 0:
        return None
    if view.is_comma(at):
        at = _before_aside(view, at) - 1
    adjective = at > 0 and view.tokens[at].definite and view.stem(at).endswith(("ي", "يه")) and view.mention_on(at) is None
    if adjective and view.mention_on(at - 1) is not None:
        at -= 1  # الإدارة الأمريكية الحالية تقول
    mention = view.mention_on(at)
    start = None
    if mention is not None and mention.last == at + 1 and (mention.kind != "event" or view.line.block.role == "title"):
        start = mention.first
        inside = next((r for r in view.roles_ending(at + 1) if r.first < start), None)
        role = inside or next(
            (r for r in (*view.roles_ending(start - 1), *view.roles_ending(start)) if names.role_of.get((view.number, r.first)) == mention.entity),
            None,
        )
        if role is not None:
            start = role.first
    role = next(iter(view.roles_ending(at + 1)), None)
    if start is None and role is not None:
        start = role.first
    if start is not None and start > 0 and (head := view.mention_on(start - 1)) is not None and head.kind == "person" and role is not None:
        start, at = head.first, head.last - 1  # أنطونيو غوتيريش الأمين العام وصف
    if start is not None and start > 1 and view.is_comma(start - 1) and (head := view.mention_on(start - 2)) is not None and head.kind == "person":
        start, at = head.first, head.last - 1  # X، أستاذ العلوم السياسية، قال
    if start is None or not (relative or opens_clause(view, start)):
        return None
    return start, at + 1


def _before_aside(view: LineView, closing: int) -> int:
    """The first of two commas of which ``closing`` is the second, where somebody stands before it and a relative clause or role between the two
    (هيومن رايتس ووتش، التي تتخذ من نيويورك مقرا لها، أكدت); ``closing`` itself where there is none."""
    for comma in range(closing - 2, max(0, closing - _ASIDE), -1):
        if view.is_comma(comma):
            told = view.word(comma + 1) in view.words.relatives or view.role_at(comma + 1) is not None
            somebody = view.mention_ending(comma) is not None or bool(view.roles_ending(comma))
            return comma if told and somebody else closing
    return closing


def opens_clause(view: LineView, i: int) -> bool:
    """Whether what begins at ``i`` can be a subject: at the start, after و, لكن, أن, كان, a comma or a verb of being."""
    if view.pro(i) in ("و", "ف"):
        return True
    if view.pro(i):
        return False
    before = view.stem(i - 1)
    return i == 0 or i == view.sentence(i)[0] or view.tokens[i - 1].kind == "mark" or before in view.words.subject_openers


def after_opener(view: LineView, i: int) -> bool:
    """Whether a word that a subject follows stands before token ``i`` (لكن لافروف أكد، وكان لافروف قد أعلن، إلا أن موسكو نفت)."""
    return i > 0 and view.stem(i - 1) in view.words.subject_openers
