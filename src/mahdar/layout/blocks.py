"""From lines with their roles to the blocks of an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from mahdar.arabic import LanguageFinder
from mahdar.layout.lines import RawLine
from mahdar.layout.marks import Mark
from mahdar.model import ARTICLE_ROLES, Block, Page, Span


class Article(msgspec.Struct, frozen=True):
    """The page with its blocks in order; furniture included, so that nothing is dropped in silence. ``notes`` tell its reader what
    was doubtful as a whole.
    """

    page: Page
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> Block | None:
        """The headline's block."""
        return next((b for b in self.blocks if b.role == "title"), None)

    @property
    def language(self) -> str | None:
        """The language of most of the article's characters; of the page's where it has no article."""
        lengths: Counter[str | None] = Counter()
        found = self.found
        for block in self.blocks:
            if block.role in ARTICLE_ROLES or not found:
                lengths[block.language] += block.end - block.start
        return max(lengths, key=lambda language: (lengths[language], language or ""), default=None)

    @property
    def found(self) -> bool:
        """Whether the page has an article at all."""
        return any(b.role in ARTICLE_ROLES for b in self.blocks)


class BlockMaker:
    """Makes blocks and tells the language of each."""

    def __init__(self, languages: LanguageFinder) -> None:
        self._languages = languages

    def of(self, lines: Sequence[RawLine], roles: Sequence[Mark], headline: tuple[int, Span] | None = None) -> tuple[Block, ...]:
        """A block a line; neighbouring lines of furniture with one reason and language are one, headlines that run together several.
        ``headline`` is a line, by its place, with the part of it that is the headline.
        """
        out: list[Block] = []
        for i, (line, mark) in enumerate(zip(lines, roles, strict=True)):
            language = self._languages.of(line.text)
            if headline is not None and headline[0] == i:
                out += _around(line, headline[1], language)
                continue
            cuts = [line.start, *line.seams, line.end] if mark.kind == "glued" else [line.start, line.end]
            for start, end in pairwise(cuts):
                block = Block(start=start, end=end, role=mark.role, confidence=mark.confidence, why=mark.why, language=language)
                if out and mark.kind != "glued" and _alike(out[-1], block):
                    out[-1] = msgspec.structs.replace(out[-1], end=end, confidence=min(out[-1].confidence, block.confidence))
                else:
                    out.append(block)
        return tuple(out)


def _around(line: RawLine, headline: Span, language: str | None) -> list[Block]:
    """The headline of a line and what stands before and after it."""
    rest = Block(start=line.start, end=line.end, role="furniture", confidence=0.7, why="beside the headline on its line", language=language)
    title = msgspec.structs.replace(rest, start=headline.start, end=headline.end, role="title", why="the part of the line that the text takes up")
    before, after = line.text[: headline.start - line.start].rstrip(), line.text[headline.end - line.start :]
    out = [msgspec.structs.replace(rest, end=line.start + len(before))] if before else []
    out.append(title)
    if after.strip():
        out.append(msgspec.structs.replace(rest, start=line.end - len(after.lstrip())))
    return out


def _alike(before: Block, block: Block) -> bool:
    return before.role == block.role == "furniture" and before.why == block.why and before.language == block.language
