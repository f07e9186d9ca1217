"""The analysed text of an article: lines of tokens with their quotations, parentheses and sentences, made once and shared."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from mahdar.arabic import enclosed
from mahdar.arabic.brackets import Parenthesis, parentheses
from mahdar.arabic.enclosed import Enclosed
from mahdar.arabic.lexicon import Lexicon
from mahdar.arabic.quotes import Quotation, read_marks
from mahdar.arabic.running import LineMarks, RunningQuotation, running_quotations
from mahdar.arabic.sentences import shipped
from mahdar.arabic.tokens import Token, tokenize
from mahdar.model import Block


class Line(msgspec.Struct, frozen=True):
    """One line of a page that is read: its block, tokens, outermost quotations and parentheses, and sentences.

    ``quotations`` hold those inside them as ``children``; a line inside a quotation that an earlier line opened has its part of it
    here too, with an empty ``opening``. ``sentences`` are (first, last + 1) token index pairs; see `SentenceFinder`.
    """

    number: int
    start: int
    end: int
    block: Block
    tokens: tuple[Token, ...]
    quotations: tuple[Quotation, ...]
    sentences: tuple[tuple[int, int], ...]
    parentheses: tuple[Parenthesis, ...] = ()

    def quotation_at(self, offset: int) -> Quotation | None:
        """The outermost quotation whose inside holds ``offset``, if any, in time logarithmic in their number."""
        return enclosed.at(self.quotations, offset)

    def quotation_opening(self, offset: int) -> Quotation | None:
        """The outermost quotation whose opening mark holds ``offset``, if any."""
        return enclosed.opening(self.quotations, offset)

    def quotations_at(self, offset: int) -> tuple[Quotation, ...]:
        """All quotations whose insides hold ``offset``, the outermost first."""
        out: list[Quotation] = []
        found = self.quotation_at(offset)
        while found is not None:
            out.append(found)
            found = enclosed.at(found.children, offset)
        return tuple(out)

    def token_at(self, offset: int) -> int:
        """Index of the first token that starts at or after ``offset``, in logarithmic time; their number where none does."""
        return bisect_left(self.tokens, offset, key=_start)

    def sentences_in(self, enclosure: Enclosed) -> tuple[tuple[int, int], ...]:
        """Token ranges of the sentences inside one of the line's quotations or parentheses, its marks left out."""
        first, last = self.token_at(enclosure.inner_start), self.token_at(enclosure.inner_end)
        found = shipped().find(self.tokens[first:last], tuple(enclosed.whole(enclosure.children)))
        return tuple((first + a, first + b) for a, b in found)

    def parenthesis_at(self, offset: int) -> Parenthesis | None:
        """The outermost parenthesis whose inside holds ``offset``, if any."""
        return enclosed.at(self.parentheses, offset)


def _start(token: Token) -> int:
    return token.start


class Text(msgspec.Struct, frozen=True):
    """A page's text with its analysed lines, in order, and the quotations that run over several of them (by their place in ``lines``)."""

    text: str
    lines: tuple[Line, ...]
    running: tuple[RunningQuotation, ...] = ()


class _Raw(NamedTuple):
    number: int
    block: Block
    tokens: tuple[Token, ...]
    marks: LineMarks


def analyse(text: str, blocks: Iterable[Block], lexicon: Lexicon) -> Text:
    """Analyse the lines of ``blocks`` (those that are to be read, in order)."""
    raws: list[_Raw] = []
    number, counted = 1, 0
    for block in blocks:
        at = block.start
        for line in text[block.start : block.end].split("\n"):
            end = at + len(line)
            if tokens := tokenize(text, lexicon, at, end):
                if at < counted:
                    number, counted = 1, 0
                number, counted = number + text.count("\n", counted, at), at
                raws.append(_Raw(number, block, tokens, LineMarks(at, end, read_marks(text, at, end), block.role)))
            at = end + 1
    running = running_quotations(text, [raw.marks for raw in raws])
    parts: dict[int, list[Quotation]] = {}
    for quotation in running:
        for part in quotation.parts:
            parts.setdefault(part.line, []).append(part.quotation)
    return Text(text, tuple(_line(text, raw, parts.get(k, ())) for k, raw in enumerate(raws)), running)


def _line(text: str, raw: _Raw, parts: Sequence[Quotation]) -> Line:
    """The line with what it holds of running quotations (``parts``) among its own."""
    start, end = raw.marks.start, raw.marks.end
    quotations = raw.marks.marks.quotations
    for part in parts:
        if not part.opening:
            quotations = (part, *(q for q in quotations if q.start >= part.end))
    asides = parentheses(text, start, end)
    inside = (*parts, *enclosed.whole(quotations), *enclosed.whole(asides))
    return Line(raw.number, start, end, raw.block, raw.tokens, quotations, shipped().find(raw.tokens, inside), asides)
