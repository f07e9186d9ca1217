"""All statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select, tuple_

from mahdar.record import schema
from mahdar.record.answers import StatementAnswer
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.lookup import batches
from mahdar.record.queries.statements import some_statements
from mahdar.record.queries.streams.matched import matches

AT_ONCE = 500
"""Statements that are fetched at once."""
_KEYS = 5_000
"""Their keys that are."""


class _Key(NamedTuple):
    day: str
    page: str
    n: int
    id: str


def statements(connection: Connection, wanted: StatementFilter, query: str | None = None) -> Iterator[StatementAnswer]:
    """The statements that ``wanted`` means, and ``query`` finds, by the date of their page, then page, then place in it, undated ones last.

    Each id comes once: pages with the same text have the same statements.
    """
    where = wanted.conditions()
    twice, seen = _same_text(connection), set[str]()
    for keys in _keys(connection, where) if query is None else _found(connection, where, query):
        for some in batches([key for key in keys if not (key.page in twice and key.id in seen)], AT_ONCE):
            told = {(one.page.id, one.id): one for one in some_statements(connection, [(key.page, key.id) for key in some])}
            for key in some:
                if key.page in twice:
                    if key.id in seen:
                        continue
                    seen.add(key.id)
                yield told[key.page, key.id]


def _keys(connection: Connection, where: Sequence[ColumnElement[bool]]) -> Iterator[list[_Key]]:
    s = schema.statements.c
    order = (s.day, s.page, s.n)
    for dated in (s.day > "", s.day == ""):
        query = select(*order, s.id).where(*where, dated).order_by(*order).limit(_KEYS)
        further = query
        while found := [_Key(*row) for row in connection.execute(further)]:
            yield found
            further = query.where(tuple_(*order) > tuple_(*found[-1][: len(order)]))


def _found(connection: Connection, where: Sequence[ColumnElement[bool]], query: str) -> Iterator[list[_Key]]:
    s = schema.statements.c
    for told in matches(connection, query, "statement"):
        days = {(one.page, one.item): one.day for one in told}
        found: list[_Key] = []
        for some in batches(sorted(days)):
            pages, ids = {page for page, _ in some}, {id_ for _, id_ in some}
            rows = connection.execute(select(s.day, s.page, s.n, s.id).where(*where, s.page.in_(pages), s.id.in_(ids)))
            found += [key for key in (_Key(*row) for row in rows) if (key.page, key.id) in some]
        yield sorted(found, key=lambda key: (days[key.page, key.id], key))


def _same_text(connection: Connection) -> set[str]:
    """The pages whose text another page has too."""
    p = schema.pages.c
    shared = select(p.text_hash).group_by(p.text_hash).having(func.count() > 1)
    return set(connection.execute(select(p.id).where(p.text_hash.in_(shared))).scalars())
