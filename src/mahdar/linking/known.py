"""What the shipped knowledge has, as ids that those of pages are compared with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from mahdar.knowledge import Knowledge
from mahdar.knowledge.forms import Organization, Person
from mahdar.linking.entities import Office, Profile, keys


class Known:
    """The shipped persons and organizations by the keys of their names. Pure; made once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._state_of = {entry.id: entry.state for entry in knowledge.organizations if entry.state}
        self._state_of |= {entry.id: entry.id for entry in knowledge.states}
        entries: tuple[Person | Organization, ...] = (*knowledge.persons, *knowledge.organizations)
        self.profiles: Mapping[str, Profile] = {entry.id: self._profile(entry) for entry in entries}
        self._by_key: dict[str, list[str]] = defaultdict(list)
        for profile in self.profiles.values():
            for key in keys(profile):
                self._by_key[key].append(profile.id)

    def states(self, offices: Iterable[Office]) -> frozenset[str]:
        """The states whose offices these are; those of a state's bodies are its own."""
        return frozenset(self._state_of[of] for _, of in offices if of in self._state_of)

    def having(self, key: str) -> tuple[str, ...]:
        """The ids that have a key."""
        return tuple(self._by_key.get(key, ()))

    def _profile(self, entry: Person | Organization) -> Profile:
        person = isinstance(entry, Person)
        offices = frozenset((office.role, office.of) for office in entry.offices) if isinstance(entry, Person) else frozenset()
        states = self.states(offices) | ({entry.state} if entry.state else frozenset())
        return Profile(entry.id, "person" if person else "organization", entry.names, offices, states, known=True)
