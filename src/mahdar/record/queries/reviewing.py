"""What is in the queue of review with what it takes to judge it: the things themselves, and words of pages."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, func, select

from mahdar.corrections import Judgement
from mahdar.model import Noun
from mahdar.record import schema
from mahdar.record.answers import EntityRef, PageRef, Quote, StatementAnswer
from mahdar.record.judgements import by_ids
from mahdar.record.process_answers import MeetingAnswer
from mahdar.record.queries import kept
from mahdar.record.queries.assembled import Answers
from mahdar.record.queries.lookup import Texts, entity_refs, page_refs
from mahdar.record.queries.meetings import meeting
from mahdar.record.queries.review import ToReview
from mahdar.record.queries.statements import some_statements
from mahdar.record.rounds import in_force


class Side(Noun, frozen=True, kw_only=True):
    """One of two entities that may be one: how many pages name it, and words that do, on the first of them."""

    entity: EntityRef
    pages: int
    words: Quote | None


class Card(Noun, frozen=True, kw_only=True):
    """Something to look at, with the thing itself; of a page its reference, of two entities both, of a correction the entry of the log."""

    what: ToReview
    statement: StatementAnswer | None = None
    meeting: MeetingAnswer | None = None
    page: PageRef | None = None
    sides: tuple[Side, ...] = ()
    judgement: Judgement | None = None


def cards(connection: Connection, items: Collection[ToReview]) -> tuple[Card, ...]:
    """The cards of some of a queue, in its order. What isn't there any more has none of its parts."""
    of = {kind: [one for one in items if one.kind == kind] for kind in ("statement", "meeting", "page", "entity", "judgement")}
    said = {(one.page.id, one.id): one for one in some_statements(connection, [(one.page or "", one.id) for one in of["statement"]])}
    met = _meetings(connection, [one.id for one in of["meeting"]])
    pages = page_refs(connection, [one.id for one in of["page"]])
    sides = _sides(connection, [end for one in of["entity"] for end in (one.id, one.other) if end])
    entered = {one.id: one for one in by_ids(connection, [one.id for one in of["judgement"]])}
    return tuple(
        Card(
            what=one,
            statement=said.get((one.page or "", one.id)),
            meeting=met.get(one.id) if one.kind == "meeting" else None,
            page=pages.get(one.id) if one.kind == "page" else None,
            sides=tuple(sides[end] for end in (one.id, one.other) if end in sides) if one.kind == "entity" else (),
            judgement=entered.get(one.id),
        )
        for one in items
    )


def _meetings(connection: Connection, ids: Collection[str]) -> dict[str, MeetingAnswer]:
    """Meetings in brief, by the ids under which they are kept."""
    if not ids:
        return {}
    if not in_force(connection):
        return {id_: found for id_ in ids if (found := meeting(connection, id_)) is not None}
    held = [one for id_ in ids if (one := kept.of_id(connection, id_)) is not None]
    return {one.id: one for one in Answers(connection, held).meetings()}


def _sides(connection: Connection, ids: Collection[str]) -> dict[str, Side]:
    if not ids:
        return {}
    e, n = schema.entities.c, schema.names.c
    refs = entity_refs(connection, ids, own=True)
    counted = {
        row.id: row
        for row in connection.execute(select(e.id, func.count().label("n"), func.min(e.page).label("page")).where(e.id.in_(ids)).group_by(e.id))
    }
    where = {}
    for id_, row in counted.items():
        query = select(n.page, n.start, n.end).where(n.page == row.page, n.entity == id_).order_by(n.start).limit(1)
        if (found := connection.execute(query).first()) is not None:
            where[id_] = found
    texts = Texts(connection, (found.page for found in where.values()))
    return {
        id_: Side(
            entity=refs[id_],
            pages=counted[id_].n if id_ in counted else 0,
            words=texts.quote(where[id_].page, where[id_].start, where[id_].end) if id_ in where else None,
        )
        for id_ in ids
    }
