"""What pages call an entity: its spellings by outlet, the words that mean it without naming it, and who is named with it.

What is counted are reports: a page that was found twice counts twice (`captures`), unless pages are said.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, distinct, func, select

from mahdar.linking.labels import spellings
from mahdar.record import schema
from mahdar.record.answers import EntityRow, Form, Listing, OutletUse
from mahdar.record.queries.joins import ids_of, one_of, stands_for
from mahdar.record.queries.lookup import Texts, shown
from mahdar.record.usage import Counted, example, told

_OUTLETS = 8
"""How many outlets a form is counted by, those of most captures."""

ALONGSIDE = 300
"""So many of the pages that name an entity, the latest, tell who is named with it."""


def forms(connection: Connection, entity_id: str, *, offset: int = 0, limit: int = 30) -> Listing[Form]:
    """The spellings of the entity's name (`mahdar.linking.labels.spellings`), those of most captures first, then of most uses, then by
    code points.

    Each has its outlets and an example: where it stands first on the earliest page (of those without a date, on that of the
    first id).
    """
    return _forms(connection, entity_id, named=True, offset=offset, limit=limit)


def referred(connection: Connection, entity_id: str, *, offset: int = 0, limit: int = 30) -> Listing[Form]:
    """The words that mean the entity without naming it (الدبلوماسي الروسي), as `forms` gives its names."""
    return _forms(connection, entity_id, named=False, offset=offset, limit=limit)


def _forms(connection: Connection, entity_id: str, *, named: bool, offset: int, limit: int) -> Listing[Form]:
    ids = ids_of(connection, entity_id)
    rows = told(connection, ids, named=named)
    spelt = spellings({row.form for row in rows})
    times: Counter[str] = Counter()
    pages: Counter[str] = Counter()
    outlets: dict[str, dict[str | None, list[Counted]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        times[spelt[row.form]] += row.times
        pages[spelt[row.form]] += row.pages
        outlets[spelt[row.form]][row.outlet_entity or row.outlet].append(row)
    captures = {form: sum(row.captures for held in outlets[form].values() for row in held) for form in times}
    chosen = sorted(times, key=lambda form: (-captures[form], -times[form], form))[offset : offset + limit]
    # An example is of the spelling itself, where pages write it so.
    quoted = {spelling: spelling if spelling in spelt else form for form, spelling in spelt.items()}
    examples = {form: found for form in chosen if (found := example(connection, ids, named=named, form=quoted[form])) is not None}
    texts = Texts(connection, (found.page for found in examples.values()))
    items = tuple(
        Form(
            form=form,
            times=times[form],
            pages=pages[form],
            captures=captures[form],
            first=min((row.first for held in outlets[form].values() for row in held if row.first), default=None),
            last=max((row.last for held in outlets[form].values() for row in held if row.last), default=None),
            outlets=_outlets(outlets[form].values()),
            example=texts.quote(examples[form].page, examples[form].start, examples[form].end),
        )
        for form in chosen
    )
    return Listing(total=len(times), offset=offset, limit=limit, items=items)


def _outlets(held: Iterable[Sequence[Counted]]) -> tuple[OutletUse, ...]:
    """The outlets of a form, that of most captures first; an outlet is its entity where that is known, else its label."""
    found = [
        OutletUse(
            label=min((row.outlet for row in rows if row.outlet), default=None),
            entity=rows[0].outlet_entity,
            captures=sum(row.captures for row in rows),
            first=min((row.first for row in rows if row.first), default=None),
            last=max((row.last for row in rows if row.last), default=None),
        )
        for rows in held
    ]
    return tuple(sorted(found, key=lambda use: (-use.captures, use.entity or use.label or ""))[:_OUTLETS])


def alongside(connection: Connection, entity_id: str, *, limit: int = 12) -> tuple[EntityRow, ...]:
    """The persons and organizations that are named on the pages that name the entity, those of most of these pages first.

    Where more than `ALONGSIDE` pages name it, these are the latest, and ``pages`` of each counts those among them.
    """
    ids = ids_of(connection, entity_id)
    e, n = schema.entities.c, schema.names.c
    named = select(n.n).where(n.page == e.page, one_of(n.entity, ids)).exists()
    here = select(e.page, e.day).where(one_of(e.id, ids), named).distinct().order_by(e.day.desc(), e.page).limit(ALONGSIDE).subquery()
    pages, id_ = func.count(distinct(n.page)).label("pages"), stands_for(n.entity)
    query = (
        select(id_.label("entity"), pages)
        .join_from(here, schema.names, n.page == here.c.page)
        .outerjoin(schema.entity_ids, schema.entity_ids.c.id == n.entity)
        .where(n.entity.not_in(ids), n.kind.in_(("person", "organization")))
        .group_by(id_)
        .order_by(pages.desc(), id_)
        .limit(limit)
    )
    counted = connection.execute(query).all()
    chosen = shown(connection, (row.entity for row in counted))
    return tuple(EntityRow(id=row.entity, kind=chosen[row.entity][0], label=chosen[row.entity][1], pages=row.pages) for row in counted)
