"""A reading room in this process, as a browser asks it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
