"""Keeping searches in a record, and taking them out."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, select

from mahdar.errors import UsageError
from mahdar.record import schema
from mahdar.record.dialect import upsert
from mahdar.record.queries.saved import FACES, SavedSearch
from mahdar.record.store import Record

LONGEST = 4_000
"""Code points of an address that can be kept."""
NAME_LONGEST = 120
"""Code points of a name."""
MOST = 1_000
"""So many are kept at most, by all together."""


def save(record: Record, name: str, query: str, *, who: str) -> SavedSearch:
    """Keep the search at ``query`` under ``name``; the same one again only gets the new name. Raises `UsageError` for what is no search."""
    name = " ".join(name.split())
    if not 0 < len(name) <= NAME_LONGEST:
        raise UsageError(f"expected a name of 1 to {NAME_LONGEST} characters, got {len(name)}")
    if not query.startswith(tuple(f"{face}?" for face in FACES)) or len(query) > LONGEST or not query.isprintable():
        raise UsageError(f"expected an address as search?q=…, or statements?…, of at most {LONGEST} characters, got {query[:40]!r}")
    id_ = hashlib.sha256(f"{query}\0{who}".encode()).hexdigest()[:12]
    made = SavedSearch(id=id_, name=name, query=query, who=who, at=datetime.now(UTC).isoformat(timespec="seconds"))

    def work(connection: Connection) -> None:
        held = connection.execute(select(schema.saved_searches.c.id).limit(MOST)).scalars().all()
        if len(held) == MOST and id_ not in held:
            raise UsageError(f"expected at most {MOST} searches that are kept, and there are as many; remove one")
        row = {"id": made.id, "name": made.name, "query": made.query, "who": made.who, "at": made.at}
        upsert(connection, schema.saved_searches, [row], setting=["name"])

    record.change(work)
    return made


def remove(record: Record, id_: str) -> None:
    """Keep a search no longer; it may be gone already."""
    s = schema.saved_searches
    record.change(lambda connection: connection.execute(delete(s).where(s.c.id == id_)))
