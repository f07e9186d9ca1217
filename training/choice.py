"""Learns a `mahdar.sequence.choice`: the weights that make the right candidates likeliest, by accelerated proximal gradient descent
(FISTA with restarts, Beck and Teboulle 2009) with L1 and L2 penalties. Deterministic; numpy alone."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]


class Case(msgspec.Struct, frozen=True):
    """Candidates by their features and which of them is right; ``page`` is where it was seen. Several may be right, but one must."""

    page: str
    candidates: Sequence[Sequence[str]]
    right: frozenset[int]


def learn_choice(cases: Iterable[Case], *, l1: float = 0.3, l2: float = 0.05, pages: int = 2, rounds: int = 300) -> dict[str, float]:
    """Weights of the features seen on at least ``pages`` pages; what L1 pulls to nothing is left out. Penalties are for the sum over cases."""
    cases = [case for case in cases if case.right and len(case.right) < len(case.candidates)]
    names = _common(cases, pages)
    number = {name: n for n, name in enumerate(names)}
    rows: list[int] = []
    columns: list[int] = []
    first: list[int] = []
    right: list[bool] = []
    for case in cases:
        first.append(len(right))
        for n, features in enumerate(case.candidates):
            known = [number[f] for f in features if f in number]
            rows += [len(right)] * len(known)
            columns += known
            right.append(n in case.right)
    data = _Data(np.array(rows, np.int64), np.array(columns, np.int64), np.array(first, np.int64), np.array(right), len(names))
    weights = data.descend(l1, l2, rounds)
    return {name: round(float(weights[n]), 3) for n, name in enumerate(names) if abs(weights[n]) >= 0.001}


def written(weights: dict[str, float]) -> str:
    """The rows of a file of weights, in order."""
    return "".join(f"{name}\t{weight:.3f}\n" for name, weight in sorted(weights.items()))


def fold_of(page: str, folds: int) -> int:
    """The fold of a page, the same in every run and for every model."""
    return int(hashlib.sha256(page.encode()).hexdigest(), 16) % folds


def _common(cases: Iterable[Case], pages: int) -> list[str]:
    seen: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        for features in case.candidates:
            for feature in features:
                if len(seen[feature]) < pages:
                    seen[feature].add(case.page)
    return sorted(feature for feature, where in seen.items() if len(where) >= pages)


class _Data:
    """The cases as arrays: candidate and feature of each pair, where each case begins, which candidates are right."""

    def __init__(self, rows: Indices, columns: Indices, first: Indices, right: npt.NDArray[np.bool_], size: int) -> None:
        self.rows, self.columns, self.first, self.right, self.size = rows, columns, first, right, size
        self.case = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(right))))

    def loss(self, weights: Floats) -> tuple[float, Floats]:
        """The negative log likelihood of the right candidates, and its gradient."""
        scores = np.bincount(self.rows, weights[self.columns], len(self.right))
        every, odds = self._softmax(scores)
        good, among_right = self._softmax(np.where(self.right, scores, -np.inf))
        gradient: Floats = np.bincount(self.columns, (odds - among_right)[self.rows], self.size).astype(np.float64)
        return float(np.sum(every - good)), gradient

    def _softmax(self, scores: Floats) -> tuple[Floats, Floats]:
        """For each case the logarithm of the sum of its candidates' odds, and each candidate's share of it."""
        best = np.maximum.reduceat(scores, self.first)
        odds = np.exp(scores - best[self.case])
        total = np.add.reduceat(odds, self.first)
        return np.log(total) + best, odds / total[self.case]

    def descend(self, l1: float, l2: float, rounds: int) -> Floats:
        """The weights of the least penalised loss."""
        at = np.zeros(self.size)
        ahead, momentum, step = at.copy(), 1.0, 1.0
        for _ in range(rounds):
            loss, gradient = self.loss(ahead)
            loss += l2 * float(ahead @ ahead) / 2
            gradient = gradient + l2 * ahead
            while True:
                to = ahead - step * gradient
                to = np.sign(to) * np.maximum(np.abs(to) - step * l1, 0.0)
                moved = to - ahead
                reached = self.loss(to)[0] + l2 * float(to @ to) / 2
                if reached <= loss + float(gradient @ moved) + float(moved @ moved) / (2 * step) + 1e-9:
                    break
                step /= 2
            if float((ahead - to) @ (to - at)) > 0:
                momentum = 1.0
            following = (1 + (1 + 4 * momentum**2) ** 0.5) / 2
            ahead = to + (momentum - 1) / following * (to - at)
            at, momentum, step = to, following, step * 1.1
        return at
