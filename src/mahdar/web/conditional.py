"""Answers that are there already, with the reader or with the server: entity tags, 304, kept answers, and HEAD."""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from threading import Lock
from typing import Any, NamedTuple

from anyio import Event
from anyio.lowlevel import current_token
from litestar.concurrency import sync_to_thread
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPResponseStartEvent, Message, Receive, Scope, Send

from mahdar.errors import MahdarError
from mahdar.record import Record
from mahdar.record.where import is_url
from mahdar.web.answering import prefers_json

_MOST = 64 * 2**20
"""So many bytes of answers are kept, those that were asked for last."""

_LARGEST = 2**20
"""Of an answer that is larger only the tag is kept."""

_CHOICES = ("lang", "months", "theme")
"""The cookies that an answer depends on: `mahdar.web.choices`."""

_TAG = re.compile(r'(?:W/)?("[^"]*")')

_Headers = tuple[tuple[bytes, bytes], ...]


def tag_of(content: bytes) -> str:
    """The entity tag of an answer, byte for byte."""
    return f'"{hashlib.sha256(content).hexdigest()[:20]}"'


def has(tag: str, asked: str | None) -> bool:
    """Whether ``If-None-Match`` names ``tag``: by itself, in a list, weak or strong, or by ``*``, which any answer fits (RFC 9110, 13.1.2)."""
    if not asked:
        return False
    return asked.strip() == "*" or tag in _TAG.findall(asked)


class _Answer(NamedTuple):
    """An answer with the state of the record that it is of; without a body where that is too large to be kept."""

    state: str
    tag: str
    headers: _Headers
    body: bytes | None

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return 1024 + len(self.body or b"")


class Conditional:
    """Middleware that tags answers by their content, gives a 304 to who has them, and keeps them for who hasn't.

    An answer is kept with the state of the record that it is of (`Record.state`): while nothing is written, it is made once, and neither a 304 nor
    what is kept takes a query. Only for answers that are a function of the record, the address and what the reader chose; those of who is
    logged in, which hold what is his alone, are tagged and not kept, and what is streamed is left as it is. Whoever asks for an answer that is
    being made waits for it, and doesn't have it made again.
    """

    def __init__(self, record: Record) -> None:
        self._record = record
        self._answers: OrderedDict[tuple[Any, ...], _Answer] = OrderedDict()
        self._size = 0
        self._lock = Lock()
        self._making: dict[tuple[Any, ...], Event] = {}

    def around(self, app: ASGIApp) -> ASGIApp:
        """``app`` with tags and kept answers."""

        async def answering(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != ScopeType.HTTP or scope["method"] != "GET":
                await app(scope, receive, send)
                return
            headers = dict(scope["headers"])
            asked = headers.get(b"if-none-match", b"").decode("latin-1")
            key = _key(scope, headers)
            state = await self._state() if key else None
            if key is None or state is None:
                await app(scope, receive, self._tagging(send, None, None, asked))
                return
            if await self._given(send, key, state, asked):
                return
            # Of one loop: who waits is woken by it.
            making = (current_token(), key, state)
            if (begun := self._making.get(making)) is not None:
                await begun.wait()
                if await self._given(send, key, state, asked):
                    return
            made = self._making.setdefault(making, Event())
            try:
                await app(scope, receive, self._tagging(send, key, state, asked, made))
            finally:
                self._making.pop(making, None)
                made.set()

        return answering

    async def _given(self, send: Send, key: tuple[Any, ...], state: str, asked: str) -> bool:
        """Whether an answer was kept, and is given."""
        if (kept := self._found(key, state)) is None:
            return False
        if has(kept.tag, asked):
            await _send_304(send, kept.headers)
            return True
        if kept.body is None:
            return False
        await send(_start(200, [*kept.headers, (b"content-length", str(len(kept.body)).encode())]))
        await send({"type": "http.response.body", "body": kept.body, "more_body": False})
        return True

    async def _state(self) -> str | None:
        try:
            # A file answers at once, in less time than it takes to hand the question on; a server may not.
            return await sync_to_thread(self._record.state) if is_url(self._record.name) else self._record.state()
        except MahdarError:
            return None  # The answer itself will say why.

    def _tagging(self, send: Send, key: tuple[Any, ...] | None, state: str | None, asked: str, made: Event | None = None) -> Send:
        started: HTTPResponseStartEvent | None = None
        body = b""

        async def tagged(message: Message) -> None:
            nonlocal started, body
            if message["type"] == "http.response.start" and message["status"] == 200 and _whole(message["headers"]):
                started = message
                return
            if started is None or message["type"] != "http.response.body":
                if made is not None:
                    made.set()  # What isn't kept is nothing to wait for.
                await send(message)
                return
            body += message["body"]
            if message.get("more_body"):
                return
            # What a handler says itself of keeping its answer goes first.
            said = {name.lower(): value for name, value in started["headers"]}
            cookies = sum(name.lower() == b"set-cookie" for name, _ in started["headers"])
            tag = said[b"etag"].decode() if b"etag" in said else tag_of(body)
            headers = (*started["headers"], *(item for item in _headers(tag) if item[0] not in said))
            if key and state is not None and cookies < 2 and _for_all(said):
                self._keep(key, _Answer(state, tag, _without_length(headers), body if len(body) <= _LARGEST else None))
            if has(tag, asked):
                await _send_304(send, _without_length(headers))
                return
            await send(_start(200, list(headers)))
            await send({"type": "http.response.body", "body": body, "more_body": False})

        return tagged

    def _found(self, key: tuple[Any, ...], state: str) -> _Answer | None:
        with self._lock:
            kept = self._answers.get(key)
            if kept is None or kept.state != state:
                return None
            self._answers.move_to_end(key)
            return kept

    def _keep(self, key: tuple[Any, ...], kept: _Answer) -> None:
        with self._lock:
            if (before := self._answers.pop(key, None)) is not None:
                self._size -= before.size
            self._answers[key] = kept
            self._size += kept.size
            while self._size > _MOST:
                _, oldest = self._answers.popitem(last=False)
                self._size -= oldest.size


def answering_heads(app: ASGIApp) -> ASGIApp:
    """``app``, which answers GET, answering HEAD too: as it would GET, without the content."""

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or scope["method"] != "HEAD":
            await app(scope, receive, send)
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.body":
                if message.get("more_body"):
                    return
                message = {"type": "http.response.body", "body": b"", "more_body": False}
            await send(message)

        asked: Any = {**scope, "method": "GET"}
        await app(asked, receive, headed)

    return answering


def _key(scope: Any, headers: dict[bytes, bytes]) -> tuple[Any, ...] | None:
    """What an answer depends on beside the record; None where it may hold what is one reader's alone, or is no answer of the record."""
    if b"authorization" in headers or scope["path"].startswith("/static/"):
        return None
    # There may be several such headers (RFC 9113, 8.2.3); what any of them holds counts.
    cookies = b";".join(value for name, value in scope["headers"] if name == b"cookie").decode("latin-1")
    crumbs = [crumb.strip().partition("=") for crumb in cookies.split(";") if crumb.strip()]
    if any(name.strip() not in _CHOICES for name, _, _ in crumbs):
        return None
    # A citation has the address of the server in it.
    as_json = prefers_json(headers.get(b"accept", b"*/*").decode("latin-1"))
    address = (scope["path"], scope["query_string"], scope["scheme"], headers.get(b"host"), as_json)
    return (*address, *sorted((name.strip(), value) for name, _, value in crumbs))


def _for_all(headers: dict[bytes, bytes]) -> bool:
    """Whether an answer with these headers can be given to others: it says nothing else, and hands out no cookie but that of a choice."""
    cookie, control = headers.get(b"set-cookie", b"").decode("latin-1"), headers.get(b"cache-control", b"")
    return b"no-store" not in control and b"private" not in control and (not cookie or cookie.partition("=")[0] in _CHOICES)


def _headers(tag: str) -> list[tuple[bytes, bytes]]:
    return [(b"etag", tag.encode()), (b"cache-control", b"no-cache"), (b"vary", b"Accept")]


def _without_length(headers: Any) -> _Headers:
    return tuple((name, value) for name, value in headers if name.lower() != b"content-length")


async def _send_304(send: Send, headers: _Headers) -> None:
    await send(_start(304, [item for item in headers if item[0].lower() != b"content-type"]))
    await send({"type": "http.response.body", "body": b"", "more_body": False})


def _whole(headers: Any) -> bool:
    """Whether an answer is made as a whole, and not streamed: its length is told."""
    return any(name.lower() == b"content-length" for name, _ in headers)


def _start(status: int, headers: list[tuple[bytes, bytes]]) -> HTTPResponseStartEvent:
    return {"type": "http.response.start", "status": status, "headers": headers}
