"""A reading room in this process, as a browser asks it, and for a browser to ask."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from litestar import Litestar
from litestar.testing import TestClient

from mahdar.web import create_app

Client = TestClient[Litestar]


@contextmanager
def reading_room(path: str | Path, *, keeps: bool = False) -> Iterator[Client]:
    """The reading room of a record. Unless it ``keeps`` cookies, each request is that of another reader, who has chosen nothing."""
    with TestClient(create_app(path)) as opened:
        opened.headers["accept"] = "text/html"
        if not keeps:
            opened.event_hooks = {"response": [lambda _: opened.cookies.clear()]}
        yield opened


@contextmanager
def served(app: Litestar) -> Iterator[str]:
    """The address of a reading room on a loopback port of its own, for real browsers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        deadline = time.monotonic() + 30
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.02)
        assert server.started
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=30)
