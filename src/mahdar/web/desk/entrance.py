"""The way in and out: `/login` and `/logout`."""

from __future__ import annotations

import logging
from http import HTTPStatus
from urllib.parse import quote, urlsplit

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.exceptions import HTTPException
from litestar.params import FromQuery

from mahdar.web.answering import AnyRequest, html, http_error, wants_json
from mahdar.web.choices import language_of
from mahdar.web.desk.accounts import Account
from mahdar.web.desk.guard import Desk, LoginNeededError, check_token, desk_of, peer, person_of, refused, too_often
from mahdar.web.desk.sessions import COOKIE, STRICT, Session, cookie

_LOG = logging.getLogger("mahdar.accounts")

_LONGEST_NEXT = 2000


def inside(address: str | None) -> str:
    """An address of this reading room to go on to; its front where ``address`` leads anywhere else."""
    if not address or len(address) > _LONGEST_NEXT or not address.startswith("/") or address.startswith("//"):
        return "/"
    # A browser takes a backslash for a slash, and leaves control characters out.
    if "\\" in address or any(ord(letter) <= 32 or ord(letter) == 127 for letter in address):
        return "/"
    told = urlsplit(address)
    return "/" if told.scheme or told.netloc or told.path in ("/login", "/logout") else address


def to_login(request: AnyRequest, error: LoginNeededError) -> Response[str]:
    """Nobody is known: people are led to the login, programs are told."""
    desk = desk_of(request)
    if desk.accounts is None or wants_json(request) or request.method != "GET":
        return http_error(request, error)
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    language = "&lang=en" if request.query_params.get("lang") == "en" else ""
    return away(f"/login?next={quote(here, safe='')}{language}")


# Not in a thread: it waits for nothing, and Litestar (2.25) can't have a handler in one beside another of the same address.
@get("/login", include_in_schema=False, sync_to_thread=False)
def login_form(request: AnyRequest, next: FromQuery[str | None] = None) -> Response[str]:  # noqa: A002  # its name in the address
    """The form to log in."""
    language_of(request)
    desk = with_accounts(request)
    if person_of(request) is not None:
        return away(inside(next))
    return _form(request, desk, inside(next))


@post("/login", include_in_schema=False)
async def login(request: AnyRequest) -> Response[str]:
    """Log in: a session begins, with an id that it hadn't before."""
    desk = with_accounts(request)
    form = await request.form()
    before = desk.session(request)
    if before is None:
        raise refused("expected the cookie of the login page, got none; open it again, with cookies allowed")
    check_token(desk, request, form, before.id)
    name, password = (str(form.get(field) or "") for field in ("name", "password"))
    onward = inside(str(form.get("next") or ""))
    keys = (f"from {peer(request)}", f"to {name.strip().casefold()[:80]}")
    if wait := max(desk.tries.wait(key, take=False) for key in keys):
        _LOG.warning("login as %r from %s: too many tries", name[:80], peer(request))
        raise too_often(wait)
    for key in keys:
        desk.tries.wait(key)
    found = await _checked(desk, name, password)
    if found is None:
        _LOG.warning("login as %r from %s: refused", name[:80], peer(request))
        return _form(request, desk, onward, name=name[:80], wrong=True)
    for key in keys:
        desk.tries.fill(key)
    _LOG.warning("login as %r (%s) from %s", found.name, found.role, peer(request))
    desk.sessions.end(before.id)
    answer = away(onward)
    _give(request, desk, answer, desk.sessions.begin(found.name, found.serial), strict=True)
    return answer


@post("/logout", include_in_schema=False)
async def logout(request: AnyRequest) -> Response[str]:
    """Log out: the session ends here, whoever may still have its cookie."""
    desk = with_accounts(request)
    session = desk.session(request)
    if session is not None:
        check_token(desk, request, await request.form(), session.id)
        desk.sessions.end(session.id)
        _LOG.warning("logout of %r from %s", session.name, peer(request))
    answer = away("/login")
    for name in (COOKIE, STRICT):
        answer.set_cookie(cookie(name, "", secure=desk.secure(request), lasts=0))
    return answer


async def _checked(desk: Desk, name: str, password: str) -> Account | None:
    assert desk.accounts is not None
    return await sync_to_thread(desk.accounts.check, name, password)


def with_accounts(request: AnyRequest) -> Desk:
    """The guard of a reading room that has accounts. Raises a 404 in one that has none."""
    desk = desk_of(request)
    if desk.accounts is None:
        raise HTTPException(status_code=HTTPStatus.NOT_FOUND, detail="this reading room has no accounts")
    return desk


def _form(request: AnyRequest, desk: Desk, onward: str, *, name: str = "", wrong: bool = False) -> Response[str]:
    session = desk.session(request)
    begun = session is None or bool(session.name)
    if session is None or session.name:
        session = desk.sessions.begin()
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    answer = html(request, "login.html", status=status, onward=onward, name=name, wrong=wrong, csrf=desk.token(session.id))
    answer.headers["Cache-Control"] = "no-store"
    if begun:
        _give(request, desk, answer, session)
    return answer


def _give(request: AnyRequest, desk: Desk, answer: Response[str], session: Session, *, strict: bool = False) -> None:
    for name in (COOKIE, STRICT) if strict else (COOKIE,):
        answer.set_cookie(cookie(name, desk.sessions.signed(session, desk.key, name), secure=desk.secure(request)))


def away(address: str) -> Response[str]:
    """Lead the reader on, after something was sent."""
    return Response("", status_code=HTTPStatus.SEE_OTHER, headers={"Location": address, "Cache-Control": "no-store"}, media_type="text/plain")
