"""Which candidate cues open a statement, and where its content begins and ends: a log-linear choice among what the grammar reads, every
other place at which a content may begin and end, and nothing (see ``contents.md`` for what it learnt from)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from importlib.resources import files
from typing import get_args

import msgspec

from mahdar.memo import Memo
from mahdar.sequence import Choice, read_choice
from mahdar.sequence.choice import softmax
from mahdar.statements.cues import Cue
from mahdar.statements.groups import Group
from mahdar.statements.signs import CueSigns, LineSigns, Values

LEAST = 0.45
"""A cue opens a statement where this is likelier; found on held-out pages, where 0.4 to 0.6 do as well."""

_REMEMBERED = 10_000
"""So many groups of signs of each kind have their weight remembered."""
Weighed = dict[int, float]
"""What the gaps of a line weigh, by the token that they are before."""


class Chosen(msgspec.Struct, frozen=True):
    """The content chosen for a cue: tokens ``first`` to ``last`` (exclusive), from offset ``start`` (without a و before it); how likely it is
    that the cue opens a statement, and that this is its content (``chance``, the former included)."""

    first: int
    last: int
    start: int
    opens: float
    chance: float


def candidates(line: LineSigns, signs: CueSigns) -> Iterator[tuple[int, int, list[str]]]:
    """The contents that a cue may have, with their signs: tokens first to last (exclusive), as `ContentModel` weighs them."""
    for start in signs.starts:
        for at, gap, groups in line.ends(signs, start):
            told: list[Group] = [*start.signs, *(_group(sort, values) for sort, values in groups)]
            yield start.at, at, [*(gap.signs if gap is not None else ()), *(sign for group in told for sign in group.signs())]


class ContentModel:
    """Chooses contents. Pure."""

    def __init__(self, choice: Choice | None = None) -> None:
        self._choice = choice or shipped()
        self._weights: dict[type[Group], Memo[Values, float]] = {
            sort: Memo(partial(_weigh, self._choice, sort), _REMEMBERED) for sort in get_args(Group)
        }

    def of_line(self, line: LineSigns) -> dict[int, Chosen]:
        """The contents of a line by the first tokens of their cues; according-to words are not asked for."""
        out: dict[int, Chosen] = {}
        told: list[tuple[int, int]] = []
        weighed: Weighed = {}
        for cue in line.cues:
            if cue.sort != "according" and (chosen := self.choose(line, cue, told, weighed)) is not None:
                told.append((chosen.first, chosen.last))
                out[cue.first] = chosen
        return out

    def choose(self, line: LineSigns, cue: Cue, told: Sequence[tuple[int, int]], weighed: Weighed) -> Chosen | None:
        """The content of ``cue``; None where it most likely has none. ``told`` are the contents chosen before in the line, ``weighed`` the gaps
        of the line that have been weighed."""
        weights, signs = self._weights, line.of(cue, told)
        found: list[tuple[int, int]] = []
        scores = [self._choice.score(signs.signs)]
        for start in signs.starts:
            begun = 0.0
            for sign in start.signs:
                begun += weights[type(sign)][sign]
            for at, gap, groups in line.ends(signs, start):
                score = begun
                if gap is not None:
                    if at not in weighed:
                        weighed[at] = self._choice.score(gap.signs)
                    score += weighed[at]
                for sort, values in groups:
                    score += weights[sort][values]
                found.append((start.at, at))
                scores.append(score)
        if not found:
            return None
        chances = softmax(scores)
        opens = 1 - chances[0]
        if opens < LEAST:
            return None
        best = max(range(len(found)), key=lambda k: chances[k + 1])
        first, last = found[best]
        token = line.view.tokens[first]
        return Chosen(first, last, token.start + (token.pro[:1] in ("و", "ف")), opens, chances[best + 1])


def _group(sort: type[Group], values: Values) -> Group:
    return sort(*values)  # type: ignore[arg-type]  # the values are those of the sort


def _weigh(choice: Choice, sort: type[Group], values: Values) -> float:
    """What the signs of a group weigh."""
    return choice.score(_group(sort, values).signs())


@lru_cache(maxsize=1)
def shipped() -> Choice:
    """The weights that ship with the package."""
    return read_choice(files("mahdar.statements") / "contents.tsv")
