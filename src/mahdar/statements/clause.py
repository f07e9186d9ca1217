"""Stage 2a, the clause of a cue: from the verb on, its subject, the one addressed, adverbials, and what opens the content.

أعلن | المبعوث الروسي، ألكسندر لافرنتيف | ، | أن …        subject, then أن
ودعا | لافرنتيف | أنقرة | إلى الامتناع …                  subject, addressee, then the governed preposition
وقال | لافرينتييف | في بداية الجولة الـ19 … | : "…"        subject, an adverbial, then a colon and marks
"""

from __future__ import annotations

from typing import Literal

import msgspec

from mahdar.arabic import Quotation
from mahdar.knowledge import ReportingVerb
from mahdar.statements.cues import Cue
from mahdar.statements.view import LineView

Opener = Literal["an", "prep", "obj", "quote", "colon"]

_PREPOSITIONS = {"علي", "الي", "عن", "من", "في"}
_SILENT = frozenset({"event", "place", "document"})
"""Kinds of names that don't speak: a meeting stands for its participants (``speaker``), a place for nobody."""
_LETTERS = {"ب", "ل"}
_NOBODY = frozenset(
    "ذلك هذا هذه تلك كل جميع انه انها قد لا لم لن ما هو هي هم التي الذي الذين مثل نحو".split()
    + "اي كان كانت يكون غير احد حتي لكن ان عدم بان شكل بشكل ب ل".split()
)
_SAYING = frozenset({"قايلا", "قايله", "قايلين"})
_OWN_TURN = frozenset({"بدوره", "بدورها", "بدورهم", "نفسه", "نفسها", "ايضا", "كذلك", "مجددا", "كما"})


class NounPhrase(msgspec.Struct, frozen=True):
    """Tokens ``first`` to ``last`` (exclusive) that name or describe somebody."""

    first: int
    last: int


class Clause(msgspec.Struct, frozen=True):
    """What stands between a cue and the content. ``content`` is the index of the content's first token; ``opener`` what
    opens it; ``quotation`` the marks it begins with. ``verb`` is the reading of the cue that fits."""

    verb: ReportingVerb | None
    subject: NounPhrase | None
    objects: tuple[NounPhrase, ...]
    adverbials: tuple[NounPhrase, ...]
    opener: Opener
    content: int
    quotation: Quotation | None


def read_clause(view: LineView, cue: Cue, bound: int, *, led: bool) -> Clause | None:
    """The clause of ``cue`` up to token ``bound``; None where nothing there is what the cue governs. ``led`` says that
    the subject stands before the verb."""
    # A noun phrase that the verb takes as its object may follow an adverbial without a comma (أكدت الدول الضامنة في محادثات
    # أستانا ضرورة الحوار): where nothing else opens the content, adverbials are taken as short as they can be.
    readings = [(verb, False) for verb in cue.verbs] + [(verb, True) for verb in cue.verbs if "obj" in verb.governs]
    for verb, short in readings:
        clause = _read(view, cue, verb, bound, led, short)
        told_of = view.word(cue.last) in ("ذلك", "هذا")  # جاء ذلك في بيان …، حيث قال
        if clause is not None and (verb.use != "document" or (not told_of and _tells_of_document(view, clause))):
            return clause
    return None


def _read(view: LineView, cue: Cue, verb: ReportingVerb, bound: int, led: bool, short: bool) -> Clause | None:
    at, subject = cue.last, None
    use = verb.use.split(",")
    governs = verb.governs
    if cue.sort != "finite" and "only-subject" in use:
        return None
    if ("only-participle" in use) != (cue.sort == "participle") and "only-participle" in use:
        return None
    if "only-present" in use and not (cue.form and cue.form.shape == "present"):
        return None
    pronoun = cue.form.pronoun if cue.form else ""
    if cue.sort in ("finite", "noun") and not led:
        subject = noun_phrase(view, at, bound) or _unknown_subject(view, at, bound, governs)
        if subject is not None and "to" in use and _disagrees(view, cue, subject):
            subject = None
        at = subject.last if subject else at
    objects: list[NounPhrase] = []
    adverbials: list[NounPhrase] = []
    began = at
    while at < bound:
        token = view.tokens[at]
        if (after_time := view.time_at(at)) is not None and after_time <= bound:
            at = began = after_time
            continue
        if view.is_an(at) and "only-prep" not in use and governs != ("obj",):
            if "only-direct" in use and at != cue.last:
                return None
            return _made(view, verb, subject, objects, adverbials, "an", at)
        quotation = view.quotation_opening(at)
        if quotation is not None:
            after = view.token_after(quotation.end)
            if (
                after < bound
                and after - at <= 5
                and (view.is_an(after) or (view.is_comma(after) and view.is_an(after + 1)) or _governed(view, after, governs, True, True))
            ):
                at = began = after  # a name in marks: أفادت وكالة "إرنا" بأن
                continue
            if "only-an" in use or not (_may_quote(governs) or _governed(view, at + 1, governs, True, True)):
                return None
            return _made(view, verb, subject, objects, adverbials, "quote", at)
        if token.surface == ":":
            return _made(view, verb, subject, objects, adverbials, "colon", at + 1) if at + 1 < bound else None
        if _governed(view, at, governs, at == began, "to" in use):
            if "only-an" in use:
                return None
            return _made(view, verb, subject, objects, adverbials, "prep", at)
        if view.is_comma(at):
            at += 1
            began = at
            continue
        if "from" in use and not objects and token.norm == "من" and (asked := noun_phrase(view, at + 1, bound)) is not None:
            objects.append(asked)  # طلب من أنقرة سحب القوات
            at = began = asked.last
            continue
        if (adverbial := _adverbial(view, at, bound, governs)) is not None:
            if short:
                adverbial = NounPhrase(at, min(adverbial.last, _phrase_end(view, at)))
            adverbials.append(adverbial)
            at = adverbial.last
            began = at
            continue
        phrase = noun_phrase(view, at, bound)
        if phrase is None and "to" in use and not objects and token.kind == "word":
            phrase = _described(view, at, bound, governs)
        if phrase is not None and ("to" in use or "from" in use or "ل" in governs) and not objects and not pronoun:
            nxt = phrase.last
            if nxt < bound and (
                view.is_an(nxt) or _governed(view, nxt, governs, True, True) or view.is_comma(nxt) or view.quotation_opening(nxt) is not None
            ):
                objects.append(phrase)
                at = phrase.last
                continue
        if "obj" in governs and token.kind == "word" and not (set(use) & {"only-an", "only-prep"}) and not _is_stray(view, at):
            if "described" in use and not view.mention_on(at) and not token.definite and not pronoun:
                return None
            return _made(view, verb, subject, objects, adverbials, "obj", at)
        if cue.sort == "participle" or token.kind == "mark":
            return None
        at += 1
        if at - cue.last > 45:
            return None
    return None


def _disagrees(view: LineView, cue: Cue, subject: NounPhrase) -> bool:
    """Whether a masculine verb stands before a capital, which is feminine and so its object (وطالب أنقرة بوقف القصف)."""
    mention = view.mention_at(subject.first)
    capital = mention is not None and mention.found_by == "dictionary:capital-for-government" and mention.last == subject.last
    return capital and cue.form is not None and (cue.form.gender, cue.form.number) == ("m", "s")


def _tells_of_document(view: LineView, clause: Clause) -> bool:
    """Whether a text is what speaks: جاء في البيان أن، نص الاتفاق على; not جاء الرد من."""
    phrases = ([clause.subject] if clause.subject else []) + list(clause.adverbials)
    return any((role := view.role_at(k)) is not None and role.sort == "document" for p in phrases for k in range(p.first, min(p.first + 2, p.last)))


def _made(
    view: LineView, verb: ReportingVerb, subject: NounPhrase | None, objects: list[NounPhrase], adverbials: list[NounPhrase], opener: Opener, at: int
) -> Clause:
    quotation = view.quotation_opening(at)
    if quotation is None and opener in ("an", "colon", "prep"):
        inside = at if opener == "colon" else at + 1
        quotation = view.quotation_opening(inside)
    return Clause(verb, subject, tuple(objects), tuple(adverbials), opener, at, quotation)


def _unknown_subject(view: LineView, at: int, bound: int, governs: tuple[str, ...]) -> NounPhrase | None:
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
        or _is_stray(view, at)
        or token.norm in _NOBODY
    ):
        return None
    for k in range(at + 1, min(bound, at + 9)):
        word = view.tokens[k]
        if view.is_an(k) or word.norm in _SAYING or (word.surface == ":" and "obj" not in governs):
            return NounPhrase(at, k)
        if "obj" in governs and word.norm not in ("من", "في"):
            continue
        if word.kind == "mark" or view.time_at(k) or (view.is_adverbial(k) and word.norm != "من") or _governed(view, k, governs, True, True):
            opened = any(
                view.is_an(j) or view.tokens[j].surface == ":" or view.quotation_opening(j) or _governed(view, j, governs, True, True)
                for j in range(k, min(bound, k + 14))
            )
            return NounPhrase(at, k) if opened and "obj" not in governs else None
    return None


def _described(view: LineView, at: int, bound: int, governs: tuple[str, ...]) -> NounPhrase | None:
    """Somebody without a name or role that is known, between the verb and the preposition that it governs (متهما
    المتمردين بـ، داعيا المجتمع الدولي إلى)."""
    for k in range(at + 1, min(bound, at + 7)):
        if _governed(view, k, governs, True, True) or view.is_an(k):
            return NounPhrase(at, k)
        if view.is_comma(k) or view.tokens[k].kind == "mark" or view.word(k) in _PREPOSITIONS:
            return None
    return None


def _may_quote(governs: tuple[str, ...]) -> bool:
    return bool({"quote", "an", "obj"} & set(governs))


def _governed(view: LineView, at: int, governs: tuple[str, ...], near: bool, addressed: bool) -> bool:
    """Whether a preposition that the verb governs stands at ``at`` (إلى، على، عن; ب and ل written on)."""
    word = view.word(at)
    if word in _PREPOSITIONS:
        return word in governs and (near or addressed or word in ("علي", "الي", "عن"))
    if word in _LETTERS and word in governs:
        return True  # بـ "انتهاك الاتفاق"
    pro = view.pro(at)
    return (
        pro in _LETTERS
        and pro in governs
        and (near or addressed)
        and view.stem(at) not in ("ذلك", "هذا", "دوره", "دورها", "شكل", "حسب", "شان", "ان")
        and not view.is_an(at)
    )


def _adverbial(view: LineView, at: int, bound: int, governs: tuple[str, ...]) -> NounPhrase | None:
    """An adverbial at ``at``: up to the next comma, أن, marks, colon or governed preposition."""
    token = view.tokens[at]
    opens = view.is_adverbial(at) or (token.pro in ("ل", "ب", "ك") and not view.is_an(at)) or token.norm in _OWN_TURN
    if token.surface in ("(", "-", "–"):
        close = {"(": ")", "-": "-", "–": "–"}[token.surface]
        end = next((k for k in range(at + 1, min(bound, at + 16)) if view.tokens[k].surface == close), None)
        return NounPhrase(at, end + 1) if end else None
    if not opens:
        return None
    end = at + 1
    while end < bound and not view.is_comma(end) and not view.is_an(end) and view.tokens[end].surface != ":" and view.quotation_opening(end) is None:
        if view.word(end) in _PREPOSITIONS and view.word(end) in governs and view.word(end) not in ("في", "من"):
            break
        end += 1
    return NounPhrase(at, end)


def _phrase_end(view: LineView, at: int) -> int:
    """The end of a preposition and the noun phrase right after it: a name, a role, or a noun and what is definite after it."""
    k = at if view.pro(at) else at + 1
    name, role = view.mention_on(k), view.role_at(k)
    end = name.last if name is not None else role.last if role is not None else k + 1
    while end < len(view.tokens) and (view.tokens[end].definite or view.pro(end) == "و") and view.tokens[end].kind == "word":
        end += 1
    return end


def _is_stray(view: LineView, at: int) -> bool:
    """Whether a word at the place of an object is none: a time word, a pronoun, a connector."""
    return (
        view.word(at) in ("انه", "الذي", "التي", "حتي", "لكن", "فيما", "بينما", "قد", "هو", "هي", "ايضا", "حيث") or view.tokens[at].kind == "number"
    )


def noun_phrase(view: LineView, at: int, bound: int) -> NounPhrase | None:
    """Somebody named or described at ``at``: a role phrase with the name after it, a name with the role after it,
    several joined by و; None where neither stands there."""
    end = _one(view, at, bound)
    if end is None:
        return None
    while end < bound:
        comma = end + 1 if view.is_comma(end) else end
        if view.pro(comma).startswith("و") and (more := _one(view, comma, bound)) and comma == end:
            end = more
            continue
        if comma > end and (more := _one(view, comma, bound)) and not view.pro(comma):
            end = more
            continue
        break
    return NounPhrase(at, end)


def source_phrase(view: LineView, at: int, bound: int) -> NounPhrase | None:
    """Somebody after an according-to word, whose name may carry its preposition (وفقا لموسكو)."""
    mention = view.mention_at(at)
    if mention is not None and mention.kind != "event" and view.pro(at).endswith("ل") and view.role_at(at) is None:
        return NounPhrase(at, min(mention.last, bound))
    return noun_phrase(view, at, bound)


def _one(view: LineView, at: int, bound: int) -> int | None:
    if at >= bound:
        return None
    role = view.role_at(at)
    if role is not None:
        end = min(role.last, bound)
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
