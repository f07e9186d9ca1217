"""Entities over the whole record."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, func, select

from mahdar.model import NameKind
from mahdar.record import schema
from mahdar.record.answers import EntityAnswer, EntityRow, Form, Listing
from mahdar.record.queries.lookup import shown
from mahdar.record.queries.meetings import meetings


def entities(connection: Connection, *, kind: NameKind | None = None, offset: int = 0, limit: int = 50) -> Listing[EntityRow]:
    """Entities by the number of pages that name them, the most first, then by id. ``kind`` is as the page gives it."""
    e = schema.entities.c
    where: list[ColumnElement[bool]] = [e.kind == kind] if kind else []
    pages = func.count(e.page.distinct())
    total = connection.execute(select(func.count(e.id.distinct())).where(*where)).scalar_one()
    query = select(e.id, pages).where(*where).group_by(e.id).order_by(pages.desc(), e.id).offset(offset).limit(limit)
    counted = connection.execute(query).all()
    chosen = shown(connection, (row.id for row in counted))
    items = tuple(EntityRow(id=entity_id, kind=chosen[entity_id][0], label=chosen[entity_id][1], pages=count) for entity_id, count in counted)
    return Listing(total=total, offset=offset, limit=limit, items=items)


def entity(connection: Connection, entity_id: str, *, forms: int = 30) -> EntityAnswer | None:
    """One entity with the ``forms`` most used forms of its name, or None where no page names it."""
    e, n, s = schema.entities.c, schema.names.c, schema.statements.c
    pages, wikidata = connection.execute(select(func.count(), func.min(e.wikidata)).where(e.id == entity_id)).one()
    if not pages:
        return None
    kind, label = shown(connection, [entity_id])[entity_id]
    uses = func.count()
    query = select(n.form, uses, func.count(n.page.distinct())).where(n.entity == entity_id).group_by(n.form).order_by(uses.desc(), n.form)
    return EntityAnswer(
        id=entity_id,
        kind=kind,
        label=label,
        wikidata=wikidata,
        pages=pages,
        mentions=connection.execute(select(func.count()).where(n.entity == entity_id)).scalar_one(),
        forms=tuple(Form(form=form, times=times, pages=on) for form, times, on in connection.execute(query.limit(forms))),
        said=connection.execute(select(func.count()).where(s.speaker == entity_id)).scalar_one(),
        addressed=connection.execute(select(func.count()).where(s.addressee == entity_id)).scalar_one(),
        meetings=meetings(connection, entity=entity_id, limit=0).total,
    )
