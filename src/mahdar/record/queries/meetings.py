"""Meetings: each one as all pages together tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, func, select

from mahdar.linking.choice import Assertion, Choice, choose, choose_role, choose_status, choose_time
from mahdar.model import Noun
from mahdar.record import schema
from mahdar.record.answers import Asserted, Beat, EntityRef, Field, Listing, MeetingAnswer, PageRef, Part, Quote
from mahdar.record.queries.lookup import AnyRow, Texts, best_basis, entity_refs, page_refs

_ENTITY_FIELDS = ("place", "host", "convener")
_CHOICES: dict[str, Callable[[Iterable[Assertion]], Choice]] = {"start": choose_time, "end": choose_time, "status": choose_status}


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
    takes part, or which it hosts or calls.
    """
    r, m, p = schema.rounds.c, schema.meetings.c, schema.participants.c
    where: list[ColumnElement[bool]] = []
    if page is not None:
        where.append(r.id.in_(select(m.id).where(m.page == page)))
    if series is not None:
        where.append(r.series == series)
    if entity is not None:
        takes_part = select(p.meeting).where(p.entity == entity)
        where.append(r.id.in_(takes_part.union(select(m.id).where((m.host == entity) | (m.convener == entity)))))
    total = connection.execute(select(func.count()).select_from(schema.rounds).where(*where)).scalar_one()
    order = (r.start.is_(None), r.start.desc(), r.id.desc()) if latest_first else (r.start.is_(None), r.start, r.id)
    ids = connection.execute(select(r.id).where(*where).order_by(*order).offset(offset).limit(limit)).scalars().all()
    found = _answers(connection, ids)
    return Listing(total=total, offset=offset, limit=limit, items=tuple(found[i] for i in ids))


def meeting(connection: Connection, meeting_id: str) -> MeetingAnswer | None:
    """One meeting, or None where no page asserts it."""
    return _answers(connection, [meeting_id]).get(meeting_id)


def axis(connection: Connection, series: str | None = None, *, limit: int = 200) -> tuple[Beat, ...]:
    """The dated meetings (of one series) for a time axis, the earliest first; where there are more, the latest ``limit``."""
    r = schema.rounds.c
    query = select(r.id, r.start, r.series, r.ordinal, r.pages).where(r.start.is_not(None))
    if series is not None:
        query = query.where(r.series == series)
    rows = connection.execute(query.order_by(r.start.desc(), r.id.desc()).limit(limit)).all()
    return tuple(Beat(id=row.id, start=row.start, series=row.series, ordinal=row.ordinal, pages=row.pages) for row in reversed(rows))


class _Raw(Noun, frozen=True, kw_only=True):
    """All rows that tell about some meetings, and what they refer to."""

    rows: dict[str, list[AnyRow]]
    slots: dict[tuple[str, str, str], AnyRow]
    parts: dict[str, list[AnyRow]]
    agenda: dict[str, tuple[str, ...]]
    spans: dict[tuple[str, str, str, str], list[tuple[int, int]]]
    statements: dict[str, int]
    entities: dict[str, EntityRef]
    pages: dict[str, PageRef]
    texts: Texts

    def quotes(self, page: str, kind: str, owner: str, field: str) -> tuple[Quote, ...]:
        return tuple(self.texts.quote(page, start, end) for start, end in self.spans.get((page, kind, owner, field), ()))


def _answers(connection: Connection, ids: Sequence[str]) -> dict[str, MeetingAnswer]:
    raw = _fetch(connection, ids)
    return {meeting_id: _answer(raw, meeting_id) for meeting_id in raw.rows}


def _fetch(connection: Connection, ids: Sequence[str]) -> _Raw:
    m, s, p, a, e = schema.meetings.c, schema.slots.c, schema.participants.c, schema.agenda.c, schema.evidence.c
    rows: dict[str, list[AnyRow]] = defaultdict(list)
    for row in connection.execute(select(schema.meetings).where(m.id.in_(ids)).order_by(m.id, m.page)):
        rows[row.id].append(row)
    pages = {row.page for group in rows.values() for row in group}
    parts: dict[str, list[AnyRow]] = defaultdict(list)
    for row in connection.execute(select(schema.participants).where(p.meeting.in_(ids)).order_by(p.meeting, p.page, p.n)):
        parts[row.meeting].append(row)
    agenda: dict[str, dict[str, None]] = defaultdict(dict)
    for row in connection.execute(select(a.meeting, a.issue).where(a.meeting.in_(ids)).order_by(a.issue)):
        agenda[row.meeting][row.issue] = None
    owners = [*ids, *(f"{row.meeting}/{row.n}" for group in parts.values() for row in group)]
    spans: dict[tuple[str, str, str, str], list[tuple[int, int]]] = defaultdict(list)
    kinds = e.owner_kind.in_(("meeting", "participant"))
    for row in connection.execute(select(schema.evidence).where(e.page.in_(pages), kinds, e.owner.in_(owners)).order_by(e.n)):
        spans[row.page, row.owner_kind, row.owner, row.field].append((row.start, row.end))
    count = select(m.id, func.count()).join(schema.statements, schema.statements.c.page == m.page).where(m.id.in_(ids)).group_by(m.id)
    refs = [getattr(row, field) for group in rows.values() for row in group for field in _ENTITY_FIELDS]
    return _Raw(
        rows=rows,
        slots={(row.page, row.meeting, row.field): row for row in connection.execute(select(schema.slots).where(s.meeting.in_(ids)))},
        parts=parts,
        agenda={key: tuple(issues) for key, issues in agenda.items()},
        spans=spans,
        statements={row[0]: row[1] for row in connection.execute(count)},
        entities=entity_refs(connection, [*refs, *(row.entity for group in parts.values() for row in group)]),
        pages=page_refs(connection, pages),
        texts=Texts(connection, pages),
    )


def _answer(raw: _Raw, meeting_id: str) -> MeetingAnswer:
    rows = raw.rows[meeting_id]
    status = _field(raw, meeting_id, "status")
    assert status is not None  # the column is not null
    ordinal = _agreed(raw, rows, "ordinal")
    pages = sorted((raw.pages[row.page] for row in rows), key=lambda ref: (ref.published.value if ref.published else "~", ref.id))
    return MeetingAnswer(
        id=meeting_id,
        series=_agreed(raw, rows, "series"),
        ordinal=int(ordinal) if ordinal else None,
        status=status,
        start=_field(raw, meeting_id, "start"),
        end=_field(raw, meeting_id, "end"),
        place=_field(raw, meeting_id, "place"),
        host=_field(raw, meeting_id, "host"),
        convener=_field(raw, meeting_id, "convener"),
        level=_field(raw, meeting_id, "level"),
        outcome=_field(raw, meeting_id, "outcome"),
        participants=_parts(raw, meeting_id),
        agenda=raw.agenda.get(meeting_id, ()),
        pages=tuple(pages),
        captures=sum(ref.captures for ref in pages),
        statements=raw.statements.get(meeting_id, 0),
    )


def _agreed(raw: _Raw, rows: Sequence[AnyRow], field: str) -> str | None:
    """The value of a field that makes the meeting's id, on which pages hardly ever differ."""
    told = [
        Assertion(value=str(getattr(row, field)), basis=None, page=row.page, published=_published(raw.pages[row.page]))
        for row in rows
        if getattr(row, field) is not None
    ]
    return choose(told).value if told else None


def _field(raw: _Raw, meeting_id: str, field: str) -> Field | None:
    asserted: list[Asserted] = []
    for row in raw.rows[meeting_id]:
        value = getattr(row, field)
        if value is None:
            continue
        slot = raw.slots.get((row.page, meeting_id, field))
        # Where a reading doesn't say how it knows a field, what tells of the meeting is all there is to show.
        quotes = raw.quotes(row.page, "meeting", meeting_id, field if slot else "evidence")
        asserted.append(
            Asserted(
                value=value,
                entity=raw.entities[value] if field in _ENTITY_FIELDS else None,
                basis=slot.basis if slot else None,
                why=slot.why if slot else None,
                page=raw.pages[row.page],
                evidence=quotes,
            )
        )
    if not asserted:
        return None
    choice = _CHOICES.get(field, choose)(_assertions(asserted))
    return Field(
        value=choice.value,
        entity=raw.entities[choice.value] if field in _ENTITY_FIELDS else None,
        basis=best_basis(a.basis for a in asserted if a.value == choice.value),
        rule=choice.rule,
        conflict=choice.conflict,
        asserted=_chosen_first(asserted, choice.value),
    )


def _parts(raw: _Raw, meeting_id: str) -> tuple[Part, ...]:
    told: dict[str, list[Asserted]] = defaultdict(list)
    for row in raw.parts.get(meeting_id, ()):
        slot = raw.slots.get((row.page, meeting_id, "participants"))
        quotes = raw.quotes(row.page, "participant", f"{meeting_id}/{row.n}", "evidence")
        told[row.entity].append(
            Asserted(
                value=row.role,
                entity=None,
                basis="stated" if quotes else slot.basis if slot else None,
                why=slot.why if slot and not quotes else None,
                page=raw.pages[row.page],
                evidence=quotes,
            )
        )
    parts = []
    for entity, asserted in told.items():
        choice = choose_role(_assertions(asserted))
        shown = _chosen_first(asserted, choice.value)
        role = shown[0].value
        parts.append(Part(entity=raw.entities[entity], role=role, rule=choice.rule, conflict=choice.conflict, asserted=shown))  # type: ignore[arg-type]
    order = ("host", "guarantor", "party", "mediator", "observer", "participant")
    return tuple(sorted(parts, key=lambda part: (order.index(part.role), part.entity.id)))


def _assertions(asserted: Iterable[Asserted]) -> list[Assertion]:
    return [Assertion(value=a.value, basis=a.basis, page=a.page.id, published=_published(a.page)) for a in asserted]


def _published(page: PageRef) -> str | None:
    return page.published.value if page.published else None


def _chosen_first(asserted: Iterable[Asserted], value: str) -> tuple[Asserted, ...]:
    """All assertions: those of the value shown first, then by value; the better known and earlier first in each."""
    return tuple(sorted(asserted, key=lambda a: (a.value != value, a.value, not a.evidence, _published(a.page) or "~", a.page.id)))
