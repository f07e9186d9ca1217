"""A page's text as a sheet: every character of it, in order, with the layers of the reading around them.

The text content of what is made here is the page's text and nothing else, so that it can be selected and copied
untouched. Layers may overlap and nest in any way; the text is cut at all their boundaries and each piece carries the
marks of all the layers that hold it, always in the same nesting. A long page is shown part by part (`mahdar.web.stretches`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import Literal

import msgspec
from markupsafe import Markup, escape

from mahdar.model import Block, Noun, Reading, Role, Span

Tag = Literal["mark", "a", "span"]


class Layer(Noun, frozen=True, kw_only=True):
    """A span of the text with the element that shows it. ``rank`` says how far out it nests (0 outermost)."""

    start: int
    end: int
    rank: int
    tag: Tag
    attributes: tuple[tuple[str, str], ...]


class Line(Noun, frozen=True, kw_only=True):
    """A line of the page that isn't blank: its number from 1, where it is, the block that it is of, and its text with layers.

    Of a line in which several blocks stand, ``block`` is the first of the story, and ``html`` has an element for each. ``lead`` is
    the white space (blank lines among it) between the line before and this one, ``tail`` what follows the last line of all.
    ``marked`` says that a part of it is highlighted, ``again`` that it is the same as the line before it, for the same reason
    if it is furniture.
    """

    number: int
    start: int
    end: int
    block: Block | None
    lead: str
    html: Markup
    marked: bool
    again: bool = False
    tail: str = ""

    @property
    def role(self) -> Role | None:
        """What the line is."""
        return self.block.role if self.block else None

    @property
    def why(self) -> str:
        """Why it is that."""
        return self.block.why if self.block else ""

    @property
    def foreign(self) -> str | None:
        """The language that the line is in, where it isn't Arabic."""
        return self.block.language if self.block and self.block.language != "ar" else None


class Run(Noun, frozen=True, kw_only=True):
    """Lines that follow each other and are shown alike: folded where they are furniture."""

    folded: bool
    lines: tuple[Line, ...]

    @property
    def marked(self) -> bool:
        """Whether a part of it is highlighted, so that it must not be folded away."""
        return any(line.marked for line in self.lines)


def runs(reading: Reading, layers: Sequence[Layer], part: Span | None = None) -> tuple[Run, ...]:
    """The whole page, or ``part`` of it, line by line, in runs of furniture and of story."""
    grouped = groupby(_lines(reading, layers, part or Span(start=0, end=len(reading.text))), key=lambda line: line.role == "furniture")
    return tuple(Run(folded=folded, lines=tuple(_repeating(group))) for folded, group in grouped)


def _repeating(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, with those that say nothing new of their role told."""
    before: Line | None = None
    for line in lines:
        again = before is not None and before.role == line.role and (line.role != "furniture" or before.why == line.why)
        yield msgspec.structs.replace(line, again=again) if again else line
        before = line


def text_with_layers(text: str, start: int, end: int, layers: Iterable[Layer]) -> Markup:
    """``text[start:end]`` as HTML with the parts of ``layers`` that fall inside it."""
    inside = sorted((layer for layer in layers if layer.start < end and start < layer.end), key=lambda layer: (layer.rank, layer.start, layer.end))
    cuts = sorted({start, end, *(edge for layer in inside for edge in (layer.start, layer.end) if start < edge < end)})
    pieces = []
    for a, b in pairwise(cuts):
        piece = escape(text[a:b])
        for layer in reversed(inside):
            if layer.start <= a and b <= layer.end:
                # An id may stand in a document once: on the first piece alone.
                kept = [(name, value) for name, value in layer.attributes if name != "id" or a == layer.start]
                attributes = Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in kept)
                piece = Markup("<{0}{1}>{2}</{0}>").format(layer.tag, attributes, piece)
        pieces.append(piece)
    return Markup("").join(pieces)


def _lines(reading: Reading, layers: Sequence[Layer], part: Span) -> list[Line]:
    text, blocks = reading.text, reading.blocks
    starts = [block.start for block in blocks]
    raws = text[part.start : part.end].split("\n")
    line_starts = [part.start, *(part.start + at for at in accumulate(len(raw) + 1 for raw in raws[:-1]))]
    by_line = _by_line(line_starts, (layer for layer in layers if layer.start < part.end and part.start < layer.end))
    found: list[Line] = []
    shown = part.start
    first = text.count("\n", 0, part.start) + 1
    for number, (start, raw) in enumerate(zip(line_starts, raws, strict=True), start=first):
        end = start + len(raw)
        if not raw.strip():
            continue
        held = _blocks(blocks, starts, start, end)
        here = [layer for layer in by_line[number - first] if layer.start < end]
        line = Line(
            number=number,
            start=start,
            end=end,
            block=min(held, key=lambda block: block.role == "furniture", default=None),
            lead=text[shown:start],
            html=_parts(text, start, end, held, here),
            marked=any(layer.tag == "mark" for layer in here),
        )
        found.append(line)
        shown = end
    if not found:
        return [Line(number=first, start=part.start, end=part.end, block=None, lead="", html=escape(text[part.start : part.end]), marked=False)]
    return [*found[:-1], msgspec.structs.replace(found[-1], tail=text[shown : part.end])]


def _parts(text: str, start: int, end: int, blocks: Sequence[Block], layers: Sequence[Layer]) -> Markup:
    """The line's text; each block in an element of its own where there are several (headlines that run together)."""
    if len(blocks) < 2:
        return text_with_layers(text, start, end, layers)
    cuts = [start, *(max(block.start, start) for block in blocks[1:]), end]
    return Markup("").join(
        Markup('<span class="part {}">{}</span>').format(block.role, text_with_layers(text, a, b, layers))
        for block, (a, b) in zip(blocks, pairwise(cuts), strict=True)
    )


def _by_line(line_starts: Sequence[int], layers: Iterable[Layer]) -> defaultdict[int, list[Layer]]:
    """The layers that reach into each line, by the line's place in ``line_starts``."""
    by_line: defaultdict[int, list[Layer]] = defaultdict(list)
    for layer in layers:
        line = max(bisect_right(line_starts, layer.start) - 1, 0)
        while line < len(line_starts) and line_starts[line] < layer.end:
            by_line[line].append(layer)
            line += 1
    return by_line


def _blocks(blocks: Sequence[Block], starts: list[int], start: int, end: int) -> list[Block]:
    """The blocks that stand in a line, in order."""
    first = max(bisect_right(starts, start) - 1, 0)
    return [block for block in blocks[first : bisect_right(starts, end)] if block.start < end and start < block.end]
