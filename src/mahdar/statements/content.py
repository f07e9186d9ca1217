"""Stage 2b, content: the stretch of a line that belongs to a cue.

A direct quotation is what stands inside its marks, with what it goes on with in other marks or lines. Reported content goes on to the
end of the sentence, but for a chained cue (، مضيفا أن), a coordinated one (، وشدد على), a clause of the writer's own (، وذلك في ختام …),
another actor's (، لكن موسكو تنفي …) or an according-to phrase. `Content.ended_by` says which.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from mahdar.arabic import Quotation, Text
from mahdar.model import Span, StatementKind
from mahdar.statements.clause import CLAUSE_WORDS, Clause, has_verb
from mahdar.statements.view import LineView

End = Literal["sentence", "mark", "cue", "contrast", "relative", "aside", "trailing", "according"]
"""Why a content ends where it does: its sentence or line ends; the closing mark; the next cue of a chain; another actor's clause after
a contrastive or temporal word; a relative clause that relays another; the second comma of a relative clause that it stands in; a clause
of the writer's own; an according-to phrase."""

_TRAILING = " \u00a0\t.،,؛;:!؟?-–—…"
_CLOSERS = "\"”»'"
_STOPS = ".،؛,!؟?…"
_SHORT_PARTICIPLE = 4
"""A word of م…ا with no more letters than this is no participle in the accusative (مثلا، معا)."""
_JOINING = " و،,.\t"
_SHORT_VERB = 4
_WORD = re.compile(r"\w+")


class Content(msgspec.Struct, frozen=True):
    """A content: its span, how it is quoted, the token after its last, why it ends there, and its other parts (``more``): those of a
    split or running quotation, in order."""

    span: Span
    kind: StatementKind
    last: int
    ended_by: End = "sentence"
    more: tuple[Span, ...] = ()


def read_content(view: LineView, clause: Clause, bound: int, ended_by: End = "sentence", following: LineView | None = None) -> Content | None:
    """The content that ``clause`` opens, up to token ``bound``, where it ends by ``ended_by``; None where nothing is left of it.

    A colon at the end of the line opens what the ``following`` line begins with: marks, or its first sentence.
    """
    if clause.opener == "before":
        return _before(view, clause, bound)
    if clause.opener == "colon" and clause.content == len(view.tokens):
        return _of_next(following) if following is not None and following.line.block.role == view.line.block.role else None
    quotation = clause.quotation
    if quotation is not None:
        after = view.token_after(quotation.end)
        if _ends_with(view, quotation, after, bound):
            span = trimmed(view.text, quotation.inner_start, quotation.inner_end)
            if span is not None and (_words(view, span) >= CLAUSE_WORDS or (clause.opener in ("quote", "colon") or has_verb(view, quotation))):
                return Content(span, "direct", after, "mark")
    if clause.content >= bound:
        return None
    trailing = bound if clause.opener == "around" else _before_trailing(view, clause.content, bound)
    if trailing < bound:
        bound, ended_by = trailing, "trailing"
    first = view.tokens[clause.content]
    start = first.stem_start if clause.opener in ("obj", "around") and first.pro[:1] in ("و", "ف") else first.start
    span = trimmed(view.text, start, view.tokens[bound - 1].end, view.line.quotations)
    if span is None:
        return None
    return Content(span, kind_of(view, span), bound, ended_by)


class Runs:
    """The quotations of a page that run over several lines: their parts by the offset at which the first one's marks open."""

    def __init__(self, text: Text) -> None:
        self._text = text.text
        self._parts: dict[int, tuple[Quotation, ...]] = {}
        for running in text.running:
            self._parts[running.parts[0].quotation.start] = tuple(part.quotation for part in running.parts)

    def whole(self, content: Content, quotation: Quotation | None) -> Content:
        """``content`` with all parts of a running quotation that it begins with: its span the longest, the others in ``more``."""
        if quotation is None or content.kind != "direct" or quotation.start not in self._parts:
            return content
        found = (trimmed(self._text, q.inner_start, q.inner_end) for q in self._parts[quotation.start])
        return split(content, [span for span in found if span is not None])


def split(content: Content, parts: Iterable[Span]) -> Content:
    """``content`` made of ``parts``: its span is the longest, the others go into ``more``."""
    ordered = sorted(parts)
    if len(ordered) < 2:
        return content
    longest = max(ordered, key=lambda span: span.end - span.start)
    return msgspec.structs.replace(content, span=longest, more=tuple(span for span in ordered if span is not longest))


def _of_next(view: LineView) -> Content | None:
    """What a line begins with: all of its marks, else its first sentence."""
    if not view.tokens:
        return None
    opened = Clause(None, None, (), (), "colon", 0, view.quotation_opening(0))
    return read_content(view, opened, view.sentence(0)[1])


def _before(view: LineView, clause: Clause, bound: int) -> Content | None:
    """The content before its cue, and what of it goes on in marks after the clause (up to ``bound``): «…»، قال لافروف، «…»."""
    quotation = clause.quotation
    assert quotation is not None, "what stands before its cue stands in marks"
    span = trimmed(view.text, quotation.inner_start, quotation.inner_end)
    if span is None:
        return None
    content = Content(span, "direct", view.token_after(quotation.end), "mark")
    parts = [span]
    for k in range(clause.content, min(bound, len(view.tokens))):
        if (more := view.quotation_opening(k)) is not None and (part := trimmed(view.text, more.inner_start, more.inner_end)):
            parts.append(part)
            break
    return split(content, parts)


def _ends_with(view: LineView, quotation: Quotation, after: int, bound: int) -> bool:
    """Whether the content ends with the quotation: nothing but punctuation follows it before the bound, or punctuation or a relative
    clause of the writer's follows a clause in marks."""
    if not quotation.closed:
        return True
    bound = min(bound, len(view.tokens))
    if after >= bound or all(view.tokens[k].kind == "mark" for k in range(after, bound)):
        return True
    if len(_WORD.findall(view.text, quotation.inner_start, quotation.inner_end)) < CLAUSE_WORDS:
        return False
    stopped = view.tokens[after].surface in _STOPS or view.text[quotation.inner_end - 1] in _STOPS
    return stopped or view.word(after) in view.words.relatives or view.word(after) in view.words.trailers


def _before_trailing(view: LineView, first: int, bound: int) -> int:
    """The token before which a trailing clause of the writer's own begins: ، وذلك في ختام …، ، كما …، وهو ما …"""
    for k in range(first + 4, bound):
        if not view.is_comma(k - 1) or view.in_quotation(view.tokens[k]):
            continue
        word, following = view.word(k), view.word(k + 1)
        if word in view.words.trailers or f"{word} {following}" in view.words.trailers or _is_comment(view, k):
            return k - 1
    return bound


def _is_comment(view: LineView, k: int) -> bool:
    """Whether a participle of the speaker begins after a comma (، مستهجنا …، مقدرا …), or a comment on what happened then (وهو ما أثار
    جدلا); what goes on in the present tells more of the same (وهو ما يزيد عن النصف)."""
    if view.pro(k) == "و" and view.stem(k) == "هو" and view.word(k + 1) in ("ما", "الامر"):
        return view.word(k + 2)[:1] not in ("ي", "ت") and view.word(k + 2) != "من"
    word = view.word(k)
    return (
        len(word) > _SHORT_PARTICIPLE
        and word[0] == "م"
        and word[-1] == "ا"
        and word[-2] != "م"
        and not view.is_adverbial(k)
        and not view.mention_on(k)
    )


def kind_of(view: LineView, span: Span) -> StatementKind:
    """``mixed`` where a clause of it stands in marks: four words or more, or fewer with a finite verb («لن نقبل بذلك»); ``direct`` where
    nothing stands outside of several marks but what joins them («الوضع خطير» و«لن نقبل بذلك»); else ``indirect``."""
    quotations = view.line.quotations
    mixed, several, outside = False, 0, span.start
    bare = True
    for k in range(bisect_left(quotations, span.start, key=_end), len(quotations)):
        q = quotations[k]
        if q.start >= span.end:
            break
        if q.inner_start < span.start and q.inner_end >= span.end:
            continue  # another's words, in which all of this is told: «نقول إن أنقرة تطالب بالحوار»
        words = len(_WORD.findall(view.text, max(q.inner_start, span.start), min(q.inner_end, span.end)))
        mixed = mixed or words >= CLAUSE_WORDS or (words > 1 and _is_clause(view, q))
        several, bare = several + 1, bare and view.text[outside : max(outside, q.start)].strip(_JOINING) == ""
        outside = q.end
    if not mixed:
        return "indirect"
    return "direct" if several > 1 and bare and view.text[outside : max(outside, span.end)].strip(_JOINING) == "" else "mixed"


def _is_clause(view: LineView, quotation: Quotation) -> bool:
    """Whether a finite verb or a negation of one stands in marks: «شهدت تحسنا», «ستكون هناك», «لا نعرفهم», «كان ممكنا»."""
    return any(_is_finite(view, k) for k in range(view.token_after(quotation.inner_start), view.token_after(quotation.inner_end)))


def _is_finite(view: LineView, k: int) -> bool:
    """Whether the word at token ``k`` is written as hardly anything but a finite verb is, or makes one of what follows."""
    token, stem = view.tokens[k], view.stem(k)
    if token.kind != "word" or token.definite or view.mention_on(k) is not None or stem in view.words.like_verbs:
        return False
    if stem in view.words.being or stem in view.words.denying or token.pro.endswith("س"):
        return True
    if token.pro not in ("", "و", "ف") or len(stem) < _SHORT_VERB:
        return False
    if stem[0] == "ي" or (stem[0] in "تن" and view.word(k - 1) == "لا"):
        return True
    return stem[-1] == "ت" and stem[-2] not in "ايو" and stem[1] != "ا"  # شهدت; not مباحثات، بيروت، ثابت


def _end(quotation: Quotation) -> int:
    return quotation.end


def _words(view: LineView, span: Span) -> int:
    return len(_WORD.findall(view.text, span.start, span.end))


def trimmed(text: str, start: int, end: int, quotations: Sequence[Quotation] = ()) -> Span | None:
    """``start:end`` without white space, punctuation and closing marks at its edges; a mark of one of ``quotations`` (those of the line) stays
    where all of the quotation stands in it (دعم "وحدة سوريا")."""
    while end > start and (
        text[end - 1] in _TRAILING or text[end - 1].isspace() or (text[end - 1] in _CLOSERS and not _is_whole(quotations, start, end))
    ):
        end -= 1
    while start < end and (text[start].isspace() or text[start] in "،,.:؛-"):
        start += 1
    return Span(start=start, end=end) if end > start else None


def _is_whole(quotations: Sequence[Quotation], start: int, end: int) -> bool:
    """Whether a quotation that ends at ``end`` stands in ``start:end``."""
    while quotations and (k := bisect_left(quotations, end, key=_end)) < len(quotations) and quotations[k].start < end:
        if quotations[k].end == end and quotations[k].closed:
            return quotations[k].start >= start
        quotations = quotations[k].children
    return False
