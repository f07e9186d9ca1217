"""Putting one page's reading into the record. All functions here run inside the caller's transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
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
from mahdar.record.indexing import index
from mahdar.record.linking import unlink
from mahdar.record.queries.lookup import AnyRow, batches
from mahdar.record.queries.tellings import witnesses

Row = dict[str, Any]
Rows = dict[Table, list[Row]]


def add(connection: Connection, reading: Reading) -> bool:
    """Add ``reading``; False where the same one was there already.

    Others may add at the same time: of one page one after the other, and what is derived from several pages is made by who has its lock.
    """
    _one_of_each_id(reading)
    hold(connection, Held.PAGE, [reading.page])
    digest = hashlib.sha256(msgspec.json.encode(reading, order="deterministic")).hexdigest()
    captures = schema.captures
    here = (captures.c.page == reading.page, captures.c.source == reading.source)
    if connection.execute(select(captures.c.digest).where(*here)).scalar() == digest:
        return False
    page = connection.execute(select(schema.pages.c.text_hash, schema.pages.c.engine).where(schema.pages.c.id == reading.page)).first()
    if page is None:
        connection.execute(insert(schema.pages), [_page(reading)])
    connection.execute(delete(captures).where(*here))
    connection.execute(insert(captures), [_capture(reading, digest)])
    forms, told = _forms(connection, reading.page), _meeting_ids(connection, reading.page)
    replaces = page is None or page.engine != reading.engine or _first_capture(connection, reading) == reading.source
    if replaces:
        if page is not None:
            unlink(connection, reading.page)
        _replace_layers(connection, reading, new_text=page is not None and page.text_hash != reading.text_hash)
    _replace_capture_evidence(connection, reading)
    # Who tells of a meeting counts in what is shown of it, so that another capture alone may change that.
    touched = told | _meeting_ids(connection, reading.page)
    hold(connection, Held.MEETING, touched)
    for meeting in sorted(touched):
        _settle_round(connection, meeting)
    after = _forms(connection, reading.page)
    _count(connection, forms, after)
    index(connection, reading.page, reading if replaces else None, _respelt(connection, forms, after), new=page is None)
    return True


def _one_of_each_id(reading: Reading) -> None:
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
    rows: list[Row] = []
    if reading.outlet:
        rows += _spans("capture", reading.source, "outlet", reading.outlet.evidence)
    if reading.published:
        rows += _spans("capture", reading.source, "published", reading.published.evidence)
    if rows:
        connection.execute(insert(evidence), [{"page": reading.page, "engine": reading.engine, **row} for row in rows])


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
    labels = [
        (row.id, row.kind, language, label)
        for row in connection.execute(select(e.id, e.kind, e.labels).where(e.page == page))
        for language, label in msgspec.json.decode(row.labels, type=dict[str, str]).items()
    ]
    spelt = {(entity, label) for entity, _, _, label in labels}
    spelt.update((row.entity, row.form) for row in connection.execute(select(n.entity, n.form).where(n.page == page).distinct()))
    return {schema.entity_labels: {*labels}, schema.spellings: {*spelt}}


def _respelt(connection: Connection, before: Forms, after: Forms) -> set[str]:
    """The entities of which a spelling or a kind may have come or gone with a page, given what it gave before and gives now."""
    found = {key[0] for table in before for key in before[table] - after[table]}
    for table in before:
        come = after[table] - before[table]
        names = [table.c[column.name] for column in table.primary_key]
        for some in batches(sorted({key[0] for key in come} - found)):
            # What one page alone has may be new.
            rows = connection.execute(select(*names).where(table.c.entity.in_(some), table.c.pages == 1))
            found.update(row[0] for row in rows if tuple(row) in come)
    return found


def _count(connection: Connection, before: Forms, after: Forms) -> None:
    """Count a page out of what it gave ``before`` and in to what it gives ``after``, and drop what no page has any more.

    What stays isn't touched: a page that is read again holds up nobody who names the same.
    """
    for table in before:
        names = [column.name for column in table.primary_key]
        gone, come = before[table] - after[table], after[table] - before[table]
        rows: list[Row] = [{**dict(zip(names, key, strict=True)), "pages": by} for keys, by in ((gone, -1), (come, 1)) for key in keys]
        if table is schema.spellings:
            rows = [{**row, "folded": fold(row["form"])} for row in rows]
        upsert(connection, table, rows, adding=["pages"])
        if gone:
            connection.execute(delete(table).where(table.c.entity.in_({key[0] for key in gone}), table.c.pages <= 0))


def _meeting_ids(connection: Connection, page: str) -> set[str]:
    return set(connection.execute(select(schema.meetings.c.id).where(schema.meetings.c.page == page)).scalars())


def _settle_round(connection: Connection, meeting: str) -> None:
    """Work out the meeting's row in `rounds` anew from all that pages assert."""
    m, s = schema.meetings.c, schema.slots.c
    query = (
        select(m.page, m.series, m.ordinal, m.start, s.basis)
        .select_from(schema.meetings)
        .outerjoin(schema.slots, (s.page == m.page) & (s.meeting == m.id) & (s.field == "start"))
        .where(m.id == meeting)
    )
    rows = connection.execute(query).all()
    connection.execute(delete(schema.rounds).where(schema.rounds.c.id == meeting))
    if not rows:
        return
    # Who tells it decides only where something differs.
    differ = any(len({getattr(row, field) for row in rows} - {None}) > 1 for field in ("series", "ordinal", "start"))
    seen = witnesses(connection, [row.page for row in rows]) if differ else {}
    series, ordinal, start = _shown(rows, "series", seen), _shown(rows, "ordinal", seen), _shown(rows, "start", seen)
    shown = {"id": meeting, "start": start, "series": series, "ordinal": int(ordinal) if ordinal else None, "pages": len(rows)}
    connection.execute(insert(schema.rounds), [shown])


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
