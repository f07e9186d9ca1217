"""Statements of pages of our own, read with the shipped knowledge."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import msgspec
import pytest

from mahdar.arabic import analyse, build_lexicon
from mahdar.knowledge import load, load_dossiers
from mahdar.model import Block, Entity, Rejected, Statement
from mahdar.names import NameFinder
from mahdar.statements import StatementFinder
from mahdar.times import TimeFinder


class Page(msgspec.Struct, frozen=True):
    """What the finder says of a page."""

    text: str
    statements: tuple[Statement, ...]
    entities: dict[str, Entity]
    rejected: tuple[Rejected, ...]

    @property
    def said(self) -> list[tuple[str, str, str | None]]:
        """(cue, content, speaker) of every statement in order."""
        return [(s.cue.of(self.text) if s.cue else "", s.of(self.text), s.speaker.entity if s.speaker else None) for s in self.statements]

    @property
    def only(self) -> Statement:
        """The page's one statement."""
        (statement,) = self.statements
        return statement


@pytest.fixture(scope="session")
def read() -> Callable[..., Page]:
    """Reads a text: ``headline`` as the title, each line of ``body`` as running text; ``house`` is the page's own outlet."""
    knowledge, dossiers = load(), load_dossiers()
    lexicon = build_lexicon(knowledge, dossiers)
    names, times = NameFinder(knowledge, dossiers, lexicon), TimeFinder(knowledge, lexicon)
    finder = StatementFinder(knowledge, dossiers, names)

    def reads(body: str = "", *, headline: str = "", house: frozenset[str] = frozenset()) -> Page:
        text = f"{headline}\n{body}"
        blocks = [
            Block(start=0, end=len(headline), role="title", confidence=1.0, why="test"),
            Block(start=len(headline) + 1, end=len(text), role="body", confidence=1.0, why="test"),
        ]
        analysed = analyse(text, blocks, lexicon)
        statements = finder.find(analysed, names.find(analysed), times.find(analysed)[0], hashlib.sha256(text.encode()).hexdigest(), house)
        return Page(text, *statements)

    return reads
