"""A query of search (``docs/search.md``) as a filter of a list: what answers to it in the list's own order, not the best first.

A thing's number in the index goes by its day (`mahdar.record.indexing`), so that statements and pages are gone through by it to the last one,
where search itself ranks the latest few hundred.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from mahdar.record import schema
from mahdar.record.fulltext import Expression, Matches, has_phrases
from mahdar.record.indexing import lowest
from mahdar.record.queries.asking import Asked, ask
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.joins import same_as
from mahdar.record.queries.places import BEGINNING, Place, Stretch, cut
from mahdar.record.queries.search import COUNTED, COUNTED_PHRASES
from mahdar.search.analyzer import analyzer
from mahdar.search.syntax import All, Dates, Field, Has, Node, Type, parse


class MatchKey(NamedTuple):
    """What is found is ordered by: which of the ranges of numbers that are asked, and the number in it."""

    range: int
    n: int


_FIELDS: tuple[Field, ...] = ("speaker", "addressee", "act", "kind", "issue", "outlet", "meeting")


def fields(wanted: StatementFilter) -> tuple[Node, ...]:
    """A filter of statements as parts of a query. The language has no word for ``page`` and ``review``, which are left out."""
    held = [(name, getattr(wanted, name)) for name in _FIELDS]
    found: list[Node] = [Has(name, value, 0) for name, value in held if isinstance(value, str)]
    return tuple([*found, Dates(wanted.since, wanted.until)] if wanted.since or wanted.until else found)


def matches(
    connection: Connection, q: str, sort: Type, also: Sequence[Node] = (), *, place: Place[MatchKey] = BEGINNING, limit: int = 50
) -> Stretch[tuple[str, str], MatchKey]:
    """The things of a sort that answer to ``q`` and to what is asked ``also``, each by its page and its id (empty of a page): the latest first.

    Raises `mahdar.search.syntax.QueryError` for what is no query.
    """
    asked = ask(connection, All((parse(q), *also)), analyzer())
    ranges = list(_ranges(asked, sort))
    of = {expression: Matches(connection, expression) for expression, _, _ in ranges}
    total = place.total
    most = COUNTED_PHRASES if has_phrases(asked.expression) else COUNTED
    if total is None:
        total = sum(of[expression].count(low, high, most) for expression, low, high in ranges)
    d = schema.search_docs.c
    wanted = place.skipped + limit + 1
    found: list[tuple[MatchKey, tuple[str, str]]] = []
    for n, (expression, low, high) in enumerate(ranges):
        if place.after is not None and n < place.after[0]:
            continue
        below = min(high, place.after[1]) if place.after is not None and n == place.after[0] else high
        numbers = of[expression].latest(low, below, wanted - len(found)) if below > low and len(found) < wanted else None
        if numbers is not None:
            rows = connection.execute(select(d.n, d.item, d.page).join(numbers, numbers.c.n == d.n).order_by(d.n.desc()))
            found += [(MatchKey(n, row.n), (row.page, row.item)) for row in rows]
    some, more = cut(found[place.skipped :], limit)
    return Stretch(total=total, items=tuple(key for _, key in some), last=some[-1][0] if more else None, at_least=total >= most)


def items(connection: Connection, q: str, sort: Type) -> list[str]:
    """The ids of things of a sort that answer to ``q``: of so many of their rows as search counts, the latest."""
    asked = ask(connection, parse(q), analyzer())
    d = schema.search_docs.c
    found: dict[str, None] = {}
    for expression, low, high in _ranges(asked, sort):
        numbers = Matches(connection, expression).latest(low, high, COUNTED_PHRASES if has_phrases(expression) else COUNTED)
        found.update(dict.fromkeys(connection.execute(select(d.item).join(numbers, numbers.c.n == d.n).distinct()).scalars()))
    return sorted(found)


def ids_called(connection: Connection, q: str) -> list[str]:
    """The ids of entities with a name that answers to ``q``, and all that are joined with them."""
    return sorted(same_as(connection, items(connection, q, "entity")))


def _ranges(asked: Asked, sort: Type) -> Iterator[tuple[Expression, int, int]]:
    """What is asked of a sort, and of which numbers, as search asks it (`mahdar.record.queries.search`)."""
    if asked.sorts is not None and sort not in asked.sorts:
        return
    if asked.days is None:
        yield asked.expression, lowest(sort), lowest(sort) + lowest("statement")
        return
    first, last = asked.days
    yield asked.expression, lowest(sort, first), lowest(sort, last + 1)
    if asked.coarse is not None:
        yield asked.coarse, lowest(sort), lowest(sort, first)
