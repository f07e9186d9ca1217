"""Where the nouns of a page name entities, and the same nouns with one id in place of another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import msgspec

from mahdar.model import Commitment, Entity, Meeting, Noun, Participant, Reading, Statement

_N = TypeVar("_N", bound=Noun)

_FIELDS = ("entity", "addressee", "target", "place", "host", "convener", "outcome", "told_by", "actor", "of")
"""The fields of nouns that hold an entity's id, whatever the noun."""


def entities_of(reading: Reading) -> Iterator[str]:
    """Every id of an entity that something on the page means."""
    layers = (reading.names, reading.references, reading.credits, reading.statements, reading.meetings, reading.commitments, reading.positions)
    for layer in layers:
        for noun in layer:
            yield from _named(noun)
    if reading.outlet and reading.outlet.entity:
        yield reading.outlet.entity


def _named(noun: Noun) -> Iterator[str]:
    yield from (id_ for field in _FIELDS if field != "of" and field != "outcome" and (id_ := getattr(noun, field, None)) is not None)
    if isinstance(noun, Statement):
        yield from (part.entity for part in (noun.speaker, *noun.via) if part is not None and part.entity is not None)
    if isinstance(noun, Meeting):
        yield from (part.entity for part in noun.participants)
    if isinstance(noun, Commitment):
        yield from noun.parties


def renamed(noun: _N, old: str, new: str) -> _N:
    """``noun`` with ``new`` wherever it had ``old``; an entity keeps its own id."""
    changed: dict[str, object] = {field: new for field in _FIELDS if getattr(noun, field, None) == old}
    if isinstance(noun, Statement):
        if noun.speaker is not None and noun.speaker.entity == old:
            changed["speaker"] = renamed(noun.speaker, old, new)
        if any(link.entity == old for link in noun.via):
            changed["via"] = tuple(renamed(link, old, new) for link in noun.via)
    if isinstance(noun, Meeting) and any(part.entity == old for part in noun.participants):
        changed["participants"] = once(renamed(part, old, new) for part in noun.participants)
    if isinstance(noun, Commitment) and old in noun.parties:
        changed["parties"] = tuple(dict.fromkeys(new if party == old else party for party in noun.parties))
    if isinstance(noun, Entity) and any(office.of == old for office in noun.offices):
        changed["offices"] = tuple(renamed(office, old, new) for office in noun.offices)
    return msgspec.structs.replace(noun, **changed) if changed else noun


def once(participants: Iterator[Participant]) -> tuple[Participant, ...]:
    """Participants, each entity once: with the first role that says more than that it takes part, and all evidence."""
    found: dict[str, Participant] = {}
    for part in participants:
        if (before := found.get(part.entity)) is None:
            found[part.entity] = part
        else:
            role = part.role if before.role == "participant" else before.role
            evidence = tuple(sorted({*before.evidence, *part.evidence}))
            found[part.entity] = msgspec.structs.replace(before, role=role, evidence=evidence)
    return tuple(found.values())
