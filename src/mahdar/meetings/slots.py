"""What belongs to a meeting: its place, its time and those who take part, chosen among what stands near its tellings.

Each is a log-linear choice (`mahdar.sequence.choice`) learnt from annotated pages: a place or time among those of the lines that tell of the
meeting, and none of them; for each actor yes or no. The signs are the grammar between a telling and the candidate: side, preposition,
what lies between, the distance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from mahdar.meetings.actors import actor_candidates
from mahdar.meetings.candidates import Choosable
from mahdar.meetings.dates import time_candidates
from mahdar.meetings.joining import Draft
from mahdar.meetings.places import place_candidates
from mahdar.meetings.surroundings import Surroundings
from mahdar.model import Span
from mahdar.sequence.choice import Choice

LEAST_PLACE, LEAST_TIME, LEAST_ACTOR = 0.35, 0.35, 0.4
"""What is less likely is left untold. F1 is best where those are kept that are likelier than half of it (Lipton et al. 2014)."""
NO = "no"


class Chosen(msgspec.Struct, frozen=True):
    """What was chosen for a slot, how likely it is right, and the words that tell it (none where it was worked out)."""

    value: str
    chance: float
    evidence: tuple[Span, ...]


class SlotChoices:
    """The three choices. Pure."""

    def __init__(self, place: Choice, time: Choice, actor: Choice) -> None:
        self._place, self._time, self._actor = place, time, actor

    def place(self, around: Surroundings, draft: Draft) -> Chosen | None:
        """Where the meeting is."""
        return _best(self._place, place_candidates(around, draft), LEAST_PLACE)

    def time(self, around: Surroundings, draft: Draft) -> Chosen | None:
        """When it is: an EDTF value, an interval for more than one day."""
        return _best(self._time, time_candidates(around, draft), LEAST_TIME)

    def actors(self, around: Surroundings, draft: Draft) -> Iterator[Chosen]:
        """Who takes part, the surest first."""
        found = [(self._actor.chances([(NO,), actor.features()])[1], actor) for actor in actor_candidates(around, draft)]
        for chance, actor in sorted(found, key=lambda f: (-f[0], f[1].value or "")):
            if chance >= LEAST_ACTOR and actor.value is not None:
                yield Chosen(actor.value, chance, actor.told()[:1])


def _best(choice: Choice, found: Sequence[Choosable], least: float) -> Chosen | None:
    """The likeliest that is not none, if likely enough."""
    chances = choice.chances([c.features() for c in found])
    best = max(range(1, len(found)), key=chances.__getitem__, default=0)
    value = found[best].value
    return Chosen(value, chances[best], found[best].told()[:1]) if value is not None and chances[best] >= least else None
