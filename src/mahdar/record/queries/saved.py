"""Searches that people keep in the record."""

from __future__ import annotations

from sqlalchemy import Connection, select

from mahdar.model import Noun
from mahdar.record import schema

FACES = ("search", "statements")
"""What can be kept: addresses of these."""


class SavedSearch(Noun, frozen=True, kw_only=True):
    """A search that ``who`` keeps since ``at`` (ISO 8601, UTC); ``query`` is its address in the reading room, ``search?q=…``."""

    id: str
    name: str
    query: str
    who: str
    at: str


def saved(connection: Connection) -> tuple[SavedSearch, ...]:
    """All of them, by name."""
    s = schema.saved_searches
    rows = connection.execute(select(s).order_by(s.c.name, s.c.id))
    return tuple(SavedSearch(id=row.id, name=row.name, query=row.query, who=row.who, at=row.at) for row in rows)
