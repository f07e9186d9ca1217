"""Stage 2a, what stands between a verb's subject and its content: adverbials, relative clauses and circumstances, and what lies beyond them.

أعلن لافروف | في وقت سابق | أن                           an adverbial
عرضت الحركة، | التي تحكم القطاع، | بدء محادثات             a relative clause between commas
أكد لافروف | لصحيفة حرييت | أن                            the carrier, since أن opens the content
"""

from __future__ import annotations

from mahdar.statements.phrases import NounPhrase, governed, is_lone_adverb, is_term, opens_subordinate
from mahdar.statements.view import LineView

LONG = 40
"""So many tokens at most an adverbial or a clause between commas has."""
_NEAR = 14
_PRONOUNS = frozenset({"هو", "هي", "هم", "هما"})
_CLOSING = {"(": ")", "-": "-", "–": "–", "[": "]"}


def is_relative(view: LineView, at: int) -> bool:
    """Whether a relative pronoun stands at ``at``, with or without proclitics."""
    return view.stem(at) in view.words.relatives


def adverbial_at(view: LineView, at: int, bound: int, governs: tuple[str, ...]) -> NounPhrase | None:
    """An adverbial at ``at``: up to the next comma, أن, marks, colon or governed preposition."""
    token = view.tokens[at]
    opens = view.is_adverbial(at) or (token.pro in ("ل", "ب", "ك") and not view.is_an(at)) or token.norm in view.words.own_turn
    if token.surface in _CLOSING:
        close = _CLOSING[token.surface]
        end = next((k for k in range(at + 1, min(bound, at + LONG)) if view.tokens[k].surface == close), None)
        return NounPhrase(at, end + 1) if end else None
    if is_lone_adverb(view, at):
        return NounPhrase(at, at + 1)
    if not opens:
        return None
    end = at + 1
    while (
        end < bound
        and end - at < LONG
        and not view.is_comma(end)
        and not (view.is_an(end) and not opens_subordinate(view, end))
        and view.tokens[end].surface not in _CLOSING
        and view.tokens[end].surface != ":"
        and view.quotation_opening(end) is None
    ):
        if view.word(end) in view.words.governed and view.word(end) in governs and view.word(end) not in ("في", "من"):
            break
        if "ب" in governs and end > at + (not token.pro) and view.pro(end) == "ب" and governed(view, end, governs, True, True):
            break  # ندد في بيان | بالهجوم
        end += 1
    return NounPhrase(at, end)


def after_relative(view: LineView, at: int, bound: int) -> int | None:
    """The token after the comma that closes a relative clause or a circumstance of the one before, which a comma opened before ``at``:
    عرضت الحركة، التي تحكم القطاع، | بدء محادثات; قال المرصد، ومقره بريطانيا، | إن."""
    if not (is_relative(view, at) or (view.pro(at) == "و" and (view.stem(at) in _PRONOUNS or view.stem(at).endswith(("ه", "ها", "هم"))))):
        return None
    for k in range(at + 1, min(bound, at + LONG)):
        if view.is_comma(k) and not view.in_quotation(view.tokens[k]):
            return k + 1
        quotation = view.quotation_opening(k)
        if view.tokens[k].surface == ":" or (quotation is not None and not is_term(view, quotation)) or (view.is_an(k) and view.pro(at) == "و"):
            return None  # what the verb opens
    return None


def opens_later(view: LineView, at: int, bound: int, governs: tuple[str, ...]) -> bool:
    """Whether أن, a colon or a preposition that the verb governs opens the content after the phrase at ``at``."""
    for k in range(at + 1, min(bound, at + _NEAR)):
        if (view.is_an(k) and not opens_subordinate(view, k)) or view.tokens[k].surface == ":":
            return True
        if view.is_comma(k - 1) and view.word(k) in view.words.governed and governed(view, k, governs, True, True):
            return True  # أكد البيان الختامي للاجتماع، | على ضرورة
    return False


def is_taken_for(view: LineView, at: int, bound: int) -> bool:
    """Whether what the object at ``at`` is taken for follows it: وصفت محاولة الاغتيال بأنها …، وصف تصريحات نظيره بالهزل."""
    for k in range(at + 1, min(bound, at + _NEAR)):
        if view.pro(k) == "ب" and (view.is_an(k) or (view.tokens[k].definite and k > at + 1)):
            return True
        if view.word(k) == "ب" and view.quotation_opening(k + 1) is not None:
            return True
        if view.is_comma(k) or view.is_an(k):
            return False
    return False
