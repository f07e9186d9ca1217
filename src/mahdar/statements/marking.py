"""How a sentence marks somebody for its addressee, or for none: where he stands, and the words beside him."""

from __future__ import annotations

from mahdar.names.page import Mention
from mahdar.statements.clause import NounPhrase
from mahdar.statements.view import AN, LineView

SOMEBODY = frozenset({"person", "group"})
"""Roles that somebody has who can be told something; the rest are documents."""
_LONGEST_TIME = 6
"""Tokens of a time between somebody asked and what he is asked."""


def listens(view: LineView, phrase: NounPhrase, m: Mention) -> str | None:
    """How the adverbial ``phrase`` tells that the one named in it listens: قال كيم لترامب; خلال لقائه ترامب، أثناء اجتماع مع ترامب; ردا على
    ترامب. None where it doesn't."""
    first = phrase.first
    if m.first == first and "ل" in view.pro(first) and m.kind == "person":
        return "told" if not view.roles_ending(first) else None  # not المستشار السياسي لترامب
    if view.stem(first) == "ردا" and view.word(first + 1) == "علي" and m.first == first + 2:
        return "answered"
    if view.word(first) in view.words.met and any(view.stem(k) in view.words.meetings for k in (first + 1, first + 2)):
        return "met" if m.kind == "person" else None
    return None


def is_where(view: LineView, m: Mention) -> bool:
    """Whether a state is only where something is (العملية السياسية في سوريا، شمال العراق)."""
    return m.kind == "state" and not view.pro(m.first) and m.first > 0 and view.stem(m.first - 1) in view.words.where


def behind_subject(view: LineView, first: int, last: int) -> NounPhrase | None:
    """Somebody named at the end of tokens ``first`` to ``last`` (exclusive) who can't be of the phrase before him, the subject's: no
    preposition, conjunction or construct binds them, and a name isn't set beside a title (دعا الرئيس، عمر البشير، تركيا; دعا الحلف موسكو)."""
    while last > first + 1 and (view.is_comma(last - 1) or view.tokens[last - 1].kind == "mark"):
        last -= 1
    last = next((k for k in range(max(first, last - _LONGEST_TIME), last) if view.time_at(k) == last), last)
    while last > first + 1 and view.is_comma(last - 1):
        last -= 1
    mention = view.mention_on(last - 1)
    named = mention is not None and mention.last == last and mention.kind in ("state", "organization")
    role = next((r for r in view.roles_ending(last) if r.sort in SOMEBODY and r.first > first), None) if mention is None else None
    if not named and role is None:
        return None
    at = mention.first if mention is not None else role.first if role is not None else last
    before = at - 1
    if before <= first - 1 or view.pro(at) or view.word(before) in view.words.prepositions:
        return None
    comma = view.is_comma(before)
    other = view.mention_on(before - comma)
    if other is not None and other.kind == "person":
        return NounPhrase(at, last) if not comma or named or view.is_comma(other.first - 1) else None
    if comma or role is not None:
        return None
    ends = view.tokens[before].definite or other is not None
    return NounPhrase(at, last) if ends and mention is not None and (mention.kind == "state" or other is not None) else None


def is_bound(view: LineView, first: int, k: int) -> bool:
    """Whether على before token ``k`` lays a duty on what stands there (إن على الأطراف أن، يجب على المجتمع الدولي)."""
    return view.word(k - 1) == "علي" and first < k and (view.stem(k - 2) in AN or view.stem(k - 2) in view.words.necessity)
