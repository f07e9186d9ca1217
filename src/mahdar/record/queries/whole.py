"""The figures of the whole record, worked out of all of its rows: seconds in a large one, so that they are kept (`mahdar.record.remembering`)."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Literal

from sqlalchemy import ColumnElement, Connection, Table, and_, func, select

from mahdar.model import Act
from mahdar.record import schema
from mahdar.record.figure_answers import (
    CoverageIn,
    EngineCount,
    HealthAnswer,
    LayerCount,
    OutletCoverage,
    SpeakerRow,
    WaitingAnswer,
    WholeAnswer,
)
from mahdar.record.queries import doubts
from mahdar.record.queries.assembled import labelled
from mahdar.record.queries.entities import entities
from mahdar.record.queries.filters import REVIEW_BELOW, outlet_key
from mahdar.record.queries.joins import standing_ids, stands_for
from mahdar.record.queries.lookup import entity_refs
from mahdar.record.queries.overview import overview
from mahdar.record.queries.speaking import by_day, month_of, speaking

SPEAKERS = 8
"""So many of those who spoke most are told."""

NAMED = 40
"""So many of those whom most pages name."""

FIRST = 4
"""So many statements that need a review are told, beside their number."""

OUTLETS = 40
"""So many outlets have their coverage told month by month."""


def whole(connection: Connection) -> WholeAnswer:
    """All figures of the record."""
    counted = overview(connection)
    named = entities(connection, limit=NAMED)
    return WholeAnswer(
        overview=counted,
        speakers=_speakers(connection),
        coverage=_coverage(connection),
        waiting=waiting(connection),
        health=_health(connection, counted.undated),
        named=named.items,
        entities=named.total,
    )


def _speakers(connection: Connection) -> tuple[SpeakerRow, ...]:
    s = schema.statements.c
    who = stands_for(s.speaker)
    n = func.count()
    query = select(who, n).select_from(standing_ids(schema.statements, s.speaker)).where(s.speaker.is_not(None)).group_by(who)
    most = connection.execute(query.order_by(n.desc(), who).limit(SPEAKERS)).all()
    refs = entity_refs(connection, (row[0] for row in most))
    found = []
    for id_, said in most:
        told = speaking(connection, id_)
        acts: Counter[Act] = Counter()
        for one in told.acts:
            acts[one.act] += one.count
        found.append(SpeakerRow(entity=labelled(refs[id_]), said=said, acts=dict(sorted(acts.items())), partners=told.partners[:4]))
    return tuple(found)


def heaviest(connection: Connection, least: int, limit: int = 200) -> tuple[str, ...]:
    """The entities that said more than ``least`` statements, those that said most first."""
    s = schema.statements.c
    who, n = stands_for(s.speaker), func.count()
    query = select(who).select_from(standing_ids(schema.statements, s.speaker)).where(s.speaker.is_not(None)).group_by(who).having(n > least)
    return tuple(connection.execute(query.order_by(n.desc(), who).limit(limit)).scalars())


def most_told(connection: Connection, what: Literal["series", "meeting", "entity", "story"], limit: int) -> tuple[str, ...]:
    """The ids of those of most pages: the processes, the meetings, the entities or the stories."""
    m, e, y = schema.met.c, schema.entities.c, schema.story_pages.c
    queries = {
        "series": select(m.series).where(m.series.is_not(None)).group_by(m.series).order_by(func.sum(m.told).desc(), m.series),
        "meeting": select(m.id).order_by(m.told.desc(), m.id),
        "entity": select(stands_for(e.id))
        .select_from(standing_ids(schema.entities, e.id))
        .group_by(stands_for(e.id))
        .order_by(func.count().desc(), stands_for(e.id)),
        "story": select(y.story).group_by(y.story).order_by(func.count().desc(), y.story),
    }
    return tuple(connection.execute(queries[what].limit(limit)).scalars())


def _coverage(connection: Connection) -> tuple[OutletCoverage, ...]:
    """Outlets by their captures, the most first, those whose outlet isn't known last."""
    c = schema.captures.c
    key = outlet_key()
    when = month_of(func.coalesce(c.published, ""))
    over: dict[str | None, Counter[str]] = defaultdict(Counter)
    labels: dict[str | None, Counter[str]] = defaultdict(Counter)
    for outlet, label, month, n in connection.execute(select(key, c.outlet, when, func.count()).group_by(key, c.outlet, when)):
        over[outlet][month] += n
        labels[outlet][label or ""] += n
    if len({month for months in over.values() for month in months if month}) in (1, 2):
        over = defaultdict(Counter)
        for outlet, published, n in connection.execute(select(key, c.published, func.count()).group_by(key, c.published)):
            over[outlet][by_day(published or "")] += n
    order = sorted(over, key=lambda outlet: (outlet is None, -over[outlet].total(), outlet or ""))
    shown = [*[outlet for outlet in order if outlet is not None][:OUTLETS], *([None] if None in over else [])]
    return tuple(
        OutletCoverage(
            key=outlet,
            label=(min(labels[outlet], key=lambda label: (-labels[outlet][label], label)) or None) if outlet is not None else None,
            captures=over[outlet].total(),
            over=tuple(CoverageIn(when=month or None, captures=over[outlet][month]) for month in sorted(over[outlet])),
        )
        for outlet in shown
    )


DIFFERING = 500
"""So many meetings about which pages differ are counted at least, where there are more: those that matter most."""


def waiting(connection: Connection) -> WaitingAnswer:
    """What a person should look at. What a person judged already isn't counted."""
    s, d, p, c, m = schema.statements.c, schema.judged.c, schema.pages.c, schema.captures.c, schema.meetings.c
    judged = select(d.page).where(d.page == s.page, d.layer == "statement", d.item == s.id, d.status == "applied").exists()
    unsure = (s.confidence < REVIEW_BELOW, ~judged)
    doubtful = select(func.count()).select_from(schema.pages).join(schema.captures, and_(c.page == p.id, c.source == p.source))
    doubtful = doubtful.where(c.published.is_(None) | (c.published_basis == "inferred"), select(m.page).where(m.page == p.id).exists())
    first = connection.execute(select(s.page, s.id).where(*unsure).order_by(s.confidence, s.id).limit(FIRST)).all()
    return WaitingAnswer(
        statements=_count(connection, schema.statements, *unsure),
        meetings=len(doubts.meetings(connection, DIFFERING)),
        pages=connection.execute(doubtful).scalar_one(),
        entities=_count(connection, schema.entity_pairs, schema.entity_pairs.c.state == "review"),
        judgements=len(doubts.judgements(connection)),
        first=tuple((row.page, row.id) for row in first),
    )


def _health(connection: Connection, undated: int) -> HealthAnswer:
    p, s, r, k, c = schema.pages.c, schema.statements.c, schema.rejected.c, schema.linked.c, schema.captures.c
    n = func.count()
    engines = connection.execute(select(p.engine, n).group_by(p.engine).order_by(n.desc(), p.engine)).all()
    rejected = connection.execute(select(r.layer, n).group_by(r.layer).order_by(n.desc(), r.layer)).all()
    return HealthAnswer(
        engines=tuple(EngineCount(engine=row[0], pages=row[1]) for row in engines),
        undated=undated,
        silent=_count(connection, schema.pages, ~select(s.page).where(s.page == p.id).exists()),
        rejected=tuple(LayerCount(layer=row[0], count=row[1]) for row in rejected),
        unlinked=_count(connection, schema.pages, ~select(k.page).where(k.page == p.id).exists()),
        stale=_count(connection, schema.linked, k.stale),
        entities=_count(connection, schema.entities_waiting),
        unsettled=_count(connection, schema.rounds_waiting),
        stories=_count(connection, schema.stories, schema.stories.c.pages > 1),
        fetched=connection.execute(select(func.max(c.fetched))).scalar(),
    )


def _count(connection: Connection, table: Table, *where: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one()
