from __future__ import annotations

from collections.abc import Callable

import pytest

from mahdar.arabic import Lexicon, Text, analyse, build_lexicon
from mahdar.knowledge import load, load_dossiers
from mahdar.model import Block, Rejected, Role
from mahdar.times import Found, TimeFinder

Find = Callable[..., tuple[tuple[Found, ...], tuple[Rejected, ...]]]
Analyse = Callable[..., Text]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return build_lexicon(load(), load_dossiers())


@pytest.fixture(scope="session")
def analysed(lexicon: Lexicon) -> Analyse:
    """A text of one block, analysed."""

    def analysed(text: str, role: Role = "body") -> Text:
        return analyse(text, [Block(start=0, end=len(text), role=role, confidence=1.0, why="")], lexicon)

    return analysed


@pytest.fixture(scope="session")
def find(lexicon: Lexicon, analysed: Analyse) -> Find:
    """What is found in a text of one block, and what is rejected."""
    finder = TimeFinder(load(), lexicon)
    return lambda text, role="body": finder.find(analysed(text, role))
