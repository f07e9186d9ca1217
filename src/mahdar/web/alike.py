"""Statements that say the like of a sentence or of another statement, as they are shown."""

from __future__ import annotations

from http import HTTPStatus

from litestar import Response
from litestar.exceptions import HTTPException
from sqlalchemy import Connection

from mahdar.errors import UnavailableError, UsageError
from mahdar.record import Record
from mahdar.record.queries.similar import has_vectors, similar
from mahdar.record.search_answers import Result
from mahdar.web.answering import AnyRequest, as_json, html, wants_json

ASKED = 20
"""Statements that say the like of a sentence."""
BESIDE = 5
"""Statements that are shown on the page of one that they are like."""


def alike(request: AnyRequest, record: Record, like: str) -> Response[str]:
    """The statements that say the like of ``like``, a sentence or a statement's id; a 400 that says what to do where none can be found."""
    try:
        with record.read() as connection:
            found = similar(connection, like, limit=ASKED)
    except UnavailableError:
        raise
    except UsageError as error:
        if wants_json(request):
            raise HTTPException(status_code=HTTPStatus.BAD_REQUEST, detail=str(error), extra={"where": "like"}) from error
        return html(request, "alike.html", status=HTTPStatus.BAD_REQUEST, like=like, found=None, fault=str(error))
    if wants_json(request):
        return as_json(request, found)
    return html(request, "alike.html", like=like, found=found, fault=None)


def beside(connection: Connection, statement: str) -> tuple[Result, ...]:
    """The statements that say the like of one; none where the record has no vectors, or not yet of this one."""
    if not has_vectors(connection):
        return ()
    try:
        return similar(connection, statement, limit=BESIDE).results
    except UsageError:
        return ()
