"""The lists that can be had as CSV: all that the filters of an address keep, from place to place (`mahdar.record.queries.walks`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromQuery
from litestar.response import Stream
from sqlalchemy import Connection

from mahdar.record import Record
from mahdar.record.answers import PageRef
from mahdar.record.queries import walks
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.places import BEGINNING, Place, Stretch
from mahdar.record.queries.search import search as find
from mahdar.record.queries.walks import MeetingFilter
from mahdar.search.syntax import QueryError
from mahdar.web import tables
from mahdar.web.answering import AnyRequest
from mahdar.web.api.describing import EntityId, IssueKey, OutletId, ProcessId, Query, Since, Until, days, unreadable
from mahdar.web.choices import words_of
from mahdar.web.tables import Row, Rows, as_csv

T = TypeVar("T")
K = TypeVar("K")
Store = NamedDependency[Record]

_AT_ONCE = 200
"""Rows that are read in one go; between two others may read and write."""
_RANKED = 2_000
"""Search ranks no more (`mahdar.record.queries.search.MOST` of each sort)."""


def search_csv(request: AnyRequest, record: Store, q: FromQuery[str] = "") -> Stream:
    """What answers to a query, the best first: all that are ranked."""
    rows = Rows(request, words_of(request))
    try:
        with record.read() as connection:
            found = find(connection, q, limit=_RANKED)
    except QueryError as fault:
        raise unreadable(fault) from fault
    return as_csv("search", tables.RESULT, [map(rows.result, found.results)])


def statements_csv(request: AnyRequest, record: Store, wanted: NamedDependency[StatementFilter]) -> Stream:
    """The statements that the filters of ``/statements`` leave, the latest first."""
    rows = Rows(request, words_of(request))
    each = _walked(record, lambda connection, place: walks.statements(connection, wanted, place=place, limit=_AT_ONCE), rows.statement)
    return as_csv("statements", tables.STATEMENT, each)


def meetings_csv(
    request: AnyRequest,
    record: Store,
    series: ProcessId = None,
    entity: EntityId = None,
    issue: IssueKey = None,
    since: Since = None,
    until: Until = None,
    firm: FromQuery[bool] = True,
    q: Query = None,
) -> Stream:
    """Meetings by date; unless ``firm`` is false those alone that are told well enough to be stood behind, as on ``/``."""
    days(since=since, until=until)
    rows = Rows(request, words_of(request))
    wanted = MeetingFilter(
        series=series or None, entity=entity or None, issue=issue or None, since=since or None, until=until or None, firm=firm, q=q or None
    )
    each = _walked(record, lambda connection, place: walks.meetings(connection, wanted, place=place, limit=_AT_ONCE), rows.meeting)
    return as_csv("meetings", tables.MEETING, each)


def pages_csv(
    request: AnyRequest, record: Store, entity: EntityId = None, outlet: OutletId = None, since: Since = None, until: Until = None
) -> Stream:
    """Pages, the latest first."""
    days(since=since, until=until)
    rows = Rows(request, words_of(request))

    def some(connection: Connection, place: Place[walks.PageKey]) -> Stretch[PageRef, walks.PageKey]:
        kept = {"entity": entity or None, "outlet": outlet or None, "since": since or None, "until": until or None}
        return walks.pages(connection, **kept, place=place, limit=_AT_ONCE)

    return as_csv("pages", tables.PAGE, _walked(record, some, rows.page))


def _walked(record: Record, some: Callable[[Connection, Place[K]], Stretch[T, K]], row: Callable[[T], Row]) -> Iterator[list[Row]]:
    """The rows of a list, some at a time, up to `tables.MOST`; the first are read at once, so that what is wrong is told as an error."""

    def read(place: Place[K]) -> Stretch[T, K]:
        try:
            with record.read() as connection:
                return some(connection, place)
        except QueryError as fault:
            raise unreadable(fault) from fault

    def each(found: Stretch[T, K]) -> Iterator[list[Row]]:
        passed = len(found.items)
        yield [row(item) for item in found.items]
        while found.last is not None and passed < tables.MOST:
            found = read(Place(after=found.last, passed=passed, total=found.total))
            passed += len(found.items)
            yield [row(item) for item in found.items]

    return each(read(BEGINNING))


ADDRESSES: tuple[tuple[str, Callable[..., Stream]], ...] = (
    ("/search.csv", search_csv),
    ("/statements.csv", statements_csv),
    ("/meetings.csv", meetings_csv),
    ("/pages.csv", pages_csv),
)

TABLES: list[HTTPRouteHandler] = [get(path, name=path, include_in_schema=False, sync_to_thread=True)(table) for path, table in ADDRESSES]
