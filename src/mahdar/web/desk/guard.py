"""The guard: who asks, whether they may, and whether what is sent comes from our own pages. One for all that is written.

`Guard` stands before every address. A handler that writes asks for the dependency ``posted``:

```python
@post("/saved", sync_to_thread=True)
def save(request: AnyRequest, record: Store, posted: NamedDependency[Posted]) -> Response[str]:
    posted.person.name  # who
    posted.field("q")   # what the form says
```

which is given to editors alone (`READERS` names addresses that readers may write to, too), after `Origin`, `Sec-Fetch-Site` and the form's token
were looked at. Forms carry the token as ``csrf`` (`web/templates/desk.html`, ``csrf()``), scripts as the header ``X-CSRF-Token``;
programs that are known by a bearer token need none, for nothing sends that along by itself.
"""

from __future__ import annotations

import hmac
import logging
import secrets
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from litestar.connection import ASGIConnection
from litestar.datastructures import FormMultiDict
from litestar.enums import ScopeType
from litestar.exceptions import HTTPException
from litestar.types import ASGIApp, Receive, Scope, Send

from mahdar.errors import UsageError
from mahdar.model import Noun
from mahdar.web.answering import AnyRequest
from mahdar.web.desk.access import Access, Person
from mahdar.web.desk.accounts import Accounts
from mahdar.web.desk.limits import Buckets, is_loopback, network
from mahdar.web.desk.sessions import COOKIE, STRICT, Session, Sessions, called, form_token

Connection = ASGIConnection[Any, Any, Any, Any]

FORM = "csrf"
"""The field of a form that carries its token."""

HEADER = "x-csrf-token"

READERS: tuple[str, ...] = ()
"""Beginnings of the addresses to which readers may write, too: what is a reader's own, and not of the record."""

_OPEN = ("/login", "/static/", "/choose")
"""What is there for everybody: the way in, the style sheet and scripts of its page, and how it is shown."""

_SAFE = ("GET", "HEAD", "OPTIONS")

_LOG = logging.getLogger(__name__)


class LoginNeededError(HTTPException):
    """Nobody is known, and somebody has to be."""

    status_code = HTTPStatus.UNAUTHORIZED


class Desk:
    """What the guard knows while a server runs: how it is opened, the accounts, the sessions, and how often who asked."""

    def __init__(self, access: Access) -> None:
        self.access = access
        self.accounts = Accounts.open(access.accounts) if access.accounts is not None else None
        self.sessions = Sessions()
        self._key = secrets.token_hex(32)
        self._local = secrets.token_urlsafe(24)
        # A page with its parts is some ten requests; an analyst with several of them open never meets these.
        self.requests = Buckets(most=400, rate=40)
        self.writes = Buckets(most=60, rate=2)
        # Ten tries, then one a minute: from one address, and for one account, wherever from.
        self.tries = Buckets(most=10, rate=1 / 60)

    @property
    def key(self) -> str:
        """What signs sessions and forms."""
        return self.accounts.key if self.accounts is not None else self._key

    def secure(self, connection: Connection) -> bool:
        """Whether the reader comes over https, as the connection itself or the public address says; headers of proxies can say anything."""
        return (urlsplit(self.access.public).scheme if self.access.public else connection.url.scheme) == "https"

    def session(self, connection: Connection, cookie: str = COOKIE) -> Session | None:
        """The session that a cookie tells, whether or not anybody is logged in by it."""
        value = connection.cookies.get(called(cookie, secure=self.secure(connection)))
        return self.sessions.read(value, self.key, cookie) if value else None

    def token(self, session: str) -> str:
        """The token of forms of a session."""
        return form_token(session, self.key)

    def person(self, connection: Connection) -> Person | None:
        """Who asks, where they are known."""
        given = connection.headers.get("authorization", "")
        if given:
            scheme, _, value = given.partition(" ")
            token = self.access.token
            if token is not None and scheme.lower() == "bearer" and token.fits(value.strip()):
                return Person(name=token.name, role=token.role, by="token")
            return None
        if self.accounts is not None:
            session = self.session(connection)
            account = self.accounts.named(session.name) if session is not None and session.name else None
            if session is None or account is None or account.serial != session.serial:
                return None
            return Person(name=account.name, role=account.role, by="session", session=session.id)
        # A page elsewhere that has its name lead to this machine comes with that name, and is a reader.
        if self.access.local is not None and is_loopback(_host(connection)):
            return Person(name=self.access.local, role="editor", by="machine", session=self._local)
        return None


class Posted(Noun, frozen=True, kw_only=True):
    """What somebody who may sent: who, and the fields of the form, where it is one."""

    person: Person
    form: tuple[tuple[str, str], ...] = ()

    def field(self, name: str) -> str | None:
        """The value of a field, without spaces around; None where it isn't there or empty."""
        return next((value.strip() for key, value in self.form if key == name and value.strip()), None)

    def all(self, name: str) -> tuple[str, ...]:
        """All values of a field that aren't empty, in their order."""
        return tuple(value.strip() for key, value in self.form if key == name and value.strip())


def desk_of(connection: Connection) -> Desk:
    """The guard of the server."""
    found: Desk = connection.app.state.desk
    return found


def person_of(connection: Connection) -> Person | None:
    """Who asks; None where nobody is known."""
    found: Person | None = connection.scope.get("user")
    return found


def may_edit(connection: Connection) -> bool:
    """Whether who asks may correct."""
    person = person_of(connection)
    return person is not None and person.edits and desk_of(connection).access.writes


class Guard:
    """Stands before every address: says who asks, turns away who may not read, and holds everybody to what is usual."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or raise why not."""
        if scope["type"] == ScopeType.HTTP:
            connection: Connection = ASGIConnection(scope)
            desk = desk_of(connection)
            if desk.access.closed:
                _hold_up(desk, connection)
            try:
                person = desk.person(connection)
            except UsageError as error:
                # Somebody takes the accounts away, or writes over them, while this runs.
                _LOG.error("%s", error)
                raise HTTPException(
                    status_code=HTTPStatus.SERVICE_UNAVAILABLE, detail="the accounts can't be read; the server's log says why"
                ) from error
            scope["user"] = person
            if person is None and desk.access.closed and not connection.url.path.startswith(_OPEN):
                raise LoginNeededError(detail="expected a login, or a bearer token of this reading room", headers={"WWW-Authenticate": "Bearer"})
            if scope["method"] not in _SAFE:
                _check_origin(desk, connection)
        await self.app(scope, receive, send)


async def posted(request: AnyRequest) -> Posted:
    """What somebody who may sent. Raises a 401 where nobody is known, a 403 where they may not, or where it may not come from our own pages."""
    desk, person = desk_of(request), person_of(request)
    if not desk.access.writes:
        raise refused("expected a reading room that is written to; this one is for reading alone")
    if person is None:
        detail = (
            "expected an account or a token; without, this reading room is for reading alone (`mahdar serve RECORD --as NAME` edits on this machine)"
        )
        raise LoginNeededError(detail=detail, headers={"WWW-Authenticate": "Bearer"})
    if not person.edits and not request.url.path.startswith(READERS or ("\0",)):
        raise refused(f"expected an editor, got {person.name}, who may read")
    if wait := desk.writes.wait(f"{person.by} {person.name}"):
        raise too_often(wait)
    form = await _form(request)
    if person.by != "token":
        strict = desk.session(request, STRICT) if person.by == "session" else None
        if person.by == "session" and (strict is None or strict.id != person.session):
            raise refused("expected the cookie of our own pages, got none")
        check_token(desk, request, form, person.session)
    fields = tuple((name, value) for name, value in form.multi_items() if isinstance(value, str)) if form is not None else ()
    return Posted(person=person, form=fields)


async def _form(request: AnyRequest) -> FormMultiDict | None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return await request.form() if kind == "application/x-www-form-urlencoded" else None


def check_token(desk: Desk, request: AnyRequest, form: FormMultiDict | None, session: str) -> None:
    """Look at the token of a form, or of a script's header. Raises a 403 where it isn't the session's."""
    given = request.headers.get(HEADER) or (str(form.get(FORM) or "") if form is not None else "")
    if not hmac.compare_digest(given.encode(), desk.token(session).encode()):
        raise refused(
            f"expected the token of the form ({FORM}, or the header X-CSRF-Token), got {'another' if given else 'none'}; open the page again"
        )


def refused(detail: str) -> HTTPException:
    """The error of what somebody may not."""
    return HTTPException(status_code=HTTPStatus.FORBIDDEN, detail=detail)


def too_often(wait: int) -> HTTPException:
    """The error of who asks too often: after ``wait`` seconds they may again."""
    return HTTPException(status_code=HTTPStatus.TOO_MANY_REQUESTS, detail=f"too often; again in {wait} s", headers={"Retry-After": str(wait)})


def peer(connection: Connection) -> str:
    """By what requests are counted: the address at the other end of the connection."""
    return network(connection.client.host) if connection.client else ""


def _hold_up(desk: Desk, connection: Connection) -> None:
    """Turn away whoever asks for much more than a reader can. Readers at this machine never wait."""
    if not is_loopback(peer(connection)) and (wait := desk.requests.wait(peer(connection))):
        raise too_often(wait)


def _check_origin(desk: Desk, connection: Connection) -> None:
    """Browsers say from where something is sent. Raises a 403 where that isn't here; programs say nothing."""
    site = connection.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        raise refused(f"expected what our own pages send, got what another site does ({site})")
    origin = connection.headers.get("origin")
    if origin is not None:
        here = {connection.headers.get("host", "").lower()}
        if desk.access.public:
            here.add(urlsplit(desk.access.public).netloc.lower())
        if urlsplit(origin).netloc.lower() not in here or origin == "null":
            raise refused("expected what our own pages send, got what another site does")


def _host(connection: Connection) -> str:
    """The name under which this server was asked, without the port."""
    try:
        return urlsplit(f"//{connection.headers.get('host', '')}").hostname or ""
    except ValueError:
        return ""
