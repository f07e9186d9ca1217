"""Subjects beside a verb of which grammar leaves no doubt: what stands there can be nothing else.

قال | لافروف | إن …                      a name right after a verb that takes no person as its object
لكن | لافروف | أكد أن …                  before a verb in the past, after a word that a subject follows
أما | الوزير | ، الذي وصل أمس، فقال      a topic, of which ف tells what it says
قال | مصدر مطلع | إن …                   somebody new: no one who spoke before
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from mahdar.statements.leading import after_opener
from mahdar.statements.situation import Situation
from mahdar.statements.standing import fits
from mahdar.statements.units import Unit

AS_FOR = "اما"
ASIDE = 25
"""Tokens of what may be told of a topic before its verb."""
Reason = Literal["after", "before", "carried", "outer", "inner", "spoke", "named", "title"]
Sited: TypeAlias = tuple[Unit, Reason, list[str]]
"""Somebody at a place of the sentence, and the signs of it."""


def certain_after(s: Situation, after: Sequence[Sited]) -> Unit | None:
    """The subject that nothing else can be: for a verb about texts the text (جاء في البيان); a name or a named holder of a role right after a
    finite verb, that agrees with it. Not of a verb that carries others' words, nor where the name may be whom the verb addresses
    (روسيا تحذر تركيا)."""
    if s.use == "document":
        return next((unit for unit, _, _ in after if unit.ref.document), None)
    if not after or s.pronoun or s.use == "carrier" or s.form is None or s.form.pronoun or s.view.line.block.role == "title":
        return None
    unit = after[0][0]
    told = after[0][1] == "after" and unit.first == s.window[0] and unit.sort in ("name", "titled") and not s.view.pro(unit.first)
    if not told or s.form.shape not in ("past", "present") or (s.addresses and s.form.shape == "present"):
        return None
    return unit if fits(unit.head or unit.agreement, s.form, True) == "y" else None


def is_new_after(s: Situation, after: Sequence[Sited]) -> bool:
    """Whether somebody without the article stands right after a verb where only its subject can (قال مصدر مطلع إن …): they are new, or a name, and
    no one who spoke before says it; words with the article may mean him (وأضاف الوزير أن …)."""
    if not after or not subject_fills(s) or s.pronoun or s.use in ("carrier", "document"):
        return False
    unit, reason, signs = after[0]
    beside = (
        reason == "after"
        and unit.first == s.window[0]
        and not s.view.tokens[unit.first].definite
        and not unit.ref.document
        and signs[0].startswith("after=0::")
    )
    return beside and fits(unit.head or unit.agreement, s.form, True) != "n"


def certain_before(s: Situation, after: Sequence[Sited], before: Sequence[Sited], leading: tuple[int, int] | None) -> Unit | None:
    """The subject right before a verb that agrees with it, where none follows the verb or what follows is whom it addresses (روسيا تحذر من …،
    روسيا تحذر تركيا); before one in the past only after a word that a subject follows (لكن لافروف أكد)."""
    if s.form is None or s.form.shape not in ("past", "present") or s.form.pronoun:
        return None
    topic = next(
        (unit for unit, _, _ in before[-1:] if s.use != "carrier" and is_topic(s, unit) and fits(unit.agreement, s.form, False) == "y"), None
    )
    if topic is not None and not _has_subject_after(after):
        return topic
    if leading is None or s.joined:
        return None
    if s.form.shape == "past" and not after_opener(s.view, leading[0]):
        return None
    if _has_subject_after(after) and not (s.addresses or s.view.line.block.role == "title"):
        return None
    beside = [unit for unit, _, signs in before[:1] if signs[0].startswith("before=adj") and unit.first >= leading[0]]
    unit = next(iter(beside), None) or next((unit for unit, _, _ in before if unit.first == leading[0] and unit.last == leading[1]), None)
    return unit if unit is not None and fits(unit.agreement, s.form, False) == "y" else None


def _has_subject_after(after: Sequence[Sited]) -> bool:
    return any(signs[0].startswith("after=0::") and not signs[0].endswith(":n") for _, _, signs in after[:1])


def subject_fills(s: Situation) -> bool:
    """Whether nothing but a subject and adverbials can stand between a verb and what it says: it takes no object, or أن follows (قال … إن …)."""
    if s.addresses or s.inverted or s.sort not in ("past", "present"):
        return False
    content = s.clause.content
    if s.clause.opener == "an":
        return s.view.pro(content) != "ب" or "obj" not in s.governs
    return s.clause.opener == "quote" or (s.clause.opener == "prep" and s.view.is_an(content + 1))


def is_topic(s: Situation, unit: Unit) -> bool:
    """Whether a unit is what the sentence is said to be about, of which ف tells what it says (أما الوزير، الذي وصل أمس، فقال إن …)."""
    near = s.joined and s.cue.first - unit.last <= ASIDE and s.view.pro(s.cue.first).startswith("ف")
    return near and s.view.word(unit.first - 1) == AS_FOR and unit.first - 1 == s.sentence[0]
