"""What is written by forms and by programs: entered, linked, and answered; and what an error becomes."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from litestar.exceptions import HTTPException
from sqlalchemy import Connection

from mahdar.errors import UnavailableError, UsageError
from mahdar.model import Noun
from mahdar.record import Record
from mahdar.record.edits import Edit
from mahdar.record.entering import enter
from mahdar.record.judging import Judged
from mahdar.record.queries.editable import Editable, editable
from mahdar.web.answering import AnyRequest
from mahdar.web.desk.access import Person
from mahdar.web.desk.linking import Links


class Entered(Noun, frozen=True, kw_only=True):
    """What was entered, and whether all is linked again already; else faces that tell of several pages follow in a while."""

    judged: tuple[Judged, ...]
    linked: bool


def conflict(detail: str) -> HTTPException:
    """The error of what changed underneath."""
    return HTTPException(status_code=HTTPStatus.CONFLICT, detail=detail)


def unfit(detail: str) -> HTTPException:
    """The error of what can't be entered."""
    return HTTPException(status_code=HTTPStatus.UNPROCESSABLE_ENTITY, detail=detail)


def present(connection: Connection, edit: Edit, seen: str | None = None, words: str | None = None) -> Editable:
    """What an edit is about, as it is now. Raises a 409 where it is no longer as it was ``seen``, or its ``words`` are others, and where it was there
    when it was seen and isn't; a 422 where there is no such thing."""
    try:
        found = editable(connection, edit)
    except UnavailableError:
        raise
    except UsageError as error:
        raise (conflict if seen is not None or words is not None else unfit)(str(error)) from error
    if seen is not None and found.seen != seen:
        raise conflict(f"expected the {edit.layer} as it was when it was shown; it has changed since")
    if words is not None and (found.quote is None or found.quote.quote != words):
        raise conflict(f"expected the {edit.layer} with the words {words!r}, got {found.quote.quote if found.quote else 'none'!r}")
    return found


def written(request: AnyRequest, record: Record, edits: Sequence[Edit], person: Person, why: str | None) -> Entered:
    """Enter what ``edits`` ask, under the name of who asks, and have the pages linked. Raises a 422 where one of them can't be."""
    try:
        judged = enter(record, edits, who=person.name, why=why)
    except UnavailableError:
        raise
    except UsageError as error:
        raise unfit(str(error)) from error
    return Entered(judged=judged, linked=links_of(request).follow())


def links_of(request: AnyRequest) -> Links:
    """What links the record's pages."""
    found: Links = request.app.state.links
    return found
