"""Meetings: each one as all pages together tell it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from weakref import WeakKeyDictionary

import msgspec
from sqlalchemy import Connection, Engine, select

from mahdar.process.days import LONGEST
from mahdar.process.joining import FEWEST, happenings, keys
from mahdar.process.rounds import Round, assemble, brief, rounds
from mahdar.process.telling import Happening, Telling
from mahdar.record import schema
from mahdar.record.answers import Listing
from mahdar.record.process_answers import Beat, MeetingAnswer
from mahdar.record.queries import kept
from mahdar.record.queries.assembled import Answers, said_on
from mahdar.record.queries.judgements import parted
from mahdar.record.queries.lookup import batches, standing
from mahdar.record.queries.series import Dossiers, shipped
from mahdar.record.queries.tellings import sides, tellings
from mahdar.record.rounds import MOST, in_force

_met: WeakKeyDictionary[Engine, tuple[bytes, tuple[Round, ...]]] = WeakKeyDictionary()
"""The meetings of open records beside the shipped dossiers, and the state of the record that they are of: a server is asked again and again."""


def met(connection: Connection, dossiers: Dossiers | None = None) -> tuple[Round, ...]:
    """All meetings of the record by date, those that several pages tell of put together. ``dossiers`` are the shipped ones unless given."""
    if dossiers is not None:
        return rounds(happenings_of(connection), dossiers)
    state = _state(connection)
    held = _met.get(connection.engine)
    if held is None or held[0] != state:
        held = _met[connection.engine] = state, rounds(happenings_of(connection), shipped())
    return held[1]


def _state(connection: Connection) -> bytes:
    """What differs as soon as anything differs that pages tell of meetings: what the record was given, by the digests of readings and the ids of
    judgements, and which ids of entities are joined."""
    m = schema.entity_ids.c
    given = [connection.execute(select(column).order_by(column)).scalars().all() for column in (schema.captures.c.digest, schema.judgements.c.id)]
    given.append([f"{id_} {to}" for id_, to in connection.execute(select(m.id, m.to).order_by(m.id))])
    return hashlib.sha256("\n\n".join("\n".join(some) for some in given).encode()).digest()


def happenings_of(connection: Connection) -> tuple[Happening, ...]:
    """All happenings, by what rules join and people part."""
    return happenings(tellings(connection), sides(connection), parted(connection))


def meetings(
    connection: Connection,
    *,
    page: str | None = None,
    series: str | None = None,
    entity: str | None = None,
    firm: bool = False,
    offset: int = 0,
    limit: int = 50,
    latest_first: bool = False,
    whole: bool = False,
) -> Listing[MeetingAnswer]:
    """Meetings by start date, then id; those without a date come last either way.

    ``page`` keeps those that the page tells of, ``series`` those of one series, ``entity`` those in which an entity takes part, or which it
    hosts or calls. ``firm`` leaves out those that are told too thinly to be stood behind. Of each value, and of its pages, a meeting has the first
    few here, with how many there are; ``whole`` gives all, and takes as long as putting all meetings together does.
    """
    entity = standing(connection, [entity]).get(entity, entity) if entity is not None else None  # as `met` tells them
    if not whole and in_force(connection):
        where = kept.wanted(page=page, series=series, entity=entity, firm=firm)
        found = kept.some(connection, where, offset=offset, limit=limit, latest_first=latest_first) if limit else kept.Brief((), {})
        items = Answers(connection, found.rounds, statements=found.statements).meetings() if limit else ()
        return Listing(total=kept.count(connection, where), offset=offset, limit=limit, items=items)
    held = [one for one in met(connection) if not (firm and one.lacks) and series in (None, one.series)]
    held = [one for one in held if any(concerns(telling, page, entity) for telling in one.tellings)]
    if latest_first:
        undated = [one for one in held if one.order[0]]
        held = [*reversed(held[: len(held) - len(undated)]), *reversed(undated)]
    items = answered(connection, held[offset : offset + limit], whole=whole).meetings() if limit else ()
    return Listing(total=len(held), offset=offset, limit=limit, items=items)


def answered(connection: Connection, held: Sequence[Round], *, whole: bool = False) -> Answers:
    """Answers of meetings as `met` gives them; in brief, as lists have them, unless they are to be ``whole``."""
    return Answers(connection, held) if whole else Answers(connection, [brief(one, MOST) for one in held], statements=said_on(connection, held))


def meeting(connection: Connection, meeting_id: str, dossiers: Dossiers | None = None) -> MeetingAnswer | None:
    """One meeting by any of the ids under which pages tell of it, with all pages that do; None where none does."""
    if dossiers is None and in_force(connection):
        held = kept.of_id(connection, meeting_id)
        return None if held is None else Answers(connection, [_in_full(connection, held)]).meetings()[0]
    near = _near(connection, meeting_id)
    if not near:
        return None
    beside = shipped() if dossiers is None else dossiers
    found = rounds(happenings(near, sides(connection), parted(connection)), beside)
    mine = [one for one in found if any(t.meeting.id == meeting_id for t in one.tellings)]
    return Answers(connection, mine, dossiers=beside).meetings()[0]


def axis(connection: Connection, series: str | None = None, *, limit: int = 200) -> tuple[Beat, ...]:
    """The dated meetings (of one series) that are stood behind, for a time axis, the earliest first; where there are more, the latest ``limit``."""
    if in_force(connection):
        return kept.beats(connection, series, limit)
    firm = [one for one in met(connection) if series in (None, one.series) and not one.lacks]
    dated = [(one, day) for one in firm if (day := one.value("start") or one.value("end"))]
    return tuple(Beat(id=one.id, start=day, series=one.series, ordinal=one.ordinal, pages=one.told) for one, day in dated[-limit:])


def around(connection: Connection, told: MeetingAnswer) -> tuple[MeetingAnswer | None, MeetingAnswer | None]:
    """The meetings that came before and after ``told``, those stood behind: of its series, where it has one, else of two of its participants."""
    day = told.start or told.end
    if day is None:
        return None, None
    here, mine = day.value, {part.entity.id for part in told.participants}
    if in_force(connection):
        both = kept.around(connection, (here, told.id), told.series, mine, FEWEST)
        ends = [next(iter(Answers(connection, end.rounds, statements=end.statements).meetings()), None) for end in both]
        return ends[0], ends[1]
    near = [
        one
        for one in met(connection)
        if not one.lacks
        and one.id != told.id
        and (one.value("start") or one.value("end"))
        and (one.series == told.series if told.series else len(mine & {part.entity for part in one.participants}) >= FEWEST)
    ]
    before = [one for one in near if one.order[1:] < (here, told.id)][-1:]
    after = [one for one in near if one.order[1:] > (here, told.id)][:1]
    answers = iter(answered(connection, [*before, *after]).meetings())
    return (next(answers) if before else None), (next(answers) if after else None)


def _in_full(connection: Connection, held: Round) -> Round:
    """A meeting that is kept in brief with all that pages tell of it. What it has to do with others is as it is kept."""
    told = sorted(_told(connection, held.ids), key=lambda t: t.order)
    found = assemble(Happening(id=held.id, tellings=tuple(told), joins=held.joins), shipped())
    return msgspec.structs.replace(found, conflicts=held.conflicts)


def concerns(telling: Telling, page: str | None, entity: str | None) -> bool:
    """Whether a page's telling is of ``page``, and of a meeting that ``entity`` takes part in, hosts or calls; where these are given."""
    meeting = telling.meeting
    who = {meeting.host, meeting.convener, *(part.entity for part in meeting.participants)} if entity is not None else ()
    return page in (None, telling.witness.page) and (entity is None or entity in who)


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
