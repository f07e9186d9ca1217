"""Stories and copies on labelled days may not get worse unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from mahdar.evaluate.floors import gold_hash, load_floors
from tests.support.stories_measure import gold_stories, measured


@pytest.mark.gold
def test_stories_and_copies_hold_their_floors(shared: Path) -> None:
    floors = load_floors(Path(__file__).with_name("stories.toml"))
    assert gold_hash([gold_stories(shared).parent]) == floors.gold, "the labelled days have changed: look at the figures, then run `make floors`"
    assert floors.below(measured(shared)) == []
