"""Pages, with all that was read from them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Table, func, select, union

from mahdar import model
from mahdar.model import Reading, Span
from mahdar.record import schema
from mahdar.record.answers import CaptureAnswer, Listing, PageAnswer, PageRef
from mahdar.record.queries.joins import ids_of, pages_naming
from mahdar.record.queries.judgements import marks_of_page
from mahdar.record.queries.lookup import AnyRow, Texts, dated, entity_refs, outlet, page_refs
from mahdar.record.queries.tellings import taken, tellings, undertaken

_N = TypeVar("_N", bound=model.Noun)
_Spans = dict[tuple[str, str, str], tuple[Span, ...]]


def pages(connection: Connection, *, entity: str | None = None, offset: int = 0, limit: int = 50) -> Listing[PageRef]:
    """Pages by date of publication, the latest first, undated ones last, then by id. ``entity`` keeps those that name it."""
    p, e = schema.pages.c, schema.entities.c
    if entity is None:
        total = connection.execute(select(func.count()).select_from(schema.pages)).scalar_one()
        ids = connection.execute(select(p.id).order_by(p.day.desc(), p.id).offset(offset).limit(limit)).scalars().all()
    else:
        meant = ids_of(connection, entity)
        total = pages_naming(connection, meant)
        # Of each id the index has the latest; what several have is told once.
        first = union(
            *(select(select(e.page, e.day).where(e.id == i).order_by(e.day.desc(), e.page).limit(offset + limit).subquery()) for i in meant)
        )
        found = first.subquery().c
        ids = connection.execute(select(found.page).order_by(found.day.desc(), found.page).offset(offset).limit(limit)).scalars().all()
    refs = page_refs(connection, ids)
    return Listing(total=total, offset=offset, limit=limit, items=tuple(refs[page_id] for page_id in ids))


def page(connection: Connection, page_id: str) -> PageAnswer | None:
    """One page, or None where the record doesn't hold it."""
    found = reading(connection, page_id)
    if found is None:
        return None
    return PageAnswer(
        ref=page_refs(connection, [page_id])[page_id],
        captures=_captures(connection, page_id),
        entities=entity_refs(connection, [e.id for e in found.entities]),
        reading=found,
        judged=marks_of_page(connection, page_id),
    )


def beginning(connection: Connection, wanted: str, *, limit: int = 5) -> tuple[str, ...]:
    """The ids of pages that begin so, at most ``limit``."""
    p = schema.pages.c
    query = select(p.id).where(p.id >= wanted, p.id < f"{wanted}\U0010ffff").order_by(p.id).limit(limit)
    return tuple(connection.execute(query).scalars())


def reading(connection: Connection, page_id: str) -> Reading | None:
    """The reading that the page's layers came from, as it was added."""
    p, c = schema.pages.c, schema.captures.c
    query = select(
        schema.pages, c.url, c.fetched, c.outlet, c.outlet_entity, c.outlet_basis, c.published, c.published_at, c.published_basis, c.published_why
    )
    row = connection.execute(query.join(schema.captures, (c.page == p.id) & (c.source == p.source)).where(p.id == page_id)).first()
    if row is None:
        return None
    spans = spans_of_page(connection, page_id)
    return Reading(
        schema=row.schema,
        page=page_id,
        text_hash=row.text_hash,
        source=row.source,
        url=row.url,
        fetched=row.fetched,
        media_type=row.media_type,
        encoding=row.encoding,
        language=row.language,
        engine=row.engine,
        site_profile=row.site_profile,
        notes=tuple(msgspec.json.decode(row.notes)),
        outlet=outlet_of(row, spans),
        published=published_of(row, spans),
        credits=_plain(connection, schema.page_credits, page_id, model.Credit),
        wire_copy=row.wire_copy,
        text=row.text,
        blocks=_plain(connection, schema.blocks, page_id, model.Block),
        times=_plain(connection, schema.times, page_id, model.Time),
        entities=_entities(connection, page_id, spans),
        names=_plain(connection, schema.names, page_id, model.Name),
        references=_plain(connection, schema.entity_references, page_id, model.Reference),
        statements=_statements(connection, page_id, spans),
        meetings=tuple(told.meeting for told in tellings(connection, schema.meetings.c.page == page_id, as_read=True)),
        commitments=tuple(told.commitment for told in undertaken(connection, schema.commitments.c.page == page_id, as_read=True)),
        positions=tuple(told.position for told in taken(connection, schema.positions.c.page == page_id, as_read=True)),
        rejected=_plain(connection, schema.rejected, page_id, model.Rejected),
    )


def outlet_of(row: AnyRow, spans: _Spans) -> model.Outlet | None:
    """The outlet that a row of `captures` tells, with its evidence among the page's `spans_of_page`."""
    if row.outlet is None:
        return None
    evidence = spans.get(("capture", row.source, "outlet"), ())
    return model.Outlet(label=row.outlet, entity=row.outlet_entity, basis=row.outlet_basis, evidence=evidence)


def published_of(row: AnyRow, spans: _Spans) -> model.Published | None:
    """The date that a row of `captures` tells, with its evidence among the page's `spans_of_page`."""
    if row.published is None:
        return None
    evidence = spans.get(("capture", row.source, "published"), ())
    return model.Published(value=row.published, at=row.published_at, basis=row.published_basis, evidence=evidence, why=row.published_why)


def _entities(connection: Connection, page_id: str, spans: _Spans) -> tuple[model.Entity, ...]:
    held = _by(_rows(connection, schema.offices, page_id), "entity")
    told = ("role", "label", "of", "since", "until", "status", "basis", "known")
    return tuple(
        model.Entity(
            id=e.id,
            kind=e.kind,
            label=msgspec.json.decode(e.labels),
            wikidata=e.wikidata,
            offices=tuple(
                model.Office(**{name: getattr(o, name) for name in told}, evidence=spans.get(("office", f"{e.id}/{o.n}", "evidence"), ()))
                for o in held[e.id]
            ),
        )
        for e in _rows(connection, schema.entities, page_id)
    )


def _statements(connection: Connection, page_id: str, spans: _Spans) -> tuple[model.Statement, ...]:
    carried = _by(_rows(connection, schema.via, page_id), "statement")
    issues = _by(_rows(connection, schema.statement_issues, page_id), "statement")
    return tuple(
        model.Statement(
            id=r.id,
            start=r.start,
            end=r.end,
            more=spans.get(("statement", r.id, "more"), ()),
            cue=Span(start=r.cue_start, end=r.cue_end) if r.cue_start is not None else None,
            speaker=model.Speaker(entity=r.speaker, label=r.speaker_label, start=r.speaker_start, end=r.speaker_end)
            if r.speaker_label is not None
            else None,
            addressee=r.addressee,
            act=r.act,
            kind=r.kind,
            via=tuple(model.Via(entity=v.entity, start=v.start, end=v.end) for v in carried[r.id]),
            issues=tuple(i.issue for i in issues[r.id]),
            target=r.target,
            polarity=r.polarity,
            found_by=r.found_by,
            confidence=r.confidence,
        )
        for r in _rows(connection, schema.statements, page_id)
    )


def _captures(connection: Connection, page_id: str) -> tuple[CaptureAnswer, ...]:
    texts, spans = Texts(connection, [page_id]), spans_of_page(connection, page_id)
    c = schema.captures.c
    return tuple(
        CaptureAnswer(
            source=row.source,
            url=row.url,
            fetched=row.fetched,
            outlet=outlet(row),
            outlet_evidence=tuple(texts.quote(page_id, s.start, s.end) for s in spans.get(("capture", row.source, "outlet"), ())),
            published=dated(row),
            published_evidence=tuple(texts.quote(page_id, s.start, s.end) for s in spans.get(("capture", row.source, "published"), ())),
            engine=row.engine,
        )
        for row in connection.execute(select(schema.captures).where(c.page == page_id).order_by(c.source)).all()
    )


def spans_of_page(connection: Connection, page: str) -> _Spans:
    """The rows of `evidence` of a page, by kind of owner, owner and field."""
    e = schema.evidence.c
    spans: dict[tuple[str, str, str], list[Span]] = defaultdict(list)
    for row in connection.execute(select(schema.evidence).where(e.page == page).order_by(e.n)):
        spans[row.owner_kind, row.owner, row.field].append(Span(start=row.start, end=row.end))
    return {key: tuple(found) for key, found in spans.items()}


def _rows(connection: Connection, table: Table, page: str) -> list[AnyRow]:
    return list(connection.execute(select(table).where(table.c.page == page).order_by(table.c.n)).all())


def _plain(connection: Connection, table: Table, page: str, noun: type[_N]) -> tuple[_N, ...]:
    """The rows of a layer whose columns are the noun's own fields."""
    names = noun.__struct_fields__
    return tuple(noun(**{name: getattr(row, name) for name in names}) for row in _rows(connection, table, page))


def _by(rows: list[AnyRow] | Any, owner: str) -> defaultdict[str, list[AnyRow]]:
    groups: defaultdict[str, list[AnyRow]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, owner)].append(row)
    return groups
