"""Judging in tests: targets of what a reading holds, and judgements of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from mahdar.corrections import Change, Judgement, Target, judgement
from mahdar.corrections.model import Layer
from mahdar.corrections.work import item_id, spans_of
from mahdar.model import Entity, Noun, Position, Reading, Span
from mahdar.record import Record, schema

LAVROV = Entity(id="lavrov", kind="person", label={"ar": "سيرغي لافروف", "en": "Sergey Lavrov"})


def target_of(reading: Reading, layer: Layer, noun: Noun | None = None) -> Target:
    """What a judgement of ``noun`` is about; of the page itself without one."""
    if noun is None:
        return Target(layer=layer, text_hash=reading.text_hash, item=reading.page)
    span = spans_of(noun)[0] if not isinstance(noun, Position) else spans_of(next(s for s in reading.statements if s.id == noun.statements[0]))[0]
    return Target(layer=layer, text_hash=reading.text_hash, start=span.start, end=span.end, quote=span.of(reading.text), item=item_id(noun))


def judged(kind: Any, target: Target | None, *, second: int = 0, who: str = "سارة", **more: Any) -> Judgement:
    """A judgement of the second ``second`` of a day."""
    at = f"2026-01-01T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}.000000Z"
    return judgement(at=at, who=who, kind=kind, target=target, **more)


def shown(record: Record) -> dict[str, list[str]]:
    """All rows of all tables but the log, in an order of their own."""
    with record.read() as connection:
        # What waits to be linked is no matter of the record's, and gone with the next `Record.link`.
        tables = {name: table for name, table in schema.metadata.tables.items() if name not in ("judgements", "entities_waiting")}
        return {name: sorted(map(repr, connection.execute(select(table)).all())) for name, table in tables.items()}


def at(reading: Reading, quote: str) -> Span:
    """Where words stand in a reading's text."""
    start = reading.text.index(quote)
    return Span(start=start, end=start + len(quote))


def change(layer: Any, read: Reading, noun: Any, field: str, value: str | None, **more: Any) -> Change:
    """A correction of what a reading holds."""
    return Change(kind="correct", target=target_of(read, layer, noun), field=field, value=value, **more)


def possible(read: Reading) -> list[Change]:
    """Judgements of many kinds of round 19's page, of which some exclude each other."""
    said, met = read.statements, read.meetings[0]
    of_all: list[tuple[Any, str, str | None]] = [
        (said[0], "act", "warn"),
        (said[0], "speaker", "turkey"),
        (said[1], "speaker", None),
        (said[2], "addressee", "iran"),
    ]
    return [
        *(
            change("statement", read, one, field, value, entities=(Entity(id="iran", kind="state", label={"ar": "إيران"}),))
            for one, field, value in of_all
        ),
        Change(kind="reject", target=target_of(read, "statement", said[0])),
        Change(kind="confirm", target=target_of(read, "statement", said[0])),
        Change(kind="reject", target=target_of(read, "name", read.names[2])),
        change("name", read, read.names[0], "entity", "russia"),
        change("meeting", read, met, "ordinal", "18"),
        change("meeting", read, met, "start", "2022-11-20"),
        Change(kind="part", target=target_of(read, "meeting", met), value="astana-19"),
        Change(kind="reject", target=target_of(read, "meeting", met)),
        change("page", read, None, "published", "2021"),
        change("page", read, None, "outlet", None),
        change("block", read, read.blocks[4], "role", "furniture"),
        Change(kind="merge", target=Target(layer="entity", item="lavrentiev"), value="lavrov", entities=(LAVROV,)),
        Change(kind="merge", target=Target(layer="entity", item="turkey"), value="russia"),
        Change(kind="correct", target=Target(layer="entity", item="russia"), field="label/ar", value="الاتحاد الروسي"),
        Change(kind="split", target=Target(layer="entity", item="russia", text_hash=read.text_hash), value="state:other"),
    ]
