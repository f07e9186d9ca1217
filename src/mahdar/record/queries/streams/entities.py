"""All entities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, func, select

from mahdar.record import schema
from mahdar.record.answers import Quote
from mahdar.record.export_answers import NamedRow
from mahdar.record.queries.filters import StatementFilter, on_pages
from mahdar.record.queries.joins import joined_ids, one_of, standing_ids, stands_for
from mahdar.record.queries.lookup import Texts, batches, known_items, shown
from mahdar.record.queries.offices import offices
from mahdar.record.queries.streams.matched import items

AT_ONCE = 200
"""Entities that are fetched at once."""


def entities(connection: Connection, wanted: StatementFilter, query: str | None = None) -> Iterator[NamedRow]:
    """The entities that the pages which ``wanted`` means refer to, and ``query`` finds, those of most of these pages first, then by id.

    An entity that several ids mean is one, by the id that stands for it.
    """
    e, o = schema.entities.c, schema.offices.c
    asked = None if query is None else items(connection, query, "entity")
    id_, pages = stands_for(e.id), func.count(e.page.distinct())
    counts = select(id_.label("id"), pages).select_from(standing_ids(schema.entities, e.id)).where(*on_pages(e.page, wanted)).group_by(id_)
    found = [(row[0], row[1]) for row in connection.execute(counts.order_by(pages.desc(), id_)) if asked is None or row[0] in asked]
    for some in batches(found, AT_ONCE):
        labels = shown(connection, [one for one, _ in some])
        ids = {one: (one, *sorted(made - {one})) for one, made in joined_ids(connection, [one for one, _ in some]).items()}
        every = [made for of in ids.values() for made in of]
        items_of: dict[str, str] = {}
        holding: set[str] = set()
        for these in batches(every):
            holding.update(connection.execute(select(o.entity).where(o.entity.in_(these)).distinct()).scalars())
            query_of = select(e.id, func.min(e.wikidata)).where(e.id.in_(these), e.wikidata.is_not(None)).group_by(e.id)
            items_of.update((row[0], row[1]) for row in connection.execute(query_of))
        named = _first_named(connection, ids)
        for one, count in some:
            kind, label = labels[one]
            known = known_items().get(one) if len(ids[one]) > 1 else None
            yield NamedRow(
                id=one,
                kind=kind,
                label=label,
                wikidata=min((items_of[made] for made in ids[one] if made in items_of), default=known),
                pages=count,
                ids=ids[one],
                offices=offices(connection, one) if not holding.isdisjoint(ids[one]) else (),
                evidence=named.get(one, ()),
            )


def _first_named(connection: Connection, ids: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[Quote, ...]]:
    """Where each entity is named first on the earliest page that names it, undated ones last."""
    e, n = schema.entities.c, schema.names.c
    found = {}
    for one, made in ids.items():
        named = select(n.n).where(n.page == e.page, n.entity == e.id).exists()
        for dated in (e.day > "", e.day == ""):
            page = connection.execute(select(e.page).where(one_of(e.id, made), dated, named).order_by(e.day, e.page).limit(1)).scalar()
            if page is not None:
                first = select(n.page, n.start, n.end).where(n.page == page, one_of(n.entity, made)).order_by(n.n).limit(1)
                found[one] = connection.execute(first).one()
                break
    texts = Texts(connection, {row.page for row in found.values()})
    return {one: (texts.quote(row.page, row.start, row.end),) for one, row in found.items()}
