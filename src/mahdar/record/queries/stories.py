"""Stories: pages that report one happening, and which of them are copies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, func, or_, select

from mahdar.linking.stories import together
from mahdar.linking.witnesses import independent
from mahdar.record import schema
from mahdar.record.answers import Listing, PageRef
from mahdar.record.queries.lookup import AnyRow, batches, page_refs
from mahdar.record.queries.tellings import witnesses
from mahdar.record.story_answers import CopyAnswer, StoryAnswer, StoryRef, StoryRow

AT_ONCE = 500
"""Stories that `rows` fetches at once."""


def stories(connection: Connection, *, least: int = 1, latest_first: bool = True, offset: int = 0, limit: int = 50) -> Listing[StoryRef]:
    """Stories of at least so many pages, by when the first came out (undated ones last), then by id."""
    s = schema.stories.c
    total = connection.execute(select(func.count()).select_from(schema.stories).where(s.pages >= least)).scalar_one()
    order = (s.since.is_(None), s.since.desc() if latest_first else s.since, s.id)
    found = connection.execute(select(schema.stories).where(s.pages >= least).order_by(*order).offset(offset).limit(limit)).all()
    members = _members(connection, [row.id for row in found])
    return Listing(total=total, offset=offset, limit=limit, items=tuple(_refs(connection, found, members)))


def refs(connection: Connection, found: Sequence[AnyRow]) -> tuple[StoryRef, ...]:
    """The stories of these rows of `stories`, in their order."""
    return tuple(_refs(connection, found, _members(connection, [row.id for row in found])))


def story(connection: Connection, id_: str) -> StoryAnswer | None:
    """One story, or None where there is none; of an id that it had before, the one that its first page tells now."""
    s = schema.stories.c
    row = connection.execute(select(schema.stories).where(s.id == _now(connection, id_))).first()
    if row is None:
        return None
    members = _members(connection, [row.id])
    pages = members[row.id]
    refs = page_refs(connection, pages)
    return StoryAnswer(
        ref=next(_refs(connection, [row], members)), pages=tuple(refs[page] for page in pages), copies=tuple(_copies(connection, pages))
    )


def of_page(connection: Connection, page: str) -> str | None:
    """The story that a page tells; None where it isn't linked yet."""
    p = schema.story_pages.c
    return connection.execute(select(p.story).where(p.page == page)).scalar()


def of_pages(connection: Connection, pages: Sequence[str]) -> tuple[StoryRef, ...]:
    """The stories of two pages and more that ``pages`` tell, by when they began, then by id."""
    p, s = schema.story_pages.c, schema.stories.c
    ids: set[str] = set()
    for some in batches(sorted(pages)):
        ids.update(connection.execute(select(p.story).where(p.page.in_(some)).distinct()).scalars())
    found: list[AnyRow] = []
    for some in batches(sorted(ids)):
        found += connection.execute(select(schema.stories).where(s.id.in_(some), s.pages > 1)).all()
    found.sort(key=lambda row: (row.since is None, row.since or 0.0, row.id))
    return tuple(_refs(connection, found, _members(connection, [row.id for row in found])))


def copies(connection: Connection, page: str) -> tuple[CopyAnswer, ...]:
    """The pages of the whole record whose article is one text with that of ``page``."""
    return tuple(_copies(connection, [page], wherever=True))


def rows(connection: Connection) -> Iterator[StoryRow]:
    """All stories as they are exported: by when the first page came out (undated ones last), then by id."""
    offset = 0
    s = schema.stories.c
    while found := connection.execute(select(schema.stories).order_by(s.since.is_(None), s.since, s.id).offset(offset).limit(AT_ONCE)).all():
        members = _members(connection, [row.id for row in found])
        every = [page for pages in members.values() for page in pages]
        sources = _sources(connection, every)
        alike = [(copy.one, copy.other) for copy in _copies(connection, every)]
        for row, ref in zip(found, _refs(connection, found, members), strict=True):
            pages = members[row.id]
            groups = ([source for page in group for source in sources[page]] for group in together(pages, alike))
            yield StoryRow(
                id=row.id,
                captures=tuple(source for page in pages for source in sources[page]),
                copies=tuple(sorted(tuple(sorted(group)) for group in groups if len(group) > 1)),
                since=ref.since,
                until=ref.until,
                outlets=ref.outlets,
            )
        offset += AT_ONCE


def _now(connection: Connection, id_: str) -> str:
    """The id that the story ``id_`` has now: pages that come later may have told of it before."""
    s, m = schema.stories.c, schema.story_moves.c
    if connection.execute(select(s.id).where(s.id == id_)).first() is not None:
        return id_
    moved = connection.execute(select(m.page).where(m.before == id_).order_by(m.n.desc()).limit(1)).scalar()
    return (of_page(connection, moved) if moved else None) or id_


def _members(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    """The pages of stories, by when they came out."""
    p = schema.story_pages.c
    found: dict[str, list[str]] = defaultdict(list)
    for some in batches(ids):
        for story_, page in connection.execute(select(p.story, p.page).where(p.story.in_(some)).order_by(p.story, p.n)):
            found[story_].append(page)
    return found


def _refs(connection: Connection, found: Iterable[AnyRow], members: Mapping[str, Sequence[str]]) -> Iterator[StoryRef]:
    found = list(found)
    every = sorted({page for row in found for page in members[row.id]})
    seen = witnesses(connection, every)
    ends = {page for row in found for page in (members[row.id][0], members[row.id][-1])}
    shown = page_refs(connection, ends)
    for row in found:
        pages = members[row.id]
        yield StoryRef(
            id=row.id,
            first=shown[pages[0]],
            since=_day(shown[pages[0]]),
            until=_day(shown[pages[-1]]),
            pages=row.pages,
            reports=sum(seen[page].captures for page in pages),
            outlets=independent(seen[page].sources for page in pages),
        )


def _day(page: PageRef) -> str | None:
    return page.published.value if page.published else None


def _copies(connection: Connection, pages: Sequence[str], *, wherever: bool = False) -> Iterator[CopyAnswer]:
    """The copies among ``pages``, or of them ``wherever`` they are; each pair once, in the order of their ids."""
    k, c = schema.linked.c, schema.copies.c
    numbers: dict[int, str] = {}
    for some in batches(sorted(pages)):
        numbers |= {row.n: row.page for row in connection.execute(select(k.n, k.page).where(k.page.in_(some)))}
    found: dict[tuple[int, int], AnyRow] = {}
    for these in batches(sorted(numbers)):
        for row in connection.execute(select(schema.copies).where(or_(c.one.in_(these), c.other.in_(these)))):
            found[row.one, row.other] = row
    if wherever:
        others = sorted({n for pair in found for n in pair} - numbers.keys())
        for these in batches(others):
            numbers |= {row.n: row.page for row in connection.execute(select(k.n, k.page).where(k.n.in_(these)))}
    told = [
        CopyAnswer(one=min(ends), other=max(ends), sort=row.sort, share=row.share)
        for (one, other), row in found.items()
        if one in numbers and other in numbers and (ends := (numbers[one], numbers[other]))
    ]
    yield from sorted(told, key=lambda copy: (copy.one, copy.other))


def _sources(connection: Connection, pages: Sequence[str]) -> dict[str, list[str]]:
    """Where pages were found, each page's by source."""
    c = schema.captures.c
    found: dict[str, list[str]] = defaultdict(list)
    for some in batches(sorted(pages)):
        for page, source in connection.execute(select(c.page, c.source).where(c.page.in_(some)).order_by(c.page, c.source)):
            found[page].append(source)
    return found
