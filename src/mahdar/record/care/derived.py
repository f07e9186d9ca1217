"""The derived tables: what each has to hold by the rows that it is derived from, and making it anew.

Every one is a function of what pages assert. `Derived.expected` is that function over the whole record, made without what the table holds;
adding and linking keep the tables up to date page by page, and are found out here where they failed to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Table, delete, func, insert, select

from mahdar import __version__
from mahdar.arabic import fold
from mahdar.linking.linker import shipped
from mahdar.linking.stories import Stories
from mahdar.linking.stories import shipped as shipped_stories
from mahdar.record import Record, assembling, indexing, means, rounds, schema, usage
from mahdar.record.care.findings import MEND, Finding
from mahdar.record.care.integrity import place
from mahdar.record.linking import stories_told, story_rows, unlink_all, waiting, without_vectors
from mahdar.record.queries.lookup import batches
from mahdar.record.write import Row

_LINK = "the next `mahdar build` links them, or `mahdar doctor RECORD --mend`"

_MOST = 1_000
"""Findings that are told of one table, which is made anew as a whole."""


class Derived(NamedTuple):
    """A derived table, with what makes all of its rows."""

    table: Table
    expected: Callable[[Connection], Iterable[Row]]


def entity_labels(connection: Connection) -> Iterator[Row]:
    """The labels that pages give entities, counted."""
    e = schema.entities.c
    counted: Counter[tuple[str, str, str, str]] = Counter()
    for entity, kind, labels in connection.execute(select(e.id, e.kind, e.labels)):
        counted.update((entity, kind, language, label) for language, label in msgspec.json.decode(labels).items())
    for (entity, kind, language, label), pages in counted.items():
        yield {"entity": entity, "kind": kind, "language": language, "label": label, "pages": pages}


def spellings(connection: Connection) -> Iterator[Row]:
    """The labels and spellings by which entities can be looked up, counted."""
    e, n = schema.entities.c, schema.names.c
    counted: Counter[tuple[str, str]] = Counter()
    ids = connection.execute(select(schema.pages.c.id)).scalars().all()
    for some in batches(ids):
        told: set[tuple[str, str, str]] = set()
        for page, entity, labels in connection.execute(select(e.page, e.id, e.labels).where(e.page.in_(some))):
            told.update((page, entity, label) for label in msgspec.json.decode(labels).values())
        told.update((row.page, row.entity, row.form) for row in connection.execute(select(n.page, n.entity, n.form).where(n.page.in_(some))))
        counted.update((entity, form) for _, entity, form in told)
    for (entity, form), pages in counted.items():
        yield {"entity": entity, "form": form, "folded": fold(form), "pages": pages}


def story_pages(connection: Connection) -> Iterator[Row]:
    """Which story each page tells, by the pairs that were kept."""
    told, hours = stories_told(connection, _stories(connection))
    yield from story_rows(told, hours)[0]


def stories(connection: Connection) -> Iterator[Row]:
    """The stories, by the pairs that were kept."""
    told, hours = stories_told(connection, _stories(connection))
    yield from story_rows(told, hours)[1]


def _stories(connection: Connection) -> Stories:
    """What puts pages together, by the record's own means."""
    return Stories(shipped_stories(semantic=means.model_of(connection) is not None))


COUNTED = (Derived(schema.entity_labels, entity_labels), Derived(schema.spellings, spellings), Derived(schema.usage, usage.rows))
"""What is derived in the transaction that adds a page."""

TOLD = (Derived(schema.story_pages, story_pages), Derived(schema.stories, stories))
"""What is derived when pages are linked."""


MET = (schema.met, schema.round_ids, schema.round_pages, schema.round_entities)
"""What is derived when meetings are put together."""


def differing(connection: Connection, derived: Derived) -> Iterator[Finding]:
    """Rows of a derived table that are missing, are too many, or hold something else."""
    table = derived.table
    names = [column.name for column in table.columns]
    keys = [column.name for column in table.primary_key.columns]
    expected = {tuple(row[name] for name in keys): tuple(row[name] for name in names) for row in derived.expected(connection)}
    found = 0
    for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
        key = tuple(getattr(row, name) for name in keys)
        wanted = expected.pop(key, None)
        if wanted != tuple(row) and (found := found + 1) <= _MOST:
            yield _finding(table, names, key, wanted, tuple(row))
    for key in sorted(expected)[: _MOST - found]:
        yield _finding(table, names, key, expected[key], None)


def _finding(table: Table, names: list[str], key: tuple[Any, ...], expected: tuple[Any, ...] | None, got: tuple[Any, ...] | None) -> Finding:
    unlike = [i for i in range(len(names)) if expected is None or got is None or expected[i] != got[i]]

    def shown(row: tuple[Any, ...] | None) -> str:
        return "no such row" if row is None else ", ".join(f"{names[i]} {row[i]}" for i in unlike)

    page = key[0] if table.columns.keys()[0] == "page" else None
    return Finding(check=str(table.name), page=page, at=place(table, key), expected=shown(expected), got=shown(got), todo=MEND)


def recount(record: Record) -> None:
    """Make `entity_labels`, `spellings` and `usage` anew, in one transaction. Nothing else should write meanwhile."""

    def work(connection: Connection) -> None:
        for derived in COUNTED:
            rows = list(derived.expected(connection))
            connection.execute(delete(derived.table))
            for some in batches(rows, 10_000):
                connection.execute(insert(derived.table), some)

    record.change(work)


def unindexed(connection: Connection) -> Iterator[Finding]:
    """What search finds otherwise than what is there, doesn't find, or finds though it isn't there."""
    for sort, item, page in indexing.differing(connection)[:_MOST]:
        yield Finding(
            check="search", page=page, at=f"search_docs {sort} {item}", expected="what indexing it anew gives", got="something else", todo=MEND
        )


def reindex(record: Record) -> None:
    """Make the tables of search anew."""
    record.reindex()


def unlinked(connection: Connection) -> Iterator[Finding]:
    """Whether pages wait to be linked, or meetings to be put together, or another version did it: no fault, as the next `Record.link` does it."""
    if waiting(connection):
        got = f"{_waiting(connection)} that wait, or some whose story is to be told again or whose names are to be compared"
        yield Finding(check="links", expected="all pages linked", got=got, todo=_LINK, sort="note")
    elif not rounds.in_force(connection):
        yield Finding(check="links", expected="all meetings put together", got="pages that have changed since", todo=_LINK, sort="note")
    older = connection.execute(select(schema.linked.c.engine).where(schema.linked.c.engine != __version__).limit(1)).scalar()
    if older is not None:
        yield Finding(check="links", expected=f"pages linked by version {__version__}", got=f"some linked by {older}", todo=_LINK, sort="note")


def _waiting(connection: Connection) -> int:
    k, p = schema.linked.c, schema.pages.c
    return connection.execute(
        select(func.count()).select_from(schema.pages.outerjoin(schema.linked, k.page == p.id)).where(k.n.is_(None))
    ).scalar_one()


def untold(connection: Connection) -> Iterator[Finding]:
    """Stories that aren't what the kept pairs make. Looked at when all pages are linked."""
    if not waiting(connection):
        for derived in TOLD:
            yield from differing(connection, derived)


def vectorless(connection: Connection) -> Iterator[Finding]:
    """Linked pages that lack the vector by which they are to be linked. Looked at when all pages are linked, by vectors."""
    model = means.model_of(connection)
    if model is None or waiting(connection):
        return
    for page in without_vectors(connection, shipped(model))[:_MOST]:
        expected = f"a vector by {model} of the article's words"
        yield Finding(check="vectors", page=page, at="article_vectors", expected=expected, got="none, or one of other words", todo=MEND)


def apart(connection: Connection) -> Iterator[Finding]:
    """Meetings that are kept otherwise than pages tell them. Looked at when none waits to be put together."""
    if not rounds.in_force(connection):
        return
    made = assembling.assembled(connection)[1]
    for table in MET:
        yield from differing(connection, Derived(table, lambda _, rows=made[table]: rows))  # type: ignore[misc]


def put_together(record: Record) -> None:
    """Put all meetings together anew."""
    record.change(lambda connection: rounds.wait(connection, [rounds.Change(rounds.IDS, "")]))
    record.settle()


def link(record: Record) -> None:
    """Link the pages that wait for it."""
    record.link(shipped)


def relink(record: Record) -> None:
    """Forget how all pages are linked, and link them anew."""
    record.change(unlink_all)
    record.link(shipped)
