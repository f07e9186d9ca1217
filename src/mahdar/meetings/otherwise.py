"""What has the words of a meeting and is none: compounds, what is lacking, what is exchanged or played.

مركز الاتصال، علم الاجتماع، طاولة المفاوضات      a centre, a science, a table: the noun only says of what
متهمة إيران بعدم إجراء مفاوضات                   talks that didn't take place
لقاء مبلغ من المال                              in exchange for a sum
لقاء الفريقين على ملعب                          a match
توجه إلى الحشود بالقول                          turned to the crowd and said
"""

from __future__ import annotations

from mahdar.meetings.words import MeetingWords, Teller
from mahdar.statements.view import LineView

_LACKING = 4
"""Words and marks at most between what is lacking and the word for lacking: بعدم إجراء أي مفاوضات."""
_ADDRESSED = 6
"""Words at most between who turns to somebody and what with: توجه الرئيس إلى الحشود بالقول."""


def is_otherwise(view: LineView, first: int, last: int, teller: Teller, words: MeetingWords) -> bool:
    """Whether the word at ``first`` to ``last`` (exclusive) tells no meeting by the words around it."""
    if teller.sort == "verb":
        end = min(last + _ADDRESSED, view.sentence(first)[1])
        return teller.lemma in words.going and any(view.tokens[k].base in words.addressing and view.pro(k).endswith("ب") for k in range(last, end))
    before = view.tokens[first - 1] if first else None
    if before is not None and not view.pro(first) and before.base in words.compounds and not before.definite:
        return True
    if _is_lacking(view, first, words):
        return True
    after = view.tokens[last] if last < len(view.tokens) else None
    if teller.lemma in words.exchanged and after is not None and (after.kind == "number" or after.base in words.goods):
        return True
    return teller.lemma in words.played and any(view.tokens[k].base in words.sports for k in range(*view.sentence(first)))


def _is_lacking(view: LineView, first: int, words: MeetingWords) -> bool:
    """Whether a word of lacking governs the noun, with nothing but its holding between them."""
    for k in range(first - 1, max(-1, first - 1 - _LACKING), -1):
        base = view.tokens[k].base
        if view.tokens[k].kind == "mark":
            continue  # بعدم إجراء "مفاوضات مباشرة"
        if base in words.lacking:
            return True
        if base not in words.held:
            return False
    return False
