"""How lists are paged in addresses: faces by the number of the first item, the API by a cursor too.

A handler under ``/api`` asks `place` where to begin, gives that to a query of `mahdar.record.queries.walks`, and gives its answer to `listed`:

    start = place(request, StatementKey, cursor, offset)
    with record.read() as connection:
        found = walks.statements(connection, wanted, place=start, limit=limit)
    return listed(request, start, found, limit)
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.params import QueryParameter

from mahdar.record.queries.places import Place, Stretch, cursor_of, place_of, question

T = TypeVar("T")
K = TypeVar("K")

From = Annotated[int, QueryParameter(ge=0, le=2**31, description="Number of the first item, from 0.")]
Limit = Annotated[int, QueryParameter(ge=1, le=200, description="How many items at most.")]
Offset = Annotated[
    int,
    QueryParameter(ge=0, le=2**31, description="Number of the first item, from 0. A cursor is faster: this takes longer the farther it is."),
]
Cursor = Annotated[
    str | None,
    QueryParameter(
        max_length=2000,
        description="From where the list goes on, as `next` of an answer to the same question has it; it stays good while the record grows.",
    ),
]


class Page(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """A stretch of a list: at most ``limit`` items, of ``total`` in all, of which ``offset`` came before.

    ``next`` is the address of the stretch that follows, null at the end. ``at_least`` says that there are ``total`` items or more: not all were
    counted. Behind a cursor both ``total`` and ``offset`` are as of the beginning of the walk.
    """

    total: int
    offset: int
    limit: int
    items: tuple[T, ...]
    next: str | None
    at_least: bool = False


def place(request: Request[Any, Any, Any], key: type[K], cursor: str | None, offset: int) -> Place[K]:
    """Where a list is to begin. ``key`` is the type of what the list is ordered by. Raises a 400 for a cursor that isn't one of this list, asked
    the same, or that is given beside an offset."""
    if cursor is None:
        return Place(passed=offset)
    if offset:
        raise _wrong("cursor or offset, got both")
    try:
        return place_of(cursor, _question(request), key)
    except ValueError as error:
        raise _wrong(str(error)) from error


def listed(request: Request[Any, Any, Any], start: Place[K], found: Stretch[T, K], limit: int) -> Response[Page[T]]:
    """The answer of a list, with the address of what follows in its body and as a ``Link``."""
    cursor = cursor_of(start, found, _question(request))
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in ("cursor", "offset")]
    address = f"{request.url.path}?{urlencode([*kept, ('cursor', cursor)])}" if cursor else None
    page = Page(total=found.total, offset=start.passed, limit=limit, items=found.items, next=address, at_least=found.at_least)
    return Response(page, headers={"Link": f'<{address}>; rel="next"'} if address else {})


def _question(request: Request[Any, Any, Any]) -> str:
    asked = (item for item in request.query_params.multi_items() if item[0] not in ("cursor", "offset", "limit"))
    return question([request.url.path.rstrip("/")], *asked)


def _wrong(expected: str) -> HTTPException:
    return HTTPException(status_code=HTTPStatus.BAD_REQUEST, detail=f"expected {expected}", extra={"where": "cursor"})
