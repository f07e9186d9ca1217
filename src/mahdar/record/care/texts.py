"""Whether pages' texts are what their hashes say, and whether every span, and all evidence, fits them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import Column, Connection, Integer, Table, select

from mahdar.record import schema
from mahdar.record.care.findings import READ_AGAIN, Finding
from mahdar.record.care.integrity import place
from mahdar.record.queries.lookup import batches

AT_ONCE = 200
"""Pages whose texts are in memory at once."""

_Owners = Mapping[tuple[str, str], set[str]]
"""Ids, by page and kind of owner as in `evidence`."""


def texts(connection: Connection) -> Iterator[Finding]:
    """Look all pages over."""
    ids = connection.execute(select(schema.pages.c.id).order_by(schema.pages.c.id)).scalars().all()
    for some in batches(ids, AT_ONCE):
        yield from _texts(connection, some)


def _texts(connection: Connection, pages: Sequence[str]) -> Iterator[Finding]:
    p = schema.pages.c
    held: dict[str, str] = {}
    for row in connection.execute(select(p.id, p.text, p.text_hash).where(p.id.in_(pages)).order_by(p.id)):
        held[row.id] = row.text
        found = hashlib.sha256(row.text.encode("utf-8", "surrogatepass")).hexdigest()
        if found != row.text_hash:
            yield Finding(check="texts", page=row.id, at="pages text_hash", expected=row.text_hash, got=found, todo=READ_AGAIN)
    for table in (*schema.LAYERS, schema.evidence):
        for start, end in _spans_of(table):
            yield from _misplaced(connection, table, start, end, held)
    yield from _ownerless(connection, pages)


def _spans_of(table: Table) -> Iterator[tuple[Column[int], Column[int]]]:
    """The pairs of columns of a table that hold a span."""
    for column in table.columns:
        # A meeting's `start` is a day.
        if isinstance(column.type, Integer) and (column.name == "start" or column.name.endswith("_start")):
            yield column, table.columns[f"{column.name.removesuffix('start')}end"]


def _misplaced(connection: Connection, table: Table, start: Column[int], end: Column[int], held: Mapping[str, str]) -> Iterator[Finding]:
    keys = list(table.primary_key.columns)
    form = [table.c.form] if "form" in table.c and start.name == "start" else []
    named = [key.label(f"key_{n}") for n, key in enumerate(keys)]  # Else a column that is asked for twice comes once.
    query = select(table.c.page, start, end, *form, *named).where(table.c.page.in_(held), start.is_not(None)).order_by(*keys)
    # A cue's end may be missing, where only quotation marks attribute.
    for row in connection.execute(query):
        page, first, after = row[0], row[1], row[2]
        text = held[page]
        where = place(table, row[3 + len(form) :])
        if not 0 <= first < (first + 1 if after is None else after) <= len(text):
            got = f"{first}..{after}"
            yield Finding(check="texts", page=page, at=where, expected=f"0 <= start < end <= {len(text)}", got=got, todo=READ_AGAIN)
        elif form and text[first:after] != row[3]:
            yield Finding(check="texts", page=page, at=where, expected=f"{text[first:after]!r} (the page's text)", got=repr(row[3]), todo=READ_AGAIN)


def _ownerless(connection: Connection, pages: Sequence[str]) -> Iterator[Finding]:
    """Evidence of what isn't there, and ids in lists that nothing on the page has."""
    owners = _owners(connection, pages)
    e = schema.evidence
    for row in connection.execute(select(e).where(e.c.page.in_(pages)).order_by(*e.primary_key.columns)):
        if row.owner not in owners[row.page, row.owner_kind]:
            where = place(e, tuple(getattr(row, column.name) for column in e.primary_key.columns))
            yield Finding(check="texts", page=row.page, at=where, expected=f"a {row.owner_kind} {row.owner}", got="none", todo=READ_AGAIN)
    for table, column, kind in (
        (schema.commitments, "statements", "statement"),
        (schema.positions, "statements", "statement"),
        (schema.commitments, "parties", "entity"),
    ):
        for page, n, listed in connection.execute(select(table.c.page, table.c.n, table.c[column]).where(table.c.page.in_(pages))):
            for one in sorted(set(msgspec.json.decode(listed, type=list[str])) - owners[page, kind]):
                where = f"{table.name} {n} {column}"
                yield Finding(check="texts", page=page, at=where, expected=f"a {kind} {one}", got="none", todo=READ_AGAIN)
    p = schema.pages.c
    for page, source in connection.execute(select(p.id, p.source).where(p.id.in_(pages)).order_by(p.id)):
        if source not in owners[page, "capture"]:
            yield Finding(check="texts", page=page, at="pages source", expected=f"a capture {source}", got="none", todo=READ_AGAIN)


def _owners(connection: Connection, pages: Sequence[str]) -> _Owners:
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, table, column in (
        ("capture", schema.captures, "source"),
        ("entity", schema.entities, "id"),
        ("statement", schema.statements, "id"),
        ("meeting", schema.meetings, "id"),
        ("commitment", schema.commitments, "id"),
    ):
        for page, one in connection.execute(select(table.c.page, table.c[column]).where(table.c.page.in_(pages))):
            found[page, kind].add(one)
    for kind, table, column in (("participant", schema.participants, "meeting"), ("office", schema.offices, "entity")):
        for page, one, n in connection.execute(select(table.c.page, table.c[column], table.c.n).where(table.c.page.in_(pages))):
            found[page, kind].add(f"{one}/{n}")
    return found
