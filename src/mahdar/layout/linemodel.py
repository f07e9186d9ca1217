"""A linear-chain conditional random field over the lines of a page (Lafferty, McCallum and Pereira 2001).

Learnt by ``training/layout.py``, kept as plain weights in ``lines.tsv``: see ``lines.md`` beside it for what it was learnt from
and what it can't do. What is known of a line from elsewhere (its markup, a site's profile) is added to the line's scores as log
odds before the chain is summed, so that it counts for the lines beside it too.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import get_args, Literal

Label = Literal["title", "lead", "body", "subhead", "caption", "source", "before", "among", "after"]
"""``source`` is a line of date, byline or credit; ``before``, ``among`` and ``after`` are furniture and where it stands to the story."""

LABELS: tuple[Label, ...] = get_args(Label)
FURNITURE: frozenset[Label] = frozenset(("before", "among", "after"))
TRANSITION = ">"

Weights = tuple[tuple[int, float], ...]
Odds = Mapping[Label, float]


class LineModel:
    """Weights of features and of transitions between labels."""

    def __init__(self, states: Mapping[str, Weights], transitions: Mapping[tuple[int, int], float]) -> None:
        self._states = states
        # A transition that was never seen in training is not forbidden, only unlikely.
        least = min(transitions.values(), default=0.0) - 1.0
        count = len(LABELS)
        self._steps = [[math.exp(transitions.get((a, b), least)) for a in range(count)] for b in range(count)]

    def scores(self, features: Sequence[str], odds: Odds | None = None) -> list[float]:
        """The score of each label for a line by itself."""
        out = [0.0] * len(LABELS)
        for name in features:
            for label, weight in self._states.get(name, ()):
                out[label] += weight
        for known, weight in (odds or {}).items():
            out[LABELS.index(known)] += weight
        return out

    def weights(self, feature: str) -> dict[Label, float]:
        """What a feature says for and against each label."""
        return {LABELS[label]: weight for label, weight in self._states.get(feature, ())}

    def marginals(self, scores: Sequence[Sequence[float]]) -> list[list[float]]:
        """The probability of each label for each line, all labellings of the page weighed (forward-backward, scaled)."""
        if not scores:
            return []
        count = range(len(LABELS))
        emit = [[math.exp(max(s - max(line), -60.0)) for s in line] for line in scores]
        forward = [_scaled(emit[0])]
        for line in emit[1:]:
            before = forward[-1]
            forward.append(_scaled([e * sum(map(float.__mul__, before, steps)) for e, steps in zip(line, self._steps, strict=True)]))
        backward = [1.0] * len(LABELS)
        out = [forward[-1]]
        for at in range(len(emit) - 2, -1, -1):
            ahead = [emit[at + 1][b] * backward[b] for b in count]
            backward = _scaled([sum(ahead[b] * self._steps[b][a] for b in count) for a in count])
            out.append(_scaled(list(map(float.__mul__, forward[at], backward))))
        out.reverse()
        return out


def _scaled(values: list[float]) -> list[float]:
    whole = sum(values) or 1.0
    return [value / whole for value in values]


@lru_cache(maxsize=1)
def shipped() -> LineModel:
    """The model that ships with the package."""
    states: dict[str, list[tuple[int, float]]] = {}
    transitions: dict[tuple[int, int], float] = {}
    for row in (files("mahdar.layout") / "lines.tsv").read_text(encoding="utf-8").splitlines():
        name, label, weight = row.split("\t")
        if name.startswith(TRANSITION):
            transitions[LABELS.index(name[1:]), LABELS.index(label)] = float(weight)  # type: ignore[arg-type]
        else:
            states.setdefault(name, []).append((LABELS.index(label), float(weight)))  # type: ignore[arg-type]
    return LineModel({name: tuple(weights) for name, weights in states.items()}, transitions)
