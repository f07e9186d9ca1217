"""Entities over the whole record."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, func, select

from mahdar.arabic import fold
from mahdar.model import NameKind
from mahdar.record import schema
from mahdar.record.answers import EntityAnswer, EntityRow, Listing, Mark
from mahdar.record.queries.joins import ids_of, joined, maybe, one_of, pages_naming, standing_ids, stands_for
from mahdar.record.queries.judgements import marks, told_apart
from mahdar.record.queries.lookup import known_items, shown, standing
from mahdar.record.queries.meetings import meetings
from mahdar.record.queries.names import ALONGSIDE, alongside, forms, referred
from mahdar.record.queries.offices import offices

_REFERRED = 12
"""How many of the words that mean an entity without naming it are told with it."""


def entities(
    connection: Connection, *, kind: NameKind | None = None, spelt: str | None = None, offset: int = 0, limit: int = 50
) -> Listing[EntityRow]:
    """Entities by the number of pages that name them, the most first, then by id.

    ``kind`` is as the page gives it. ``spelt`` keeps those of which one spelling or label has all of its words (parts of words too),
    in whatever spelling folds alike: ``لافروف سيرجى`` finds سيرجي لافروف.
    """
    e, s = schema.entities.c, schema.spellings.c
    where: list[ColumnElement[bool]] = [e.kind == kind] if kind else []
    if spelt is not None and (words := fold(spelt).split()):
        spelling = select(stands_for(s.entity)).select_from(standing_ids(schema.spellings, s.entity))
        where.append(stands_for(e.id).in_(spelling.where(*(s.folded.contains(word, autoescape=True) for word in words))))
    pages = func.count(e.page.distinct())
    id_ = stands_for(e.id)
    total = connection.execute(select(func.count(id_.distinct())).select_from(standing_ids(schema.entities, e.id)).where(*where)).scalar_one()
    query = select(id_.label("id"), pages).select_from(standing_ids(schema.entities, e.id)).where(*where).group_by(id_)
    counted = connection.execute(query.order_by(pages.desc(), id_).offset(offset).limit(limit)).all()
    chosen = shown(connection, (row.id for row in counted))
    items = tuple(EntityRow(id=entity_id, kind=chosen[entity_id][0], label=chosen[entity_id][1], pages=count) for entity_id, count in counted)
    return Listing(total=total, offset=offset, limit=limit, items=items)


def entity(connection: Connection, entity_id: str, *, forms_from: int = 0, forms_limit: int = 30) -> EntityAnswer | None:
    """One entity by any of the ids that are joined as it, with its spellings from number ``forms_from`` on; None where no page names it."""
    e, n, s = schema.entities.c, schema.names.c, schema.statements.c
    entity_id = standing(connection, [entity_id]).get(entity_id, entity_id)
    ids = ids_of(connection, entity_id)
    pages = pages_naming(connection, ids)
    if not pages:
        return None
    wikidata = connection.execute(select(func.min(e.wikidata)).where(one_of(e.id, ids))).scalar()
    kind, label = shown(connection, [entity_id])[entity_id]
    held = joined(connection, entity_id)
    spelt = forms(connection, entity_id, offset=forms_from, limit=forms_limit)
    return EntityAnswer(
        id=entity_id,
        kind=kind,
        label=label,
        # Where no page names an entity of the knowledge by its own id, none tells its Wikidata id.
        wikidata=wikidata or (known_items().get(entity_id) if held else None),
        pages=pages,
        mentions=connection.execute(select(func.count()).where(one_of(n.entity, ids))).scalar_one(),
        spellings=spelt.total,
        forms=spelt.items,
        referred=referred(connection, entity_id, limit=_REFERRED).items,
        offices=offices(connection, entity_id),
        alongside=alongside(connection, entity_id),
        alongside_of=ALONGSIDE if pages > ALONGSIDE else None,
        said=connection.execute(select(func.count()).where(one_of(s.speaker, ids))).scalar_one(),
        addressed=connection.execute(select(func.count()).where(one_of(s.addressee, ids))).scalar_one(),
        meetings=meetings(connection, entity=entity_id, limit=0).total,
        judged=_judged(connection, [entity_id, *(one.entity.id for one in held)]),
        joined=held,
        maybe=maybe(connection, entity_id),
    )


def _judged(connection: Connection, ids: Sequence[str]) -> tuple[Mark, ...]:
    """What people judged of the entity that has these ids."""
    of_pages = (mark for marked in marks(connection, "entity", ids).values() for mark in marked)
    return (*of_pages, *told_apart(connection, ids))
