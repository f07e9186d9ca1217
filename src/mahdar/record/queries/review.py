"""What a person should look at first: what is doubtful, the more so the more depends on it."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from sqlalchemy import Connection, Float, Integer, case, cast, exists, func, literal, select

from mahdar.model import Noun
from mahdar.record import schema
from mahdar.record.answers import Quote
from mahdar.record.process_answers import MeetingAnswer
from mahdar.record.queries.chronology import chronology
from mahdar.record.queries.filters import REVIEW_BELOW
from mahdar.record.queries.judgements import disputed, log
from mahdar.record.queries.lookup import Texts, batches, entity_refs

Reason = Literal["unsure", "differs", "disputed", "stale", "undated", "same"]
"""Why it is on the list: the engine isn't sure of it; pages differ about it; people contradict each other; a correction doesn't fit any more;
its date was only inferred; two entities may be one."""

_DIFFERS, _DISPUTED, _STALE, _INFERRED = 0.6, 0.9, 0.8, 0.4
"""How doubtful these are, beside a statement of which 1 less its confidence is."""

_ISSUE, _POSITION, _PROCESS = 1, 1, 1
"""How much more depends on a statement with an issue of a process, one that backs a position, and one whose page tells of a numbered round;
one of which nothing of these holds counts 1."""

_LONGEST = 5.0
"""No meeting counts for more, however many outlets tell of it."""


class ToReview(Noun, frozen=True, kw_only=True):
    """One thing to look at. ``doubt`` (0 to 1) times ``importance`` (from 1 on) is ``score``; ``notes`` say what is doubtful, ``words`` where."""

    kind: Literal["statement", "meeting", "page", "judgement", "entity"]
    id: str
    page: str | None
    reason: Reason
    doubt: float
    importance: float
    score: float
    notes: tuple[str, ...] = ()
    words: Quote | None = None


def review(connection: Connection, *, limit: int = 50) -> tuple[ToReview, ...]:
    """What to look at, by score, then kind and id: at most ``limit`` things. What a person judged already isn't asked for again."""
    found = [
        *_statements(connection, limit),
        *_meetings(connection),
        *_pages(connection, limit),
        *_judgements(connection),
        *_pairs(connection, limit),
    ]
    return tuple(sorted(found, key=lambda one: (-one.score, one.kind, one.id))[:limit])


def _statements(connection: Connection, limit: int) -> list[ToReview]:
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
    rows = connection.execute(query.where(s.confidence < REVIEW_BELOW, ~judged).order_by(score.desc(), s.id, s.page).limit(limit)).all()
    texts = Texts(connection, (row.page for row in rows))
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
            words=texts.quote(row.page, row.start, row.end),
        )
        for row in rows
    ]


def _meetings(connection: Connection) -> list[ToReview]:
    found = []
    told = chronology(connection, thin=True)
    for one in (*told.meetings, *told.thin):
        if one.differs and not any(mark.kind == "confirm" for mark in one.judged):
            importance = min(_LONGEST, 1.0 + one.outlets + (one.ordinal is not None))
            found.append(_scored("meeting", one.id, one.pages[0].id, "differs", _DIFFERS, importance, _differing(one)))
    return found


def _differing(one: MeetingAnswer) -> tuple[str, ...]:
    named = ("kind", "status", "start", "end", "place", "host", "convener", "level", "outcome")
    fields = {name: field for name in named if (field := getattr(one, name)) is not None and field.conflict}
    told = [f"{name}: {', else '.join(value.value for value in field.values)}" for name, field in fields.items()]
    return (*told, *(f"{part.entity.id}: role" for part in one.participants if part.conflict), *(c.fault for c in one.conflicts))


def _pages(connection: Connection, limit: int) -> list[ToReview]:
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


def _judgements(connection: Connection) -> list[ToReview]:
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


def _pairs(connection: Connection, limit: int) -> list[ToReview]:
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
            found.append(_scored("entity", row.one, None, "same", doubt, min(_LONGEST, 1.0 + fewer / 4), notes))
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
