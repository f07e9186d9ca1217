"""What is kept on disk, and when the server is asked instead."""

from __future__ import annotations

import hashlib
import logging
import os
from pathlib import Path

import pytest

from mahdar.capture.fetch import default_cache
from mahdar.capture.fetch.cache import Cache, Entry, lifetime
from mahdar.capture.fetch.robots import MAX_ROBOTS_BYTES
from mahdar.errors import SourceError

from .conftest import NEWS, Clock, Fetch, Reply, Site

ETAG = {"ETag": '"7"', "Last-Modified": "Tue, 14 Nov 2023 20:00:00 GMT"}
NEWER = b"<p>newer</p>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def entry(url: str, body: bytes) -> Entry:
    return Entry(
        url=url,
        media_type=None,
        charset=None,
        etag=None,
        modified=None,
        checked=0.0,
        lifetime=1.0,
        size=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
    )


def test_what_has_not_changed_is_not_sent_again(site: Site, fetch: Fetch, clock: Clock, folder: Path) -> None:
    site["/a"] = [Reply(headers=ETAG), Reply(b"", 304, {"ETag": '"7"'})]
    first = fetch(cache=folder).get(f"{site.url}/a")
    assert "if-none-match" not in site.asked[-1][1]
    clock.now += 3600
    second = fetch(cache=folder).get(f"{site.url}/a")
    asked = site.asked[-1][1]
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"7"', ETAG["Last-Modified"])
    assert (second.data, second.media_type, second.charset) == (NEWS, "text/html", "utf-8")
    assert first.fetched is not None
    assert second.fetched is not None
    assert first.fetched < second.fetched
    assert site.pages == ["/a", "/a"]


def test_what_has_changed_takes_the_place_of_what_was_kept(site: Site, fetch: Fetch, folder: Path) -> None:
    site["/a"] = [Reply(headers=ETAG), Reply(NEWER, headers={"ETag": '"8"'}), Reply(b"", 304)]
    assert [fetch(cache=folder).get(f"{site.url}/a").data for _ in range(3)] == [NEWS, NEWER, NEWER]
    assert site.asked[-1][1]["if-none-match"] == '"8"'


def test_a_mark_that_cannot_be_sent_back_is_not_kept(site: Site, fetch: Fetch, folder: Path) -> None:
    site["/a"] = Reply(headers={"ETag": "\xe9", "Last-Modified": ETAG["Last-Modified"]})
    for _ in range(2):
        assert fetch(cache=folder).get(f"{site.url}/a").data == NEWS
    assert "if-none-match" not in site.asked[-1][1]
    assert "if-modified-since" in site.asked[-1][1]


def test_a_fresh_page_is_not_asked_for(site: Site, fetch: Fetch, clock: Clock, folder: Path) -> None:
    site["/a"] = Reply(headers={"Cache-Control": "public, max-age=600", "Age": "100"})
    begun = fetch(cache=folder).get(f"{site.url}/a")
    clock.now += 499
    again = fetch(cache=folder).get(f"{site.url}/a")
    assert (again, site.pages) == (begun, ["/a"])
    clock.now += 1
    fetch(cache=folder).get(f"{site.url}/a")
    assert site.pages == ["/a", "/a"]


def test_an_answer_that_nothing_has_changed_renews(site: Site, fetch: Fetch, clock: Clock, folder: Path) -> None:
    site["/a"] = [
        Reply(headers=ETAG | {"Cache-Control": "max-age=60"}),
        Reply(b"", 304),
        Reply(b"", 304, {"Cache-Control": "no-store"}),
        Reply(NEWER),
    ]
    fetch(cache=folder).get(f"{site.url}/a")
    for seconds, asked in ((61, 2), (59, 2), (61, 3), (1, 4)):
        clock.now += seconds
        fetch(cache=folder).get(f"{site.url}/a")
        assert len(site.pages) == asked
    assert "if-none-match" not in site.asked[-1][1], "told not to keep it, it was dropped"


@pytest.mark.parametrize("headers", [{"Cache-Control": "no-store"}, {"Cache-Control": "max-age=60, No-Store"}, {}])
def test_what_may_not_or_need_not_be_kept_is_not(site: Site, fetch: Fetch, folder: Path, headers: dict[str, str]) -> None:
    site["/a"] = Reply(headers=(ETAG | headers) if headers else {})
    fetch(cache=folder).get(f"{site.url}/a")
    assert list(folder.glob("*/*/*")) == []


@pytest.mark.parametrize("damage", [b"", b"{}\n", b"\xff\xfe\n", None, b'{"url": 1}\n', b"[" * 100_000])
def test_a_damaged_file_is_read_anew(site: Site, fetch: Fetch, folder: Path, damage: bytes | None) -> None:
    site["/a"] = Reply(headers=ETAG)
    fetch(cache=folder).get(f"{site.url}/a")
    [path] = folder.glob("*/*/*")
    whole = path.read_bytes()
    for broken in [damage] if damage is not None else [whole[:-1], whole + b"x", whole[:-1] + b"x"]:
        path.write_bytes(broken)
        assert fetch(cache=folder).get(f"{site.url}/a").data == NEWS
        assert "if-none-match" not in site.asked[-1][1]
        assert path.read_bytes().endswith(b"\n" + NEWS)


def test_nothing_is_left_half_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(folder)

    def stop(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        cache.store(entry("http://press.example/", b"a"), b"a")
    assert list(folder.glob("*/*")) == []


def test_a_folder_that_cannot_be_written_costs_no_page(site: Site, fetch: Fetch, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")
    site["/a"] = site["/b"] = Reply(headers=ETAG)
    fetcher = fetch(cache=tmp_path / "file")
    with caplog.at_level(logging.WARNING):
        assert [fetcher.get(site.url + path).data for path in ("/a", "/b")] == [NEWS, NEWS]
    assert [record.message for record in caplog.records if record.levelno == logging.WARNING] == [
        f"what is fetched can't be kept in {tmp_path / 'file' / 'pages-private'}: Not a directory"
    ]


def test_the_oldest_files_go_first(folder: Path) -> None:
    cache = Cache(folder)
    urls = [f"http://press.example/{at}" for at in range(4)]
    for at, url in enumerate(urls):
        cache.store(entry(url, b"a" * 1000), b"a" * 1000)
        os.utime(cache._path(url), (at, at))
    left = cache._path(urls[0]).with_name("left.part")
    left.write_bytes(b"")
    os.utime(left, (0, 0))
    cache.prune(100_000.0, most=3000)
    assert [cache.load(url) is not None for url in urls] == [False, False, True, True]
    assert not left.exists()


def test_what_private_hosts_say_is_kept_apart(site: Site, fetch: Fetch, folder: Path) -> None:
    site["/a"] = Reply(headers={"Cache-Control": "max-age=600"})
    fetch(cache=folder).get(f"{site.url}/a")
    with pytest.raises(SourceError, match="public address"):
        fetch(cache=folder, allow_private=False).get(f"{site.url}/a")
    assert {path.name for path in folder.iterdir()} == {"pages-private"}


def test_a_page_that_stands_in_for_robots_is_not_kept_cut_off(site: Site, fetch: Fetch, folder: Path) -> None:
    page = NEWS * 10_000
    assert len(page) > MAX_ROBOTS_BYTES
    site["/robots.txt"] = Reply(b"", 302, {"Location": "/"})
    site["/"] = Reply(page, headers={"Cache-Control": "max-age=600"})
    for _ in range(2):
        assert fetch(cache=folder).get(site.url).data == page
    assert site.pages == ["/", "/"], "once for the rules, once for the page"


def test_robots_is_kept_for_a_day_at_most(site: Site, fetch: Fetch, clock: Clock, folder: Path) -> None:
    site["/robots.txt"] = Reply(b"", headers={"Content-Type": "text/plain", "Cache-Control": "max-age=9999999"})
    site["/a"] = Reply()
    for seconds, asked in ((0, 1), (80_000, 1), (80_000, 2)):
        clock.now += seconds
        fetch(cache=folder).get(f"{site.url}/a")
        assert len(site.asked) - len(site.pages) == asked


def test_robots_still_holds_for_what_is_kept(site: Site, fetch: Fetch, folder: Path) -> None:
    site["/a"] = Reply(headers={"Cache-Control": "max-age=600"})
    fetch(cache=folder).get(f"{site.url}/a")
    site["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /", headers={"Content-Type": "text/plain"})
    with pytest.raises(SourceError, match="asks not to fetch"):
        fetch(cache=folder).get(f"{site.url}/a")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0.0),
        ({"cache-control": "max-age=60"}, 60.0),
        ({"cache-control": 'Max-Age="60", public'}, 60.0),
        ({"cache-control": "max-age=60", "age": "20"}, 40.0),
        ({"cache-control": "max-age=60", "expires": "0"}, 60.0),
        ({"cache-control": "max-age=60, no-cache"}, 0.0),
        ({"cache-control": "max-age=soon"}, 0.0),
        ({"cache-control": "max-age=60", "vary": "*"}, 0.0),
        ({"cache-control": "no-store"}, None),
        ({"expires": "Tue, 14 Nov 2023 21:00:00 GMT", "date": "Tue, 14 Nov 2023 20:00:00 GMT"}, 3600.0),
        ({"expires": "0", "date": "Tue, 14 Nov 2023 20:00:00 GMT"}, 0.0),
        ({"cache-control": "max-age=99999999999999"}, 365 * 86400.0),
    ],
)
def test_how_long_an_answer_may_be_used(headers: dict[str, str], seconds: float | None) -> None:
    assert lifetime(headers) == seconds


def test_the_usual_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/elsewhere")
    assert default_cache() == Path("/elsewhere/mahdar")
    for ignored in ("", "relative"):
        monkeypatch.setenv("XDG_CACHE_HOME", ignored)
        assert default_cache() == Path.home() / ".cache/mahdar"


def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert default_cache() is None
