"""What a host's robots.txt allows, and what follows where it can't be had."""

from __future__ import annotations

import gzip

import pytest

from mahdar.capture.fetch import robots
from mahdar.errors import SourceError

from .conftest import NEWS, Clock, Fetch, Reply, Site

PLAIN = {"Content-Type": "text/plain"}


def told(text: str) -> Reply:
    return Reply(text.encode(), headers=PLAIN)


def test_what_is_forbidden_is_not_asked_for_and_the_rule_is_named(site: Site, fetch: Fetch) -> None:
    site["/robots.txt"] = told("User-agent: *\nDisallow: /admin\nDisallow: /print/ # for people\n")
    site["/news"] = Reply()
    fetcher = fetch()
    assert fetcher.get(f"{site.url}/news").data == NEWS
    with pytest.raises(SourceError, match=r"robots\.txt asks not to fetch it \(line 3, Disallow: /print/\)"):
        fetcher.get(f"{site.url}/print/7")
    assert site.pages == ["/news"]
    assert len(site.asked) == 2, "one robots.txt for a host"


@pytest.mark.parametrize(
    ("text", "path", "rule"),
    [
        ("User-agent: other\nDisallow: /a/b/c\n\nUser-agent: mahdar\nDisallow: /a", "/a/b/c", "line 5, Disallow: /a"),
        ("User-agent: *\nDisallow: /a\nDisallow: /a/b\nAllow: /a/c", "/a/b", "line 3, Disallow: /a/b"),
        ("User-agent: *\nDisallow: /*.php$", "/a.php", r"line 2, Disallow: /*.php$"),
        ("User-agent: *\r\nDISALLOW : /أخبار", "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/1", "line 2, DISALLOW : /أخبار"),
        ("\ufeffUser-agent: *\nDisallow: /", "/a", "line 2, Disallow: /"),
        ("User-agent: *\nDissallow: /a", "/a", "a rule"),
    ],
)
def test_the_rule_that_decides_is_named(text: str, path: str, rule: str) -> None:
    refusal = robots.rules(text.encode()).refusal(f"http://press.example{path}")
    assert refusal == f"the host's robots.txt asks not to fetch it ({rule})"


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: other\nDisallow: /",
        "User-agent: *\nDisallow: /\n\nUser-agent: Mahdar\nDisallow:",
        "User-agent: *\nDisallow: /a\nAllow: /a/b",
        "<html>not found</html>",
        "",
    ],
)
def test_what_is_not_forbidden_is_allowed(text: str) -> None:
    assert robots.rules(text.encode()).refusal("http://press.example/a/b") is None


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_robots_allows_all(site: Site, fetch: Fetch, status: int) -> None:
    site["/robots.txt"] = Reply(b"", status)
    site["/a"] = Reply()
    assert fetch().get(f"{site.url}/a").data == NEWS


@pytest.mark.parametrize("status", [500, 503, 429])
def test_robots_that_cannot_be_had_forbids_all_for_a_while(site: Site, fetch: Fetch, clock: Clock, status: int) -> None:
    site["/robots.txt"] = Reply(b"", status)
    site["/a"] = Reply()
    fetcher = fetch(retries=1)
    for _ in range(2):
        with pytest.raises(
            SourceError,
            match=rf"nothing is fetched from a host whose robots.txt can't be had: {site.url}/robots.txt: expected status 200.*got {status}",
        ):
            fetcher.get(f"{site.url}/a")
    assert len(site.asked) == (1 if status == 500 else 2)
    site["/robots.txt"] = Reply(b"", 404)
    clock.now += robots.UNREACHABLE_LASTS
    assert fetcher.get(f"{site.url}/a").data == NEWS


def test_robots_is_asked_for_again_after_a_day(site: Site, fetch: Fetch, clock: Clock) -> None:
    site["/a"] = Reply()
    fetcher = fetch()
    fetcher.get(f"{site.url}/a")
    site["/robots.txt"] = told("User-agent: *\nDisallow: /")
    fetcher.get(f"{site.url}/a")
    clock.now += robots.LASTS
    with pytest.raises(SourceError, match="asks not to fetch"):
        fetcher.get(f"{site.url}/a")


def test_robots_behind_redirects(site: Site, fetch: Fetch) -> None:
    site["/robots.txt"] = Reply(b"", 301, {"Location": "/rules"})
    site["/rules"] = told("User-agent: *\nDisallow: /a")
    with pytest.raises(SourceError, match="line 2"):
        fetch().get(f"{site.url}/a")
    site["/robots.txt"] = Reply(b"", 301, {"Location": "/robots.txt"})
    site["/a"] = Reply()
    assert fetch().get(f"{site.url}/a").data == NEWS
    assert sum(path == "/robots.txt" for path, _ in site.asked) == 1 + 1 + robots.MAX_ROBOTS_REDIRECTS


def test_a_large_robots_is_read_in_part(site: Site, fetch: Fetch) -> None:
    head = b"User-agent: *\nDisallow: /a\n"
    filler = b"# " + b"a" * (robots.MAX_ROBOTS_BYTES - len(head) - 13) + b"\nDisallow: /boundary\n" + b"#\n" * 9999
    for body, coding in ((head + filler, "identity"), (gzip.compress(head + filler, mtime=0), "gzip")):
        site["/robots.txt"] = Reply(body, headers=PLAIN | {"Content-Encoding": coding})
        site["/b"] = Reply()
        fetcher = fetch()
        assert fetcher.get(f"{site.url}/b").data == NEWS, "a rule that was cut isn't believed"
        with pytest.raises(SourceError, match="line 2"):
            fetcher.get(f"{site.url}/a")


def test_the_host_of_a_redirect_is_asked_for_its_rules(site: Site, fetch: Fetch) -> None:
    other = Site()
    try:
        other["/robots.txt"] = told("User-agent: *\nDisallow: /a")
        site["/a"] = Reply(b"", 302, {"Location": f"{other.url}/a"})
        with pytest.raises(SourceError, match=f"line 2.*redirected: {site.url}/a → {other.url}/a"):
            fetch().get(f"{site.url}/a")
        assert other.pages == []
    finally:
        other.stop()
