"""Where tests keep their records: files in a folder, or databases of a cluster that are dropped when the test is over."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeAlias

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, text

from mahdar.record import migrate
from tests.support.postgres import Cluster

Where: TypeAlias = str | Path


class Places:
    """Names of records to places: ``place("a.mahdar")`` is the same one each time, and another test's is another one."""

    def __init__(self, folder: Path, cluster: Cluster | None) -> None:
        self._folder, self.cluster = folder, cluster
        self._databases: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for url in self._databases.values():
            assert self.cluster is not None
            self.cluster.drop(url)

    def __call__(self, name: str, *, empty: bool = False) -> Where:
        """The place called ``name``: no file, or a database with an empty record, which is made sooner; ``empty`` makes it one with nothing."""
        if self.cluster is None:
            return self._folder / name
        if name not in self._databases:
            self._databases[name] = self.cluster.database(empty=empty)
        return self._databases[name]


def engine(where: Where) -> Engine:
    """Connections to the database at ``where`` that know nothing of Mahdar."""
    return create_engine(f"sqlite:///{where}" if isinstance(where, Path) else where.replace("postgresql:", "postgresql+psycopg:"))


@contextmanager
def opened(where: Where) -> Iterator[Connection]:
    """A connection to it, in a transaction that is committed."""
    raw = engine(where)
    try:
        with raw.begin() as connection:
            yield connection
    finally:
        raw.dispose()


def rows(where: Where, query: str) -> list[tuple[Any, ...]]:
    """What a query finds."""
    with opened(where) as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def run(where: Where, *commands: str) -> None:
    """Run commands, in one transaction."""
    with opened(where) as connection:
        for one in commands:
            connection.execute(text(one))


def dump(where: Where) -> list[str]:
    """All that is in it, but for how a full-text index is laid out, which depends on how many rows came at once, and when it was filled by what
    run."""
    if isinstance(where, Path):
        with sqlite3.connect(where) as raw:
            return sorted(line for line in raw.iterdump() if not line.startswith(('INSERT INTO "search_index_', 'INSERT INTO "runs"')))
    with opened(where) as connection:
        tables = connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'runs'")).scalars().all()
        return sorted(f"{table} {tuple(row)}" for table in tables for row in connection.execute(text(f'SELECT * FROM "{table}"')))


def downgrade(where: Where, revision: str) -> None:
    """Take the record back to what an earlier version left."""
    with opened(where) as connection:
        config = Config()
        config.set_main_option("script_location", str(migrate.SCRIPTS))
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
