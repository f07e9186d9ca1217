"""What linking and judging derive, worked out anew from what pages assert and from the log, and compared with what the tables hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select

from mahdar.linking.linker import shipped
from mahdar.record import Record, entity_linking, judgements, means, schema, write
from mahdar.record.care.findings import MEND, READ_AGAIN, Finding
from mahdar.record.care.integrity import place
from mahdar.record.dialect import Held, hold
from mahdar.record.linking import AT_ONCE, Links, waiting, without_vectors
from mahdar.record.queries.lookup import batches
from mahdar.record.queries.pages import reading
from mahdar.record.settling import Head, derived_rows, is_judged, machine_heads, settle, shown_heads, work_out

_MOST = 1_000
"""Findings that are told of one table, which is made anew as a whole."""

_Row = tuple[Any, ...]


def redirects(connection: Connection) -> Iterator[Finding]:
    """Where the ids of merged entities lead, by the log."""
    told = [{"id": old, "to": to} for old, to in judgements.redirects(connection).items()]
    yield from _unlike(schema.redirects, _asked(schema.redirects, told), _held(connection, schema.redirects))


def lead_anew(record: Record) -> None:
    """Make `redirects` anew."""

    def work(connection: Connection) -> None:
        hold(connection, Held.JUDGED)
        judgements.settle_redirects(connection)

    record.change(work)


def judged(connection: Connection) -> Iterator[Finding]:
    """Pages that aren't shown as the machine's reading and the log make them, and what is kept of what became of judgements."""
    for page in _bearing(connection):
        yield from _judged(connection, page)


def _judged(connection: Connection, page: str) -> Iterator[Finding]:
    kept = is_judged(connection, page)
    if not kept and _marked(connection, page):
        yield Finding(check="judged", page=page, at="machine_readings", expected="what the machine read", got="nothing", todo=READ_AGAIN)
        return
    found = work_out(connection, page)
    if found.judged != kept:
        yield Finding(check="judged", page=page, at="machine_readings", expected=_kept(found.judged), got=_kept(kept), todo=MEND)
    for table, rows in derived_rows(page, found).items():
        wanted = _asked(table, rows if found.judged else [])
        yield from _unlike(table, wanted, _held(connection, table, table.c.page == page), check="judged")
    if reading(connection, page) != found.reading:
        yield Finding(check="judged", page=page, expected="the machine's reading with the judgements that hold", got="another", todo=MEND)
    held: Mapping[str, Head] = shown_heads(connection, page)
    for source in sorted(found.heads):
        if held.get(source) != found.heads[source]:
            at = f"captures {source}"
            yield Finding(check="judged", page=page, at=at, expected="the outlet and date that were read or judged", got="others", todo=MEND)


def _kept(judged: bool) -> str:
    return "what the machine read, for people judged it" if judged else "nothing, for nobody judged it"


def _marked(connection: Connection, page: str) -> bool:
    """Whether a page says that people judged it."""
    tables = (schema.judged, schema.judged_entities, schema.machine_captures)
    return any(connection.execute(select(table.c.page).where(table.c.page == page).limit(1)).first() is not None for table in tables)


def _bearing(connection: Connection) -> list[str]:
    """The pages that judgements may bear on, and those that say that one does."""
    j, p, e = schema.judgements.c, schema.pages.c, schema.entities.c
    tables = (schema.machine_readings, schema.machine_captures, schema.judged, schema.judged_entities)
    found = {page for table in tables for page in connection.execute(select(table.c.page).distinct()).scalars()}
    found.update(connection.execute(select(p.id).where(p.text_hash.in_(select(j.text_hash)))).scalars())
    found.update(connection.execute(select(e.page).where(e.id.in_(select(j.item).where(j.layer == "entity", j.kind != "apart")))).scalars())
    # A row may outlive its page only in a record that is damaged, as is told elsewhere.
    there = {page for some in batches(sorted(found)) for page in connection.execute(select(p.id).where(p.id.in_(some))).scalars()}
    return sorted(there)


def settle_anew(record: Record) -> None:
    """Show all pages that judgements bear on anew, but those of which what the machine had read is lost, or a capture."""

    def work(connection: Connection) -> None:
        hold(connection, Held.JUDGED)
        for page in _bearing(connection):
            whole = is_judged(connection, page) or not _marked(connection, page)
            if whole and machine_heads(connection, page).keys() == shown_heads(connection, page).keys():
                with write.counted(connection, page):
                    settle(connection, page)

    record.change(work)


def joins(connection: Connection) -> Iterator[Finding]:
    """Which ids are joined, and which pairs a person should look at. Looked at when nothing waits to be linked."""
    if not waiting(connection):
        for table, rows in entity_linking.worked_out(connection, shipped()).items():
            yield from _unlike(table, _asked(table, rows), _held(connection, table))


def join_anew(record: Record) -> None:
    """Forget how all ids are joined, and join them anew."""

    def work(connection: Connection) -> None:
        hold(connection, Held.LINKS)
        entity_linking.forget(connection)

    record.change(work)
    record.link(shipped)


def pairs(connection: Connection) -> Iterator[Finding]:
    """Which pages are copies and which may tell one happening, with the keys by which they found each other. As slow as linking."""
    if waiting(connection):
        return
    linker = shipped(means.model_of(connection))
    if without_vectors(connection, linker):
        return  # This is told by a check of its own.
    k = schema.linked.c
    numbered = {n: page for n, page in connection.execute(select(k.n, k.page).order_by(k.hours, k.n)).all()}  # noqa: C416 - rows are no pairs
    links = Links(linker)
    for some in batches(list(numbered), AT_ONCE):
        for table, rows in links.worked_out(connection, some).items():
            mine = table.c.other if "other" in table.c else table.c.n
            yield from _unlike(table, _asked(table, rows), _held(connection, table, mine.in_(some)), pages=numbered)


def _asked(table: Table, rows: Iterable[Mapping[str, Any]]) -> dict[_Row, _Row]:
    """Rows by their keys."""
    keys, names = [column.name for column in table.primary_key], [column.name for column in table.columns]
    return {tuple(row[name] for name in keys): tuple(row[name] for name in names) for row in rows}


def _held(connection: Connection, table: Table, *wanted: Any) -> dict[_Row, _Row]:
    return _asked(table, [dict(row) for row in connection.execute(select(table).where(*wanted)).mappings()])


def _unlike(
    table: Table, expected: Mapping[_Row, _Row], held: Mapping[_Row, _Row], *, check: str | None = None, pages: Mapping[int, str] | None = None
) -> Iterator[Finding]:
    """Rows that are missing, are too many, or hold something else; ``pages`` are those of numbers, where rows are of such."""
    names = [column.name for column in table.columns]
    keys = [column.name for column in table.primary_key]
    unlike = sorted((key for key in expected.keys() | held.keys() if expected.get(key) != held.get(key)), key=str)
    for key in unlike[:_MOST]:
        of = dict(zip(keys, key, strict=True))
        page = of.get("page") or (pages.get(of.get("other", of.get("n", 0))) if pages is not None else None)
        told = [_told(names, row, other) for row, other in ((expected.get(key), held.get(key)), (held.get(key), expected.get(key)))]
        at = place(table, [pages.get(part, part) if pages is not None and name != "key" else part for name, part in of.items()])
        yield Finding(check=check or str(table.name), page=page, at=at, expected=told[0], got=told[1], todo=MEND)


def _told(names: list[str], row: _Row | None, other: _Row | None) -> str:
    """What a row holds otherwise than another."""
    if row is None:
        return "no such row"
    return ", ".join(f"{name} {row[i]}" for i, name in enumerate(names) if other is None or row[i] != other[i])
