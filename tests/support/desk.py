"""A desk to correct at, in tests: a client that edits, and what it sends."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from litestar import Litestar
from litestar.testing import TestClient

from mahdar.web import create_app
from mahdar.web.desk.access import Access

Client = TestClient[Litestar]


def desk(path: Path, name: str = "Sara") -> Client:
    """A client of a reading room in which ``name`` edits on this machine; use it in a ``with`` statement."""
    client = TestClient(create_app(path, read_only=False, access=Access(local=name)), base_url="http://127.0.0.1")
    client.headers["accept"] = "text/html"
    return client


def hidden(html: str, name: str) -> str:
    """The value of a hidden input of a page."""
    found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', html)
    assert found, name
    return found[1]


def send(client: Client, layer: str, id_: str, *, do: str = "correct", page: str | None = None, **fields: Any) -> Any:
    """Open the form of a thing, and send it with these fields (``f__speaker`` for ``f.speaker``); the answer, which leads nowhere by itself."""
    form = client.get(f"/edit/{layer}/{id_}" + (f"?page={page}" if page else "")).text
    told = {name.replace("__", "."): value for name, value in fields.items()}
    sent = {"csrf": hidden(form, "csrf"), "seen": hidden(form, "seen"), "layer": layer, "id": id_, "do": do, **told}
    return client.post("/judge", data=sent | ({"page": page} if page else {}), follow_redirects=False)
