"""Whether the store itself is sound, and whether what rows refer to is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Table, and_, exists, select

from mahdar.record import schema
from mahdar.record.care.findings import READ_AGAIN, Finding

_MOST = 1_000
"""Findings that are told of one reference between tables: whoever has more restores a backup."""


def store(connection: Connection) -> Iterator[Finding]:
    """SQLite's own look at its file: pages of the file, order of keys, what indexes hold. PostgreSQL keeps its files itself, and has none to ask."""
    if connection.dialect.name != "sqlite":
        return
    for (told,) in connection.exec_driver_sql("PRAGMA integrity_check").all():
        if told != "ok":
            yield Finding(check="store", expected="a sound file", got=str(told), todo="restore a backup, or save what there is with `mahdar merge`")


def references(connection: Connection) -> Iterator[Finding]:
    """Rows whose foreign keys lead nowhere. Both stores refuse them when they are written; a file that was changed otherwise can have them."""
    for table in schema.metadata.sorted_tables:
        for key in sorted(table.foreign_key_constraints, key=lambda one: str(one.name)):
            target, pairs = key.referred_table, [(element.parent, element.column) for element in key.elements]
            there = exists().where(*(theirs == mine for mine, theirs in pairs)).correlate(table)
            told = and_(*(mine.is_not(None) for mine, _ in pairs))
            own = [column.label(f"own_{n}") for n, column in enumerate(table.primary_key.columns)]
            leading = [mine.label(f"to_{n}") for n, (mine, _) in enumerate(pairs)]
            for row in connection.execute(select(*own, *leading).select_from(table).where(told, ~there).limit(_MOST)):
                mine, named = row[: len(own)], row[len(own) :]
                yield Finding(
                    check="references",
                    page=next((value for column, value in zip(table.primary_key.columns, mine, strict=True) if column.name == "page"), None),
                    at=place(table, mine),
                    expected=f"a row of {target.name}",
                    got=f"none of {', '.join(map(str, named))}",
                    todo=READ_AGAIN,
                )


def place(table: Table, key: Sequence[object]) -> str:
    """A row by its table and primary key, of which the page is left out."""
    values = zip(table.primary_key.columns, key, strict=True)
    return " ".join([table.name, *(str(value) for column, value in values if column.name != "page")])
