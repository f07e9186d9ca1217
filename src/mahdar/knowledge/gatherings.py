"""The form of ``gatherings.toml``: series of summits and conferences with the days and places of their sessions."""

from __future__ import annotations

import msgspec

_LEAST = 2


class Session(msgspec.Struct, frozen=True):
    """One session: its ``days`` (EDTF), the ``state`` that hosts it (id), and the Arabic names of the place."""

    days: str
    state: str
    places: tuple[str, ...]


class Gathering(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A series: named as one of ``events``, or by one of ``nouns`` before one of ``bodies`` (ids); ``seat``: always at one place in one season.
    ``sessions`` are (days, state, names of the place …), the first first."""

    en: str
    events: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    seat: bool = False
    sessions: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        """Raises `ValueError` for a session without days or state, or a body without nouns."""
        if any(len(session) < _LEAST for session in self.sessions):
            raise ValueError(f"expected the days and the state of each session of {self.en}")
        if bool(self.bodies) != bool(self.nouns) or not (self.events or self.bodies):
            raise ValueError(f"expected events, or bodies with nouns before their names, of {self.en}")

    def held(self) -> tuple[Session, ...]:
        """The sessions, in order."""
        return tuple(Session(days, state, tuple(places)) for days, state, *places in self.sessions)
