"""What the reader does on real pages may not get worse unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from mahdar.evaluate import evaluate, load_gold
from mahdar.evaluate.floors import gold_hash, load_floors
from mahdar.evaluate.run import read_gold
from mahdar.reader import Reader

FLOORS = Path(__file__).with_name("floors.toml")


@pytest.mark.gold
def test_no_figure_falls_below_its_floor(shared: Path) -> None:
    floors = load_floors(FLOORS)
    folders = [shared / "gold" / name for name in ("seeds", "dev")]
    assert gold_hash(folders) == floors.gold, "the gold has changed: look at the figures, then run `make floors`"
    golds = [gold for folder in folders for gold in load_gold(folder)]
    report = evaluate(golds, read_gold(golds, Reader().read))
    assert floors.fallen(report) == []
