"""What stands beside who said what at a meeting: who carried it, what one outlet alone tells of it, and the documents that pages name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypedDict

from sqlalchemy import Connection, select

from mahdar.record import schema
from mahdar.record.answers import EntityRef, PageRef
from mahdar.record.floor_answers import AloneFact, Carrier, DocumentAnswer, FactName
from mahdar.record.process_answers import Asserted, MeetingAnswer
from mahdar.record.queries.lookup import AnyRow, Texts, batches, entity_refs, known_labels
from mahdar.record.queries.tellings import witnesses

DOCUMENTS, QUOTED, CARRIERS, FACTS = 12, 3, 12, 20
"""So many documents are told, each with so many pages that name it; so many outlets and agencies, and so many facts that one outlet alone tells."""

_FIELDS: tuple[FactName, ...] = ("kind", "start", "end", "place", "host", "convener", "status", "level", "outcome")


class Carriers(TypedDict):
    """Who carried the pages of a meeting."""

    agencies: tuple[Carrier, ...]
    outlets: tuple[Carrier, ...]


def outlet_of(page: PageRef) -> str:
    """What tells the outlet of a page from others: its entity, else its label; empty where none is told."""
    return next((outlet.entity or outlet.label for outlet in page.outlets), "")


def agencies_of(connection: Connection, pages: Collection[str]) -> dict[str, frozenset[str]]:
    """The agencies that each of these pages credits or copies, by the ids that stand for them."""
    credited = {page: witness.agencies for page, witness in witnesses(connection, pages).items()}
    refs = entity_refs(connection, [id_ for mine in credited.values() for id_ in mine])
    return {page: frozenset(refs[id_].id for id_ in mine) for page, mine in credited.items()}


def carriers(connection: Connection, pages: Iterable[PageRef], credited: Mapping[str, frozenset[str]], statements: Mapping[str, int]) -> Carriers:
    """The agencies of these pages (`agencies_of`), and the outlets that published them, those of most pages first; ``statements`` counts what each
    carries."""
    held = {page.id: page for page in pages}
    agencies = Counter(agency for mine in credited.values() for agency in mine)
    outlets = Counter(outlet_of(page) for page in held.values())
    called = {outlet_of(page): outlet for page in held.values() for outlet in page.outlets[:1]}
    refs = entity_refs(connection, agencies)
    return Carriers(
        agencies=tuple(
            Carrier(key=id_, label=refs[id_].label, entity=refs[id_].id, pages=n, statements=statements.get(id_, 0)) for id_, n in _most(agencies)
        ),
        outlets=tuple(
            Carrier(key=key, label={"ar": called[key].label}, entity=called[key].entity, pages=n, statements=statements.get(key, 0))
            for key, n in _most(outlets)
            if key
        ),
    )


def alone(told: MeetingAnswer) -> tuple[AloneFact, ...]:
    """What the pages of one outlet alone say of a meeting that several tell of: fields, and who takes part."""
    if len({outlet_of(page) for page in told.pages} - {""}) < 2:
        return ()
    found: list[AloneFact] = []
    for name in _FIELDS:
        field = getattr(told, name)
        found += _lone(name, None, field.asserted if field else ())
    for part in told.participants:
        # Of who takes part it is that he does, in whatever role.
        found += list(_lone("participants", part.entity, part.asserted, every=True))
    return tuple(found[:FACTS])


def _lone(name: FactName, who: EntityRef | None, asserted: Iterable[Asserted], *, every: bool = False) -> Iterator[AloneFact]:
    values: dict[str, list[Asserted]] = defaultdict(list)
    for one in asserted:
        values["" if every else one.value].append(one)
    for value, held in values.items():
        agreeing = [one for other, mine in values.items() if agree(name, value, other) for one in mine]
        outlets = {outlet_of(one.page) for one in agreeing}
        shown = next((one for one in held if one.evidence), None)
        if shown and len(outlets) == 1 and "" not in outlets:
            yield AloneFact(field=name, outlet=shown.page.outlets[0].label, who=who, told=shown)


def agree(name: FactName, value: str, other: str) -> bool:
    """Whether both say the same: a day agrees with its month and its year."""
    if name in ("start", "end"):
        return value.startswith(other) or other.startswith(value)
    return value == other


def documents(connection: Connection, told: MeetingAnswer, pages: Mapping[str, PageRef]) -> tuple[DocumentAnswer, ...]:
    """The documents that these pages of a meeting name: those that came of it first, then those of most pages."""
    e = schema.entities.c
    named: dict[str, set[str]] = defaultdict(set)
    rows = [row for some in batches(sorted(pages)) for row in connection.execute(select(e.id, e.page).where(e.page.in_(some), e.kind == "document"))]
    refs = entity_refs(connection, [row.id for row in rows])
    for row in rows:
        named[refs[row.id].id].add(row.page)
    outcomes = {value.value for value in told.outcome.values} if told.outcome else set()
    chosen = sorted(named, key=lambda id_: (id_ not in outcomes, -len(named[id_]), id_))[:DOCUMENTS]
    place = {page: n for n, page in enumerate(pages)}
    on = {id_: sorted(named[id_], key=lambda page: place[page])[:QUOTED] for id_ in chosen}
    where = _first_named(connection, {row.id for row in rows if refs[row.id].id in on}, {page for mine in on.values() for page in mine})
    texts = Texts(connection, {page for mine in on.values() for page in mine})
    called = {ref.id: ref for ref in refs.values()}
    quoted = {(refs[row.entity].id, row.page): row for row in where}
    return tuple(
        DocumentAnswer(
            entity=EntityRef(id=id_, kind=called[id_].kind, label=called[id_].label or known_labels().get(id_, {})),
            outcome=id_ in outcomes,
            pages=len(named[id_]),
            named=tuple(texts.quote(page, at.start, at.end) for page in on[id_] if (at := quoted.get((id_, page)))),
            on=tuple(pages[page] for page in on[id_] if (id_, page) in quoted),
        )
        for id_ in chosen
    )


def _first_named(connection: Connection, ids: Collection[str], pages: Collection[str]) -> list[AnyRow]:
    """Where each of these entities is named first on each of these pages."""
    n = schema.names.c
    found: dict[tuple[str, str], AnyRow] = {}
    for some in batches(sorted(ids)):
        query = select(n.entity, n.page, n.start, n.end).where(n.entity.in_(some), n.page.in_(sorted(pages))).order_by(n.page, n.n)
        for row in connection.execute(query):
            found.setdefault((row.entity, row.page), row)
    return list(found.values())


def _most(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:CARRIERS]
