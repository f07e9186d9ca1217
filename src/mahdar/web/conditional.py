"""Answers that a reader may have already: entity tags, 304, and HEAD."""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from threading import Lock
from typing import Any, NamedTuple

from litestar.concurrency import sync_to_thread
from litestar.types import ASGIApp, HTTPResponseStartEvent, Message, Receive, Scope, Send

from mahdar.errors import MahdarError
from mahdar.record import Record

_MOST = 4096
"""Of so many addresses the latest tags are kept."""

_TAG = re.compile(r'(?:W/)?("[^"]*")')


def tag_of(content: bytes) -> str:
    """The entity tag of an answer, byte for byte."""
    return f'"{hashlib.sha256(content).hexdigest()[:20]}"'


def has(tag: str, asked: str | None) -> bool:
    """Whether ``If-None-Match`` names ``tag``: by itself, in a list, weak or strong, or by ``*``, which any answer fits (RFC 9110, 13.1.2)."""
    if not asked:
        return False
    return asked.strip() == "*" or tag in _TAG.findall(asked)


class _Kept(NamedTuple):
    state: str
    tag: str


class Conditional:
    """Middleware that tags answers by their content and gives a 304 to who has them.

    It keeps the tags of addresses with the state of the record that they are of (`Record.state`): where nothing was written since, a 304 takes
    no query at all. Only for answers that are a function of the record and of the address. What is streamed is left as it is.
    """

    def __init__(self, record: Record) -> None:
        self._record = record
        self._tags: OrderedDict[tuple[Any, ...], _Kept] = OrderedDict()
        self._lock = Lock()

    def around(self, app: ASGIApp) -> ASGIApp:
        """``app`` with tags."""

        async def answering(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http" or scope["method"] != "GET":
                await app(scope, receive, send)
                return
            headers = dict(scope["headers"])
            asked = headers.get(b"if-none-match", b"").decode("latin-1")
            # A citation has the address of the server in it.
            address = (scope["path"], scope["query_string"], scope["scheme"], headers.get(b"host"))
            state = await self._state()
            if asked and state is not None and (kept := self._tags.get(address)) and kept.state == state and has(kept.tag, asked):
                await send(_start(304, _headers(kept.tag)))
                await send({"type": "http.response.body", "body": b"", "more_body": False})
                return
            await app(scope, receive, self._tagging(send, address, state, asked))

        return answering

    async def _state(self) -> str | None:
        try:
            return await sync_to_thread(self._record.state)
        except MahdarError:
            return None  # The answer itself will say why.

    def _tagging(self, send: Send, address: tuple[Any, ...], state: str | None, asked: str) -> Send:
        started: HTTPResponseStartEvent | None = None
        body = b""

        async def tagged(message: Message) -> None:
            nonlocal started, body
            if message["type"] == "http.response.start" and message["status"] == 200 and _whole(message["headers"]):
                started = message
                return
            if started is None or message["type"] != "http.response.body":
                await send(message)
                return
            body += message["body"]
            if message.get("more_body"):
                return
            tag = tag_of(body)
            if state is not None:
                self._keep(address, _Kept(state, tag))
            # What a handler says itself of keeping its answer goes first.
            said = {name.lower() for name, _ in started["headers"]}
            added = [item for item in _headers(tag) if item[0] not in said]
            if has(tag, asked):
                kept = [item for item in started["headers"] if item[0].lower() not in (b"content-length", b"content-type")]
                await send(_start(304, [*kept, *added]))
                await send({"type": "http.response.body", "body": b"", "more_body": False})
                return
            await send(_start(200, [*started["headers"], *added]))
            await send({"type": "http.response.body", "body": body, "more_body": False})

        return tagged

    def _keep(self, address: tuple[Any, ...], kept: _Kept) -> None:
        with self._lock:
            self._tags[address] = kept
            self._tags.move_to_end(address)
            while len(self._tags) > _MOST:
                self._tags.popitem(last=False)


def answering_heads(app: ASGIApp) -> ASGIApp:
    """``app``, which answers GET, answering HEAD too: as it would GET, without the content."""

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
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


def _headers(tag: str) -> list[tuple[bytes, bytes]]:
    return [(b"etag", tag.encode()), (b"cache-control", b"no-cache"), (b"vary", b"Accept")]


def _whole(headers: Any) -> bool:
    """Whether an answer is made as a whole, and not streamed: its length is told."""
    return any(name.lower() == b"content-length" for name, _ in headers)


def _start(status: int, headers: list[tuple[bytes, bytes]]) -> HTTPResponseStartEvent:
    return {"type": "http.response.start", "status": status, "headers": headers}
