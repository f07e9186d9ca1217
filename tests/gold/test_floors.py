"""What the reader does on real pages may not get worse unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from mahdar.evaluate import evaluate, load_gold
from mahdar.evaluate.floors import gold_hash, load_floors
from mahdar.evaluate.run import read_gold
from tests.support.reader import shipped_reader

HERE = Path(__file__).parent


@pytest.mark.gold
@pytest.mark.parametrize(("file", "given_dates"), [("floors.toml", False), ("floors-given-dates.toml", True)])
def test_no_figure_falls_below_its_floor(shared: Path, file: str, given_dates: bool) -> None:
    floors = load_floors(HERE / file)
    folders = [shared / "gold" / name for name in ("seeds", "dev")]
    assert gold_hash(folders) == floors.gold, "the gold has changed: look at the figures, then run `make floors`"
    golds = [gold for folder in folders for gold in load_gold(folder)]
    report = evaluate(golds, read_gold(golds, shipped_reader().read, given_dates=given_dates))
    assert floors.fallen(report) == []


def test_times_are_as_good_as_was_asked() -> None:
    """Of the expressions nine in ten are found to the character, and of the values more, where the page's date is known."""
    figures = load_floors(HERE / "floors-given-dates.toml").figures
    assert figures["times_span"] >= 0.90
    assert figures["times_value"] >= 0.93
