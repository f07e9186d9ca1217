"""A site of our own on 127.0.0.1, and a clock that tests move."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import msgspec
import pytest

from mahdar.capture.fetch import Fetcher, FetchSettings

NEWS = "<html><p>قال الوزير إن المحادثات ستستأنف.</p></html>".encode()


class Reply(msgspec.Struct, frozen=True):
    """What the site answers a path with; ``act`` writes to the connection itself instead."""

    body: bytes = NEWS
    status: int = 200
    headers: Mapping[str, str] = {}
    act: Callable[[BaseHTTPRequestHandler], object] | None = None


class Site:
    """A web site in a thread. ``paths`` is what it answers, in turn where a path has several replies; ``asked`` what it was asked."""

    def __init__(self) -> None:
        self.paths: dict[str, list[Reply]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.ended = threading.Event()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.answer(self)

            def log_message(self, *args: Any) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: Any, client_address: Any) -> None:
                pass  # a reader that hangs up is what some tests are about

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    def __setitem__(self, path: str, reply: Reply | list[Reply]) -> None:
        self.paths[path] = reply if isinstance(reply, list) else [reply]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.append((handler.path, {name.lower(): value for name, value in handler.headers.items()}))
        replies = self.paths.get(handler.path)
        reply = Reply(b"", 404) if replies is None else replies.pop(0) if len(replies) > 1 else replies[0]
        if reply.act is not None:
            handler.close_connection = True
            reply.act(handler)
            return
        handler.send_response(reply.status)
        for name, value in ({"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(reply.body))} | dict(reply.headers)).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(reply.body)

    @property
    def pages(self) -> list[str]:
        """The paths asked for, robots.txt apart."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def stop(self) -> None:
        self.ended.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


class Clock:
    """Seconds since 1970 that pass only by sleeping."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.stop()


@pytest.fixture
def clock() -> Clock:
    return Clock()


Fetch = Callable[..., Fetcher]
Names = dict[str, list[str]]


@pytest.fixture
def fetch(clock: Clock) -> Iterator[Fetch]:
    """Makes fetchers that may ask the site, and closes them."""
    made: list[Fetcher] = []

    def make(*, allow_private: bool = True, cache: Path | None = None, **settings: Any) -> Fetcher:
        fetcher = Fetcher(FetchSettings(allow_private=allow_private, cache=cache, **settings), clock=clock, sleep=clock.sleep)
        made.append(fetcher)
        return fetcher

    yield make
    for fetcher in made:
        fetcher.close()


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    """Names of hosts and their addresses, in place of the network's; an address is its own."""
    known: Names = {}
    real = socket.getaddrinfo

    def look_up(host: Any, *args: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name in known:
            return [found for address in known[name] for found in real(address, *args, **options)]
        if any(letter.isalpha() for letter in name.replace("0x", "")) and ":" not in name:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return real(host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known
