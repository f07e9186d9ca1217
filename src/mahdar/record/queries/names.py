"""What pages call an entity: its spellings by outlet, the words that mean it without naming it, and who is named with it.

What is counted are reports: a page that was found twice counts twice (`captures`), unless pages are said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, Subquery, Table, case, distinct, func, select

from mahdar.linking.labels import spellings
from mahdar.record import schema
from mahdar.record.answers import EntityRow, Form, Listing, OutletUse, Quote
from mahdar.record.queries.joins import means, stands_for
from mahdar.record.queries.lookup import Texts, shown

_OUTLETS = 8
"""How many outlets a form is counted by, those of most captures."""


def forms(connection: Connection, entity_id: str, *, offset: int = 0, limit: int = 30) -> Listing[Form]:
    """The spellings of the entity's name (`mahdar.linking.labels.spellings`), those of most captures first, then of most uses, then by
    code points.

    Each has its outlets and an example: where it stands first on the earliest page (of those without a date, on that of the
    first id).
    """
    return _forms(connection, schema.names, entity_id, offset, limit)


def referred(connection: Connection, entity_id: str, *, offset: int = 0, limit: int = 30) -> Listing[Form]:
    """The words that mean the entity without naming it (الدبلوماسي الروسي), as `forms` gives its names."""
    return _forms(connection, schema.entity_references, entity_id, offset, limit)


def _forms(connection: Connection, table: Table, entity_id: str, offset: int, limit: int) -> Listing[Form]:
    t = table.c
    written = select(t.form).where(means(t.entity, entity_id)).distinct().order_by(t.form)
    spelt = spellings(connection.execute(written).scalars().all())
    on_pages = _on_pages(table, entity_id, {form: spelling for form, spelling in spelt.items() if form != spelling})
    used = select(on_pages.c.form, func.sum(on_pages.c.times), func.count()).group_by(on_pages.c.form)
    uses = {form: (int(times), pages) for form, times, pages in connection.execute(used)}
    outlets = _outlets(connection, on_pages)
    captures = {form: sum(use.captures for use in outlets[form]) for form in uses}
    chosen = sorted(uses, key=lambda form: (-captures[form], -uses[form][0], form))[offset : offset + limit]
    # An example is of the spelling itself, where pages write it so.
    quoted = {spelling: spelling if spelling in spelt else form for form, spelling in spelt.items()}
    examples = _examples(connection, table, entity_id, [quoted[spelling] for spelling in chosen])
    items = tuple(
        Form(
            form=form,
            times=uses[form][0],
            pages=uses[form][1],
            captures=captures[form],
            first=min((use.first for use in outlets[form] if use.first), default=None),
            last=max((use.last for use in outlets[form] if use.last), default=None),
            outlets=tuple(outlets[form][:_OUTLETS]),
            example=examples[quoted[form]],
        )
        for form in chosen
    )
    return Listing(total=len(uses), offset=offset, limit=limit, items=items)


def _on_pages(table: Table, entity_id: str, otherwise: dict[str, str]) -> Subquery:
    """Each spelling with each page that has it, and how often; ``otherwise`` has the forms that are spelt otherwise than they are written."""
    t = table.c
    form = case(otherwise, value=t.form, else_=t.form) if otherwise else t.form
    found = select(form.label("form"), t.page).where(means(t.entity, entity_id)).subquery().c
    return select(found.form, found.page, func.count().label("times")).group_by(found.form, found.page).subquery()


def _outlets(connection: Connection, on_pages: Subquery) -> defaultdict[str, list[OutletUse]]:
    """The outlets of each form, that of most captures first; an outlet is its entity where that is known, else its label."""
    c = schema.captures.c
    outlet, captures = func.coalesce(c.outlet_entity, c.outlet), func.count()
    query = (
        select(
            on_pages.c.form,
            func.min(c.outlet).label("label"),
            func.min(c.outlet_entity).label("entity"),
            captures.label("captures"),
            func.min(c.published).label("first"),
            func.max(c.published).label("last"),
        )
        .join(schema.captures, c.page == on_pages.c.page)
        .group_by(on_pages.c.form, outlet)
        .order_by(captures.desc(), outlet.nulls_first())
    )
    found: defaultdict[str, list[OutletUse]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.form].append(OutletUse(label=row.label, entity=row.entity, captures=row.captures, first=row.first, last=row.last))
    return found


def _examples(connection: Connection, table: Table, entity_id: str, chosen: Sequence[str]) -> dict[str, Quote]:
    t, c, p = table.c, schema.captures.c, schema.pages.c
    rank = func.row_number().over(partition_by=t.form, order_by=(c.published.is_(None), c.published, t.page, t.start))
    ranked = (
        select(t.form, t.page, t.start, t.end, rank.label("rank"))
        .join(schema.pages, p.id == t.page)
        .join(schema.captures, (c.page == p.id) & (c.source == p.source))
        .where(means(t.entity, entity_id), t.form.in_(chosen))
        .subquery()
    )
    rows = connection.execute(select(ranked).where(ranked.c.rank == 1)).all()
    texts = Texts(connection, (row.page for row in rows))
    return {row.form: texts.quote(row.page, row.start, row.end) for row in rows}


def alongside(connection: Connection, entity_id: str, *, limit: int = 12) -> tuple[EntityRow, ...]:
    """The persons and organizations that are named on the pages that name the entity, those of most of these pages first."""
    here, there = schema.names.alias("here").c, schema.names.alias("there").c
    on = select(here.page).where(means(here.entity, entity_id)).distinct().subquery()
    pages, id_ = func.count(distinct(there.page)).label("pages"), stands_for(there.entity)
    query = (
        select(id_.label("entity"), pages)
        .join_from(on, there.entity.table, there.page == on.c.page)
        .outerjoin(schema.entity_ids, schema.entity_ids.c.id == there.entity)
        .where(~means(there.entity, entity_id), there.kind.in_(("person", "organization")))
        .group_by(id_)
        .order_by(pages.desc(), id_)
        .limit(limit)
    )
    counted = connection.execute(query).all()
    chosen = shown(connection, (row.entity for row in counted))
    return tuple(EntityRow(id=row.entity, kind=chosen[row.entity][0], label=chosen[row.entity][1], pages=row.pages) for row in counted)
