"""What is doubtful in a record, the more so the more depends on it. Each function looks at as much as it needs for the first ``limit``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, get_args

import msgspec
from sqlalchemy import Connection, Float, Integer, case, cast, exists, func, literal, select

from mahdar.model import Noun
from mahdar.process.rounds import Round
from mahdar.record import schema
from mahdar.record.answers import Quote
from mahdar.record.queries.filters import REVIEW_BELOW
from mahdar.record.queries.judgements import disputed, log, marks
from mahdar.record.queries.lookup import batches, entity_refs
from mahdar.record.queries.meetings import met
from mahdar.record.rounds import in_force, read

Reason = Literal["unsure", "differs", "disputed", "stale", "undated", "same"]
"""Why it is on the list: the engine isn't sure of it; pages differ about it; people contradict each other; a correction doesn't fit any more;
its date was only inferred; two entities may be one."""

_DIFFERS, _DISPUTED, _STALE, _INFERRED = 0.6, 0.9, 0.8, 0.4
"""How doubtful these are, beside a statement of which 1 less its confidence is."""

_ISSUE, _POSITION, _PROCESS = 1, 1, 1
"""How much more depends on a statement with an issue of a process, one that backs a position, and one whose page tells of a numbered round;
one of which nothing of these holds counts 1."""

_LOOKED_AT = 20
"""Of so many times as many unsure statements as are asked for is the importance looked up, those of the least confidence."""

_AT_ONCE = 200

_LONGEST = 5.0
"""No meeting counts for more, however many outlets tell of it."""


Kind = Literal["statement", "meeting", "page", "judgement", "entity"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class ToReview(Noun, frozen=True, kw_only=True):
    """One thing to look at. ``doubt`` (0 to 1) times ``importance`` (from 1 on) is ``score``; ``notes`` say what is doubtful, ``words`` where.

    ``other`` is the entity that an entity may be one with. ``process`` and ``outlets`` are those of its page, where it has any: the series of
    meetings that the page tells of, and the labels of who published it.
    """

    kind: Kind
    id: str
    page: str | None
    reason: Reason
    doubt: float
    importance: float
    score: float
    notes: tuple[str, ...] = ()
    words: Quote | None = None
    other: str | None = None
    process: str | None = None
    outlets: tuple[str, ...] = ()


def statements(connection: Connection, limit: int) -> list[ToReview]:
    """Statements that the engine isn't sure of and that nobody judged, of the least sure ones."""
    s, i, m, d = schema.statements.c, schema.statement_issues.c, schema.meetings.c, schema.judged.c
    # The ids of statements are hexadecimal digits, so that one stands in the JSON array in no other way than whole.
    position = schema.positions.c
    backs = exists().where(position.page == s.page, position.statements.contains(s.id))
    issue = exists().where(i.page == s.page, i.statement == s.id)
    on_process = exists().where(m.page == s.page, m.ordinal.is_not(None))
    judged = exists().where(d.page == s.page, d.layer == "statement", d.item == s.id, d.status == "applied")
    importance = 1 + _ISSUE * cast(issue, Integer) + _POSITION * cast(backs, Integer) + _PROCESS * cast(on_process, Integer)
    score = (literal(1.0) - s.confidence) * cast(importance, Float)
    query = select(s.page, s.id, s.start, s.end, s.confidence, s.found_by, importance.label("importance"), score.label("score"))
    # The least sure ones, by the index, before anything is looked up of each: at most so many more than are asked for.
    least = (
        select(s.page.label("page"), s.id.label("id")).where(s.confidence < REVIEW_BELOW).order_by(s.confidence).limit(_LOOKED_AT * limit).subquery()
    )
    query = query.join(least, (least.c.page == s.page) & (least.c.id == s.id))
    rows = connection.execute(query.where(~judged).order_by(score.desc(), s.id, s.page).limit(limit)).all()
    return [
        ToReview(
            kind="statement",
            id=row.id,
            page=row.page,
            reason="unsure",
            doubt=round(1 - row.confidence, 4),
            importance=float(row.importance),
            score=round(row.score, 4),
            notes=(f"confidence {row.confidence:.2f}, found by {row.found_by}",),
        )
        for row in rows
    ]


def meetings(connection: Connection, limit: int) -> list[ToReview]:
    """Meetings about which pages differ and that nobody confirmed. One that one page tells of differs with nothing but itself."""
    found: list[ToReview] = []
    for some in _told(connection):
        differing = [one for one in some if _differing(one)]
        confirmed = {
            id_ for id_, held in marks(connection, "meeting", [one.id for one in differing]).items() if any(m.kind == "confirm" for m in held)
        }
        for one in differing:
            if one.id not in confirmed:
                importance = min(_LONGEST, 1.0 + one.outlets + (one.ordinal is not None))
                scored = _scored("meeting", one.id, one.pages[0], "differs", _DIFFERS, importance, _differing(one))
                found.append(msgspec.structs.replace(scored, process=one.series))
        # Those of the most pages come first; what fewer tell of counts for less.
        most = min((one.told for one in some), default=0)
        if len(found) >= limit and sorted((one.score for one in found), reverse=True)[limit - 1] >= _DIFFERS * min(_LONGEST, most + 2.0):
            break
    return found


def _told(connection: Connection) -> Iterator[Sequence[Round]]:
    """All meetings, some at a time, those that the most pages tell of first: as they are kept, else put together anew."""
    if not in_force(connection):
        yield sorted(met(connection), key=lambda one: (-one.told, one.id))
        return
    r = schema.met.c
    after = 0
    while rows := connection.execute(select(r.round).order_by(r.told.desc(), r.id).offset(after).limit(_AT_ONCE)).scalars().all():
        yield [read(packed) for packed in rows]
        after += len(rows)


def _differing(one: Round) -> tuple[str, ...]:
    told = [f"{name}: {', else '.join(value.value for value in field.values)}" for name, field in one.fields.items() if field.conflict]
    return (*told, *(f"{part.entity}: role" for part in one.participants if part.role.conflict), *(c.fault for c in one.conflicts))


def pages(connection: Connection, limit: int) -> list[ToReview]:
    """Pages whose date was only inferred, or isn't known, by how many meetings and statements hang on it."""
    p, c, m = schema.pages.c, schema.captures.c, schema.meetings.c
    met = select(func.count()).where(m.page == p.id).scalar_subquery()
    doubt = case((c.published.is_(None), 2 * _INFERRED), else_=_INFERRED)
    query = select(p.id, c.published, c.published_why, met.label("met"), doubt.label("doubt"))
    query = query.join(schema.captures, (c.page == p.id) & (c.source == p.source))
    query = query.where(c.published.is_(None) | (c.published_basis == "inferred"), met > 0)
    found = []
    for row in connection.execute(query.order_by((doubt * met).desc(), p.id).limit(limit)):
        note = f"dated {row.published}: {row.published_why or 'inferred'}" if row.published else "without a date"
        found.append(_scored("page", row.id, row.id, "undated", row.doubt, min(_LONGEST, 1.0 + row.met / 2), (note,)))
    return found


def judgements(connection: Connection) -> list[ToReview]:
    """Corrections that don't fit any more, or that people contradict."""
    found = []
    for entry in log(connection):
        if entry.state == "stale":
            where = entry.pages[0] if entry.pages else None
            found.append(_scored("judgement", entry.judgement.id, where, "stale", _STALE, 3.0, (entry.reason or "",)))
    against = Counter(pair.later.id for pair in disputed(connection))
    for pair in disputed(connection):
        if against.pop(pair.later.id, None):
            notes = (f"{pair.later.who} against {pair.earlier.who} ({pair.earlier.id})",)
            found.append(_scored("judgement", pair.later.id, None, "disputed", _DISPUTED, 3.0, notes))
    return found


def pairs(connection: Connection, limit: int) -> list[ToReview]:
    """Pairs of entities that may be one, by how many pages name the one that fewer do. Two that are one by now aren't asked for again."""
    p, e = schema.entity_pairs.c, schema.entities.c
    rows = connection.execute(select(schema.entity_pairs).where(p.state == "review").order_by(p.score.desc(), p.one, p.other)).all()
    ends = {end for row in rows for end in (row.one, row.other)}
    refs = entity_refs(connection, ends)
    own = entity_refs(connection, ends, own=True)
    pages: dict[str, int] = {}
    for some in batches(sorted(ends)):
        pages.update((id_, n) for id_, n in connection.execute(select(e.id, func.count()).where(e.id.in_(some)).group_by(e.id)))
    found = []
    for row in rows:
        if refs[row.one].id != refs[row.other].id:
            fewer = min(pages.get(row.one, 0), pages.get(row.other, 0))
            doubt = round(2 * min(row.score, 1 - row.score), 4)
            names = " and ".join(f"{end} «{own[end].label.get('ar', end)}»" for end in (row.one, row.other))
            notes = (f"may be one: {names}", row.why, *((row.but,) if row.but else ()))
            scored = _scored("entity", row.one, None, "same", doubt, min(_LONGEST, 1.0 + fewer / 4), notes)
            found.append(msgspec.structs.replace(scored, other=row.other))
    return sorted(found, key=lambda one: (-one.score, one.id))[:limit]


def _scored(
    kind: Literal["meeting", "page", "judgement", "entity"],
    id_: str,
    page: str | None,
    reason: Reason,
    doubt: float,
    importance: float,
    notes: tuple[str, ...],
) -> ToReview:
    return ToReview(kind=kind, id=id_, page=page, reason=reason, doubt=doubt, importance=importance, score=round(doubt * importance, 4), notes=notes)


def placed(connection: Connection, found: Sequence[ToReview]) -> tuple[ToReview, ...]:
    """These with the process that their page tells of, and with who published it."""
    m, c = schema.meetings.c, schema.captures.c
    processes: dict[str, str] = {}
    outlets: dict[str, list[str]] = {}
    for some in batches(sorted({one.page for one in found if one.page})):
        # Of several series the numbered rounds say best what a page is about.
        query = select(m.page, m.series).where(m.page.in_(some), m.series.is_not(None)).order_by(m.ordinal.is_(None), m.page, m.series)
        for row in connection.execute(query):
            processes.setdefault(row.page, row.series)
        published = select(c.page, c.outlet).where(c.page.in_(some), c.outlet.is_not(None)).distinct().order_by(c.page, c.outlet)
        for row in connection.execute(published):
            outlets.setdefault(row.page, []).append(row.outlet)
    return tuple(
        msgspec.structs.replace(one, process=one.process or processes.get(one.page or ""), outlets=tuple(outlets.get(one.page or "", ())))
        for one in found
    )
