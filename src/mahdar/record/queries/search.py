"""Search: what of the record answers to a query (``docs/search.md``), the best first, with its words and with what it can be narrowed to.

Entities that are named so come first, those of most pages before the others; then meetings, statements and pages by BM25 (Robertson and Zaragoza
2009) over terms, a term in the head counting as three. How rare a term is, is told by its frequency in Arabic at large and not by the record's
own, so that a hit's rank depends on nothing but itself, and is the same in every store. What has the same rank goes by date, the latest first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

import msgspec
from sqlalchemy import Connection, func, select

from mahdar.record import schema
from mahdar.record.answers import FacetCount
from mahdar.record.fulltext import matching
from mahdar.record.indexing import lowest
from mahdar.record.queries.asking import Asked, ask
from mahdar.record.queries.hits import results
from mahdar.record.queries.joins import same_as, standing_ids, stands_for
from mahdar.record.queries.lookup import batches, entity_refs, standing
from mahdar.record.search_answers import SearchAnswer, SearchFacets
from mahdar.search.analyzer import analyzer
from mahdar.search.syntax import Type, parse

MOST = 500
"""So many of each sort are ranked and counted, the latest."""
FIRST = 5
"""So many entities go before all else; the others come last."""
VALUES = 12
"""Values of a facet that are told; of ``date`` there are `MONTHS`."""
MONTHS = 36
_HEAD = 3.0
_K1, _B = 1.2, 0.6
_USUAL = {"entity": 4.0, "meeting": 30.0, "statement": 25.0, "page": 250.0}
"""Terms that a thing of each sort usually has."""
_RAREST = 1e-8
_ENTITIES = ("actor", "addressee", "outlet")
"""Facets whose values are entities; pages have them by the ids that they made, and are counted by those that stand for them."""
_SORTS: tuple[Type, ...] = ("entity", "meeting", "statement", "page")


class Hit(msgspec.Struct, frozen=True):
    """A thing found: its number in the index, what it is, and how well it answers."""

    n: int
    sort: Type
    item: str
    page: str | None
    score: float


def search(connection: Connection, query: str, *, offset: int = 0, limit: int = 20) -> SearchAnswer:
    """The things that answer to ``query`` from number ``offset`` on, at most ``limit``.

    Raises `mahdar.search.syntax.QueryError`, which points at the character, for what is no query.
    """
    asked = ask(connection, parse(query), analyzer())
    hits: dict[Type, list[Hit]] = {sort: [] for sort in _SORTS}
    counts: Counter[str] = Counter()
    total = 0
    for sort in _SORTS:
        found, facets, in_all = _of_sort(connection, asked, sort)
        hits[sort] = found
        counts.update(facets)
        counts[f"type:{sort}"] = in_all
        total += in_all
    ordered = _ordered(hits)
    shown = results(connection, ordered[offset : offset + limit], asked)
    told = _facets(connection, counts)
    return SearchAnswer(query=query, total=total, counted=len(ordered), offset=offset, limit=limit, results=shown, facets=told)


def _of_sort(connection: Connection, asked: Asked, sort: Type) -> tuple[list[Hit], Counter[str], int]:
    """The latest hits of a sort, what they have of facets, and how many there are in all."""
    low = lowest(sort)
    high = low + lowest("statement")
    d, t = schema.search_docs.c, schema.search_texts.c
    numbers = matching(connection, asked.expression, low, high, MOST).subquery()
    columns = (d.n, d.item, d.page, d.facets)
    query = select(*columns, t.head, t.body).join(schema.search_texts, t.n == d.n) if asked.scored else select(*columns)
    rows = connection.execute(query.where(d.n.in_(select(numbers.c.n)))).all()
    found: dict[tuple[str, str | None], Hit] = {}
    held: dict[tuple[str, str | None], set[str]] = {}  # a meeting is told by several pages
    to = standing(connection, (row.item for row in rows)) if sort == "entity" else {}
    weights = [(pattern, _weight(term)) for pattern, term in asked.scored]
    for row in rows:
        score = _score(row.head, row.body, weights, _USUAL[sort]) if weights else 0.0
        hit = Hit(row.n, sort, to.get(row.item, row.item), row.page, score)
        key = (hit.item, None if sort == "meeting" else row.page)
        before = found.get(key)
        held.setdefault(key, set()).update(row.facets.split("\t"))
        if before is None or (score, row.n) > (before.score, before.n):
            found[key] = hit
    facets: Counter[str] = Counter()
    leads = standing(connection, {value for values in held.values() for field, _, value in map(_parted, values) if field in _ENTITIES})
    for values in held.values():
        facets.update(
            {f"{field}:{leads.get(value, value)}" if field in _ENTITIES else f"{field}{colon}{value}" for field, colon, value in map(_parted, values)}
        )
    in_all = len(found)
    if len(rows) == MOST:
        every = matching(connection, asked.expression, low, high, None).subquery()
        in_all = connection.execute(select(func.count()).select_from(every)).scalar_one()
    hits = list(found.values())
    return (_by_pages(connection, hits) if sort == "entity" else hits), facets, in_all


def _parted(facet: str) -> tuple[str, str, str]:
    return facet.partition(":")


def _score(head: str, body: str, weights: Sequence[tuple[str, float]], usual: float) -> float:
    """BM25 of a thing's terms. A pattern is a term or phrase with a space before and, unless it is a beginning, behind it."""
    headed, bodied = f" {head} ", f" {body} "
    length = _K1 * (1 - _B + _B * (head.count(" ") + body.count(" ") + 2) / usual)
    score = 0.0
    for pattern, weight in weights:
        if times := _HEAD * headed.count(pattern) + bodied.count(pattern):
            score += weight * times * (_K1 + 1) / (times + length)
    return score


def _weight(term: str) -> float:
    return -log(max(analyzer().frequency(term), _RAREST))


def _by_pages(connection: Connection, hits: Sequence[Hit]) -> list[Hit]:
    """Entities with the pages that name them for their score."""
    e = schema.entities.c
    pages: dict[str, int] = {}
    for some in batches(sorted(hit.item for hit in hits)):
        named = select(stands_for(e.id).label("id"), func.count(e.page.distinct())).select_from(standing_ids(schema.entities, e.id))
        rows = connection.execute(named.where(e.id.in_(sorted(same_as(connection, some)))).group_by(stands_for(e.id)))
        pages.update((row[0], row[1]) for row in rows)
    return [Hit(hit.n, hit.sort, hit.item, hit.page, float(pages.get(hit.item, 0))) for hit in hits]


def _ordered(hits: dict[Type, list[Hit]]) -> list[Hit]:
    def best(found: Iterable[Hit]) -> list[Hit]:
        return sorted(found, key=lambda hit: (-hit.score, -(hit.n - lowest(hit.sort)), hit.sort, hit.item))

    entities = best(hits["entity"])
    others = best(hit for sort in _SORTS if sort != "entity" for hit in hits[sort])
    return [*entities[:FIRST], *others, *entities[FIRST:]]


def _facets(connection: Connection, counts: Counter[str]) -> SearchFacets:
    values: dict[str, list[tuple[str, int]]] = {name: [] for name in SearchFacets.__struct_fields__}
    for key, count in counts.items():
        name, _, value = key.partition(":")
        if name in values and count:
            values[name].append((value, count))
    for name, found in values.items():
        found.sort(key=lambda pair: (-pair[1], pair[0]))
        if name == "date":
            found.sort(reverse=True)
        del found[MONTHS if name == "date" else VALUES :]
    named = [value for name in _ENTITIES for value, _ in values[name]]
    refs = entity_refs(connection, named)
    return SearchFacets(
        **{
            name: tuple(FacetCount(value=value, label=refs[value].label if name in _ENTITIES else {}, count=count) for value, count in found)
            for name, found in values.items()
        }
    )
