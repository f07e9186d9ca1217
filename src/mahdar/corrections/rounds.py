"""A meeting's id: which one it is when it is joined with another, parted from it, or gets another number."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from mahdar.corrections.naming import once
from mahdar.model import Meeting

_FILLED = ("kind", "series", "ordinal", "place", "start", "end", "host", "convener", "level", "outcome")


def numbered(id_: str) -> tuple[str, int] | None:
    """The series and number in an id as ``astana-19``; None for ids of another form."""
    series, dash, number = id_.rpartition("-")
    return (series, int(number)) if dash and series and number.isascii() and number.isdigit() else None


def own_id(meeting: Meeting, text_hash: str) -> str:
    """The id of a meeting by its series and number where both are known, else one of its own: 12 hex digits over its first evidence."""
    if meeting.series is not None and meeting.ordinal is not None:
        return f"{meeting.series}-{meeting.ordinal}"
    first = meeting.evidence[0]
    return hashlib.sha256(f"{text_hash}:{first.start}:{first.end}:apart".encode()).hexdigest()[:12]


def merged_meetings(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """The meetings, each id once: what one of them doesn't tell, another of the same id does."""
    found: dict[str, Meeting] = {}
    for meeting in meetings:
        before = found.get(meeting.id)
        found[meeting.id] = meeting if before is None else _both(before, meeting)
    return tuple(found.values())


def _both(one: Meeting, other: Meeting) -> Meeting:
    # What a person told of the second stands against what the machine read of the first.
    taken = [
        field
        for field in _FILLED
        if getattr(other, field) is not None and (getattr(one, field) is None or (_by_person(other, field) and not _by_person(one, field)))
    ]
    slots = {**other.slots, **one.slots} | {field: other.slots[field] for field in taken if field in other.slots}
    status = other.status if _by_person(other, "status") and not _by_person(one, "status") else one.status
    if status != one.status:
        slots["status"] = other.slots["status"]
    known = {field for field in _FILLED if getattr(one, field) is not None or field in taken} | {"status"}
    return msgspec.structs.replace(
        one,
        **{field: getattr(other, field) for field in taken},
        status=status,
        participants=once(iter((*one.participants, *other.participants))),
        agenda=tuple(dict.fromkeys((*one.agenda, *other.agenda))),
        evidence=tuple(sorted({*one.evidence, *other.evidence})),
        slots={field: slots[field] for field in sorted(slots) if field in known},
    )


def _by_person(meeting: Meeting, field: str) -> bool:
    slot = meeting.slots.get(field)
    return slot is not None and slot.basis == "person"
