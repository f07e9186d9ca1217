"""Who gets in, who may write, and what is turned away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from litestar import Litestar
from litestar.testing import TestClient

from mahdar.errors import UsageError
from mahdar.web import create_app
from mahdar.web.desk import accounts as accounts_module
from mahdar.web.desk import guard, sessions
from mahdar.web.desk.access import Access, token_of
from mahdar.web.desk.accounts import Accounts
from mahdar.web.desk.entrance import inside
from mahdar.web.desk.limits import Buckets, network
from tests.support.readings import all_readings
from tests.support.records import record_of

Client = TestClient[Litestar]

PASSWORD = "a long password"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed as they are, but with little work."""
    monkeypatch.setattr(accounts_module, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return record_of(all_readings(), tmp_path_factory.mktemp("desk") / "talks.mahdar")


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    held = Accounts.create_or_open(tmp_path / "accounts.json")
    for name, role in (("Sara", "admin"), ("Omar", "editor"), ("Lina", "reader")):
        held.add(name, role, PASSWORD)  # type: ignore[arg-type]
    return held


@pytest.fixture
def room(talks: Path, accounts: Accounts) -> Iterator[Client]:
    with TestClient(create_app(talks, read_only=False, access=Access(accounts=accounts.path)), base_url="http://room.example") as client:
        client.headers["accept"] = "text/html"
        yield client


def csrf_of(html: str) -> str:
    found = re.search(r'name="csrf" value="(\w+)"', html)
    assert found
    return found[1]


def log_in(client: Client, name: str, password: str = PASSWORD, onward: str = "/") -> object:
    token = csrf_of(client.get("/login").text)
    return client.post("/login", data={"name": name, "password": password, "next": onward, "csrf": token}, follow_redirects=False)


@pytest.mark.parametrize("path", ["/", "/statements", "/page/none", "/about"])
def test_people_are_led_to_the_login_and_back(room: Client, path: str) -> None:
    answer = room.get(path, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/login?next={path.replace('/', '%2F')}"


@pytest.mark.parametrize("path", ["/index.json", "/api/v1", "/api/v1/statements", "/schema/openapi.json"])
def test_programs_are_told(room: Client, path: str) -> None:
    answer = room.get(path, follow_redirects=False)
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "unauthorized"
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_login_lets_in(room: Client) -> None:
    answer = log_in(room, "Lina", onward="/statements?act=call")
    assert (answer.status_code, answer.headers["location"]) == (303, "/statements?act=call")  # type: ignore[attr-defined]
    told = room.get("/").text
    assert "Lina" in told
    assert "/logout" in told


def test_cookies_have_their_flags(talks: Path, accounts: Accounts) -> None:
    for public, names in ((None, ("mahdar", "mahdar-desk")), ("https://room.example", ("__Host-mahdar", "__Host-mahdar-desk"))):
        app = create_app(talks, access=Access(accounts=accounts.path, public=public))
        with TestClient(app, base_url=public or "http://room.example") as client:
            given = log_in(client, "Lina").headers.get_list("set-cookie")  # type: ignore[attr-defined]
        assert [one.partition("=")[0] for one in given] == list(names)
        for one, same in zip(given, ("lax", "strict"), strict=True):
            assert "HttpOnly" in one
            assert f"samesite={same}" in one.lower()
            assert "Path=/" in one
            assert ("Secure" in one) == (public is not None)
            assert f"Max-Age={sessions.LASTS}" in one


def test_a_login_begins_another_session_and_a_logout_ends_it(room: Client) -> None:
    room.get("/login")
    before = room.cookies["mahdar"]
    log_in(room, "Lina")
    after = room.cookies["mahdar"]
    assert before != after
    token = csrf_of(room.get("/").text)
    assert room.post("/logout", data={"csrf": token}, follow_redirects=False).status_code == 303
    for stale in (before, after):
        room.cookies.clear()
        room.cookies["mahdar"] = stale
        assert room.get("/", follow_redirects=False).status_code == 303


def test_a_session_that_somebody_made_up_is_none(room: Client) -> None:
    room.cookies["mahdar"] = "WyJhIiwiU2FyYSIsIiJd.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb"
    assert room.get("/", follow_redirects=False).status_code == 303


@pytest.mark.parametrize("change", ["password", "role", "remove"])
def test_sessions_end_with_another_password_or_role(room: Client, accounts: Accounts, change: str) -> None:
    log_in(room, "Omar")
    assert room.get("/").status_code == 200
    if change == "password":
        accounts.set_password("Omar", "another long password")
    elif change == "role":
        accounts.set_role("Omar", "reader")
    else:
        accounts.remove("Omar")
    assert room.get("/", follow_redirects=False).status_code == 303


def test_a_session_is_over_in_time(room: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    log_in(room, "Omar")
    monkeypatch.setattr(sessions, "LASTS", -1)
    assert room.get("/", follow_redirects=False).status_code == 303


@pytest.mark.parametrize("name", ["Sara", "nobody"])
def test_a_wrong_password_says_no_more_than_that(room: Client, name: str) -> None:
    answer = log_in(room, name, "not the password")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "غير صحيحين" in answer.text  # type: ignore[attr-defined]
    assert room.get("/", follow_redirects=False).status_code == 303


def test_too_many_tries_are_turned_away(room: Client) -> None:
    room.app.state.desk.tries = Buckets(most=3, rate=1 / 60)
    assert [log_in(room, "Omar", "wrong password").status_code for _ in range(4)] == [422, 422, 422, 429]  # type: ignore[attr-defined]
    refused = log_in(room, "Omar")
    assert refused.status_code == 429, "the right password waits, too"  # type: ignore[attr-defined]
    assert int(refused.headers["retry-after"]) > 0  # type: ignore[attr-defined]


def test_too_many_requests_are_turned_away(room: Client) -> None:
    room.app.state.desk.requests = Buckets(most=2, rate=0.01)
    assert [room.get("/login").status_code for _ in range(3)] == [200, 200, 429]


@pytest.mark.parametrize(
    ("onward", "led"),
    [
        ("/statements", "/statements"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example/", "/"),
        ("/\t/elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/login?next=/", "/"),
        ("", "/"),
        (None, "/"),
    ],
)
def test_nobody_is_led_elsewhere(onward: str | None, led: str) -> None:
    assert inside(onward) == led


@pytest.mark.parametrize("given", ["", "0" * 40])
def test_a_form_without_its_token_is_refused(room: Client, given: str) -> None:
    log_in(room, "Sara")
    answer = room.post("/accounts", data={"do": "remove", "name": "Omar", "csrf": given}, headers={"accept": "application/json"})
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "forbidden"
    assert room.post("/login", data={"name": "Sara", "password": PASSWORD, "csrf": given}).status_code == 403


@pytest.mark.parametrize(
    "headers", [{"origin": "https://elsewhere.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}]
)
def test_what_another_site_sends_is_refused(room: Client, headers: dict[str, str]) -> None:
    log_in(room, "Sara")
    token = csrf_of(room.get("/accounts").text)
    form = {"do": "role", "name": "Omar", "role": "reader", "csrf": token}
    assert room.post("/accounts", data=form, headers=headers).status_code == 403
    fine = {"origin": "http://room.example", "sec-fetch-site": "same-origin"}
    assert room.post("/accounts", data=form, headers=fine, follow_redirects=False).status_code == 303


def test_a_write_needs_the_strict_cookie(room: Client) -> None:
    log_in(room, "Sara")
    token = csrf_of(room.get("/accounts").text)
    del room.cookies["mahdar-desk"]
    assert room.get("/").status_code == 200
    assert room.post("/accounts", data={"do": "role", "name": "Omar", "role": "reader", "csrf": token}).status_code == 403


@pytest.mark.parametrize("name", ["Omar", "Lina"])
def test_accounts_are_for_admins(room: Client, name: str) -> None:
    log_in(room, name)
    assert room.get("/accounts").status_code == 403
    token = csrf_of(room.get("/").text)
    assert room.post("/accounts", data={"do": "add", "name": "x", "password": PASSWORD, "csrf": token}).status_code == 403


def test_an_admin_keeps_the_accounts(room: Client, accounts: Accounts) -> None:
    log_in(room, "Sara")

    def do(**form: str) -> int:
        return room.post("/accounts", data={**form, "csrf": csrf_of(room.get("/accounts").text)}, follow_redirects=False).status_code

    assert do(do="add", name="Nour", role="editor", password=PASSWORD) == 303
    assert do(do="role", name="Nour", role="reader") == 303
    assert do(do="add", name="Nour", role="editor", password=PASSWORD) == 422
    assert do(do="add", name="Rami", role="editor", password="short") == 422
    assert [(one.name, one.role) for one in accounts.all()] == [("Lina", "reader"), ("Nour", "reader"), ("Omar", "editor"), ("Sara", "admin")]
    assert do(do="remove", name="Sara") == 422, "the only admin"
    assert do(do="remove", name="Nour") == 303
    assert PASSWORD not in accounts.path.read_text(encoding="utf-8")


def test_programs_have_a_token(talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROOM_TOKEN", "t" * 32)
    with TestClient(create_app(talks, access=Access(token=token_of("env:ROOM_TOKEN", name="crawler", role="reader")))) as client:
        assert client.get("/api/v1").status_code == 401
        assert client.get("/api/v1", headers={"authorization": "Bearer " + "u" * 32}).status_code == 401
        assert client.get("/api/v1", headers={"authorization": "Bearer " + "t" * 32}).status_code == 200
        assert client.get("/", headers={"accept": "text/html"}, follow_redirects=False).status_code == 401
    (tmp_path / "token").write_text("short\n", encoding="utf-8")
    with pytest.raises(UsageError, match="20 or more characters"):
        token_of(str(tmp_path / "token"), name="crawler", role="reader")


def test_a_file_that_others_can_read_is_no_file_of_accounts(talks: Path, accounts: Accounts) -> None:
    assert accounts.path.stat().st_mode & 0o777 == 0o600
    accounts.path.chmod(0o644)
    with pytest.raises(UsageError, match="chmod 600"):
        create_app(talks, access=Access(accounts=accounts.path))


def test_everything_that_is_written_passes_the_guard(talks: Path) -> None:
    app = create_app(talks)
    own = {"/login", "/logout"}
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()):
            if handler.http_methods - {"GET", "HEAD", "OPTIONS"} and route.path not in own:
                assert "posted" in handler.parsed_fn_signature.parameters, route.path
    assert guard.READERS == ()


def test_addresses_are_counted_by_network() -> None:
    assert network("2001:db8:1:2:3::4") == network("2001:db8:1:2:ffff::1") != network("2001:db8:1:3::1")
    assert network("192.0.2.1") != network("192.0.2.2")
