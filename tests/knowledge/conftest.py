"""Files of a user's own, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mahdar.knowledge import load
from mahdar.knowledge.adding import Added
from mahdar.knowledge.rows import rows

Faults = Callable[..., list[str]]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Where a user's knowledge file is to be written."""
    return tmp_path / "own.toml"


@pytest.fixture
def faults(tmp_path: Path) -> Faults:
    """What is wrong with files of these texts, ``1.toml`` and so on, each as ``file, line n: …``."""

    def call(*texts: str | bytes) -> list[str]:
        added = Added(load())
        found = []
        for number, text in enumerate(texts, 1):
            path = tmp_path / f"{number}.toml"
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
            found += [str(fault) for fault in added.take(rows(path))]
        found += [str(fault) for fault in added.faults()]
        return [told.replace(f"{tmp_path}/", "") for told in found]

    return call
