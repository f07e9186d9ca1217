"""A thing as it can be corrected: its fields with their present values, the words around it, and who is named there to choose from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection

from mahdar.corrections import FIELDS, Target
from mahdar.corrections.model import Layer
from mahdar.corrections.work import LAYERS, item_id
from mahdar.errors import UsageError
from mahdar.model import Block, Commitment, Meeting, Name, Noun, Position, Reading, Span, Statement, Time
from mahdar.record import edits, targets
from mahdar.record.answers import EntityRef, Mark, PageRef, Quote
from mahdar.record.edits import Edit
from mahdar.record.queries.entities import entity as whole_entity
from mahdar.record.queries.judgements import marks
from mahdar.record.queries.lookup import entity_refs, page_refs, quote
from mahdar.record.queries.pages import reading

AROUND = 1200
"""So many code points of the page are shown on each side of what is corrected, at most; lines are shown whole."""


class Around(Noun, frozen=True, kw_only=True):
    """Some of a page's text, from code point ``start`` on, with the names in it; ``whole`` says whether it is all of the page."""

    start: int
    end: int
    text: str
    names: tuple[Name, ...]
    whole: bool


class Editable(Noun, frozen=True, kw_only=True):
    """A thing that can be corrected, on one page or (an entity) over the whole record.

    ``values`` are its fields as they are now, with a name for each part (``participants/turkey``); characters of the page are ``START,END``.
    ``spans`` are the words that say what: of the item itself, its cue, its speaker. ``entities`` are those that the values name and those of the
    page, by id. ``told_by`` are the pages that tell of it where several do. ``seen`` changes as soon as anything of it does.
    """

    layer: Layer
    id: str
    seen: str
    values: dict[str, str | None]
    spans: dict[str, tuple[Span, ...]]
    quote: Quote | None
    around: Around | None
    page: PageRef | None
    told_by: tuple[PageRef, ...]
    entities: dict[str, EntityRef]
    judged: tuple[Mark, ...]


def editable(connection: Connection, edit: Edit) -> Editable:
    """What ``edit`` is about, as it is now; of what several pages tell, as the first of them does unless it names one.

    Raises `UsageError` where there is no such thing.
    """
    if edit.layer == "entity":
        return _entity(connection, edit.id)
    told = _tellings(connection, edit)
    page = next(iter(told))
    found = reading(connection, page)
    assert found is not None
    if edit.layer == "page":
        return _page(connection, found)
    target = told[page]
    item = next(item for item in getattr(found, LAYERS[edit.layer]) if item_id(item) == target.item)
    spans = _spans(found, item)
    values = _values(item)
    first = spans["item"][0]
    around = _around(found, [span for some in spans.values() for span in some])
    named = {named for field, value in values.items() for named in _named(edit.layer, field, value)} | {entity.id for entity in found.entities}
    pages = page_refs(connection, told)
    return Editable(
        layer=edit.layer,
        id=edit.id if edit.layer == "position" else target.item or edit.id,
        seen=seen(item, first.of(found.text)),
        values=values,
        spans=spans,
        quote=quote(found.text, page, first.start, first.end),
        around=around,
        page=pages[page],
        told_by=tuple(pages.values()) if len(pages) > 1 else (),
        entities=entity_refs(connection, named, own=True),
        judged=marks(connection, edit.layer, [target.item or ""]).get(target.item or "", ()),
    )


def seen(item: object, words: str) -> str:
    """A digest of a thing as it is: another one where anything of it has changed."""
    return hashlib.sha256(msgspec.json.encode([item, words], order="deterministic")).hexdigest()[:16]


def _tellings(connection: Connection, edit: Edit) -> dict[str, Target]:
    """The things that are meant, by their pages; the page that ``edit`` names first."""
    if edit.layer in ("meeting", "commitment"):
        of = targets.of_meeting if edit.layer == "meeting" else targets.of_commitment
        found = of(connection, edit.id)
        first = targets.page_id(connection, edit.page) if edit.page is not None else next(iter(found))
        if first not in found:
            raise UsageError(f"expected a page that tells of the {edit.layer}, got {first!r}")
        return {first: found[first], **found}
    (target,) = {edits.target(connection, edit)}
    page = targets.page_id(connection, edit.id) if edit.layer in ("page", "name", "time", "block") else targets.page_of(connection, edit.id)
    return {page: target}


def _entity(connection: Connection, id_: str) -> Editable:
    found = whole_entity(connection, id_, forms_limit=40)
    if found is None:
        targets.of_entity(connection, id_)  # which says what there is
        raise UsageError(f"expected the id of an entity, got {id_!r}")
    own = entity_refs(connection, [id_], own=True)[id_]
    values = {"label/ar": own.label.get("ar"), "label/en": own.label.get("en"), "kind": own.kind, "wikidata": found.wikidata}
    return Editable(
        layer="entity",
        id=id_,
        seen=seen(values, id_),
        values=values,
        spans={},
        quote=None,
        around=None,
        page=None,
        told_by=(),
        entities={id_: own},
        judged=found.judged,
    )


def _page(connection: Connection, found: Reading) -> Editable:
    values = {"published": found.published.value if found.published else None, "outlet": found.outlet.label if found.outlet else None}
    title = next((Span(start=block.start, end=block.end) for block in found.blocks if block.role == "title"), None)
    return Editable(
        layer="page",
        id=found.page,
        seen=seen(values, found.text_hash),
        values=values,
        spans={},
        quote=quote(found.text, found.page, title.start, title.end) if title else None,
        around=_around(found, [title or Span(start=0, end=min(1, len(found.text)))]),
        page=page_refs(connection, [found.page])[found.page],
        told_by=(),
        entities=entity_refs(connection, [found.outlet.entity] if found.outlet and found.outlet.entity else [], own=True),
        judged=marks(connection, "page", [found.page]).get(found.page, ()),
    )


def _spans(found: Reading, item: Noun) -> dict[str, tuple[Span, ...]]:
    if isinstance(item, Statement):
        spans: dict[str, tuple[Span, ...]] = {"item": (Span(start=item.start, end=item.end), *item.more)}
        if item.cue is not None:
            spans["cue"] = (item.cue,)
        if item.speaker is not None:
            spans["speaker"] = (Span(start=item.speaker.start, end=item.speaker.end),)
        return spans
    if isinstance(item, Meeting):
        return {"item": tuple(sorted({*item.evidence, *(span for slot in item.slots.values() for span in slot.evidence)}))}
    if isinstance(item, Commitment):
        return {"item": item.evidence or ((item.content,) if item.content else ())}
    if isinstance(item, Position):
        return {"item": tuple(Span(start=st.start, end=st.end) for st in found.statements if st.id in item.statements)}
    assert isinstance(item, Span)
    return {"item": (Span(start=item.start, end=item.end),)}


def _values(item: Noun) -> dict[str, str | None]:
    """The fields of an item as `FIELDS` names them."""
    if isinstance(item, Statement):
        return {
            "speaker": item.speaker.entity if item.speaker else None,
            "addressee": item.addressee,
            "target": item.target,
            "act": item.act,
            "kind": item.kind,
            "polarity": item.polarity,
            "content": f"{item.start},{item.end}",
            "cue": f"{item.cue.start},{item.cue.end}" if item.cue else None,
            **({f"via/{n}": via.entity for n, via in enumerate(item.via)} or {"via/0": None}),
            **{f"issues/{issue}": "yes" for issue in item.issues},
        }
    if isinstance(item, Meeting):
        values: dict[str, str | None] = {name: getattr(item, name) for name in FIELDS["meeting"] if name not in ("participants", "agenda", "ordinal")}
        values["ordinal"] = str(item.ordinal) if item.ordinal is not None else None
        values |= {f"participants/{part.entity}": part.role for part in item.participants}
        return values | {f"agenda/{issue}": "yes" for issue in item.agenda}
    if isinstance(item, Commitment):
        values = {name: getattr(item, name) for name in ("kind", "status", "date", "told_by")}
        values |= {"issue": _issue(item.process, item.issue), "content": f"{item.content.start},{item.content.end}" if item.content else None}
        return values | {f"parties/{party}": "yes" for party in item.parties}
    if isinstance(item, Position):
        values = {name: getattr(item, name) for name in ("stance", "actor", "target", "date", "told_by")}
        return values | {"issue": _issue(item.process, item.issue)}
    if isinstance(item, Name):
        return {"entity": item.entity, "kind": item.kind, "span": f"{item.start},{item.end}"}
    if isinstance(item, Time):
        return {"value": item.value}
    assert isinstance(item, Block)
    return {"role": item.role}


def _issue(process: str | None, key: str | None) -> str | None:
    return f"{process}/{key}" if process and key else key


def _named(layer: Layer, field: str, value: str | None) -> Iterable[str]:
    """The entities that a field and its value name."""
    name, _, part = field.partition("/")
    if name in ("participants", "parties"):
        yield part
    elif value is not None and FIELDS[layer][name].sort == "entity" and name != "series":
        yield value


def _around(found: Reading, spans: Iterable[Span]) -> Around:
    """The lines around these spans."""
    told = sorted(spans)
    start = found.text.rfind("\n", 0, max(0, told[0].start - AROUND)) + 1 if told[0].start > AROUND else 0
    end = found.text.find("\n", min(len(found.text), max(span.end for span in told) + AROUND))
    end = len(found.text) if end < 0 else end
    names = tuple(name for name in found.names if start <= name.start and name.end <= end)
    return Around(start=start, end=end, text=found.text[start:end], names=names, whole=(start, end) == (0, len(found.text)))
