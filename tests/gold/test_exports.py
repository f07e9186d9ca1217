"""Exports of a record of the seed pages: every item's words are the page's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from followthemoney import model

from mahdar.evaluate import load_gold
from mahdar.record import Record
from tests.support.exports import exported
from tests.support.reader import shipped_reader


@pytest.fixture(scope="module")
def seeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Record, dict[str, str]]]:
    """The record, and the texts of its pages."""
    read = [shipped_reader().read(gold.page) for gold in load_gold(shared / "gold" / "seeds")]
    with Record.create_or_open(tmp_path_factory.mktemp("seeds") / "seeds.mahdar") as record:
        for one in read:
            record.add(one)
        yield record, {one.page: one.text for one in read}


@pytest.mark.gold
def test_annotations_quote_the_page(seeds: tuple[Record, dict[str, str]]) -> None:
    record, texts = seeds
    for kind in ("statements", "names", "meetings", "positions", "commitments"):
        items = json.loads(exported(record, "w3c-annotation", kind))["items"]
        assert len({one["id"] for one in items}) == len(items) > 0
        for one in items:
            for target in one["target"] if isinstance(one["target"], list) else [one["target"]]:
                position, words = target["selector"]
                text = texts[re.split("[:/]", target["source"])[-1]]
                assert text[position["start"] : position["end"]] == words["exact"]
                assert text[: position["start"]].endswith(words["prefix"])
                assert text[position["end"] :].startswith(words["suffix"])


@pytest.mark.gold
def test_follow_the_money_takes_them(seeds: tuple[Record, dict[str, str]]) -> None:
    record, _ = seeds
    for kind in ("statements", "meetings", "entities", "names", "pages"):
        told = [json.loads(line) for line in exported(record, "ftm", kind).splitlines()]
        assert len({one["id"] for one in told}) == len(told)
        for one in told:
            held = model.get(one["schema"])
            assert held is not None
            held.validate(one)
