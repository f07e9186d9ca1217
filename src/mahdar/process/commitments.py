"""Commitments over time: what was undertaken, joined across pages, and what became of it as later pages tell.

Two pages tell of one commitment where its parties are the same, its issue is the same, and its dates don't contradict each other (May
2017 and 4 May 2017 agree). Without an issue that both name, the date must be told to the day and the kind be the same. A commitment whose
date isn't told is joined with none, and two of one page never.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from mahdar.linking.choice import Assertion, agree
from mahdar.linking.witnesses import Witness, independent
from mahdar.model import Commitment, CommitmentStatus, Noun
from mahdar.process.days import day_of
from mahdar.process.values import Settled, settle

_UNDERTAKEN: frozenset[CommitmentStatus] = frozenset({"agreed", "pledged"})
"""What is told of a commitment of which nothing has become yet."""


class Undertaken(Noun, frozen=True, kw_only=True):
    """A commitment as one page tells it."""

    witness: Witness
    commitment: Commitment

    @property
    def order(self) -> tuple[bool, str, str, str]:
        """A sort key: by the date of the page, undated ones last, then by page and id."""
        published = self.witness.published
        return (published is None, published or "", self.witness.page, self.commitment.id)

    def says(self, value: str) -> Assertion:
        """The page's assertion of a value of the commitment."""
        witness = self.witness
        return Assertion(
            value=value,
            basis="stated",
            page=witness.page,
            published=witness.published,
            sources=witness.sources,
            evidence=self.commitment.evidence,
        )


class Standing(Noun, frozen=True, kw_only=True):
    """What became of a commitment, as told from ``since`` on (the day of the first page that says so), and by whom if not by the page."""

    status: CommitmentStatus
    told_by: str | None
    since: str | None
    outlets: int
    asserted: tuple[Assertion, ...]


class Pledge(Noun, frozen=True, kw_only=True):
    """A commitment as all pages tell it.

    ``standings`` go by the dates of pages; ``status`` is the latest told of a dated page, where that it was undertaken counts for less than
    what became of it. ``disputed`` says that one teller has it kept where another has it broken.
    """

    id: str
    process: str | None
    issue: str | None
    parties: tuple[str, ...]
    kind: Settled
    date: Settled | None
    status: CommitmentStatus
    disputed: bool
    standings: tuple[Standing, ...]
    outlets: int
    told: tuple[Undertaken, ...]

    @property
    def order(self) -> tuple[bool, str, str]:
        """A sort key: by date, those without one last, then by id."""
        return (self.date is None, self.date.value if self.date else "", self.id)


def pledges(told: Iterable[Undertaken]) -> tuple[Pledge, ...]:
    """The commitments that pages tell of, by date."""
    by_key: dict[tuple[object, ...], list[list[Undertaken]]] = defaultdict(list)
    for one in sorted(told, key=lambda u: (_coarse(u.commitment.date), u.order)):
        c = one.commitment
        groups = by_key[frozenset(c.parties), c.process, c.issue, c.kind if c.issue is None else None]
        fitting = [group for group in groups if all(_is_one(one, other) for other in group)]
        if len(fitting) == 1:
            fitting[0].append(one)
        else:
            groups.append([one])
    found = [_pledge(sorted(group, key=lambda u: u.order)) for groups in by_key.values() for group in groups]
    return tuple(sorted(found, key=lambda pledge: pledge.order))


def _coarse(date: str | None) -> int:
    """Days before months before years, so that what tells little meets all that it may fit."""
    return -len(date or "")


def _is_one(a: Undertaken, b: Undertaken) -> bool:
    if a.commitment.id == b.commitment.id and a.witness.text_hash == b.witness.text_hash:
        return True
    if a.witness.page == b.witness.page:
        return False
    mine, theirs = a.commitment.date, b.commitment.date
    if mine is None or theirs is None or not agree(mine, theirs) or not a.commitment.parties:
        return False
    return a.commitment.issue is not None or (mine == theirs and day_of(mine) is not None)


def _pledge(told: Sequence[Undertaken]) -> Pledge:
    first = told[0].commitment
    kind = settle("kind", [u.says(u.commitment.kind) for u in told])
    assert kind is not None  # every commitment has a kind
    dates = [u.says(u.commitment.date) for u in told if u.commitment.date]
    path = _standings(told)
    beyond = [s for s in path if s.status not in _UNDERTAKEN]
    latest = next((s for s in reversed(beyond) if s.since), beyond[-1] if beyond else path[-1])
    return Pledge(
        id=first.id,
        process=first.process,
        issue=first.issue,
        parties=tuple(sorted(first.parties)),
        kind=kind,
        date=settle("start", dates),
        status=latest.status,
        disputed={"implemented", "breached"} <= {s.status for s in path},
        standings=path,
        outlets=independent(u.witness.sources for u in told),
        told=tuple(told),
    )


def _standings(told: Sequence[Undertaken]) -> tuple[Standing, ...]:
    """Each status with who tells it, by the first page that says so; pages without a date last."""
    groups: dict[tuple[CommitmentStatus, str | None], list[Undertaken]] = defaultdict(list)
    for one in told:
        groups[one.commitment.status, one.commitment.told_by].append(one)
    return tuple(
        Standing(
            status=status,
            told_by=told_by,
            since=group[0].witness.published,
            outlets=independent(u.witness.sources for u in group),
            asserted=tuple(u.says(status) for u in group),
        )
        for (status, told_by), group in groups.items()
    )
