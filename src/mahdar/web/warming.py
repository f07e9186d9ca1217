"""Making a process ready to answer: what answers need is loaded, and what will be asked for first is answered before anybody asks."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Iterator
from threading import Event, Thread
from typing import Any
from urllib.parse import SplitResult, quote, unquote, urlencode, urlsplit

from litestar import Litestar
from sqlalchemy import Connection, select

from mahdar.errors import MahdarError
from mahdar.record import Record, schema
from mahdar.record.queries import whole
from mahdar.record.queries.lookup import known_items, known_labels
from mahdar.record.queries.series import shipped
from mahdar.record.rounds import made_by
from mahdar.search.analyzer import analyzer
from mahdar.search.latin import latin

LOOKED = 5.0
"""So often (seconds) it is looked whether the record has changed; one that changes all the time is left alone."""

READ = 5_000
"""Of so many pages, the latest, the words are remembered: whoever finds one of them sees where."""

PROCESSES, MEETINGS, ACTORS, STORIES, SPEAKERS = 40, 100, 100, 100, 60
"""Of how many of each, those of most pages, the faces are made beforehand; of the last, the list of what they said."""


def load_words() -> None:
    """Load the words that answers need, and leave what is loaded out of the collection of garbage from then on.

    There are so many of these objects that looking through them takes a tenth of a second, amid an answer. For a process that does nothing but
    answer, once, before the first.
    """
    known_labels()
    known_items()
    made_by()
    latin()
    analyzer().frequency(analyzer().term("كلمة"))
    gc.collect()
    gc.freeze()


class Warming:
    """A thread that counts what the overview tells, and then asks ``app`` itself for what people will ask for first, so that it is kept.

    It begins at once, and again once the record has changed and rests; it takes half of a processor at most. What is kept depends on
    the ``address`` under which readers reach the server (`mahdar.web.conditional`); where nothing is kept for all, because
    readers have to be known, nothing is asked for. ``ready`` is set while all of it is there.
    """

    def __init__(self, app: Litestar, address: str) -> None:
        self._app, self._address = app, urlsplit(address)
        self._record: Record = app.state.record
        self._stopped, self.ready = Event(), Event()
        self._thread = Thread(target=self._run, name="warming", daemon=True)

    def begin(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Ask for nothing more, and wait for the answer that is being made."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        access = self._app.state.desk.access
        for_all = not access.closed and access.local is None
        done, seen = "", self._state()
        while not self._stopped.is_set():
            state = self._state()
            if state != done:
                self.ready.clear()
            if state == seen and state != done:
                self._count()
                if for_all:
                    self._ask(state)
                done = state
                self.ready.set()
            seen = state
            self._stopped.wait(LOOKED)

    def _state(self) -> str:
        try:
            return self._record.state()
        except MahdarError:
            return ""  # What can't be read is told by the answers themselves.

    def _count(self) -> None:
        try:
            self._app.state.figures.warm()
            with self._record.read() as connection:
                latest = schema.pages.c.text, schema.pages.c.day
                for n, (text, _) in enumerate(connection.execute(select(*latest).order_by(latest[1].desc()).limit(READ)).yield_per(100)):
                    analyzer().line(text)
                    if n % 100 == 0 and self._stopped.wait(0.05):
                        return
        except MahdarError:
            return

    def _ask(self, state: str) -> None:
        try:
            with self._record.read() as connection:
                asked = list(_addresses(connection))
        except MahdarError:
            return
        with asyncio.Runner() as runner:
            for address in asked:
                if self._stopped.is_set() or self._state() != state:
                    return
                began = time.monotonic()
                runner.run(_get(self._app, self._address, address))
                self._stopped.wait(time.monotonic() - began)


def _addresses(connection: Connection) -> Iterator[str]:
    yield from ("/", "/statements", "/about", "/feed/meetings", "/review")
    for process in whole.most_told(connection, "series", PROCESSES):
        yield f"/process/{quote(process)}"
        if (dossier := shipped().get(process)) is not None:
            yield from (f"/issue/{quote(process)}/{quote(issue.key)}" for issue in dossier.issue)
    yield from (f"/meeting/{quote(one)}" for one in whole.most_told(connection, "meeting", MEETINGS))
    yield from (f"/actor/{quote(one, safe=':')}" for one in whole.most_told(connection, "entity", ACTORS))
    yield from (f"/story/{quote(one)}" for one in whole.most_told(connection, "story", STORIES))
    yield from (f"/statements?{urlencode({'speaker': one})}" for one in whole.heaviest(connection, 0, SPEAKERS))


async def _get(app: Litestar, server: SplitResult, address: str) -> None:
    """Ask ``app`` for one of its addresses as a browser would."""
    parts = urlsplit(address)
    scope: Any = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": server.scheme,
        "path": unquote(parts.path),
        "raw_path": parts.path.encode(),
        "root_path": "",
        "query_string": parts.query.encode(),
        "headers": [(b"host", server.netloc.encode()), (b"accept", b"text/html")],
        "client": ("127.0.0.1", 0),
        "server": (server.hostname, server.port),
        "state": {},
    }

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(_: Any) -> None:
        pass

    await app(scope, receive, send)
