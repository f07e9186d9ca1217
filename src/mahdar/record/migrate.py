"""Bringing a record's schema up to date by the migrations shipped in this package."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.schema import SetColumnComment, SetTableComment

from mahdar.errors import UsageError
from mahdar.record.dialect import Held, hold
from mahdar.record.schema import metadata

HEAD = "0018"
"""The newest migration. A test holds it to what the scripts say, so that opening a record needn't load them."""

SCRIPTS = Path(__file__).parent / "migrations"


_OURS = frozenset({"pages", "captures"})
"""Tables of every record since the first revision. Other programs have an `alembic_version` too."""


def revision(connection: Connection, name: str) -> str | None:
    """The revision of the record called ``name``; None where there is nothing yet. Raises `UsageError` for somebody else's tables."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    found = _current(connection) if "alembic_version" in tables else None
    if found is None or not tables >= _OURS:
        raise UsageError(f"{name}: expected a Mahdar record, got another database with the tables {', '.join(sorted(tables)[:5])}")
    return found


def upgrade(connection: Connection, name: str) -> None:
    """Run the migrations that the record called ``name`` lacks, in the caller's transaction; nothing at all becomes a record.

    Raises `UsageError` where the record was made by a newer version than this one.
    """
    # Alembic is slow to load, and needed once in a record's life.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    hold(connection, Held.SCHEMA)
    # Another process may have been faster while this one waited for the lock.
    found = _current(connection) if inspect(connection).has_table("alembic_version") else None
    if found == HEAD:
        return
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise UsageError(f"{name}: expected a record of revision {HEAD} or older, got {found}; use a newer Mahdar") from error
    _comment(connection)


def _comment(connection: Connection) -> None:
    """Have the database say what its tables and columns hold, where it can."""
    if connection.dialect.supports_comments:
        for table in metadata.sorted_tables:
            connection.execute(SetTableComment(table))
            for column in table.columns:
                connection.execute(SetColumnComment(column))


def _current(connection: Connection) -> str | None:
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
