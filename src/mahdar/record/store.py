"""Opening a record, adding readings to it, and reading from it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc, select

from mahdar import __version__
from mahdar.errors import UsageError
from mahdar.invariants import check
from mahdar.layout.profiles import Sample, SiteProfiles, freeze
from mahdar.linking.linker import Linker
from mahdar.model import Reading
from mahdar.record import indexing, migrate, profiles, schema, write
from mahdar.record.linking import Links, unlink_older, waiting

_BUSY_MS = 30_000
"""How long a writer waits for another one (milliseconds) before SQLite reports a locked database."""

_BUSY_STEP = 0.02
"""How long to wait between two tries where SQLite doesn't wait itself (seconds)."""

_READERS = 100
"""How many connections may be open at once beside the pool's few: more than a server has threads."""


class Record:
    """A record in one SQLite file, which may be open in many processes at once.

    Open one with `create_or_open` or `open`; close it, or use it in a ``with`` statement. Instances may be shared
    between threads: every call takes a connection of its own.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine

    @classmethod
    def create_or_open(cls, path: str | Path) -> Self:
        """Open the record at ``path``, making it where there is none, and bring an older one up to date.

        Raises `UsageError` where the path can't hold a record, or holds something else.
        """
        where = Path(path)
        if not where.parent.is_dir():
            raise UsageError(f"{where}: expected an existing folder to make the record in, got none at {where.parent}")
        return cls._open(where)

    @classmethod
    def open(cls, path: str | Path, *, read_only: bool = False) -> Self:
        """Open the record at ``path``, which must exist; with ``read_only`` every attempt to write fails.

        Raises `UsageError` where there is none, or where the file is something else.
        """
        where = Path(path)
        if not where.is_file():
            raise UsageError(f"{where}: expected a record, got {'a folder' if where.is_dir() else 'no such file'}; make one with `mahdar build`")
        return cls._open(where, read_only=read_only)

    @classmethod
    def _open(cls, path: Path, *, read_only: bool = False) -> Self:
        engine = _engine(path, read_only=read_only)
        try:
            if migrate.revision(engine) != migrate.HEAD:
                _upgrade(path)
        except (exc.DatabaseError, sqlite3.DatabaseError) as error:
            engine.dispose()
            cause = getattr(error, "orig", None) or error
            if _is_busy(cause):
                raise UsageError(f"{path}: another process is writing to the record; try again when it is done") from error
            raise UsageError(f"{path}: expected a Mahdar record (an SQLite file), got: {cause}") from error
        except UsageError:
            engine.dispose()
            raise
        return cls(path, engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for queries; all that is read in one ``with`` is of one moment."""
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with self._engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
            yield connection

    def add(self, reading: Reading) -> bool:
        """Add one page's reading in one transaction; True if it brought anything new.

        The same reading again changes nothing. The same bytes from another source are one page with two captures.
        A reading by another engine version replaces what the page's last reading made. Raises
        `mahdar.invariants.InvariantError` for a reading that breaks its promise, and adds nothing of it then.
        """
        check(reading)
        with self._write() as connection:
            return write.add(connection, reading)

    def has(self, page: str, source: str, engine: str, site_profile: str | None = None) -> bool:
        """Whether this capture of this page was already read by this engine version, with this profile of its site."""
        c = schema.captures.c
        same = (c.page == page, c.source == source, c.engine == engine, c.site_profile.is_not_distinct_from(site_profile))
        query = select(c.page).where(*same)
        with self.read() as connection:
            return connection.execute(query).first() is not None

    def link(self, linker: Callable[[], Linker], linked: Callable[[int], None] = lambda _: None) -> None:
        """Link the pages that aren't yet with all others: which are copies, and which tell one happening. ``linker`` is made where there are any.

        The result depends on the pages alone, not on the order in which they came or how often this was called. Each of its transactions leaves
        the record whole; what an interrupted call left is done by the next. ``linked`` is told how many pages were linked with each.
        """
        with self._write() as connection:
            unlink_older(connection, __version__)
            if not waiting(connection):
                return
        links = Links(linker())
        while True:
            with self._write() as connection:
                n = links.some(connection, __version__)
            if not n:
                return
            linked(n)

    def reindex(self) -> None:
        """Make the tables of search anew from all others, in one transaction."""
        with self._write() as connection:
            indexing.rebuild(connection)

    def profile_sites(self, sample: Sample) -> SiteProfiles:
        """Add what ``sample`` counted to what earlier builds did, and keep it and the profiles that it gives, in one transaction.

        A page that was counted before isn't counted again, so that the same pages give the same profiles.
        """
        with self._write() as connection:
            whole = profiles.counted(connection)
            whole.merge(sample.limit, sample.sites)
            frozen = freeze(whole)
            profiles.keep_counted(connection, whole)
            profiles.keep(connection, frozen)
            return frozen

    def keep_site_profiles(self, given: SiteProfiles) -> None:
        """Keep ``given`` as the profiles that pages are read with from now on."""
        with self._write() as connection:
            profiles.keep(connection, given)

    def drop_unused_site_profiles(self) -> None:
        """Drop the profiles of earlier builds with which no page is read any more."""
        with self._write() as connection:
            profiles.drop_unused(connection)

    def site_profiles(self) -> SiteProfiles:
        """The profiles that the latest build read with."""
        with self.read() as connection:
            return profiles.latest(connection)


def _upgrade(path: Path) -> None:
    """Bring the record up to date, which writes to it even where it was opened for reading."""
    engine = _engine(path, read_only=False)
    try:
        migrate.upgrade(engine, path)
        with engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
            if indexing.empty(connection):
                indexing.rebuild(connection)
    finally:
        engine.dispose()


_WRITES = "mahdar_writes"


def _engine(path: Path, *, read_only: bool) -> Engine:
    url = URL.create("sqlite", database=str(path))
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
            if not _is_busy(error) or time.monotonic() > until:
                raise
            time.sleep(_BUSY_STEP)
        else:
            return


def _is_busy(error: BaseException | None) -> bool:
    """Whether another connection held the lock that was needed. The low byte of SQLite's code is the error's kind."""
    return isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
