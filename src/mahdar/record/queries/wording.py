"""What outlets call an entity, month by month: each form with each outlet that uses it, counted in reports (`captures`)."""

from __future__ import annotations

from collections import Counter, defaultdict

from sqlalchemy import Connection, literal, select, union_all

from mahdar.linking.labels import spellings
from mahdar.record import schema
from mahdar.record.answers import MonthUse, OutletWording, WordingAnswer, WordingForm
from mahdar.record.queries.joins import means
from mahdar.record.queries.lookup import AnyRow

FORMS = 20
"""So many forms, those of most reports, are told."""


def wording(connection: Connection, entity: str) -> WordingAnswer:
    """The forms by which pages name ``entity``, or mean it without naming it, by outlet and month; those of most reports first.

    A report counts once for each form that it has. Outlets are told by their entity where it is known, else by their label; reports whose
    outlet, or whose month, isn't known are counted under null.
    """
    counts: dict[tuple[str, bool], dict[tuple[str | None, str | None], Counter[str | None]]] = defaultdict(lambda: defaultdict(Counter))
    rows = _rows(connection, entity)
    spelt = spellings({row.form for row in rows})
    seen: set[tuple[str, bool, str, str]] = set()
    for row in rows:
        key = (spelt[row.form], bool(row.named), row.page, row.source)
        if key not in seen:
            seen.add(key)
            counts[key[0], key[1]][row.outlet_entity, row.outlet if row.outlet_entity is None else None][_month(row.published)] += 1
    labels = {row.outlet_entity: row.outlet for row in sorted(rows, key=lambda row: str(row.outlet), reverse=True) if row.outlet_entity}
    forms = [
        WordingForm(
            form=form,
            named=named,
            captures=sum(sum(months.values()) for months in by.values()),
            outlets=tuple(
                OutletWording(
                    entity=outlet,
                    label=labels.get(outlet) if outlet else label,
                    captures=sum(months.values()),
                    months=tuple(MonthUse(month=month, captures=months[month]) for month in sorted(months, key=lambda m: (m is None, m or ""))),
                )
                for (outlet, label), months in sorted(by.items(), key=lambda item: (-sum(item[1].values()), item[0][0] or "", item[0][1] or ""))
            ),
        )
        for (form, named), by in counts.items()
    ]
    forms.sort(key=lambda one: (-one.captures, not one.named, one.form))
    return WordingAnswer(total=len(forms), forms=tuple(forms[:FORMS]))


def _rows(connection: Connection, entity: str) -> list[AnyRow]:
    """Each form with each capture of each page that has it."""
    n, r, c = schema.names.c, schema.entity_references.c, schema.captures.c
    used = union_all(
        select(n.page, n.form, literal(1).label("named")).where(means(n.entity, entity)),
        select(r.page, r.form, literal(0).label("named")).where(means(r.entity, entity)),
    ).subquery()
    query = select(used.c.form, used.c.named, c.page, c.source, c.outlet, c.outlet_entity, c.published).join(schema.captures, c.page == used.c.page)
    return list(connection.execute(query.distinct()).all())


def _month(published: str | None) -> str | None:
    """The month of a date (EDTF), where it tells one."""
    return published[:7] if published and len(published) >= 7 and published[4] == "-" and "/" not in published else None
