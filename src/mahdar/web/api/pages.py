"""Pages and stories: lists, and one of each."""

from __future__ import annotations

from typing import Annotated

from litestar import Controller, Response
from litestar.params import QueryParameter

from mahdar.record.answers import PageAnswer, PageRef
from mahdar.record.queries import lookup, matching, pages, stories, walks
from mahdar.record.queries.matching import MatchKey
from mahdar.record.queries.walks import PageKey, StoryKey
from mahdar.record.story_answers import StoryAnswer, StoryRef
from mahdar.search.syntax import Dates, Has, Node, QueryError
from mahdar.web.answering import AnyRequest, not_found
from mahdar.web.api.describing import ROOT, EntityId, Key, OutletId, Query, Since, Store, Until, bad, days, reading, unreadable
from mahdar.web.paging import Cursor, Limit, Offset, Page, listed, place

Least = Annotated[int, QueryParameter(ge=1, le=1_000_000, description="Of so many pages at least.")]


class Pages(Controller):
    """What was caught, and which of it tells one happening."""

    @reading("/pages", "Pages by date", "pages")
    def pages(
        self,
        request: AnyRequest,
        record: Store,
        entity: EntityId = None,
        outlet: OutletId = None,
        since: Since = None,
        until: Until = None,
        q: Query = None,
        cursor: Cursor = None,
        offset: Offset = 0,
        limit: Limit = 50,
    ) -> Response[Page[PageRef]]:
        """Pages, the latest first: all, those that name an entity, of an outlet, of a time, or that answer to a query."""
        days(since=since, until=until)
        if q:
            if entity:
                raise bad("expected q without entity, got both; its name can be a word of q", "q")
            also: list[Node] = [Has("outlet", outlet, 0)] if outlet else []
            also += [Dates(since or None, until or None)] if since or until else []
            return _matching(request, record, q, also, cursor, offset, limit)
        start = place(request, PageKey, cursor, offset)
        with record.read() as connection:
            found = walks.pages(
                connection, entity=entity or None, outlet=outlet or None, since=since or None, until=until or None, place=start, limit=limit
            )
        return listed(request, start, found, limit)

    @reading("/pages/{key:str}", "One page", "pages")
    def page(self, record: Store, key: Key) -> PageAnswer:
        """A page with all that was read from it."""
        with record.read() as connection:
            found = pages.page(connection, key)
        if found is None:
            raise not_found(f"{ROOT}/pages/{key}")
        return found

    @reading("/stories", "Stories by date", "stories")
    def stories(
        self,
        request: AnyRequest,
        record: Store,
        least: Least = 1,
        since: Since = None,
        until: Until = None,
        cursor: Cursor = None,
        offset: Offset = 0,
        limit: Limit = 50,
    ) -> Response[Page[StoryRef]]:
        """Stories by when the first page came out, the latest first, those without a date last; `since` and `until` mean that day."""
        days(since=since, until=until)
        start = place(request, StoryKey, cursor, offset)
        with record.read() as connection:
            found = walks.stories(connection, least=least, since=since or None, until=until or None, place=start, limit=limit)
        return listed(request, start, found, limit)

    @reading("/stories/{key:str}", "One story", "stories")
    def story(self, record: Store, key: Key) -> StoryAnswer:
        """A story with its pages and which of them are copies; by an id that it had before, too."""
        with record.read() as connection:
            found = stories.story(connection, key)
        if found is None:
            raise not_found(f"{ROOT}/stories/{key}")
        return found


def _matching(request: AnyRequest, record: Store, q: str, also: list[Node], cursor: str | None, offset: int, limit: int) -> Response[Page[PageRef]]:
    """Pages that answer to a query."""
    start = place(request, MatchKey, cursor, offset)
    try:
        with record.read() as connection:
            found = matching.matches(connection, q, "page", also, place=start, limit=limit)
            told = lookup.page_refs(connection, [page for page, _ in found.items])
    except QueryError as fault:
        raise unreadable(fault) from fault
    return listed(request, start, found.of([told[page] for page, _ in found.items if page in told]), limit)
