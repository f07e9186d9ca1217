"""What is in the record, in figures."""

from __future__ import annotations

from sqlalchemy import Connection, Table, func, select

from mahdar.record import schema
from mahdar.record.answers import Counted, OverviewAnswer
from mahdar.record.queries.joins import standing_ids, stands_for
from mahdar.record.queries.meetings import meetings


def overview(connection: Connection) -> OverviewAnswer:
    """Counts over the whole record. An outlet is counted by its captures, an entity once by the kind that pages give it."""
    e, c, p = schema.entities.c, schema.captures.c, schema.pages.c
    kinds = connection.execute(
        select(e.kind, func.count(stands_for(e.id).distinct()).label("n"))
        .select_from(standing_ids(schema.entities, e.id))
        .group_by(e.kind)
        .order_by(e.kind)
    ).all()
    n = func.count()
    outlets = connection.execute(select(c.outlet, n).where(c.outlet.is_not(None)).group_by(c.outlet).order_by(n.desc(), c.outlet)).all()
    first, last = connection.execute(select(func.min(c.published), func.max(c.published))).one()
    undated = select(func.count()).join(schema.pages, (p.id == c.page) & (p.source == c.source)).where(c.published.is_(None))
    return OverviewAnswer(
        pages=_count(connection, schema.pages),
        captures=_count(connection, schema.captures),
        meetings=meetings(connection, firm=True, limit=0).total,
        statements=_count(connection, schema.statements),
        entities=tuple(Counted(value=row[0], count=row[1]) for row in kinds),
        outlets=tuple(Counted(value=row[0], count=row[1]) for row in outlets),
        engines=tuple(connection.execute(select(p.engine).distinct().order_by(p.engine)).scalars()),
        first=first,
        last=last,
        undated=connection.execute(undated).scalar_one(),
    )


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()
