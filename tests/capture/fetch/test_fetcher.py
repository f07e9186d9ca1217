"""What a fetcher brings, and how it goes through redirects, robots.txt and the limits."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest

from mahdar.capture.fetch import FetchSettings
from mahdar.errors import SourceError, UsageError

from .conftest import NEWS, Clock, Fetch, Reply, Site


def to(location: str, status: int = 302) -> Reply:
    return Reply(b"", status, {"Location": location})


def test_a_page_and_what_its_headers_say(site: Site, fetch: Fetch) -> None:
    site["/news"] = Reply()
    raw = fetch().get(f"{site.url}/news#top")
    assert raw.data == NEWS
    assert raw.source == f"{site.url}/news#top"
    assert (raw.url, raw.media_type, raw.charset) == (f"{site.url}/news", "text/html", "utf-8")
    assert raw.fetched == "2023-11-14T22:13:21Z"  # a second after robots.txt
    assert site.asked[-1][1]["user-agent"].startswith("Mahdar/")


def test_an_arabic_address_is_asked_for_in_ascii_and_named_as_given(site: Site, fetch: Fetch) -> None:
    site["/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1"] = Reply()
    raw = fetch().get(f"{site.url}/أخبار")
    assert raw.source.endswith("/أخبار")
    assert raw.url == f"{site.url}/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1"


def test_credentials_are_neither_sent_nor_kept(site: Site, fetch: Fetch) -> None:
    site["/news"] = Reply()
    raw = fetch().get(f"http://amal:secret@127.0.0.1:{site.port}/news")
    assert (raw.source, raw.url) == (f"{site.url}/news", f"{site.url}/news")
    assert "authorization" not in site.asked[-1][1]
    with pytest.raises(SourceError) as caught:
        fetch().get(f"http://amal:secret@127.0.0.1:{site.port}/gone")
    assert "secret" not in str(caught.value)


def test_cookies_are_not_kept(site: Site, fetch: Fetch) -> None:
    site["/news"] = Reply(headers={"Set-Cookie": "seen=1; Path=/"})
    fetcher = fetch()
    fetcher.get(f"{site.url}/news")
    fetcher.get(f"{site.url}/news")
    assert "cookie" not in site.asked[-1][1]


@pytest.mark.parametrize(
    "url", ["ftp://press.example/a", "file:///etc/passwd", "press.example/a", "http://", "http:///a", "http://a b/", "http://[::1/"]
)
def test_only_web_addresses(fetch: Fetch, url: str) -> None:
    with pytest.raises(SourceError, match="expected a"):
        fetch().get(url)


def test_redirects_are_followed(site: Site, fetch: Fetch) -> None:
    site["/a"] = to("/b", 301)
    site["/b"] = to(f"{site.url}/c")
    site["/c"] = Reply()
    raw = fetch().get(f"{site.url}/a")
    assert (raw.source, raw.url, raw.data) == (f"{site.url}/a", f"{site.url}/c", NEWS)


def test_a_redirect_to_an_arabic_address(site: Site, fetch: Fetch) -> None:
    site["/a"] = to("/أخبار".encode().decode("latin-1"))  # as hosts send it: UTF-8 as it is
    site["/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1"] = Reply()
    assert fetch().get(f"{site.url}/a").url == f"{site.url}/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1"


def test_redirects_in_a_circle(site: Site, fetch: Fetch) -> None:
    site["/a"], site["/b"] = to("/b"), to("/a")
    with pytest.raises(SourceError, match=f"in a circle .redirected: {site.url}/a → {site.url}/b → {site.url}/a"):
        fetch().get(f"{site.url}/a")


def test_redirects_without_end(site: Site, fetch: Fetch) -> None:
    for at in range(10):
        site[f"/{at}"] = to(f"/{at + 1}")
    with pytest.raises(SourceError, match=r"at most 3 redirects, got more .*/0 → .*/4\)"):
        fetch(max_redirects=3).get(f"{site.url}/0")
    assert site.pages == ["/0", "/1", "/2", "/3"]


@pytest.mark.parametrize(
    ("location", "reason"),
    [("ftp://press.example/a", "http or https"), ("http://[::1/", "expected a URL"), ("", "Location header"), ("mailto:a@b", "http or https")],
)
def test_redirects_to_what_is_no_page(site: Site, fetch: Fetch, location: str, reason: str) -> None:
    site["/a"] = to(location)
    with pytest.raises(SourceError, match=reason):
        fetch().get(f"{site.url}/a")


@pytest.mark.parametrize("status", [403, 404, 410, 500, 204])
def test_other_statuses_are_told_and_not_asked_for_again(site: Site, fetch: Fetch, status: int) -> None:
    site["/a"] = Reply(b"" if status == 204 else b"no", status)
    with pytest.raises(SourceError, match=f"expected status 200, got {status}"):
        fetch().get(f"{site.url}/a")
    assert site.pages == ["/a"]


@pytest.mark.parametrize("kind", ["application/pdf", "image/jpeg", "video/mp4", "text/css"])
def test_other_kinds_are_refused_unread(site: Site, fetch: Fetch, kind: str) -> None:
    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: 99\r\n\r\n".encode())
        site.ended.wait(5)

    site["/a"] = Reply(act=act)
    with pytest.raises(SourceError, match=f"got {kind}"):
        fetch().get(f"{site.url}/a")


def test_a_page_without_a_kind_is_read(site: Site, fetch: Fetch) -> None:
    site["/a"] = Reply(headers={"Content-Type": ""})
    raw = fetch().get(f"{site.url}/a")
    assert (raw.data, raw.media_type, raw.charset) == (NEWS, None, None)


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(NEWS, mtime=0)),
        ("x-gzip", gzip.compress(NEWS[:9], mtime=0) + gzip.compress(NEWS[9:], mtime=0)),
        ("gzip", gzip.compress(NEWS, mtime=0) + b"\0" * 512),
        ("deflate", zlib.compress(NEWS)),
        ("deflate", zlib.compress(NEWS)[2:-4]),
        ("gzip, identity, gzip", gzip.compress(gzip.compress(NEWS, mtime=0), mtime=0)),
    ],
)
def test_codings_are_undone(site: Site, fetch: Fetch, coding: str, body: bytes) -> None:
    site["/a"] = Reply(body, headers={"Content-Encoding": coding})
    assert fetch().get(f"{site.url}/a").data == NEWS


@pytest.mark.parametrize(
    ("coding", "body", "reason"),
    [
        ("br", b"x", "got 'br'"),
        ("gzip", b"plain", "breaks at byte 0"),
        ("gzip", gzip.compress(NEWS, mtime=0)[:-9], "ends early"),
        ("gzip", gzip.compress(b"\0" * 3_000_000, mtime=0), r"at most 2 MiB, got more out of \d+ bytes in gzip"),
        ("gzip, gzip", gzip.compress(gzip.compress(b"\0" * 3_000_000, mtime=0), mtime=0), "at most 2 MiB"),
        ("gzip, gzip, gzip", b"x", "at most 2 codings"),
    ],
)
def test_broken_codings_and_bombs_are_refused(site: Site, fetch: Fetch, coding: str, body: bytes, reason: str) -> None:
    site["/a"] = Reply(body, headers={"Content-Encoding": coding})
    with pytest.raises(SourceError, match=reason):
        fetch(max_bytes=2 * 1024**2).get(f"{site.url}/a")


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        handler.wfile.write(b"3e8\r\n" + b"a" * 1000 + b"\r\n")


def test_too_large_by_its_own_word_and_without(site: Site, fetch: Fetch) -> None:
    site["/told"] = Reply(b"a" * 5000)
    site["/endless"] = Reply(act=endless)
    site["/feed"] = Reply(b"a" * 5000, headers={"Content-Type": "application/rss+xml"})
    fetcher = fetch(max_bytes=4000, max_dump_bytes=6000)
    for path in ("/told", "/endless"):
        with pytest.raises(SourceError, match="expected at most 4000 bytes, got"):
            fetcher.get(site.url + path)
    assert len(fetcher.get(f"{site.url}/feed").data) == 5000


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(1000):
        handler.wfile.write(b"a")
        time.sleep(0.02)


def drip_head(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for at in range(1000):
        handler.wfile.write(b"X-%d: a\r\n" % at)
        time.sleep(0.02)


@pytest.mark.parametrize("act", [drip, drip_head])
def test_a_host_that_drips_ends_at_the_deadline(site: Site, fetch: Fetch, act: Callable[[BaseHTTPRequestHandler], None]) -> None:
    site["/a"] = Reply(act=act)
    begun = time.monotonic()
    with pytest.raises(SourceError, match=r"within 0\.2 s altogether"):
        fetch(timeout=5, deadline=0.2).get(f"{site.url}/a")
    assert time.monotonic() - begun < 2


def test_a_host_that_never_answers(site: Site, fetch: Fetch) -> None:
    site["/a"] = Reply(act=lambda _: site.ended.wait(5))
    with pytest.raises(SourceError, match=r"bytes from 127\.0\.0\.1 within 0\.15 s, got none \(tried 2 times\)"):
        fetch(timeout=0.15, deadline=5, retries=1).get(f"{site.url}/a")
    begun = time.monotonic()
    with pytest.raises(SourceError, match=r"within 0\.2 s altogether"):
        fetch(timeout=5, deadline=0.2).get(f"{site.url}/a")
    assert time.monotonic() - begun < 2


def test_a_broken_answer_is_asked_for_again(site: Site, fetch: Fetch) -> None:
    def half(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nhalf")

    site["/a"] = [Reply(act=half), Reply(act=lambda handler: handler.wfile.write(b"nonsense\r\n\r\n")), Reply()]
    assert fetch().get(f"{site.url}/a").data == NEWS
    site["/b"] = Reply(act=half)
    with pytest.raises(SourceError, match=r"broken off or malformed, after 4 bytes of the body.*tried 4 times"):
        fetch().get(f"{site.url}/b")


def test_no_connection(fetch: Fetch) -> None:
    closed = Site()
    closed.stop()
    with pytest.raises(SourceError, match=r"robots\.txt.*expected a connection to 127\.0\.0\.1, got none.*tried 4 times"):
        fetch().get(f"{closed.url}/a")


def test_settings_that_cannot_be_meant() -> None:
    for wrong in ({"delay": -1}, {"timeout": 0}, {"deadline": float("nan")}, {"max_bytes": 0}, {"user_agent": "a\r\nb"}, {"user_agent": "محضر"}):
        with pytest.raises(UsageError, match=f"expected {next(iter(wrong))}"):
            FetchSettings(**wrong)


def test_the_next_page_is_read_over_the_same_connection_after_a_failure(site: Site, fetch: Fetch, clock: Clock) -> None:
    site["/b"] = Reply()
    fetcher = fetch()
    with pytest.raises(SourceError):
        fetcher.get(f"{site.url}/a")
    assert fetcher.get(f"{site.url}/b").data == NEWS
