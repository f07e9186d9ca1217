"""Lists that are gone through from place to place (`mahdar.record.queries.places`), each in the order in which it is told elsewhere."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, get_args

from sqlalchemy import ColumnElement, Connection, FromClause, func, select, union, union_all

from mahdar.arabic import fold
from mahdar.model import NameKind, Noun
from mahdar.record import schema
from mahdar.record.answers import EntityRow, PageRef, StatementAnswer
from mahdar.record.process_answers import MeetingAnswer
from mahdar.record.queries import kept, matching
from mahdar.record.queries.assembled import Answers
from mahdar.record.queries.filters import StatementFilter, days_between
from mahdar.record.queries.joins import ids_of, pages_naming, standing_ids, stands_for
from mahdar.record.queries.lookup import page_refs, shown, standing
from mahdar.record.queries.meetings import answered, concerns, met
from mahdar.record.queries.places import BEGINNING, Place, Stretch, beyond, cut
from mahdar.record.queries.statements import some_statements, ways
from mahdar.record.queries.stories import refs
from mahdar.record.rounds import in_force
from mahdar.record.searchdates import first_day, last_day
from mahdar.record.story_answers import StoryRef


class StatementKey(NamedTuple):
    """What statements are ordered by: day, page, place in the page."""

    day: str
    page: str
    n: int


class PageKey(NamedTuple):
    """What pages are ordered by: day, id."""

    day: str
    id: str


class MeetingKey(NamedTuple):
    """What meetings are ordered by: whether there is no day, day, id."""

    undated: bool
    day: str
    id: str


class StoryKey(NamedTuple):
    """What stories are ordered by: when they began (hours since 1970), id."""

    since: float | None
    id: str


class EntityKey(NamedTuple):
    """What entities are ordered by: pages, id."""

    pages: int
    id: str


_HOURS = 24
_EPOCH = date(1970, 1, 1)


class MeetingFilter(Noun, frozen=True, kw_only=True):
    """Which meetings are meant: those to which all that is given applies. ``since`` and ``until`` (a year, month or day; both included) are
    compared with the day on which a meeting begins, else ends; ``issue`` is on its agenda; ``firm`` leaves out what is told too thinly;
    ``q`` is a query that a page's telling answers to."""

    series: str | None = None
    entity: str | None = None
    page: str | None = None
    issue: str | None = None
    since: str | None = None
    until: str | None = None
    firm: bool = False
    q: str | None = None


def statements(
    connection: Connection, wanted: StatementFilter, *, place: Place[StatementKey] = BEGINNING, limit: int = 50
) -> Stretch[StatementAnswer, StatementKey]:
    """The statements that ``wanted`` means, the latest first, then by page, then by place in it."""
    s = schema.statements.c
    order: list[tuple[ColumnElement[Any], bool]] = [(s.day, True), (s.page, False), (s.n, False)]
    sorts = ways(connection, wanted)
    table: FromClause = schema.statements
    total = place.total
    if wanted.issue is not None:
        # An issue's index has its statements; they are gone through by date, the issue being asked of each, only where there are many.
        of_issue = _on_issue(connection, wanted)
        total = _counted(connection, *of_issue) if total is None else total
        if total <= FEW:
            table, sorts = of_issue
    total = _counted(connection, table, sorts) if total is None else total
    most = place.skipped + limit + 1
    further = beyond(order, place.after) if place.after else []
    row = select(s.page, s.id, s.day, s.n).select_from(table)
    each = [row.where(*where, *further).order_by(s.day.desc(), s.page, s.n).limit(most).subquery() for where in sorts]
    found = union_all(*(select(one) for one in each)).subquery().c
    query = select(found.page, found.id, found.day, found.n).order_by(found.day.desc(), found.page, found.n)
    rows, more = cut(connection.execute(query.offset(place.skipped).limit(limit + 1)).all(), limit)
    told = {(one.page.id, one.id): one for one in some_statements(connection, [(row.page, row.id) for row in rows])}
    last = StatementKey(rows[-1].day, rows[-1].page, rows[-1].n) if more else None
    return Stretch(total=total, items=tuple(told[row.page, row.id] for row in rows), last=last)


FEW = 5_000
"""Statements on an issue that are sorted at once."""


def _on_issue(connection: Connection, wanted: StatementFilter) -> tuple[FromClause, list[list[ColumnElement[bool]]]]:
    """The statements on an issue, by its index: where to select from, and what a row must fulfil, for each way to be what is wanted."""
    s, i = schema.statements.c, schema.statement_issues.c
    joined = schema.statement_issues.join(schema.statements, (i.page == s.page) & (i.statement == s.id))
    return joined, [[i.issue == wanted.issue, *where] for where in ways(connection, wanted, without="issue")]


def _counted(connection: Connection, table: FromClause, sorts: Sequence[Sequence[ColumnElement[bool]]]) -> int:
    return sum(connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one() for where in sorts)


def pages(
    connection: Connection,
    *,
    entity: str | None = None,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    place: Place[PageKey] = BEGINNING,
    limit: int = 50,
) -> Stretch[PageRef, PageKey]:
    """Pages by date of publication, the latest first, undated ones last, then by id: those that name ``entity``, or that an outlet published."""
    p, e, c = schema.pages.c, schema.entities.c, schema.captures.c
    most = place.skipped + limit + 1

    def where(day: ColumnElement[Any], id_: ColumnElement[Any]) -> list[ColumnElement[bool]]:
        found = days_between(day, since, until)
        if outlet is not None:
            found.append(id_.in_(select(c.page).where((c.outlet_entity == outlet) | (c.outlet_entity.is_(None) & (c.outlet == outlet)))))
        return found

    def further(day: ColumnElement[Any], id_: ColumnElement[Any]) -> list[ColumnElement[bool]]:
        return beyond([(day, True), (id_, False)], place.after) if place.after else []

    total = place.total
    if entity is None:
        every = select(func.count()).select_from(schema.pages).where(*where(p.day, p.id))
        total = connection.execute(every).scalar_one() if total is None else total
        query = select(p.id.label("page"), p.day).where(*where(p.day, p.id), *further(p.day, p.id)).order_by(p.day.desc(), p.id)
    else:
        meant = ids_of(connection, entity)
        if total is None:
            narrowed = where(e.day, e.page)
            of_all = select(func.count(e.page.distinct())).where(e.id.in_(meant), *narrowed)
            total = connection.execute(of_all).scalar_one() if narrowed else pages_naming(connection, meant)
        # Of each id the index has the latest; what several have is told once.
        one = select(e.page, e.day).where(*where(e.day, e.page), *further(e.day, e.page)).order_by(e.day.desc(), e.page).limit(most)
        found = union(*(select(one.where(e.id == id_).subquery()) for id_ in meant)).subquery().c
        query = select(found.page, found.day).order_by(found.day.desc(), found.page)
    rows, more = cut(connection.execute(query.offset(place.skipped).limit(limit + 1)).all(), limit)
    told = page_refs(connection, [row.page for row in rows])
    return Stretch(total=total, items=tuple(told[row.page] for row in rows), last=PageKey(rows[-1].day, rows[-1].page) if more else None)


def meetings(
    connection: Connection, wanted: MeetingFilter, *, place: Place[MeetingKey] = BEGINNING, limit: int = 50
) -> Stretch[MeetingAnswer, MeetingKey]:
    """Meetings in brief by start date, then id, those without a date last (`mahdar.record.queries.meetings.meetings`)."""
    r = schema.met.c
    # As `met` tells them.
    entity = standing(connection, [wanted.entity]).get(wanted.entity, wanted.entity) if wanted.entity is not None else None
    if not in_force(connection):
        return _unsettled(connection, wanted, entity, place, limit)
    where = kept.wanted(
        page=wanted.page, series=wanted.series, entity=entity, firm=wanted.firm, issue=wanted.issue, since=wanted.since, until=wanted.until
    )
    if wanted.q is not None:
        i = schema.round_ids.c
        where.append(r.id.in_(select(i.round).where(i.meeting.in_(matching.items(connection, wanted.q, "meeting")))))
    total = kept.count(connection, where) if place.total is None else place.total
    further = beyond([(r.undated, False), (r.day, False), (r.id, False)], place.after) if place.after else []
    found = kept.some(connection, [*where, *further], offset=place.skipped, limit=limit + 1)
    rounds, more = cut(found.rounds, limit)
    told = Answers(connection, rounds, statements=found.statements).meetings()
    return Stretch(total=total, items=told, last=MeetingKey(*rounds[-1].order) if more else None)


def _unsettled(
    connection: Connection, wanted: MeetingFilter, entity: str | None, place: Place[MeetingKey], limit: int
) -> Stretch[MeetingAnswer, MeetingKey]:
    """The same, while pages wait to be put together: all meetings are, in memory, once for each state of the record."""
    m, a = schema.meetings.c, schema.agenda.c
    ids: set[str] | None = None
    if wanted.issue is not None:
        ids = set(connection.execute(select(a.meeting).where(a.issue == wanted.issue)).scalars())
    if wanted.q is not None:
        found = set(connection.execute(select(m.id).where(m.id.in_(matching.items(connection, wanted.q, "meeting")))).scalars())
        ids = found if ids is None else ids & found
    held = [
        one
        for one in met(connection)
        if not (wanted.firm and one.lacks)
        and wanted.series in (None, one.series)
        and (ids is None or not ids.isdisjoint(one.ids))
        and _begins(one.order[1], wanted.since, wanted.until)
        and any(concerns(telling, wanted.page, entity) for telling in one.tellings)
    ]
    left = [one for one in held if place.after is None or one.order > place.after][place.skipped :]
    some, more = cut(left, limit)
    return Stretch(total=len(held), items=answered(connection, some).meetings(), last=MeetingKey(*some[-1].order) if more else None)


def _begins(day: str, since: str | None, until: str | None) -> bool:
    """Whether a day, month or year reaches into the time asked for, as `days_between` has it."""
    if not (since or until):
        return True
    return bool(day) and (since is None or day >= since[: len(day)]) and (until is None or day[: len(until)] <= until[: len(day)])


def stories(
    connection: Connection,
    *,
    least: int = 1,
    since: str | None = None,
    until: str | None = None,
    place: Place[StoryKey] = BEGINNING,
    limit: int = 50,
) -> Stretch[StoryRef, StoryKey]:
    """Stories of at least so many pages, by when the first came out, the latest first and undated ones last, then by id."""
    s = schema.stories.c
    where: list[ColumnElement[bool]] = [s.pages >= least]
    if since:
        where.append(s.since >= _hours(first_day(since)))
    if until:
        where.append(s.since < _hours(last_day(until)) + _HOURS)
    total = place.total
    if total is None:
        total = connection.execute(select(func.count()).select_from(schema.stories).where(*where)).scalar_one()
    most = place.skipped + limit + 1
    after = place.after
    found: list[Any] = []
    if after is None or after[0] is not None:
        # Those with a date by themselves: an index has them in this order in every store.
        further = beyond([(s.since, True), (s.id, False)], after) if after else []
        dated = select(schema.stories).where(*where, s.since.is_not(None), *further).order_by(s.since.desc(), s.id).limit(most)
        found += connection.execute(dated).all()
    if len(found) < most and not (since or until):
        beyond_it = [s.id > after[1]] if after and after[0] is None else []
        undated = select(schema.stories).where(*where, s.since.is_(None), *beyond_it).order_by(s.id).limit(most - len(found))
        found += connection.execute(undated).all()
    rows, more = cut(found[place.skipped :], limit)
    return Stretch(total=total, items=refs(connection, rows), last=StoryKey(rows[-1].since, rows[-1].id) if more else None)


def _hours(day: date) -> float:
    return float((day - _EPOCH).days * _HOURS)


class Ranking(Noun, frozen=True, kw_only=True):
    """The first entities of a list, each by what it is ordered by, and how many there are in all."""

    first: tuple[EntityKey, ...]
    total: int


RANKED = 200_000
"""So many entities are ranked at most (some 30 MB)."""


Rankings = Mapping[NameKind | None, Ranking]
"""The ranking of each kind of entity, and of all (None)."""


def rankings(connection: Connection) -> Rankings:
    """All entities, and those of each kind, by the number of pages that name them, the most first, then by id: the one list that takes a look at
    all pages. It is for keeping (`mahdar.record.remembering`)."""
    kinds: tuple[NameKind | None, ...] = (None, *get_args(NameKind))
    return {kind: _ranking(connection, kind) for kind in kinds}


def _ranking(connection: Connection, kind: NameKind | None) -> Ranking:
    found = _entity_keys(connection, _of_kind(kind), None, 0, RANKED)
    return Ranking(first=tuple(found), total=len(found) if len(found) < RANKED else _entities(connection, _of_kind(kind)))


def entities(
    connection: Connection,
    *,
    kind: NameKind | None = None,
    spelt: str | None = None,
    q: str | None = None,
    ranked: Ranking | None = None,
    place: Place[EntityKey] = BEGINNING,
    limit: int = 50,
) -> Stretch[EntityRow, EntityKey]:
    """Entities by the number of pages that name them, the most first, then by id (`mahdar.record.queries.entities.entities`); ``q`` is a query
    that one of its names answers to. With ``ranked``, one of the `rankings` of that kind, none is counted, where neither is asked for."""
    e, t = schema.entities.c, schema.spellings.c
    where = _of_kind(kind)
    if spelt is not None and (words := fold(spelt).split()):
        spelling = select(stands_for(t.entity)).select_from(standing_ids(schema.spellings, t.entity))
        where.append(stands_for(e.id).in_(spelling.where(*(t.folded.contains(word, autoescape=True) for word in words))))
    if q is not None:
        where.append(e.id.in_(matching.ids_called(connection, q)))
    found: list[EntityKey] | None = None
    total = place.total
    if ranked is not None and len(where) == len(_of_kind(kind)):
        first = bisect_right(ranked.first, _rank(place.after), key=_rank) if place.after else place.skipped
        found = list(ranked.first[first : first + limit + 1])
        total = ranked.total if total is None else total
        if len(found) <= limit and len(ranked.first) < ranked.total:
            found = None  # beyond what is ranked
    if found is None:
        found = _entity_keys(connection, where, place.after, place.skipped, limit + 1)
    total = _entities(connection, where) if total is None else total
    keys, more = cut(found, limit)
    labels = shown(connection, [id_ for _, id_ in keys])
    # What was ranked a moment ago may be gone.
    items = tuple(EntityRow(id=id_, kind=labels[id_][0], label=labels[id_][1], pages=pages_) for pages_, id_ in keys if id_ in labels)
    return Stretch(total=total, items=items, last=keys[-1] if more else None)


def _rank(key: EntityKey) -> EntityKey:
    return EntityKey(-key.pages, key.id)


def _of_kind(kind: NameKind | None) -> list[ColumnElement[bool]]:
    return [schema.entities.c.kind == kind] if kind else []


def _entity_keys(connection: Connection, where: Sequence[ColumnElement[bool]], after: EntityKey | None, offset: int, limit: int) -> list[EntityKey]:
    e = schema.entities.c
    id_ = stands_for(e.id)
    counted = select(id_.label("id"), func.count(e.page.distinct()).label("pages"))
    found = counted.select_from(standing_ids(schema.entities, e.id)).where(*where).group_by(id_).subquery().c
    further = beyond([(found.pages, True), (found.id, False)], after) if after else []
    query = select(found.pages, found.id).where(*further).order_by(found.pages.desc(), found.id).offset(offset).limit(limit)
    return [EntityKey(row.pages, row.id) for row in connection.execute(query)]


def _entities(connection: Connection, where: Sequence[ColumnElement[bool]]) -> int:
    e = schema.entities.c
    every = select(func.count(stands_for(e.id).distinct())).select_from(standing_ids(schema.entities, e.id)).where(*where)
    return connection.execute(every).scalar_one()
