"""What a judgement is about, from the ids by which people ask for things: targets that hold for any record with the same text."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from sqlalchemy import Connection, Table, select

from mahdar.corrections import Target
from mahdar.corrections.model import Layer
from mahdar.corrections.work import item_id, spans_of
from mahdar.errors import UsageError
from mahdar.model import Noun, Reading, Span
from mahdar.record import schema
from mahdar.record.judgements import is_known
from mahdar.record.queries.pages import reading

SHORTEST = 6
"""A page may be asked for by so many digits of its id, or more, where no other page begins so."""

_NEAR = 5
_SEARCHED = 20_000


def page_id(connection: Connection, wanted: str) -> str:
    """The id of the page whose id is or begins with ``wanted``. Raises `UsageError` where there is none, or several."""
    p = schema.pages.c
    found = list(connection.execute(select(p.id).where(p.id.startswith(wanted.lower(), autoescape=True)).order_by(p.id).limit(_NEAR)).scalars())
    if len(wanted) >= SHORTEST and len(found) == 1:
        return str(found[0])
    some = found or connection.execute(select(p.id).order_by(p.id).limit(_NEAR)).scalars().all()
    raise UsageError(f"expected {SHORTEST} digits or more of the id of one page, got {wanted!r}; there are {_listed(one[:12] for one in some)}")


def of_page(connection: Connection, wanted: str, source: str | None = None) -> Target:
    """A page, or with ``source`` one of its captures."""
    page = page_id(connection, wanted)
    c = schema.captures.c
    sources = connection.execute(select(c.source).where(c.page == page).order_by(c.source)).scalars().all()
    if source is not None and source not in sources:
        raise UsageError(f"expected the source of a capture of the page ({_listed(sources)}), got {source!r}")
    return Target(layer="page", text_hash=_text_hash(connection, page), item=page, source=source)


def of_statement(connection: Connection, statement: str) -> Target:
    """A statement."""
    return next(iter(_of_id(connection, "statement", schema.statements, statement).values()))


def of_meeting(connection: Connection, meeting: str) -> dict[str, Target]:
    """A meeting as each page that tells of it under this id does, by page."""
    return _of_id(connection, "meeting", schema.meetings, meeting)


def of_commitment(connection: Connection, commitment: str) -> dict[str, Target]:
    """A commitment as each page that tells of it under this id does, by page."""
    return _of_id(connection, "commitment", schema.commitments, commitment)


def page_of(connection: Connection, statement: str) -> str:
    """The id of the first page that has a statement."""
    s = schema.statements.c
    page = connection.execute(select(s.page).where(s.id == statement).order_by(s.page).limit(1)).scalar()
    if page is None:
        raise _none(connection, "statement", schema.statements, statement)
    return str(page)


def of_position(connection: Connection, statement: str, *, actor: str | None = None, issue: str | None = None) -> Target:
    """The position that a statement backs; ``actor`` and ``issue`` (its key, or ``PROCESS/KEY``) say which where it backs several."""
    found = _read(connection, page_of(connection, statement))
    backed = [p for p in found.positions if statement in p.statements]
    fitting = [p for p in backed if actor in (None, p.actor) and issue in (None, p.issue, f"{p.process}/{p.issue}")]
    if len(fitting) != 1:
        told = _listed(f"--actor {p.actor} --issue {p.process}/{p.issue}" if p.process else f"--actor {p.actor} --issue {p.issue}" for p in backed)
        raise UsageError(f"expected one of the positions that statement {statement} backs, got {len(fitting)}; it backs {told}")
    said = next(st for st in found.statements if st.id == fitting[0].statements[0])
    return _target(found, "position", said, item_id(fitting[0]))


def of_characters(connection: Connection, layer: Layer, wanted: str, at: Span) -> Target:
    """The name, time or block that stands at ``at``, or the shortest that holds it."""
    found = _read(connection, page_id(connection, wanted))
    items: tuple[Span, ...] = {"name": found.names, "time": found.times, "block": found.blocks}[layer]
    holding = sorted((item for item in items if item.holds(at)), key=lambda item: item.end - item.start)
    if not holding:
        near = sorted(items, key=lambda item: abs(item.start - at.start))[:_NEAR]
        told = _listed(f"{item.start},{item.end} «{item.of(found.text)[:30]}»" for item in sorted(near, key=lambda item: item.start))
        raise UsageError(f"expected a {layer} at {at.start},{at.end}, got none; near it are {told}")
    return _target(found, layer, holding[0], item_id(holding[0]))


def of_two(connection: Connection, entity: str) -> Target:
    """An entity that isn't another one, also where somebody merged it."""
    if not is_known(connection, entity):
        raise _none(connection, "entity", schema.entities, entity)
    return Target(layer="entity", item=entity)


def of_entity(connection: Connection, entity: str, *, page: str | None = None, spelling: str | None = None) -> Target:
    """An entity; what is called so on one page, or by one spelling, where it is to be split."""
    e = schema.entities.c
    if connection.execute(select(e.id).where(e.id == entity).limit(1)).first() is None:
        r = schema.redirects.c
        to = connection.execute(select(r.to).where(r.id == entity)).scalar()
        if to is not None:
            raise UsageError(f"expected an entity of the record, got {entity!r}, which was merged into {to}")
        raise _none(connection, "entity", schema.entities, entity)
    text_hash = _text_hash(connection, page_id(connection, page)) if page is not None else None
    return Target(layer="entity", item=entity, text_hash=text_hash, quote=spelling)


def _of_id(connection: Connection, layer: Layer, table: Table, wanted: str) -> dict[str, Target]:
    pages = connection.execute(select(table.c.page).where(table.c.id == wanted).order_by(table.c.page)).scalars().all()
    found: dict[str, Target] = {}
    for page in pages:
        told = _read(connection, page)
        items: tuple[Noun, ...] = getattr(told, f"{layer}s")
        item = next(item for item in items if item_id(item) == wanted)
        found[page] = _target(told, layer, spans_of(item)[0], wanted)
    if not found:
        raise _none(connection, layer, table, wanted)
    return found


def _target(of: Reading, layer: Layer, span: Span, item: str) -> Target:
    return Target(layer=layer, text_hash=of.text_hash, start=span.start, end=span.end, quote=span.of(of.text), item=item)


def _read(connection: Connection, page: str) -> Reading:
    found = reading(connection, page)
    assert found is not None
    return found


def _text_hash(connection: Connection, page: str) -> str:
    p = schema.pages.c
    return str(connection.execute(select(p.text_hash).where(p.id == page)).scalar_one())


def _none(connection: Connection, layer: str, table: Table, wanted: str) -> UsageError:
    """The error of an id that there isn't: that a person refused it, else with those that are like it, or the first."""
    j, d = schema.judgements.c, schema.judged.c
    query = select(j.id, j.who).join(schema.judged, d.judgement == j.id).where(j.kind == "reject", d.status == "applied")
    refused = connection.execute(query.where(d.layer == layer, d.item == wanted).order_by(j.at.desc())).first()
    if refused is not None:
        return UsageError(f"expected the id of a {layer}, got {wanted!r}, which {refused.who} refused; undo {refused.id} to have it back")
    ids = connection.execute(select(table.c.id).distinct().order_by(table.c.id).limit(_SEARCHED)).scalars().all()
    near = get_close_matches(wanted, ids, n=_NEAR, cutoff=0.5) or ids[:_NEAR]
    told = f"; there are {_listed(near)}{', …' if len(ids) > len(near) else ''}" if near else f"; the record has no {layer}"
    return UsageError(f"expected the id of {'an' if layer == 'entity' else 'a'} {layer}, got {wanted!r}{told}")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words) or "none"
