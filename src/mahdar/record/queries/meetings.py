"""Meetings: each one as all pages together tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import lru_cache

from sqlalchemy import ColumnElement, Connection, func, select

from mahdar.knowledge import Dossier, load_dossiers
from mahdar.process.days import LONGEST
from mahdar.process.joining import happenings, keys
from mahdar.process.rounds import rounds
from mahdar.process.telling import Happening, Telling
from mahdar.record import schema
from mahdar.record.answers import Listing
from mahdar.record.process_answers import Beat, MeetingAnswer
from mahdar.record.queries.assembled import Answers
from mahdar.record.queries.joins import means
from mahdar.record.queries.lookup import batches
from mahdar.record.queries.tellings import sides, tellings

Dossiers = Mapping[str, Dossier]
"""Dossiers by id, beside which meetings are set."""


@lru_cache(maxsize=1)
def shipped() -> Dossiers:
    """The shipped dossiers."""
    return {dossier.id: dossier for dossier in load_dossiers()}


def meetings(
    connection: Connection,
    *,
    page: str | None = None,
    series: str | None = None,
    entity: str | None = None,
    offset: int = 0,
    limit: int = 50,
    latest_first: bool = False,
) -> Listing[MeetingAnswer]:
    """Meetings by start date, then id; those without a date come last either way.

    ``page`` keeps those that the page tells of, ``series`` those of one series, ``entity`` those in which an entity
    takes part, or which it hosts or calls. Each id is an item of its own here: `meeting` and `mahdar.record.queries.chronology` tell which
    of those without a number are one.
    """
    r, m, p = schema.rounds.c, schema.meetings.c, schema.participants.c
    where: list[ColumnElement[bool]] = []
    if page is not None:
        where.append(r.id.in_(select(m.id).where(m.page == page)))
    if series is not None:
        where.append(r.series == series)
    if entity is not None:
        takes_part = select(p.meeting).where(means(p.entity, entity))
        where.append(r.id.in_(takes_part.union(select(m.id).where(means(m.host, entity) | means(m.convener, entity)))))
    total = connection.execute(select(func.count()).select_from(schema.rounds).where(*where)).scalar_one()
    order = (r.start.is_(None), r.start.desc(), r.id.desc()) if latest_first else (r.start.is_(None), r.start, r.id)
    ids = connection.execute(select(r.id).where(*where).order_by(*order).offset(offset).limit(limit)).scalars().all()
    found = _answers(connection, ids)
    return Listing(total=total, offset=offset, limit=limit, items=tuple(found[i] for i in ids))


def meeting(connection: Connection, meeting_id: str, dossiers: Dossiers | None = None) -> MeetingAnswer | None:
    """One meeting by any of the ids under which pages tell of it, with all pages that do; None where none does."""
    near = _near(connection, meeting_id)
    if not near:
        return None
    found = rounds(happenings(near, sides(connection)), shipped() if dossiers is None else dossiers)
    mine = [one for one in found if any(t.meeting.id == meeting_id for t in one.tellings)]
    return Answers(connection, mine).meetings()[0]


def axis(connection: Connection, series: str | None = None, *, limit: int = 200) -> tuple[Beat, ...]:
    """The dated meetings (of one series) for a time axis, the earliest first; where there are more, the latest ``limit``."""
    r = schema.rounds.c
    query = select(r.id, r.start, r.series, r.ordinal, r.pages).where(r.start.is_not(None))
    if series is not None:
        query = query.where(r.series == series)
    rows = connection.execute(query.order_by(r.start.desc(), r.id.desc()).limit(limit)).all()
    return tuple(Beat(id=row.id, start=row.start, series=row.series, ordinal=row.ordinal, pages=row.pages) for row in reversed(rows))


def _answers(connection: Connection, ids: Sequence[str]) -> dict[str, MeetingAnswer]:
    told: dict[str, list[Telling]] = defaultdict(list)
    for telling in _told(connection, ids):
        told[telling.meeting.id].append(telling)
    apart = (Happening(id=i, tellings=tuple(sorted(group, key=lambda t: t.order))) for i, group in told.items())
    return {answer.id: answer for answer in Answers(connection, rounds(apart, shipped())).meetings()}


def _told(connection: Connection, ids: Sequence[str]) -> list[Telling]:
    return [telling for some in batches(list(ids)) for telling in tellings(connection, schema.meetings.c.id.in_(some))]


def _near(connection: Connection, meeting_id: str) -> tuple[Telling, ...]:
    """The tellings of ``meeting_id`` and all that might be joined with it, or with one of those: they share a day and somebody, or a series."""
    held = {_key(telling): telling for telling in _told(connection, [meeting_id])}
    who = sides(connection) if held else None
    while who is not None:
        shared = {key for telling in held.values() for key in keys(telling, who)}
        if not shared:
            break
        m, days = schema.meetings.c, sorted(day for day, _ in shared)
        first, last = days[0] - timedelta(LONGEST), days[-1]
        around = tellings(connection, m.start.is_not(None), m.start >= f"{first}", m.start <= f"{last}")
        ids = {t.meeting.id for t in around if not shared.isdisjoint(keys(t, who))} - {t.meeting.id for t in held.values()}
        if not ids:
            break
        held.update((_key(telling), telling) for telling in _told(connection, sorted(ids)))
    return tuple(held[key] for key in sorted(held))


def _key(telling: Telling) -> tuple[str, str]:
    return (telling.witness.page, telling.meeting.id)
