"""The log of judgements as rows, and which of them bear on a page. All functions here run inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, insert, select

from mahdar.corrections import Judgement, Target, holding
from mahdar.corrections.fields import names_entity, part_of
from mahdar.corrections.log import parted_later
from mahdar.corrections.naming import entities_of
from mahdar.model import Entity, Reading, Span
from mahdar.record import schema
from mahdar.record.queries.lookup import AnyRow, batches

_TARGET = Target.__struct_fields__
_PLAIN = ("id", "at", "who", "kind", "field", "value", "why", "undoes")


def any_judged(connection: Connection) -> bool:
    """Whether anybody judged anything yet."""
    return connection.execute(select(schema.judgements.c.id).limit(1)).first() is not None


def insert_judgements(connection: Connection, judgements: Iterable[Judgement]) -> None:
    """Add entries to the log."""
    rows = [_row(one) for one in judgements]
    if rows:
        connection.execute(insert(schema.judgements), rows)


def find(connection: Connection, *wanted: ColumnElement[bool]) -> tuple[Judgement, ...]:
    """The entries whose rows are ``wanted``, in their order."""
    j = schema.judgements.c
    return tuple(map(_judgement, connection.execute(select(schema.judgements).where(*wanted).order_by(j.at, j.id)).all()))


def by_ids(connection: Connection, ids: Iterable[str]) -> tuple[Judgement, ...]:
    """The entries of these ids, in their order."""
    return tuple(one for some in batches(sorted(set(ids))) for one in find(connection, schema.judgements.c.id.in_(some)))


def bearing_on(connection: Connection, machine: Reading) -> tuple[tuple[Judgement, ...], frozenset[str]]:
    """The judgements that hold for a page of which the machine read ``machine``; and all ids by which one of an entity may bear on it.

    Those of entities count where the page has the entity, or gets it by another judgement, and so on.
    """
    j = schema.judgements.c
    found = {one.id: one for one in find(connection, j.text_hash == machine.text_hash)}
    reached = {*entities_of(machine), *(entity.id for entity in machine.entities)}
    reached.update(named for one in found.values() for named in named_in(one))
    asked: set[str] = set()
    while new := reached - asked:
        asked |= new
        for some in batches(sorted(new)):
            for one in find(connection, j.layer == "entity", j.kind != "apart", j.item.in_(some)):
                if one.target is not None and one.target.text_hash in (None, machine.text_hash):
                    found[one.id] = one
                    reached.update(named_in(one))
    held = holding((*found.values(), *undoing(connection, found)))
    # Who tells two entities apart says nothing of a page, but may take back that somebody took them for one.
    parted = parted_later((*held, *held_apart(connection))) if any(one.kind == "merge" for one in held) else frozenset()
    return tuple(one for one in held if one.kind != "apart" and one.id not in parted), frozenset(reached)


def named_in(one: Judgement) -> Iterator[str]:
    """The entities that a judgement names."""
    yield from (entity.id for entity in one.entities)
    if one.target is not None and one.target.layer == "entity" and one.target.item is not None:
        yield one.target.item
    if one.kind in ("merge", "split") and one.value is not None:
        yield one.value
    if one.kind == "correct" and one.target is not None and one.field is not None:
        named = names_entity(one.target.layer, one.field)
        id_ = one.value if named == "value" else part_of(one.field)[1] if named == "part" else None
        if id_ is not None:
            yield id_


def undoing(connection: Connection, ids: Iterable[str]) -> list[Judgement]:
    """The undos of these judgements, the undos of those, and so on."""
    found: list[Judgement] = []
    asked = sorted(ids)
    while asked:
        undos = [one for some in batches(asked) for one in find(connection, schema.judgements.c.undoes.in_(some))]
        found += undos
        asked = [one.id for one in undos]
    return found


def apart(connection: Connection) -> frozenset[frozenset[str]]:
    """The pairs of entities that people told apart, by the ids that they have since merges: what a split leaves and what it makes, and what isn't
    the same."""
    r = schema.redirects.c
    leads: dict[str, str] = {row.id: row.to for row in connection.execute(select(r.id, r.to))}
    pairs = (one.pair for one in (*_held(connection, "split"), *held_apart(connection)))
    found = (frozenset(leads.get(id_, id_) for id_ in pair) for pair in pairs if pair)
    return frozenset(pair for pair in found if len(pair) > 1)


def held_apart(connection: Connection) -> tuple[Judgement, ...]:
    """The judgements that two entities aren't the same, those that hold."""
    return _held(connection, "apart")


def _held(connection: Connection, kind: str) -> tuple[Judgement, ...]:
    """All judgements of a kind that hold."""
    found = find(connection, schema.judgements.c.kind == kind)
    return holding((*found, *undoing(connection, [one.id for one in found])))


def merges_in_force(connection: Connection) -> tuple[Judgement, ...]:
    """The merges that hold, without those of what somebody told apart later, in their order."""
    merges = _held(connection, "merge")
    parted = parted_later((*merges, *held_apart(connection)))
    return tuple(one for one in merges if one.id not in parted)


def redirects(connection: Connection) -> dict[str, str]:
    """Where the ids of merged entities lead, by the log."""
    leads: dict[str, str] = {}
    for one in merges_in_force(connection):
        assert one.target is not None
        assert one.target.item is not None
        assert one.value is not None
        for old, to in leads.items():
            if to == one.target.item:
                leads[old] = one.value
        leads[one.target.item] = one.value
        leads.pop(one.value, None)
    return leads


def is_known(connection: Connection, entity: str | None) -> bool:
    """Whether an entity is here: on a page, as what others are joined as, or merged into another."""
    e, m, r = schema.entities.c, schema.entity_ids.c, schema.redirects.c
    queries = (select(e.id).where(e.id == entity), select(m.to).where(m.to == entity), select(r.id).where(r.id == entity))
    return any(connection.execute(query.limit(1)).first() is not None for query in queries)


def settle_redirects(connection: Connection) -> None:
    """Work out anew where the ids of merged entities lead."""
    leads = redirects(connection)
    connection.execute(delete(schema.redirects))
    if leads:
        connection.execute(insert(schema.redirects), [{"id": old, "to": leads[old]} for old in sorted(leads)])


def _row(one: Judgement) -> dict[str, object]:
    target = one.target
    return {
        **{name: getattr(one, name) for name in _PLAIN},
        **{name: getattr(target, name) if target else None for name in _TARGET},
        "words_start": one.words.start if one.words else None,
        "words_end": one.words.end if one.words else None,
        "entities": msgspec.json.encode(one.entities, order="deterministic").decode(),
    }


def _judgement(row: AnyRow) -> Judgement:
    return Judgement(
        **{name: getattr(row, name) for name in _PLAIN},
        target=Target(**{name: getattr(row, name) for name in _TARGET}) if row.layer is not None else None,
        words=Span(start=row.words_start, end=row.words_end) if row.words_start is not None else None,
        entities=msgspec.json.decode(row.entities, type=tuple[Entity, ...]),
    )
