"""What each page tells of meetings, commitments and positions: the rows of these layers as nouns again, with the page that tells them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, select

from mahdar import model
from mahdar.linking.witnesses import Witness
from mahdar.model import Span
from mahdar.process.commitments import Undertaken
from mahdar.process.positions import Taken
from mahdar.process.sides import Sides
from mahdar.process.telling import Telling
from mahdar.record import schema
from mahdar.record.queries.lookup import AnyRow, batches, standing

Wanted = ColumnElement[bool]
_Spans = dict[tuple[str, str, str, str], tuple[Span, ...]]
"""Spans by page, kind of owner, owner and field."""

_MEETING = ("id", "kind", "series", "ordinal", "start", "end", "level", "status", "outcome")


def tellings(connection: Connection, *wanted: Wanted, as_read: bool = False) -> tuple[Telling, ...]:
    """The meetings that pages tell of, those whose row of `meetings` is ``wanted``, by page and place in it.

    Entities have the ids that stand for them, or, ``as_read``, those that the page made; so here and below.
    """
    rows = _all(connection, schema.meetings, *wanted)
    pages = sorted({row.page for row in rows})
    parts = _grouped(_of(connection, schema.participants, pages), "meeting")
    agenda = _grouped(_of(connection, schema.agenda, pages), "meeting")
    slots = _grouped(_of(connection, schema.slots, pages), "meeting")
    spans = _spans(connection, pages, ("meeting", "participant"))
    seen = witnesses(connection, pages)
    ids = [part.entity for told in parts.values() for part in told] + [end for row in rows for end in (row.place, row.host, row.convener)]
    to = {} if as_read else standing(connection, ids)
    found = []
    for row in rows:
        key = (row.page, row.id)
        participants = tuple(
            model.Participant(
                entity=to.get(p.entity, p.entity), role=p.role, evidence=spans.get((row.page, "participant", f"{row.id}/{p.n}", "evidence"), ())
            )
            for p in parts.get(key, ())
        )
        told = {
            s.field: model.Slot(basis=s.basis, why=s.why, evidence=spans.get((row.page, "meeting", row.id, s.field), ()))
            for s in sorted(slots.get(key, ()), key=lambda s: str(s.field))
        }
        meeting = model.Meeting(
            **{name: getattr(row, name) for name in _MEETING},
            place=to.get(row.place, row.place),
            host=to.get(row.host, row.host),
            convener=to.get(row.convener, row.convener),
            participants=participants,
            agenda=tuple(a.issue for a in agenda.get(key, ())),
            evidence=spans.get((row.page, "meeting", row.id, "evidence"), ()),
            slots=told,
        )
        found.append(Telling(witness=seen[row.page], meeting=meeting))
    return tuple(found)


def undertaken(connection: Connection, *wanted: Wanted, as_read: bool = False) -> tuple[Undertaken, ...]:
    """The commitments that pages tell of, those whose row is ``wanted``, by page and place in it."""
    rows = _all(connection, schema.commitments, *wanted)
    pages = sorted({row.page for row in rows})
    spans = _spans(connection, pages, ("commitment",))
    seen = witnesses(connection, pages)
    parties = {(row.page, row.id): msgspec.json.decode(row.parties, type=tuple[str, ...]) for row in rows}
    ids = [party for told in parties.values() for party in told] + [row.told_by for row in rows]
    to = {} if as_read else standing(connection, ids)
    return tuple(
        Undertaken(
            witness=seen[row.page],
            commitment=model.Commitment(
                id=row.id,
                kind=row.kind,
                parties=tuple(to.get(party, party) for party in parties[row.page, row.id]),
                process=row.process,
                issue=row.issue,
                date=row.date,
                status=row.status,
                told_by=to.get(row.told_by, row.told_by),
                content=_span(row.content_start, row.content_end),
                statements=tuple(msgspec.json.decode(row.statements)),
                evidence=spans.get((row.page, "commitment", row.id, "evidence"), ()),
            ),
        )
        for row in rows
    )


def taken(connection: Connection, *wanted: Wanted, as_read: bool = False) -> tuple[Taken, ...]:
    """The positions that pages tell of, those whose row is ``wanted``, by page and place in it."""
    rows = _all(connection, schema.positions, *wanted)
    seen = witnesses(connection, sorted({row.page for row in rows}))
    to = {} if as_read else standing(connection, [end for row in rows for end in (row.actor, row.target, row.told_by)])
    return tuple(
        Taken(
            witness=seen[row.page],
            position=model.Position(
                **{name: getattr(row, name) for name in ("process", "issue", "stance", "condition", "date", "why")},
                actor=to.get(row.actor, row.actor),
                target=to.get(row.target, row.target),
                told_by=to.get(row.told_by, row.told_by),
                condition_at=_span(row.condition_start, row.condition_end),
                statements=tuple(msgspec.json.decode(row.statements)),
            ),
        )
        for row in rows
    )


def witnesses(connection: Connection, pages: Iterable[str]) -> dict[str, Witness]:
    """Each of ``pages`` as one that tells, by id."""
    p, c, k = schema.pages.c, schema.captures.c, schema.page_credits.c
    found: dict[str, Witness] = {}
    for some in batches(sorted(set(pages))):
        captures = _by_page(connection.execute(select(c.page, c.source, c.outlet, c.outlet_entity, c.published).where(c.page.in_(some))))
        credited = _by_page(connection.execute(select(k.page, k.entity).where(k.page.in_(some))))
        for row in connection.execute(select(p.id, p.text_hash, p.wire_copy, p.source).where(p.id.in_(some))):
            mine = captures[row.id]
            agencies = {row.wire_copy} if row.wire_copy else {credit.entity for credit in credited[row.id]}
            found[row.id] = Witness(
                page=row.id,
                text_hash=row.text_hash,
                published=next(capture.published for capture in mine if capture.source == row.source),
                outlets=tuple(sorted({name for capture in mine if (name := capture.outlet_entity or capture.outlet)})),
                agencies=tuple(sorted(agencies)),
                captures=len(mine),
            )
    return found


def sides(connection: Connection) -> Sides:
    """The offices of all who take part in a meeting of the record."""
    o, p = schema.offices.c, schema.participants.c
    query = select(o.entity, o.role, o.of, o.since, o.until, o.status, o.basis).where(o.entity.in_(select(p.entity)), o.of.is_not(None)).distinct()
    held: dict[str, list[model.Office]] = defaultdict(list)
    rows = connection.execute(query).all()
    to = standing(connection, [row.entity for row in rows])
    for row in rows:
        held[to.get(row.entity, row.entity)].append(
            model.Office(role=row.role, of=row.of, since=row.since, until=row.until, status=row.status, basis=row.basis)
        )
    return Sides(held)


def _all(connection: Connection, table: Table, *wanted: Wanted) -> Sequence[AnyRow]:
    return connection.execute(select(table).where(*wanted).order_by(table.c.page, table.c.n)).all()


def _of(connection: Connection, table: Table, pages: list[str]) -> Iterator[AnyRow]:
    for some in batches(pages):
        order = [column for column in (table.c.page, table.c.get("n")) if column is not None]
        yield from connection.execute(select(table).where(table.c.page.in_(some)).order_by(*order))


def _spans(connection: Connection, pages: list[str], kinds: tuple[str, ...]) -> _Spans:
    e = schema.evidence.c
    spans: dict[tuple[str, str, str, str], list[Span]] = defaultdict(list)
    for some in batches(pages):
        for row in connection.execute(select(schema.evidence).where(e.page.in_(some), e.owner_kind.in_(kinds)).order_by(e.page, e.n)):
            spans[row.page, row.owner_kind, row.owner, row.field].append(Span(start=row.start, end=row.end))
    return {key: tuple(found) for key, found in spans.items()}


def _span(start: int | None, end: int | None) -> Span | None:
    return Span(start=start, end=end) if start is not None and end is not None else None


def _grouped(rows: Iterable[Any], owner: str) -> dict[tuple[str, str], list[Any]]:
    groups: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.page, getattr(row, owner)].append(row)
    return groups


def _by_page(rows: Iterable[Any]) -> defaultdict[str, list[Any]]:
    groups: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.page].append(row)
    return groups
