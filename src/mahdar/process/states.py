"""How a meeting stood over time, and who was to come and who came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from mahdar.linking.choice import Assertion
from mahdar.linking.witnesses import independent
from mahdar.model import Noun, ParticipantRole, Status
from mahdar.process.telling import Telling
from mahdar.process.values import Settled, settle

Attendance = Literal["expected", "came", "expected and came"]
"""Told while the meeting was still to come, told of it under way or held, or both."""

_AHEAD: frozenset[Status] = frozenset({"announced", "postponed", "cancelled", "denied"})
_ORDER: tuple[Status, ...] = ("announced", "postponed", "denied", "cancelled", "ongoing", "held")
_ROLES: tuple[ParticipantRole, ...] = ("host", "guarantor", "party", "mediator", "observer", "participant")


class State(Noun, frozen=True, kw_only=True):
    """How the meeting stood as told from ``since`` on (the day, EDTF, of the first page that says so; null where it bears no date).

    ``until`` is that of the last such page before another state is told, ``outlets`` counts the independent ones among them, ``told`` all.
    """

    status: Status
    since: str | None
    until: str | None
    outlets: int
    told: int
    asserted: tuple[Assertion, ...]


class Attending(Noun, frozen=True, kw_only=True):
    """An entity's part in a meeting: its role, when it was told, and by how many independent outlets."""

    entity: str
    role: Settled
    attendance: Attendance
    outlets: int


def states(tellings: Iterable[Telling]) -> tuple[State, ...]:
    """The states in the order in which pages tell them: announced, postponed, held.

    What pages say one after the other without another state between is one state. Of one day's pages those of the earlier stage come
    first. Pages without a date say nothing of the order: a state that they alone tell comes last.
    """
    told = sorted(tellings, key=lambda t: (t.witness.published is None, t.witness.published or "", _ORDER.index(t.meeting.status), t.order))
    runs: list[list[Telling]] = []
    for telling in told:
        same = runs[-1:] if telling.witness.published else runs
        run = next((run for run in reversed(same) if run[-1].meeting.status == telling.meeting.status), None)
        if run is None:
            runs.append([telling])
        else:
            run.append(telling)
    return tuple(_state(run) for run in runs)


def _state(run: Sequence[Telling]) -> State:
    days = [t.witness.published for t in run if t.witness.published]
    return State(
        status=run[0].meeting.status,
        since=days[0] if days else None,
        until=days[-1] if days else None,
        outlets=independent(t.witness.sources for t in run),
        told=len(run),
        asserted=tuple(t.says(t.meeting.status, "status") for t in run),
    )


def goes_back(path: Sequence[State]) -> bool:
    """Whether a meeting is told as still to come after it was told as held or under way."""
    met = next((i for i, state in enumerate(path) if state.status in ("held", "ongoing") and state.since), None)
    return met is not None and any(state.status in _AHEAD and state.since for state in path[met + 1 :])


def attending(tellings: Iterable[Telling]) -> tuple[Attending, ...]:
    """Everyone told to take part, by role, then id."""
    told: dict[str, list[tuple[Telling, Assertion]]] = {}
    for telling in tellings:
        slot = telling.meeting.slots.get("participants")
        for part in telling.meeting.participants:
            basis = "stated" if part.evidence else slot.basis if slot else None
            asserted = telling.asserts(part.role, basis, part.evidence, slot.why if slot and not part.evidence else None)
            told.setdefault(part.entity, []).append((telling, asserted))
    found = [_attending(entity, pairs) for entity, pairs in told.items()]
    return tuple(sorted(found, key=lambda part: (_ROLES.index(part.role.value), part.entity)))


def _attending(entity: str, told: Sequence[tuple[Telling, Assertion]]) -> Attending:
    role = settle("role", [asserted for _, asserted in told])
    assert role is not None  # something is asserted
    ahead = {telling.meeting.status in _AHEAD for telling, _ in told}
    attendance: Attendance = "expected and came" if len(ahead) == 2 else "expected" if ahead == {True} else "came"
    # Whom the dossier alone knows to take part, no outlet tells.
    outlets = independent(asserted.sources for _, asserted in told if asserted.basis != "dossier")
    return Attending(entity=entity, role=role, attendance=attendance, outlets=outlets)
