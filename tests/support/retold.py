"""Pages told in another way that means the same, and what is said of them with all that may differ left out.

The ways keep every offset: they change marks for marks and a space for a line's end.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence

import msgspec

from mahdar.arabic import Quotation, analyse, quotations
from mahdar.model import Block, Role, Statement
from mahdar.reader import Reader

MARKS = {"angle": "«»", "curly": "“”", "straight": '""'}
_EDGES = ' "“”«».،؛:'
_KNOWN_MARKS = frozenset('"“”«»')
_SENTENCE_END = re.compile(r"[.؟!] (?=\S)")

Line = tuple[str, Role]


class Retold(msgspec.Struct, frozen=True):
    """What a page says of one statement, its place left out where ``content`` is all that is asked."""

    cue: str | None
    content: str
    kind: str
    act: str
    polarity: str
    speaker: str | None
    label: str | None
    addressee: str | None
    via: tuple[str, ...]
    found_by: str


def statements(reader: Reader, lines: Sequence[Line], *, apart: str = "\n") -> tuple[str, tuple[Statement, ...]]:
    """The text of lines, and what the room finds in those that are not furniture."""
    text, blocks, at = apart.join(line for line, _ in lines), [], 0
    for line, role in lines:
        if role != "furniture" and line.strip():
            blocks.append(Block(start=at, end=at + len(line), role=role, confidence=1.0, why="test"))
        at += len(line) + len(apart)
    return text, of_blocks(reader, text, blocks)


def of_blocks(reader: Reader, text: str, blocks: Iterable[Block]) -> tuple[Statement, ...]:
    """What the room finds in blocks of a text."""
    analysed = analyse(text, tuple(blocks), reader.lexicon)
    names = reader.names.find(analysed)
    return reader.statements.find(analysed, names, reader.times.find(analysed)[0], hashlib.sha256(text.encode()).hexdigest())[0]


def retold(text: str, found: Iterable[Statement], same: Callable[[str], str] = str) -> list[Retold]:
    """Statements without offsets and without the marks at their ends; every word goes through ``same``."""

    def words(told: str | None) -> str | None:
        return None if told is None else same(told.strip(_EDGES))

    return [
        Retold(
            cue=words(s.cue.of(text)) if s.cue else None,
            content=words(s.of(text)) or "",
            kind=s.kind,
            act=s.act,
            polarity=s.polarity,
            speaker=words(s.speaker.entity) if s.speaker else None,
            label=words(s.speaker.label) if s.speaker else None,
            addressee=words(s.addressee),
            via=tuple(same(via.entity) for via in s.via),
            found_by=s.found_by,
        )
        for s in found
    ]


def remarked(text: str, style: str) -> str:
    """The text with the marks of every closed quotation in another style; straight marks, which can't be told apart inside one another,
    for quotations that hold none and are in none."""
    out, at = list(text), 0
    opening, closing = tuple(MARKS[style])

    def change(quotation: Quotation, depth: int) -> None:
        plain = quotation.opening in _KNOWN_MARKS and quotation.closing in _KNOWN_MARKS
        if plain and (style != "straight" or not (depth or quotation.children)):
            out[quotation.start], out[quotation.inner_end] = opening, closing
        for child in quotation.children:
            change(child, depth + 1)

    for line in text.split("\n"):
        for quotation in quotations(text, at, at + len(line)):
            change(quotation, 0)
        at += len(line) + 1
    return "".join(out)


def in_one_style(text: str) -> str:
    """The text with all marks of one kind, for comparing."""
    return re.sub("[«»“”]", '"', text)


def split(line: str) -> list[str]:
    """A line as lines of one sentence each, where a sentence ends outside of quotations; joined by a space they are the line."""
    quoted = quotations(line)
    out, at = [], 0
    for end in _SENTENCE_END.finditer(line):
        if not any(q.start < end.end() < q.end for q in quoted):
            out.append(line[at : end.end() - 1])
            at = end.end()
    return [*out, line[at:]]
