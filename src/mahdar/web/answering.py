"""How the reading room answers: HTML or JSON, with the same headers always, and every error in one shape."""

from __future__ import annotations

import logging
from functools import lru_cache
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import quote

import msgspec
from litestar import Request, Response
from litestar.datastructures.headers import Accept
from litestar.exceptions import HTTPException

from mahdar.errors import UnavailableError
from mahdar.model import Noun
from mahdar.web.choices import choices_of, kept
from mahdar.web.render import render

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}

_KINDS = {
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.UNAUTHORIZED: "unknown",
    HTTPStatus.FORBIDDEN: "refused",
    HTTPStatus.CONFLICT: "conflict",
    HTTPStatus.TOO_MANY_REQUESTS: "often",
}
"""What is told in words of an error of a status; `bad` and `failed` of any other."""

_LOG = logging.getLogger(__name__)

_FRESH = {"Cache-Control": "no-cache", "Vary": "Accept, Cookie"}
"""Whoever keeps an answer asks whether it still holds; `mahdar.web.conditional` tags it."""

_Content = TypeVar("_Content")

AnyRequest = Request[Any, Any, Any]


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong: a code for programs, a message for people, and where."""

    code: str
    message: str
    where: str


class ErrorAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The one shape of all errors."""

    error: Problem


def wants_json(request: AnyRequest) -> bool:
    """Whether the reader asked for JSON: by ``.json`` at the end of the path, under ``/api``, or by ``Accept``."""
    path = request.url.path
    if path.endswith(".json") or path.startswith(("/api/", "/schema/")):
        return True
    return prefers_json(request.headers.get("accept", "*/*"))


@lru_cache(maxsize=256)
def prefers_json(accept: str) -> bool:
    """Whether who sends this ``Accept`` would rather have JSON than a page."""
    return Accept(accept).best_match(["text/html", "application/json"]) == "application/json"


class Me(Noun, frozen=True, kw_only=True):
    """Who reads, as faces see it (``me``): their name, where they are known; whether they may correct, keep the accounts, and log out; and the
    token of their forms."""

    name: str | None = None
    edits: bool = False
    admin: bool = False
    logs_out: bool = False
    token: str = ""


def reader_of(request: AnyRequest) -> Me:
    """Who reads, as the guard knows it (`mahdar.web.desk.guard`); nobody where none stands before an address."""
    person, desk = request.scope.get("user"), request.app.state.get("desk")
    if person is None or desk is None:
        return Me()
    token = desk.token(person.session) if person.session else ""
    edits = person.edits and desk.access.writes
    return Me(name=person.name, edits=edits, admin=person.role == "admin", logs_out=person.by == "session", token=token)


def html(request: AnyRequest, template: str, *, status: int = HTTPStatus.OK, **context: Any) -> Response[str]:
    """A face."""
    me = reader_of(request)
    # What is one reader's own is kept by nobody between us.
    fresh = {**_FRESH, "Cache-Control": "private, no-cache"} if me.logs_out else dict(_FRESH)
    response = Response(render(template, request, me=me, **context), status_code=status, headers=fresh, media_type="text/html")
    if (choices := choices_of(request)).asked:
        response.set_cookie(kept("lang", choices.language))
    return response


def as_json(_: AnyRequest, answer: object) -> Response[str]:
    """An answer of the record as JSON."""
    return Response(msgspec.json.encode(answer).decode(), headers=dict(_FRESH), media_type="application/json")


def passing(answer: Response[_Content], *, fresh: bool) -> Response[_Content]:
    """``answer``, kept by nobody where it isn't ``fresh``: the next one may say more."""
    if not fresh:
        answer.headers["Cache-Control"] = "no-store"
    return answer


def not_found(where: str) -> HTTPException:
    """The error of an id that the record doesn't hold."""
    return HTTPException(status_code=HTTPStatus.NOT_FOUND, detail="the record doesn't hold it", extra={"where": where})


def moved(request: AnyRequest, face: str, old: str, new: str) -> Response[str]:
    """The way to the id that a thing has now, in the same form and language."""
    suffix = ".json" if request.url.path.endswith(".json") else ""
    query = f"?{request.url.query}" if request.url.query else ""
    # Not for good: whoever merged two things may part them again.
    address = f"/{face}/{quote(new, safe='')}{suffix}{query}"
    return Response(f"{old} is now {new}", status_code=HTTPStatus.FOUND, headers={"Location": address}, media_type="text/plain")


def http_error(request: AnyRequest, error: HTTPException) -> Response[str]:
    """An error that was told, as a written page or as JSON."""
    status = HTTPStatus(error.status_code)
    written = _error(request, status, error.detail or status.phrase, _where(error, request.url.path))
    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    if allowed := headers.get("allow"):
        # HEAD is answered wherever GET is.
        written.headers["Allow"] = allowed.replace("GET", "GET, HEAD")
    written.headers.update({name: headers[name.lower()] for name in ("Retry-After", "WWW-Authenticate") if name.lower() in headers})
    return written


def unavailable(request: AnyRequest, error: UnavailableError) -> Response[str]:
    """A record that can't be read for now, as where its server is down: the next request may find it there again."""
    _LOG.error("failed to answer %s: %s", request.url.path, error)
    return _error(request, HTTPStatus.SERVICE_UNAVAILABLE, "the record can't be reached for now; the server's log says why", request.url.path)


def unforeseen(request: AnyRequest, error: Exception) -> Response[str]:
    """An error that nobody foresaw: its words stay in the log."""
    _LOG.error("failed to answer %s", request.url.path, exc_info=error)
    return _error(request, HTTPStatus.INTERNAL_SERVER_ERROR, "this page could not be made; the server's log says why", request.url.path)


def _where(error: HTTPException, otherwise: str) -> str:
    """The parameter or the address at fault, where the error names one."""
    if isinstance(error.extra, dict):
        return str(error.extra.get("where", otherwise))
    if isinstance(error.extra, list) and error.extra and isinstance(error.extra[0], dict):
        return str(error.extra[0].get("key", otherwise))
    return otherwise


def _error(request: AnyRequest, status: HTTPStatus, message: str, where: str) -> Response[str]:
    code = status.phrase.lower().replace(" ", "-")
    problem = Problem(code=code, message=message, where=where)
    # An address that no handler has gets no headers but these.
    headers = {**HEADERS, "Cache-Control": "no-store"}
    if wants_json(request):
        return Response(msgspec.json.encode(ErrorAnswer(error=problem)).decode(), status_code=status, media_type="application/json", headers=headers)
    kind = _KINDS.get(status, "bad" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "failed")
    written = html(request, "error.html", status=status, kind=kind, problem=problem)
    written.headers.update(headers)
    return written
