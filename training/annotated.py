"""Annotated pages with what the rooms before statements find on them: what every model of statements learns from."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from mahdar.arabic import Text, analyse, build_lexicon
from mahdar.evaluate.gold import GoldPage
from mahdar.knowledge import load, load_dossiers
from mahdar.model import READ_ROLES, Block, Span
from mahdar.names import NameFinder, PageNames
from mahdar.times import TimeFinder


class Annotated(msgspec.Struct, frozen=True):
    """An annotated page, its text in the annotated blocks, and the names and times found there."""

    gold: GoldPage
    text: Text
    names: PageNames
    times: tuple[Span, ...]


class Annotations:
    """Annotated pages, and the knowledge that they are read with."""

    def __init__(self, pages: Iterable[GoldPage]) -> None:
        self.knowledge, self.dossiers = load(), load_dossiers()
        lexicon = build_lexicon(self.knowledge, self.dossiers)
        self.names = NameFinder(self.knowledge, self.dossiers, lexicon)
        times = TimeFinder(self.knowledge, lexicon)
        self.pages: list[Annotated] = []
        for page in pages:
            blocks = [Block(start=b.start, end=b.end, role=b.role, confidence=1.0, why="annotated") for b in page.blocks if b.role in READ_ROLES]
            text = analyse(page.page.text, blocks, lexicon)
            self.pages.append(Annotated(page, text, self.names.find(text), tuple(times.find(text)[0])))
