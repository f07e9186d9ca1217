"""For whom somebody speaks: the state or body of his office, as the pages at hand state it, else as any page or the knowledge has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from mahdar.knowledge import load
from mahdar.record import schema
from mahdar.record.answers import EntityRef
from mahdar.record.floor_answers import SpeakerOffice
from mahdar.record.queries.joins import joined_ids
from mahdar.record.queries.lookup import AnyRow, batches, entity_refs, known_labels

_OWN_VOICE = frozenset(
    (
        "parliament",
        "senate",
        "house-of-councillors",
        "house-of-commons",
        "supreme-court",
        "constitutional-court",
        "judiciary",
        "prosecution",
        "central-bank",
    )
)
"""Bodies of a state that don't speak for it. Nor does what merely belongs there: a news agency, a party, an observatory, a rival government."""


class Speaks(NamedTuple):
    """For which side somebody speaks (an entity's id), and in what office; either null where that isn't known."""

    side: str | None
    office: SpeakerOffice | None


def represented(connection: Connection, speakers: Iterable[EntityRef], pages: Collection[str], day: str | None) -> dict[str, Speaks]:
    """For whom each of ``speakers`` speaks on a ``day`` (EDTF; null where none is told), by id; ``pages`` are those whose word comes first."""
    refs = {ref.id: ref for ref in speakers}
    persons = [id_ for id_, ref in refs.items() if ref.kind in (None, "person")]
    offices = {id_: _best(rows, day) for id_, rows in _offices(connection, persons, pages).items()}
    labels = entity_refs(connection, (row.of for row in offices.values() if row is not None))
    found: dict[str, Speaks] = {}
    for id_, ref in refs.items():
        row = offices.get(id_)
        if row is not None:
            of = labels[row.of] if row.of else None
            shown = EntityRef(id=of.id, kind=of.kind, label=of.label or known_labels().get(of.id, {})) if of else None
            found[id_] = Speaks(state_of(of.id) if of else None, SpeakerOffice(role=row.role, label=row.label, of=shown))
        else:
            found[id_] = Speaks(state_of(id_) if ref.kind in ("state", "organization") else None, None)
    return found


def state_of(entity: str) -> str:
    """The state for which a ministry, a presidency or an army speaks (``russia`` of ``russia-mfa``); of all else the entity itself."""
    return _states().get(entity, entity)


@lru_cache(maxsize=1)
def _states() -> Mapping[str, str]:
    knowledge = load()
    bodies = {body.key for body in knowledge.bodies} - _OWN_VOICE
    found = {f"{state.id}-{key}": state.id for state in knowledge.states for key in bodies}
    found |= {entry.id: entry.state for entry in knowledge.organizations if entry.state and entry.sort == "ministry"}
    for key, id_ in knowledge.pattern_ids.items():
        state, _, body = key.partition("/")
        if body in bodies:
            found[id_] = state
    return found


def _offices(connection: Connection, persons: Sequence[str], pages: Collection[str]) -> dict[str, list[AnyRow]]:
    """The offices of these persons, under whichever id pages have them: those that ``pages`` state, else each that any page states or the knowledge
    has, with how many pages tell it so."""
    o = schema.offices.c
    stands = {id_: person for person, ids in joined_ids(connection, persons).items() for id_ in ids}
    found: dict[str, list[AnyRow]] = defaultdict(list)
    columns = (o.entity, o.role, o.label, o.of, o.since, o.until, o.status, o.basis)
    for some in batches(sorted(pages)):
        here = select(*columns, func.count().label("pages")).where(o.page.in_(some), o.basis == "stated", o.of.is_not(None)).group_by(*columns)
        for row in connection.execute(here):
            if row.entity in stands:
                found[stands[row.entity]].append(row)
    unknown = sorted(id_ for id_, person in stands.items() if not any(row.status != "former" for row in found[person]))
    for some in batches(unknown):
        for row in connection.execute(select(*columns, func.count().label("pages")).where(o.entity.in_(some)).group_by(*columns)):
            found[stands[row.entity]].append(row)
    return {person: rows for person, rows in found.items() if rows}


def _best(rows: Sequence[AnyRow], day: str | None) -> AnyRow | None:
    """The office that tells most surely for whom somebody speaks: one of that day that pages state, else one that is known; of these that of most
    pages."""
    held = [row for row in rows if row.status != "former" and _in_term(row, day)]

    def sure(row: AnyRow) -> tuple[bool, bool, int, str, str]:
        return (row.of is None, row.basis != "stated", -row.pages, row.since or "", f"{row.role} {row.of} {row.label}")

    return min(held, key=sure, default=None)


def _in_term(row: AnyRow, day: str | None) -> bool:
    if day is None or row.basis == "stated":
        return True
    since, until = row.since, row.until
    return (since is None or since <= day or day.startswith(since)) and (until is None or until >= day or until.startswith(day))
