"""Meetings in brief, as the record keeps them put together (`mahdar.record.rounds`), for lists: found by an index, and none put together anew."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select

from mahdar.process.rounds import Round
from mahdar.record import schema
from mahdar.record.process_answers import Beat
from mahdar.record.queries.filters import days_between
from mahdar.record.queries.lookup import batches
from mahdar.record.rounds import read


class Brief(NamedTuple):
    """Some meetings in brief, with the statements on the pages of each by its id."""

    rounds: tuple[Round, ...]
    statements: dict[str, int]


def wanted(
    *,
    page: str | None = None,
    series: str | None = None,
    entity: str | None = None,
    firm: bool = False,
    issue: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> list[ColumnElement[bool]]:
    """What a row of `met` must fulfil (`mahdar.record.queries.meetings.meetings`); ``entity`` is an id that stands for one.

    ``issue`` is on the agenda of one of its tellings, ``since`` and ``until`` are days, months or years between which it begins.
    """
    r, p, e = schema.met.c, schema.round_pages.c, schema.round_entities.c
    found: list[ColumnElement[bool]] = [r.series == series] if series is not None else []
    if page is not None:
        found.append(r.id.in_(select(p.round).where(p.page == page)))
    if entity is not None:
        found.append(r.id.in_(select(e.round).where(e.entity == entity)))
    if issue is not None:
        a, i = schema.agenda.c, schema.round_ids.c
        found.append(r.id.in_(select(i.round).join(schema.agenda, a.meeting == i.meeting).where(a.issue == issue)))
    found += days_between(r.day, since, until)
    return [*found, *([~r.thin] if firm else [])]


def count(connection: Connection, where: Sequence[ColumnElement[bool]]) -> int:
    """How many meetings these are."""
    return connection.execute(select(func.count()).select_from(schema.met).where(*where)).scalar_one()


def some(
    connection: Connection, where: Sequence[ColumnElement[bool]] = (), *, offset: int = 0, limit: int | None = None, latest_first: bool = False
) -> Brief:
    """These meetings by date, then id; those without a date come last either way."""
    r = schema.met.c
    order = (r.undated, r.day.desc(), r.id.desc()) if latest_first else (r.undated, r.day, r.id)
    rows = connection.execute(select(r.id, r.statements, r.round).where(*where).order_by(*order).offset(offset).limit(limit)).all()
    return Brief(tuple(read(row.round) for row in rows), {row.id: row.statements for row in rows})


def pages(connection: Connection, ids: Collection[str]) -> int:
    """How many pages tell of the meetings of these ids."""
    p = schema.round_pages.c
    first, *others = [list(these) for these in batches(sorted(ids))] or [[]]
    if not others:
        return connection.execute(select(func.count(p.page.distinct())).where(p.round.in_(first))).scalar_one()
    return len({page for these in (first, *others) for page in connection.execute(select(p.page).where(p.round.in_(these))).scalars()})


def beats(connection: Connection, series: str | None, limit: int) -> tuple[Beat, ...]:
    """The latest dated meetings (of one series) that are stood behind, the earliest first."""
    r = schema.met.c
    query = select(r.id, r.shown, r.series, r.ordinal, r.told).where(*wanted(series=series, firm=True), ~r.undated)
    rows = connection.execute(query.order_by(r.day.desc(), r.id.desc()).limit(limit)).all()
    return tuple(Beat(id=row.id, start=row.shown, series=row.series, ordinal=row.ordinal, pages=row.told) for row in reversed(rows))


def around(connection: Connection, here: tuple[str, str], series: str | None, who: set[str], fewest: int) -> list[Brief]:
    """The last dated meeting before, and the first after, the day and id ``here``, of those stood behind: of a series, else of so many of those."""
    r, e = schema.met.c, schema.round_entities.c
    where = [*wanted(series=series, firm=True), ~r.undated, r.id != here[1]]
    if series is None:
        some_of = select(e.round).where(e.entity.in_(sorted(who)), e.takes_part).group_by(e.round).having(func.count() >= fewest)
        where.append(r.id.in_(some_of))
    day, id_ = here
    before = some(connection, [*where, (r.day < day) | ((r.day == day) & (r.id < id_))], limit=1, latest_first=True)
    return [before, some(connection, [*where, (r.day > day) | ((r.day == day) & (r.id > id_))], limit=1)]


def of_id(connection: Connection, meeting_id: str) -> Round | None:
    """The meeting of which pages tell under this id, in brief."""
    r, i = schema.met.c, schema.round_ids.c
    packed = connection.execute(select(r.round).join(schema.round_ids, i.round == r.id).where(i.meeting == meeting_id)).scalar()
    return read(packed) if packed is not None else None
