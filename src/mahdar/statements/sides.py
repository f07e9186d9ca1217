"""Whose side somebody is on: what belongs together with an entity as one actor (a minister with his ministry's state)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from mahdar.knowledge import Knowledge
from mahdar.model import Entity

_CARRIERS = frozenset({"agency", "newspaper", "broadcaster", "social-network"})


class Sides:
    """Looks up the side of an entity of one page: itself, the bodies that it holds an office of, and their states."""

    def __init__(self, knowledge: Knowledge, entities: Mapping[str, Entity]) -> None:
        self._entities = entities
        self._states, self._persons, self._carriers = _known(knowledge)
        self._seen: dict[str, frozenset[str]] = {}

    def of(self, entity: str) -> frozenset[str]:
        """``entity`` and those that it speaks for."""
        found = self._seen.get(entity)
        if found is None:
            told = self._entities.get(entity)
            own = {entity}
            if told is not None:
                own |= {office.of for office in told.offices if office.of and office.status != "former"}
            own |= {state for one in own if (state := self._state(one))}
            found = self._seen[entity] = frozenset(own)
        return found

    def sort(self, entity: str) -> str:
        """What sort of somebody an entity is: its kind, or ``carrier`` for an agency, paper or broadcaster."""
        if entity in self._carriers:
            return "carrier"
        told = self._entities.get(entity)
        if told is not None:
            return told.kind
        return "state" if entity in self._states else entity.partition(":")[0] if ":" in entity else "organization"

    def _state(self, entity: str) -> str | None:
        """The state of a body or person; that of one made by a pattern (state-kind) stands in its id."""
        if entity in self._states:
            return None
        if (state := self._persons.get(entity)) is not None:
            return state
        parts = entity.split("-")
        return next((head for n in range(len(parts) - 1, 0, -1) if (head := "-".join(parts[:n])) in self._states), None)


@cache
def _tables(key: int) -> dict[str, object]:
    return {}


def _known(knowledge: Knowledge) -> tuple[frozenset[str], dict[str, str], frozenset[str]]:
    states = frozenset(s.id for s in knowledge.states)
    belongs = {e.id: e.state for e in (*knowledge.persons, *knowledge.organizations) if e.state}
    return states, belongs, frozenset(o.id for o in knowledge.organizations if o.sort in _CARRIERS)
