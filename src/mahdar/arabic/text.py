"""The analysed text of an article: lines of tokens with their quotations and sentences, made once and shared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from mahdar.arabic.lexicon import Lexicon
from mahdar.arabic.quotes import Quotation, quotations
from mahdar.arabic.tokens import Token, tokenize
from mahdar.model import Block

_LONG, _LONGEST = 250, 400
_ENDS = frozenset(".!؟?")


class Line(msgspec.Struct, frozen=True):
    """One line of a page that is read: its block, tokens, outermost quotations and sentence ends.

    ``sentences`` are (first, last + 1) token index pairs; a full stop inside a quotation ends no sentence.
    """

    number: int
    start: int
    end: int
    block: Block
    tokens: tuple[Token, ...]
    quotations: tuple[Quotation, ...]
    sentences: tuple[tuple[int, int], ...]

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation whose inside holds ``offset``, if any."""
        return next((q for q in self.quotations if q.inner_start <= offset < q.inner_end), None)


class Text(msgspec.Struct, frozen=True):
    """A page's text with its analysed lines, in order."""

    text: str
    lines: tuple[Line, ...]


def analyse(text: str, blocks: Iterable[Block], lexicon: Lexicon) -> Text:
    """Analyse the lines of ``blocks`` (those that are to be read, in order)."""
    lines = []
    for block in blocks:
        at = block.start
        for raw in text[block.start : block.end].split("\n"):
            end = at + len(raw)
            tokens = tokenize(text, lexicon, at, end)
            if tokens:
                quotes = quotations(text, at, end)
                lines.append(Line(text.count("\n", 0, at) + 1, at, end, block, tokens, quotes, _sentences(text, tokens, quotes)))
            at = end + 1
    return Text(text, tuple(lines))


def _sentences(text: str, tokens: Sequence[Token], quotes: Sequence[Quotation]) -> tuple[tuple[int, int], ...]:
    """Token ranges of the sentences: they end at . ! ؟ before a space, outside quotations and initials.

    A line that never ends a sentence is cut all the same, at a comma or where it has grown past any sentence, so that the
    work on a page grows with its length alone.
    """
    out: list[tuple[int, int]] = []
    first = 0
    for i, token in enumerate(tokens):
        if i - first >= _LONGEST or (i - first >= _LONG and token.surface in "،,؛"):
            out.append((first, i + 1))
            first = i + 1
            continue
        if token.surface not in _ENDS or any(q.inner_start <= token.start < q.inner_end and q.closed for q in quotes):
            continue
        last = i + 1
        behind = text[token.end : token.end + 1]
        if behind and not behind.isspace() and behind not in "\"”»'" and not ("\u0620" <= behind <= "\u06ff"):
            continue
        if i and len(tokens[i - 1].norm) == 1 and tokens[i - 1].kind in ("word", "latin") and not behind.isspace():
            continue  # an initial: ج. بوش
        out.append((first, last))
        first = last
    if first < len(tokens):
        out.append((first, len(tokens)))
    return tuple(out)
