"""A gold page of our own, written to a folder as annotators do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.gold import ANNOTATION, TEXT


@pytest.fixture
def gold_folder(tmp_path: Path) -> Path:
    """A folder with one gold page."""
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    (folder / "one.json").write_text(json.dumps(ANNOTATION, ensure_ascii=False), encoding="utf-8")
    return folder
