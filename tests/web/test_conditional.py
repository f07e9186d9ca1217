"""What is kept of answers, and for whom: what was made for one who is known is never given to anybody else."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from litestar import Litestar
from litestar.testing import TestClient

from mahdar.record import Record
from mahdar.web import create_app
from mahdar.web.conditional import Conditional
from mahdar.web.desk import accounts as accounts_module
from mahdar.web.desk.access import Access
from mahdar.web.desk.accounts import Accounts
from tests.support.readings import all_readings
from tests.support.records import record_of
from tests.web.test_desk_access import PASSWORD, csrf_of, log_in

Headers = list[tuple[bytes, bytes]]

FACES = ("/", "/statements", "/meeting/astana-19", "/review", "/about", "/search?q=إدلب", "/api/v1/statements", "/?lang=en")


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return record_of(all_readings(), tmp_path_factory.mktemp("kept") / "talks.mahdar")


class Echo:
    """An application that answers with the headers it was asked with, and counts how often it is asked."""

    def __init__(self, talks: Path, *said: tuple[bytes, bytes]) -> None:
        self.asked = 0
        self._said = said
        self._record = Record.open(talks, read_only=True)
        self._app = Conditional(self._record).around(self._answer)

    def __call__(self, *headers: tuple[bytes, bytes], path: str = "/", query: bytes = b"") -> bytes:
        scope: Any = {"type": "http", "method": "GET", "path": path, "query_string": query, "scheme": "http", "headers": list(headers)}
        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)

        # A loop of its own, in a thread of its own: a browser's may run in this one.
        with ThreadPoolExecutor(max_workers=1) as threads:
            threads.submit(asyncio.run, self._app(scope, None, send)).result()  # type: ignore[arg-type]
        return b"".join(message.get("body", b"") for message in sent)

    async def _answer(self, scope: Any, _: Any, send: Any) -> None:
        self.asked += 1
        body = repr(scope["headers"]).encode()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", str(len(body)).encode()), *self._said]})
        await send({"type": "http.response.body", "body": body, "more_body": False})


@pytest.mark.parametrize(
    "headers",
    [
        [(b"authorization", b"Bearer x")],
        [(b"authorization", b"")],
        [(b"cookie", b"mahdar=x")],
        [(b"cookie", b"__Host-mahdar=x")],
        [(b"cookie", b"lang=ar; mahdar=x")],
        [(b"cookie", b"mahdar=x; lang=ar")],
        [(b"cookie", b"mahdar=x"), (b"cookie", b"lang=ar")],
        [(b"cookie", b"lang=ar"), (b"cookie", b"mahdar=x")],
        [(b"cookie", b"what nobody knows")],
    ],
)
def test_what_somebody_brings_is_neither_kept_nor_answered_from_what_is(talks: Path, headers: Headers) -> None:
    echo = Echo(talks)
    echo()
    assert b"Bearer x" not in echo()
    assert echo.asked == 1, "what nobody brings anything for is kept"
    for n in (2, 3):
        assert repr(headers).encode() in echo(*headers)
        assert echo.asked == n
    assert echo() == repr([]).encode()
    assert echo((b"cookie", b"lang=ar")) == repr([(b"cookie", b"lang=ar")]).encode(), "nor is it kept under what is left of its cookies"


def test_each_choice_has_its_own_answer(talks: Path) -> None:
    echo = Echo(talks)
    for cookie in (b"lang=ar", b"lang=en", b"months=levant", b"theme=dark", b"theme=dark; lang=en"):
        assert echo((b"cookie", cookie)) == echo((b"cookie", cookie)) == repr([(b"cookie", cookie)]).encode()
    assert echo.asked == 5


def test_each_host_and_form_has_its_own_answer(talks: Path) -> None:
    echo = Echo(talks)
    for header in ((b"host", b"a.example"), (b"host", b"b.example"), (b"accept", b"text/html"), (b"accept", b"application/json")):
        assert echo(header) == echo(header) == repr([header]).encode()


@pytest.mark.parametrize(
    "said",
    [
        [(b"cache-control", b"no-store")],
        [(b"cache-control", b"private, no-cache")],
        [(b"set-cookie", b"mahdar=x; Path=/")],
        [(b"set-cookie", b"lang=ar"), (b"set-cookie", b"mahdar=x")],
    ],
)
def test_what_an_answer_says_of_itself_holds(talks: Path, said: Headers) -> None:
    echo = Echo(talks, *said)
    echo()
    echo()
    assert echo.asked == 2


@pytest.fixture
def rooms(talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Litestar:
    monkeypatch.setattr(accounts_module, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    held = Accounts.create_or_open(tmp_path / "accounts.json")
    held.add("Sara", "admin", PASSWORD)
    held.add("Omar", "editor", PASSWORD)
    return create_app(talks, read_only=False, access=Access(accounts=held.path))


def test_a_face_of_one_is_given_to_nobody_else(rooms: Litestar) -> None:
    def client() -> TestClient[Litestar]:
        made = TestClient(rooms, base_url="http://room.example")
        made.headers["accept"] = "text/html"
        return made

    with client() as sara:
        omar, nobody, chooser = client(), client(), client()
        log_in(sara, "Sara")
        log_in(omar, "Omar")
        chooser.cookies.set("lang", "ar")
        tokens = csrf_of(sara.get("/").text), csrf_of(omar.get("/").text)
        assert tokens[0] != tokens[1]
        for face in FACES:
            first = sara.get(face)
            assert first.status_code == 200, face
            other = omar.get(face, headers={"if-none-match": first.headers["etag"]} if "text/html" in first.headers["content-type"] else {})
            assert other.status_code == 200, face
            assert "Sara" not in other.text, face
            assert tokens[0] not in other.text, face
            for stranger in (nobody, chooser):
                told = stranger.get(face, follow_redirects=False, headers={"if-none-match": first.headers["etag"]})
                assert told.status_code in (303, 401), face
            assert "Omar" not in sara.get(face).text, face


def test_who_edits_on_this_machine_is_nobody_under_another_name(talks: Path) -> None:
    with TestClient(create_app(talks, read_only=False, access=Access(local="Sara")), base_url="http://127.0.0.1") as client:
        client.headers["accept"] = "text/html"
        for face in FACES:
            client.get(face)
            told = client.get(face, headers={"host": "elsewhere.example"})
            assert told.status_code == 200, face
            assert "Sara" not in told.text, face
            assert 'name="csrf"' not in told.text, face


def test_who_asks_for_an_answer_that_is_being_made_waits_for_it(talks: Path) -> None:
    made = 0
    body = b"one"

    async def slow(scope: Any, _: Any, send: Any) -> None:
        nonlocal made
        made += 1
        await asyncio.sleep(0.05)
        length = [] if scope["path"] == "/streamed" else [(b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 500 if scope["path"] == "/fails" else 200, "headers": length})
        await send({"type": "http.response.body", "body": body, "more_body": False})

    async def ask(app: Any, path: str) -> bytes:
        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)

        await app({"type": "http", "method": "GET", "path": path, "query_string": b"", "scheme": "http", "headers": []}, None, send)
        return b"".join(message.get("body", b"") for message in sent)

    async def several(path: str) -> list[bytes]:
        app = Conditional(record).around(slow)
        return list(await asyncio.gather(*(ask(app, path) for _ in range(5))))

    with Record.open(talks, read_only=True) as record, ThreadPoolExecutor(max_workers=1) as threads:
        for path, times in (("/", 1), ("/streamed", 5), ("/fails", 5)):
            made = 0
            assert threads.submit(asyncio.run, several(path)).result() == [body] * 5
            assert made == times, path
