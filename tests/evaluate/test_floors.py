from __future__ import annotations

from pathlib import Path

import msgspec

from mahdar.evaluate import load_gold, score
from mahdar.evaluate.floors import Floors, floors_of, gold_hash, load_floors, to_toml


def test_floors_are_what_was_measured_less_the_margin(gold_folder: Path, tmp_path: Path) -> None:
    report = score([(load_gold(gold_folder)[0], None)])
    best = msgspec.structs.replace(report, shares=dict.fromkeys(report.shares, 0.75))
    floors = floors_of(best, gold_hash([gold_folder]))
    assert floors.figures["title_accuracy"] == 0.74
    assert floors.figures["article"] == 0.0
    path = tmp_path / "floors.toml"
    path.write_text(to_toml(floors), encoding="utf-8")
    assert load_floors(path) == floors


def test_a_figure_below_its_floor_is_told(gold_folder: Path) -> None:
    report = score([(load_gold(gold_folder)[0], None)])
    figures = floors_of(report, "").figures
    assert Floors(gold="", figures=figures).fallen(report) == []
    assert Floors(gold="", figures=figures | {"article": 0.5}).fallen(report) == ["article: expected at least 0.5000, got 0.0000"]
    assert Floors(gold="", figures=figures | {"charm": 0.5}).fallen(report) == ["charm: a floor without a figure"]
    del figures["article"]
    assert Floors(gold="", figures=figures).fallen(report) == ["article: a figure without a floor"]


def test_any_change_of_the_gold_changes_its_hash(gold_folder: Path) -> None:
    before = gold_hash([gold_folder])
    (gold_folder / "one.txt").write_bytes((gold_folder / "one.txt").read_bytes() + b"\n")
    after = gold_hash([gold_folder])
    (gold_folder / "one.txt").rename(gold_folder / "two.txt")
    assert len({before, after, gold_hash([gold_folder])}) == 3
