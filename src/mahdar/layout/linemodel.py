"""A linear-chain conditional random field over the lines of a page (Lafferty, McCallum and Pereira 2001).

Learnt by ``training/layout.py``, kept as plain weights in ``lines.tsv``: see ``lines.md`` beside it for what it was learnt from
and what it can't do. What is known of a line from elsewhere (its markup, a site's profile) is added to the line's scores as log
odds before the chain is summed, so that it counts for the lines beside it too.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Literal, get_args

from mahdar.layout.features import BESIDE, NEIGHBOURS, NOBODY, TOGETHER, Observed
from mahdar.memo import Memo

Label = Literal["title", "lead", "body", "subhead", "caption", "source", "before", "among", "after"]
"""``source`` is a line of date, byline or credit; ``before``, ``among`` and ``after`` are furniture and where it stands to the story."""

LABELS: tuple[Label, ...] = get_args(Label)
FURNITURE: frozenset[Label] = frozenset(("before", "among", "after"))
TRANSITION = ">"
_COUNT = range(len(LABELS))
_REMEMBERED = 8192
_BEYOND = 12.0
"""Log odds by which a label may fall behind the line's best one and still be weighed: more than any transition makes good."""

Weights = tuple[tuple[int, float], ...]
Items = tuple[tuple[str, str], ...]
Odds = Mapping[Label, float]


class LineModel:
    """Weights of features (by name, as `features.names` spells them) and of transitions between labels."""

    def __init__(self, states: Mapping[str, Weights], transitions: Mapping[tuple[int, int], float]) -> None:
        self._own: dict[tuple[str, str], Weights] = {}
        self._together: dict[tuple[str, ...], dict[str, Weights]] = {names: {} for names in TOGETHER}
        self._beside: dict[int, dict[tuple[str, str], Weights]] = {step: {} for step in NEIGHBOURS}
        self._nobody = {step: states.get(f"{step}:{NOBODY}", ()) for step in NEIGHBOURS}
        for feature, weights in states.items():
            name, _, value = feature.partition("=")
            step, colon, beside = name.partition(":")
            if colon:
                self._beside[int(step)][beside, value] = weights
            elif "+" in name:
                self._together[tuple(name.split("+"))][value] = weights
            else:
                self._own[name, value] = weights
        # A transition that was never seen in training is not forbidden, only unlikely.
        least = min(transitions.values(), default=0.0) - 1.0
        self._steps = [[math.exp(transitions.get((a, b), least)) for a in _COUNT] for b in _COUNT]
        self._line = Memo(self._line_scores, _REMEMBERED)
        self._gain = Memo(self._line_gains, _REMEMBERED)
        self._neighbour = Memo(self._neighbour_scores, _REMEMBERED)

    def scores(self, observed: Sequence[Observed], odds: Sequence[Odds]) -> list[list[float]]:
        """The score of each label for each line, its neighbours seen but their labels not; ``odds`` are added."""
        visible = [tuple(map(line.__getitem__, BESIDE)) for line in observed]
        out = []
        for i, (line, known) in enumerate(zip(observed, odds, strict=True)):
            parts = [self._neighbour[step, visible[i + step] if 0 <= i + step < len(visible) else None] for step in NEIGHBOURS]
            score = [a + b + c + d + e for a, b, c, d, e in zip(self._line[tuple(line.items())], *parts, strict=True)]
            for label_known, weight in known.items():
                score[LABELS.index(label_known)] += weight
            out.append(score)
        return out

    def gains(self, observed: Sequence[Observed], at: int, label: Label, rival: Label) -> dict[str, float]:
        """How much each sign of the line ``at`` speaks by itself for ``label`` rather than ``rival``; its neighbours' as ``beside``."""
        here, there = LABELS.index(label), LABELS.index(rival)
        line = observed[at]
        out = dict(self._gain[tuple(line.items()), here, there])
        for step in NEIGHBOURS:
            if 0 <= at + step < len(observed):
                score = self._neighbour[step, tuple(map(observed[at + step].__getitem__, BESIDE))]
                out["beside"] = out.get("beside", 0.0) + score[here] - score[there]
        return out

    def _line_gains(self, key: tuple[Items, int, int]) -> dict[str, float]:
        items, here, there = key
        weights = {item[0]: dict(self._own.get(item, ())) for item in items}
        return {name: weight for name, by in weights.items() if (weight := by.get(here, 0.0) - by.get(there, 0.0))}

    def _line_scores(self, items: Items) -> list[float]:
        line = dict(items)
        found = [self._own.get(item, ()) for item in items]
        found += [weights.get("|".join(map(line.__getitem__, names)), ()) for names, weights in self._together.items()]
        return _summed(found)

    def _neighbour_scores(self, key: tuple[int, tuple[str, ...] | None]) -> list[float]:
        step, values = key
        if values is None:
            return _summed([self._nobody[step]])
        return _summed([self._beside[step].get(item, ()) for item in zip(BESIDE, values, strict=True)])

    def marginals(self, scores: Sequence[Sequence[float]]) -> list[list[float]]:
        """The probability of each label for each line, all labellings of the page weighed (forward-backward, scaled)."""
        if not scores:
            return []
        emits = []
        for line in scores:
            top = max(line)
            emits.append([(label, math.exp(score - top)) for label, score in enumerate(line) if score > top - _BEYOND])
        steps = self._steps
        forward = [_scaled(emits[0])]
        for emit in emits[1:]:
            before = forward[-1]
            forward.append(_scaled([(b, e * sum([chance * steps[b][a] for a, chance in before])) for b, e in emit]))
        backward = [(label, 1.0) for label, _ in emits[-1]]
        out = [forward[-1]]
        for at in range(len(emits) - 2, -1, -1):
            ahead = [(b, e * chance) for (b, e), (_, chance) in zip(emits[at + 1], backward, strict=True)]
            backward = _scaled([(a, sum([steps[b][a] * chance for b, chance in ahead])) for a, _ in emits[at]])
            out.append(_scaled([(label, f * b) for (label, f), (_, b) in zip(forward[at], backward, strict=True)]))
        whole = []
        for line_chances in reversed(out):
            full = [0.0] * len(LABELS)
            for label, chance in line_chances:
                full[label] = chance
            whole.append(full)
        return whole


def _summed(found: Iterable[Weights]) -> list[float]:
    score = [0.0] * len(LABELS)
    for weights in found:
        for label, weight in weights:
            score[label] += weight
    return score


def _scaled(values: list[tuple[int, float]]) -> list[tuple[int, float]]:
    whole = sum([value for _, value in values]) or 1.0
    return [(label, value / whole) for label, value in values]


@lru_cache(maxsize=1)
def shipped() -> LineModel:
    """The model that ships with the package."""
    states: dict[str, list[tuple[int, float]]] = {}
    transitions: dict[tuple[int, int], float] = {}
    for row in (files("mahdar.layout") / "lines.tsv").read_text(encoding="utf-8").splitlines():
        name, label, weight = row.split("\t")
        if name.startswith(TRANSITION):
            transitions[LABELS.index(name[1:]), LABELS.index(label)] = float(weight)
        else:
            states.setdefault(name, []).append((LABELS.index(label), float(weight)))
    return LineModel({name: tuple(weights) for name, weights in states.items()}, transitions)
