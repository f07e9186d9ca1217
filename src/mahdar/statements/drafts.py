"""Stage 2, drafts: which cues of a line open a statement of their own, and where the content of each must end.

أكد لافروف أن … | ، مضيفا أن … | وشدد على …          a chain: each cue ends the content before it
أكد لافروف أن أنقرة ترى أن …                          one statement: ترى is part of what is told
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from mahdar.statements.clause import Clause, NounPhrase, noun_phrase, read_clause, source_phrase
from mahdar.statements.cues import RELATIVES, Cue, CueLexicon
from mahdar.statements.speaker import Speakers
from mahdar.statements.view import LineView

_SPEECH_OPENERS = frozenset({"لا", "لن", "لم", "ليس", "ليست", "ما", "هناك", "نحن", "علي", "من", "في", "قد", "هذا", "هذه", "كل", "اي", "اذا", "لو"})
_CONNECTORS = frozenset({"حيث", "فيما", "بينما", "لكن", "لكنه", "لكنها", "لكنهم", "اذ", "غير", "الا", "حين", "كما"})


class Draft(msgspec.Struct):
    """A statement in the making: its cue and clause, and the token before which its content must end."""

    cue: Cue
    clause: Clause
    bound: int
    outer: Draft | None = None


class Drafts:
    """Makes the drafts of the lines of one page."""

    def __init__(self, cues: CueLexicon, speakers: Speakers) -> None:
        self._cues = cues
        self._speakers = speakers

    def of_line(self, view: LineView, cues: Sequence[Cue]) -> Iterator[Draft]:
        """The drafts of a line in order, those whose content has been cut away left out."""
        drafts: list[Draft] = []
        for n, cue in enumerate(cues):
            if cue.sort == "according":
                _cut_before_according(view, drafts, cue)
                continue
            if drafts and drafts[-1].cue.first < cue.first < drafts[-1].clause.content:
                continue  # between a verb and what it opens: part of the subject (مسؤول طلب عدم ذكر اسمه)
            end = _aside_end(view, cue)
            if cue.sort == "colon":
                if (draft := self._headline(view, cue)) is not None:
                    drafts = [d for d in drafts if d.cue.first > cue.first]
                    drafts.append(draft)
                continue
            outer = drafts[-1] if drafts and _inside(view, drafts[-1], cue) else None
            if outer is not None and not self._breaks(view, outer, cue):
                continue
            if not cue.verbs:  # what was not said (لكنه رفض التعليق) ends what was
                if outer is not None:
                    outer.bound = min(outer.bound, self._cut(view, cue.first, outer))
                continue
            stop = next((c.first for c in islice(cues, n + 1, None) if c.first >= end or _may_stop(view, c)), end)
            if cue.form is not None and cue.form.pronoun and any(v.use == "carrier" for v in cue.verbs):
                continue  # تصريحات نقلتها وكالة …: the route of another statement
            led = self._is_led(view, cue) or _goes_on(view, cue, drafts, min(stop, end))
            clause = read_clause(view, cue, min(stop, end), led=led)
            if clause is None or (clause.subject is None and cue.sort == "noun" and not (cue.form and cue.form.pronoun)):
                continue
            if outer is not None:
                outer.bound = min(outer.bound, self._cut(view, cue.first, outer))
            drafts.append(Draft(cue, clause, end, outer))
        yield from (d for d in drafts if d.clause.content < d.bound or d.clause.quotation)

    def _is_led(self, view: LineView, cue: Cue) -> bool:
        """Whether the verb's subject stands before it, so that what follows is its object (روسيا ترفض الاتفاق); not
        where a relative clause has a subject of its own (السد الذي تقول أديس أبابا إنه)."""
        if cue.sort != "finite" or cue.form is None or not (cue.form.shape == "present" or view.line.block.role == "title"):
            return False
        if view.word(cue.first - 1) in RELATIVES and view.mention_at(cue.last) is not None:
            return False
        return self._speakers.subject_start(view, cue.first) is not None

    def _breaks(self, view: LineView, outer: Draft, cue: Cue) -> bool:
        """Whether a cue inside another's content starts a statement of its own (a chain), and isn't what is told."""
        if cue.sort == "participle":
            return True
        if cue.sort != "finite" or outer.cue.form is None or cue.form is None:
            return False
        if view.word(cue.first - 1) in RELATIVES:
            return True
        before = view.stem(cue.first - 1)
        if (
            view.line.block.role == "title"
            and cue.form.shape == "present"
            and (start := self._speakers.subject_start(view, cue.first)) is not None
            and view.pro(start) == "و"
        ):
            return True
        connector = (
            before in _CONNECTORS
            or (before in ("انها", "انه") and view.stem(cue.first - 2) in ("غير", "الا"))
            or (view.word(cue.first - 2) == "في" and before == "حين")
        )
        if connector:
            return True
        same = cue.form.shape == outer.cue.form.shape or (outer.cue.sort == "participle" and cue.form.shape == "past")
        if view.pro(cue.first) in ("و", "ف") and view.is_comma(cue.first - 1):
            return True
        return same and (view.pro(cue.first) in ("و", "ف") or (view.is_comma(cue.first - 1) and cue.form.shape == "past"))

    def _cut(self, view: LineView, first: int, outer: Draft) -> int:
        """Where the outer content ends before a cue at ``first``: before the connector, comma and و."""
        at = first
        if view.word(first - 1) in RELATIVES:
            return first - 1 - view.is_comma(first - 2)
        if view.line.block.role == "title" and (start := self._speakers.subject_start(view, first)) is not None and view.pro(start) == "و":
            return start
        while at > outer.clause.content and (view.stem(at - 1) in _CONNECTORS | {"في", "حين", "قد", "انها", "انه"} or view.is_comma(at - 1)):
            at -= 1
            if view.is_comma(at):
                break
        return at

    def _is_topic(self, view: LineView, subject: NounPhrase, content: int) -> bool:
        """Whether a state before the colon is what the headline is about (أفغانستان: نقل السلطات تدريجيا) and doesn't
        speak (إيران: لن نتفاوض): a bare noun follows it, and neither a verb, a negation nor marks."""
        mention = view.mention_at(subject.first)
        if mention is None or mention.kind != "state" or mention.last != subject.last or view.quotation_opening(content) is not None:
            return False
        stem = view.stem(content)
        return not (stem in _SPEECH_OPENERS or stem in self._cues.forms or stem[:1] in "يتنس" or view.is_an(content) or "س" in view.pro(content))

    def _headline(self, view: LineView, cue: Cue) -> Draft | None:
        """«لافروف: …» in a headline: what stands before the colon speaks, what stands after it is said."""
        if any(view.tokens[k].kind == "mark" and view.tokens[k].surface in ".؟!" for k in range(cue.first)) or cue.last >= len(view.tokens):
            return None
        subject = noun_phrase(view, 0, cue.first)
        verbal = any(view.stem(k) in self._cues.forms and view.mention_on(k) is None for k in range(cue.first))
        if subject is None or (subject.last != cue.first and not verbal):
            subject = noun_phrase(view, _subject_start(view, cue.first), cue.first)
            if subject is None or subject.last != cue.first:
                return None
        if self._is_topic(view, subject, cue.last):
            return None
        clause = Clause(None, subject, (), (), "colon", cue.last, view.quotation_opening(cue.last))
        return Draft(cue, clause, len(view.tokens))


def _goes_on(view: LineView, cue: Cue, drafts: Sequence[Draft], end: int) -> bool:
    """Whether a second verb of the sentence goes on with the first one's subject, so that the only one named after it is
    whom it addresses (تطالب المعارضة بوقف القصف، واتهمت موسكو بعرقلة الاتفاق)."""
    previous = drafts[-1] if drafts else None
    addressing = [v for v in cue.verbs if "to" in v.use.split(",") and "ب" in v.governs]
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
        return view.is_comma(cue.first - 1) or bool(view.pro(cue.first))
    return cue.sort == "finite" and view.pro(cue.first) in ("و", "ف")


def _cut_before_according(view: LineView, drafts: list[Draft], cue: Cue) -> None:
    """«…، بحسب وكالة سانا» at the end is no part of what is told; inside a clause it stays."""
    if drafts and _inside(view, drafts[-1], cue):
        phrase = source_phrase(view, cue.last, len(view.tokens))
        end = phrase.last if phrase else cue.last + 1
        sentence_end = view.sentence(cue.first)[1]
        if view.is_comma(cue.first - 1) or all(view.tokens[k].kind == "mark" for k in range(end, sentence_end)):
            drafts[-1].bound = min(drafts[-1].bound, cue.first)


def _aside_end(view: LineView, cue: Cue) -> int:
    """Where a content must end at the latest: a relative clause between commas ends with the second one
    (باكستان، التي ترفض الاتفاق، غابت), another with the sentence."""
    end = view.sentence(cue.first)[1]
    if view.word(cue.first - 1) not in RELATIVES or not view.is_comma(cue.first - 2):
        return end
    closing = (k for k in range(cue.last + 1, end) if view.is_comma(k) and view.pro(k + 1) != "و" and not view.in_quotation(view.tokens[k]))
    return next(closing, end)


def _subject_start(view: LineView, end: int) -> int:
    mention = view.mention_on(end - 1)
    return mention.first if mention else end - 1


def _inside(view: LineView, draft: Draft, cue: Cue) -> bool:
    """Whether ``cue`` stands inside the content of ``draft`` as it is so far."""
    if cue.first >= draft.bound or view.sentence(cue.first) != view.sentence(draft.cue.first):
        return False
    quotation = draft.clause.quotation
    if quotation is not None and quotation.closed and view.tokens[cue.first].start >= quotation.end:
        return cue.sort == "participle"
    return cue.first >= draft.clause.content
