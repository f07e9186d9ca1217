"""Putting pages' readings into the record. All functions here run inside the caller's transaction."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select, update

from mahdar.arabic import fold
from mahdar.invariants import InvariantError
from mahdar.linking.captures import capture_rank
from mahdar.linking.choice import Assertion, choose, choose_time
from mahdar.linking.witnesses import Witness
from mahdar.model import Evidence, Reading, Span
from mahdar.record import schema
from mahdar.record.dialect import Held, hold, upsert
from mahdar.record.linking import unlink
from mahdar.record.queries.lookup import AnyRow, batches
from mahdar.record.queries.tellings import witnesses

Row = dict[str, Any]
Rows = dict[Table, list[Row]]


def add(connection: Connection, reading: Reading) -> bool:
    """Add ``reading``; False where the same one was there already.

    Others may add at the same time: of one page one after the other, and what is derived from several pages is made by who has its lock.
    """
    check_ids(reading)
    hold(connection, Held.PAGE, [reading.page])
    digest = _digest(reading)
    captures = schema.captures
    here = (captures.c.page == reading.page, captures.c.source == reading.source)
    if connection.execute(select(captures.c.digest).where(*here)).scalar() == digest:
        return False
    page = connection.execute(select(schema.pages.c.text_hash, schema.pages.c.engine).where(schema.pages.c.id == reading.page)).first()
    if page is None:
        _add_new(connection, [reading])
        return True
    connection.execute(delete(captures).where(*here))
    connection.execute(insert(captures), [_capture(reading, digest)])
    forms, told = _forms(connection, reading.page), _meeting_ids(connection, reading.page)
    if page.engine != reading.engine or _first_capture(connection, reading) == reading.source:
        unlink(connection, reading.page)
        _replace_layers(connection, reading, new_text=page.text_hash != reading.text_hash)
    _replace_capture_evidence(connection, reading)
    # Who tells of a meeting counts in what is shown of it, so that another capture alone may change that.
    settle_rounds(connection, told | _meeting_ids(connection, reading.page))
    after = _forms(connection, reading.page)
    # What stays isn't touched: a page that is read again holds up nobody who names the same.
    _count(connection, {table: Counter(after[table]) for table in after}, {table: Counter(forms[table]) for table in forms})
    return True


def add_new(connection: Connection, readings: Iterable[Reading]) -> set[str]:
    """Add those of ``readings`` whose page the record doesn't have, each page once; their pages. The others are for `add`.

    The record is as if they had been added one by one, in whatever order. The rows of all go into a table at once, which is several times faster.
    """
    given: dict[str, Reading] = {}
    for reading in readings:
        check_ids(reading)
        given.setdefault(reading.page, reading)
    hold(connection, Held.PAGE, given)
    p = schema.pages.c
    known = {page for some in batches(sorted(given)) for page in connection.execute(select(p.id).where(p.id.in_(some))).scalars()}
    _add_new(connection, [reading for page, reading in given.items() if page not in known])
    return given.keys() - known


def _add_new(connection: Connection, readings: Sequence[Reading]) -> None:
    """Add readings of pages that the record doesn't have, one of each. Their locks are held."""
    rows: Rows = {schema.pages: [], schema.captures: []}
    counted: dict[Table, Counter[tuple[str, ...]]] = {schema.entity_labels: Counter(), schema.spellings: Counter()}
    for reading in readings:
        rows[schema.pages].append(_page(reading))
        rows[schema.captures].append(_capture(reading, _digest(reading)))
        for table, made in _layer_rows(reading).items():
            rows.setdefault(table, []).extend({"page": reading.page, "engine": reading.engine, **row} for row in made)
        rows[schema.evidence].extend(_capture_evidence(reading))
        for table, forms in _forms_of(
            ((e.id, e.kind, e.label) for e in reading.entities), ((name.entity, name.of(reading.text)) for name in reading.names)
        ).items():
            counted[table].update(forms)
    for table, made in rows.items():
        if made:
            connection.execute(insert(table), made)
    settle_rounds(connection, {meeting.id for reading in readings for meeting in reading.meetings})
    _count(connection, counted)


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


def keep_capture(connection: Connection, reading: Reading, digest: str) -> None:
    """Keep where and when a page that is there was found, as ``reading`` tells it, without what it says else; ``digest`` is of its own reading."""
    hold(connection, Held.PAGE, [reading.page])
    c = schema.captures.c
    connection.execute(delete(schema.captures).where(c.page == reading.page, c.source == reading.source))
    connection.execute(insert(schema.captures), [_capture(reading, digest)])
    text_hash = connection.execute(select(schema.pages.c.text_hash).where(schema.pages.c.id == reading.page)).scalar()
    if text_hash == reading.text_hash:  # Spans of another text would be lies.
        _replace_capture_evidence(connection, reading)
    settle_rounds(connection, _meeting_ids(connection, reading.page))


def _first_capture(connection: Connection, reading: Reading) -> str:
    """The source of the capture whose reading the page's layers are to be, among those read by this engine."""
    c = schema.captures.c
    query = select(c.source, c.published, c.published_basis).where(c.page == reading.page, c.engine == reading.engine)
    rows = connection.execute(query).all()
    first = min(rows, key=lambda r: capture_rank(published=r.published, basis=r.published_basis, source=r.source))
    return str(first.source)


def _replace_layers(connection: Connection, reading: Reading, *, new_text: bool) -> None:
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


def _replace_capture_evidence(connection: Connection, reading: Reading) -> None:
    evidence = schema.evidence
    mine = (evidence.c.page == reading.page, evidence.c.owner_kind == "capture", evidence.c.owner == reading.source)
    connection.execute(delete(evidence).where(*mine))
    if rows := _capture_evidence(reading):
        connection.execute(insert(evidence), rows)


def _capture_evidence(reading: Reading) -> list[Row]:
    rows: list[Row] = []
    if reading.outlet:
        rows += _spans("capture", reading.source, "outlet", reading.outlet.evidence)
    if reading.published:
        rows += _spans("capture", reading.source, "published", reading.published.evidence)
    return [{"page": reading.page, "engine": reading.engine, **row} for row in rows]


def _page(reading: Reading) -> Row:
    names = ("text_hash", "text", "media_type", "encoding", "language", "wire_copy", "schema", "engine", "site_profile", "source")
    return {"id": reading.page, "notes": _json(reading.notes), **_fields(reading, *names)}


def _capture(reading: Reading, digest: str) -> Row:
    outlet, published = reading.outlet, reading.published
    return {
        "page": reading.page,
        "digest": digest,
        **_fields(reading, "source", "url", "fetched", "engine", "site_profile"),
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
        fields = _fields(position, "actor", "process", "issue", "stance", "target", "condition", "date", "why")
        at = _ends("condition", position.condition_at)
        rows[schema.positions].append({"n": n, "statements": _json(position.statements), **at, **fields})
    for n, refused in enumerate(reading.rejected):
        rows[schema.rejected].append({"n": n, **_fields(refused, "start", "end", "layer", "reason")})
    return rows


def _name_rows(reading: Reading, rows: Rows) -> None:
    for n, entity in enumerate(reading.entities):
        rows[schema.entities].append({"n": n, "labels": _json(entity.label), **_fields(entity, "id", "kind", "wikidata")})
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


Forms = dict[Table, set[tuple[str, ...]]]
"""What a page gives to the tables that count pages: rows, by their keys."""


def _forms(connection: Connection, page: str) -> Forms:
    """The page's labels, as `entity_labels` has them, and its labels and spellings of names, as `spellings` does."""
    e, n = schema.entities.c, schema.names.c
    entities = connection.execute(select(e.id, e.kind, e.labels).where(e.page == page)).all()
    spelt = connection.execute(select(n.entity, n.form).where(n.page == page).distinct()).all()
    return _forms_of(((row.id, row.kind, msgspec.json.decode(row.labels)) for row in entities), ((row.entity, row.form) for row in spelt))


def _forms_of(entities: Iterable[tuple[str, str, Mapping[str, str]]], names: Iterable[tuple[str, str]]) -> Forms:
    """What a page gives with its entities (id, kind and labels) and its names (entity and form)."""
    labels = {(entity, kind, language, label) for entity, kind, told in entities for language, label in told.items()}
    return {schema.entity_labels: {*labels}, schema.spellings: {*names, *((entity, label) for entity, _, _, label in labels)}}


def _count(
    connection: Connection, come: Mapping[Table, Counter[tuple[str, ...]]], gone: Mapping[Table, Counter[tuple[str, ...]]] | None = None
) -> None:
    """Count in what pages give to tables and count out what they no longer do, and drop what no page has any more."""
    for table, counted in come.items():
        names = [column.name for column in table.primary_key]
        difference = counted.copy()
        difference.subtract(gone[table] if gone else {})
        rows: list[Row] = [{**dict(zip(names, key, strict=True)), "pages": by} for key, by in difference.items() if by]
        if table is schema.spellings:
            rows = [{**row, "folded": fold(row["form"])} for row in rows]
        upsert(connection, table, rows, adding=["pages"])
        if fewer := {key[0] for key, by in difference.items() if by < 0}:
            connection.execute(delete(table).where(table.c.entity.in_(fewer), table.c.pages <= 0))


def _meeting_ids(connection: Connection, page: str) -> set[str]:
    return set(connection.execute(select(schema.meetings.c.id).where(schema.meetings.c.page == page)).scalars())


def settle_rounds(connection: Connection, meetings: Collection[str]) -> None:
    """Work out the rows of ``meetings`` in `rounds` anew from all that pages assert."""
    hold(connection, Held.MEETING, meetings)
    for some in batches(sorted(meetings)):
        rows = rounds_of(connection, some)
        connection.execute(delete(schema.rounds).where(schema.rounds.c.id.in_(some)))
        if rows:
            connection.execute(insert(schema.rounds), rows)


def rounds_of(connection: Connection, meetings: Sequence[str]) -> list[Row]:
    """The rows that `rounds` is to have of ``meetings`` (as many as fit a statement), by id; none of those that no page asserts."""
    m, s = schema.meetings.c, schema.slots.c
    query = (
        select(m.id, m.page, m.series, m.ordinal, m.start, s.basis)
        .select_from(schema.meetings)
        .outerjoin(schema.slots, (s.page == m.page) & (s.meeting == m.id) & (s.field == "start"))
        .where(m.id.in_(meetings))
        .order_by(m.id, m.page)
    )
    return [_round(connection, meeting, list(rows)) for meeting, rows in groupby(connection.execute(query).all(), key=lambda row: str(row.id))]


def _round(connection: Connection, meeting: str, rows: Sequence[AnyRow]) -> Row:
    # Who tells it decides only where something differs.
    differ = any(len({getattr(row, field) for row in rows} - {None}) > 1 for field in ("series", "ordinal", "start"))
    seen = witnesses(connection, [row.page for row in rows]) if differ else {}
    series, ordinal, start = _shown(rows, "series", seen), _shown(rows, "ordinal", seen), _shown(rows, "start", seen)
    return {"id": meeting, "start": start, "series": series, "ordinal": int(ordinal) if ordinal else None, "pages": len(rows)}


def _shown(rows: Sequence[AnyRow], field: str, seen: Mapping[str, Witness]) -> str | None:
    """The value of a field to show, by the rules that `mahdar.process` chooses by too. ``seen`` is empty where all rows have the same."""
    told = [(row, str(getattr(row, field))) for row in rows if getattr(row, field) is not None]
    if not told or not seen:
        return told[0][1] if told else None
    start = field == "start"
    asserted = [
        Assertion(
            value=value,
            basis=row.basis if start else None,
            page=row.page,
            published=seen[row.page].published,
            sources=seen[row.page].sources,
        )
        for row, value in told
    ]
    return (choose_time if start else choose)(asserted).value
