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
_NAME = 4
_OPENING = frozenset('"“«')
_DESCRIBING = frozenset({"الي", "علي", "مع"})
"""More prepositions after which a noun may tell what somebody does: المبعوث الخاص إلى ليبيا، مطلع على الملف، متعاون مع الوكالة."""
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


def filled(view: LineView, first: int, at: int, bound: int) -> int:
    """The end of a subject that begins at ``first``, reaches ``at`` at least and has nothing but adverbials between it and what its verb says,
    from ``bound`` on: there no noun is an object, and what belongs to the subject may be told at length (القائم بالأعمال الأميركي في الخرطوم | إن …،
    مصدر مطلع على التفاصيل | أمس إن …، مسؤولون أميركيون كبار | في ختام الزيارة إن …)."""
    tokens = view.tokens
    while at < bound:
        token, before = tokens[at], tokens[at - 1]
        mention = view.mention_on(at)
        if token.kind == "mark":
            if token.surface in _CLOSING and mention is None and any(tokens[k].surface in _OPENING for k in range(max(first, at - 6), at)):
                at += 1  # المدير السابق لمنظمة "آفاق | "
                continue
            quotation = view.quotation_opening(at)
            if quotation is None or not quotation.closed or (after := view.token_after(quotation.end)) > bound or after - at > _LONGEST:
                break
            at = after
            continue
        if view.time_at(at) is not None or view.is_an(at) or token.norm in view.words.relatives or token.norm in _LETTERS:
            break
        if token.norm in view.words.unnamed:
            break  # مسؤول رفيع | رفض الكشف عن اسمه
        k = at + (token.norm in view.words.links or token.norm in _DESCRIBING)
        if k > at or token.pro in ("ب", "ل"):
            if k >= bound or not _belongs(view, first, at, k):
                break
        elif (
            view.is_adverbial(at)
            or token.pro not in ("", "و")
            or (token.kind == "word" and not token.definite and mention is None and _no_part(view, at))
        ) or (token.pro == "و" and not token.definite and mention is None and view.role_at(at) is None):
            break
        elif token.enclitic or (token.kind == "word" and not token.pro and not token.definite and mention is None and _is_closed(view, at - 1)):
            break  # المصدر | نفسه، المتحدثة باسم الوزارة | قائلة إن
        elif token.definite and not before.definite and at - 1 > first and before.stem.endswith((*_NISBA, *_CLOSED)):
            break  # وسائل إعلام محلية | القرار
        elif mention is not None and mention.first == at and mention.kind == "person" and not possessed(view, first, at):
            return at  # somebody's name: المدير السابق للشركة | فلان
        elif token.definite and before.definite and view.word(at + 1) in ("من", "عن") and agreement(token).sort == "participle":
            break  # الجيش اليمني | المدعوم من التحالف
        named = view.mention_on(k)
        at = max(k + 1, named.last if named is not None else 0)
    return min(at, bound)


def possessed(view: LineView, first: int, at: int) -> bool:
    """Whether the name at ``at`` is of whom the noun right before it belongs to (مستشار ترامب، زوجة ابن كوفي عنان), and no name of the one whom the
    words from ``first`` on tell (الناشطة فلانة، رئيس الوزراء فلان، مسؤول أميركي فلان)."""
    before = view.tokens[at - 1]
    if at <= first or before.kind != "word" or before.definite or before.enclitic or view.mention_on(at - 1) is not None or view.pro(at):
        return False
    titled = before.stem in view.words.honorifics or before.norm.endswith("ا")  # شيخ فلان، زعيمه تحديدا فلان
    counted = at - 2 >= first and view.stem(at - 2) in view.words.some  # أحد مساعدي فلان: no adjective, but a plural before its possessor
    return not titled and (counted or not before.stem.endswith(("يه", "ي") if at - 1 > first else ()))


def _is_closed(view: LineView, at: int) -> bool:
    """Whether a noun without the article can't belong to the words that end at ``at``: they have it, or are a name."""
    return view.tokens[at].definite or view.mention_on(at) is not None


def name_in(view: LineView, at: int, bound: int) -> int:
    """The end of what can only be a name in apposition, between commas or before what is said: two to four words without an article, that no other
    word begins (رئيس القسم، شفقت مالك، إن …); ``at`` where there is none."""
    k = at
    while k < bound and k - at < _NAME and view.tokens[k].kind == "word" and not view.pro(k) and not _no_part(view, k) and not view.is_adverbial(k):
        if view.mention_on(k) is not None or view.role_at(k) is not None or view.time_at(k) is not None or (view.tokens[k].definite and k == at):
            return at
        if view.tokens[k].enclitic or view.word(k) in view.words.nobody or view.word(k) in view.words.links:
            return at  # ، فضل عدم ذكر اسمه،
        k += 1
    return k if k - at > 1 and (k == bound or view.is_comma(k)) and agreement(view.tokens[at]).number != "p" else at


def _no_part(view: LineView, at: int) -> bool:
    """Whether a word without the article is no noun or adjective: a verb, or one in the accusative, which tells how (رسميا)."""
    token = view.tokens[at]
    return _is_verb(view, at) or token.surface.endswith(("ا", "ًا", "اً")) or token.norm in view.words.no_noun


def _belongs(view: LineView, first: int, at: int, k: int) -> bool:
    """Whether a preposition at ``at`` and the noun at ``k`` belong to somebody told at length: a place or body (في الخارجية، بوزارة الدفاع،
    للأمم المتحدة), what a title is of (القائم بالأعمال، المسؤول عن الملف، مطلع على التفاصيل، متعاون مع الوكالة), whom a quantity counts."""
    token, before, noun = view.tokens[at], view.tokens[at - 1], view.tokens[k]
    mention, role = view.mention_on(k), view.role_at(k)
    if noun.kind != "word" or (k > at and noun.pro) or view.time_at(k) is not None or (role is not None and role.sort == "document"):
        return mention is not None and noun.kind == "latin" and token.norm in ("مع", "في")
    body = mention is not None and mention.kind in ("place", "state", "organization")
    stem, letter = before.stem.removeprefix("ال"), token.pro[-1:] if k == at else ""
    if token.norm in ("في", "لدي", "باسم") or letter == "ب":
        placed = view.mention_at(k + 1)
        inside = body or (role is not None and role.sort == "group") or (placed is not None and placed.kind == "place" and not noun.definite)
        titled = letter == "ب" and at == first + 1 and before.definite and noun.definite and view.role_at(first) is None
        return inside or titled or token.norm == "باسم"
    if token.norm == "الي":
        return body and view.role_at(first) is not None
    if token.norm == "عن":
        return stem.startswith(("مسوول", "مسءول", "مسيول")) and noun.definite
    if token.norm in ("علي", "مع", "من"):
        counted = token.norm == "من" and at == first + 1
        return counted or (not before.definite and view.mention_on(at - 1) is None and at > first + 1 and (noun.definite or body))
    listens = stem in view.words.talking or view.words.talking & {view.stem(first).removeprefix("ال")}
    return letter == "ل" and not noun.enclitic and not listens and view.word(at) not in view.words.press and (noun.definite or mention is not None)


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
