"""A desk to correct at, in tests: a client that edits, and what it sends."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from litestar import Litestar
from litestar.testing import TestClient

from mahdar.model import Reading
from mahdar.web import create_app
from mahdar.web.desk.access import Access
from tests.support.readings import ENGINE, Draft

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


def doubtful(engine: str = ENGINE) -> Reading:
    """A page of which the reader wasn't sure: it takes Turkey for the speaker of what Lavrentiev said. Signs beyond the first plane of Unicode
    stand before the words, so that who counts halves of letters counts wrong."""
    page = Draft(
        "site-d/doubt.txt",
        ("title", "🕊🕊🕊 جولة جديدة من محادثات أستانا"),
        ("body", "🕊 التقى ألكسندر لافرينتييف مسؤولين من تركيا في أستانا."),
        ("body", "وقال المبعوث بعد اللقاء إن الحوار سيستمر في الربيع، وإن الدعوات أرسلت."),
    )
    page.by("وكالة الشرق").on("2023-01-05")
    page.name("محادثات أستانا", "astana-process").name("ألكسندر لافرينتييف", "lavrentiev").name("تركيا", "turkey").name("أستانا", "astana", nth=2)
    page.says(("turkey", "المبعوث"), "قال", "إن الحوار سيستمر", found_by="model:vso-an", confidence=0.4, addressee="turkey")
    return page.reading(engine=engine)
