"""Meetings: lists, and one."""

from __future__ import annotations

from typing import Annotated

from litestar import Controller, Response
from litestar.params import QueryParameter

from mahdar.record.process_answers import MeetingAnswer
from mahdar.record.queries import meetings, walks
from mahdar.record.queries.walks import MeetingFilter, MeetingKey
from mahdar.search.syntax import QueryError
from mahdar.web.answering import AnyRequest
from mahdar.web.api.describing import EntityId, IssueKey, Key, PageId, ProcessId, Query, Since, Store, Until, days, moving, now, reading, unreadable
from mahdar.web.paging import Cursor, Limit, Offset, Page, listed, place

Firm = Annotated[bool, QueryParameter(description="Only those that are told well enough to be stood behind.")]


class Meetings(Controller):
    """Who met, where and when."""

    path = "/meetings"

    @reading("/", "Meetings by date", "meetings")
    def meetings(
        self,
        request: AnyRequest,
        record: Store,
        series: ProcessId = None,
        entity: EntityId = None,
        page: PageId = None,
        issue: IssueKey = None,
        since: Since = None,
        until: Until = None,
        firm: Firm = False,
        q: Query = None,
        cursor: Cursor = None,
        offset: Offset = 0,
        limit: Limit = 50,
    ) -> Response[Page[MeetingAnswer]]:
        """Meetings by the day on which they begin, then id, those without a date last: of one series, with one entity, told by one page, with an
        issue on their agenda, or of a time. Of each value, and of its pages, a meeting has the first few here; alone it has all."""
        days(since=since, until=until)
        start = place(request, MeetingKey, cursor, offset)
        wanted = MeetingFilter(
            series=series or None,
            entity=entity or None,
            page=page or None,
            issue=issue or None,
            since=since or None,
            until=until or None,
            firm=firm,
            q=q or None,
        )
        try:
            with record.read() as connection:
                found = walks.meetings(connection, wanted, place=start, limit=limit)
        except QueryError as fault:
            raise unreadable(fault) from fault
        return listed(request, start, found, limit)

    @moving("/{key:str}", "One meeting", "meetings")
    def meeting(self, record: Store, key: Key) -> Response[MeetingAnswer]:
        """A meeting as all pages together tell it."""
        with record.read() as connection:
            found = meetings.meeting(connection, key)
            return now(connection, "meetings", key) if found is None else Response(found)
