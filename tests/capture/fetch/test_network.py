"""Only public addresses are connected to, whatever name they go by."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterable
from typing import Any

import httpcore
import pytest

from mahdar.capture.fetch.addresses import not_public
from mahdar.errors import SourceError

from .conftest import NEWS, Fetch, Names, Reply, Site

PRIVATE = """
127.0.0.1 127.8.9.10 0.0.0.0 0.1.2.3 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 100.127.255.254
192.0.0.8 192.88.99.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 2002:7f00:1:: 2002:c0a8:101::1
2001::1 2001:db8::1 3fff::1 fc00::1 fd12::1 fe80::1 fe80::1%1 fec0::1 ff02::1 100::1 4000::1 5f00::1
""".split()
PUBLIC = """
8.8.8.8 1.1.1.1 193.0.6.139 100.63.255.255 100.128.0.1 172.32.0.1 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1 2a00:1450::1 2606:4700::1111
""".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_not_public(address: str) -> None:
    assert not_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert not_public(address) is None


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "10.0.0.1"]
)
def test_a_private_address_is_refused_before_connecting(site: Site, fetch: Fetch, host: str) -> None:
    begun = time.monotonic()
    with pytest.raises(SourceError, match=r"expected a public address, but .* address"):
        fetch(allow_private=False).get(f"http://{host}:{site.port}/a")
    assert site.asked == []
    assert time.monotonic() - begun < 1


@pytest.mark.parametrize("addresses", [["127.0.0.1"], ["::ffff:127.0.0.1"], ["10.0.0.1", "169.254.169.254"]])
def test_a_name_that_leads_to_a_private_address(site: Site, fetch: Fetch, names: Names, addresses: list[str]) -> None:
    names["press.example"] = addresses
    with pytest.raises(SourceError, match=rf"press\.example is {addresses[0]} \("):
        fetch(allow_private=False).get(f"http://press.example:{site.port}/a")
    assert site.asked == []


def test_a_name_is_judged_by_the_address_that_is_connected_to(site: Site, fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    connected: list[Any] = []
    answers = iter(["127.0.0.1", "10.0.0.1"])  # whatever it was before, or is after

    def look_up(host: Any, port: Any, *args: Any, **options: Any) -> Any:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(address: Any, *args: Any, **options: Any) -> Any:
        connected.append(address)
        raise OSError("no route")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    fetcher = fetch(allow_private=False)
    with pytest.raises(SourceError) as refused:
        fetcher.get("http://press.example/a")
    # That robots.txt would have been asked for first is beside the point.
    assert str(refused.value).startswith("http://press.example/a: expected a public address, but press.example is ")
    assert "allow private addresses (--allow-private)" in str(refused.value)
    assert connected == []


def test_the_public_ones_of_mixed_addresses_are_connected_to_and_no_other(fetch: Fetch, names: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    connected: list[Any] = []

    def connect(address: Any, *args: Any, **options: Any) -> Any:
        connected.append(address)
        raise OSError("no route")

    monkeypatch.setattr(socket, "create_connection", connect)
    names["press.example"] = ["127.0.0.1", "8.8.8.8", "2606:4700::1111"]
    with pytest.raises(SourceError, match="no route"):
        fetch(allow_private=False, retries=0).get("http://press.example/a")
    assert connected == [("8.8.8.8", 80), ("2606:4700::1111", 80)]


def test_a_redirect_to_a_private_address_is_refused(site: Site, fetch: Fetch, names: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    # The site passes for public; what it redirects to doesn't.
    monkeypatch.setattr("mahdar.capture.fetch.network.not_public", lambda address: not_public(address) if address != "127.0.0.1" else None)
    names["inside.example"] = ["127.0.0.2"]
    site["/a"] = Reply(b"", 302, {"Location": f"http://inside.example:{site.port}/b"})
    site["/b"] = Reply()
    with pytest.raises(SourceError, match=r"inside\.example is 127\.0\.0\.2 \(a loopback address\).*redirected: "):
        fetch(allow_private=False).get(f"{site.url}/a")
    assert site.pages == ["/a"]


def test_the_next_address_is_tried_where_one_does_not_answer(site: Site, fetch: Fetch, names: Names) -> None:
    names["press.example"] = ["127.0.0.77", "127.0.0.1"]
    site["/a"] = Reply()
    assert fetch().get(f"http://press.example:{site.port}/a").data == NEWS


def test_a_name_that_is_not_there_is_not_asked_for_again(fetch: Fetch, names: Names) -> None:
    with pytest.raises(SourceError, match=r"expected the name of a host, got 'nowhere\.example': Name or service not known"):
        fetch().get("http://nowhere.example/a")


def test_a_resolver_that_never_answers(fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    late = threading.Event()

    def look_up(*args: Any, **options: Any) -> list[Any]:
        late.wait(5)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    begun = time.monotonic()
    with pytest.raises(SourceError, match=r"expected a connection to press\.example within"):
        fetch(timeout=0.05, retries=0).get("http://press.example/a")
    late.set()
    assert time.monotonic() - begun < 1


@pytest.mark.parametrize("port", [22, 25, 110, 993])
def test_ports_of_other_services(fetch: Fetch, names: Names, port: int) -> None:
    with pytest.raises(SourceError, match=f"got {port}, which belongs to another service"):
        fetch(allow_private=False).get(f"http://press.example:{port}/")


def test_the_environment_names_no_proxy(site: Site, fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site["/a"] = Reply()
    assert fetch().get(f"{site.url}/a").data == NEWS


class Wire(httpcore.MockStream):
    """A connection that was answered beforehand, and that says what name was asked for in the handshake."""

    def __init__(self, answers: Iterable[bytes], shaken: list[str | None], failure: ssl.SSLError | None = None) -> None:
        super().__init__(list(answers))
        self._shaken = shaken
        self._failure = failure

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,  # noqa: ARG002 - the interface's
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        self._shaken.append(server_hostname)
        if self._failure is not None:
            raise httpcore.ConnectError(self._failure) from self._failure
        return self


NONE = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def wired(monkeypatch: pytest.MonkeyPatch, wire: httpcore.NetworkStream) -> list[tuple[str, int]]:
    """Puts ``wire`` in place of every connection, and returns where those would have led."""
    connected: list[tuple[str, int]] = []

    def connect(self: object, host: str, port: int, *args: object) -> httpcore.NetworkStream:
        connected.append((host, port))
        return wire

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    return connected


def test_a_certificate_is_asked_of_the_name_and_not_of_the_address(fetch: Fetch, names: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    shaken: list[str | None] = []
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nab"
    connected = wired(monkeypatch, Wire([NONE, page], shaken))
    names["press.example"] = ["8.8.8.8"]
    assert fetch(allow_private=False).get("https://press.example/a").data == b"ab"
    assert (connected, shaken) == ([("8.8.8.8", 443)], ["press.example"])


def test_a_certificate_that_does_not_hold_is_not_asked_for_again(fetch: Fetch, names: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    failure = ssl.SSLCertVerificationError(1, "certificate verify failed")
    failure.verify_message = "self-signed certificate"
    connected = wired(monkeypatch, Wire([], [], failure))
    names["press.example"] = ["8.8.8.8"]
    with pytest.raises(SourceError, match=r"expected a certificate for press\.example, got one that doesn't hold: self-signed certificate"):
        fetch(allow_private=False).get("https://press.example/a")
    assert len(connected) == 1


def test_a_redirect_from_https_to_http_is_refused(fetch: Fetch, names: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    down = b"HTTP/1.1 301 Moved\r\nLocation: http://press.example/a\r\nContent-Length: 0\r\n\r\n"
    connected = wired(monkeypatch, Wire([NONE, down], []))
    names["press.example"] = ["8.8.8.8"]
    with pytest.raises(SourceError, match="redirected from https to http"):
        fetch(allow_private=False).get("https://press.example/a")
    assert connected == [("8.8.8.8", 443)]
