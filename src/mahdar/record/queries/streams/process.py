"""All meetings, commitments and positions, each as all pages together tell it, with all that they tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, func, select

from mahdar.process.commitments import pledges
from mahdar.process.positions import series
from mahdar.process.rounds import Round, assemble
from mahdar.process.telling import Happening, Telling
from mahdar.record import schema
from mahdar.record.process_answers import CommitmentAnswer, MeetingAnswer, PositionAnswer
from mahdar.record.queries import kept
from mahdar.record.queries.assembled import Answers
from mahdar.record.queries.chronology import within
from mahdar.record.queries.filters import StatementFilter, on_pages
from mahdar.record.queries.joins import means
from mahdar.record.queries.lookup import batches
from mahdar.record.queries.meetings import met
from mahdar.record.queries.series import shipped
from mahdar.record.queries.streams.matched import items
from mahdar.record.queries.tellings import taken, tellings, undertaken
from mahdar.record.rounds import in_force, read

AT_ONCE = 50
"""Meetings that are put together at once."""


def meetings(connection: Connection, wanted: StatementFilter, query: str | None = None, *, firm: bool = False) -> Iterator[MeetingAnswer]:
    """Meetings by date, then id, undated ones last, with all pages that tell of them.

    Of ``wanted`` the issue is one on their agenda, since and until are their own days as far as these are told, and one page at least that tells
    of them is of the outlet. ``query`` keeps those that it finds, ``firm`` those that are told well enough to be stood behind.
    """
    for some in batches(_ids(connection, wanted, query), AT_ONCE) if in_force(connection) else ():
        r = schema.met.c
        held = {row.id: row.round for row in connection.execute(select(r.id, r.round).where(r.id.in_(some), *kept.wanted(firm=firm)))}
        brief = [one for one in (read(held[id_]) for id_ in some if id_ in held) if _timely(one, wanted)]
        yield from Answers(connection, _in_full(connection, brief)).meetings()
    if not in_force(connection):
        ids = _told_ids(connection, wanted, query)
        every = [one for one in met(connection) if not (firm and one.lacks) and _timely(one, wanted) and (ids is None or not ids.isdisjoint(one.ids))]
        for rounds in batches(every, AT_ONCE):
            yield from Answers(connection, rounds).meetings()


def commitments(connection: Connection, wanted: StatementFilter) -> Iterator[CommitmentAnswer]:
    """Commitments by date, undated ones last, as the pages that ``wanted`` means tell them; since and until are their own date."""
    c = schema.commitments.c
    where = on_pages(c.page, _timeless(wanted)) + ([c.issue == wanted.issue] if wanted.issue is not None else [])
    asked = wanted.since or wanted.until
    agreed = [one for one in pledges(undertaken(connection, *where)) if not asked or _in_time(one.date.value if one.date else None, wanted)]
    for some in batches(agreed, AT_ONCE):
        yield from Answers(connection, pledges=some).commitments()


def positions(connection: Connection, wanted: StatementFilter) -> Iterator[PositionAnswer]:
    """Positions by process, issue and actor, as the pages that ``wanted`` means tell them; since and until are the dates of stances, the speaker
    is the actor."""
    p = schema.positions.c
    where = on_pages(p.page, _timeless(wanted)) + ([p.issue == wanted.issue] if wanted.issue is not None else [])
    where += [means(p.actor, wanted.speaker)] if wanted.speaker is not None else []
    process = func.coalesce(p.process, "")
    issues = connection.execute(select(process, p.issue).where(*where).group_by(process, p.issue).order_by(process, p.issue)).all()
    for of, issue in issues:
        held = list(series(taken(connection, *where, process == of, p.issue == issue)))
        if wanted.since or wanted.until:
            timely = [(one, tuple(stand for stand in one.stands if _in_time(stand.date, wanted))) for one in held]
            held = [msgspec.structs.replace(one, stands=stands) for one, stands in timely if stands]
        for some in batches(held, AT_ONCE):
            yield from Answers(connection, series=some).positions()


def _ids(connection: Connection, wanted: StatementFilter, query: str | None) -> list[str]:
    """The meetings kept that may be wanted, in their order."""
    r, i = schema.met.c, schema.round_ids.c
    ids = _told_ids(connection, wanted, query)
    ordered = list(connection.execute(select(r.id).order_by(r.undated, r.day, r.id)).scalars())
    if ids is None:
        return ordered
    told = {row.round for some in batches(sorted(ids)) for row in connection.execute(select(i.round).where(i.meeting.in_(some)))}
    return [one for one in ordered if one in told]


def _told_ids(connection: Connection, wanted: StatementFilter, query: str | None) -> set[str] | None:
    """The ids under which pages tell of the meetings asked for; None where all are."""
    m, a = schema.meetings.c, schema.agenda.c
    found: set[str] | None = None
    asked = []
    if where := on_pages(m.page, msgspec.structs.replace(_timeless(wanted), meeting=None)):
        asked.append(set(connection.execute(select(m.id).where(*where).distinct()).scalars()))
    if wanted.issue is not None:
        asked.append(set(connection.execute(select(a.meeting).where(a.issue == wanted.issue).distinct()).scalars()))
    if wanted.meeting is not None:
        asked.append({wanted.meeting} if isinstance(wanted.meeting, str) else set(wanted.meeting))
    if query is not None:
        asked.append(items(connection, query, "meeting"))
    # Several pages may tell of a meeting under several ids, of which each is asked for by one filter alone.
    i = schema.round_ids.c
    for ids in asked:
        rounds = {row.round for some in batches(sorted(ids)) for row in connection.execute(select(i.round).where(i.meeting.in_(some)))}
        same = {row.meeting for some in batches(sorted(rounds)) for row in connection.execute(select(i.meeting).where(i.round.in_(some)))}
        found = ids | same if found is None else found & (ids | same)
    return found


def _timely(one: Round, wanted: StatementFilter) -> bool:
    if not (wanted.since or wanted.until):
        return True
    start, end = one.value("start"), one.value("end")
    return within(start or end, end or start, wanted.since, wanted.until)


def _in_time(day: str | None, wanted: StatementFilter) -> bool:
    return within(day, day, wanted.since, wanted.until)


def _timeless(wanted: StatementFilter) -> StatementFilter:
    return msgspec.structs.replace(wanted, since=None, until=None)


def _in_full(connection: Connection, held: Sequence[Round]) -> list[Round]:
    """Meetings that are kept in brief with all that pages tell of them."""
    told: dict[str, list[Telling]] = defaultdict(list)
    for some in batches([id_ for one in held for id_ in one.ids]):
        for telling in tellings(connection, schema.meetings.c.id.in_(some)):
            told[telling.meeting.id].append(telling)
    found = []
    for one in held:
        mine = sorted((telling for id_ in one.ids for telling in told[id_]), key=lambda t: t.order)
        whole = assemble(Happening(id=one.id, tellings=tuple(mine), joins=one.joins), shipped())
        found.append(msgspec.structs.replace(whole, conflicts=one.conflicts))
    return found
