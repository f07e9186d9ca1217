"""Names that neither knowledge nor grammar finds, proposed by a linear chain over the tokens (see ``names.md`` for what it learnt from).

The model sees what the rules have found and where, so that it learns when to trust them; its labels are B-kind for the first token
of a name, I-kind for the others, O for none (Ramshaw and Marcus 1995).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import get_args

import msgspec
import numpy as np

from mahdar.arabic import Lexicon, Text
from mahdar.knowledge import Knowledge
from mahdar.model import NameKind
from mahdar.names.nationality import Nationality
from mahdar.names.page import Mention
from mahdar.names.roles import RolePhrase
from mahdar.names.signs import NONE, PLACE, STEPS, WORD, Signs
from mahdar.sequence import Weights, read_weights

KINDS: tuple[NameKind, ...] = get_args(NameKind)
LABELS = (NONE, *(f"{part}-{kind}" for kind in KINDS for part in "BI"))
"""O, then for each kind its B and its I: a label's number tells its part and its kind."""
_GAP = (None,) * max(step for steps in STEPS.values() for step in steps)


class Proposal(msgspec.Struct, frozen=True):
    """A name that the model sees at tokens ``first`` to ``last`` (exclusive) of a line, and how likely the least likely of them is."""

    first: int
    last: int
    kind: NameKind
    chance: float


class NameModel:
    """Proposes names. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, nationality: Nationality, weights: Weights | None = None) -> None:
        weights = weights or shipped()
        self.signs = Signs(knowledge, lexicon, nationality)
        self._words = weights.channel(WORD, self.signs.word)
        self._places = weights.channel(PLACE, _as_they_are)
        self._chain = weights.chain(may_follow, NONE)

    def propose(self, text: Text, mentions: Sequence[Sequence[Mention]], roles: Sequence[Sequence[RolePhrase]]) -> list[list[Proposal]]:
        """The names that the model sees in each line of ``text``, in order, those left out that the rules found, as ``mentions``; ``roles`` are
        the role phrases."""
        again = self.signs.again(text.lines)
        words: list[str | None] = [*_GAP]
        places: list[tuple[str, ...] | None] = [*_GAP]
        starts = []
        for line, named, told in zip(text.lines, mentions, roles, strict=True):
            signs = self.signs.line(line, named, told, again)
            starts.append(len(words))
            words += [*signs.words, *_GAP]
            places += [*signs.places, *_GAP]
        scores = self._words.scores(words) + self._places.scores(places)
        inside = np.fromiter((key is not None for key in words), np.bool_, len(words))
        decoded = self._chain.decode(scores, inside)
        labels = decoded.labels
        known = {(starts[m.line] + m.first, starts[m.line] + m.last, m.kind) for line in mentions for m in line}
        out: list[list[Proposal]] = [[] for _ in starts]
        for first in np.flatnonzero(labels % 2 == 1).tolist():
            last = first + 1
            while labels[last] == labels[first] + 1:
                last += 1
            kind = KINDS[(int(labels[first]) - 1) // 2]
            if (first, last, kind) not in known:
                n = bisect_right(starts, first) - 1
                out[n].append(Proposal(first - starts[n], last - starts[n], kind, round(decoded.chance(first, last), 2)))
        return out


def labels_of(size: int, names: Iterable[tuple[int, int, NameKind]]) -> list[str]:
    """The labels of a line of ``size`` tokens with these names."""
    out = [NONE] * size
    for first, last, kind in names:
        out[first:last] = [f"B-{kind}", *[f"I-{kind}"] * (last - first - 1)]
    return out


def may_follow(before: str | None, label: str) -> bool:
    """Whether ``label`` may stand after ``before``: a name goes on only in its own kind."""
    return label[0] != "I" or (before is not None and before[1:] == label[1:])


def _as_they_are(features: tuple[str, ...]) -> tuple[str, ...]:
    return features


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """The weights that ship with the package."""
    return read_weights(files("mahdar.names") / "names.tsv")
