"""Linear-chain conditional random fields over the tokens of lines (Lafferty, McCallum and Pereira 2001), all lines of a page at once.

Weights are learnt with CRFsuite (Okazaki 2007; ``training/``) and kept as rows of text. CRFsuite's own tagger can't be told what is
already certain and asks for every feature of every token anew; here what a token lends to the scores is computed once for its
key and remembered, and what is certain goes into the decoding.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

K = TypeVar("K", bound=Hashable)
Array: TypeAlias = npt.NDArray[np.float32]
Indices: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]

OUTSIDE = "outside"
"""The feature of a place before a line's first or after its last token."""
NEVER = np.float32(-1e4)
"""The score of what can't be: low enough that nothing makes it good, and no infinity to reckon with."""
_LEAST = 1e-30
_REMEMBERED = 1 << 14


class Channel(Generic[K]):
    """One kind of sign of a token as the tokens around see it: ``steps`` are how far away they look (-1: at the one before).

    ``features`` tells the features of a key, ``weights`` what each lends to (step, label), ``outside`` what a place outside the line does.
    Keys are weighed once; the memory is of bounded size.
    """

    def __init__(self, steps: Sequence[int], weights: Mapping[str, int], table: Array, features: Callable[[K], Iterable[str]]) -> None:
        self.steps, self._weights, self._features = tuple(steps), weights, features
        self._table: Array = np.concatenate([table, np.zeros((1, *table.shape[1:]), np.float32)])
        """With a last row for a key that lends nothing."""
        self._rows: dict[K | None, int] = {}
        self._known: Array = self._table[:0]

    def scores(self, keys: Sequence[K | None]) -> Array:
        """The scores (token, label) that the keys lend to their tokens and to those around; None is a place outside the line.

        Between two lines there must be as many Nones as the widest step.
        """
        rows = self._indices(keys)
        out: Array = np.zeros((len(keys), self._table.shape[2]), np.float32)
        for n, step in enumerate(self.steps):
            seen = self._known[rows, n]
            if step > 0:
                out[:-step] += seen[step:]
            elif step < 0:
                out[-step:] += seen[:step]
            else:
                out += seen
        return out

    def _indices(self, keys: Sequence[K | None]) -> Indices:
        known = self._rows
        fresh = [key for key in dict.fromkeys(keys) if key not in known]
        if len(known) + len(fresh) > _REMEMBERED:
            known.clear()
            fresh = list(dict.fromkeys(keys))
        if len(known) + len(fresh) > len(self._known):
            more = np.zeros((max(1024, len(self._known), len(fresh)), *self._table.shape[1:]), np.float32)
            self._known = np.concatenate([self._known, more])
        if fresh:
            self._known[len(known) : len(known) + len(fresh)] = self._weigh(fresh)
            known.update(zip(fresh, range(len(known), len(known) + len(fresh)), strict=True))
        return np.fromiter(map(known.__getitem__, keys), np.int64, len(keys))

    def _weigh(self, keys: Sequence[K | None]) -> Array:
        """What each of the keys lends to (step, label): the sums of the rows of their features, of all keys in one go."""
        rows: list[int] = []
        starts: list[int] = []
        nothing = len(self._table) - 1
        for key in keys:
            starts.append(len(rows))
            rows.append(nothing)
            rows += [row for row in map(self._weights.get, (OUTSIDE,) if key is None else self._features(key)) if row is not None]
        out: Array = np.add.reduceat(self._table[rows], starts, axis=0)
        return out

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.steps, self._weights, self._table[:-1], self._features)


class Decoded:
    """The likeliest label of each token, as its number; and, where they are asked for, how likely labels are."""

    def __init__(self, labels: Indices, chances: Callable[[int, int], Array], bounds: tuple[Indices, Indices]) -> None:
        self.labels = labels
        self._chances = chances
        self._bounds = bounds

    def chance(self, first: int, last: int) -> float:
        """How likely the least likely label of tokens ``first`` to ``last`` (exclusive) is among all labellings of their line."""
        starts, ends = self._bounds
        n = int(np.searchsorted(starts, first, "right")) - 1
        if n < 0 or last > ends[n]:
            return 1.0  # all of it is beyond doubt
        start = int(starts[n])
        chances = self._chances(start, int(ends[n]))
        return float(chances[np.arange(first - start, last - start), self.labels[first:last]].min())


class Chain:
    """Finds the likeliest labellings of lines.

    ``may_follow(a, b)`` tells whether label ``b`` may come after ``a``, None standing for the line's start. ``rest`` is the label of most
    tokens: one that is it beyond doubt parts its line, so that only the stretches between have to be worked out. ``doubt`` is how far
    its score must be above any other label's (what the moves may add counted half to each side): over 6,400 names on 234 pages no
    label changed by 6, at half the time; by 3 some fifty did.
    """

    def __init__(
        self,
        labels: Sequence[str],
        moves: Mapping[tuple[str, str], float],
        may_follow: Callable[[str | None, str], bool],
        rest: str,
        *,
        doubt: float = 6.0,
    ) -> None:
        self._moves: Array = np.array([[moves.get((a, b), 0.0) if may_follow(a, b) else NEVER for b in labels] for a in labels], np.float32)
        self._first: Array = np.array([0.0 if may_follow(None, y) else NEVER for y in labels], np.float32)
        self._rest, self._doubt = labels.index(rest), doubt
        gains = np.where(self._moves > NEVER, self._moves - self._moves[self._rest, self._rest], 0.0)
        self._hope: Array = (gains.max(0) + gains.max(1)) / 2

    def decode(self, scores: Array, inside: Flags) -> Decoded:
        """The best labelling of the tokens from their ``scores`` (token, label). ``inside`` is false at the places between lines."""
        others = np.delete(scores + self._hope, self._rest, 1).max(1)
        open_ = inside & (scores[:, self._rest] - others < self._doubt)
        labels = np.full(len(scores), self._rest, np.int64)
        edges = np.flatnonzero(np.diff(open_, prepend=False, append=False))
        bounds = edges[::2], edges[1::2]
        bound = self._bound(scores, inside, *bounds)
        if len(edges):
            order = np.argsort(bounds[0] - bounds[1], kind="stable")
            starts, ends = bounds[0][order], bounds[1][order]
            steps = np.arange(int(ends[0] - starts[0]))
            at = np.minimum(starts + steps[:, None], ends - 1)
            path = self._best(bound[at], [int(np.count_nonzero(ends - starts > step)) for step in steps])
            held = steps[:, None] < ends - starts
            labels[at[held]] = path[held]
        return Decoded(labels, lambda start, end: self._chances(bound[start:end]), bounds)

    def _bound(self, scores: Array, inside: Flags, starts: Indices, ends: Indices) -> Array:
        """The scores with the moves into the stretches and out of them: from and to the commonest label, or the line's start and end."""
        out = scores.copy()
        before = inside[starts - 1] & (starts > 0)
        out[starts] += np.where(before[:, None], self._moves[self._rest], self._first)
        behind = np.append(inside, False)[ends]
        out[ends - 1] += np.where(behind[:, None], self._moves[:, self._rest], np.float32(0.0))
        return out

    def _best(self, scores: Array, sizes: Sequence[int]) -> Indices:
        """The best labels of stretches (token, stretch, label), the longest first: ``sizes`` of them have a token at each step (Viterbi)."""
        longest, count, _ = scores.shape
        origins: list[Indices] = []
        best = scores[0].copy()
        for at in range(1, longest):
            size = sizes[at]
            ways = best[:size, :, None] + self._moves
            origins.append(ways.argmax(1))
            best[:size] = ways.max(1) + scores[at, :size]
        path = np.zeros((longest, count), np.int64)
        label = best.argmax(1)
        for at in range(longest - 1, -1, -1):
            size = sizes[at]
            path[at, :size] = label[:size]
            if at:
                label[:size] = origins[at - 1][np.arange(size), label[:size]]
        return path

    def _chances(self, scores: Array) -> Array:
        """The probability of each label at each token of a stretch, over all its labellings (forward-backward, scaled: Rabiner 1989)."""
        moves = np.exp(self._moves)
        emits = np.exp(scores - scores.max(1, keepdims=True))
        out: Array = emits.copy()
        for at in range(1, len(scores)):
            now = (out[at - 1] @ moves) * emits[at]
            out[at] = now / max(now.sum(), _LEAST)
        behind = np.ones_like(emits[0])
        for at in range(len(scores) - 1, -1, -1):
            both = out[at] * behind
            behind = (emits[at] * behind) @ moves.T
            behind /= max(behind.max(), _LEAST)
            out[at] = both / max(both.sum(), _LEAST)
        return out
