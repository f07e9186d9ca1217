"""What an entity says and holds, in figures: its acts over time, to whom and about whom it speaks, and how its positions moved."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select, union_all

from mahdar.model import Act
from mahdar.process.positions import series
from mahdar.record import schema
from mahdar.record.figure_answers import ActsIn, Partner, SpeakingAnswer, TurnsAnswer
from mahdar.record.queries.assembled import Answers, labelled
from mahdar.record.queries.joins import ids_of, one_of
from mahdar.record.queries.lookup import entity_refs, standing
from mahdar.record.queries.tellings import taken

AT_ONCE = 4_000
"""Of so many statements, the latest, figures are told at once: fetching them takes some milliseconds. All are counted where there is time."""

TURNS_AT_ONCE, TURNS = 60, 600
"""Of so many positions, the latest, it is told at once, and at most, how they moved."""

PARTNERS = 24
"""Whom one speaks to and about: so many are told."""


def speaking(connection: Connection, entity: str, *, most: int | None = None) -> SpeakingAnswer:
    """What ``entity`` says, in figures; with ``most`` of so many statements, the latest."""
    ids = ids_of(connection, standing(connection, [entity]).get(entity, entity))
    s = schema.statements.c
    said = connection.execute(select(func.count()).where(one_of(s.speaker, ids))).scalar_one()
    when = month_of(s.day)
    groups: tuple[ColumnElement[Any], ...]
    if most is None or said <= most:
        of, groups = said, (when, s.act, s.addressee, s.target)
        query = select(when.label("w"), *groups[1:], func.count().label("n")).where(one_of(s.speaker, ids)).group_by(*groups)
    else:
        # An index has the statements of each id in their order.
        each = [select(s.day, s.act, s.addressee, s.target).where(s.speaker == id_).order_by(s.day.desc()).limit(most).subquery() for id_ in ids]
        every = union_all(*(select(one) for one in each)).subquery()
        latest = select(every).order_by(every.c.day.desc()).limit(most).subquery().c
        of, groups = most, (month_of(latest.day), latest.act, latest.addressee, latest.target)
        query = select(groups[0].label("w"), *groups[1:], func.count().label("n")).group_by(*groups)
    acts: Counter[tuple[str, Act]] = Counter()
    to: Counter[str] = Counter()
    about: Counter[str] = Counter()
    for row in connection.execute(query):
        acts[row.w, row.act] += row.n
        if row.addressee:
            to[row.addressee] += row.n
        if row.target:
            about[row.target] += row.n
    months = {month for month, _ in acts if month}
    told = _by_day(connection, ids) if of == said and len(months) in (1, 2) else None
    partners, having = _partners(connection, to, about)
    return SpeakingAnswer(said=said, of=of, acts=told or _acts(acts), partners=partners[:PARTNERS], having=having)


def month_of(day: ColumnElement[str]) -> ColumnElement[str]:
    """The month of a date (EDTF) as lists are filtered by it; empty for one that doesn't tell any, or begins in one and ends in another."""
    dated = and_(func.length(day) >= 7, func.substr(day, 5, 1) == "-", func.substr(day, 8, 1) != "/")
    return case((dated, func.substr(day, 1, 7)), else_="")


def turns(connection: Connection, entity: str, *, most: int = TURNS) -> TurnsAnswer:
    """What ``entity`` holds on each issue, and where that changed: the issues on which it moved most first, then those of most stances."""
    ids = ids_of(connection, standing(connection, [entity]).get(entity, entity))
    p, g = schema.positions.c, schema.pages.c
    mine = one_of(p.actor, ids)
    count = connection.execute(select(func.count()).where(mine)).scalar_one()
    where = [mine]
    if count > most:
        latest = select(p.page, p.n).join(schema.pages, g.id == p.page).where(mine).order_by(g.day.desc(), p.page, p.n).limit(most)
        keys = connection.execute(latest).all()
        of_page: dict[str, list[int]] = defaultdict(list)
        for page, n in keys:
            of_page[page].append(n)
        where = [or_(*(and_(p.page == page, p.n.in_(places)) for page, places in of_page.items()))]
    told = Answers(connection, series=series(taken(connection, *where))).positions() if count else ()
    order = sorted(told, key=lambda one: (-one.changes, -len(one.stands), one.process or "", one.issue))
    return TurnsAnswer(told=count, of=min(count, most), positions=tuple(order))


def partners_of(connection: Connection, speakers: Sequence[str]) -> dict[str, tuple[Partner, ...]]:
    """Whom each of ``speakers``, by the id that pages have, speaks to and about."""
    s = schema.statements.c
    query = select(s.speaker, s.addressee, s.target, func.count()).where(
        s.speaker.in_(speakers), or_(s.addressee.is_not(None), s.target.is_not(None))
    )
    to: dict[str, Counter[str]] = defaultdict(Counter)
    about: dict[str, Counter[str]] = defaultdict(Counter)
    for speaker, addressee, target, n in connection.execute(query.group_by(s.speaker, s.addressee, s.target)):
        if addressee:
            to[speaker][addressee] += n
        if target:
            about[speaker][target] += n
    return {one: _partners(connection, to[one], about[one])[0] for one in speakers}


def _partners(connection: Connection, to: Counter[str], about: Counter[str]) -> tuple[tuple[Partner, ...], int]:
    """Partners by the ids that stand for them, and how many there are; labels are looked up of the first few alone."""
    stands = standing(connection, {*to, *about})
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for place, counted in enumerate((to, about)):
        for id_, n in counted.items():
            sums[stands.get(id_, id_)][place] += n
    first = sorted(sums, key=lambda id_: (-sum(sums[id_]), id_))[:PARTNERS]
    refs = entity_refs(connection, first)
    return tuple(Partner(entity=labelled(refs[id_]), to=sums[id_][0], about=sums[id_][1]) for id_ in first), len(sums)


def _by_day(connection: Connection, ids: Sequence[str]) -> tuple[ActsIn, ...]:
    s = schema.statements.c
    counted: Counter[tuple[str, Act]] = Counter()
    for day, act, n in connection.execute(select(s.day, s.act, func.count()).where(one_of(s.speaker, ids)).group_by(s.day, s.act)):
        counted[by_day(day), act] += n
    return _acts(counted)


def by_day(day: str) -> str:
    """A date (EDTF) as figures are told of it: its day, or its month where that is all it tells; empty where `month_of` is."""
    return day[:10] if len(day) >= 7 and day[4] == "-" and day[7:8] in ("", "-") else ""


def _acts(counted: Iterable[tuple[str, Act]] | Counter[tuple[str, Act]]) -> tuple[ActsIn, ...]:
    found = Counter(counted)
    return tuple(ActsIn(when=when or None, act=act, count=found[when, act]) for when, act in sorted(found))
