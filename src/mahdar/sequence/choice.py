"""A log-linear choice among candidates: each has the sum of its features' weights, the chances are their softmax (conditional logit,
McFadden 1974; a maximum entropy classifier where the candidates are classes, Berger, Della Pietra and Della Pietra 1996).

A classifier crosses each sign with the class (``class_features``), a ranker describes each candidate by its own signs; a candidate
for none of them has signs of its own. Weights are learnt by ``training/choice.py`` and kept as rows of text: feature, weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.resources.abc import Traversable
from math import exp, fsum

from mahdar.errors import DataError

_BETWEEN = "|"


class Choice:
    """Weighs candidates. A feature that was never learnt lends nothing. Pure."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = dict(weights)
        self._of_classes: dict[tuple[str, ...], dict[str, list[tuple[int, float]]]] = {}

    def score(self, features: Iterable[str]) -> float:
        """The sum of the features' weights; a feature given twice counts twice."""
        return fsum(filter(None, map(self._weights.get, features)))

    def chances(self, candidates: Sequence[Iterable[str]]) -> tuple[float, ...]:
        """How likely each of the candidates is, given by its features; they sum to 1. Empty where there are none."""
        return softmax([self.score(features) for features in candidates])

    def class_chances(self, features: Iterable[str], labels: tuple[str, ...]) -> tuple[float, ...]:
        """The chances of the classes ``labels``, as `chances` gives them for the `class_features` of each, without spelling these out."""
        crossed = self._of_classes.get(labels)
        if crossed is None:
            crossed = self._of_classes[labels] = self._crossed(labels)
        weights = [[self._weights.get(label, 0.0)] for label in labels]
        for feature in features:
            for n, weight in crossed.get(feature, ()):
                weights[n].append(weight)
        return softmax([fsum(each) for each in weights])

    def _crossed(self, labels: tuple[str, ...]) -> dict[str, list[tuple[int, float]]]:
        """By feature the weights that it has crossed with labels, each with the label's index."""
        out: dict[str, list[tuple[int, float]]] = {}
        for row, weight in self._weights.items():
            feature, between, label = row.rpartition(_BETWEEN)
            if between and label in labels:
                out.setdefault(feature, []).append((labels.index(label), weight))
        return out


def softmax(scores: Sequence[float]) -> tuple[float, ...]:
    """The chances of candidates with these scores; they sum to 1. Empty where there are none."""
    best = max(scores, default=0.0)
    odds = [exp(score - best) for score in scores]
    total = fsum(odds)
    return tuple(odd / total for odd in odds)


def class_features(features: Iterable[str], label: str) -> list[str]:
    """The features of the class ``label`` as a candidate: each sign crossed with it, and the class by itself."""
    return [label, *(f"{feature}{_BETWEEN}{label}" for feature in features)]


def read_choice(file: Traversable) -> Choice:
    """The choice that ``file`` holds. Raises `DataError` naming the file and the row that can't be read."""
    weights: dict[str, float] = {}
    for n, row in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
        if not row:
            continue
        feature, _, weight = row.partition("\t")
        try:
            weights[feature] = float(weight)
        except ValueError:
            raise DataError(f"{file.name}, line {n}: expected a feature and its weight, got {row!r}") from None
    return Choice(weights)
