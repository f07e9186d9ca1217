"""Statements: who said what to whom, and by which way it came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product

from sqlalchemy import ColumnElement, Connection, func, select, union_all

from mahdar.record import schema
from mahdar.record.answers import Context, EntityRef, Link, LinkPart, Listing, PageRef, Quote, SpeakerAnswer, StatementAnswer
from mahdar.record.queries.filters import REVIEW_BELOW, StatementFilter
from mahdar.record.queries.joins import ids_of
from mahdar.record.queries.judgements import marks
from mahdar.record.queries.lookup import AnyRow, Texts, entity_refs, page_refs

AROUND = 160
"""How many code points of its lines are shown on each side of a statement, at most (`context`)."""

ALL = StatementFilter()


def statements(
    connection: Connection, wanted: StatementFilter = ALL, *, offset: int = 0, limit: int = 50, latest_first: bool = True
) -> Listing[StatementAnswer]:
    """The statements that ``wanted`` means, by the date of their page, then page, then place in it; those of undated pages come last either way."""
    sorts = ways(connection, wanted)
    totals = (select(func.count()).select_from(schema.statements).where(*where) for where in sorts)
    total = sum(connection.execute(query).scalar_one() for query in totals)
    rows = _ordered(connection, sorts, offset, limit, latest_first=latest_first) if limit else []
    return Listing(total=total, offset=offset, limit=limit, items=_answers(connection, rows))


def ways(connection: Connection, wanted: StatementFilter, *, without: str = "") -> list[list[ColumnElement[bool]]]:
    """What a row must fulfil, for each way to be what is wanted: of one id, an index has the statements in their order; of several ids, of each.
    No row fulfils two of them. ``without`` leaves one filter out."""
    asked = {"speaker": wanted.speaker, "addressee": wanted.addressee}
    meant = {name: ids_of(connection, id_) for name, id_ in asked.items() if id_ is not None}
    return [wanted.conditions(dict(zip(meant, ids, strict=True)), without=without) for ids in product(*meant.values())]


def _ordered(
    connection: Connection, sorts: Sequence[Sequence[ColumnElement[bool]]], offset: int, limit: int, *, latest_first: bool
) -> Sequence[AnyRow]:
    """The rows to which one of ``sorts`` applies, no two to one row."""
    s = schema.statements.c
    first = [s.day.desc()] if latest_first else [s.day == "", s.day]
    if len(sorts) == 1:
        return connection.execute(select(schema.statements).where(*sorts[0]).order_by(*first, s.page, s.n).offset(offset).limit(limit)).all()
    each = (select(s.page, s.id).where(*where).order_by(*first, s.page, s.n).limit(offset + limit).subquery() for where in sorts)
    keys = union_all(*(select(one) for one in each)).subquery().c
    query = select(schema.statements).join(keys.page.table, (keys.page == s.page) & (keys.id == s.id))
    return connection.execute(query.order_by(*first, s.page, s.n).offset(offset).limit(limit)).all()


def statement(connection: Connection, statement_id: str) -> StatementAnswer | None:
    """One statement; where several pages have the same text, that of the first page id. None where there is none."""
    s = schema.statements.c
    rows = connection.execute(select(schema.statements).where(s.id == statement_id).order_by(s.page).limit(1)).all()
    return next(iter(_answers(connection, rows)), None)


def some_statements(connection: Connection, keys: Iterable[tuple[str, str]]) -> tuple[StatementAnswer, ...]:
    """The statements of these pages and ids, in no order."""
    s = schema.statements.c
    wanted = set(keys)
    pages, ids = {key[0] for key in wanted}, {key[1] for key in wanted}
    rows = connection.execute(select(schema.statements).where(s.page.in_(pages), s.id.in_(ids))).all() if wanted else []
    return _answers(connection, [row for row in rows if (row.page, row.id) in wanted])


def context(connection: Connection, said: StatementAnswer) -> Context:
    """The lines in which ``said`` stands, from its cue or its first part to its last."""
    p = schema.pages.c
    text = connection.execute(select(p.text).where(p.id == said.page.id)).scalar_one()
    spans: tuple[Quote, ...] = (*said.parts, *([said.cue] if said.cue else []))
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    start = text.rfind("\n", 0, first) + 1
    end = text.find("\n", last)
    end = len(text) if end < 0 else end
    opened, closed = first - start <= AROUND, end - last <= AROUND
    if not opened:
        space = text.find(" ", first - AROUND, first)
        start = first if space < 0 else space + 1
    if not closed:
        space = text.rfind(" ", last, last + AROUND)
        end = last if space < 0 else space
    return Context(start=start, end=end, text=text[start:end], opened=opened, closed=closed)


def _answers(connection: Connection, rows: Sequence[AnyRow]) -> tuple[StatementAnswer, ...]:
    pages, ids = {row.page for row in rows}, {row.id for row in rows}
    v, i, e, c, p = schema.via.c, schema.statement_issues.c, schema.evidence.c, schema.page_credits.c, schema.pages.c
    carried = _grouped(connection.execute(select(schema.via).where(v.page.in_(pages), v.statement.in_(ids)).order_by(v.n)), "statement")
    issues = _grouped(connection.execute(select(schema.statement_issues).where(i.page.in_(pages), i.statement.in_(ids)).order_by(i.n)), "statement")
    mine = (e.page.in_(pages), e.owner_kind == "statement", e.owner.in_(ids), e.field == "more")
    more = _grouped(connection.execute(select(schema.evidence).where(*mine).order_by(e.n)), "owner")
    credited: dict[str, list[AnyRow]] = defaultdict(list)
    for row in connection.execute(select(schema.page_credits).where(c.page.in_(pages)).order_by(c.page, c.n)):
        credited[row.page].append(row)
    copied = {row.id: row.wire_copy for row in connection.execute(select(p.id, p.wire_copy).where(p.id.in_(pages), p.wire_copy.is_not(None)))}
    refs = page_refs(connection, pages)
    texts = Texts(connection, pages)
    mentioned = [ref for row in rows for ref in (row.speaker, row.addressee, row.target)]
    mentioned += [row.entity for group in (*carried.values(), *credited.values()) for row in group] + list(copied.values())
    entities = entity_refs(connection, mentioned)
    judged = marks(connection, "statement", ids)
    answers = []
    for row in rows:
        key = (row.page, row.id)
        speaker = _speaker(row, entities, texts)
        via = [_link("via", link, entities, texts) for link in carried.get(key, ())]
        agencies = [_link("credit", link, entities, texts) for link in credited[row.page]]
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
                chain=_chain(speaker, via, agencies, refs[row.page]),
                wire_copy=entities[copied[row.page]] if row.page in copied else None,
                page=refs[row.page],
                found_by=row.found_by,
                confidence=row.confidence,
                review=row.confidence < REVIEW_BELOW,
                engine=row.engine,
                judged=judged.get(row.id, ()),
            )
        )
    return tuple(answers)


def _speaker(row: AnyRow, entities: dict[str, EntityRef], texts: Texts) -> SpeakerAnswer | None:
    if row.speaker_label is None:
        return None
    words = texts.quote(row.page, row.speaker_start, row.speaker_end)
    return SpeakerAnswer(entity=entities[row.speaker] if row.speaker else None, label=row.speaker_label, words=words)


def _chain(speaker: SpeakerAnswer | None, via: Sequence[Link], credited: Sequence[Link], page: PageRef) -> tuple[tuple[Link, ...], ...]:
    """The way from speaker to outlet. Each ``via`` is a step; what the page credits as a whole is one step together."""
    steps: list[tuple[Link, ...]] = []
    if speaker:
        ref = speaker.entity
        label = ref.label if ref else {"ar": speaker.label}
        steps.append((Link(part="speaker", label=label, entity=ref.id if ref else None, kind=ref.kind if ref else None, words=speaker.words),))
    steps += [(link,) for link in via]
    carried = {link.entity for link in via}
    rest: dict[str | None, Link] = {}
    for link in credited:
        if link.entity not in carried:
            rest.setdefault(link.entity, link)
    outlets = tuple(Link(part="outlet", label={"ar": outlet.label}, entity=outlet.entity, kind=None, words=None) for outlet in page.outlets)
    steps += [step for step in (tuple(rest.values()), outlets) if step]
    return tuple(steps)


def _link(part: LinkPart, row: AnyRow, entities: dict[str, EntityRef], texts: Texts) -> Link:
    ref = entities[row.entity]
    return Link(part=part, label=ref.label, entity=ref.id, kind=ref.kind, words=texts.quote(row.page, row.start, row.end))


def _grouped(rows: Iterable[AnyRow], owner: str) -> dict[tuple[str, str], list[AnyRow]]:
    groups: dict[tuple[str, str], list[AnyRow]] = defaultdict(list)
    for row in rows:
        groups[row.page, getattr(row, owner)].append(row)
    return groups
