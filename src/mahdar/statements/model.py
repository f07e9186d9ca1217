"""Which candidate cues open a statement, and where its content begins and ends: a log-linear choice among what the grammar reads, every
other place at which a content may begin and end, and nothing (see ``contents.md`` for what it learnt from)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

import msgspec

from mahdar.sequence import Choice, read_choice
from mahdar.statements.cues import Cue
from mahdar.statements.signs import CueSigns, LineSigns


class Chosen(msgspec.Struct, frozen=True):
    """The content chosen for a cue: tokens ``first`` to ``last`` (exclusive), how likely it is, how likely that the cue opens any."""

    first: int
    last: int
    chance: float
    opens: float


def candidates(line: LineSigns, signs: CueSigns) -> Iterator[tuple[int, int, list[str]]]:
    """The contents that a cue may have, with their signs."""
    for start in signs.starts:
        for gap, pair in line.ends(signs, start):
            if gap.at > start.at:
                yield start.at, gap.at, [*start.signs, *gap.signs, *pair]


class ContentModel:
    """Chooses contents. Pure."""

    def __init__(self, choice: Choice | None = None) -> None:
        self._choice = choice or shipped()

    def choose(self, line: LineSigns, cue: Cue, told: Sequence[tuple[int, int]], least: float = 0.5) -> Chosen | None:
        """The content of ``cue``; None where it most likely has none. ``told`` are the contents chosen before in the line."""
        signs = line.of(cue, told)
        places = []
        found = []
        for first, last, features in candidates(line, signs):
            places.append((first, last))
            found.append(features)
        chances = self._choice.chances([signs.signs, *found])
        if not places:
            return None
        best = max(range(len(places)), key=lambda k: chances[k + 1])
        opens = 1 - chances[0]
        if opens < least:
            return None
        first, last = places[best]
        return Chosen(first, last, chances[best + 1], opens)


@lru_cache(maxsize=1)
def shipped() -> Choice:
    """The weights that ship with the package."""
    return read_choice(files("mahdar.statements") / "contents.tsv")
