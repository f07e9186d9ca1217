"""By which values a list of statements can be narrowed, and how many statements each would leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, get_args

from sqlalchemy import ColumnElement, Connection, Select, distinct, func, select

from mahdar.model import Act, StatementKind
from mahdar.record import schema
from mahdar.record.answers import FacetCount, StatementFacets
from mahdar.record.queries.filters import REVIEW_BELOW, StatementFilter, outlet_key
from mahdar.record.queries.joins import standing_ids, stands_for
from mahdar.record.queries.lookup import entity_refs, standing

VALUES = 12
"""How many issues, outlets and speakers are told, beside the one that is chosen."""

_Counts = dict[str, int]


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
    chosen_speakers = _most(speakers, chosen)
    refs = entity_refs(connection, chosen_speakers)
    return StatementFacets(
        act=_listed(acts, _in_order(acts, get_args(Act), wanted.act)),
        kind=_listed(kinds, _in_order(kinds, get_args(StatementKind), wanted.kind)),
        issue=_listed(issues, _most(issues, wanted.issue)),
        outlet=_outlets(connection, wanted),
        speaker=tuple(FacetCount(value=value, label=refs[value].label, count=speakers.get(value, 0)) for value in chosen_speakers),
        year=_years(connection, wanted),
        review=connection.execute(doubtful).scalar_one(),
    )


def _outlets(connection: Connection, wanted: StatementFilter) -> tuple[FacetCount, ...]:
    s, c = schema.statements.c, schema.captures.c
    # A page that an outlet published twice counts once.
    published = select(c.page, outlet_key().label("outlet")).where(c.outlet.is_not(None)).distinct().subquery()
    query = select(published.c.outlet, func.count()).join(schema.statements, s.page == published.c.page)
    counts = _counts(connection, query.where(*wanted.conditions(without="outlet")).group_by(published.c.outlet))
    chosen = _most(counts, wanted.outlet)
    spelt: ColumnElement[str] = outlet_key().label("outlet")
    used = func.count(distinct(c.page))
    labels: dict[str, dict[str, str]] = {}
    named = select(spelt, c.outlet.label("label")).where(outlet_key().in_(chosen)).group_by(spelt, c.outlet).order_by(used.desc(), c.outlet)
    for row in connection.execute(named):
        labels.setdefault(row.outlet, {"ar": row.label})
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
    return _listed(counts, sorted(counts, reverse=True))


def _counts(connection: Connection, query: Select[Any]) -> _Counts:
    return {row[0]: row[1] for row in connection.execute(query)}


def _most(counts: _Counts, chosen: str | None) -> list[str]:
    """The values of most statements, and the one that is chosen, which may have none."""
    first = sorted(counts, key=lambda value: (-counts[value], value))[:VALUES]
    return first if chosen is None or chosen in first else [*first, chosen]


def _in_order(counts: _Counts, order: Sequence[str], chosen: str | None) -> list[str]:
    return [value for value in order if value in counts or value == chosen]


def _listed(counts: _Counts, values: Iterable[str]) -> tuple[FacetCount, ...]:
    return tuple(FacetCount(value=value, label={}, count=counts.get(value, 0)) for value in values)
