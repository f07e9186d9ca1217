"""What a chain has learnt, as rows of text: readable, comparable, without a library's own format.

The first row is ``labels`` and the labels; then rows of ``>``, label, label, weight for the moves, and of channel, feature, step, label, weight
for what a feature that is seen ``step`` tokens away lends to a label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib.resources.abc import Traversable

import msgspec
import numpy as np

from mahdar.errors import DataError
from mahdar.sequence.chain import Array, Chain, Channel, K

MOVE = ">"


class Weights(msgspec.Struct, frozen=True):
    """``moves`` from a label to the next; for each channel its steps, the row of each feature, and a table (row, step, label)."""

    labels: tuple[str, ...]
    moves: Mapping[tuple[str, str], float]
    steps: Mapping[str, tuple[int, ...]]
    features: Mapping[str, Mapping[str, int]]
    tables: Mapping[str, Array]

    def channel(self, name: str, features: Callable[[K], Iterable[str]]) -> Channel[K]:
        """The channel ``name``, whose keys have these features."""
        return Channel(self.steps[name], self.features[name], self.tables[name], features)

    def chain(self, may_follow: Callable[[str | None, str], bool], rest: str) -> Chain:
        """The chain of the labels."""
        return Chain(self.labels, self.moves, may_follow, rest)


def read_weights(file: Traversable) -> Weights:
    """The weights in ``file``. Raises `DataError` naming the file and the row that can't be read."""
    rows = file.read_text(encoding="utf-8").split("\n")
    head, *labels = rows[0].split("\t")
    if head != "labels" or not labels:
        raise DataError(f"{file.name}, line 1: expected `labels` and the labels, got {rows[0]!r}")
    number = {label: n for n, label in enumerate(labels)}
    moves: dict[tuple[str, str], float] = {}
    found: dict[str, tuple[dict[str, int], list[tuple[int, int, int, float]]]] = {}
    for n, row in enumerate(rows[1:], 2):
        if not row:
            continue
        try:
            channel, *cells = row.split("\t")
            if channel == MOVE:
                moves[cells[0], cells[1]] = float(cells[2])
                continue
            features, weights = found.setdefault(channel, ({}, []))
            feature, step, label, weight = cells
            weights.append((features.setdefault(feature, len(features)), int(step), number[label], float(weight)))
        except (ValueError, KeyError, IndexError):
            raise DataError(f"{file.name}, line {n}: expected channel, feature, step, label and weight, got {row!r}") from None
    steps = {channel: tuple(sorted({step for _, step, _, _ in weights})) for channel, (_, weights) in found.items()}
    tables: dict[str, Array] = {}
    for channel, (features, weights) in found.items():
        table = np.zeros((len(features), len(steps[channel]), len(labels)), np.float32)
        place = {step: i for i, step in enumerate(steps[channel])}
        at = np.array([(row, place[step], label) for row, step, label, _ in weights], np.int64).reshape(-1, 3)
        table[at[:, 0], at[:, 1], at[:, 2]] = [weight for _, _, _, weight in weights]
        tables[channel] = table
    return Weights(tuple(labels), moves, steps, {channel: features for channel, (features, _) in found.items()}, tables)
