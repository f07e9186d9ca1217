"""How lists are paged in addresses: faces by the number of the first item, the API by a cursor too.

A handler under ``/api`` asks `place` where to begin, gives that to a query of `mahdar.record.queries.walks`, and gives its answer to `listed`:

    start = place(request, StatementKey, cursor, offset)
    with record.read() as connection:
        found = walks.statements(connection, wanted, place=start, limit=limit)
    return listed(request, start, found, limit)
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from http import HTTPStatus
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.params import QueryParameter

from mahdar.record.queries.places import Place, Stretch

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

_VERSION = 1
_Count = Annotated[int, msgspec.Meta(ge=0, le=2**40)]


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
        told = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        kind: Any = tuple[int, str, _Count, _Count, key]  # type: ignore[valid-type]
        version, question, passed, total, after = msgspec.json.decode(told, type=kind)
    except (ValueError, binascii.Error, msgspec.MsgspecError) as error:
        raise _wrong("a cursor as `next` has it, got another") from error
    if version != _VERSION or question != _question(request) or not _sound(after):
        raise _wrong("a cursor of this list with the same filters, got one of another")
    return Place(after=after, passed=passed, total=total)


def listed(request: Request[Any, Any, Any], start: Place[K], found: Stretch[T, K], limit: int) -> Response[Page[T]]:
    """The answer of a list, with the address of what follows in its body and as a ``Link``."""
    passed = start.passed + len(found.items)
    address = None if found.last is None else _address(request, (_VERSION, _question(request), passed, found.total, found.last))
    page = Page(total=found.total, offset=start.passed, limit=limit, items=found.items, next=address, at_least=found.at_least)
    return Response(page, headers={"Link": f'<{address}>; rel="next"'} if address else {})


def _address(request: Request[Any, Any, Any], told: tuple[Any, ...]) -> str:
    cursor = base64.urlsafe_b64encode(msgspec.json.encode(told)).decode("ascii").rstrip("=")
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in ("cursor", "offset")]
    return f"{request.url.path}?{urlencode([*kept, ('cursor', cursor)])}"


def _question(request: Request[Any, Any, Any]) -> str:
    """What tells one list with its filters from others."""
    asked = sorted(item for item in request.query_params.multi_items() if item[0] not in ("cursor", "offset", "limit"))
    return hashlib.sha256(msgspec.json.encode([request.url.path.rstrip("/"), asked])).hexdigest()[:12]


def _sound(after: object) -> bool:
    """Whether no part of a key is more than a store can compare with: whoever likes can write a cursor."""
    parts = after if isinstance(after, tuple) else (after,)
    return all(
        "\x00" not in part if isinstance(part, str) else abs(part) <= 2**53 if isinstance(part, int | float) else part is None for part in parts
    )


def _wrong(expected: str) -> HTTPException:
    return HTTPException(status_code=HTTPStatus.BAD_REQUEST, detail=f"expected {expected}", extra={"where": "cursor"})
