"""Measures on the gold pages, as they are and with their dates, and rewrites the floors in tests/gold; says which rose and fell."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from mahdar.evaluate import evaluate, load_gold
from mahdar.evaluate.floors import Floors, floors_of, floors_under, gold_hash, load_floors, to_toml
from mahdar.evaluate.run import read_gold
from mahdar.reader import Reader

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.support.stories_measure import gold_stories, measured  # noqa: E402 - the checkout, whose tests measure the same way

FLOORS = {"floors.toml": False, "floors-given-dates.toml": True}
"""The files of floors, and whether every page is handed its date."""


def main() -> None:
    """Measure, write, compare."""
    folders = [Path(os.environ.get("MAHDAR_SHARED") or ROOT.parent / "shared") / "gold" / name for name in ("seeds", "dev")]
    if missing := [str(folder) for folder in folders if not folder.is_dir()]:
        sys.exit(f"expected gold in {', '.join(missing)}: put the shared folder beside the checkout or set MAHDAR_SHARED")
    golds = [gold for folder in folders for gold in load_gold(folder)]
    reader = Reader()
    for file, given_dates in FLOORS.items():
        keep(file, floors_of(evaluate(golds, read_gold(golds, reader.read, given_dates=given_dates)), gold_hash(folders)))
    shared = folders[0].parent.parent
    keep("stories.toml", floors_under(measured(shared), gold_hash([gold_stories(shared).parent])))


def keep(file: str, floors: Floors) -> None:
    """Write them into tests/gold, and print how they stand to those that were there."""
    path = ROOT / "tests/gold" / file
    before = load_floors(path).figures if path.exists() else {}
    path.write_text(to_toml(floors), encoding="utf-8")
    print(file)
    for name, floor in floors.figures.items():
        change = floor - before.get(name, 0.0)
        print(f"  {name:32} {floor:.4f}  {change:+.4f}" if change else f"  {name:32} {floor:.4f}")


if __name__ == "__main__":
    main()
