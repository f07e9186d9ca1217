"""Stage 2b, content: the stretch of a line that belongs to a cue.

A direct quotation is what stands inside its marks. Reported content goes on to the end of the sentence, but for a
chained cue (، مضيفا أن), a coordinated one (، وشدد على), a clause that starts anew (حيث ترى …) or an according-to phrase.
"""

from __future__ import annotations

import re

import msgspec

from mahdar.arabic import Quotation
from mahdar.model import Span, StatementKind
from mahdar.statements.clause import Clause
from mahdar.statements.view import LineView

_TRAILING = " \u00a0\t.،,؛;:!؟?-–—…"
_CLOSERS = "\"”»'"
_WORD = re.compile(r"\w+")
_MIXED_WORDS = 4
_TRAILERS = frozenset({"وذلك", "كما", "اذ", "طبقا"})


class Content(msgspec.Struct, frozen=True):
    """A content: its span, how it is quoted, and the token after its last."""

    span: Span
    kind: StatementKind
    last: int


def read_content(view: LineView, clause: Clause, bound: int) -> Content | None:
    """The content that ``clause`` opens, up to token ``bound``; None where nothing is left of it."""
    quotation = clause.quotation
    if quotation is not None:
        after = view.token_after(quotation.end)
        if _ends_with(view, quotation, after, bound):
            span = trimmed(view.text, quotation.inner_start, quotation.inner_end, marks=False)
            if span is not None and (clause.opener != "obj" or len(_WORD.findall(span.of(view.text))) >= _MIXED_WORDS):
                return Content(span, "direct", after)
    if clause.content >= bound:
        return None
    bound = _before_trailing(view, clause.content, bound)
    first = view.tokens[clause.content]
    start = first.start if clause.opener != "obj" or not first.pro else first.stem_start
    span = trimmed(view.text, start, view.tokens[bound - 1].end, marks=True)
    if span is None:
        return None
    return Content(span, _kind(view, span), bound)


def _ends_with(view: LineView, quotation: Quotation, after: int, bound: int) -> bool:
    """Whether the content ends with the quotation: nothing but punctuation follows it before the bound."""
    if not quotation.closed:
        return True
    if after >= min(bound, len(view.tokens)) or all(view.tokens[k].kind == "mark" for k in range(after, min(bound, len(view.tokens)))):
        return True
    return (
        view.tokens[after].kind == "mark"
        and view.tokens[after].surface in ".،؛"
        and len(_WORD.findall(view.text[quotation.inner_start : quotation.inner_end])) >= _MIXED_WORDS
    )


def _before_trailing(view: LineView, first: int, bound: int) -> int:
    """The token before which a trailing clause of the writer's own begins: ، وذلك في ختام …، ، كما …، وهو ما …"""
    for k in range(first + 4, bound):
        trailing = view.word(k) in _TRAILERS or (view.stem(k) == "هو" and view.word(k + 1) in ("ما", "الامر"))
        if trailing and view.is_comma(k - 1) and view.line.quotation_at(view.tokens[k].start) is None:
            return k - 1
    return bound


def _kind(view: LineView, span: Span) -> StatementKind:
    """``mixed`` where a clause of it (four words or more) stands in marks, else ``indirect``."""
    for q in view.line.quotations:
        inside = view.text[max(q.inner_start, span.start) : min(q.inner_end, span.end)]
        if q.start < span.end and q.end > span.start and len(_WORD.findall(inside)) >= _MIXED_WORDS:
            return "mixed"
    return "indirect"


def trimmed(text: str, start: int, end: int, *, marks: bool) -> Span | None:
    """``start:end`` without white space and closing punctuation; with ``marks`` a closing mark that was opened inside stays."""
    while end > start and (
        text[end - 1] in _TRAILING or text[end - 1].isspace() or (text[end - 1] in _CLOSERS and not _opened(text, start, end, marks))
    ):
        end -= 1
    while start < end and (text[start].isspace() or text[start] in "،,.:؛-"):
        start += 1
    return Span(start=start, end=end) if end > start else None


def _opened(text: str, start: int, end: int, marks: bool) -> bool:
    """Whether the closing mark at ``end - 1`` was opened inside ``start:end``."""
    if not marks:
        return False
    mark = text[end - 1]
    opening = {"”": '“„"”', "»": "«", '"': '"“', "'": "'"}[mark]
    inside = text[start : end - 1]
    return any(o in inside for o in opening) and (mark != '"' or inside.count('"') % 2 == 1 or "“" in inside)
