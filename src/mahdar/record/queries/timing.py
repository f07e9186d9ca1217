"""When what answers to a query was published: how much in each month, of all that is found and not of what is shown."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from sqlalchemy import Connection, Integer, func, literal_column, select

from mahdar.record.answers import FacetCount
from mahdar.record.fulltext import Matches
from mahdar.record.indexing import DAY_BITS, SORT_BITS, lowest
from mahdar.record.queries.asking import ask
from mahdar.search.analyzer import analyzer
from mahdar.search.syntax import All, Dates, Node, Type, parse

MOST = 1_000
"""So many of each sort are counted."""

_SORTS: tuple[Type, ...] = ("meeting", "statement", "page")
_FIRST = date(1900, 1, 1) - timedelta(days=1)
"""The day with the number 0, which things without a date have (`mahdar.record.searchdates.day_number`)."""


def months(connection: Connection, q: str) -> tuple[FacetCount, ...]:
    """How many things that answer to ``q`` are of each month that has some, the earliest first; the time that ``q`` is narrowed to is left aside.

    Of each sort the latest `MOST` are counted. What is dated by its year alone counts in its first month. Raises
    `mahdar.search.syntax.QueryError` for what is no query.
    """
    asked = ask(connection, _timeless(parse(q)), analyzer())
    matches = Matches(connection, asked.expression)
    counts: Counter[str] = Counter()
    for sort in _SORTS:
        if asked.sorts is not None and sort not in asked.sorts:
            continue
        low = lowest(sort)
        found = matches.latest(low, low + lowest("statement"), MOST)
        # Numbers that stand in the query: as parameters PostgreSQL takes them for others than its operator has.
        bits, mask = literal_column(str(DAY_BITS), Integer), literal_column(str((1 << SORT_BITS - DAY_BITS) - 1), Integer)
        day = found.c.n.op(">>")(bits).op("&")(mask).label("day")
        for number, count in connection.execute(select(day, func.count()).select_from(found).group_by(day)):
            if number:
                counts[f"{_FIRST + timedelta(days=number):%Y-%m}"] += count
    return tuple(FacetCount(value=month, label={}, count=counts[month]) for month in sorted(counts))


def _timeless(tree: Node) -> Node:
    """``tree`` without the time that all of it is narrowed to; without anything else it asks for all there is."""
    return All(tuple(one for one in (tree.of if isinstance(tree, All) else (tree,)) if not isinstance(one, Dates)))
