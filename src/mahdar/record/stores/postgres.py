"""A record in a PostgreSQL database, by psycopg (the extra ``postgres``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, exc, make_url

from mahdar.errors import UnavailableError, UsageError
from mahdar.record.stores.watching import PostgresWatch

SCHEME = "postgresql://"

INSTALL = "pip install 'mahdar[postgres]'"

OLDEST = 15
"""The oldest version of the server that the record is tested on."""

_CONNECTING: dict[str, str | int] = {
    "client_encoding": "utf8",
    "connect_timeout": 10,
    # A peer that is gone without a word is noticed within a minute.
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "application_name": "mahdar",
}
"""What the URL may say otherwise, by libpq's names (seconds)."""

_POOL = 5
_MORE = 15
"""How many connections a process keeps, and how many more it may open: servers take a hundred at most by default, from all processes."""

_KEPT = "what was added until now is kept"

_PASSING = frozenset({"40001", "40P01", "53300", "57P01", "57P02", "57P03"})
"""Serialization failure, deadlock, too many connections, and a server that ends, crashed or is starting: to be tried again."""

_FAULTS = {
    "25006": "the server takes no writing here (a standby, or `default_transaction_read_only`); use the primary server",
    "3D000": "there is no such database; make one with `createdb`",
    "40001": f"too many writers were in each other's way; try again: {_KEPT}",
    "40P01": f"too many writers were in each other's way; try again: {_KEPT}",
    "53100": f"the server's disk is full; make room and try again: {_KEPT}",
    "53200": f"the server is out of memory; try again: {_KEPT}",
    "53300": f"the server has no connection left; close some, or raise its `max_connections`: {_KEPT}",
    "55P03": f"another process holds the record; try again when it is done: {_KEPT}",
    "57014": f"the server broke the work off (`statement_timeout`); {_KEPT}",
    "57P01": f"the server ended the connection; try again when it is back: {_KEPT}",
    "57P02": f"the server crashed; try again when it is back: {_KEPT}",
    "57P03": "the server is starting or ending; try again when it is back",
}
"""What users can mend, by SQLSTATE."""

_REFUSED = (
    ("pg_hba.conf", "have the server's `pg_hba.conf` let this role in from here"),
    ("permission denied", "have the database's owner GRANT CONNECT ON DATABASE to the role"),
    ("password", "give the role's password in the URL (with % codes for the signs / : @ # ?), in PGPASSWORD or in ~/.pgpass"),
    ('database "', "make the database with `createdb`; `mahdar build` makes the record in it"),
    ('role "', "make the role with `createuser`, or name another one in the URL"),
)
"""What to do where the server refuses a connection, by words of its answer, since no code comes with it. The first that fits."""


class PostgresStore:
    """A record in a PostgreSQL database (one record a database, or a schema with `search_path`), which many may read and write at once."""

    errors: tuple[type[Exception], ...] = ()
    read_options: Mapping[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    # A transaction that writes takes the locks that it needs (`mahdar.record.dialect`).
    write_options: Mapping[str, Any] = {}

    def __init__(self, url: str) -> None:
        try:
            parsed = make_url(url)
        except (exc.ArgumentError, ValueError):
            # Its parts aren't told: where a password has an unescaped sign, any of them may hold a part of it.
            raise UsageError(f"expected {SCHEME}ROLE:PASSWORD@HOST:PORT/DATABASE, with % codes for the signs / : @ # ? in a part of it") from None
        self._url = parsed.set(drivername="postgresql+psycopg")
        self.name = _shown(parsed)

    def check_makeable(self) -> None:
        """Nothing: only the server knows."""

    def check_there(self) -> None:
        """Nothing: only the server knows."""

    def check_server(self, connection: Connection) -> None:
        """Raise `UsageError` for a server that is too old, or a database that doesn't count in code points."""
        version = connection.exec_driver_sql("SHOW server_version_num").scalar_one()
        if int(version) < OLDEST * 10_000:
            raise UsageError(f"{self.name}: expected PostgreSQL {OLDEST} or newer, got {int(version) // 10_000}")
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
        if encoding != "UTF8":
            raise UsageError(
                f"{self.name}: expected a database in UTF8, got {encoding}; make one with `createdb --encoding UTF8 --template template0`"
            )

    def engine(self, *, read_only: bool) -> Engine:  # noqa: ARG002 - what reads says so itself (`read_options`)
        """Connections to the database. Raises `UsageError` without psycopg."""
        given = {name: value for name, value in _CONNECTING.items() if name not in self._url.query}
        try:
            return create_engine(
                self._url,
                connect_args=given,
                isolation_level="READ COMMITTED",
                pool_size=_POOL,
                max_overflow=_MORE,
                # A connection that was lost since is found out before it is used.
                pool_pre_ping=True,
            )
        except ImportError as error:
            raise UsageError(f"{self.name}: a record on PostgreSQL needs psycopg; install it with {INSTALL}") from error

    def watch(self, engine: Engine) -> PostgresWatch:
        """What tells the state of the record."""
        return PostgresWatch(engine)

    def told(self, cause: BaseException, *, opening: bool = False) -> UsageError | None:
        """What to say of the driver's error ``cause``; None where it is a fault of Mahdar's own."""
        code = _code(cause)
        words = " ".join(str(cause).split())
        if code == "42501":
            return UsageError(f"{self.name}: {self._grant(words, opening=opening)}")
        if code in _FAULTS:
            return UnavailableError(f"{self.name}: {_FAULTS[code]} ({words})")
        if not _lost(cause):
            return None
        if not opening:
            return UnavailableError(f"{self.name}: the connection to the server was lost; try again when it is back: {_KEPT} ({words})")
        refused = words.partition("FATAL: ")[2]
        if not refused:
            return UnavailableError(f"{self.name}: the server can't be reached; is it running, and are host and port right? ({words})")
        todo = next((f"{todo} " for sign, todo in _REFUSED if sign in refused), "")
        return UnavailableError(f"{self.name}: the server let nobody in; {todo}({words})")

    def _grant(self, words: str, *, opening: bool) -> str:
        role = self._url.username or "of this connection"
        if opening:
            return (
                f"the role {role} may not do what opening it takes ({words}); its owner makes a new record, and brings an older one up to date "
                f"(`mahdar show` does), and can GRANT SELECT ON ALL TABLES to who is to read"
            )
        return f"the role {role} may not write to the record ({words}); its owner can GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES"

    def too_much(self, cause: BaseException) -> str | None:
        """Why the store can't hold what it was given, where that is the error: a NUL character, or a key of several thousand bytes."""
        if (_code(cause) or "").startswith(("22", "54")) or (_code(cause) is None and type(cause).__name__ == "DataError"):
            return " ".join(str(cause).split())
        return None

    def passes(self, cause: BaseException) -> bool:
        """Whether the same transaction may succeed a moment later: on a new connection, or when others are done."""
        return _code(cause) in _PASSING or _lost(cause)


def _shown(url: URL) -> str:
    """The URL without passwords, wherever they stand in it."""
    secret = {name: "***" for name in url.query if "password" in name.lower()}
    return url.update_query_dict(secret).render_as_string(hide_password=True)


def _code(cause: BaseException) -> str | None:
    code: str | None = getattr(cause, "sqlstate", None)
    return code


def _lost(cause: BaseException) -> bool:
    """Whether there is no connection (any more): errors that the server itself tells have a code."""
    error: Any = cause
    return _code(cause) is None and type(error).__name__ == "OperationalError"
