"""Stories and copies of the shared folder's labelled days, by the folder's own scores."""

from __future__ import annotations

import gzip
import importlib.util
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from mahdar.cli.main import run
from mahdar.record import Record
from mahdar.record.queries.stories import rows

_DUMP = "news-2018.jsonl.gz"


class _Row(msgspec.Struct):
    id: str


def gold_stories(shared: Path) -> Path:
    """Where the labelled days are told."""
    return shared / "gold" / "stories" / "dev.json"


def measured(shared: Path, *options: str) -> dict[str, float]:
    """F1 of stories (B-cubed over all articles, and over those whose story has two or more; over pairs) and of pairs of copies.

    The articles are built into a record from the rows of the dump, with what it gives of them, and with ``options`` of `mahdar build`.
    """
    score = _program(shared / "gold" / "score_stories.py")
    gold = json.loads(gold_stories(shared).read_text(encoding="utf-8"))
    groups = [story["articles"] for story in gold["stories"]]
    universe = {article for group in groups for article in group}
    stories, copies = _linked(shared / "corpus" / _DUMP, universe, options)
    told, found = score.clusters(groups, universe), score.clusters(stories, universe)
    of_several = {article for group in groups if len(group) > 1 for article in group}
    return {
        "b_cubed": score.b_cubed(told, found, universe)[2],
        "b_cubed_of_several": score.b_cubed(told, found, of_several)[2],
        "pairs": score.prf(score.pairs(groups, universe), score.pairs(stories, universe))[2],
        "copies": score.prf(score.pairs(gold["copies"], universe), score.pairs(copies, universe))[2],
    }


def _linked(dump: Path, wanted: set[str], options: Sequence[str]) -> tuple[list[list[str]], list[list[str]]]:
    with tempfile.TemporaryDirectory() as folder:
        some = Path(folder) / "some.jsonl"
        with gzip.open(dump, "rb") as lines:
            some.write_bytes(b"".join(line for line in lines if msgspec.json.decode(line, type=_Row).id in wanted))
        where = Path(folder) / "stories.mahdar"
        if run(["build", str(where), str(some), *options]):
            raise AssertionError("the labelled days can't be built")
        with Record.open(where, read_only=True) as record, record.read() as connection:
            found = list(rows(connection))
    stories = [[source.rpartition("#")[2] for source in story.captures] for story in found]
    return stories, [[source.rpartition("#")[2] for source in group] for story in found for group in story.copies]


def _program(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score_stories", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
