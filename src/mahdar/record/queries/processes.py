"""Processes and their issues for lists, and positions and commitments from place to place (`mahdar.record.queries.places`)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from mahdar.process.commitments import Pledge, pledges
from mahdar.process.positions import series
from mahdar.record import schema
from mahdar.record.process_answers import CommitmentAnswer, IssueRow, PositionAnswer, ProcessAnswer, ProcessRow
from mahdar.record.queries.assembled import Answers
from mahdar.record.queries.chronology import within
from mahdar.record.queries.joins import ids_of, joined_ids, one_of, standing_ids, stands_for
from mahdar.record.queries.lookup import standing
from mahdar.record.queries.meetings import met
from mahdar.record.queries.places import BEGINNING, Place, Stretch, beyond, cut
from mahdar.record.queries.series import series_labels, shipped
from mahdar.record.queries.tellings import taken, undertaken
from mahdar.record.rounds import in_force


class ProcessKey(NamedTuple):
    """What processes are ordered by."""

    id: str


class PositionKey(NamedTuple):
    """What positions are ordered by: process (empty where none is told), issue, actor."""

    process: str
    issue: str
    actor: str


class CommitmentKey(NamedTuple):
    """What commitments are ordered by: whether there is no date, date, id."""

    undated: bool
    date: str
    id: str


def processes(connection: Connection, *, place: Place[ProcessKey] = BEGINNING, limit: int = 50) -> Stretch[ProcessRow, ProcessKey]:
    """The processes of the shipped dossiers, and the series of meetings that pages tell of, by id."""
    told = _told(connection)
    ids = sorted({*shipped(), *told})
    left = [id_ for id_ in ids if place.after is None or (id_,) > place.after][place.skipped :]
    some, more = cut(left, limit)
    called = series_labels(connection, some)
    return Stretch(total=len(ids), items=tuple(_row(id_, called, told) for id_ in some), last=ProcessKey(some[-1]) if more else None)


def process(connection: Connection, id_: str) -> ProcessAnswer | None:
    """One process with its issues; None where no dossier has it and no page tells of it."""
    told = _told(connection, id_)
    if id_ not in shipped() and id_ not in told:
        return None
    return ProcessAnswer(process=_row(id_, series_labels(connection, [id_]), told), issues=issues(connection, id_))


def issues(connection: Connection, process: str) -> tuple[IssueRow, ...]:
    """The issues of a process, in the order of its dossier; none where it has no dossier."""
    dossier = shipped().get(process)
    if dossier is None:
        return ()
    s, p, c = schema.statement_issues.c, schema.positions.c, schema.commitments.c
    keys = [one.key for one in dossier.issue]
    said = _counted(connection, s.issue, s.issue.in_(keys))
    held = _counted(connection, p.issue, p.issue.in_(keys), or_(p.process == process, p.process.is_(None)))
    agreed = _counted(connection, c.issue, c.issue.in_(keys), or_(c.process == process, c.process.is_(None)))
    return tuple(
        IssueRow(
            process=process,
            key=one.key,
            label={"ar": one.ar, "en": one.en},
            statements=said.get(one.key, 0),
            positions=held.get(one.key, 0),
            commitments=agreed.get(one.key, 0),
        )
        for one in dossier.issue
    )


def positions(
    connection: Connection,
    *,
    actor: str | None = None,
    process: str | None = None,
    issue: str | None = None,
    place: Place[PositionKey] = BEGINNING,
    limit: int = 20,
) -> Stretch[PositionAnswer, PositionKey]:
    """What actors hold on issues, by process, issue and actor; each with all of its stances over time."""
    p = schema.positions.c
    who, of = stands_for(p.actor), func.coalesce(p.process, "")
    where: list[ColumnElement[bool]] = [one_of(p.actor, ids_of(connection, actor))] if actor is not None else []
    where += [column == value for column, value in ((p.process, process), (p.issue, issue)) if value is not None]
    groups = select(of.label("process"), p.issue, who.label("actor")).select_from(standing_ids(schema.positions, p.actor)).where(*where)
    every = groups.distinct().subquery()
    total = connection.execute(select(func.count()).select_from(every)).scalar_one() if place.total is None else place.total
    g = every.c
    further = beyond([(g.process, False), (g.issue, False), (g.actor, False)], place.after) if place.after else []
    query = select(g.process, g.issue, g.actor).where(*further).order_by(g.process, g.issue, g.actor)
    found = [PositionKey(row.process, row.issue, row.actor) for row in connection.execute(query.offset(place.skipped).limit(limit + 1))]
    keys, more = cut(found, limit)
    ids = joined_ids(connection, {actor_ for _, _, actor_ in keys})
    here = [
        and_(p.issue == issue_, p.process == process_ if process_ else p.process.is_(None), p.actor.in_(sorted(ids[actor_])))
        for process_, issue_, actor_ in keys
    ]
    held = {(one.process or "", one.issue, one.actor): one for one in series(taken(connection, or_(*here)))} if here else {}
    items = Answers(connection, series=[held[key] for key in keys if key in held]).positions()
    return Stretch(total=total, items=items, last=keys[-1] if more else None)


def commitments(
    connection: Connection,
    *,
    process: str | None = None,
    issue: str | None = None,
    party: str | None = None,
    since: str | None = None,
    until: str | None = None,
    place: Place[CommitmentKey] = BEGINNING,
    limit: int = 20,
) -> Stretch[CommitmentAnswer, CommitmentKey]:
    """What was undertaken, by date, undated ones last, then by id. ``since`` and ``until`` leave out what bears no date.

    Whether pages tell of one commitment is worked out of all that are of one process and issue, which are read whole.
    """
    c = schema.commitments.c
    # What is of one process and issue is joined with nothing else.
    where = [column == value for column, value in ((c.process, process), (c.issue, issue)) if value is not None]
    party = standing(connection, [party]).get(party, party) if party is not None else None
    held = [
        one
        for one in pledges(undertaken(connection, *where))
        if (party is None or party in one.parties)
        and (not (since or until) or (one.date is not None and within(one.date.value, one.date.value, since, until)))
    ]
    left = [one for one in held if place.after is None or one.order > place.after][place.skipped :]
    some, more = cut(left, limit)
    return Stretch(total=len(held), items=Answers(connection, pledges=some).commitments(), last=CommitmentKey(*some[-1].order) if more else None)


def commitment(connection: Connection, commitment_id: str) -> CommitmentAnswer | None:
    """One commitment by any of the ids under which pages tell of it; None where none does."""
    c = schema.commitments.c
    row = connection.execute(select(c.process, c.issue).where(c.id == commitment_id).limit(1)).first()
    if row is None:
        return None
    beside = [column.is_(None) if value is None else column == value for column, value in ((c.process, row.process), (c.issue, row.issue))]
    found: list[Pledge] = [one for one in pledges(undertaken(connection, *beside)) if any(u.commitment.id == commitment_id for u in one.told)]
    return next(iter(Answers(connection, pledges=found[:1]).commitments()), None)


_Told = dict[str, tuple[int, str | None, str | None]]


def _told(connection: Connection, process: str | None = None) -> _Told:
    """How many meetings each series has, and their first and last day."""
    r = schema.met.c
    if not in_force(connection):
        days: dict[str, list[str]] = defaultdict(list)
        for one in met(connection):
            if one.series is not None and process in (None, one.series):
                days[one.series].append(one.order[1])
        return {id_: (len(held), min(filter(None, held), default=None), max(filter(None, held), default=None)) for id_, held in days.items()}
    where = [r.series.is_not(None)] if process is None else [r.series == process]
    query = select(r.series, func.count(), func.min(func.nullif(r.day, "")), func.max(func.nullif(r.day, ""))).where(*where).group_by(r.series)
    return {row[0]: (row[1], row[2], row[3]) for row in connection.execute(query)}


def _row(id_: str, called: dict[str, dict[str, str]], told: _Told) -> ProcessRow:
    count, first, last = told.get(id_, (0, None, None))
    return ProcessRow(id=id_, label=called.get(id_, {}), described=id_ in shipped(), meetings=count, first=first, last=last)


def _counted(connection: Connection, column: ColumnElement[Any], *where: ColumnElement[bool]) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.execute(select(column, func.count()).where(*where).group_by(column))}
