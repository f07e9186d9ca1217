"""Noun phrases that name nobody: how far the words for a speaker reach whom neither names nor roles know.

مسؤول أمريكي رفيع | في حديث …            a noun with adjectives that agree
كثير من المتظاهرين | أن …                a quantity, من and whom it counts
ممثلو الادعاء | …                         an iḍāfa
حزب "المستقبل" | …                        a name in marks
استطلاعات رأي | أجريت في …                a verb after it isn't of it
"""

from __future__ import annotations

from mahdar.arabic.agreement import agreement, agrees
from mahdar.statements.clause import NounPhrase
from mahdar.statements.view import LineView

_ADJECTIVAL = ("ي", "يه", "ه", "ين", "ون", "ان", "يون", "يين", "ات")
_CLOSED = ("ون", "ين", "ان", "وا")
"""Endings of the indefinite that no second term of an idafa follows: مسؤولون فلسطينيون | قرار واشنطن."""
_NISBA = ("ي", "يه", "يون", "يين", "يتان", "يتين")
_LONGEST = 14
_INSIDE = frozenset({"من", "في", "علي", "باسم", "لدي", "مع", "عن", "غير", "حول"})
"""Adverbials that may still describe somebody (مصدر مطلع على التفاصيل)."""
_CLOSING = frozenset('"”»')
_LETTERS = frozenset({"ب", "ل", "ك"})
"""Prepositions written apart before marks (طالبت بـ "…")."""


def described(view: LineView, at: int, bound: int) -> NounPhrase | None:
    """The noun phrase at token ``at`` and before ``bound``; None where no noun can stand there."""
    if at >= bound or not _is_noun(view, at, heads=True) or view.pro(at) not in ("", "و", "ف") or view.word(at) in _LETTERS:
        return None
    counted = view.tokens[at].kind == "number" and view.tokens[at + 1].kind == "word"
    return NounPhrase(at, extent(view, at, min(bound, at + 1 + counted), min(bound, at + _LONGEST)))


def extent(view: LineView, first: int, at: int, bound: int) -> int:
    """The end of the noun phrase that begins at ``first`` and reaches ``at`` at least."""
    while at < bound:
        step = _step(view, first, at, bound)
        if not step:
            break
        at += step
    return at


def _step(view: LineView, first: int, at: int, bound: int) -> int:
    """How many tokens from ``at`` on still belong to the phrase; 0 where it has ended."""
    token, before = view.tokens[at], view.tokens[at - 1]
    if token.kind == "mark":
        quotation = view.quotation_opening(at)
        if quotation is None or not quotation.closed or not 1 <= (after := view.token_after(quotation.end)) - at <= 7 or after > bound:
            return 0
        return after - at if before.kind == "word" and view.word(at - 1) not in view.words.links else 0
    if token.kind == "latin" and before.kind == "latin":
        return 1  # Ursula von der Leyen
    if view.time_at(at) is not None or view.is_an(at):
        return 0
    head = view.tokens[first]
    if token.norm in view.words.links or token.pro in ("ب", "ل"):
        return _linked(view, first, at, bound)
    if at + 1 < bound and view.word(at + 1) == "المستوي":
        return 2  # مسؤولون رفيعو المستوى
    role = view.role_at(at)
    if role is not None and not token.pro and not before.definite and role.last <= bound and not closed_before(view, at):
        return role.last - at  # أحد أعضاء الوفد
    mention = view.mention_at(at)
    if mention is not None:
        person = mention.kind == "person"
        ends = before.definite or (agreement(before).gender is not None and before.stem.endswith(("ي", "يه", "يون", "ين")) and at - 1 > first)
        return 0 if token.pro or (ends and not person) or (person and not before.definite and at - first > 3) else mention.last - at
    if token.pro == "و" and token.definite and before.definite and head.stem.endswith("ان") and token.stem.endswith(_NISBA):
        return 1  # الجيشان الأمريكي والكوري
    if token.norm == "غير" and at + 1 < bound and not view.pro(at + 1):
        return 2  # منظمات غير حكومية
    if not _is_noun(view, at) or token.pro:
        return 0
    if token.norm in view.words.others:
        return 1
    closed = closed_before(view, at)
    if token.definite and token.pro == "":
        named = view.mention_on(at - 1)
        if named is not None:
            return int(named.kind != "person" and token.stem.endswith(_NISBA))
        if not before.definite and before.kind == "word":
            return int(not closed and (at == first + 1 or not before.stem.endswith(_NISBA)))  # the idafa: ممثلو الادعاء
        if _is_broken_plural(before.stem) and token.stem.endswith("ه"):
            return 1  # الأوساط القومية
        return int(token.stem.endswith(_ADJECTIVAL) and (agrees(agreement(before), agreement(token)) is not False or _fits_head(view, first, at)))
    if before.definite or view.mention_on(at - 1) is not None:
        return 0
    if (
        at == first + 1
        and view.role_at(first) is None
        and head.kind == "word"
        and not token.norm.endswith("ا")
        and not closed
        and not _is_verb(view, at)
    ):
        return 1  # the second term of an idafa, or an adjective: استطلاعات رأي، مصادر مطلعة
    if before.stem.endswith(("ي", "و")) and agreement(before).number == "p" and not _is_verb(view, at):
        return 1  # the idafa goes on: أحد مستخدمي منصة …
    if view.role_at(first) is not None and not token.stem.endswith((*_NISBA, *_CLOSED)) and agreement(token).sort != "participle":
        return 0  # مسؤول | طلب عدم ذكر اسمه
    return int(not token.norm.endswith("ا") and agreement(token).sort != "verb" and _fits_head(view, first, at))


def _is_broken_plural(stem: str) -> bool:
    """Whether a noun has one of the commonest shapes of broken plurals: أفعال (أوساط)، مفاعل (مصادر)، فعائل (فصائل)."""
    word = stem.removeprefix("ال")
    return len(word) == 5 and ((word[0] == "ا" and word[3] == "ا") or (word[2] == "ا" and (word[0] == "م" or word[3] == "ي")))


def _is_verb(view: LineView, at: int) -> bool:
    token = view.tokens[at]
    return agreement(token).sort == "verb" and (token.norm[:1] in ("ي", "ت") or token.norm.endswith(("ت", "وا")))


def closed_before(view: LineView, at: int) -> bool:
    """Whether the word before is an indefinite plural or dual with its nun."""
    before = view.tokens[at - 1]
    return before.stem.endswith(_CLOSED) and not before.definite and before.kind == "word"


def _fits_head(view: LineView, first: int, at: int) -> bool:
    return agrees(agreement(view.tokens[first]), agreement(view.tokens[at])) is True


def _linked(view: LineView, first: int, at: int, bound: int) -> int:
    """A preposition and its noun, of a phrase that they describe (مسؤول في البيت الأبيض، عدد من النواب، مسؤولون بوزارة الدفاع)."""
    token, head = view.tokens[at], view.tokens[first]
    counted = token.norm == "من"
    if counted and at > first + 1 and (view.tokens[at - 1].definite or view.mention_on(at - 1) is not None):
        return 0  # قائد القيادة المركزية | من الكويت
    if (head.definite and token.norm != "باسم" and not (counted and at == first + 1)) or token.norm == "عن":
        return 0
    k = at if token.pro in ("ب", "ل") and token.norm not in view.words.links else at + 1
    if k >= bound:
        return 0
    noun = view.tokens[k]
    mention, role = view.mention_at(k), view.role_at(k)
    end = min(bound, mention.last if mention is not None else role.last if role is not None else k + 1)
    if token.pro == "ل" and token.norm not in view.words.links:
        return 0
    if token.norm == "باسم":
        return end - at if noun.kind == "word" else 0
    if token.norm == "في" or token.pro == "ب":
        body = mention.kind != "person" if mention is not None else role is not None and role.sort != "document"
        return end - at if body else 0
    return end - at if noun.kind == "word" and (noun.definite or mention is not None or role is not None) and noun.pro in ("", token.pro) else 0


def _is_noun(view: LineView, at: int, *, heads: bool = False) -> bool:
    """Whether a noun or adjective can stand at ``at``; what ``heads`` a phrase right after a verb is no verb itself (أغلب القوى)."""
    token = view.tokens[at]
    if token.kind not in ("word", "latin"):
        return token.kind == "number" and at + 1 < len(view.tokens) and view.tokens[at + 1].kind == "word"
    if token.norm in view.words.no_noun or token.stem in view.words.no_noun or view.is_adverbial(at) or view.time_at(at) is not None:
        return False
    return heads or agreement(token).sort != "verb" or token.definite


def _ends(view: LineView, at: int, bound: int) -> bool:
    token = view.tokens[at]
    if token.kind == "mark":
        quotation = view.quotation_opening(at)
        return quotation is None or not quotation.closed or view.token_after(quotation.end) > bound
    if (
        view.time_at(at) is not None
        or view.is_an(at)
        or token.norm in view.words.relatives
        or token.norm in view.words.doubles
        or (token.norm not in _INSIDE and view.is_adverbial(at))
    ):
        return True
    if token.norm == "من" and (view.tokens[at - 1].definite or view.mention_on(at - 1) is not None):
        return True  # طلب السفير الروسي في لندن | من السلطات
    text = view.role_at(at + (token.norm in view.words.links))
    return (text is not None and text.sort == "document") or (not token.definite and view.mention_on(at) is None and _is_verb(view, at))


def before(view: LineView, begin: int, end: int) -> NounPhrase | None:
    """The noun phrase from ``begin`` on that ends at ``end``: a definite noun with its adjectives and what it is the idafa of
    (الغرب | يخشى، ردا على هتافات المحتجين | الذين ينتقدون); None where no such noun stands there."""
    at = end - 1
    if at < begin or not _is_definite_noun(view, at):
        return None
    while at > begin and view.stem(at).endswith(_ADJECTIVAL) and not view.pro(at) and _is_definite_noun(view, at - 1):
        if agrees(agreement(view.tokens[at - 1]), agreement(view.tokens[at])) is False:
            break
        at -= 1
    return NounPhrase(at, end)


def _is_definite_noun(view: LineView, at: int) -> bool:
    token = view.tokens[at]
    free = token.kind == "word" and token.definite and token.norm not in view.words.no_noun and not token.enclitic
    return free and view.mention_on(at) is None and view.time_at(at) is None
