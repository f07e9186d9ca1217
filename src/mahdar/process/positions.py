"""Positions over time: for each actor and issue, the stances taken, by date, and where they change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from mahdar.linking.witnesses import Witness, independent
from mahdar.model import Noun, Position, Stance


class Taken(Noun, frozen=True, kw_only=True):
    """A position as one page tells it."""

    witness: Witness
    position: Position

    @property
    def date(self) -> str | None:
        """When it was taken: as told, else when the page was published."""
        return self.position.date or self.witness.published


class Stand(Noun, frozen=True, kw_only=True):
    """One stance at one date (EDTF; null where neither the position nor its page has one), by all pages that tell it alike.

    ``changed`` says that none of the stances at the date before was this one. ``disputed`` says that at this date pages have the actor both
    for and against the issue.
    """

    date: str | None
    stance: Stance
    target: str | None
    condition: str | None
    changed: bool
    disputed: bool
    outlets: int
    told: tuple[Taken, ...]


class Series(Noun, frozen=True, kw_only=True):
    """An actor's stances on an issue (of ``process``), the earliest first, those without a date last."""

    actor: str
    process: str | None
    issue: str
    stands: tuple[Stand, ...]

    @property
    def changes(self) -> int:
        """How often the stance changed."""
        return sum(stand.changed for stand in self.stands)

    @property
    def now(self) -> Stand:
        """The last stance with a date, else the last of all."""
        return next((stand for stand in reversed(self.stands) if stand.date), self.stands[-1])


def series(told: Iterable[Taken]) -> tuple[Series, ...]:
    """The stances of each actor on each issue, by process, issue and actor."""
    groups: dict[tuple[str, str, str], list[Taken]] = defaultdict(list)
    for one in told:
        groups[one.position.process or "", one.position.issue, one.position.actor].append(one)
    return tuple(
        Series(actor=actor, process=process or None, issue=issue, stands=_stands(group)) for (process, issue, actor), group in sorted(groups.items())
    )


def _stands(told: Sequence[Taken]) -> tuple[Stand, ...]:
    by_date: dict[str | None, list[Taken]] = defaultdict(list)
    for one in told:
        by_date[one.date].append(one)
    found: list[Stand] = []
    before: frozenset[Stance] | None = None
    for date in sorted(by_date, key=lambda date: (date is None, date or "")):
        here = by_date[date]
        stances = frozenset(one.position.stance for one in here)
        disputed = {"supports", "opposes"} <= stances
        alike: dict[tuple[Stance, str, str], list[Taken]] = defaultdict(list)
        for one in here:
            p = one.position
            alike[p.stance, p.target or "", p.condition or ""].append(one)
        for (stance, target, condition), group in sorted(alike.items()):
            found.append(
                Stand(
                    date=date,
                    stance=stance,
                    target=target or None,
                    condition=condition or None,
                    changed=date is not None and before is not None and stance != "neutral" and stance not in before,
                    disputed=disputed,
                    outlets=independent(one.witness.sources for one in group),
                    told=tuple(sorted(group, key=lambda one: (one.witness.page, one.position.statements))),
                )
            )
        if date is not None and (taken := stances - {"neutral"}):  # what is only spoken of moves nobody
            before = taken
    return tuple(found)
