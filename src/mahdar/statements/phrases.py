"""Noun phrases: who is named or described at a token, known to the page's names and roles or not.

المبعوث الروسي، ألكسندر لافرنتيف     a role with the name after it
عبد الله بن زايد وزير الخارجية        a name with the role after it
قطر وروسيا                            several joined by و
أغلب القوى السياسية                   somebody whom only these words tell
"""

from __future__ import annotations

import re

import msgspec

from mahdar.arabic import Quotation
from mahdar.arabic.agreement import agreement
from mahdar.arabic.verbs import VerbForm
from mahdar.statements.view import LineView

_SILENT = frozenset({"event", "place", "document"})
"""Kinds of names that don't speak: a meeting stands for its participants (``speaker``), a place for nobody."""
_DEED = re.compile(r"ال(?:ت(?:ا..|..|ا.ي|.ي.)[^هي]|ا[^ا]ت[^ا]ا[^ا]|است..ا.|ان..ا.)$")
"""Folded verbal nouns of the derived stems by their letters: تدخل، تعاون، تهديد، اعتقال، استخدام، انسحاب."""
_SHORT_DEED = 5
LETTERS = frozenset({"ب", "ل"})

CLAUSE_WORDS = 4
"""So many words in marks are a clause, not a term."""

_HYPHENS = frozenset("-–")

_NAME = 6
"""A name in marks has no more tokens than this, with them."""


class NounPhrase(msgspec.Struct, frozen=True):
    """Tokens ``first`` to ``last`` (exclusive) that name or describe somebody."""

    first: int
    last: int


def noun_phrase(view: LineView, at: int, bound: int) -> NounPhrase | None:
    """Somebody named or described at ``at``: a role phrase with the name after it, a name with the role after it,
    several joined by و; None where neither stands there."""
    at += view.word(at) == "#" and is_within(view, at)
    end = _one(view, at, bound)
    if end is None:
        return None
    while end < bound:
        if (closed := _after_marks(view, at, end, bound)) > end:
            end = closed
            continue
        comma = end + 1 if view.is_comma(end) else end
        if view.pro(comma).startswith("و") and (more := _one(view, comma, bound)) and comma == end:
            end = more
            continue
        if comma > end and (more := _one(view, comma, bound)) and not view.pro(comma):
            end = more
            continue
        if comma == end and not (view.pro(end) or view.is_adverbial(end)) and (title := view.role_at(end)) is not None and _is_person(view, end - 1):
            end = min(title.last, bound)  # عبد الله بن زايد وزير الخارجية
            continue
        break
    return NounPhrase(at, end)


def _after_marks(view: LineView, first: int, end: int, bound: int) -> int:
    """The token after marks that the phrase ``first:end`` began or that hold its name (حركة "حماس"، صحيفة "الأفق" المحلية | أن), or ``end``."""
    inside = view.line.quotation_at(view.tokens[end - 1].start)
    if inside is not None and inside.closed and inside.start >= view.tokens[first].start and inside.inner_end <= view.tokens[end].start:
        end += 1
    elif (
        (name := view.quotation_opening(end)) is not None and (role := view.role_at(first)) is not None and role.sort == "group" and role.last == end
    ):
        after = view.token_after(name.end)
        if not name.closed or after >= bound or after - end > _NAME:
            return end
        end = after
    else:
        return end
    while end < bound and view.tokens[end].kind == "word" and _goes_with(view, end) and not view.pro(end):
        end += 1
    return end


def source_phrase(view: LineView, at: int, bound: int) -> NounPhrase | None:
    """Somebody after an according-to word, whose name may carry its preposition (وفقا لموسكو)."""
    mention = view.mention_at(at)
    if mention is not None and mention.kind != "event" and view.pro(at).endswith("ل") and view.role_at(at) is None:
        return NounPhrase(at, min(mention.last, bound))
    return noun_phrase(view, at, bound)


def unknown_subject(view: LineView, at: int, bound: int, governs: tuple[str, ...]) -> NounPhrase | None:
    """Somebody after the verb whom neither names nor roles know, up to what the verb opens (وقالت ICO إن، وذكر كثير من
    المتظاهرين أن). Where the verb also takes an object only أن tells the two apart."""
    if at >= bound:
        return None
    token = view.tokens[at]
    if (
        token.kind not in ("word", "latin")
        or token.pro
        or view.is_adverbial(at)
        or view.is_an(at)
        or view.time_at(at)
        or is_stray(view, at)
        or token.norm in view.words.nobody
    ):
        return None
    for k in range(at + 1, min(bound, at + 9)):
        word = view.tokens[k]
        if view.is_an(k) or word.norm in view.words.doubles or (word.surface == ":" and "obj" not in governs):
            return NounPhrase(at, k)
        if "obj" in governs and word.norm not in ("من", "في"):
            continue
        if is_within(view, k):
            continue
        if word.kind == "mark" or view.time_at(k) or (view.is_adverbial(k) and word.norm != "من") or governed(view, k, governs, True, True):
            opened = any(
                view.is_an(j) or view.tokens[j].surface == ":" or view.quotation_opening(j) or governed(view, j, governs, True, True)
                for j in range(k, min(bound, k + 14))
            )
            return NounPhrase(at, k) if opened and "obj" not in governs else None
    return None


def described_subject(view: LineView, at: int, bound: int, form: VerbForm | None) -> NounPhrase | None:
    """Somebody described right after a verb that takes an object, whom only these words tell: a definite noun with its adjectives
    (رفض المؤتمر | توقيع …), some of a group (ترفض أغلب القوى السياسية | …), a sound plural (يدين معارضو الاتفاق | …).

    None where the words can't be the verb's subject by their gender.
    """
    if at >= bound:
        return None
    token = view.tokens[at]
    if (
        token.kind != "word"
        or token.pro
        or view.is_an(at)
        or view.is_adverbial(at)
        or view.time_at(at)
        or is_stray(view, at)
        or token.norm in view.words.nobody
    ):
        return None
    several = token.norm in view.words.some or (token.norm.endswith(("ون", "و")) and len(token.norm) > 4)
    if not several and not (token.definite and not token.enclitic):
        return None
    if not several and ((form is not None and not _may_do(view, at, form)) or _is_deed(view, at)):
        return None
    end = at + 1
    if several and view.word(end) == "من":
        end += 1
    alone = _has_no_possessor(view, at)
    if alone and end < bound and view.word(end).endswith("ون"):
        end += 1  # مسؤولون إيرانيون
    if several and not alone and end < bound and not view.tokens[end].pro and view.tokens[end].kind == "word" and not view.is_adverbial(end):
        end += 1
        if not view.tokens[end - 1].definite and end < bound and view.tokens[end].definite and not view.tokens[end].pro:
            end += 1  # معارضو اتفاق التجارة
    while end < bound and view.tokens[end].kind == "word" and _goes_with(view, end):
        end += 1
    if not several and end < bound and view.tokens[end].definite and not view.time_at(end):
        return None  # رفض الشروط المسبقة: an adjective, or an object; its form doesn't tell
    return NounPhrase(at, joined(view, end, bound))


def joined(view: LineView, at: int, bound: int) -> int:
    """The token after somebody whom و joins to the phrase before ``at`` (الحكومة السورية وحليفتها روسيا), or ``at``."""
    if at >= bound or view.pro(at) != "و" or view.tokens[at].kind != "word" or view.is_an(at):
        return at
    end = at + 1
    if (apposed := noun_phrase(view, end, bound)) is not None and not view.pro(end):
        return apposed.last
    while end < bound and view.tokens[end].kind == "word" and _goes_with(view, end):
        end += 1
    return end


def described(view: LineView, at: int, bound: int, governs: tuple[str, ...]) -> NounPhrase | None:
    """Somebody without a name or role that is known, between the verb and the preposition that it governs (متهما
    المتمردين بـ، داعيا المجتمع الدولي إلى)."""
    for k in range(at + 1, min(bound, at + 7)):
        if governed(view, k, governs, True, True) or view.is_an(k):
            return NounPhrase(at, k)
        if view.is_comma(k) or view.tokens[k].kind == "mark" or view.word(k) in view.words.governed:
            return None
    return None


def phrase_end(view: LineView, at: int) -> int:
    """The end of an adverbial taken as short as it can be: a lone adverb, or a preposition with a name, a role, or a noun and what is
    definite after it."""
    if is_lone_adverb(view, at):
        return at + 1
    k = at if view.pro(at) else at + 1
    if (after_time := view.time_at(k)) is not None:
        return after_time  # في أبريل/نيسان الماضي
    name, role = view.mention_on(k), view.role_at(k)
    end = name.last if name is not None else role.last if role is not None else k + 1
    if name is None and role is None and k < len(view.tokens):
        if view.tokens[k].enclitic:
            return end  # من جهتها
        if (
            not view.tokens[k].definite
            and end < len(view.tokens)
            and not view.pro(end)
            and view.stem(end).endswith(("ي", "يه"))
            and view.mention_at(end) is None
        ):
            return end + 1  # في مؤتمر صحفي
        if view.word(end) in view.words.earlier:
            return end + 1  # في وقت سابق
    while end < len(view.tokens) and (view.tokens[end].definite or view.pro(end) == "و") and view.tokens[end].kind == "word":
        end += 1
    return end


def is_lone_adverb(view: LineView, at: int) -> bool:
    """Whether an adverb that takes nothing after it stands at ``at`` (أيضا، مجددا، فيه، رسميا); not ردا على."""
    word = view.word(at)
    if view.pro(at) in ("ب", "ل") or word in view.words.governed:
        return False
    if word in view.words.adverbs or (view.tokens[at].enclitic and view.is_adverbial(at)):
        return True
    return (
        word.endswith("ا")
        and len(word) > 3
        and word not in view.words.taking_more
        and (view.is_adverbial(at) or (word.endswith("يا") and not view.mention_on(at)))
    )


def governed(view: LineView, at: int, governs: tuple[str, ...], near: bool, addressed: bool) -> bool:
    """Whether a preposition that the verb governs stands at ``at`` (إلى، على، عن; ب and ل written on). ``near`` says that nothing stands
    between it and the verb's phrase, ``addressed`` that the verb has somebody addressed before it."""
    word = view.word(at)
    if word in view.words.governed:
        if word not in governs or view.stem(at - 1) in view.words.taking_preposition or (word == "من" and view.stem(at + 1) in view.words.with_min):
            return False
        return near or addressed or word in ("علي", "الي", "عن")
    if word in LETTERS and word in governs:
        return True  # بـ "انتهاك الاتفاق"
    pro, stem = view.pro(at), view.stem(at)
    return (
        pro in LETTERS
        and pro in governs
        and (near or addressed)
        and stem not in view.words.with_letter
        and stem.removeprefix("ال") not in view.words.with_ba
        and not view.is_an(at)
    )


def opens_subordinate(view: LineView, at: int) -> bool:
    """Whether أن at ``at`` belongs to a conjunction before it (بعد أن، من دون أن، على الرغم من أن) and opens no content; إن never does (قالت من قبل
    إنها)."""
    return view.word(at - 1) in view.words.conjunctions and not view.pro(at) and "إ" not in view.tokens[at].surface


def is_within(view: LineView, at: int) -> bool:
    """Whether the mark at ``at`` is a part of a word or name, not one that parts clauses: #لبنان، مون جاي-إن."""
    tokens = view.tokens
    if not 0 <= at < len(tokens) - 1 or tokens[at].end != tokens[at + 1].start:
        return False
    return tokens[at].surface == "#" or (tokens[at].surface in _HYPHENS and at > 0 and tokens[at - 1].end == tokens[at].start)


def is_term(view: LineView, quotation: Quotation | None) -> bool:
    """Whether marks hold a name or a term: fewer than four words."""
    return quotation is not None and len(view.text[quotation.inner_start : quotation.inner_end].split()) < CLAUSE_WORDS


def is_title(view: LineView, at: int, first: int) -> bool:
    """Whether the marks at ``at`` hold the name of the noun before them, which stands at token ``first`` or behind it: رد على كتاب "الخوف"."""
    before = view.tokens[at - 1]
    return at - 1 >= first and not before.definite and before.stem in view.words.titled and is_term(view, view.quotation_opening(at))


def is_stray(view: LineView, at: int) -> bool:
    """Whether a word at the place of an object is none: a time word, a pronoun, a connector (إلا أنه، الأمر الذي)."""
    return (
        (view.word(at) in view.words.conjunctions and view.is_an(at + 1))
        or view.word(at) in ("اذ", "كما")
        or view.stem(at) == "لكن"
        or view.word(at) in view.words.denying
        or (view.word(at) == "الامر" and view.word(at + 1) in view.words.relatives)
        or view.word(at) in ("انه", "الذي", "التي", "حتي", "لكن", "فيما", "بينما", "قد", "هو", "هي", "ايضا", "حيث")
        or view.tokens[at].kind == "number"
    )


def _one(view: LineView, at: int, bound: int) -> int | None:
    if at >= bound:
        return None
    role = view.role_at(at)
    if role is not None:
        end = min(role.last, bound)
        if _has_no_possessor(view, at) and end > at + 1 and view.tokens[at + 1].definite:
            end = at + 1  # وصف مراقبون | الهجوم
        after = end + 1 if view.is_comma(end) else end
        titled = after
        while (
            titled < bound
            and view.tokens[titled].kind == "word"
            and view.mention_at(titled) is None
            and titled - after < 2
            and view.tokens[titled].definite
        ):
            titled += 1
        titled += view.word(titled) == "#" and is_within(view, titled)  # وزير الدفاع #فلان
        mention = view.mention_at(titled)
        if mention is not None and mention.kind == "person" and mention.last <= bound and not view.pro(titled):
            return mention.last
        return end
    if (
        view.tokens[at].surface in '"“«'
        and (mention := view.mention_at(at + 1)) is not None
        and mention.last < bound
        and view.tokens[mention.last].surface in '"”»'
    ):
        return mention.last + 1
    if view.is_people(at):
        return at + 1
    mention = view.mention_at(at)
    if mention is not None and mention.kind not in _SILENT and (mention.start == view.tokens[at].start or not {"ب", "ل"} & set(view.pro(at))):
        return min(mention.last, bound)
    return None


def _has_no_possessor(view: LineView, at: int) -> bool:
    """Whether a sound plural stands at ``at`` whose ن says that no possessor follows: مراقبون، not مراقبو الهدنة."""
    token = view.tokens[at]
    return token.norm.endswith("ون") and not token.definite and token.norm not in view.words.some


def _is_person(view: LineView, at: int) -> bool:
    mention = view.mention_on(at)
    return mention is not None and mention.kind == "person"


def _may_do(view: LineView, at: int, form: VerbForm) -> bool:
    """Whether the noun at ``at`` may be the subject of a verb of ``form`` before it, by its gender (رفض الاتهامات has another)."""
    noun = agreement(view.tokens[at])
    if noun.gender is None or form.gender is None or form.number != "s":
        return form.number == "s"
    if form.gender == "m":
        return noun.gender == "m"
    return noun.gender == "f" or noun.number != "s"


def _is_deed(view: LineView, at: int) -> bool:
    """Whether a definite noun is by its form a verbal noun, which takes no position (انتقد التدخل الأميركي: its subject is understood): those of
    the derived stems but such as tell of bodies too."""
    token = view.tokens[at]
    surface = token.surface[token.stem_start - token.start :]
    return _DEED.match(token.stem) is not None or (surface.startswith("الإ") and token.stem[-2:-1] == "ا" and len(token.stem) > _SHORT_DEED)


def _goes_with(view: LineView, at: int) -> bool:
    """Whether a definite word is an adjective of what stands before it, by its form (القوى السياسية والمدنية، الإعلام الرسمي)."""
    token = view.tokens[at]
    return token.definite and token.pro in ("", "و") and view.mention_at(at) is None and token.stem.endswith(("ي", "يه", "يين", "يون"))
