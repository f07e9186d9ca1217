"""The form of ``gatherings.toml``: series of summits and conferences with the days and places of their sessions."""

from __future__ import annotations

import msgspec

_LEAST = 2


class Session(msgspec.Struct, frozen=True):
    """One session: its ``days`` (EDTF), the ``state`` that hosts it (id), its ``number`` where sessions are counted, and the Arabic names of the
    place."""

    days: str
    state: str
    number: int | None
    places: tuple[str, ...]


class Gathering(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A series: named as one of ``events``, or by one of ``nouns`` before one of ``bodies`` (ids); ``seat``: always at one place in one season.
    ``sessions`` are (days, state, number where there is one, names of the place …), the first first."""

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
        return tuple(map(_session, self.sessions))


def _session(cells: tuple[str, ...]) -> Session:
    days, state, *places = cells
    numbered = bool(places) and places[0].isdigit()
    return Session(days, state, int(places[0]) if numbered else None, tuple(places[numbered:]))
