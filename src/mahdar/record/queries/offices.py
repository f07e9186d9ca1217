"""The offices of a person: as pages state them, each with its words, and as the knowledge has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, distinct, func, select

from mahdar.record import schema
from mahdar.record.answers import EntityRef, OfficeAnswer, OfficeWords, PageRef, Quote
from mahdar.record.queries.joins import means
from mahdar.record.queries.lookup import AnyRow, Texts, entity_refs, known_labels, page_refs

_OFFICES = 60
"""How many offices are told at most: the stated ones first, those of most captures."""

_WORDS = 4
"""How many wordings of one stated office are quoted, those of most pages."""

_FIELDS = ("basis", "role", "of", "status", "since", "until", "known")

_Key = tuple[str | None, ...]


def offices(connection: Connection, entity_id: str) -> tuple[OfficeAnswer, ...]:
    """The entity's offices: first those that pages state, by captures; then those that are only known, by term, the latest first.

    The same office (a role of one state or body) stands together, however it is known. One that no role names is told apart by
    the page's words.
    """
    o, c = schema.offices.c, schema.captures.c
    key = _key()
    on_pages = select(*key, o.page).where(means(o.entity, entity_id)).distinct().subquery()
    columns = [on_pages.c[column.name] for column in key]
    captures = func.count().label("captures")
    counted = (
        select(*columns, captures, func.count(distinct(on_pages.c.page)).label("pages"))
        .add_columns(func.min(c.published).label("first"), func.max(c.published).label("last"))
        .join(schema.captures, c.page == on_pages.c.page)
        .group_by(*columns)
        .order_by((on_pages.c.basis == "stated").desc(), captures.desc(), *(column.nulls_first() for column in columns))
        .limit(_OFFICES)
    )
    rows = connection.execute(counted).all()
    words = _words(connection, entity_id)
    entities = entity_refs(connection, (row.of for row in rows))
    answers = [
        OfficeAnswer(
            role=row.role,
            of=_named(entities[row.of]) if row.of else None,
            status=row.status,
            since=row.since,
            until=row.until,
            basis=row.basis,
            known=row.known,
            pages=row.pages,
            captures=row.captures,
            first=row.first,
            last=row.last,
            words=tuple(words[_values(row)][:_WORDS]),
        )
        for row in rows
    ]
    return _together(answers)


def _named(ref: EntityRef) -> EntityRef:
    """The state or body of an office with the label that the knowledge has, where no page names it (المبعوث الروسي names no Russia)."""
    return ref if ref.label else EntityRef(id=ref.id, kind=ref.kind, label=known_labels().get(ref.id, {}))


def _key() -> list[ColumnElement[str | None]]:
    """What tells one office from another: its fields, and its words where it has no role."""
    o = schema.offices.c
    return [*(o[field] for field in _FIELDS), func.coalesce(o.role, o.label).label("what")]


def _values(row: AnyRow) -> _Key:
    return (*(getattr(row, field) for field in _FIELDS), row.what)


def _words(connection: Connection, entity_id: str) -> defaultdict[_Key, list[OfficeWords]]:
    """The wordings of each stated office, those of most pages first, each where it stands on the earliest page."""
    o, c, p = schema.offices.c, schema.captures.c, schema.pages.c
    key = _key()
    rank = func.row_number().over(partition_by=(*key, o.label), order_by=(c.published.is_(None), c.published, o.page, o.n))
    ranked = (
        select(*key, o.label, o.page, o.entity, o.n, func.count().over(partition_by=(*key, o.label)).label("uses"), rank.label("rank"))
        .join(schema.pages, p.id == o.page)
        .join(schema.captures, (c.page == p.id) & (c.source == p.source))
        .where(means(o.entity, entity_id), o.basis == "stated")
        .subquery()
    )
    best = ranked.c
    rows = connection.execute(
        select(ranked).where(best.rank == 1).order_by(best.uses.desc(), best.label.nulls_first(), best.page, best.n).limit(_OFFICES * _WORDS)
    ).all()
    refs, quotes = page_refs(connection, (row.page for row in rows)), _quotes(connection, rows)
    found: defaultdict[_Key, list[OfficeWords]] = defaultdict(list)
    for row in rows:
        page: PageRef = refs[row.page]
        found[_values(row)].append(OfficeWords(label=row.label, uses=row.uses, page=page, evidence=tuple(quotes[row.page, row.n])))
    return found


def _quotes(connection: Connection, rows: Iterable[AnyRow]) -> defaultdict[tuple[str, int], list[Quote]]:
    """The evidence of the offices of these rows, by page and place."""
    e = schema.evidence.c
    wanted = {(row.page, f"{row.entity}/{row.n}"): row.n for row in rows}
    mine = (e.page.in_({page for page, _ in wanted}), e.owner_kind == "office", e.owner.in_({owner for _, owner in wanted}))
    texts = Texts(connection, (page for page, _ in wanted))
    found: defaultdict[tuple[str, int], list[Quote]] = defaultdict(list)
    for row in connection.execute(select(schema.evidence).where(*mine).order_by(e.page, e.owner, e.n)):
        if (n := wanted.get((row.page, row.owner))) is not None:
            found[row.page, n].append(texts.quote(row.page, row.start, row.end))
    return found


def _together(answers: Iterable[OfficeAnswer]) -> tuple[OfficeAnswer, ...]:
    groups: dict[tuple[str | None, str | None], list[OfficeAnswer]] = {}
    for answer in answers:
        what = answer.role or (answer.words[0].label if answer.words else None)
        groups.setdefault((what, answer.of.id if answer.of else None), []).append(answer)
    stated = [group for group in groups.values() if group[0].basis == "stated"]
    known = sorted((group for group in groups.values() if group[0].basis != "stated"), key=lambda group: group[0].since or "", reverse=True)
    return tuple(answer for group in (*stated, *known) for answer in group)
