"""Sessions: who logged in, as signed cookies say it, and the tokens that forms carry.

Two cookies hold the same session. ``mahdar`` comes along when somebody follows a link from elsewhere (``SameSite=Lax``), and reads;
``mahdar-desk`` comes only from our own pages (``Strict``), and whatever is written needs both. Neither is seen by scripts.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from threading import Lock
from typing import Literal

from itsdangerous import BadData, URLSafeTimedSerializer
from litestar.datastructures import Cookie

from mahdar.model import Noun

LASTS = 12 * 3600
"""So many seconds a session lasts, whatever is done meanwhile."""

COOKIE, STRICT = "mahdar", "mahdar-desk"
"""The names of the cookies; over https each is ``__Host-`` and its name, so that no neighbour of the host can set them."""

_SALTS = {COOKIE: "session", STRICT: "desk"}


class Session(Noun, frozen=True, kw_only=True):
    """A session: its id; the name and the serial of the account, both empty before anybody logged in."""

    id: str
    name: str = ""
    serial: str = ""


class Sessions:
    """Signs sessions and reads them. Those that were ended by logging out are remembered until they would have ended anyway."""

    def __init__(self) -> None:
        self._ended: dict[str, float] = {}
        self._lock = Lock()

    def begin(self, name: str = "", serial: str = "") -> Session:
        """A new session, of an id that nobody could know."""
        return Session(id=secrets.token_urlsafe(24), name=name, serial=serial)

    def end(self, session: str) -> None:
        """Let the session of this id hold no longer."""
        with self._lock:
            now = time.monotonic()
            self._ended = {id_: until for id_, until in self._ended.items() if until > now}
            self._ended[session] = now + LASTS

    def signed(self, session: Session, key: str, cookie: str = COOKIE) -> str:
        """The session as a cookie's value."""
        return str(URLSafeTimedSerializer(key, salt=_SALTS[cookie]).dumps([session.id, session.name, session.serial]))

    def read(self, value: str, key: str, cookie: str = COOKIE) -> Session | None:
        """The session that a cookie's value holds; None where it was signed by nobody here, is over, or was ended."""
        try:
            id_, name, serial = URLSafeTimedSerializer(key, salt=_SALTS[cookie]).loads(value, max_age=LASTS)
        except (BadData, ValueError, TypeError):
            return None
        return None if id_ in self._ended else Session(id=id_, name=name, serial=serial)


def form_token(session: str, key: str) -> str:
    """What forms of a session carry, so that what is sent is known to come from our own pages."""
    return hmac.new(key.encode(), b"form " + session.encode(), hashlib.sha256).hexdigest()[:40]


def cookie(name: str, value: str, *, secure: bool, lasts: int = LASTS) -> Cookie:
    """One of the cookies; ``lasts=0`` takes it away."""
    same: Literal["strict", "lax"] = "strict" if name == STRICT else "lax"
    return Cookie(key=called(name, secure=secure), value=value, path="/", max_age=lasts, httponly=True, secure=secure, samesite=same)


def called(name: str, *, secure: bool) -> str:
    """What a cookie is called."""
    return f"__Host-{name}" if secure else name
