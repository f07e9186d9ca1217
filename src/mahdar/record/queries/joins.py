"""Which id stands for an entity in the record: pages keep the ids that they made, and several of them may be one (`mahdar.linking.entities`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, FromClause, Table, func, or_, select

from mahdar.record import schema
from mahdar.record.answers import EntityRef, JoinedId, MaybeSame
from mahdar.record.queries.lookup import batches, entity_refs, standing


def means(column: ColumnElement[str] | ColumnElement[str | None], entity: str) -> ColumnElement[bool]:
    """Whether a column of ids means ``entity``, by the id that stands for it or by one of those that are joined with it."""
    m = schema.entity_ids.c
    leads = select(m.to).where(m.id == entity).scalar_subquery()
    to = func.coalesce(leads, entity)
    return column.in_(select(m.id).where(m.to == to).union_all(select(to)))


def same_as(connection: Connection, entities: Iterable[str]) -> set[str]:
    """``entities`` with all ids that mean one of them, as `means` does."""
    asked = set(entities)
    standing_for = set(standing(connection, asked).values()) | asked
    m = schema.entity_ids.c
    found = set(standing_for)
    for some in batches(sorted(standing_for)):
        found.update(connection.execute(select(m.id).where(m.to.in_(some))).scalars())
    return found


def ids_of(connection: Connection, entity: str) -> tuple[str, ...]:
    """All ids that mean ``entity``, as `means` does, in order; itself alone where nothing is joined with it."""
    return tuple(sorted(same_as(connection, [entity])))


def one_of(column: ColumnElement[str] | ColumnElement[str | None], ids: Sequence[str]) -> ColumnElement[bool]:
    """Whether a column of ids has one of ``ids``. Of a single one an index gives the rows in its own order."""
    return column == ids[0] if len(ids) == 1 else column.in_(ids)


def pages_naming(connection: Connection, ids: Sequence[str]) -> int:
    """How many pages have an entity by one of ``ids``: counted in the index of each, and no page twice."""
    e = schema.entities.c
    having = {id_: connection.execute(select(func.count()).select_from(schema.entities).where(e.id == id_)).scalar_one() for id_ in ids}
    *rarer, most = sorted(ids, key=lambda id_: (having[id_], id_))
    if not rarer:
        return having[most]
    of_most = schema.entities.alias("most").c
    too = select(of_most.page).where(of_most.page == e.page, of_most.id == most).exists()
    return having[most] + connection.execute(select(func.count(e.page.distinct())).where(e.id.in_(rarer), ~too)).scalar_one()


def joined_ids(connection: Connection, entities: Iterable[str]) -> dict[str, set[str]]:
    """For each of ``entities``, which stand for themselves, it and the ids that are joined as it."""
    found = {entity: {entity} for entity in entities}
    m = schema.entity_ids.c
    for some in batches(sorted(found)):
        for to, id_ in connection.execute(select(m.to, m.id).where(m.to.in_(some))):
            found[to].add(id_)
    return found


def standing_ids(table: Table, column: ColumnElement[str] | ColumnElement[str | None]) -> FromClause:
    """``table`` with the ids that stand for those of its ``column``, as `stands_for` gives them."""
    return table.outerjoin(schema.entity_ids, schema.entity_ids.c.id == column)


def stands_for(column: ColumnElement[str] | ColumnElement[str | None]) -> ColumnElement[str]:
    """The id that stands for that of ``column``, of a table that `standing_ids` gives."""
    return func.coalesce(schema.entity_ids.c.to, column)


def joined(connection: Connection, entity: str) -> tuple[JoinedId, ...]:
    """The ids that are joined as ``entity``, which stands for them, the surest first."""
    m = schema.entity_ids.c
    rows = connection.execute(select(schema.entity_ids).where(m.to == entity).order_by(m.score.desc(), m.id)).all()
    labels = own_refs(connection, [*(row.id for row in rows), *(row.by for row in rows)])
    return tuple(JoinedId(entity=labels[row.id], by=labels[row.by], score=row.score, why=row.why) for row in rows)


def maybe(connection: Connection, entity: str) -> tuple[MaybeSame, ...]:
    """The entities that may be ``entity``, which a person should look at, the surest first."""
    p = schema.entity_pairs.c
    query = select(schema.entity_pairs).where(or_(means(p.one, entity), means(p.other, entity)), p.state == "review")
    rows = connection.execute(query.order_by(p.score.desc(), p.one, p.other)).all()
    refs = entity_refs(connection, [end for row in rows for end in (row.one, row.other)])
    own = own_refs(connection, [end for row in rows for end in (row.one, row.other)])
    found: dict[str, MaybeSame] = {}
    for row in rows:
        here, there = (row.one, row.other) if refs[row.one].id == entity else (row.other, row.one)
        if refs[there].id != entity:
            found.setdefault(
                refs[there].id, MaybeSame(entity=refs[there], here=own[here], there=own[there], score=row.score, why=row.why, but=row.but)
            )
    return tuple(found.values())


def own_refs(connection: Connection, ids: Iterable[str]) -> dict[str, EntityRef]:
    """Each of ``ids`` as the pages that made it call it, whatever stands for it."""
    return entity_refs(connection, ids, own=True)
