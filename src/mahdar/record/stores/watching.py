"""Telling cheaply whether a record has changed: a word for its state, which differs as soon as anybody has written to it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Lock
from typing import Protocol

from sqlalchemy import Engine, text


class Watch(Protocol):
    """Tells the state of a record. What was read since a state was told is of that state or of a later one."""

    def state(self) -> str:
        """The state; two that are equal, told by one watch, mean that nothing has changed between them."""

    def close(self) -> None:
        """Stop watching."""


class SqliteWatch:
    """The state of an SQLite file, by a connection of its own: ``data_version`` counts what others have committed since it is open."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None

    def state(self) -> str:
        """The state, from SQLite's own count."""
        with self._lock:
            file = self._here()
            if self._connection is None or file != self._file:
                # A record that was restored is another file under the same name.
                self._close()
                self._connection, self._file = sqlite3.connect(self._path, check_same_thread=False, isolation_level=None), file
            (version,) = self._connection.execute("PRAGMA data_version").fetchone()
            return f"{file[0]}:{file[1]}:{id(self._connection)}:{version}"

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._close()

    def _here(self) -> tuple[int, int]:
        """Which file is there now; one that was taken away is still read by those who have it open."""
        try:
            found = self._path.stat()
        except OSError:
            return self._file or (0, 0)
        return (found.st_dev, found.st_ino)

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class PostgresWatch:
    """The state of a database: which transactions are visible to one that begins now."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def state(self) -> str:
        """The state, as the server tells snapshots."""
        with self._engine.connect() as connection:
            return str(connection.execute(text("SELECT pg_current_snapshot()::text")).scalar_one())

    def close(self) -> None:
        """Nothing: its connections are the record's."""
