"""Backing a record up and restoring it.

A backup is a record in one SQLite file, whatever the record itself is: it can be opened, searched and restored anywhere, to either store, and
by any later version of Mahdar. (PostgreSQL's own `pg_dump` and `pg_basebackup` work on a record as on any database.)
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Integer, delete, func, insert, select, text

from mahdar.errors import UnavailableError, UsageError
from mahdar.record import Record, migrate, schema
from mahdar.record.stores import SqliteStore, store_at

_ROWS = 2_000
"""Rows that are copied in one statement."""

_BESIDE = ("-wal", "-shm", "-journal")


def backup(where: str | Path, file: Path, *, replace: bool = False) -> None:
    """Write all that the record at ``where`` holds at this moment into ``file``, while others may go on writing to it.

    ``file`` is there whole or not at all. Raises `UsageError` where there is one already, unless ``replace`` is given.
    """
    if not replace and file.exists():
        raise UsageError(f"{file}: expected no file there, got one; --replace writes over it")
    if not file.parent.is_dir():
        raise UsageError(f"{file}: expected an existing folder to write the backup in, got none at {file.parent}")
    store = store_at(where)
    with Record.open(where, read_only=True) as record, _beside(file) as part:
        if isinstance(store, SqliteStore):
            _copy_file(store.path, part)
        else:
            with record.read() as source, Record.create_or_open(part) as made:
                made.change(lambda target: _copy_rows(source, target))
        _settle_file(part, file)


def restore(file: Path, where: str | Path, *, replace: bool = False) -> None:
    """Make the record at ``where`` what the backup ``file`` holds: a new one, or with ``replace`` in place of what is there.

    A backup by an older version is brought up to date on the way; ``file`` itself isn't touched. Raises `UsageError` where it is no record,
    or where there is a record and ``replace`` isn't given. A record that is replaced is the old one or the new one at any moment.
    """
    source = store_at(file)
    source.check_there()
    target = store_at(where)
    if not replace and _has_record(where):
        raise UsageError(f"{target.name}: expected no record there, got one; --replace restores over it")
    target.check_makeable()
    into = target.path if isinstance(target, SqliteStore) else Path(tempfile.gettempdir()) / "restored"
    with _beside(into) as part:
        _copy_file(file, part)
        with Record.open(part) as copy:  # This brings it up to date, or tells that it is no record.
            if not isinstance(target, SqliteStore):
                with copy.read() as rows, Record.create_or_open(where) as made:
                    made.change(lambda connection: _replace_rows(rows, connection))
        if isinstance(target, SqliteStore):
            if target.path.exists():
                _copy_file(part, target.path)
            else:
                _settle_file(part, target.path)


def _has_record(where: str | Path) -> bool:
    store = store_at(where)
    if isinstance(store, SqliteStore):
        return store.path.exists()
    engine = store.engine(read_only=True)
    try:
        with engine.connect() as connection:
            return migrate.revision(connection, store.name) is not None
    except UsageError:
        raise
    except Exception as error:
        raise store.told(getattr(error, "orig", error), opening=True) or error from error
    finally:
        engine.dispose()


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """A file to work in, in the folder of ``file``, that is gone in the end with what SQLite kept beside it."""
    number, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".part", dir=file.parent)
    os.close(number)
    part = Path(name)
    part.unlink()  # SQLite makes it.
    try:
        yield part
    finally:
        for end in ("", *_BESIDE):
            Path(f"{part}{end}").unlink(missing_ok=True)


def _copy_file(source: Path, target: Path) -> None:
    """Copy an SQLite database as it is at one moment, also over another one, which is replaced in one transaction."""
    try:
        with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target, timeout=30)) as other:
            # All at once: a copy in steps would start again with each change that others make.
            one.backup(other, pages=-1)
    except sqlite3.Error as error:
        told = SqliteStore(target).told(error) or SqliteStore(source).told(error, opening=True)
        raise told or UnavailableError(f"{target}: {error}") from error


def _settle_file(part: Path, file: Path) -> None:
    """Put a finished copy in its place: one file, with nothing beside it, that is on the disk."""
    with closing(sqlite3.connect(part)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with part.open("rb") as copy:
        os.fsync(copy.fileno())
    part.replace(file)


def _replace_rows(source: Connection, target: Connection) -> None:
    for table in reversed(schema.metadata.sorted_tables):
        target.execute(delete(table))
    _copy_rows(source, target)


def _copy_rows(source: Connection, target: Connection) -> None:
    """Copy the rows of all tables, in an order in which they can be filled, into a record that has none."""
    for table in schema.metadata.sorted_tables:
        rows = source.execution_options(yield_per=_ROWS).execute(select(table).order_by(*table.primary_key.columns))
        for some in rows.mappings().partitions(_ROWS):
            target.execute(insert(table), [dict(row) for row in some])
        key = list(table.primary_key.columns)
        if target.dialect.name == "postgresql" and len(key) == 1 and isinstance(key[0].type, Integer):
            last = target.execute(select(func.max(key[0]))).scalar()
            name = {"table": table.name, "column": key[0].name}
            if last is not None and target.execute(text("SELECT pg_get_serial_sequence(:table, :column)"), name).scalar():
                target.execute(text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)"), {**name, "last": last})
