"""Merging another record into one: its pages and captures are added as if they had been read for it, and its judgements taken over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, insert, select

from mahdar.linking.linker import shipped
from mahdar.model import Noun, Reading
from mahdar.record import Record, means, profiles, schema
from mahdar.record.dialect import upsert
from mahdar.record.judging import keep_capture
from mahdar.record.queries.lookup import batches
from mahdar.record.settling import machine_heads, machine_reading


class Conflict(Noun, frozen=True, kw_only=True):
    """A page that both records have read by unlike versions. The layers of ``kept`` stay; the captures of both are kept."""

    page: str
    source: str
    ours: str
    theirs: str
    kept: str


class Merged(Noun, frozen=True, kw_only=True):
    """What came of a merge: pages that were new, captures that were new or read otherwise, judgements that were new, pages read by unlike
    versions, and those that the store can't hold, with the reason."""

    pages: int
    captures: int
    judgements: int
    conflicts: tuple[Conflict, ...]
    refused: tuple[str, ...]


class _Page(NamedTuple):
    """A page as a record has it: the version that read it, the capture that its layers are of, and the digests of all captures by source."""

    engine: str
    source: str
    captures: dict[str, str]


def merge(into: Record, other: Record) -> Merged:
    """Add the pages and captures of ``other`` to ``into``, what people judged and keep there, and what is told of its runs, and link
    them. Again it changes nothing.

    A capture that both have read by one version, and not alike (with other site profiles, say), is afterwards as ``other`` has it. Of a page that
    they read by unlike versions the newer reading is kept. Each page is added whole or not at all, so that what an interrupted merge left can
    be done by another one. Stories are told by the means of ``into`` (`Record.linked_by`); vectors of articles that ``other`` has are taken over.
    """
    into.change(lambda connection: _take_profiles(connection, other))
    new = captures = 0
    conflicts: list[Conflict] = []
    refused: list[str] = []
    with other.read() as theirs:
        pages = theirs.execute(select(schema.pages.c.id).order_by(schema.pages.c.id)).scalars().all()
        for some in batches(pages, 100):
            held = _held(theirs, some)
            with into.read() as ours:
                given = _held(ours, some)
            added = into.add_all(machine_reading(theirs, page) for page in some if page not in given)
            new += added.new
            captures += added.new
            refused += [f"{one.reading.source}: {one.error}" for one in added.refused]
            lost = {one.reading.page for one in added.refused}
            for page in sorted(held.keys() - lost):
                mine = given.get(page)
                wanted = _wanted(held[page], mine)
                if mine is not None and wanted and mine.engine != held[page].engine:
                    kept = max(mine.engine, held[page].engine, key=_version)
                    conflicts.append(Conflict(page=page, source=held[page].source, ours=mine.engine, theirs=held[page].engine, kept=kept))
                captures += len(wanted)
                if wanted:
                    _add(into, _captured(theirs, page, wanted), held[page].engine, over=mine.engine if mine else None)
    judged = into.take_over(other.judgements())
    into.settle_site_profiles(into.site_profiles())
    with other.read() as theirs:
        into.change(lambda connection: means.take_vectors(connection, theirs))
    into.link(shipped)
    into.change(lambda connection: _take_moves(connection, other))
    into.change(lambda connection: _take_saved(connection, other))
    into.change(lambda connection: _take_runs(connection, other))
    return Merged(pages=new, captures=captures, judgements=judged.new, conflicts=tuple(conflicts), refused=tuple(refused))


def _wanted(theirs: _Page, ours: _Page | None) -> dict[str, str]:
    """The captures of a page that are to be added, with the digests of their readings: of a new page all but the one that came with it."""
    known = ours.captures if ours is not None else {theirs.source: theirs.captures[theirs.source]}
    return {source: digest for source, digest in theirs.captures.items() if known.get(source) != digest}


def _add(into: Record, found: Iterable[tuple[Reading, str]], engine: str, *, over: str | None) -> None:
    """Add captures of a page that was read by ``engine``, each with the digest of its own reading; ``over`` one that was read by that version."""
    for told, digest in found:
        # A capture that was last read by another version than its page says where that was found, and nothing of what it tells.
        if told.engine == engine and (over is None or _version(engine) >= _version(over)):
            into.add(told)
        into.change(partial(keep_capture, reading=told, digest=digest))


def _held(connection: Connection, pages: Sequence[str]) -> dict[str, _Page]:
    """Those of ``pages`` that are there."""
    p, c = schema.pages.c, schema.captures.c
    found: dict[str, _Page] = {}
    query = select(p.id, p.engine, p.source.label("first"), c.source, c.digest).join(schema.captures, c.page == p.id).where(p.id.in_(pages))
    for row in connection.execute(query):
        found.setdefault(row.id, _Page(row.engine, row.first, {})).captures[row.source] = row.digest
    return found


def _captured(connection: Connection, page: str, wanted: Mapping[str, str]) -> Iterator[tuple[Reading, str]]:
    """The page as the machine read it of each of these captures, with the digest of its own reading; the one with the page's layers first.

    Of the others no more is kept than what is told of the capture; their layers are the page's.
    """
    whole, heads = machine_reading(connection, page), machine_heads(connection, page)
    rows = {row.source: row for row in connection.execute(select(schema.captures).where(schema.captures.c.page == page))}
    for source in sorted(wanted, key=lambda one: (one != whole.source, one)):
        row = rows[source]
        told = msgspec.structs.replace(
            whole,
            source=row.source,
            url=row.url,
            fetched=row.fetched,
            engine=row.engine,
            site_profile=row.site_profile,
            outlet=heads[source].outlet,
            published=heads[source].published,
        )
        yield told, wanted[source]


def _take_profiles(connection: Connection, other: Record) -> None:
    """Take over the site profiles that pages of ``other`` were read with, and what was counted for those to come."""
    with other.read() as theirs:
        rows = [{**row, "latest": False} for row in theirs.execute(select(schema.site_profiles)).mappings()]
        sample = profiles.counted_by(theirs)
    upsert(connection, schema.site_profiles, rows)
    whole = profiles.counted(connection)
    whole.merge(sample.limit, sample.sites)
    profiles.keep_counted(connection, whole)


def _take_moves(connection: Connection, other: Record) -> None:
    """Have the ids of stories of ``other`` lead to what their pages tell here."""
    s, m = schema.story_pages, schema.story_moves
    mine = {row.page: row.story for row in connection.execute(select(s.c.page, s.c.story))}
    known = {(row.page, row.before) for row in connection.execute(select(m.c.page, m.c.before))}
    with other.read() as theirs:
        before = [(row.page, row.before) for row in theirs.execute(select(m.c.page, m.c.before).order_by(m.c.n))]
        before += [(row.page, row.story) for row in theirs.execute(select(s.c.page, s.c.story).order_by(s.c.page))]
    for page, story in dict.fromkeys(before):
        if page in mine and mine[page] != story and (page, story) not in known:
            connection.execute(insert(m), [{"page": page, "before": story, "after": mine[page]}])


def _take_saved(connection: Connection, other: Record) -> None:
    """Take over the searches that people keep in ``other``; those that are kept here stay as they are."""
    with other.read() as theirs:
        rows = [dict(row) for row in theirs.execute(select(schema.saved_searches)).mappings()]
    upsert(connection, schema.saved_searches, rows)


def _take_runs(connection: Connection, other: Record) -> None:
    """Take over what is told of the runs that filled ``other``."""
    with other.read() as theirs:
        rows = [dict(row) for row in theirs.execute(select(schema.runs)).mappings()]
    upsert(connection, schema.runs, rows)


def _version(engine: str) -> tuple[tuple[bool, int, str], ...]:
    """A version to order by: numbers as numbers, and a word (of a release to come) before none."""
    parts = engine.replace("+", ".").replace("-", ".").split(".")
    return tuple((part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts)
