"""Whose side somebody is on: what belongs together with an entity as one actor (a minister, his ministry and its state)."""

from __future__ import annotations

from collections.abc import Mapping

from mahdar.knowledge import Knowledge
from mahdar.model import Entity

_CARRIERS = frozenset({"agency", "newspaper", "broadcaster", "social-network"})


class Sides:
    """What the knowledge says of who belongs to whom. Made once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.states = frozenset(s.id for s in knowledge.states)
        self.belongs: dict[str, str] = {p.id: p.state for p in knowledge.persons if p.state} | {
            o.id: o.state for o in knowledge.organizations if o.state
        }
        self.carriers = frozenset(o.id for o in knowledge.organizations if o.sort in _CARRIERS)

    def state_of(self, entity: str) -> str | None:
        """The state of a body or person; that of a body made by a pattern stands in its id (russia-mfa)."""
        if entity in self.states:
            return None
        if (state := self.belongs.get(entity)) is not None:
            return state
        parts = entity.split("-")
        return next((head for n in range(len(parts) - 1, 0, -1) if (head := "-".join(parts[:n])) in self.states), None)

    def of_page(self, entities: Mapping[str, Entity]) -> PageSides:
        """The sides of the entities of one page."""
        return PageSides(self, entities)


class PageSides:
    """The sides of one page's entities."""

    def __init__(self, known: Sides, entities: Mapping[str, Entity]) -> None:
        self._known = known
        self._entities = entities
        self._seen: dict[str, frozenset[str]] = {}

    def of(self, entity: str) -> frozenset[str]:
        """``entity`` and those that it speaks for: the bodies that it holds an office of, and their states."""
        found = self._seen.get(entity)
        if found is None:
            told = self._entities.get(entity)
            own = {entity}
            if told is not None:
                own |= {office.of for office in told.offices if office.of and office.status != "former"}
            own |= {state for one in own if (state := self._known.state_of(one))}
            found = self._seen[entity] = frozenset(own)
        return found

    def sort(self, entity: str) -> str:
        """What sort of somebody an entity is: its kind, or ``carrier`` for an agency, paper or broadcaster."""
        if entity in self._known.carriers:
            return "carrier"
        if (told := self._entities.get(entity)) is not None:
            return told.kind
        return entity.partition(":")[0] if ":" in entity else "state" if entity in self._known.states else "organization"
