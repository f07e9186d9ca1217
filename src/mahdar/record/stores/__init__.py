"""Where a record is kept: one SQLite file, or a PostgreSQL database. All that differs between them in opening, faults and words is here.

What differs in SQL (upserts, locks) is in `mahdar.record.dialect`; schema, migrations and queries are the same.
"""

from __future__ import annotations

from pathlib import Path

from mahdar.errors import UsageError
from mahdar.record.stores.postgres import SCHEME, PostgresStore
from mahdar.record.stores.sqlite import SqliteStore
from mahdar.record.stores.store import Store
from mahdar.record.where import is_url

__all__ = ["PostgresStore", "SqliteStore", "Store", "store_at"]


def store_at(where: str | Path) -> Store:
    """The store that ``where`` names: a path, or ``postgresql://…``. Raises `UsageError` for another URL, or one with a fault."""
    if not is_url(where):
        return SqliteStore(Path(where))
    url = str(where)
    if not url.startswith(SCHEME):
        raise UsageError(f"expected a record as a file or {SCHEME}…, got {url.partition('://')[0]}://…")
    return PostgresStore(url)
