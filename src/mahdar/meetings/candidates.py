"""Candidates for what belongs to a meeting: what each is, its signs, and the words that tell it."""

from __future__ import annotations

from collections.abc import Iterable

from mahdar.meetings.mentions import MeetingMention
from mahdar.meetings.page import MeetingPage
from mahdar.model import Span

_STEPS = (0, 1, 2, 4, 7, 12, 20, 40)
"""Bounds of the steps in which distances are told, in tokens."""
_OUTSIDE = 20
"""How many tokens farther what stands in another sentence of the line counts."""


class Choosable:
    """A candidate: what it is, its signs, and the words that tell it."""

    __slots__ = ("evidence", "signs", "value")

    def __init__(self, value: str | None) -> None:
        self.value = value
        self.signs: set[str] = set()
        self.evidence: list[tuple[int, Span]] = []

    def features(self) -> list[str]:
        """The signs in order."""
        return sorted(self.signs)

    def told(self) -> tuple[Span, ...]:
        """The words that tell it, the nearest to a telling first."""
        return tuple(dict.fromkeys(span for _, span in sorted(self.evidence, key=lambda e: e[0])))


def rank_by_distance(found: Iterable[Choosable]) -> None:
    """Adds to each how far it is from the nearest telling, and which of them is nearest."""
    ordered = sorted((min((far for far, _ in c.evidence), default=99), n, c) for n, c in enumerate(found))
    for rank, (far, _, c) in enumerate(ordered):
        c.signs.update((f"best={bucket(far)}", f"rank={min(rank, 3)}", f"rank={min(rank, 3)}:{bucket(far)}", f"alone={len(ordered) == 1}"))


def between(page: MeetingPage, mention: MeetingMention, first: int, last: int) -> tuple[int, list[str]]:
    """How far words are from a telling, in tokens, and the signs of what lies between."""
    line = page.lines[mention.line]
    inside = mention.begin <= first < mention.end
    if first >= mention.last:
        far, side, borders = first - mention.last, "after", line.between(mention.last, first)
    elif last <= mention.first:
        far, side, borders = mention.first - last, "before", line.between(last, mention.first)
    else:
        far, side, borders = 0, "in", frozenset[str]()
    told = "+".join(sorted(borders))
    return far + _OUTSIDE * (not inside), [
        f"side={side}:{inside}:{told}",
        f"side={side}:{bucket(far)}",
        f"side={side}:{bucket(far)}:{'teller' in borders}:{'an' in borders}:{inside}",
    ]  # fmt: skip


def bucket(far: int) -> str:
    """The step of a distance in tokens."""
    return str(next((n for n, step in enumerate(_STEPS) if far <= step), len(_STEPS)))
