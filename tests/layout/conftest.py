from __future__ import annotations

import pytest

from mahdar.arabic import Lexicon, build_lexicon
from mahdar.knowledge import load, load_dossiers
from mahdar.layout import Layout


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return build_lexicon(load(), load_dossiers())


@pytest.fixture(scope="session")
def layout(lexicon: Lexicon) -> Layout:
    return Layout(load(), lexicon)
