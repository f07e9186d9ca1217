"""All things of a sort that answer to a query of search, by number: search itself ranks the latest alone."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import Connection, select

from mahdar.record import schema
from mahdar.record.fulltext import Matches
from mahdar.record.indexing import day_of, lowest
from mahdar.record.queries.asking import ask
from mahdar.record.queries.lookup import batches
from mahdar.search.analyzer import analyzer
from mahdar.search.syntax import Type, parse

_AT_ONCE = 10_000
"""Numbers that are asked for at once."""
_NEVER = 1 << 60
TOGETHER = 500
"""About so many things are handed on at once; all of a day together."""


class Match(msgspec.Struct, frozen=True):
    """A thing found: the number of its day (`_NEVER` of a page without date), its id, and its page."""

    day: int
    item: str
    page: str


def numbers(connection: Connection, query: str, sort: Type) -> array[int]:
    """The numbers of all things of ``sort`` that answer to ``query``, those of the earliest first, undated ones last.

    Raises `mahdar.search.syntax.QueryError` for what is no query.
    """
    asked = ask(connection, parse(query), analyzer())
    low, high = lowest(sort), lowest(sort) + lowest("statement")
    ranges = [(asked.expression, low, high)]
    if asked.sorts is not None and sort not in asked.sorts:
        ranges = []
    elif asked.days is not None:
        first, last = asked.days
        ranges = [(asked.expression, lowest(sort, first), lowest(sort, last + 1))]
        ranges += [(asked.coarse, low, lowest(sort, first))] if asked.coarse is not None else []
    found: array[int] = array("q")
    for expression, start, end in ranges:
        matches = Matches(connection, expression)
        while some := connection.execute(select(matches.latest(start, end, _AT_ONCE).c.n)).scalars().all():
            found.extend(some)
            end = min(some)
    ordered = sorted(found)
    undated = next((i for i, n in enumerate(ordered) if day_of(n)), len(ordered))
    return array("q", ordered[undated:] + ordered[:undated])


def matches(connection: Connection, query: str, sort: Type) -> Iterator[list[Match]]:
    """All things of ``sort``, which pages have, that answer to ``query``, by day; what is of one day comes together."""
    together: list[int] = []
    for n in numbers(connection, query, sort):
        if len(together) >= TOGETHER and day_of(n) != day_of(together[-1]):
            yield _told(connection, together)
            together = []
        together.append(n)
    if together:
        yield _told(connection, together)


def items(connection: Connection, query: str, sort: Type) -> set[str]:
    """The ids of all things of ``sort`` that answer to ``query``."""
    d = schema.search_docs.c
    found: set[str] = set()
    for some in batches(numbers(connection, query, sort)):
        found.update(connection.execute(select(d.item).where(d.n.in_(some))).scalars())
    return found


def _told(connection: Connection, numbers_of: Iterable[int]) -> list[Match]:
    d = schema.search_docs.c
    rows = (row for some in batches(list(numbers_of)) for row in connection.execute(select(d.n, d.item, d.page).where(d.n.in_(some))))
    return [Match(day=day_of(row.n) or _NEVER, item=row.item, page=row.page) for row in rows]
