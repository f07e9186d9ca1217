"""What entries of the log changed: its pages with it and without it, side by side.

A page is a function of what the machine read and of the judgements that hold; so what one of them does can be told at any time, also when others
were entered since.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import msgspec
from sqlalchemy import Connection, select

from mahdar.corrections import Judgement, apply
from mahdar.corrections.model import Layer
from mahdar.corrections.work import LAYERS, item_id, spans_of
from mahdar.model import Entity, Noun, Office, Reading, Span
from mahdar.record import schema
from mahdar.record.answers import PageRef, Quote
from mahdar.record.judgements import bearing_on, by_ids
from mahdar.record.queries.judgements import Entry, log
from mahdar.record.queries.lookup import page_refs, quote
from mahdar.record.settling import machine_reading

PAGES = 10
"""Of so many pages what changed is told; how many there are is, too."""

PARTED = ", "
"""Between the parts of a value that has several."""

_OF_ITSELF = ("found_by", "confidence", "slots", "evidence", "id", "more", "rule", "why", "anchor", "type", "statements", "condition_at")
"""What only says where something stands and how it was found, or follows from that."""


class Value(Noun, frozen=True, kw_only=True):
    """A field that differs. The values are as people read them: entities are ids, with their role in brackets where they have one, offices are
    ``ROLE/OF``, parts are parted by `PARTED`; null where nothing is told, or there was no such thing."""

    field: str
    before: str | None
    after: str | None


class Difference(Noun, frozen=True, kw_only=True):
    """A thing that differs: it came, went, or some of its fields are others. ``item`` is the id that it has, else had."""

    layer: Layer
    item: str
    sort: str
    words: Quote | None
    values: tuple[Value, ...]


class PageChange(Noun, frozen=True, kw_only=True):
    """What differs on a page; ``counts`` are how many of each layer there were and are, where that differs."""

    page: PageRef
    differences: tuple[Difference, ...]
    counts: dict[str, tuple[int, int]]


class Told(Noun, frozen=True, kw_only=True):
    """An entry, and the judgement that it is about in the end: itself, or of an undo what that takes back. ``holds`` says if that is in force."""

    entry: Entry
    about: Judgement
    holds: bool


class Changed(Noun, frozen=True, kw_only=True):
    """What some entries changed together, as those that were entered by one form did. ``pages`` counts the pages that they bear on."""

    told: tuple[Told, ...]
    pages: int
    changes: tuple[PageChange, ...]


def changed(connection: Connection, ids: Iterable[str]) -> Changed | None:
    """What the entries of these ids changed, or undos among them took back; None where there is none of them."""
    entries = {entry.judgement.id: entry for entry in log(connection)}
    told = tuple(_told_of(connection, entries, entries[id_]) for id_ in dict.fromkeys(ids) if id_ in entries)
    if not told:
        return None
    abouts = tuple({one.about.id: one.about for one in told}.values())
    pages = sorted({page for about in abouts for page in _pages(connection, about)})
    refs = page_refs(connection, pages[:PAGES])
    changes = tuple(change for page in pages[:PAGES] if (change := _of_page(connection, page, abouts, refs[page])) is not None)
    return Changed(told=told, pages=len(pages), changes=changes)


def _told_of(connection: Connection, entries: Mapping[str, Entry], entry: Entry) -> Told:
    about = entry.judgement
    while about.undoes is not None and (found := by_ids(connection, [about.undoes])):
        about = found[0]
    return Told(entry=entry, about=about, holds=about.id in entries and entries[about.id].state == "applied")


def _pages(connection: Connection, about: Judgement) -> list[str]:
    p, d, e = schema.pages.c, schema.judged.c, schema.entities.c
    if about.target is None:
        return []
    if about.target.text_hash is not None:
        return list(connection.execute(select(p.id).where(p.text_hash == about.target.text_hash)).scalars())
    judged, having = select(d.page).where(d.judgement == about.id), select(e.page).where(e.id == about.target.item)
    return list(connection.execute(judged.union(having)).scalars())


def _of_page(connection: Connection, page: str, abouts: Collection[Judgement], ref: PageRef) -> PageChange | None:
    machine = machine_reading(connection, page)
    mine = {one.id for one in abouts}
    bearing = [one for one in bearing_on(connection, machine)[0] if one.id not in mine]
    before, after = apply(machine, bearing).reading, apply(machine, [*bearing, *abouts]).reading
    differences = tuple(_differences(before, after))
    if not differences:
        return None
    counts = {}
    for field in (*LAYERS.values(), "entities"):
        was, is_ = len(getattr(before, field)), len(getattr(after, field))
        if was != is_:
            counts[field] = (was, is_)
    return PageChange(page=ref, differences=differences, counts=counts)


def _differences(before: Reading, after: Reading) -> Iterable[Difference]:
    if (was := _head(before)) != (is_ := _head(after)):
        yield Difference(layer="page", item=after.page, sort="changed", words=None, values=_values(was, is_))
    for layer, field in LAYERS.items():
        yield from _of_layer(layer, getattr(before, field), getattr(after, field), after)
    yield from _of_layer("entity", before.entities, after.entities, after)


def _head(reading: Reading) -> dict[str, str | None]:
    return {"published": reading.published.value if reading.published else None, "outlet": reading.outlet.label if reading.outlet else None}


def _of_layer(layer: Layer, before: Iterable[Noun], after: Iterable[Noun], reading: Reading) -> Iterable[Difference]:
    """The things of a layer that differ: those with one id, then those that stand at one place, are one."""
    gone, come = list(before), list(after)
    pairs: list[tuple[Noun, Noun]] = []
    for same in (_id, _place):
        for one in list(gone):
            other = next((other for other in come if same(one) is not None and same(one) == same(other)), None)
            if other is not None:
                pairs.append((one, other))
                gone.remove(one)
                come.remove(other)
    for one, other in pairs:
        if values := _values(_told(one), _told(other)):
            yield Difference(layer=layer, item=_id(other), sort="changed", words=_words(other, reading), values=values)
    for one in gone:
        yield Difference(layer=layer, item=_id(one), sort="gone", words=_words(one, reading), values=_values(_told(one), {}))
    for other in come:
        yield Difference(layer=layer, item=_id(other), sort="come", words=_words(other, reading), values=_values({}, _told(other)))


def _id(noun: Noun) -> str:
    return noun.id if isinstance(noun, Entity) else item_id(noun)


def _place(noun: Noun) -> tuple[Span, ...] | tuple[str, ...] | None:
    # Positions stand where their statements do.
    return getattr(noun, "statements", None) if not spans_of(noun) else spans_of(noun)[:1]


def _words(noun: Noun, reading: Reading) -> Quote | None:
    spans = spans_of(noun)
    if not spans and (backed := getattr(noun, "statements", ())):
        spans = tuple(Span(start=st.start, end=st.end) for st in reading.statements if st.id == backed[0])
    return quote(reading.text, reading.page, spans[0].start, spans[0].end) if spans else None


def _told(noun: Noun) -> dict[str, str | None]:
    """The fields of a thing as people read them."""
    found: dict[str, str | None] = {}
    for name in noun.__struct_fields__:
        if name not in _OF_ITSELF and not (isinstance(noun, Span) and name in ("start", "end")):
            found[name] = _text(getattr(noun, name))
    if spans_of(noun) and isinstance(noun, Span):
        found["content"] = f"{noun.start},{noun.end}"
    return found


def _text(value: object) -> str | None:
    if value is None or value == () or value == {}:
        return None
    if isinstance(value, Mapping):
        return PARTED.join(f"{key}: {one}" for key, one in value.items())
    if isinstance(value, tuple):
        return PARTED.join(dict.fromkeys(_text(one) or "" for one in value))
    entity = getattr(value, "entity", None)
    if entity is not None:
        role = getattr(value, "role", None)
        return f"{entity} ({role})" if role else str(entity)
    if isinstance(value, Span):
        return f"{value.start},{value.end}"
    if isinstance(value, Office):
        return value.label or "/".join(part for part in (value.role, value.of) if part)
    if isinstance(value, msgspec.Struct):
        return str(getattr(value, "label", None) or getattr(value, "value", None) or msgspec.json.encode(value).decode())
    return str(value)


def _values(before: Mapping[str, str | None], after: Mapping[str, str | None]) -> tuple[Value, ...]:
    fields = dict.fromkeys((*before, *after))
    return tuple(Value(field=field, before=before.get(field), after=after.get(field)) for field in fields if before.get(field) != after.get(field))
