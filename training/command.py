"""The command line that the learners of choices have in common: learn from the annotated pages and write, or measure on held-out folds."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from mahdar.evaluate import load_gold
from mahdar.evaluate.gold import GoldPage
from training.choice import written

T = TypeVar("T")


def run(
    doc: str | None,
    out: Path,
    prepare: Callable[[Sequence[GoldPage]], T],
    learn: Callable[[T], dict[str, float]],
    held_out: Callable[[T, int], None],
) -> None:
    """Run a learner: ``prepare`` turns annotated pages into what ``learn`` learns weights from, for ``out``, and ``held_out`` measures."""
    parser = argparse.ArgumentParser(description=doc.split("\n", maxsplit=1)[0] if doc else None)
    parser.add_argument("shared", type=Path, help="the folder that holds gold")
    parser.add_argument("--out", type=Path, default=out)
    parser.add_argument("--folds", type=int, help="measure on so many held-out folds instead of writing")
    arguments = parser.parse_args()
    began = time.perf_counter()
    prepared = prepare(load_gold(arguments.shared / "gold" / "train"))
    if arguments.folds:
        held_out(prepared, arguments.folds)
    else:
        text = written(learn(prepared))
        arguments.out.write_text(text, encoding="utf-8")
        print(f"{arguments.out}: {text.count(chr(10))} rows, {len(text.encode()) / 1024:.0f} KiB")
    print(f"{time.perf_counter() - began:.0f} s")
