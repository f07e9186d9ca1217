"""Linking pages that are new or changed with those that the record holds. All functions here run inside the caller's transaction.

What comes out depends on the pages alone: a page brings its keys, finds by them those that it may be a copy of or may tell one happening with, and
keeps the pairs. The stories of all that pairs lead to from it are then told again (`mahdar.linking.stories`), and no others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, or_, select, update

from mahdar.linking.copies import compare
from mahdar.linking.linker import Linkable, Linked, Linker
from mahdar.linking.stories import SHARED, Stories, Telling, around, key_of, story_id, stretch
from mahdar.model import ARTICLE_ROLES, Block
from mahdar.record import entity_linking, means, schema
from mahdar.record.dialect import Held, hold
from mahdar.record.queries.lookup import AnyRow, batches

Row = dict[str, Any]

AT_ONCE = 100
"""Pages that are linked in one transaction."""
_KEPT = 2_000
"""Pages whose words are kept while others are linked, as pages of near days are linked one after another."""


class Links:
    """Links pages of a record; keeps what it has prepared. Not for several threads."""

    def __init__(self, linker: Linker) -> None:
        self.linker = linker
        """What pages are linked by."""
        self._kept: dict[int, Linked] = {}

    def some(self, connection: Connection, engine: str) -> int:
        """Link some of the pages that aren't yet, the earliest first, and tell some of the stories that are stale; how many these are.

        The ids that these pages made for what they name are compared with all others, too.
        """
        new, lacking = _unlinked(connection, AT_ONCE), self.lacking(connection)
        numbers = _number(connection, [page for page in new if page not in lacking], engine)
        if numbers:
            self._pair(connection, numbers)
        touched = [*numbers.values(), *_stale(connection, AT_ONCE)]
        _tell(connection, self.linker, touched)
        changed = entity_linking.waiting(connection, AT_ONCE)
        entity_linking.join(connection, self.linker, {*entity_linking.made_by(connection, numbers), *changed})
        return len(touched) + len(changed)

    def lacking(self, connection: Connection) -> dict[str, str]:
        """The pages among those to be linked next that lack a vector, with the words to make it of. As that takes long, `some` leaves them out."""
        if self.linker.model is None:
            return {}
        return means.vectors_of(connection, self.linker, _linkable(connection, _unlinked(connection, AT_ONCE)).values())[1]

    def _pair(self, connection: Connection, numbers: Mapping[str, int]) -> None:
        """Find what ``numbers``, of pages without keys, are copies of and may tell one happening with."""
        new = set(numbers.values())
        mine = self._prepared(connection, new)
        for table, keys in _keys_of(mine).items():
            _keep_keys(connection, table, keys)
        _keep_hours(connection, {n: page.telling for n, page in mine.items() if page.telling is not None})
        for table, rows in self._pairs_of(connection, mine).items():
            if rows:
                connection.execute(insert(table), rows)

    def _pairs_of(self, connection: Connection, mine: Mapping[int, Linked]) -> dict[Table, list[Row]]:
        """The pairs of ``mine`` with each other and with all that share keys with them."""
        new = set(mine)
        bands = {n: page.bands for n, page in mine.items()}
        told = {n: page.telling for n, page in mine.items() if page.telling is not None}
        alike = _sharing(connection, schema.copy_keys, bands, 1)
        near = _sharing(connection, schema.story_keys, {n: around(t) for n, t in told.items()}, SHARED)
        theirs = self._prepared(connection, {n for pair in (*alike, *near) for n in pair} - new)
        linked = {**theirs, **mine}
        self._keep(linked)
        copies: list[Row] = [
            {"one": a, "other": b, "sort": likeness.sort, "share": likeness.share}
            for a, b in sorted(alike)
            if (likeness := compare(linked[a].words, linked[b].words)) is not None
        ]
        pairs: list[Row] = [
            {"one": a, "other": b, "logit": logit} for a, b in sorted(near) if (logit := self._logit(linked[a], linked[b])) is not None
        ]
        return {schema.copies: copies, schema.story_pairs: pairs}

    def worked_out(self, connection: Connection, numbers: Sequence[int]) -> dict[Table, list[Row]]:
        """What the tables of keys have to hold of the pages ``numbers``, by what these assert; and those of pairs, by the keys that are held, of
        which the greater number is one of them."""
        mine = self._prepared(connection, numbers)
        found: dict[Table, list[Row]] = {table: _key_rows(keys) for table, keys in _keys_of(mine).items()}
        for table, rows in self._pairs_of(connection, mine).items():
            found[table] = [row for row in rows if row["other"] in mine]
        return found

    def _logit(self, one: Linked, other: Linked) -> float | None:
        if one.telling is None or other.telling is None:
            return None
        return self.linker.stories.pair(one.telling, other.telling)

    def _prepared(self, connection: Connection, numbers: Iterable[int]) -> dict[int, Linked]:
        wanted = sorted(set(numbers))
        found = {n: self._kept[n] for n in wanted if n in self._kept}
        k = schema.linked.c
        for some in batches([n for n in wanted if n not in found]):
            numbered = {row.page: row.n for row in connection.execute(select(k.n, k.page).where(k.n.in_(some)))}
            pages = _linkable(connection, list(numbered))
            vectors, _ = means.vectors_of(connection, self.linker, pages.values())
            for page in pages.values():
                found[numbered[page.page]] = self.linker.prepare(page, vectors.get(page.page))
        return found

    def _keep(self, pages: Mapping[int, Linked]) -> None:
        if len(self._kept) + len(pages) > _KEPT:
            self._kept.clear()
        self._kept.update(pages)


def without_vectors(connection: Connection, linker: Linker) -> list[str]:
    """The linked pages that lack the vector that they are to be linked by."""
    pages = connection.execute(select(schema.linked.c.page).order_by(schema.linked.c.page)).scalars().all()
    found = (means.vectors_of(connection, linker, _linkable(connection, some).values())[1] for some in batches(pages))
    return sorted(page for lacking in found for page in lacking)


def unlink_older(connection: Connection, engine: str) -> None:
    """Forget what other versions than ``engine`` linked: their keys and models may be others."""
    if connection.execute(select(schema.linked.c.n).where(schema.linked.c.engine != engine).limit(1)).first() is not None:
        connection.execute(delete(schema.linked))


def unlink(connection: Connection, page: str) -> None:
    """Forget how ``page`` is linked, as it is about to change; the stories of those that pairs lead to from it are to be told again.

    Nothing is linked until the transaction ends, which would be with the page as it was.
    """
    hold(connection, Held.LINKS, shared=True)
    k, p = schema.linked.c, schema.story_pairs.c
    n = connection.execute(select(k.n).where(k.page == page)).scalar()
    if n is not None:
        others = select(p.other).where(p.one == n).union(select(p.one).where(p.other == n))
        connection.execute(update(schema.linked).where(k.n.in_(others)).values(stale=True))
        connection.execute(delete(schema.linked).where(k.n == n))
    entity_linking.wait(connection, page)


def waiting(connection: Connection) -> bool:
    """Whether any page is to be linked, any story to be told again, or any entity to be compared."""
    return bool(_unlinked(connection, 1) or _stale(connection, 1) or entity_linking.waiting(connection, 1))


def _unlinked(connection: Connection, limit: int) -> list[str]:
    """Pages that aren't linked, the earliest first."""
    p, c, k = schema.pages.c, schema.captures.c, schema.linked.c
    query = (
        select(p.id)
        .join(schema.captures, (c.page == p.id) & (c.source == p.source))
        .outerjoin(schema.linked, k.page == p.id)
        .where(k.n.is_(None))
        .order_by(c.published.nulls_first(), c.published_at.nulls_first(), p.id)
    )
    return list(connection.execute(query.limit(limit)).scalars())


def _number(connection: Connection, pages: Sequence[str], engine: str) -> dict[str, int]:
    """Give numbers to ``pages``."""
    if not pages:
        return {}
    connection.execute(insert(schema.linked), [{"page": page, "hours": None, "stale": False, "engine": engine} for page in pages])
    k = schema.linked.c
    return {page: n for page, n in connection.execute(select(k.page, k.n).where(k.page.in_(pages)))}  # noqa: C416 - rows are no pairs


def _linkable(connection: Connection, ids: Sequence[str]) -> dict[str, Linkable]:
    """What linking needs of pages."""
    p, c, b, e = schema.pages.c, schema.captures.c, schema.blocks.c, schema.names.c
    query = select(p.id, p.text, c.published, c.published_at).join(schema.captures, (c.page == p.id) & (c.source == p.source)).where(p.id.in_(ids))
    rows = connection.execute(query).all()
    blocks: dict[str, list[Block]] = defaultdict(list)
    own = (b.page.in_(ids), b.role.in_(sorted(ARTICLE_ROLES)))
    for row in connection.execute(select(b.page, b.start, b.end, b.role).where(*own)):
        blocks[row.page].append(Block(start=row.start, end=row.end, role=row.role, confidence=1.0, why=""))
    named: dict[str, list[str]] = defaultdict(list)
    for page, entity in connection.execute(select(e.page, e.entity).where(e.page.in_(ids)).order_by(e.page, e.n)):
        named[page].append(entity)
    return {
        row.id: Linkable(
            page=row.id, text=row.text, blocks=tuple(blocks[row.id]), named=tuple(named[row.id]), published=row.published, at=row.published_at
        )
        for row in rows
    }


def _keys_of(pages: Mapping[int, Linked]) -> dict[Table, dict[int, Iterable[int]]]:
    """The keys by which pages find others, by table and number."""
    told = {n: page.telling for n, page in pages.items() if page.telling is not None}
    return {
        schema.copy_keys: {n: page.bands for n, page in pages.items()},
        schema.story_keys: {n: [key_of(term, stretch(t)) for term in t.keys] for n, t in told.items()},
    }


def _key_rows(keys: Mapping[int, Iterable[int]]) -> list[Row]:
    return [{"key": key, "n": n} for n, mine in keys.items() for key in sorted(set(mine))]


def _keep_keys(connection: Connection, table: Table, keys: Mapping[int, Iterable[int]]) -> None:
    if rows := _key_rows(keys):
        connection.execute(insert(table), rows)


def _keep_hours(connection: Connection, told: Mapping[int, Telling]) -> None:
    rows = [{"number": n, "hours": t.hours} for n, t in told.items()]
    if rows:
        linked = schema.linked
        connection.execute(update(linked).where(linked.c.n == bindparam("number")).values(hours=bindparam("hours")), rows)


def _sharing(connection: Connection, table: Table, keys: Mapping[int, Iterable[int]], least: int) -> set[tuple[int, int]]:
    """Pairs of pages, the lesser number first, of which one has by ``keys`` at least so many in common with what ``table`` holds of the other."""
    wanted: dict[int, list[int]] = defaultdict(list)
    for n, mine in keys.items():
        for key in set(mine):
            wanted[key].append(n)
    shared: Counter[tuple[int, int]] = Counter()
    for some in batches(sorted(wanted)):
        for key, other in connection.execute(select(table.c.key, table.c.n).where(table.c.key.in_(some))):
            shared.update((n, other) for n in wanted[key] if n != other)
    return {(min(pair), max(pair)) for pair, count in shared.items() if count >= least}


def _stale(connection: Connection, limit: int) -> list[int]:
    k = schema.linked.c
    return list(connection.execute(select(k.n).where(k.stale).order_by(k.n).limit(limit)).scalars())


def _tell(connection: Connection, linker: Linker, numbers: Sequence[int]) -> None:
    """Tell the stories anew of all pages that pairs lead to from ``numbers``."""
    logits = _around(connection, numbers)
    every = sorted({*numbers, *(n for pair in logits for n in pair)})
    if not every:
        return
    k, s = schema.linked.c, schema.story_pages.c
    pages: dict[int, AnyRow] = {}
    before: dict[str, str] = {}
    for some in batches(every):
        pages |= {row.n: row for row in connection.execute(select(k.n, k.page, k.hours).where(k.n.in_(some)))}
        connection.execute(update(schema.linked).where(k.n.in_(some), k.stale).values(stale=False))
    ids = sorted(row.page for row in pages.values())
    for these in batches(ids):
        before |= {row.page: row.story for row in connection.execute(select(s.page, s.story).where(s.page.in_(these)))}
        connection.execute(delete(schema.story_pages).where(s.page.in_(these)))
    for these in batches(sorted(set(before.values()))):
        connection.execute(delete(schema.stories).where(schema.stories.c.id.in_(these)))
    hours = {row.page: row.hours for row in pages.values() if row.hours is not None}
    named = {_ordered(pages[a].page, pages[b].page): logit for (a, b), logit in logits.items()}
    told = [*linker.stories.group(hours, named), *((page,) for page in ids if page not in hours)]
    _keep_stories(connection, told, hours, before)


def _keep_stories(connection: Connection, told: Sequence[Sequence[str]], hours: Mapping[str, float], before: Mapping[str, str]) -> None:
    after = {page: story_id(story[0]) for story in told for page in story}
    pages, stories = story_rows(told, hours)
    connection.execute(insert(schema.story_pages), pages)
    connection.execute(insert(schema.stories), stories)
    moves = [{"page": page, "before": before[page], "after": after[page]} for page in sorted(before) if before[page] != after[page]]
    if moves:
        connection.execute(insert(schema.story_moves), moves)


def story_rows(told: Sequence[Sequence[str]], hours: Mapping[str, float]) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """The rows of `story_pages` and of `stories` for what was told, given the pages' hours."""
    pages: list[dict[str, object]] = [{"page": page, "story": story_id(story[0]), "n": n} for story in told for n, page in enumerate(story)]
    stories: list[dict[str, object]] = [
        {"id": story_id(s[0]), "first": s[0], "since": hours.get(s[0]), "until": hours.get(s[-1]), "pages": len(s)} for s in told
    ]
    return pages, stories


def stories_told(connection: Connection, stories: Stories) -> tuple[list[Sequence[str]], dict[str, float]]:
    """All stories that the kept pairs make, and the hours of the pages of which a day is known."""
    k, p = schema.linked.c, schema.story_pairs.c
    pages = {row.n: row for row in connection.execute(select(k.n, k.page, k.hours))}
    hours = {row.page: row.hours for row in pages.values() if row.hours is not None}
    logits = {_ordered(pages[a].page, pages[b].page): logit for a, b, logit in connection.execute(select(p.one, p.other, p.logit))}
    return [*stories.group(hours, logits), *((row.page,) for row in pages.values() if row.page not in hours)], hours


def unlink_all(connection: Connection) -> None:
    """Forget how all pages are linked. What each told is kept until it is told again, so that moves are known."""
    hold(connection, Held.LINKS)
    connection.execute(delete(schema.linked))
    connection.execute(delete(schema.stories).where(schema.stories.c.id.not_in(select(schema.story_pages.c.story))))


def _around(connection: Connection, numbers: Iterable[int]) -> dict[tuple[int, int], float]:
    """The pairs that lead from ``numbers``, from those that they lead to, and so on."""
    p = schema.story_pairs.c
    logits: dict[tuple[int, int], float] = {}
    seen: set[int] = set()
    new = sorted(set(numbers))
    while new:
        seen.update(new)
        found: set[int] = set()
        for some in batches(new):
            for one, other, logit in connection.execute(select(p.one, p.other, p.logit).where(or_(p.one.in_(some), p.other.in_(some)))):
                logits[one, other] = logit
                found |= {one, other}
        new = sorted(found - seen)
    return logits


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
