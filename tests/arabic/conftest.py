from __future__ import annotations

import pytest

from mahdar.arabic import Lexicon, build_lexicon
from mahdar.knowledge import load, load_dossiers


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The lexicon that the reader has: its knowledge decides what carries a proclitic."""
    return build_lexicon(load(), load_dossiers())
