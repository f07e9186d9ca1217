"""Stage 2, drafts: which cues of a line open a statement of their own, and where the content of each must end.

أكد لافروف أن … | ، مضيفا أن … | وشدد على …          a chain: each cue ends the content before it
قالت لندن إن … | ، بيد أن موسكو تنفي …               another actor's clause after a contrastive or temporal word
أكد لافروف أن أنقرة ترى أن …                          one statement: ترى is part of what is told
يذكر أن روسيا أعلنت …                                 nobody says what frames it: only what is framed is a statement
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Sequence

import msgspec

from mahdar.arabic import ClauseFinder, Clauses, Quotation
from mahdar.statements.apart import describes, is_main, is_relative_at, qualifies
from mahdar.statements.clause import Clause, NounPhrase, bare_clause, is_term, noun_phrase, read_clause, source_phrase
from mahdar.statements.content import End
from mahdar.statements.cues import Cue, CueLexicon
from mahdar.statements.order import clause_around, clause_before, unmarked
from mahdar.statements.speaker import Speakers
from mahdar.statements.view import LineView

Told = Callable[[Cue], bool | None]
"""What is known of a cue from elsewhere: that it opens a statement of its own, that it doesn't, or (None) nothing."""

_LONG_HEADLINE = 30
"""A colon farther than this from where its headline begins has no speaker before it."""
_FAR = 14
"""So many tokens at most stand between what opens a clause and the verb that attributes there."""


class Draft(msgspec.Struct):
    """A statement in the making: its cue and clause, the token before which its content must end, and why it must. A ``frame`` is of a passive
    that names nobody."""

    cue: Cue
    clause: Clause
    bound: int
    ended_by: End = "sentence"
    outer: Draft | None = None
    frame: bool = False

    def cut(self, bound: int, ended_by: End) -> None:
        """End the content before token ``bound`` if it hasn't ended yet."""
        if bound < self.bound:
            self.bound, self.ended_by = bound, ended_by


class Drafts:
    """Makes the drafts of the lines of one page."""

    def __init__(self, cues: CueLexicon, speakers: Speakers, clauses: ClauseFinder) -> None:
        self._cues = cues
        self._speakers = speakers
        self._clauses = clauses

    def of_line(self, view: LineView, cues: Sequence[Cue], told: Told | None = None, *, after_statement: bool = False) -> Iterator[Draft]:
        """The drafts of a line in order, those whose content has been cut away left out.

        ``told`` may say of each cue whether it opens a statement; where it does the draft is made even if the grammar doesn't see how.
        ``after_statement`` says that the line before told who spoke, who then speaks in a line all in marks too.
        """
        drafts = _Line(self, view, cues, told).drafts()
        if not drafts and (found := unmarked(view, after_statement)) is not None:
            drafts = [Draft(*found, len(view.tokens))]
        yield from (d for d in drafts if d.clause.content < d.bound or d.clause.quotation or d.clause.opener == "colon")


class _Line:
    """One line's pass over its cues."""

    def __init__(self, page: Drafts, view: LineView, cues: Sequence[Cue], told: Told | None) -> None:
        self._cues = page._cues
        self._words = page._cues.clauses
        self._speakers = page._speakers
        self._finder = page._clauses
        self._view = view
        self._line_cues = cues
        self._told = told
        self._found: Clauses | None = None
        self._drafts: list[Draft] = []
        self._inside: list[Draft] = []
        """Drafts of cues inside quotations: they don't end what is outside."""
        self._stops = _stops(view, cues)
        self._firsts = [cue.first for cue in cues]

    def drafts(self) -> list[Draft]:
        for n, cue in enumerate(self._line_cues):
            if cue.sort == "according":
                _cut_before_according(self._view, self._drafts, cue)
            elif cue.sort == "colon":
                self._colon(cue)
            elif cue.sort in ("finite", "participle", "noun"):
                self._verb(n, cue)
        return sorted((*self._drafts, *self._inside), key=_first) if self._inside else self._drafts

    def _verb(self, n: int, cue: Cue) -> None:
        """Make the draft of a cue that is a verb, participle or noun."""
        view = self._view
        told = self._told(cue) if self._told else None
        if told is False or (cue.sort == "participle" and not told and view.is_adverbial(cue.first) and not view.is_comma(cue.first - 1)):
            return  # فشلت مجددا
        quotation = view.line.quotation_at(view.tokens[cue.first].start)
        drafts = self._inside if quotation is not None else self._drafts
        previous = drafts[-1] if drafts else None
        if not told:
            if previous is not None and previous.cue.first < cue.first < previous.clause.content:
                if view.word(cue.last) not in self._words.in_it:
                    return  # between a verb and what it opens: part of the subject (مسؤول طلب عدم ذكر اسمه)
                drafts.pop()  # نشر تصريحات للوزير، أكد فيها أن: the nearer verb opens it
                previous = drafts[-1] if drafts else None
            if cue.form is not None and cue.form.pronoun and any("carrier" in v.uses for v in cue.verbs):
                return  # تصريحات نقلتها وكالة …: the route of another statement
        end, why = _latest(view, cue)
        if quotation is not None and (closing := view.token_after(quotation.inner_end)) < end:
            end, why = closing, "mark"
        stop = min(self._stop(n, end), end)
        led = self._is_led(cue) or _goes_on(view, cue, drafts, stop)
        outer = previous if previous is not None and _inside(view, previous, cue) else None
        if outer is not None and not told and not self._may_break(outer, cue):
            return
        if not cue.verbs:  # what was not said (لكنه رفض التعليق) ends what was
            if outer is not None and (opening := self._connector(cue, self._words.breaking | self._words.without)) is not None:
                outer.cut(self._before(opening, outer), "contrast")
            return
        clause = self._clause(cue, stop, drafts, led)
        if clause is None and told:
            clause = bare_clause(view, cue, stop)
        if clause is None or (not told and clause.subject is None and cue.sort == "noun" and not (cue.form and cue.form.pronoun)):
            if outer is not None and cue.sort == "participle" and view.is_comma(cue.first - 1):
                outer.cut(cue.first - 1, "trailing")
            return
        if outer is not None:
            cut = self._cut(outer, cue, clause)
            if cut is None and not told:
                return
            outer.cut(*(cut or (self._before(cue.first, outer), "cue")))
        drafts.append(Draft(cue, clause, end, why, outer, _is_frame(view, cue, clause, self._words.frames)))

    def _clause(self, cue: Cue, stop: int, drafts: Sequence[Draft], led: bool) -> Clause | None:
        """The clause of a cue: the words after it, or what stands before or around it."""
        view = self._view
        clause = read_clause(view, cue, stop, led=led)
        if clause is not None and clause.opener != "quote":
            return clause
        before = clause_before(view, cue, view.sentence(cue.first)[1])
        if before is not None and not any(d.clause.quotation is before.quotation for d in drafts[-1:]):
            return before
        alone = clause is None and not (drafts and view.sentence(drafts[-1].cue.first) == view.sentence(cue.first))
        return clause_around(view, cue) if alone and view.line.block.role != "title" else clause

    def _stop(self, n: int, end: int) -> int:
        """The first cue after the ``n``-th one that may end its clause, or that stands after token ``end``."""
        after = bisect_left(self._firsts, end, lo=n + 1)
        return min(self._stops[n], self._firsts[after] if after < len(self._firsts) else end)

    def _is_led(self, cue: Cue) -> bool:
        """Whether the verb's subject stands before it, so that what follows is its object (روسيا ترفض الاتفاق); not
        where a relative clause has a subject of its own (السد الذي تقول أديس أبابا إنه)."""
        view = self._view
        if cue.sort != "finite" or cue.form is None or not (cue.form.shape == "present" or view.line.block.role == "title"):
            return False
        if is_relative_at(view, cue.first - 1) and view.mention_at(cue.last) is not None:
            return False
        return self._speakers.subject_start(view, cue.first) is not None

    # -- where one content ends and another begins ----------------------------------------------------------------------

    def _may_break(self, outer: Draft, cue: Cue) -> bool:
        """Whether a cue inside another's content may start a statement of its own, as far as it alone tells."""
        if cue.sort == "participle" or is_main(self._view, outer.cue, cue, self._words.opening):
            return True
        return (cue.sort == "finite" and cue.form is not None and outer.cue.form is not None) or outer.frame

    def _cut(self, outer: Draft, cue: Cue, clause: Clause) -> tuple[int, End] | None:
        """Where and why the content around ``cue`` ends before it; None where the cue is part of what is told."""
        view, first = self._view, cue.first
        if cue.sort == "participle":
            return self._before(first, outer), "cue"
        if is_main(view, outer.cue, cue, self._words.opening):
            return self._before(first, outer), "contrast"
        if cue.form is None or outer.cue.form is None or cue.sort != "finite":
            return (self._before(first, outer), "cue") if outer.frame else None
        if is_relative_at(view, first - 1):
            if cue.form.pronoun and clause.opener == "obj" and not view.is_an(clause.content) and not describes(cue):
                return None  # المرونة التي تبديها موسكو: what is told is the noun before
            return first - 1 - view.is_comma(first - 2), "relative"
        if qualifies(view, outer.clause.content, cue):
            return first, "relative"
        start = self._speakers.subject_start(view, first)
        if view.line.block.role == "title" and cue.form.shape == "present" and start is not None and view.pro(start) == "و":
            return start, "contrast"
        if outer.frame:
            return self._before(first if start is None else start, outer), "cue"
        if (opening := self._connector(cue, self._words.breaking)) is not None:
            return self._before(opening, outer), "contrast"
        if view.word(cue.last) in self._words.in_it and view.tokens[first].pro == "":
            return None
        same = cue.form.shape == outer.cue.form.shape or (outer.cue.sort == "participle" and cue.form.shape == "past")
        joined, comma = view.pro(first) in ("و", "ف"), view.is_comma(first - 1)
        if (joined and comma and (same or cue.form.shape == "past")) or (same and (joined or (comma and cue.form.shape == "past"))):
            return self._before(first, outer), "cue"
        return None

    def _connector(self, cue: Cue, breaking: Container[str]) -> int | None:
        """The first token of a word or phrase that opens the clause of ``cue`` and sets it apart from what is told."""
        view, first = self._view, cue.first
        if view.word(first - 1) in ("وقت", "الوقت") or (view.word(first - 1) == "الذي" and view.word(first - 2) == "الوقت"):
            return first - 1 - (view.word(first - 1) == "الذي")
        clause = (self._found or self._find()).at(first)
        if clause.word is None or first - clause.word[1] > _FAR or clause.opened not in ("subordinator", "coordinator"):
            return None
        words = " ".join(view.stem(k) if k == clause.word[0] else view.word(k) for k in range(*clause.word))
        return clause.word[0] if words in breaking else None

    def _find(self) -> Clauses:
        self._found = self._finder.find(self._view.line)
        return self._found

    def _before(self, first: int, outer: Draft) -> int:
        """Where the outer content ends before a clause that begins at ``first``: before the connector, comma and و."""
        view, at = self._view, first
        while at > outer.clause.content and (view.stem(at - 1) in self._words.connectors or view.is_comma(at - 1)):
            at -= 1
            if view.is_comma(at):
                break
        return at

    # -- headlines ------------------------------------------------------------------------------------------------------

    def _colon(self, cue: Cue) -> None:
        draft = self._headline(cue)
        if draft is not None and not (self._told and self._told(cue) is False):
            while self._drafts and self._drafts[-1].cue.first > cue.first:
                self._drafts.pop()
            self._drafts.append(draft)

    def _headline(self, cue: Cue) -> Draft | None:
        """«لافروف: …» in a headline: what stands before the colon speaks, what stands after it is said. After the speaker may stand what
        it is about, where or to whom (قرقاش عن اليمن: …، سوليفان للجبير: …)."""
        view = self._view
        began = self._segment(cue.first)
        if began is None or cue.last >= len(view.tokens):
            return None
        subject = noun_phrase(view, began, cue.first)
        if subject is not None and subject.last != cue.first and not self._is_aside(subject.last, cue.first):
            verbal = any(view.stem(k) in self._cues.forms and view.mention_on(k) is None for k in range(began, cue.first))
            subject = subject if verbal else None
        if subject is None:
            subject = noun_phrase(view, _subject_start(view, cue.first), cue.first)
            if subject is None or subject.last != cue.first:
                return None
        if self._is_topic(subject, cue.last):
            return None
        asides = (NounPhrase(subject.last, cue.first),) if subject.last < cue.first else ()
        clause = Clause(None, subject, (), asides, "colon", cue.last, view.quotation_opening(cue.last))
        ends = (k for k in range(cue.last, len(view.tokens)) if _are_dots(view, k) and not view.in_quotation(view.tokens[k]))
        end = next(ends, len(view.tokens))
        return Draft(cue, clause, end)

    def _segment(self, colon: int) -> int | None:
        """The first token of the part of a headline that ends with the colon at token ``colon``; None where a sentence ended in it."""
        view = self._view
        for k in range(colon - 1, max(-1, colon - _LONG_HEADLINE), -1):
            if view.tokens[k].kind == "mark":
                if view.word(k) in ("…", "|") or _are_dots(view, k - 1):
                    return k + 1
                if view.word(k) in (".", "؟", "!", ":"):
                    return None
        return 0 if colon <= _LONG_HEADLINE else None

    def _is_aside(self, first: int, colon: int) -> bool:
        """Whether a preposition or a participle begins what stands between a headline's speaker and the colon, and no verb stands in it."""
        view = self._view
        opens = view.is_adverbial(first) or view.pro(first) in ("ل", "ب") or view.is_comma(first) or view.tokens[first].norm.endswith("ا")
        return opens and not any(
            view.stem(k) in self._cues.forms and view.mention_on(k) is None and not view.tokens[k].definite for k in range(first + 1, colon)
        )

    def _is_topic(self, subject: NounPhrase, content: int) -> bool:
        """Whether a state before the colon is what the headline is about (أفغانستان: نقل السلطات تدريجيا) and doesn't
        speak (إيران: لن نتفاوض): a bare noun follows it, and neither a verb, a negation nor marks."""
        view = self._view
        mention = view.mention_at(subject.first)
        if mention is None or mention.kind != "state" or mention.last != subject.last or view.quotation_opening(content) is not None:
            return False
        stem = view.stem(content)
        return not (
            stem in self._words.speech_openers or stem in self._cues.forms or stem[:1] in "يتنس" or view.is_an(content) or "س" in view.pro(content)
        )


def _first(draft: Draft) -> int:
    return draft.cue.first


def _stops(view: LineView, cues: Sequence[Cue]) -> list[int]:
    """For each cue the first token of the next one that may end its clause; their number in tokens where none may."""
    out = [len(view.tokens)] * len(cues)
    for n in range(len(cues) - 2, -1, -1):
        out[n] = cues[n + 1].first if _may_stop(view, cues[n + 1]) else out[n + 1]
    return out


def _are_dots(view: LineView, at: int) -> bool:
    """Whether two dots, which part a headline, stand at ``at`` (بعد يوم من القمة.. لافروف: …)."""
    return view.word(at).startswith(".") and (view.word(at) != "." or view.word(at + 1) == ".")


def _is_frame(view: LineView, cue: Cue, clause: Clause, frames: Container[str]) -> bool:
    """Whether a verb without a subject frames what the writer tells: يذكر أن، يشار إلى أن، ويُتوقع أن."""
    form, verb = cue.form, clause.verb
    if form is None or verb is None or verb.past not in frames or form.shape != "present" or (form.gender, form.number) != ("m", "s"):
        return False
    return clause.subject is None and clause.content - cue.last <= 1 and cue.first - view.sentence(cue.first)[0] <= 1


def _goes_on(view: LineView, cue: Cue, drafts: Sequence[Draft], end: int) -> bool:
    """Whether a second verb of the sentence goes on with the first one's subject, so that the only one named after it is
    whom it addresses (تطالب المعارضة بوقف القصف، واتهمت موسكو بعرقلة الاتفاق)."""
    previous = drafts[-1] if drafts else None
    addressing = [v for v in cue.verbs if "to" in v.uses and "ب" in v.governs]
    if previous is None or cue.sort != "finite" or not addressing or view.pro(cue.first) not in ("و", "ف"):
        return False
    if view.sentence(previous.cue.first) != view.sentence(cue.first):
        return False
    named = noun_phrase(view, cue.last, end)
    at = named.last if named is not None else cue.last
    after = next((k for k in range(at, min(end, at + 3)) if view.tokens[k].kind == "word"), None)
    return after is not None and view.pro(after) == "ب" and not view.is_an(after)


def _may_stop(view: LineView, cue: Cue) -> bool:
    if cue.sort == "participle":
        goes_on = view.word(cue.first) in ("قايلا", "قايلين")
        if view.tokens[cue.first].surface.endswith("ه") or (view.is_adverbial(cue.first) and not view.is_comma(cue.first - 1)):
            return False  # ومقره بريطانيا; استبعد مجددا التجميد
        return view.is_comma(cue.first - 1) or bool(view.pro(cue.first)) or (view.stem(cue.first).endswith(("ا", "ين")) and not goes_on)
    return cue.sort == "finite" and view.pro(cue.first) in ("و", "ف")


def _cut_before_according(view: LineView, drafts: list[Draft], cue: Cue) -> None:
    """«…، بحسب وكالة سانا» at the end is no part of what is told; inside a clause it stays."""
    if drafts and _inside(view, drafts[-1], cue):
        phrase = source_phrase(view, cue.last, len(view.tokens))
        end = phrase.last if phrase else cue.last + 1
        sentence_end = view.sentence(cue.first)[1]
        if view.is_comma(cue.first - 1) or all(view.tokens[k].kind == "mark" for k in range(end, sentence_end)):
            drafts[-1].cut(cue.first, "according")


def _latest(view: LineView, cue: Cue) -> tuple[int, End]:
    """Where a content must end at the latest, and why: a relative clause between commas ends with the second one
    (باكستان، التي ترفض الاتفاق، غابت), another with the sentence."""
    end = view.sentence(cue.first)[1]
    if not is_relative_at(view, cue.first - 1) or not view.is_comma(cue.first - 2):
        return end, "sentence"
    closing = (k for k in range(cue.last + 1, end) if view.is_comma(k) and view.pro(k + 1) != "و" and not view.in_quotation(view.tokens[k]))
    found = next(closing, end)
    return found, "aside" if found < end else "sentence"


def _subject_start(view: LineView, end: int) -> int:
    mention = view.mention_on(end - 1)
    return mention.first if mention else end - 1


def _is_plain(view: LineView, quotation: Quotation) -> bool:
    """Whether what is told goes on after a term in marks: عن "قلقها" بعد الضربة; not where the sentence stops with them."""
    return view.tokens[view.token_after(quotation.end)].kind == "word" if view.token_after(quotation.end) < len(view.tokens) else False


def _inside(view: LineView, draft: Draft, cue: Cue) -> bool:
    """Whether ``cue`` stands inside the content of ``draft`` as it is so far."""
    if cue.first >= draft.bound or view.sentence(cue.first) != view.sentence(draft.cue.first):
        return False
    quotation = draft.clause.quotation
    if quotation is not None and quotation.closed and view.tokens[cue.first].start >= quotation.end:
        return cue.sort == "participle" or (draft.clause.opener in ("obj", "prep") and is_term(view, quotation) and _is_plain(view, quotation))
    return cue.first >= draft.clause.content
