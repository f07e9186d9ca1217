"""By which forms pages mean an entity, counted by outlet and month (table `usage`). All functions here run inside the caller's transaction.

The rows are a function of what pages hold, kept up to date in the transaction that changes a page, so that the forms of an entity that most pages
name are told without looking through these. What is counted once for a spelling (`mahdar.linking.labels.spelling_class`) counts, on each page,
for one of the forms in which the page writes it: sums over a spelling's forms are right.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, and_, delete, func, insert, select, update

from mahdar.linking.labels import spelling_class
from mahdar.model import Reading
from mahdar.record import schema
from mahdar.record.dialect import upsert
from mahdar.record.queries.joins import one_of
from mahdar.record.queries.lookup import AnyRow, batches

NO_FIRST, NO_LAST = "~~", ""
"""What stands in ``first`` and ``example``, and in ``last``, where there is none: after, and before, all that there may be."""

_UNDATED = "~"
"""Stands before the page in ``example`` where it bears no date: after all dates."""


class Key(NamedTuple):
    """The key of a row."""

    entity: str
    named: bool
    form: str
    outlet: str
    outlet_entity: str
    month: str


class Use(msgspec.Struct):
    """What a row tells."""

    reports: int = 0
    captures: int = 0
    pages: int = 0
    times: int = 0
    first: str = NO_FIRST
    last: str = NO_LAST
    example: str = NO_FIRST

    def add(self, other: Use) -> None:
        """Count ``other`` in."""
        for name in _SUMS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.first, self.last, self.example = min(self.first, other.first), max(self.last, other.last), min(self.example, other.example)


_SUMS = ("reports", "captures", "pages", "times")
Uses = dict[Key, Use]

Capture = tuple[str, str | None, str | None, str | None]
"""Source, outlet, its entity and the date of a capture."""

Written = Iterable[tuple[str, bool, str]]
"""Entity, whether it is named, and the form of each naming."""


def of_page(page: str, own: str, captures: Sequence[Capture], written: Written) -> Uses:
    """The rows of one page alone. ``own`` is the source of its own capture."""
    times = Counter(written)
    counting: dict[tuple[str, bool, str], str] = {}
    for entity, named, form in sorted(times):
        counting.setdefault((entity, named, spelling_class(form)), form)
    found: Uses = {}
    for (entity, named, form), often in times.items():
        counts = int(counting[entity, named, spelling_class(form)] == form)
        for source, outlet, outlet_entity, published in captures:
            key = Key(entity, named, form, outlet or "", outlet_entity or "", month(published) or "")
            mine = source == own
            use = Use(
                reports=1,
                captures=counts,
                pages=counts if mine else 0,
                times=often if mine else 0,
                first=published or NO_FIRST,
                last=published or NO_LAST,
                example=f"{published or _UNDATED} {page}" if mine else NO_FIRST,
            )
            if key in found:
                found[key].add(use)
            else:
                found[key] = use
    return found


def of_readings(readings: Iterable[Reading]) -> Uses:
    """The rows of new pages, each with the one capture of its reading."""
    found: Uses = {}
    for reading in readings:
        outlet, published = reading.outlet, reading.published
        capture = (reading.source, outlet.label if outlet else None, outlet.entity if outlet else None, published.value if published else None)
        written = [(name.entity, True, name.of(reading.text)) for name in reading.names]
        written += [(reference.entity, False, reference.of(reading.text)) for reference in reading.references]
        _merge(found, of_page(reading.page, reading.source, [capture], written))
    return found


def of_pages(connection: Connection, pages: Iterable[str], standing: Mapping[str, str] | None = None) -> Iterator[tuple[str, Uses]]:
    """The rows of each of ``pages`` alone; of the entities in ``standing`` only, where it is given, and for those that stand for them."""
    p, c = schema.pages.c, schema.captures.c
    for some in batches(sorted(set(pages))):
        own = {row.id: row.source for row in connection.execute(select(p.id, p.source).where(p.id.in_(some)))}
        captures: dict[str, list[Capture]] = defaultdict(list)
        for row in connection.execute(select(c.page, c.source, c.outlet, c.outlet_entity, c.published).where(c.page.in_(some))):
            captures[row.page].append((row.source, row.outlet, row.outlet_entity, row.published))
        written: dict[str, list[tuple[str, bool, str]]] = defaultdict(list)
        for table, named in ((schema.names, True), (schema.entity_references, False)):
            t = table.c
            for page, entity, form in connection.execute(select(t.page, t.entity, t.form).where(t.page.in_(some))):
                if standing is None or entity in standing:
                    written[page].append((standing[entity] if standing else entity, named, form))
        for page in sorted(own):
            yield page, of_page(page, own[page], captures[page], written[page])


def count(connection: Connection, before: Uses, after: Uses) -> None:
    """Count out what pages gave ``before`` and in what they give ``after``; what stays isn't touched."""
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    rows = []
    for key in changed:
        gone, come = before.get(key, Use()), after.get(key, Use())
        sums = {name: getattr(come, name) - getattr(gone, name) for name in _SUMS}
        rows.append({**key._asdict(), **sums, "first": come.first, "last": come.last, "example": come.example})
    upsert(connection, schema.usage, rows, adding=_SUMS, least=("first", "example"), greatest=("last",))
    u = schema.usage.c
    for key in sorted(changed & before.keys()):
        here = and_(*(u[name] == value for name, value in key._asdict().items()))
        held = connection.execute(select(u.reports, u.first, u.last, u.example).where(here)).one()
        gone = before[key]
        if held.reports <= 0:
            connection.execute(delete(schema.usage).where(here))
        elif held.first == gone.first or held.last == gone.last or held.example == gone.example:
            edges = _edges(connection, key)
            connection.execute(update(schema.usage).where(here).values(first=edges.first, last=edges.last, example=edges.example))


def _edges(connection: Connection, key: Key) -> Use:
    """The first and last date of a row, and its example, by the pages themselves."""
    table = schema.names if key.named else schema.entity_references
    t, c, p = table.c, schema.captures.c, schema.pages.c
    having = select(t.page).where(t.entity == key.entity, t.form == key.form)
    query = select(c.page, c.source, c.published, p.source.label("own")).join(schema.pages, p.id == c.page)
    query = query.where(c.page.in_(having), func.coalesce(c.outlet, "") == key.outlet, func.coalesce(c.outlet_entity, "") == key.outlet_entity)
    found = Use()
    for row in connection.execute(query):
        if (month(row.published) or "") == key.month:
            example = f"{row.published or _UNDATED} {row.page}" if row.source == row.own else NO_FIRST
            found.add(Use(first=row.published or NO_FIRST, last=row.published or NO_LAST, example=example))
    return found


def rows(connection: Connection) -> Iterator[dict[str, Any]]:
    """All rows, by the pages themselves."""
    found: Uses = {}
    ids = connection.execute(select(schema.pages.c.id)).scalars().all()
    for _, uses in of_pages(connection, ids):
        _merge(found, uses)
    for key, use in found.items():
        yield {**key._asdict(), **msgspec.structs.asdict(use)}


def rebuild(connection: Connection) -> None:
    """Make the table anew."""
    connection.execute(delete(schema.usage))
    for some in batches(list(rows(connection)), 10_000):
        connection.execute(insert(schema.usage), some)


def empty(connection: Connection) -> bool:
    """Whether pages mean entities and none is counted: a record of before there was this table."""
    t = (schema.names, schema.entity_references)
    none = connection.execute(select(schema.usage.c.entity).limit(1)).first() is None
    return none and any(connection.execute(select(table.c.page).limit(1)).first() is not None for table in t)


def month(published: str | None) -> str | None:
    """The month of a date (EDTF), where it tells one."""
    return published[:7] if published and len(published) >= 7 and published[4] == "-" and "/" not in published else None


def _merge(into: Uses, uses: Uses) -> None:
    for key, use in uses.items():
        if key in into:
            into[key].add(use)
        else:
            into[key] = use


# What is asked of it


class Counted(NamedTuple):
    """What an entity's rows tell of one form under one outlet."""

    form: str
    outlet: str | None
    outlet_entity: str | None
    captures: int
    pages: int
    times: int
    first: str | None = None
    last: str | None = None


class InMonth(NamedTuple):
    """The captures of one form under one outlet in one month; words that aren't told are empty."""

    form: str
    named: bool
    outlet: str
    outlet_entity: str
    month: str
    captures: int


def told(connection: Connection, ids: Sequence[str], *, named: bool) -> list[Counted]:
    """What the rows of an entity, which pages mean by any of ``ids``, tell of its names, or of the words that mean it without naming it.

    Sums over the forms of a spelling are right, also where one page has several of ``ids``.
    """
    u = schema.usage.c
    by = (u.form, u.outlet, u.outlet_entity)
    sums = (func.sum(u.captures), func.sum(u.pages), func.sum(u.times))
    query = select(*by, *sums, func.min(u.first), func.max(u.last)).where(one_of(u.entity, ids), u.named == named).group_by(*by)
    found = [
        Counted(
            form, outlet or None, outlet_entity or None, int(captures), int(pages), int(times), None if first == NO_FIRST else first, last or None
        )
        for form, outlet, outlet_entity, captures, pages, times, first, last in connection.execute(query)
    ]
    for sign, key, use in _twice(connection, ids):
        if key.named == named:
            found.append(Counted(key.form, key.outlet or None, key.outlet_entity or None, sign * use.captures, sign * use.pages, sign * use.times))
    return found


def by_month(connection: Connection, ids: Sequence[str]) -> list[InMonth]:
    """The captures that have the forms of an entity, as `told` counts them, month by month."""
    u = schema.usage.c
    query = select(u.form, u.named, u.outlet, u.outlet_entity, u.month, u.captures).where(one_of(u.entity, ids), u.captures > 0)
    found = [InMonth(*row) for row in connection.execute(query)]
    return [
        *found,
        *(InMonth(key.form, key.named, key.outlet, key.outlet_entity, key.month, sign * use.captures) for sign, key, use in _twice(connection, ids)),
    ]


def _twice(connection: Connection, ids: Sequence[str]) -> Iterator[tuple[int, Key, Use]]:
    """What is to be counted in (1) and out (-1) for the pages that have several of ``ids``: on each of them these are one entity."""
    pages = _having_several(connection, ids) if len(ids) > 1 else ()
    for sign, standing in ((-1, {id_: id_ for id_ in ids}), (1, dict.fromkeys(ids, ids[0]))):
        for _, uses in of_pages(connection, pages, standing):
            for key, use in uses.items():
                yield sign, key, use


def _having_several(connection: Connection, ids: Sequence[str]) -> set[str]:
    """The pages that have several of ``ids``, looked for on those that have the rarer ones."""
    e = schema.entities.c
    rarer = sorted(ids, key=lambda id_: connection.execute(select(func.count()).where(e.id == id_)).scalar_one())[:-1]
    here, there = schema.entities.alias("here").c, schema.entities.alias("there").c
    query = select(here.page).join(there.id.table, there.page == here.page).where(here.id.in_(rarer), there.id.in_(ids), there.id != here.id)
    return set(connection.execute(query.distinct()).scalars())


def example(connection: Connection, ids: Sequence[str], *, named: bool, form: str) -> AnyRow | None:
    """Where a form stands first (page, start, end) on the earliest page that has it, those without a date last, then by id."""
    u = schema.usage.c
    first = connection.execute(select(func.min(u.example)).where(one_of(u.entity, ids), u.named == named, u.form == form)).scalar()
    if first is None or first == NO_FIRST:
        return None
    t = (schema.names if named else schema.entity_references).c
    query = select(t.page, t.start, t.end).where(t.page == first.rpartition(" ")[2], one_of(t.entity, ids), t.form == form)
    return connection.execute(query.order_by(t.start).limit(1)).first()
