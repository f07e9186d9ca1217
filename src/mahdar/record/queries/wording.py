"""What outlets call an entity, month by month: each form with each outlet that uses it, counted in reports (`captures`)."""

from __future__ import annotations

from collections import Counter, defaultdict

from sqlalchemy import Connection

from mahdar.linking.labels import spellings
from mahdar.record.answers import MonthUse, OutletWording, WordingAnswer, WordingForm
from mahdar.record.queries.joins import ids_of
from mahdar.record.usage import by_month

FORMS = 20
"""So many forms, those of most reports, are told."""


def wording(connection: Connection, entity: str) -> WordingAnswer:
    """The forms by which pages name ``entity``, or mean it without naming it, by outlet and month; those of most reports first.

    A report counts once for each form that it has. Outlets are told by their entity where it is known, else by their label; reports whose
    outlet, or whose month, isn't known are counted under null.
    """
    rows = by_month(connection, ids_of(connection, entity))
    spelt = spellings({row.form for row in rows})
    counts: dict[tuple[str, bool], dict[tuple[str | None, str | None], Counter[str | None]]] = {}
    labels: dict[str, str] = {}
    for form, named, outlet, outlet_entity, month, captures in rows:
        by = counts.setdefault((spelt[form], bool(named)), defaultdict(Counter))
        by[outlet_entity or None, None if outlet_entity else outlet or None][month or None] += captures
        if outlet and outlet_entity:
            labels[outlet_entity] = min(outlet, labels.get(outlet_entity, outlet))
    # What was counted out again, for pages that have several of the entity's ids, leaves zeros.
    counts = {key: {outlet: +months for outlet, months in by.items() if +months} for key, by in counts.items()}
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
        if by
    ]
    forms.sort(key=lambda one: (-one.captures, not one.named, one.form))
    return WordingAnswer(total=len(forms), forms=tuple(forms[:FORMS]))
