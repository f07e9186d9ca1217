"""What `mahdar.record.queries.facets` counts, counted by the database: row by row, each count a query of its own."""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

from sqlalchemy import ColumnElement, Connection, Select, func, select

from mahdar.model import Act, StatementKind
from mahdar.record import schema
from mahdar.record.answers import FacetCount, StatementFacets
from mahdar.record.queries.facets import in_order, listed, month_of, most, outlet_labels
from mahdar.record.queries.filters import REVIEW_BELOW, StatementFilter, outlet_key
from mahdar.record.queries.joins import standing_ids, stands_for
from mahdar.record.queries.lookup import entity_refs, standing


def facets(connection: Connection, wanted: StatementFilter) -> StatementFacets:
    """The values of every facet, each counted with all of the other filters of ``wanted`` in force."""
    s, i = schema.statements.c, schema.statement_issues.c
    n = func.count()
    acts = _counts(connection, select(s.act, n).where(*wanted.conditions(without="act")).group_by(s.act))
    kinds = _counts(connection, select(s.kind, n).where(*wanted.conditions(without="kind")).group_by(s.kind))
    of_issues = select(i.issue, n).join(schema.statements, (s.page == i.page) & (s.id == i.statement))
    issues = _counts(connection, of_issues.where(*wanted.conditions(without="issue")).group_by(i.issue))
    mine = wanted.conditions(without="speaker")
    who: ColumnElement[Any] = stands_for(s.speaker)
    said_by = select(who, n).select_from(standing_ids(schema.statements, s.speaker)).where(s.speaker.is_not(None), *mine)
    speakers = _counts(connection, said_by.group_by(who))
    doubtful = select(n).select_from(schema.statements).where(s.confidence < REVIEW_BELOW, *wanted.conditions(without="review"))
    chosen = standing(connection, [wanted.speaker]).get(wanted.speaker, wanted.speaker) if wanted.speaker else None
    chosen_speakers = most(speakers, chosen)
    refs = entity_refs(connection, chosen_speakers)
    return StatementFacets(
        act=listed(acts, in_order(acts, get_args(Act), wanted.act)),
        kind=listed(kinds, in_order(kinds, get_args(StatementKind), wanted.kind)),
        issue=listed(issues, most(issues, wanted.issue)),
        outlet=_outlets(connection, wanted),
        speaker=tuple(FacetCount(value=value, label=refs[value].label, count=speakers.get(value, 0)) for value in chosen_speakers),
        year=_years(connection, wanted),
        month=_months(connection, wanted),
        review=connection.execute(doubtful).scalar_one(),
    )


def _outlets(connection: Connection, wanted: StatementFilter) -> tuple[FacetCount, ...]:
    s, c = schema.statements.c, schema.captures.c
    # A page that an outlet published twice counts once.
    published = select(c.page, outlet_key().label("outlet")).where(c.outlet.is_not(None)).distinct().subquery()
    query = select(published.c.outlet, func.count()).join(schema.statements, s.page == published.c.page)
    counts = _counts(connection, query.where(*wanted.conditions(without="outlet")).group_by(published.c.outlet))
    chosen = most(counts, wanted.outlet)
    labels = outlet_labels(connection, chosen)
    return tuple(FacetCount(value=value, label=labels.get(value, {}), count=counts.get(value, 0)) for value in chosen)


def _years(connection: Connection, wanted: StatementFilter) -> tuple[FacetCount, ...]:
    s, p, c = schema.statements.c, schema.pages.c, schema.captures.c
    year = func.substr(c.published, 1, 4).label("year")
    query = (
        select(year, func.count())
        .select_from(schema.statements)
        .join(schema.pages, p.id == s.page)
        .join(schema.captures, (c.page == p.id) & (c.source == p.source))
        .where(c.published.is_not(None), *wanted.conditions(without="date"))
        .group_by("year")
    )
    counts = {value: count for value, count in _counts(connection, query).items() if value.isdecimal()}
    return listed(counts, sorted(counts, reverse=True))


def _months(connection: Connection, wanted: StatementFilter) -> tuple[FacetCount, ...]:
    s, p, c = schema.statements.c, schema.pages.c, schema.captures.c
    query = (
        select(c.published, func.count())
        .select_from(schema.statements)
        .join(schema.pages, p.id == s.page)
        .join(schema.captures, (c.page == p.id) & (c.source == p.source))
        .where(c.published.is_not(None), *wanted.conditions(without="date"))
        .group_by(c.published)
    )
    counts: Counter[str] = Counter()
    for published, count in connection.execute(query):
        if month := month_of(published):
            counts[month] += count
    return listed(counts, sorted(counts))


def _counts(connection: Connection, query: Select[Any]) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.execute(query)}
