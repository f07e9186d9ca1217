"""Search: what of the record answers to a query (``docs/search.md``), the best first, with its words and with what it can be narrowed to.

Entities that are named so come first, those of most pages before the others, but for those that one or two pages call something longer; then
meetings, statements and pages by BM25 (Robertson and Zaragoza 2009) over terms, a term in the head counting as three. How rare a term is, is told
by its frequency in Arabic at large and not by the record's own, so that a hit's rank depends on nothing but itself, and is the same in every
store. What has the same rank goes by date, the latest first.

No query takes longer the more it finds: of each sort so many are ranked (`MOST`), and so many counted (`COUNTED`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log
from operator import itemgetter

import msgspec
from sqlalchemy import Connection, FromClause, func, select

from mahdar.record import schema
from mahdar.record.answers import FacetCount
from mahdar.record.fulltext import Expression, Matches, has_phrases
from mahdar.record.indexing import EVERY, day_of, lowest, values
from mahdar.record.queries.asking import Asked, ask
from mahdar.record.queries.folding import folded, told_once
from mahdar.record.queries.joins import same_as, standing_ids, stands_for
from mahdar.record.queries.lookup import AnyRow, batches, entity_refs, standing
from mahdar.record.queries.numbered import numbered
from mahdar.record.search_answers import SearchAnswer, SearchFacets
from mahdar.search.analyzer import analyzer
from mahdar.search.syntax import Type, parse

MOST = 300
"""So many of each sort are ranked and counted by facets, the latest."""
COUNTED, COUNTED_PHRASES = 10_000, 2_000
"""So many of each sort are counted, of which no more are known than that there are at least so many; fewer where a store has to look at each for
words that stand together."""
FIRST, OFTEN = 5, 3
"""So many entities go before all else, of those that are called just so or named by so many pages; the others come last."""
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


_TOLD = tuple(f"{EVERY}{name}:" for name in SearchFacets.__struct_fields__)
"""What the marks begin with that facets tell of."""


class Hit(msgspec.Struct, frozen=True):
    """A thing found: its day and its sort in the index, what it is, and how well it answers. Of entities ``named`` says that one of its spellings
    has no word that wasn't asked for; of statements ``words`` is the same of all with the same speaker and words."""

    day: int
    sort: Type
    item: str
    page: str | None
    score: float
    named: bool = False
    words: int = 0


class _Found(msgspec.Struct, frozen=True):
    """The latest hits of a sort, the marks of each, and how many there are in all, or at least."""

    hits: tuple[Hit, ...]
    marks: tuple[Iterable[str], ...]
    total: int
    at_least: bool


def search(connection: Connection, query: str, *, offset: int = 0, limit: int = 20, fold: bool = False) -> SearchAnswer:
    """The things that answer to ``query`` from number ``offset`` on, at most ``limit``; those in the same words once, where they are to ``fold``.

    Raises `mahdar.search.syntax.QueryError`, which points at the character, for what is no query.
    """
    tree = parse(query)
    asked = ask(connection, tree, analyzer())
    matches = {expression: Matches(connection, expression) for expression in (asked.expression, asked.coarse) if expression is not None}
    found = {sort: _of_sort(connection, asked, matches, sort) for sort in _SORTS}
    ordered = _ordered([hit for one in found.values() for hit in one.hits])
    # Whoever names a process and a number wants that meeting, though no sentence has all of the words.
    named = [Hit(day_of(row.n), "meeting", row.item, row.page, 0.0) for row in numbered(connection, tree) if asked.sorts in (None, {"meeting"})]
    held = {hit.item for hit in ordered}
    added = sum(hit.item not in held for hit in named)
    ordered = [*named, *(hit for hit in ordered if hit.sort != "meeting" or hit.item not in {one.item for one in named})]
    groups = folded(connection, ordered) if fold else [[hit] for hit in ordered]
    counts = _counts(connection, [marks for one in found.values() for marks in one.marks])
    counts |= Counter({f"type:{sort}": one.total + (added if sort == "meeting" else 0) for sort, one in found.items()})
    return SearchAnswer(
        query=query,
        total=sum(one.total for one in found.values()) + added,
        at_least=any(one.at_least for one in found.values()),
        counted=len(ordered),
        offset=offset,
        limit=limit,
        results=told_once(connection, groups[offset : offset + limit], asked),
        facets=_facets(connection, counts),
        told=len(groups),
        months=_months(counts),
    )


def _of_sort(connection: Connection, asked: Asked, matches: Mapping[Expression, Matches], sort: Type) -> _Found:
    """The latest hits of a sort."""
    if asked.sorts is not None and sort not in asked.sorts:
        return _Found((), (), 0, at_least=False)
    rows: list[AnyRow] = []
    most = COUNTED_PHRASES if has_phrases(asked.expression) else COUNTED
    counted = 0
    for expression, low, high in _ranges(asked, sort):
        of = matches[expression]
        some = _rows(connection, of.latest(low, high, MOST - len(rows)), worded=bool(asked.scored) or sort == "statement") if len(rows) < MOST else []
        rows += some
        counted += len(some) if len(rows) < MOST else of.count(low, high, most)
    at_least = counted >= most
    weights = [(pattern, _weight(term)) for pattern, term in asked.scored]
    scores = [_score(row.head, row.body, weights, _USUAL[sort]) for row in rows] if weights else [0.0] * len(rows)
    if sort in ("statement", "page"):
        words = [hash((row.head, row.body)) for row in rows] if sort == "statement" else [0] * len(rows)
        hits = tuple(
            Hit(day_of(row.n), sort, row.item or row.page, row.page, score, words=same) for row, score, same in zip(rows, scores, words, strict=True)
        )
        return _Found(hits, tuple(row.marks.split(" ") for row in rows), counted, at_least)
    # A meeting is told by several pages, and several entities may be one.
    to = standing(connection, (row.item for row in rows)) if sort == "entity" else {}
    best: dict[str, Hit] = {}
    held: dict[str, set[str]] = {}
    for row, score in zip(rows, scores, strict=True):
        named = sort == "entity" and bool(weights) and _is_named(row.head, asked)
        hit = Hit(day_of(row.n), sort, to.get(row.item, row.item), row.page, score, named)
        held.setdefault(hit.item, set()).update(row.marks.split(" "))
        before = best.get(hit.item)
        if before is None or (score, hit.day, hit.page or "") > (before.score, before.day, before.page or ""):
            best[hit.item] = msgspec.structs.replace(hit, named=named or (before is not None and before.named))
        elif named:
            best[hit.item] = msgspec.structs.replace(before, named=True)
    several = tuple(best.values())
    found = _by_pages(connection, several) if sort == "entity" else several
    total = len(found) if counted == len(rows) else _things(connection, [(matches[of], low, high) for of, low, high in _ranges(asked, sort)], most)
    return _Found(found, tuple(held[hit.item] for hit in found), total, at_least)


def _ranges(asked: Asked, sort: Type) -> list[tuple[Expression, int, int]]:
    """What is asked of a sort, and of which numbers: those of the days asked for, and of those before that are of a month or year alone."""
    if asked.days is None:
        return [(asked.expression, lowest(sort), lowest(sort) + lowest("statement"))]
    first, last = asked.days
    found = [(asked.expression, lowest(sort, first), lowest(sort, last + 1))]
    return found if asked.coarse is None else [*found, (asked.coarse, lowest(sort), lowest(sort, first))]


def _rows(connection: Connection, numbers: FromClause, *, worded: bool) -> list[AnyRow]:
    """The things of these numbers, the latest first, with their terms where these are asked for."""
    d, t = schema.search_docs.c, schema.search_texts.c
    columns = (d.n, d.item, d.page, t.marks, *((t.head, t.body) if worded else ()))
    query = select(*columns).select_from(numbers).join(schema.search_docs, d.n == numbers.c.n).join(schema.search_texts, t.n == numbers.c.n)
    return sorted(connection.execute(query).all(), key=itemgetter(0), reverse=True)


def _things(connection: Connection, ranges: Iterable[tuple[Matches, int, int]], most: int) -> int:
    """Of how many things the latest ``most`` rows in each range are."""
    d = schema.search_docs.c
    found: set[str] = set()
    for of, low, high in ranges:
        numbers = of.latest(low, high, most)
        found.update(connection.execute(select(d.item).select_from(numbers).join(schema.search_docs, d.n == numbers.c.n).distinct()).scalars())
    return len(found)


def _counts(connection: Connection, held: Sequence[Iterable[str]]) -> Counter[str]:
    """How many of the things have each mark, as `field:value`; those that mean one entity are one."""
    # Most marks are days, of which no facet tells.
    every = [one for one in set[str]().union(*held) if one.startswith(_TOLD)]
    named = {one: value for one in every for field, _, value in [_parted(one)] if field in _ENTITIES}
    to = standing(connection, named.values())
    leads = {one: f"{one[: -len(value)]}{to[value]}" for one, value in named.items() if value in to}
    counts: Counter[str] = Counter()
    for marks in held:
        counts.update(marks if leads.keys().isdisjoint(marks) else {leads.get(one, one) for one in marks})
    return Counter({value: count for one, count in counts.items() if one.startswith(_TOLD) for value in values(f"{EVERY} {one}")})


def _parted(mark: str) -> tuple[str, str, str]:
    return mark[len(EVERY) :].partition(":")


def _score(head: str, body: str, weights: Sequence[tuple[str, float]], usual: float) -> float:
    """BM25 of a thing's terms. A pattern is a term or phrase with a space before and, unless it is a beginning, behind it."""
    headed, bodied = f" {head} ", f" {body} "
    length = _K1 * (1 - _B + _B * (head.count(" ") + body.count(" ") + 2) / usual)
    score = 0.0
    for pattern, weight in weights:
        if times := _HEAD * headed.count(pattern) + bodied.count(pattern):
            score += weight * times * (_K1 + 1) / (times + length)
    return score


def _is_named(head: str, asked: Asked) -> bool:
    terms = {term for phrase in asked.words for term in phrase.terms}
    return any(terms.issuperset(spelling.split()) for spelling in head.split(f" {EVERY} "))


def _weight(term: str) -> float:
    return -log(max(analyzer().frequency(term), _RAREST))


def _by_pages(connection: Connection, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Entities with about as many pages as name them for their score: as many as call them something in one language."""
    k = schema.entity_labels.c
    pages: dict[str, int] = {}
    for some in batches(sorted(hit.item for hit in hits)):
        named = select(stands_for(k.entity), func.sum(k.pages)).select_from(standing_ids(schema.entity_labels, k.entity))
        rows = connection.execute(named.where(k.entity.in_(sorted(same_as(connection, some)))).group_by(stands_for(k.entity), k.language))
        for entity, sum_of in rows:
            pages[entity] = max(pages.get(entity, 0), sum_of)
    return tuple(msgspec.structs.replace(hit, score=float(pages.get(hit.item, 0))) for hit in hits)


def _ordered(hits: Sequence[Hit]) -> list[Hit]:
    def best(found: Iterable[Hit]) -> list[Hit]:
        return sorted(found, key=lambda hit: (-hit.score, -hit.day, hit.sort, hit.item, hit.page or ""))

    entities = best(hit for hit in hits if hit.sort == "entity")
    first = [hit for hit in entities if hit.named or hit.score >= OFTEN][:FIRST]
    return [*first, *best(hit for hit in hits if hit.sort != "entity"), *(hit for hit in entities if hit not in first)]


def _months(counts: Mapping[str, int]) -> tuple[FacetCount, ...]:
    dated = sorted((key.removeprefix("date:"), count) for key, count in counts.items() if key.startswith("date:") and count)
    return tuple(FacetCount(value=month, label={}, count=count) for month, count in dated)


def _facets(connection: Connection, counts: Mapping[str, int]) -> SearchFacets:
    listed: dict[str, list[tuple[str, int]]] = {name: [] for name in SearchFacets.__struct_fields__}
    for key, count in counts.items():
        name, _, value = key.partition(":")
        if name in listed and count:
            listed[name].append((value, count))
    for name, found in listed.items():
        found.sort(key=lambda pair: (-pair[1], pair[0]))
        if name == "date":
            found.sort(reverse=True)
        del found[MONTHS if name == "date" else VALUES :]
    named = [value for name in _ENTITIES for value, _ in listed[name]]
    refs = entity_refs(connection, named)
    return SearchFacets(
        **{
            name: tuple(FacetCount(value=value, label=refs[value].label if name in _ENTITIES else {}, count=count) for value, count in found)
            for name, found in listed.items()
        }
    )
