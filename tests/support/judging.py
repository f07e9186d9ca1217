"""Judging in tests: targets of what a reading holds, and judgements of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from mahdar.corrections import Judgement, Target, judgement
from mahdar.corrections.model import Layer
from mahdar.corrections.work import item_id, spans_of
from mahdar.model import Noun, Position, Reading, Span
from mahdar.record import Record, schema


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
        tables = {name: table for name, table in schema.metadata.tables.items() if name != "judgements"}
        return {name: sorted(map(repr, connection.execute(select(table)).all())) for name, table in tables.items()}


def at(reading: Reading, quote: str) -> Span:
    """Where words stand in a reading's text."""
    start = reading.text.index(quote)
    return Span(start=start, end=start + len(quote))
