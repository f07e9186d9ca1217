"""What came last of what answers to a query, for those who follow it: the latest of each sort, not the best."""

from __future__ import annotations

from sqlalchemy import Connection

from mahdar.record.queries.asking import ask
from mahdar.record.queries.hits import results
from mahdar.record.queries.lookup import entity_refs
from mahdar.record.queries.matching import matches
from mahdar.record.queries.search import Hit
from mahdar.record.search_answers import Result
from mahdar.search.analyzer import analyzer
from mahdar.search.syntax import Type, parse

_SORTS: tuple[Type, ...] = ("statement", "page", "meeting")


def latest(connection: Connection, q: str, *, limit: int = 50) -> tuple[Result, ...]:
    """The statements, pages and meetings that answer to ``q``, the latest first, at most ``limit``; a meeting once, by its latest page.

    Raises `mahdar.search.syntax.QueryError` for what is no query.
    """
    asked = ask(connection, parse(q), analyzer())
    hits: dict[tuple[str, str], Hit] = {}
    for sort in _SORTS:
        for page, item in matches(connection, q, sort, limit=limit).items:
            hits.setdefault((sort, item or page), Hit(0, sort, item or page, page, 0.0))
    told = results(connection, list(hits.values()), asked)

    def order(one: Result) -> tuple[str, str, str]:
        return (one.ref.published.value if one.ref and one.ref.published else "", one.kind, one.id)

    return tuple(sorted(told, key=order, reverse=True)[:limit])


def label_of(connection: Connection, entity: str) -> dict[str, str]:
    """What an entity is called, by language; empty where no page names it."""
    return entity_refs(connection, [entity])[entity].label
