"""Joining the ids that pages made for one entity. All functions here run inside the caller's transaction, which holds the links.

What comes out depends on the pages alone, and on what people told apart: an id has keys by its names, is compared with all whose keys meet those,
and all that pairs lead to from it are grouped anew (`mahdar.linking.entities`), and no others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, or_, select, update

from mahdar.linking.entities import APART, FORMS, KINDS, PAGES, Office, Pair, Profile, candidates, compare, group, holders, is_family, keys, meeting
from mahdar.linking.known import Known
from mahdar.linking.linker import Linker
from mahdar.record import rounds, schema
from mahdar.record.dialect import upsert
from mahdar.record.judgements import apart
from mahdar.record.queries.lookup import batches

Row = dict[str, Any]


def wait(connection: Connection, page: str) -> None:
    """Have the ids of ``page``, which is about to change, compared anew."""
    e = schema.entities.c
    made = connection.execute(select(e.id).where(e.page == page, e.id.contains(":"))).scalars()
    upsert(connection, schema.entities_waiting, [{"id": id_} for id_ in made])


def wait_for(connection: Connection, ids: Iterable[str]) -> None:
    """Have those of ``ids`` that pages made compared anew: people told them apart, or no more. Who calls it holds the links, shared."""
    upsert(connection, schema.entities_waiting, [{"id": id_} for id_ in sorted(set(ids)) if ":" in id_])


def waiting(connection: Connection, limit: int) -> list[str]:
    """Ids whose pages have changed."""
    w = schema.entities_waiting.c
    return list(connection.execute(select(w.id).order_by(w.id).limit(limit)).scalars())


def made_by(connection: Connection, pages: Iterable[str]) -> set[str]:
    """The ids that ``pages`` made for what no list has."""
    e = schema.entities.c
    found: set[str] = set()
    for some in batches(sorted(pages)):
        found.update(connection.execute(select(e.id).where(e.page.in_(some), e.id.contains(":")).distinct()).scalars())
    return found


def join(connection: Connection, linker: Linker, ids: Iterable[str]) -> None:
    """Compare ``ids`` anew with all that may mean the same, and group what pairs lead to from them."""
    touched = set(ids)
    if not touched:
        return
    profiles = _Profiles(connection, linker.known)
    before = _keys(connection, touched)
    profiles.need(touched)
    after = {id_: keys(profile) for id_ in touched if (profile := profiles.get(id_)) is not None}
    _replace_keys(connection, touched, after)
    # Whom a family name means depends on all who bear it.
    borne = {meeting(key) for mine in (*before.values(), *after.values()) for key in mine if is_family(meeting(key))}
    touched |= set(_having(connection, borne))
    around = touched | _partners(connection, touched)
    p = schema.entity_pairs.c
    for some in batches(sorted(touched)):
        connection.execute(delete(schema.entity_pairs).where(or_(p.one.in_(some), p.other.in_(some))))
        connection.execute(delete(schema.entities_waiting).where(schema.entities_waiting.c.id.in_(some)))
    found = _compared(connection, linker, touched, profiles)
    if found:
        rows = [{"one": pair.one, "other": pair.other, "score": pair.score, "why": pair.why, "state": "review", "but": None} for pair in found]
        connection.execute(insert(schema.entity_pairs), rows)
    _group(connection, around, profiles)


class _Profiles:
    """What pages assert of ids, fetched once."""

    def __init__(self, connection: Connection, known: Known) -> None:
        self._connection, self._known = connection, known
        self._held: dict[str, Profile | None] = {}

    def get(self, id_: str) -> Profile | None:
        """What is asserted of an id; None where no page names it so. `need` it first."""
        return self._known.profiles[id_] if id_ in self._known.profiles else self._held.get(id_)

    def need(self, ids: Iterable[str]) -> None:
        """Fetch what isn't held yet."""
        new = sorted({id_ for id_ in ids if id_ not in self._held and id_ not in self._known.profiles})
        for some in batches(new):
            self._held.update(dict.fromkeys(some))
            self._held.update((profile.id, profile) for profile in self._fetched(some))

    def _fetched(self, ids: Sequence[str]) -> Iterable[Profile]:
        e, n, o, t = schema.entities.c, schema.names.c, schema.offices.c, schema.entity_labels.c
        # What is only described (مسؤول) is made a speaker, and has no name by which it could be joined.
        named = set(self._connection.execute(select(n.entity).where(n.entity.in_(ids)).distinct()).scalars())
        labels: dict[str, list[tuple[bool, int, str, str]]] = defaultdict(list)
        for row in self._connection.execute(select(t.entity, t.kind, t.language, t.label, t.pages).where(t.entity.in_(sorted(named)))):
            labels[row.entity].append((row.language != "ar", -row.pages, row.label, row.kind))
        rank = func.row_number().over(partition_by=e.id, order_by=e.page)
        ranked = select(e.id, e.page, rank.label("rank")).where(e.id.in_(sorted(labels))).subquery().c
        pages: dict[str, set[str]] = defaultdict(set)
        for id_, page in self._connection.execute(select(ranked.id, ranked.page).where(ranked.rank <= PAGES)):
            pages[id_].add(page)
        every = sorted({page for mine in pages.values() for page in mine})
        beside, days = self._beside(every), self._days(every)
        offices: dict[str, set[Office]] = defaultdict(set)
        stated = select(o.entity, o.role, o.of, o.page).where(o.entity.in_(sorted(labels)), o.basis == "stated")
        for entity, role, of, page in self._connection.execute(stated):
            if page in pages[entity]:
                offices[entity].add((role, of))
        for id_, told in sorted(labels.items()):
            kind = id_.partition(":")[0]
            if kind not in KINDS:
                continue
            dated = [days[page] for page in pages[id_] if page in days]
            yield Profile(
                id=id_,
                kind=kind,
                forms=tuple(dict.fromkeys(label for _, _, label, _ in sorted(told)))[:FORMS],
                offices=frozenset(offices[id_]),
                states=self._known.states(offices[id_]),
                pages=frozenset(pages[id_]),
                beside=frozenset(other for page in pages[id_] for other in beside[page]) - {id_},
                since=min(dated, default=None),
                until=max(dated, default=None),
            )

    def _beside(self, pages: Sequence[str]) -> dict[str, list[str]]:
        e = schema.entities.c
        found: dict[str, list[str]] = defaultdict(list)
        for some in batches(pages):
            for page, id_ in self._connection.execute(select(e.page, e.id).where(e.page.in_(some))):
                found[page].append(id_)
        return found

    def _days(self, pages: Sequence[str]) -> dict[str, int]:
        p, c = schema.pages.c, schema.captures.c
        found: dict[str, int] = {}
        for some in batches(pages):
            query = select(p.id, c.published).join(schema.captures, (c.page == p.id) & (c.source == p.source)).where(p.id.in_(some))
            for page, published in self._connection.execute(query):
                if (day := _ordinal(published)) is not None:
                    found[page] = day
        return found


def _ordinal(published: str | None) -> int | None:
    try:
        return date.fromisoformat(published).toordinal() if published else None
    except ValueError:
        return None


def _keys(connection: Connection, ids: Iterable[str]) -> dict[str, set[str]]:
    k = schema.entity_keys.c
    found: dict[str, set[str]] = defaultdict(set)
    for some in batches(sorted(ids)):
        for id_, key in connection.execute(select(k.id, k.key).where(k.id.in_(some))):
            found[id_].add(key)
    return found


def _replace_keys(connection: Connection, ids: Iterable[str], after: Mapping[str, Iterable[str]]) -> None:
    k = schema.entity_keys.c
    for some in batches(sorted(ids)):
        connection.execute(delete(schema.entity_keys).where(k.id.in_(some)))
    rows = [{"key": key, "id": id_} for id_ in sorted(after) for key in sorted(after[id_])]
    if rows:
        connection.execute(insert(schema.entity_keys), rows)


def _having(connection: Connection, wanted: Iterable[str]) -> dict[str, set[str]]:
    """The keys of ``wanted`` that each id has."""
    k = schema.entity_keys.c
    found: dict[str, set[str]] = defaultdict(set)
    for some in batches(sorted(wanted)):
        for id_, key in connection.execute(select(k.id, k.key).where(k.key.in_(some))):
            found[id_].add(key)
    return found


def _partners(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Those with which ``ids`` are paired."""
    return {end for pair in _pairs(connection, ids) for end in pair}


def _pairs(connection: Connection, ids: Iterable[str]) -> dict[tuple[str, str], Pair]:
    p = schema.entity_pairs.c
    found: dict[tuple[str, str], Pair] = {}
    for some in batches(sorted(ids)):
        for row in connection.execute(select(p.one, p.other, p.score, p.why).where(or_(p.one.in_(some), p.other.in_(some)))):
            found[row.one, row.other] = Pair(row.one, row.other, row.score, row.why)
    return found


def _compared(connection: Connection, linker: Linker, ids: set[str], profiles: _Profiles) -> list[Pair]:
    """The pairs of ``ids`` with each other and with all others."""
    mine = _keys(connection, ids)
    wanted = {meeting(key) for found in mine.values() for key in found}
    return _met(connection, linker, mine, holders(_having(connection, wanted)), profiles)


def _met(connection: Connection, linker: Linker, mine: Mapping[str, Iterable[str]], held: Mapping[str, set[str]], profiles: _Profiles) -> list[Pair]:
    """The pairs of ids with the keys ``mine`` with each other and with all that ``held`` has of the keys that those meet."""
    told_apart = apart(connection)
    asked = {pair for pair in candidates(mine, held, linker.known.having) if frozenset(pair) not in told_apart}  # Nobody is asked again.
    profiles.need({end for pair in asked for end in pair})
    met = [(one, other) for a, b in sorted(asked) if (one := profiles.get(a)) is not None and (other := profiles.get(b)) is not None]
    return [pair for one, other in met if (pair := compare(one, other, linker.weights)) is not None]


def _group(connection: Connection, ids: Iterable[str], profiles: _Profiles) -> None:
    """Group anew what pairs lead to from ``ids``."""
    pairs: dict[tuple[str, str], Pair] = {}
    seen: set[str] = set()
    new = set(ids)
    while new:
        seen |= new
        found = _pairs(connection, new)
        pairs.update(found)
        new = {end for pair in found for end in pair} - seen
    profiles.need(seen)
    joined, left = group({id_: profile for id_ in seen if (profile := profiles.get(id_)) is not None}, pairs.values(), apart(connection))
    p, m = schema.entity_pairs.c, schema.entity_ids.c
    before: dict[str, str] = {}
    for some in batches(sorted(seen)):
        before |= {row.id: row.to for row in connection.execute(select(m.id, m.to).where(m.id.in_(some)))}
        connection.execute(delete(schema.entity_ids).where(m.id.in_(some)))
    rows = [{name: getattr(one, name) for name in one.__struct_fields__} for one in joined]
    if before != {one.id: one.to for one in joined}:
        rounds.wait(connection, [rounds.Change(rounds.IDS, "")])
    if rows:
        connection.execute(insert(schema.entity_ids), rows)
    for pair in sorted(pairs):
        connection.execute(update(schema.entity_pairs).where(p.one == pair[0], p.other == pair[1]).values(**_state(pair, left)))


def worked_out(connection: Connection, linker: Linker) -> dict[Table, list[Row]]:
    """What `entity_keys`, `entity_pairs` and `entity_ids` have to hold by what pages assert, made of nothing that they hold."""
    e = schema.entities.c
    profiles = _Profiles(connection, linker.known)
    ids = list(connection.execute(select(e.id).where(e.id.contains(":")).distinct().order_by(e.id)).scalars())
    profiles.need(ids)
    mine = {id_: keys(profile) for id_ in ids if (profile := profiles.get(id_)) is not None}
    pairs = _met(connection, linker, mine, holders(mine), profiles)
    ends = {end for pair in pairs for end in (pair.one, pair.other)}
    joined, left = group({id_: profile for id_ in ends if (profile := profiles.get(id_)) is not None}, pairs, apart(connection))
    return {
        schema.entity_keys: [{"key": key, "id": id_} for id_, found in mine.items() for key in found],
        schema.entity_pairs: [_row(pair, left) for pair in pairs],
        schema.entity_ids: [{name: getattr(one, name) for name in one.__struct_fields__} for one in joined],
    }


def _row(pair: Pair, left: Mapping[tuple[str, str], str | None]) -> Row:
    ends = (pair.one, pair.other)
    return {"one": pair.one, "other": pair.other, "score": pair.score, "why": pair.why, **_state(ends, left)}


def _state(ends: tuple[str, str], left: Mapping[tuple[str, str], str | None]) -> Row:
    """Whether a pair is joined, and why not; ``left`` are those that aren't."""
    but = left.get(ends)
    return {"state": "joined" if ends not in left else "apart" if but == APART else "review", "but": but}


def forget(connection: Connection) -> None:
    """Forget how all ids are joined, and have them compared anew by the next `Record.link`."""
    for table in (schema.entity_keys, schema.entity_pairs, schema.entity_ids):
        connection.execute(delete(table))
    e = schema.entities.c
    wait_for(connection, connection.execute(select(e.id).distinct()).scalars())
