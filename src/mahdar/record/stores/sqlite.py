"""A record in one SQLite file."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from mahdar.errors import UnavailableError, UsageError
from mahdar.record.stores.watching import SqliteWatch

_BUSY_MS = 30_000
"""How long a writer waits for another one (milliseconds) before SQLite reports a locked database."""

_BUSY_STEP = 0.02
"""How long to wait between two tries where SQLite doesn't wait itself (seconds)."""

_READERS = 100
"""How many connections may be open at once beside the pool's few: more than a server has threads."""

_WRITES = "mahdar_writes"

_FAULTS = {
    sqlite3.SQLITE_BUSY: "another process is writing to the record; try again when it is done: what was added until now is kept",
    sqlite3.SQLITE_LOCKED: "another process is writing to the record; try again when it is done: what was added until now is kept",
    sqlite3.SQLITE_FULL: "the disk is full; make room and try again: what was added until now is kept",
    sqlite3.SQLITE_READONLY: "the file can't be written; look at its permissions, and those of its folder: what was added until now is kept",
    sqlite3.SQLITE_PERM: "the file can't be used; look at its permissions",
    sqlite3.SQLITE_CANTOPEN: "the file can't be opened; look at its permissions, and those of its folder",
    sqlite3.SQLITE_IOERR: "the disk can't be read or written, or is full; mend that and try again: what was added until now is kept",
}
"""What users can mend, by SQLite's code."""


class SqliteStore:
    """A record in one SQLite file, which may be open in many processes at once; one of them writes at a time."""

    # Making a connection ready is done on the driver's own.
    errors: tuple[type[Exception], ...] = (sqlite3.Error,)
    read_options: Mapping[str, Any] = {}
    # A transaction that writes has the record's one lock from its beginning.
    write_options: Mapping[str, Any] = {_WRITES: True}

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = str(path)

    def check_makeable(self) -> None:
        """Raise `UsageError` where no record can be at this path."""
        if not self.path.parent.is_dir():
            raise UsageError(f"{self.path}: expected an existing folder to make the record in, got none at {self.path.parent}")

    def check_there(self) -> None:
        """Raise `UsageError` where there is no file."""
        if not self.path.is_file():
            got = "a folder" if self.path.is_dir() else "no such file"
            raise UsageError(f"{self.path}: expected a record, got {got}; make one with `mahdar build`")

    def check_server(self, connection: Connection) -> None:
        """Nothing: SQLite comes with Python."""

    def engine(self, *, read_only: bool) -> Engine:
        """Connections to the file, which is made where there is none."""
        url = URL.create("sqlite", database=str(self.path))
        engine = create_engine(url, connect_args={"timeout": _BUSY_MS / 1000}, max_overflow=_READERS)

        @event.listens_for(engine, "connect")
        def _connected(connection: sqlite3.Connection, _: object) -> None:
            # The driver's own transactions begin late and lazily; ours begin where we say (see _begin).
            connection.isolation_level = None
            if not read_only:
                _write_ahead(connection)
                connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            if read_only:
                connection.execute("PRAGMA query_only = ON")

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            # A writer that begins as a reader can fail halfway when another one commits; it takes its lock at once.
            writes = connection.get_execution_options().get(_WRITES, False)
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

        return engine

    def watch(self, engine: Engine) -> SqliteWatch:  # noqa: ARG002 - it has a connection of its own
        """What tells the state of the record."""
        return SqliteWatch(self.path)

    def told(self, cause: BaseException, *, opening: bool = False) -> UsageError | None:
        """What to say of the driver's error ``cause``; None where it is a fault of Mahdar's own.

        While ``opening``, a file that SQLite can't make out is no record.
        """
        if (fault := _FAULTS.get(_code(cause))) is not None:
            return UnavailableError(f"{self.name}: {fault} ({cause})")
        if opening and isinstance(cause, sqlite3.DatabaseError):
            return UsageError(f"{self.name}: expected a Mahdar record (an SQLite file), got: {cause}")
        return None

    def too_much(self, cause: BaseException) -> str | None:  # noqa: ARG002 - as every store has it
        """None: SQLite holds anything."""
        return None

    def passes(self, cause: BaseException) -> bool:  # noqa: ARG002 - as every store has it
        """False: SQLite has waited itself."""
        return False


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Let readers go on while one writes. The file keeps this, so that it is settled once in a record's life.

    SQLite waits for no other connection here, whatever its timeout: where several make a new record at once, all but one
    are told at once that it is locked.
    """
    until = time.monotonic() + _BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if _code(error) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or time.monotonic() > until:
                raise
            time.sleep(_BUSY_STEP)
        else:
            return


def _code(error: BaseException) -> int:
    """SQLite's code of the error, whose low byte is the error's kind; 0 for other errors."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
