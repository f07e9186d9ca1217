"""Where the SQL of the two stores differs: upserts, and the locks by which several writers keep out of each other's way."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from enum import IntEnum
from typing import Any

from sqlalchemy import Connection, Table, case, exc, insert, text
from sqlalchemy.dialects import postgresql, sqlite


class Held(IntEnum):
    """What a writer holds until its transaction ends. Writers take locks in this order, so that none waits for another in a circle."""

    SCHEMA = 1
    """The tables themselves, while migrations run."""

    SITES = 2
    """What was counted of sites, and their profiles."""

    JUDGED = 3
    """The log of judgements: held alone by who judges, which may change any page; shared by those who add pages, which are shown by it."""

    PAGE = 4
    """A page, by its id: its captures and all rows of its layers."""

    LINKS = 5
    """How pages are linked: held alone by who links, shared by those who change pages that may be linked."""

    ENTITY = 6
    """What several pages give of entities, counted and found by search. Held by who counts, up to the end of his transaction. (Who judges may come to
    several pages, and takes these of each in turn; nobody else counts then.)"""

    VECTORS = 7
    """The vectors of statements, while some are added."""


def hold(connection: Connection, what: Held, ids: Iterable[str] = ("",), *, shared: bool = False) -> None:
    """Wait for the locks of ``ids`` and hold them until the transaction ends. What is read after this has all that their last holders wrote.

    With ``shared`` others may hold them too, but nobody alone.

    On SQLite there is one writer at a time, from the beginning of its transaction (`BEGIN IMMEDIATE`), and nothing to do.
    """
    if connection.dialect.name != "postgresql":
        return
    keys = sorted({_key(one) for one in ids})
    # A function in FROM is run row by row, in the array's order.
    take = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    query = text(f"SELECT {take}(CAST(:what AS integer), one) FROM unnest(CAST(:ids AS integer[])) AS one")
    connection.execute(query, {"what": int(what), "ids": keys}).all()


def _key(one: str) -> int:
    """A lock's number. Two ids may share one, and then wait for each other without need."""
    return int.from_bytes(hashlib.sha256(one.encode()).digest()[:4], signed=True)


_SHARES = 128


def shares(ids: Iterable[str]) -> set[str]:
    """Names for locks of ``ids`` of which there are very many: several share one, for a server has room for some thousand locks."""
    return {str(_key(one) % _SHARES) for one in ids}


def fill(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert ``rows``, which have the same columns each: on PostgreSQL as one stream (``COPY``), which is faster than statements are."""
    if not rows:
        return
    if connection.dialect.name != "postgresql":
        connection.execute(insert(table), rows)
        return
    names = tuple(rows[0])
    quoted = connection.dialect.identifier_preparer
    into = f"{quoted.format_table(table)} ({', '.join(quoted.quote(table.c[name].name) for name in names)})"
    errors = connection.dialect.loaded_dbapi.Error
    try:
        cursor: Any = connection.connection.cursor()
        with closing(cursor), cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in rows:
                copy.write_row([row[name] for name in names])
    except errors as error:
        raise exc.DBAPIError.instance(f"COPY {into}", None, error, errors, dialect=connection.dialect) from error


def upsert(
    connection: Connection,
    table: Table,
    rows: Iterable[Mapping[str, Any]],
    *,
    adding: Sequence[str] = (),
    setting: Sequence[str] = (),
    least: Sequence[str] = (),
    greatest: Sequence[str] = (),
) -> None:
    """Insert ``rows``; of one that is there by its primary key, only the columns that are named change.

    To those of ``adding`` the given number is added, those of ``setting`` get the given value, those of ``least`` and ``greatest`` get it where it
    is less, or greater. Rows go in the order of their keys: two
    writers that change the same ones wait for each other, and not in a circle.
    """
    key = [column.name for column in table.primary_key]
    ordered = sorted(rows, key=lambda row: [row[name] for name in key])
    if not ordered:
        return
    statement = postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
    given = statement.excluded
    changed: dict[str, Any] = {name: table.c[name] + given[name] for name in adding} | {name: given[name] for name in setting}
    changed |= {name: case((given[name] < table.c[name], given[name]), else_=table.c[name]) for name in least}
    changed |= {name: case((given[name] > table.c[name], given[name]), else_=table.c[name]) for name in greatest}
    if changed:
        connection.execute(statement.on_conflict_do_update(index_elements=key, set_=changed), ordered)
    else:
        connection.execute(statement.on_conflict_do_nothing(index_elements=key), ordered)
