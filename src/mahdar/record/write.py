"""Putting pages' readings into the record. All functions here run inside the caller's transaction."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select, update

from mahdar.arabic import fold
from mahdar.invariants import InvariantError
from mahdar.linking.captures import capture_rank
from mahdar.model import Evidence, Outlet, Published, Reading, Span
from mahdar.record import rounds, schema, usage
from mahdar.record.dialect import Held, fill, hold, shares, upsert
from mahdar.record.indexing import index
from mahdar.record.linking import unlink
from mahdar.record.queries.lookup import batches

Row = dict[str, Any]
Rows = dict[Table, list[Row]]


def put(connection: Connection, reading: Reading) -> bool:
    """Let ``reading`` be what was read of its capture, and what its page shows, where the page's first capture is that one; whether it is.

    For who holds the page (`mahdar.record.dialect.Held`), and inside `counted`.
    """
    check_ids(reading)
    captures = schema.captures
    here = (captures.c.page == reading.page, captures.c.source == reading.source)
    page = connection.execute(select(schema.pages.c.text_hash, schema.pages.c.engine).where(schema.pages.c.id == reading.page)).first()
    if page is None:
        connection.execute(insert(schema.pages), [_page(reading)])
    connection.execute(delete(captures).where(*here))
    connection.execute(insert(captures), [_capture(reading, _digest(reading))])
    shows = page is None or page.engine != reading.engine or _first_capture(connection, reading) == reading.source
    if shows:
        if page is not None:
            unlink(connection, reading.page)
        replace_layers(connection, reading, new_text=page is not None and page.text_hash != reading.text_hash)
    _replace_capture_evidence(connection, reading.page, reading.source, reading.engine, reading.outlet, reading.published)
    return shows


def put_new(connection: Connection, readings: Sequence[Reading]) -> None:
    """Put readings of pages that the record doesn't have, one of each, count them, and let search find them. For who holds the pages.

    The record is as if they had been put one by one, in whatever order. The rows of all go into a table at once, which is several times faster.
    """
    rows: Rows = {schema.pages: [], schema.captures: []}
    come = _nothing()
    for reading in readings:
        rows[schema.pages].append(_page(reading))
        rows[schema.captures].append(_capture(reading, _digest(reading)))
        for table, made in _layer_rows(reading).items():
            rows.setdefault(table, []).extend({"page": reading.page, "engine": reading.engine, **row} for row in made)
        told = _capture_evidence(reading.source, reading.outlet, reading.published)
        rows[schema.evidence].extend({"page": reading.page, "engine": reading.engine, **row} for row in told)
        labels = ((entity.id, entity.kind, entity.label) for entity in reading.entities)
        for table, forms in _forms_of(labels, ((name.entity, name.of(reading.text)) for name in reading.names)).items():
            come[table].update(forms)
    for table, made in rows.items():
        fill(connection, table, made)
    _count(connection, _nothing(), come)
    usage.count(connection, {}, usage.of_readings(readings))
    rounds.wait(connection, (rounds.Change(reading.page, state) for reading in readings if (state := _told(reading)) is not None))
    index(connection, {reading.page: reading for reading in readings}, _respelt(connection, _nothing(), come), new=True)


def put_capture(connection: Connection, reading: Reading, digest: str) -> None:
    """Put where and when a page that is there was found, as ``reading`` tells it, without what it says else; ``digest`` is of its own reading.

    For who holds the page, and inside `counted`.
    """
    c = schema.captures.c
    connection.execute(delete(schema.captures).where(c.page == reading.page, c.source == reading.source))
    connection.execute(insert(schema.captures), [_capture(reading, digest)])
    text_hash = connection.execute(select(schema.pages.c.text_hash).where(schema.pages.c.id == reading.page)).scalar()
    if text_hash == reading.text_hash:  # Spans of another text would be lies.
        _replace_capture_evidence(connection, reading.page, reading.source, reading.engine, reading.outlet, reading.published)


def has_same(connection: Connection, reading: Reading) -> bool:
    """Whether this very reading was added last for its capture."""
    c = schema.captures.c
    here = (c.page == reading.page, c.source == reading.source)
    return connection.execute(select(c.digest).where(*here)).scalar() == _digest(reading)


def _digest(reading: Reading) -> str:
    return hashlib.sha256(msgspec.json.encode(reading, order="deterministic")).hexdigest()


def check_ids(reading: Reading) -> None:
    """Raise `InvariantError` where an id stands twice in a layer."""
    for layer in ("entities", "statements", "meetings", "commitments"):
        seen: set[str] = set()
        for i, item in enumerate(getattr(reading, layer)):
            if item.id in seen:
                raise InvariantError(f"expected each id once, got {item.id!r} again - at $.{layer}[{i}].id")
            seen.add(item.id)


def _first_capture(connection: Connection, reading: Reading) -> str:
    """The source of the capture whose reading the page's layers are to be, among those read by this engine."""
    c = schema.captures.c
    query = select(c.source, c.published, c.published_basis).where(c.page == reading.page, c.engine == reading.engine)
    rows = connection.execute(query).all()
    first = min(rows, key=lambda r: capture_rank(published=r.published, basis=r.published_basis, source=r.source))
    return str(first.source)


def replace_layers(connection: Connection, reading: Reading, *, new_text: bool = False) -> None:
    """Let the rows of the page's layers be those of ``reading``; ``new_text`` where the page's text isn't what it was.

    The page is unlinked before, and what it gives to the tables that count pages is the matter of `counted`.
    """
    page = reading.page
    for table in reversed(schema.LAYERS):
        connection.execute(delete(table).where(table.c.page == page))
    evidence = schema.evidence
    stale = delete(evidence).where(evidence.c.page == page)
    # What backs the captures stays while the text is the same; spans of another text would be lies.
    connection.execute(stale if new_text else stale.where(evidence.c.owner_kind != "capture"))
    connection.execute(update(schema.pages).where(schema.pages.c.id == page), _page(reading))
    for table, rows in _layer_rows(reading).items():
        if rows:
            connection.execute(insert(table), [{"page": page, "engine": reading.engine, **row} for row in rows])


def tell_capture(connection: Connection, page: str, source: str, outlet: Outlet | None, published: Published | None) -> None:
    """Let a capture of the page be of this outlet and date."""
    c = schema.captures.c
    mine = (c.page == page, c.source == source)
    engine = connection.execute(select(c.engine).where(*mine)).scalar_one()
    connection.execute(update(schema.captures).where(*mine), _head(outlet, published))
    _replace_capture_evidence(connection, page, source, engine, outlet, published)


def _replace_capture_evidence(
    connection: Connection, page: str, source: str, engine: str, outlet: Outlet | None, published: Published | None
) -> None:
    evidence = schema.evidence
    mine = (evidence.c.page == page, evidence.c.owner_kind == "capture", evidence.c.owner == source)
    connection.execute(delete(evidence).where(*mine))
    rows = [{"page": page, "engine": engine, **row} for row in _capture_evidence(source, outlet, published)]
    if rows:
        connection.execute(insert(evidence), rows)


def _capture_evidence(source: str, outlet: Outlet | None, published: Published | None) -> Iterator[Row]:
    if outlet:
        yield from _spans("capture", source, "outlet", outlet.evidence)
    if published:
        yield from _spans("capture", source, "published", published.evidence)


def _page(reading: Reading) -> Row:
    names = ("text_hash", "text", "media_type", "encoding", "language", "wire_copy", "schema", "engine", "site_profile", "source")
    return {"id": reading.page, "notes": _json(reading.notes), "day": _day(reading), **_fields(reading, *names)}


def _day(reading: Reading) -> str:
    """The date that is kept beside what is listed by it."""
    return reading.published.value if reading.published else ""


def _capture(reading: Reading, digest: str) -> Row:
    told = _fields(reading, "source", "url", "fetched", "engine", "site_profile")
    return {"page": reading.page, "digest": digest, **told, **_head(reading.outlet, reading.published)}


def _head(outlet: Outlet | None, published: Published | None) -> Row:
    """The columns of a capture's outlet and date."""
    return {
        "outlet": outlet.label if outlet else None,
        "outlet_entity": outlet.entity if outlet else None,
        "outlet_basis": outlet.basis if outlet else None,
        "published": published.value if published else None,
        "published_at": published.at if published else None,
        "published_basis": published.basis if published else None,
        "published_why": published.why if published else None,
    }


def _layer_rows(reading: Reading) -> Rows:
    """The rows of every layer, tables in an order in which they can be filled, without ``page`` and ``engine``."""
    rows: Rows = {table: [] for table in (*schema.LAYERS, schema.evidence)}
    for n, block in enumerate(reading.blocks):
        rows[schema.blocks].append({"n": n, **_fields(block, "start", "end", "role", "confidence", "why", "language")})
    for n, time in enumerate(reading.times):
        rows[schema.times].append({"n": n, **_fields(time, "start", "end", "type", "value", "anchor", "rule", "modifier", "clock", "date", "open")})
    _name_rows(reading, rows)
    for n, credit in enumerate(reading.credits):
        rows[schema.page_credits].append({"n": n, **_fields(credit, "start", "end", "entity")})
    _statement_rows(reading, rows)
    _meeting_rows(reading, rows)
    for n, commitment in enumerate(reading.commitments):
        fields = _fields(commitment, "id", "kind", "process", "issue", "date", "status", "told_by")
        lists = {"parties": _json(commitment.parties), "statements": _json(commitment.statements)}
        rows[schema.commitments].append({"n": n, **lists, **_ends("content", commitment.content), **fields})
        rows[schema.evidence] += _spans("commitment", commitment.id, "evidence", commitment.evidence)
    for n, position in enumerate(reading.positions):
        fields = _fields(position, "actor", "process", "issue", "stance", "target", "condition", "date", "why", "told_by")
        at = _ends("condition", position.condition_at)
        rows[schema.positions].append({"n": n, "statements": _json(position.statements), **at, **fields})
    for n, refused in enumerate(reading.rejected):
        rows[schema.rejected].append({"n": n, **_fields(refused, "start", "end", "layer", "reason")})
    return rows


def _name_rows(reading: Reading, rows: Rows) -> None:
    for n, entity in enumerate(reading.entities):
        rows[schema.entities].append({"n": n, "day": _day(reading), "labels": _json(entity.label), **_fields(entity, "id", "kind", "wikidata")})
        for i, office in enumerate(entity.offices):
            fields = _fields(office, "role", "label", "of", "since", "until", "status", "basis", "known")
            rows[schema.offices].append({"entity": entity.id, "n": i, **fields})
            rows[schema.evidence] += _spans("office", f"{entity.id}/{i}", "evidence", office.evidence)
    for n, name in enumerate(reading.names):
        fields = _fields(name, "start", "end", "kind", "entity", "found_by", "confidence")
        rows[schema.names].append({"n": n, "form": name.of(reading.text), **fields})
    for n, reference in enumerate(reading.references):
        fields = _fields(reference, "start", "end", "entity", "sort", "why", "confidence")
        rows[schema.entity_references].append({"n": n, "form": reference.of(reading.text), **fields})


def _statement_rows(reading: Reading, rows: Rows) -> None:
    for n, st in enumerate(reading.statements):
        rows[schema.statements].append(
            {
                "n": n,
                "day": _day(reading),
                "cue_start": st.cue.start if st.cue else None,
                "cue_end": st.cue.end if st.cue else None,
                "speaker": st.speaker.entity if st.speaker else None,
                "speaker_label": st.speaker.label if st.speaker else None,
                "speaker_start": st.speaker.start if st.speaker else None,
                "speaker_end": st.speaker.end if st.speaker else None,
                **_fields(st, "id", "start", "end", "addressee", "act", "kind", "target", "polarity", "found_by", "confidence"),
            }
        )
        rows[schema.via] += [{"statement": st.id, "n": i, **_fields(link, "start", "end", "entity")} for i, link in enumerate(st.via)]
        rows[schema.statement_issues] += [{"statement": st.id, "n": i, "issue": issue} for i, issue in enumerate(st.issues)]
        rows[schema.evidence] += _spans("statement", st.id, "more", st.more)


def _meeting_rows(reading: Reading, rows: Rows) -> None:
    for n, meeting in enumerate(reading.meetings):
        known = ("id", "kind", "series", "ordinal", "place", "start", "end", "host", "convener", "level", "status", "outcome")
        rows[schema.meetings].append({"n": n, **_fields(meeting, *known)})
        rows[schema.evidence] += _spans("meeting", meeting.id, "evidence", meeting.evidence)
        rows[schema.agenda] += [{"meeting": meeting.id, "n": i, "issue": issue} for i, issue in enumerate(meeting.agenda)]
        for field, slot in meeting.slots.items():
            rows[schema.slots].append({"meeting": meeting.id, "field": field, "basis": slot.basis, "why": slot.why})
            rows[schema.evidence] += _spans("meeting", meeting.id, field, slot.evidence)
        for i, part in enumerate(meeting.participants):
            rows[schema.participants].append({"meeting": meeting.id, "n": i, "entity": part.entity, "role": part.role})
            rows[schema.evidence] += _spans("participant", f"{meeting.id}/{i}", "evidence", part.evidence)


def _fields(value: object, *names: str) -> Row:
    return {name: getattr(value, name) for name in names}


def _ends(name: str, span: Span | None) -> Row:
    """The columns of a span that may be missing."""
    return {f"{name}_start": span.start if span else None, f"{name}_end": span.end if span else None}


def _json(value: object) -> str:
    return msgspec.json.encode(value, order="deterministic").decode()


def _spans(kind: str, owner: str, field: str, spans: Evidence) -> Iterator[Row]:
    for n, span in enumerate(spans):
        yield {"owner_kind": kind, "owner": owner, "field": field, "n": n, "start": span.start, "end": span.end}


Forms = dict[Table, Counter[tuple[str, ...]]]
"""What pages give to the tables that count pages: how many of them give which rows, by their keys."""


class Shown(msgspec.Struct):
    """What a page shows in the end, where that is known without looking: the layers of ``reading``."""

    reading: Reading | None = None


@contextmanager
def counted(connection: Connection, page: str) -> Iterator[Shown]:
    """Count the page, in the tables that count pages, by what it holds after the ``with`` and no more by what it held before; and let search find
    what it says then.

    However often its layers are replaced in between, rows are changed once, in one order (`upsert`).
    """
    new = connection.execute(select(schema.pages.c.id).where(schema.pages.c.id == page)).first() is None
    before, used, told = _forms(connection, page), _used(connection, page), rounds.state(connection, page)
    shown = Shown()
    yield shown
    _date(connection, page)
    after = _forms(connection, page)
    _count(connection, before, after)
    usage.count(connection, used, _used(connection, page))
    if (tells := rounds.state(connection, page)) != told:
        rounds.wait(connection, [rounds.Change(page, tells or "")])
    index(connection, {page: shown.reading}, _respelt(connection, before, after), new=new)


def _told(reading: Reading) -> str | None:
    """What `rounds.state` gives of a new page."""
    if not reading.meetings and not any(entity.offices for entity in reading.entities):
        return None
    capture = _capture(reading, _digest(reading))
    return rounds.digest([reading.source, reading.engine, reading.text_hash], [capture])


def _used(connection: Connection, page: str) -> usage.Uses:
    return next((uses for _, uses in usage.of_pages(connection, [page])), {})


def _date(connection: Connection, page: str) -> None:
    """Let the page, and what is listed by its date, have the date of its own capture."""
    p, c = schema.pages.c, schema.captures.c
    published = select(c.published).join(schema.pages, (c.page == p.id) & (c.source == p.source)).where(p.id == page)
    day = connection.execute(published).scalar() or ""
    for table, column in ((schema.pages, p.id), (schema.entities, schema.entities.c.page), (schema.statements, schema.statements.c.page)):
        connection.execute(update(table).where(column == page, table.c.day != day).values(day=day))


def _nothing() -> Forms:
    return {schema.entity_labels: Counter(), schema.spellings: Counter()}


def _forms(connection: Connection, page: str) -> Forms:
    """What one page gives."""
    e, n = schema.entities.c, schema.names.c
    entities = connection.execute(select(e.id, e.kind, e.labels).where(e.page == page)).all()
    spelt = connection.execute(select(n.entity, n.form).where(n.page == page).distinct()).all()
    labels = ((row.id, row.kind, msgspec.json.decode(row.labels, type=dict[str, str])) for row in entities)
    return _forms_of(labels, ((row.entity, row.form) for row in spelt))


def _forms_of(entities: Iterable[tuple[str, str, Mapping[str, str]]], names: Iterable[tuple[str, str]]) -> Forms:
    """What a page gives with its entities (id, kind and labels) and its names (entity and form): its labels, as `entity_labels` has them, and its
    labels and spellings of names, as `spellings` does."""
    labels = {(entity, kind, language, label) for entity, kind, told in entities for language, label in told.items()}
    return {schema.entity_labels: Counter(labels), schema.spellings: Counter({*names, *((entity, label) for entity, _, _, label in labels)})}


def _respelt(connection: Connection, before: Forms, after: Forms) -> set[str]:
    """The entities of which a spelling or a kind may have come or gone with pages, given what they gave before and give now. After `_count`."""
    found = {key[0] for table in before for key in before[table] - after[table]}
    for table in before:
        come = after[table] - before[table]
        names = [table.c[column.name] for column in table.primary_key]
        for some in batches(sorted({key[0] for key in come} - found)):
            # What these pages alone have may be new.
            few = table.c.pages <= max(come.values())
            rows = connection.execute(select(*names, table.c.pages).where(table.c.entity.in_(some), few))
            found.update(row[0] for row in rows if come[tuple(row[:-1])] == row.pages)
    return found


def _count(connection: Connection, before: Forms, after: Forms) -> None:
    """Count pages out of what they gave ``before`` and in to what they give ``after``, and drop what no page has any more.

    What stays isn't touched: a page that is read again holds up nobody who names the same. Of what comes and goes others wait until the transaction
    ends: an entity that two pages bring at once, each by another name, is one for both.
    """
    moved = {table: (before[table] - after[table], after[table] - before[table]) for table in before}
    hold(connection, Held.ENTITY, shares(key[0] for gone, come in moved.values() for key in (*gone, *come)))
    for table, (gone, come) in moved.items():
        names = [column.name for column in table.primary_key]
        changed = [*((key, -pages) for key, pages in gone.items()), *come.items()]
        rows: list[Row] = [{**dict(zip(names, key, strict=True)), "pages": by} for key, by in changed]
        if table is schema.spellings:
            rows = [{**row, "folded": fold(row["form"])} for row in rows]
        upsert(connection, table, rows, adding=["pages"])
        if gone:
            connection.execute(delete(table).where(table.c.entity.in_({key[0] for key in gone}), table.c.pages <= 0))
