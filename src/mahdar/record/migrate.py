"""Bringing a record's schema up to date by the migrations shipped in this package."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from mahdar.errors import UsageError

HEAD = "0012"
"""The newest migration. A test holds it to what the scripts say, so that opening a record needn't load them."""

SCRIPTS = Path(__file__).parent / "migrations"


def revision(engine: Engine) -> str | None:
    """The revision of the record behind ``engine``; None for an empty file."""
    with engine.connect() as connection:
        tables = set(inspect(connection).get_table_names())
        if "alembic_version" in tables:
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if tables:
            raise UsageError(f"{engine.url.database}: expected a Mahdar record, got another database with the tables {', '.join(sorted(tables)[:5])}")
    return None


def upgrade(engine: Engine, path: Path) -> None:
    """Run the migrations that the record at ``path`` lacks; an empty file becomes a record.

    Raises `UsageError` where the record was made by a newer version than this one.
    """
    # Alembic is slow to load, and needed once in a record's life.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    with engine.connect().execution_options(mahdar_writes=True) as connection, connection.begin():
        # Another process may have been faster while this one waited for the lock.
        if _current(connection) == HEAD:
            return
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise UsageError(f"{path}: expected a record of revision {HEAD} or older, got {_current(connection)}; use a newer Mahdar") from error


def _current(connection: Connection) -> str | None:
    if "alembic_version" not in inspect(connection).get_table_names():
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
