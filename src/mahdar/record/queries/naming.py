"""Which entity somebody means who writes a name, or an id, into a form."""

from __future__ import annotations

import re

from sqlalchemy import Connection, select

from mahdar.arabic import fold
from mahdar.knowledge import load
from mahdar.record import schema
from mahdar.record.answers import EntityRef
from mahdar.record.queries.entities import entities
from mahdar.record.queries.lookup import entity_refs

MOST = 8
"""So many are offered where a name may mean several."""

_TOLD = re.compile(r"\[([^\[\]\s]+)\]\s*$")


def told(ref: EntityRef, language: str) -> str:
    """An entity as a form shows it and takes it back: its name, and its id in brackets."""
    label = ref.label.get(language) or next(iter(ref.label.values()), "")
    return f"{label} [{ref.id}]" if label else ref.id


def meant(connection: Connection, written: str) -> tuple[EntityRef, ...]:
    """The entities that ``written`` may mean, the likeliest first: the one whose id it is or ends with, in brackets; else those with this name,
    spelt as it may be, in the record or the knowledge. One alone is meant for sure."""
    written = written.strip()
    for id_ in [found[1]] if (found := _TOLD.search(written)) else [written]:
        if known := _of_id(connection, id_):
            return (known,)
    if found:
        return ()
    wanted = fold(written)
    of_record = entities(connection, spelt=written, limit=MOST).items
    refs = entity_refs(connection, [row.id for row in of_record])
    some = {id_: refs[id_] for id_ in (row.id for row in of_record)}
    for kind, entry in load().entries():
        if any(fold(name) == wanted for name in entry.names) or entry.en.casefold() == written.casefold():
            some.setdefault(entry.id, EntityRef(id=entry.id, kind=kind, label={"ar": entry.names[0], "en": entry.en}))
    exact = [ref for ref in some.values() if any(fold(label) == wanted or label.casefold() == written.casefold() for label in ref.label.values())]
    return tuple(exact) if len(exact) == 1 else tuple(some.values())[:MOST]


def _of_id(connection: Connection, id_: str) -> EntityRef | None:
    e = schema.entities.c
    if connection.execute(select(e.id).where(e.id == id_).limit(1)).first() is not None:
        return entity_refs(connection, [id_], own=True)[id_]
    for kind, entry in load().entries():
        if entry.id == id_:
            return EntityRef(id=id_, kind=kind, label={"ar": entry.names[0], "en": entry.en})
    return None
