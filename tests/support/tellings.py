"""Meetings, commitments and positions as pages tell them, for tests of what joins them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mahdar.linking.witnesses import Witness
from mahdar.model import Basis, Commitment, Meeting, Office, Participant, ParticipantRole, Position, Slot, Span
from mahdar.process.commitments import Undertaken
from mahdar.process.positions import Taken
from mahdar.process.sides import Sides
from mahdar.process.telling import Telling

HERE = (Span(start=0, end=4),)

NOBODY = Sides({})


def witness(page: str, published: str | None = None, *, outlet: str | None = None, agencies: Sequence[str] = (), text: str = "") -> Witness:
    """A page, of an outlet of its own unless told."""
    outlets = (f"outlet of {page}",) if outlet is None else (outlet,) if outlet else ()
    return Witness(page=page, text_hash=text or f"text of {page}", published=published, outlets=outlets, agencies=tuple(agencies))


def telling(
    page: str | Witness,
    published: str | None = None,
    *,
    id: str | None = None,  # noqa: A002 - a meeting's id
    who: Sequence[str] = (),
    roles: dict[str, ParticipantRole] | None = None,
    basis: Basis = "stated",
    **fields: Any,
) -> Telling:
    """A meeting that a page tells of. Its fields are stated on ``basis``; ``who`` takes part."""
    seen = witness(page, published) if isinstance(page, str) else page
    series, ordinal = fields.pop("series", None), fields.pop("ordinal", None)
    told = {"place": None, "start": None, "end": None, "status": "held", **fields}
    slots = {name: Slot(basis=basis, evidence=HERE) for name, value in told.items() if value is not None and name != "agenda"}
    named = f"{series}-{ordinal}" if series and ordinal is not None else f"on {seen.page}"
    parts = tuple(Participant(entity=one, role=(roles or {}).get(one, "participant"), evidence=HERE) for one in who)
    return Telling(
        witness=seen,
        meeting=Meeting(id=id or named, series=series, ordinal=ordinal, participants=parts, evidence=HERE, slots=slots, **told),
    )


def undertaken(page: str, published: str | None = None, **fields: Any) -> Undertaken:
    """A commitment of Russia and Turkey that a page tells of."""
    told = {"id": f"on {page}", "parties": ("russia", "turkey"), "issue": "zones", "date": None, "status": "agreed", **fields}
    return Undertaken(witness=witness(page, published), commitment=Commitment(evidence=HERE, **told))


def taken(page: str, published: str | None, stance: str, **fields: Any) -> Taken:
    """A stance of Turkey on withdrawal that a page tells of."""
    told: dict[str, Any] = {"actor": "turkey", "process": "astana", "issue": "withdrawal", "condition": None, "statements": (f"said on {page}",)}
    return Taken(witness=witness(page, published), position=Position(**{**told, "stance": stance, **fields}))


def minister_of(state: str, *, since: str | None = None, until: str | None = None) -> Office:
    """The office of a foreign minister."""
    return Office(role="foreign-minister", of=state, since=since, until=until, basis="knowledge")
