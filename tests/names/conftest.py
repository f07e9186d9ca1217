"""Names of lines of our own, read with the shipped knowledge."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from mahdar.arabic import Lexicon, Text, Token, analyse, build_lexicon, tokenize
from mahdar.knowledge import Dossier, Knowledge, load, load_dossiers
from mahdar.model import Block, Name
from mahdar.names import NameFinder, PageNames

Pairs = list[tuple[str, str]]
Analyse = Callable[..., Text]
"""Makes an analysed text of its arguments, a line each."""


class Page(msgspec.Struct, frozen=True):
    """What the finder says of a text, in the words of the text."""

    text: Text
    found: PageNames

    @property
    def names(self) -> tuple[Name, ...]:
        return self.found.names()

    @property
    def pairs(self) -> Pairs:
        """(words, entity) of every name in order."""
        return [(n_.of(self.text.text), n_.entity) for n_ in self.names]

    @property
    def rejected(self) -> list[tuple[str, str]]:
        """(words, reason) of what was refused."""
        return [(r.of(self.text.text), r.reason) for r in self.found.rejected]

    @property
    def roles(self) -> list[str]:
        """The words of every role phrase in order."""
        out = []
        for line, phrases in zip(self.text.lines, self.found.roles, strict=True):
            out += [self.text.text[line.tokens[p.first].stem_start : line.tokens[p.last - 1].end] for p in phrases]
        return out


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture(scope="session")
def dossiers() -> tuple[Dossier, ...]:
    return load_dossiers()


@pytest.fixture(scope="session")
def lexicon(knowledge: Knowledge, dossiers: tuple[Dossier, ...]) -> Lexicon:
    return build_lexicon(knowledge, dossiers)


@pytest.fixture(scope="session")
def finder(knowledge: Knowledge, dossiers: tuple[Dossier, ...], lexicon: Lexicon) -> NameFinder:
    return NameFinder(knowledge, dossiers, lexicon)


@pytest.fixture(scope="session")
def cut(lexicon: Lexicon) -> Callable[[str], tuple[Token, ...]]:
    """The tokens of a text."""
    return lambda text: tokenize(text, lexicon)


@pytest.fixture(scope="session", name="analyse")
def analyse_lines(lexicon: Lexicon) -> Analyse:
    """Analyses lines as the body of a page."""

    def analysed(*lines: str) -> Text:
        text = "\n".join(lines)
        return analyse(text, [Block(start=0, end=len(text), role="body", confidence=1.0, why="test")], lexicon)

    return analysed


@pytest.fixture(scope="session")
def read(finder: NameFinder, lexicon: Lexicon) -> Callable[[str], Page]:
    """Reads a text as the body of a page."""

    def reads(text: str) -> Page:
        analysed = analyse(text, [Block(start=0, end=len(text), role="body", confidence=1.0, why="test")], lexicon)
        return Page(analysed, finder.find(analysed))

    return reads
