"""Statements: who said what to whom, and by which way it came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, func, select

from mahdar.model import Act
from mahdar.record import schema
from mahdar.record.answers import EntityRef, Link, Listing, PageRef, SpeakerAnswer, StatementAnswer
from mahdar.record.queries.lookup import AnyRow, Texts, entity_refs, page_refs


def statements(
    connection: Connection,
    *,
    speaker: str | None = None,
    addressee: str | None = None,
    act: Act | None = None,
    meeting: str | None = None,
    page: str | None = None,
    offset: int = 0,
    limit: int = 50,
    latest_first: bool = True,
) -> Listing[StatementAnswer]:
    """Statements by the date of their page, then page, then place in it; those of undated pages come last either way.

    ``meeting`` keeps the statements of all pages that tell of the meeting: that they were made there isn't claimed.
    """
    s, p, c = schema.statements.c, schema.pages.c, schema.captures.c
    where: list[ColumnElement[bool]] = []
    for column, value in ((s.speaker, speaker), (s.addressee, addressee), (s.act, act), (s.page, page)):
        if value is not None:
            where.append(column == value)
    if meeting is not None:
        where.append(s.page.in_(select(schema.meetings.c.page).where(schema.meetings.c.id == meeting)))
    total = connection.execute(select(func.count()).select_from(schema.statements).where(*where)).scalar_one()
    query = (
        select(schema.statements)
        .join(schema.pages, p.id == s.page)
        .join(schema.captures, (c.page == p.id) & (c.source == p.source))
        .where(*where)
        .order_by(c.published.is_(None), c.published.desc() if latest_first else c.published, s.page, s.n)
    )
    rows = connection.execute(query.offset(offset).limit(limit)).all()
    return Listing(total=total, offset=offset, limit=limit, items=_answers(connection, rows))


def statement(connection: Connection, statement_id: str) -> StatementAnswer | None:
    """One statement; where several pages have the same text, that of the first page id. None where there is none."""
    s = schema.statements.c
    rows = connection.execute(select(schema.statements).where(s.id == statement_id).order_by(s.page).limit(1)).all()
    return next(iter(_answers(connection, rows)), None)


def _answers(connection: Connection, rows: Sequence[AnyRow]) -> tuple[StatementAnswer, ...]:
    pages, ids = {row.page for row in rows}, {row.id for row in rows}
    v, i, e, c = schema.via.c, schema.statement_issues.c, schema.evidence.c, schema.page_credits.c
    carried = _grouped(connection.execute(select(schema.via).where(v.page.in_(pages), v.statement.in_(ids)).order_by(v.n)), "statement")
    issues = _grouped(connection.execute(select(schema.statement_issues).where(i.page.in_(pages), i.statement.in_(ids)).order_by(i.n)), "statement")
    mine = (e.page.in_(pages), e.owner_kind == "statement", e.owner.in_(ids), e.field == "more")
    more = _grouped(connection.execute(select(schema.evidence).where(*mine).order_by(e.n)), "owner")
    credited: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(select(c.page, c.entity).where(c.page.in_(pages)).order_by(c.page, c.n)):
        credited[row.page].append(row.entity)
    refs = page_refs(connection, pages)
    texts = Texts(connection, pages)
    mentioned = [ref for row in rows for ref in (row.speaker, row.addressee, row.target)]
    mentioned += [row.entity for group in carried.values() for row in group] + [ref for group in credited.values() for ref in group]
    entities = entity_refs(connection, mentioned)
    answers = []
    for row in rows:
        key = (row.page, row.id)
        speaker = _speaker(row, entities, texts)
        answers.append(
            StatementAnswer(
                id=row.id,
                content=texts.quote(row.page, row.start, row.end),
                more=tuple(texts.quote(row.page, span.start, span.end) for span in more.get(key, ())),
                cue=texts.quote(row.page, row.cue_start, row.cue_end) if row.cue_start is not None else None,
                speaker=speaker,
                addressee=entities[row.addressee] if row.addressee else None,
                target=entities[row.target] if row.target else None,
                act=row.act,
                kind=row.kind,
                polarity=row.polarity,
                issues=tuple(found.issue for found in issues.get(key, ())),
                chain=_chain(
                    speaker, [entities[link.entity] for link in carried.get(key, ())], [entities[x] for x in credited[row.page]], refs[row.page]
                ),
                page=refs[row.page],
                found_by=row.found_by,
                confidence=row.confidence,
                engine=row.engine,
            )
        )
    return tuple(answers)


def _speaker(row: AnyRow, entities: dict[str, EntityRef], texts: Texts) -> SpeakerAnswer | None:
    if row.speaker_label is None:
        return None
    words = texts.quote(row.page, row.speaker_start, row.speaker_end)
    return SpeakerAnswer(entity=entities[row.speaker] if row.speaker else None, label=row.speaker_label, words=words)


def _chain(speaker: SpeakerAnswer | None, via: Sequence[EntityRef], credited: Sequence[EntityRef], page: PageRef) -> tuple[tuple[Link, ...], ...]:
    """The way from speaker to outlet. Each ``via`` is a step; what the page credits as a whole is one step together."""
    steps: list[tuple[Link, ...]] = []
    if speaker:
        steps.append((_link(speaker.entity) if speaker.entity else Link(label={"ar": speaker.label}, entity=None),))
    steps += [(_link(ref),) for ref in via]
    carried = {ref.id for ref in via}
    rest = tuple(dict.fromkeys(ref.id for ref in credited if ref.id not in carried))
    by_id = {ref.id: ref for ref in credited}
    outlets = tuple(Link(label={"ar": outlet.label}, entity=outlet.entity) for outlet in page.outlets)
    steps += [step for step in (tuple(_link(by_id[other]) for other in rest), outlets) if step]
    return tuple(steps)


def _link(ref: EntityRef) -> Link:
    return Link(label=ref.label, entity=ref.id)


def _grouped(rows: Iterable[AnyRow], owner: str) -> dict[tuple[str, str], list[AnyRow]]:
    groups: dict[tuple[str, str], list[AnyRow]] = defaultdict(list)
    for row in rows:
        groups[row.page, getattr(row, owner)].append(row)
    return groups
