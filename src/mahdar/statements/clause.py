"""Stage 2a, the clause of a cue: from the verb on, its subject, the one addressed, adverbials, and what opens the content.

أعلن | المبعوث الروسي، ألكسندر لافرنتيف | ، | أن …        subject, then أن
ودعا | لافرنتيف | أنقرة | إلى الامتناع …                  subject, addressee, then the governed preposition
وقال | لافرينتييف | في بداية الجولة الـ19 … | : "…"        subject, an adverbial, then a colon and marks
رفض | المؤتمر | توقيع الاتفاق                            a subject whom only its words tell, then an object
"""

from __future__ import annotations

from typing import Literal

import msgspec

from mahdar.arabic import Quotation
from mahdar.knowledge import ReportingVerb
from mahdar.statements.between import adverbial_at, after_relative, is_relative, is_taken_for, opens_later
from mahdar.statements.cues import Cue
from mahdar.statements.phrases import (
    CLAUSE_WORDS,
    NounPhrase,
    described,
    described_subject,
    governed,
    is_lone_adverb,
    is_stray,
    is_term,
    is_title,
    is_within,
    joined,
    noun_phrase,
    opens_subordinate,
    phrase_end,
    source_phrase,
    unknown_subject,
)
from mahdar.statements.view import LineView

__all__ = ["CLAUSE_WORDS", "Clause", "NounPhrase", "Opener", "bare_clause", "has_verb", "is_term", "noun_phrase", "read_clause", "source_phrase"]

Opener = Literal["an", "prep", "obj", "quote", "colon", "before", "around"]
"""What opens a content: أن or إن, the governed preposition, a noun phrase, marks, a colon; ``before`` and ``around`` where the content
stands before its cue («…»، قال لافروف) or around it (الحل، يقول لافروف، ممكن)."""

_FAR = 45
"""Tokens after the cue within which the content must open."""
_NEAR = 14


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
    term: Clause | None = None
    guesses = not led and cue.sort == "finite"
    for guess, short in ((True, False), (True, True), (False, False), (False, True)):
        for verb in cue.verbs:
            objects = "obj" in verb.governs
            if (short and not objects) or (guess and not (objects and guesses and verb.past not in view.words.taking)):
                continue
            clause = _Reader(view, cue, verb, bound, led=led, short=short, guess=guess).read()
            told_of = view.word(cue.last) in ("ذلك", "هذا")  # جاء ذلك في بيان …، حيث قال
            if clause is None or ("document" in verb.uses and (told_of or not _tells_of_document(view, clause))):
                continue
            if not short and objects and clause.opener == "quote" and is_term(view, clause.quotation):
                term = term or clause  # أكد … في حديث مع CNN استخدام نظام "باتريوت": marks within the object
                continue
            return clause
    return term


def bare_clause(view: LineView, cue: Cue, bound: int) -> Clause | None:
    """The clause of a cue known from elsewhere to attribute, where its verb's government says nothing: a subject that names or roles
    tell, then the content."""
    verb = cue.verbs[0] if cue.verbs else None
    subject = noun_phrase(view, cue.last, bound)
    at = subject.last if subject else cue.last
    while at < bound and view.is_comma(at):
        at += 1
    if at >= bound:
        return None
    return Clause(verb, subject, (), (), "obj", at, view.quotation_opening(at))


def opened_at(view: LineView, clause: Clause, cue: Cue, first: int) -> Clause:
    """``clause`` with its content opening at token ``first`` behind its cue: who is told there before is no part of the content any more,
    who stands in the content none of the clause (جدد التأكيد | على تمسك روسيا ب…: روسيا isn't its subject)."""
    if first == clause.content or first < cue.last or clause.opener in ("before", "around"):
        return clause
    subject = clause.subject if clause.subject is not None and clause.subject.last <= first else None
    if subject is None and first > clause.content and cue.sort in ("finite", "noun"):
        subject = noun_phrase(view, cue.last, first)
    quotation = view.quotation_opening(first) or view.quotation_opening(first - 1)
    opener: Opener = "obj"
    if view.is_an(first):
        opener = "an"
    elif quotation is not None:
        opener = "quote"
    elif view.word(first) in view.words.governed or view.pro(first)[-1:] in ("ب", "ل"):
        opener = "prep"
    objects, adverbials = (tuple(p for p in phrases if p.last <= first) for phrases in (clause.objects, clause.adverbials))
    return Clause(clause.verb, subject, objects, adverbials, opener, first, quotation)


def has_verb(view: LineView, quotation: Quotation) -> bool:
    """Whether a few words in marks hold what looks like a finite verb, a negation or a predicate, and so are no term."""
    first, last = view.token_after(quotation.inner_start), view.token_after(quotation.inner_end)
    return any(view.tokens[k].stem[:1] in "يتن" and not view.tokens[k].definite and view.tokens[k].stem[-1:] not in "هي" for k in range(first, last))


class _Reader:
    """One reading of the words after a cue, as those of ``verb``. ``short`` takes adverbials as short as they can be, ``guess`` takes a
    noun after the verb for its subject where only its words speak for that."""

    def __init__(self, view: LineView, cue: Cue, verb: ReportingVerb, bound: int, *, led: bool, short: bool, guess: bool) -> None:
        self.view = view
        self.cue = cue
        self.verb = verb
        self.bound = bound
        self.led = led
        self.short = short
        self.guess = guess
        self.use = verb.uses
        self.governs = verb.governs
        self.pronoun = cue.form.pronoun if cue.form else ""
        self.subject: NounPhrase | None = None
        self.objects: list[NounPhrase] = []
        self.adverbials: list[NounPhrase] = []
        self.passed: int | None = None
        """The first word that was passed over as nothing known since the last phrase that was."""
        self.lost = False
        """Whether any word was passed over: what ب or ل is written on may then belong to it."""

        self.related = False
        """Whether a relative or another clause has begun that no comma has ended: its words are no object (رفض المؤتمر الذي عقد أمس، إلا أنه عاد)."""

    def read(self) -> Clause | None:
        if not self._allowed():
            return None
        view = self.view
        at = self._subject() if self.cue.sort in ("finite", "noun") and not self.led else self.cue.last
        if self.guess and self.subject is None:
            return None
        if self.verb.complements and self.cue.complement is not None:
            at = max(at, self.cue.complement)  # وجهت الوزارة انتقادات | لطريقة العمل
        began = at
        while at < self.bound and at - self.cue.last <= _FAR:
            opened = self._opened(at, began)
            if opened is not None:
                return opened or None
            after = self._skipped(at)
            if after is not None:
                self.related = self.related and not view.is_comma(after - 1)
                at = began = after
                self.passed = None
                continue
            if "obj" in self.governs and self._is_object(at):
                if "described" in self.use and not (
                    view.mention_on(at)
                    or view.tokens[at].definite
                    or view.word(at) in view.words.demonstratives
                    or self.pronoun
                    or ((self.subject is not None or self.led) and is_taken_for(view, at, self.bound))
                ):
                    return None
                if (later := self._that_after(at)) is not None:
                    return self._made("an", later)
                return self._made("obj", at)
            if self.cue.sort == "participle" or (view.tokens[at].kind == "mark" and not is_within(view, at)):
                return None
            if self.passed is None:
                self.passed = at
            self.lost = self.lost or "to" not in self.use or is_relative(view, at)
            self.related = self.related or is_relative(view, at) or view.is_an(at + 1)
            at += 1
        return None

    def _allowed(self) -> bool:
        """Whether the verb reports in this form."""
        sort, form = self.cue.sort, self.cue.form
        if sort != "finite" and "only-subject" in self.use:
            return False
        if "only-participle" in self.use and sort != "participle":
            return False
        return "only-present" not in self.use or (form is not None and form.shape == "present")

    def _subject(self) -> int:
        """Read the subject after the verb; the token after it."""
        at = self.cue.last
        while at < self.bound and (view := self.view) and is_lone_adverb(view, at) and view.word(at) not in ("فيه", "فيها"):
            at += 1
        if self.guess:
            known = noun_phrase(self.view, at, self.bound)
            self.subject = None if known else described_subject(self.view, at, self.bound, self.cue.form)
        else:
            self.subject = noun_phrase(self.view, at, self.bound)
            if self.subject is None and "described" not in self.use:
                self.subject = unknown_subject(self.view, at, self.bound, self.governs)
            if self.subject is not None and "to" in self.use and _disagrees(self.view, self.cue, self.subject):
                self.subject = None
            if self.subject is not None and "obj" in self.governs:
                self.subject = NounPhrase(self.subject.first, joined(self.view, self.subject.last, self.bound))
        return self.subject.last if self.subject else self.cue.last

    def _opened(self, at: int, began: int) -> Clause | Literal[False] | None:
        """The clause if the content opens at ``at``; False where what stands there says that this is no reporting; None to go on."""
        view, token = self.view, self.view.tokens[at]
        if view.is_an(at) and "only-prep" not in self.use and (self.governs != ("obj",) or "described" in self.use):
            if opens_subordinate(view, at):
                return None
            if "only-direct" in self.use and at != self.cue.last and not self._heads(at):
                return False
            if "described" in self.use and self.passed is not None and not self.pronoun and not self.led:
                return self._made("obj", self.passed)  # وصف | الهجوم بأنه جريمة
            return self._made("an", at)
        if view.quotation_opening(at) is not None:
            if self._is_name(at):
                return None
            if "only-an" in self.use or not (self._may_quote() or governed(view, at + 1, self.governs, True, True)):
                long = "to" in self.use and not is_term(view, view.quotation_opening(at))
                return self._made("obj", at) if long else False  # حث "جميع الأطراف على وقف القتال"
            if self.passed is not None and is_term(view, view.quotation_opening(at)) and self.cue.sort == "finite":
                return self._made("obj", self.passed)  # تتعهد وقف طموح إيران "غير المشروع"
            return self._made("quote", at)
        if token.surface == ":":
            ends_line = at + 1 == len(view.tokens)  # وأضاف: with what is said in the next line
            return self._made("colon", at + 1) if at + 1 < self.bound or ends_line else False
        if "quote" in self.governs and token.norm in view.words.speech and self.cue.sort == "finite":
            return self._made("colon", at)
        if governed(view, at, self.governs, at == began, "to" in self.use) and not (self.lost and view.pro(at) in ("ب", "ل")):
            if view.pro(at) == "ل" and self.governs[0] == "an" and opens_later(view, at, self.bound, self.governs):
                return None  # أكد لافروف لصحيفة حرييت | أن: the listener or carrier
            return False if "only-an" in self.use else self._made("prep", at)
        return None

    def _skipped(self, at: int) -> int | None:
        """The token after a time, a comma, a name in marks, somebody addressed or an adverbial at ``at``; None where none stands there."""
        view, token = self.view, self.view.tokens[at]
        if (after_time := view.time_at(at)) is not None and at < after_time <= self.bound:
            return after_time
        if view.is_comma(at):
            return after_relative(view, at + 1, self.bound) or at + 1
        if token.norm in view.words.it:
            self.pronoun = self.pronoun or token.norm
            return at + 1
        quotation = view.quotation_opening(at)
        if quotation is not None:
            return view.token_after(quotation.end)
        if "from" in self.use and not self.objects and token.norm == "من":
            asked = noun_phrase(view, at + 1, self.bound)
            if asked is None and self.subject is not None and at + 1 < self.bound and view.tokens[at + 1].definite:
                asked = NounPhrase(at + 1, phrase_end(view, at))  # طلبت الشرطة من المواطنين عدم الاقتراب
            if asked is not None:
                self.objects.append(asked)  # طلب من أنقرة سحب القوات
                return asked.last
        if (adverbial := adverbial_at(view, at, self.bound, self.governs)) is not None:
            if self.short:
                adverbial = NounPhrase(at, min(adverbial.last, phrase_end(view, at)))
            self.adverbials.append(adverbial)
            return adverbial.last
        if self._is_late_subject(at):
            self.subject = noun_phrase(view, at, self.bound)
            return self.subject.last if self.subject is not None else None
        return self._addressed(at)

    def _is_late_subject(self, at: int) -> bool:
        """Whether a name at ``at`` may be the subject after an adverbial (تعهدت، عقب الضربة، أنقرة بالرد): not where the verb
        rather has an object."""
        free = self.subject is None and not self.led and not self.pronoun and self.cue.sort == "finite"
        if not free or not self.adverbials or self.governs[0] == "obj" or {"to", "from"} & self.use or self.view.pro(at):
            return False
        named, role = self.view.mention_at(at), self.view.role_at(at)
        return (named is not None and named.kind in ("person", "state", "organization")) or (role is not None and role.sort != "document")

    def _addressed(self, at: int) -> int | None:
        """The token after somebody addressed, who stands before what the verb opens."""
        view = self.view
        if self.objects or self.pronoun:
            return None
        phrase = noun_phrase(view, at, self.bound)
        if phrase is None and "to" in self.use and view.tokens[at].kind == "word":
            phrase = described(view, at, self.bound, self.governs)
        if phrase is None or phrase.last >= self.bound or not ("to" in self.use or "from" in self.use or "ل" in self.governs):
            return None
        after = phrase.last
        if view.is_an(after) or governed(view, after, self.governs, True, True) or view.is_comma(after) or view.quotation_opening(after) is not None:
            self.objects.append(phrase)
            return after
        return None

    def _is_object(self, at: int) -> bool:
        """Whether a noun phrase that the verb takes as its object begins at ``at``."""
        token = self.view.tokens[at]
        if token.kind != "word" or self.related or is_within(self.view, at - 1) or self.use & {"only-an", "only-prep"} or is_stray(self.view, at):
            return False
        return not self.guess or at != self.cue.last

    def _heads(self, at: int) -> bool:
        """Whether the verb begins its sentence and only its subject stands before what opens at ``at``: وبيّن الوزير أن."""
        return self.cue.first == self.view.sentence(self.cue.first)[0] and self.subject is not None and self.subject.last == at

    def _that_after(self, at: int) -> int | None:
        """The أن that opens the content where a verb that rather takes أن has a definite word before it, so that what stands at ``at``
        belongs to the subject: توقعت صحيفة الوطن، المقربة من الحكومة، أن; not أكد ضرورة أن."""
        view = self.view
        if self.governs[0] != "an" or self.led or "described" in self.use or view.is_an(at):
            return None
        for k in range(at + 1, min(self.bound, at + _NEAR)):
            if view.quotation_opening(k) is not None or view.tokens[k].surface == ":":
                return None
            if view.is_an(k):
                before = view.tokens[k - 1]
                opens = before.definite or view.is_comma(k - 1) or view.mention_on(k - 1) is not None
                return k if opens and not view.pro(k) and not opens_subordinate(view, k) else None
        return None

    def _may_quote(self) -> bool:
        return bool({"quote", "an", "obj"} & set(self.governs))

    def _is_name(self, at: int) -> bool:
        """Whether marks hold a name on the way to the content: أفادت وكالة "إرنا" بأن; في مقابلة مع "أسوشييتد برس" في طهران، إن; لقناة
        "الجزيرة": "…"; or on no way to one: رد على كتاب "الخوف"."""
        view = self.view
        quotation = view.quotation_opening(at)
        assert quotation is not None, "marks open here"
        after = view.token_after(quotation.end)
        if is_title(view, at, self.cue.last):
            return True
        if after >= self.bound:
            return False
        comma = view.is_comma(after)
        if after - at <= 5 and (view.is_an(after) or (comma and view.is_an(after + 1)) or governed(view, after, self.governs, True, True)):
            return True
        if at == self.cue.last or view.tokens[at - 1].kind == "mark" or not {"an", "quote"} & set(self.governs):
            return False
        if len(view.text[quotation.inner_start : quotation.inner_end].split()) > CLAUSE_WORDS:
            return False
        for k in range(after, min(self.bound, after + _FAR)):
            if view.is_an(k):
                return not opens_subordinate(view, k)
            if (view.tokens[k].surface == ":" and k + 1 < self.bound) or (view.word(k) in ("الي", "علي") and view.word(k) in self.governs):
                return True
            if "to" in self.use and not self.objects and governed(view, k, self.governs, True, True):
                return True  # دعت "كل الأطراف" في اليمن للالتزام ب
            if (other := view.quotation_opening(k)) is not None:
                return not is_term(view, other)
        return False

    def _made(self, opener: Opener, at: int) -> Clause:
        view = self.view
        inside = at
        if opener == "an" or (opener == "obj" and view.is_an(at)):
            inside = at + 1
        elif opener == "prep":
            inside = at + 2 if view.is_an(at + 1) else at + (view.word(at) in view.words.opening)  # not بارتكاب «…»: the noun is told too
        if inside > at and view.word(inside) == ":":
            inside += 1  # أكد أن: "…"
        quotation = view.quotation_opening(at) or view.quotation_opening(inside)
        return Clause(self.verb, self.subject, tuple(self.objects), tuple(self.adverbials), opener, at, quotation)


def _disagrees(view: LineView, cue: Cue, subject: NounPhrase) -> bool:
    """Whether a masculine verb stands before a capital, which is feminine and so its object (وطالب أنقرة بوقف القصف)."""
    mention = view.mention_at(subject.first)
    capital = mention is not None and mention.found_by == "dictionary:capital-for-government" and mention.last == subject.last
    return capital and cue.form is not None and (cue.form.gender, cue.form.number) == ("m", "s")


def _tells_of_document(view: LineView, clause: Clause) -> bool:
    """Whether a text is what speaks: جاء في البيان أن، نص الاتفاق على; not جاء الرد من."""
    phrases = ([clause.subject] if clause.subject else []) + list(clause.adverbials)
    return any((role := view.role_at(k)) is not None and role.sort == "document" for p in phrases for k in range(p.first, min(p.first + 2, p.last)))
