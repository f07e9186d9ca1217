"""What a page shows, worked out anew from what the machine read of it and what people judged. Runs inside the caller's transaction, for who
holds the page or the whole log (`mahdar.record.dialect.Held`), and inside `mahdar.record.write.counted`.

Invariant: the rows of a page are a function of the machine's reading, of its captures as the machine read them, and of the judgements that
hold. A page that none bears on keeps nothing beside; of any other ``machine_readings`` and ``machine_captures`` hold what the machine made.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select

from mahdar.corrections import Judgement, apply
from mahdar.corrections.applying import Effect
from mahdar.corrections.correct import headed
from mahdar.model import Noun, Outlet, Published, Reading
from mahdar.record import schema
from mahdar.record.judgements import bearing_on
from mahdar.record.linking import unlink
from mahdar.record.queries.pages import outlet_of, published_of, spans_of_page
from mahdar.record.queries.pages import reading as shown_reading
from mahdar.record.write import Row, replace_layers, tell_capture


class Head(Noun, frozen=True, kw_only=True):
    """The outlet and the date of a capture as the machine read them."""

    outlet: Outlet | None
    published: Published | None


class WorkedOut(NamedTuple):
    """What a page shows by the machine's reading and the judgements that hold: its reading, the outlet and date of each capture by source, what
    became of each judgement, and the entities by which one may bear on it. ``judged`` says whether any does."""

    machine: Reading
    read: dict[str, Head]
    reading: Reading
    heads: dict[str, Head]
    effects: tuple[Effect, ...]
    reached: frozenset[str]
    judged: bool


def work_out(connection: Connection, page: str) -> WorkedOut:
    """Apply the judgements that hold to what the machine read of a page."""
    machine, read = machine_reading(connection, page), machine_heads(connection, page)
    bearing, reached = bearing_on(connection, machine)
    applied = apply(machine, bearing)
    effects = {effect.judgement.id: effect for effect in applied.effects}
    heads: dict[str, Head] = {}
    for source, head in read.items():
        outlet, published = head.outlet, head.published
        for one in _of_captures(bearing, [source]):
            published, outlet = headed(published, outlet, one)
            effects.setdefault(one.id, Effect(judgement=one, layer="page", item=page, status="applied"))
        heads[source] = Head(outlet=outlet, published=published)
    judged = bool(applied.effects) or bool(_of_captures(bearing, read))
    return WorkedOut(machine, read, applied.reading, heads, tuple(effects.values()), reached, judged)


def settle(connection: Connection, page: str) -> tuple[Effect, ...]:
    """Show the page with the judgements that hold applied; what became of each."""
    found = work_out(connection, page)
    if not found.judged:
        unsettle(connection, page)
        return ()
    if not is_judged(connection, page):
        _keep(connection, found.machine, found.read)
    changed = found.reading != shown_reading(connection, page)
    for source, head in found.heads.items():
        tell_capture(connection, page, source, head.outlet, head.published)
    _show(connection, found.reading, changed=changed)
    _keep_derived(connection, page, found)
    return found.effects


def unsettle(connection: Connection, page: str) -> None:
    """Show the page as the machine read it, and keep nothing beside."""
    if not is_judged(connection, page):
        return
    machine, heads = machine_reading(connection, page), machine_heads(connection, page)
    changed = machine != shown_reading(connection, page)
    for source, head in heads.items():
        tell_capture(connection, page, source, head.outlet, head.published)
    _show(connection, machine, changed=changed)
    for table in (schema.machine_readings, schema.machine_captures, schema.judged, schema.judged_entities):
        connection.execute(delete(table).where(table.c.page == page))


def _show(connection: Connection, reading: Reading, *, changed: bool) -> None:
    """Let the layers be those of ``reading``, after its captures have been told."""
    if changed:
        unlink(connection, reading.page)
        replace_layers(connection, reading)


def _of_captures(bearing: Iterable[Judgement], sources: Iterable[str]) -> list[Judgement]:
    """The corrections of the page's date and outlet that are meant for all or one of these captures."""
    meant = {None, *sources}
    return [one for one in bearing if one.kind == "correct" and one.target and one.target.layer == "page" and one.target.source in meant]


def is_judged(connection: Connection, page: str) -> bool:
    """Whether what the machine read of a page is kept beside."""
    m = schema.machine_readings.c
    return connection.execute(select(m.page).where(m.page == page)).first() is not None


def machine_reading(connection: Connection, page: str) -> Reading:
    """What the machine read of a page that is there."""
    m = schema.machine_readings.c
    kept = connection.execute(select(m.reading).where(m.page == page)).scalar()
    if kept is not None:
        return msgspec.json.decode(zlib.decompress(kept), type=Reading)
    found = shown_reading(connection, page)
    assert found is not None
    return found


def machine_heads(connection: Connection, page: str) -> dict[str, Head]:
    """What the machine read of each capture, by its source."""
    m = schema.machine_captures.c
    kept = connection.execute(select(m.source, m.told).where(m.page == page).order_by(m.source)).all()
    if kept:
        return {row.source: msgspec.json.decode(row.told, type=Head) for row in kept}
    return shown_heads(connection, page)


def shown_heads(connection: Connection, page: str) -> dict[str, Head]:
    """What the record shows of each capture, by its source."""
    c = schema.captures.c
    spans = spans_of_page(connection, page)
    rows = connection.execute(select(schema.captures).where(c.page == page).order_by(c.source)).all()
    return {row.source: Head(outlet=outlet_of(row, spans), published=published_of(row, spans)) for row in rows}


def _keep(connection: Connection, machine: Reading, heads: dict[str, Head]) -> None:
    packed = zlib.compress(msgspec.json.encode(machine, order="deterministic"))
    connection.execute(insert(schema.machine_readings), [{"page": machine.page, "reading": packed}])
    rows = [
        {"page": machine.page, "source": source, "told": msgspec.json.encode(head, order="deterministic").decode()} for source, head in heads.items()
    ]
    connection.execute(insert(schema.machine_captures), rows)


def derived_rows(page: str, found: WorkedOut) -> dict[Table, list[Row]]:
    """The rows of `judged` and `judged_entities` for a page that is judged."""
    became = [
        {"page": page, "judgement": one.judgement.id, "layer": one.layer, "item": one.item, "status": one.status, "reason": one.reason}
        for one in found.effects
    ]
    return {schema.judged: became, schema.judged_entities: [{"page": page, "entity": entity} for entity in sorted(found.reached)]}


def _keep_derived(connection: Connection, page: str, found: WorkedOut) -> None:
    for table, rows in derived_rows(page, found).items():
        connection.execute(delete(table).where(table.c.page == page))
        if rows:
            connection.execute(insert(table), rows)
