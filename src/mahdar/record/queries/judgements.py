"""What people judged: the log with what became of each entry, the marks that things bear for it, and where merged ids lead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

from sqlalchemy import ColumnElement, Connection, select

from mahdar.corrections import Conflict, Judgement, conflicts, holding, in_force
from mahdar.corrections.log import parted_later
from mahdar.corrections.model import Layer
from mahdar.model import Noun
from mahdar.record import schema
from mahdar.record.answers import Mark
from mahdar.record.judgements import find, held_apart, is_known
from mahdar.record.queries.lookup import batches

State = Literal["applied", "overruled", "stale", "absent", "undone"]
"""How an entry stands: it holds; a later one says otherwise; it fits nothing that is read there; no page here has its text or entity; it was
taken back."""


class Entry(Noun, frozen=True, kw_only=True):
    """An entry of the log. ``pages`` are those that it bears on, ``reason`` says why it is stale, ``undone_by`` are the undos of it in force."""

    judgement: Judgement
    state: State
    pages: tuple[str, ...] = ()
    reason: str | None = None
    undone_by: tuple[str, ...] = ()


def log(connection: Connection) -> tuple[Entry, ...]:
    """The whole log, in its order."""
    entries = find(connection)
    force = in_force(entries)
    undone: dict[str, list[str]] = defaultdict(list)
    for one in entries:
        if one.undoes is not None and one.id in force:
            undone[one.undoes].append(one.id)
    j = schema.judged.c
    became: dict[str, list[tuple[str, str, str | None]]] = defaultdict(list)
    for row in connection.execute(select(j.judgement, j.page, j.status, j.reason).order_by(j.page)):
        became[row.judgement].append((row.page, row.status, row.reason))
    across = _across(connection, entries)
    return tuple(_entry(one, one.id in force, became.get(one.id, []), tuple(undone.get(one.id, ())), across.get(one.id, "absent")) for one in entries)


def _across(connection: Connection, entries: Iterable[Judgement]) -> dict[str, State]:
    """How those stand that bear on no page by themselves: what tells entities apart, and merges of what was told apart later."""
    r = schema.redirects.c
    held = holding(entries)
    leads: dict[str, str] = {row.id: row.to for row in connection.execute(select(r.id, r.to))}
    apart = {one.id: one.pair for one in held if one.kind == "apart" and one.pair}
    known = {id_ for id_ in {id_ for pair in apart.values() for id_ in pair} if is_known(connection, id_)}
    found: dict[str, State] = dict.fromkeys(parted_later(held), "overruled")
    for one, pair in apart.items():
        if pair <= known:
            found[one] = "applied" if len({leads.get(id_, id_) for id_ in pair}) > 1 else "overruled"
    return found


def _entry(one: Judgement, in_force: bool, became: list[tuple[str, str, str | None]], undone_by: tuple[str, ...], otherwise: State) -> Entry:
    """``otherwise`` is how it stands where it bears on no page."""
    pages = tuple(page for page, _, _ in became)
    if not in_force:
        return Entry(judgement=one, state="undone", undone_by=undone_by)
    if one.undoes is not None:
        return Entry(judgement=one, state="applied")
    order: tuple[State, ...] = ("applied", "overruled", "stale")
    state: State = next((state for state in order if any(status == state for _, status, _ in became)), otherwise)
    reason = next((reason for _, _, reason in became if reason), None) if state == "stale" else None
    return Entry(judgement=one, state=state, pages=pages, reason=reason)


def disputed(connection: Connection) -> tuple[Conflict, ...]:
    """The pairs of entries in which people contradict each other; the later of each holds."""
    return conflicts(find(connection))


def marks(connection: Connection, layer: Layer, items: Iterable[str]) -> dict[str, tuple[Mark, ...]]:
    """The judgements that hold of things of one layer, by their ids, the earliest first."""
    j = schema.judged.c
    found: dict[str, list[Mark]] = defaultdict(list)
    for some in batches(sorted(set(items))):
        for mark in _marks(connection, j.layer == layer, j.item.in_(some)):
            found[mark.item].append(mark)
    return {item: tuple(told) for item, told in found.items()}


def told_apart(connection: Connection, ids: Iterable[str]) -> tuple[Mark, ...]:
    """Who told the entity that has these ids apart from others, the earliest first; ``value`` of each is the other one."""
    asked = set(ids)
    found = [one for one in held_apart(connection) if one.target and one.pair and not asked.isdisjoint(one.pair)]
    told = []
    for one in found:
        assert one.pair is not None
        for item in sorted(one.pair & asked):
            (other,) = one.pair - {item}
            if other not in asked:
                told.append(Mark(id=one.id, at=one.at, who=one.who, kind="apart", layer="entity", item=item, field=None, value=other, why=one.why))
    return tuple(told)


def marks_of_page(connection: Connection, page: str) -> tuple[Mark, ...]:
    """The judgements that hold of anything on a page, the earliest first."""
    return _marks(connection, schema.judged.c.page == page)


def parted(connection: Connection) -> frozenset[frozenset[str]]:
    """The pairs of meetings' ids that a person told apart."""
    j, d = schema.judgements.c, schema.judged.c
    query = select(d.item, j.value).join(schema.judged, d.judgement == j.id).where(j.kind == "part", d.status == "applied", d.item.is_not(None))
    return frozenset(frozenset((row.item, row.value)) for row in connection.execute(query))


def redirect(connection: Connection, id_: str) -> str | None:
    """The id that a thing has now where it had ``id_``: an entity that was merged, or a statement, meeting or commitment that a
    person judged and that a newer engine or the person gave another id. None where there is none."""
    r, j, d = schema.redirects.c, schema.judgements.c, schema.judged.c
    to = connection.execute(select(r.to).where(r.id == id_)).scalar()
    if to is not None:
        return str(to)
    query = select(d.item).join(schema.judgements, j.id == d.judgement).where(j.item == id_, d.item.is_not(None), d.item != id_)
    return connection.execute(query.where(j.layer.in_(("statement", "meeting", "commitment"))).order_by(j.at.desc(), d.page)).scalars().first()


def _marks(connection: Connection, *wanted: ColumnElement[bool]) -> tuple[Mark, ...]:
    j, d = schema.judgements.c, schema.judged.c
    query = select(j.id, j.at, j.who, j.kind, d.layer, d.item, j.field, j.value, j.why).join(schema.judged, d.judgement == j.id)
    rows = connection.execute(query.where(d.status == "applied", d.item.is_not(None), *wanted).distinct().order_by(j.at, j.id, d.item)).all()
    return tuple(Mark(**row._mapping) for row in rows)
