"""All pages, and all names on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, func, select, tuple_

from mahdar.model import Span
from mahdar.record import schema
from mahdar.record.answers import CaptureAnswer, Quote
from mahdar.record.export_answers import NameRow, PageRow
from mahdar.record.queries.filters import StatementFilter, on_pages
from mahdar.record.queries.lookup import AnyRow, Texts, batches, dated, entity_refs, outlet, page_refs
from mahdar.record.queries.streams.matched import matches

AT_ONCE = 200
"""Pages that are fetched at once."""


def pages(connection: Connection, wanted: StatementFilter, query: str | None = None) -> Iterator[PageRow]:
    """The pages that ``wanted`` means, and ``query`` finds, by date of publication, undated ones last, then by id."""
    for ids in page_ids(connection, wanted, query):
        yield from _rows(connection, ids)


def names(connection: Connection, wanted: StatementFilter) -> Iterator[NameRow]:
    """The names on the pages that ``wanted`` means, by page as `pages` gives them, then place."""
    n = schema.names.c
    for ids in page_ids(connection, wanted):
        texts = Texts(connection, ids)
        by_page: dict[str, list[AnyRow]] = defaultdict(list)
        for row in connection.execute(select(schema.names).where(n.page.in_(ids)).order_by(n.page, n.n)):
            by_page[row.page].append(row)
        refs = entity_refs(connection, {row.entity for rows in by_page.values() for row in rows})
        for row in (row for page in ids for row in by_page[page]):
            yield NameRow(
                words=texts.quote(row.page, row.start, row.end),
                kind=row.kind,
                entity=refs[row.entity],
                made=row.entity,
                found_by=row.found_by,
                confidence=row.confidence,
                engine=row.engine,
            )


def page_ids(connection: Connection, wanted: StatementFilter, query: str | None = None) -> Iterator[Sequence[str]]:
    """The ids of these pages, in this order, some at once."""
    p = schema.pages.c
    where = on_pages(p.id, wanted)
    if query is not None:
        for told in matches(connection, query, "page"):
            days = {one.page: one.day for one in told}
            found = [row for some in batches(sorted(days)) for row in connection.execute(select(p.day, p.id).where(*where, p.id.in_(some)))]
            yield from batches([row.id for row in sorted(found, key=lambda row: (days[row.id], row.day, row.id))], AT_ONCE)
        return
    for day in (p.day > "", p.day == ""):
        asked = select(p.day, p.id).where(*where, day).order_by(p.day, p.id).limit(AT_ONCE)
        further = asked
        while rows := connection.execute(further).all():
            yield [row.id for row in rows]
            further = asked.where(tuple_(p.day, p.id) > tuple_(*rows[-1]))


def _rows(connection: Connection, ids: Sequence[str]) -> Iterator[PageRow]:
    p, c, e, s, t = schema.pages.c, schema.captures.c, schema.evidence.c, schema.statements.c, schema.story_pages.c
    columns = (p.id, p.text_hash, p.language, p.media_type, p.wire_copy, p.engine)
    held = {row.id: row for row in connection.execute(select(*columns).where(p.id.in_(ids)))}
    refs, texts = page_refs(connection, ids), Texts(connection, ids)
    spans: dict[tuple[str, str, str], list[Span]] = defaultdict(list)
    for row in connection.execute(select(schema.evidence).where(e.page.in_(ids), e.owner_kind == "capture").order_by(e.page, e.n)):
        spans[row.page, row.owner, row.field].append(Span(start=row.start, end=row.end))
    captures: dict[str, list[AnyRow]] = defaultdict(list)
    for row in connection.execute(select(schema.captures).where(c.page.in_(ids)).order_by(c.page, c.source)):
        captures[row.page].append(row)
    stories = {row.page: row.story for row in connection.execute(select(t.page, t.story).where(t.page.in_(ids)))}
    said = {row[0]: row[1] for row in connection.execute(select(s.page, func.count()).where(s.page.in_(ids)).group_by(s.page))}
    agencies = entity_refs(connection, {row.wire_copy for row in held.values()})

    def quotes(page: str, source: str, field: str) -> tuple[Quote, ...]:
        return tuple(texts.quote(page, span.start, span.end) for span in spans.get((page, source, field), ()))

    for page in ids:
        row = held[page]
        yield PageRow(
            page=refs[page],
            text_hash=row.text_hash,
            language=row.language,
            media_type=row.media_type,
            wire_copy=agencies[row.wire_copy] if row.wire_copy else None,
            story=stories.get(page),
            statements=said.get(page, 0),
            captures=tuple(
                CaptureAnswer(
                    source=one.source,
                    url=one.url,
                    fetched=one.fetched,
                    outlet=outlet(one),
                    outlet_evidence=quotes(page, one.source, "outlet"),
                    published=dated(one),
                    published_evidence=quotes(page, one.source, "published"),
                    engine=one.engine,
                )
                for one in captures[page]
            ),
            engine=row.engine,
        )
