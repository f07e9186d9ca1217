"""What all addresses under ``/api/v1`` have in common: how they are declared, and the words in which parameters are described."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import quote

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import ResponseSpec
from litestar.params import PathParameter, QueryParameter
from sqlalchemy import Connection

from mahdar.record import Record
from mahdar.record.queries.days import is_day
from mahdar.record.queries.judgements import redirect
from mahdar.search.syntax import LONGEST, QueryError
from mahdar.web.answering import ErrorAnswer, not_found

ROOT = "/api/v1"

Store = NamedDependency[Record]
Key = Annotated[str, PathParameter(description="Its id.", min_length=1)]


_LONGEST = 500

# Empty is as forms send what isn't filled in.
_DAY = "^([12][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?)?$"

EntityId = Annotated[str | None, QueryParameter(description="An entity's id; ids that are joined with it count too.", max_length=_LONGEST)]
ProcessId = Annotated[str | None, QueryParameter(description="A process or series of meetings.", max_length=_LONGEST)]
PageId = Annotated[str | None, QueryParameter(description="A page's id.", max_length=_LONGEST)]
IssueKey = Annotated[str | None, QueryParameter(description="An issue's key.", max_length=_LONGEST)]
OutletId = Annotated[str | None, QueryParameter(description="An outlet's entity, or its label where it has none.", max_length=_LONGEST)]
Spelt = Annotated[str | None, QueryParameter(description="Words of a name in any spelling, or parts of words.", max_length=200)]
Since = Annotated[str | None, QueryParameter(description="From then on: a year, month or day (2022, 2022-11, 2022-11-22).", pattern=_DAY)]
Until = Annotated[str | None, QueryParameter(description="Until then, included: a year, month or day (2022, 2022-11, 2022-11-22).", pattern=_DAY)]
Query = Annotated[str | None, QueryParameter(description="A query in the language of search, which all items answer to.", max_length=LONGEST)]


def told(description: str) -> ResponseSpec:
    """An error that an address may answer with."""
    return ResponseSpec(ErrorAnswer, description=description, generate_examples=False)


SAME: dict[int, ResponseSpec] = {
    HTTPStatus.NOT_MODIFIED: ResponseSpec(None, description="It is as `If-None-Match` has it."),
    HTTPStatus.BAD_REQUEST: told("A parameter that there isn't, or a value that can't be."),
    HTTPStatus.INTERNAL_SERVER_ERROR: told("A fault of the server's own."),
    HTTPStatus.SERVICE_UNAVAILABLE: told("The record can't be reached for now."),
}
_THING: dict[int, ResponseSpec] = {HTTPStatus.NOT_FOUND: told("The record doesn't hold it.")}
_MOVES: dict[int, ResponseSpec] = {HTTPStatus.FOUND: ResponseSpec(None, description="It has another id now: `Location` leads there.")}


def reading(path: str, summary: str, tag: str, *, also: dict[int, ResponseSpec] | None = None) -> Callable[[Callable[..., Any]], HTTPRouteHandler]:
    """A handler that answers GET at ``path`` by reading the record; HEAD is answered, and entity tags are set, for all of them."""
    thing = _THING if "{" in path else {}
    return get(path, summary=summary, tags=[tag], sync_to_thread=True, responses={**SAME, **thing, **(also or {})})


def moving(path: str, summary: str, tag: str) -> Callable[[Callable[..., Any]], HTTPRouteHandler]:
    """`reading`, of a thing whose old ids lead to it."""
    return reading(path, summary, tag, also=_MOVES)


def now(connection: Connection, kind: str, key: str) -> Response[Any]:
    """The way to the id that a thing has now. Raises a 404 where it has none."""
    if new := redirect(connection, key):
        return Response(None, status_code=HTTPStatus.FOUND, headers={"Location": f"{ROOT}/{kind}/{quote(new, safe=':')}"})
    raise not_found(f"{ROOT}/{kind}/{key}")


def days(**asked: str | None) -> None:
    """Raise a 400 for what is no year, month or day. What is given empty, as forms send it, is none."""
    for name, value in asked.items():
        if value and not is_day(value):
            raise bad(f"expected a year, month or day as 2022, 2022-11 or 2022-11-22, got {value!r}", name)


def unreadable(fault: QueryError) -> HTTPException:
    """The error of a query that can't be read."""
    return bad(str(fault), f"q, character {fault.at + 1}")


def bad(detail: str, where: str) -> HTTPException:
    """The error of a parameter with a value that can't be."""
    return HTTPException(status_code=HTTPStatus.BAD_REQUEST, detail=detail, extra={"where": where})
