"""When a host is asked again."""

from __future__ import annotations

import pytest

from mahdar.capture.fetch.pace import MAX_CRAWL_DELAY, MAX_WAIT, Pace, backoff, retry_after
from mahdar.errors import SourceError

from .conftest import NEWS, Clock, Fetch, Reply, Site


def test_a_host_is_given_time_between_requests(site: Site, fetch: Fetch, clock: Clock) -> None:
    site["/a"] = Reply()
    fetcher = fetch(delay=1.5)
    fetcher.get(f"{site.url}/a")
    fetcher.get(f"{site.url}/a")
    assert clock.slept == [1.5, 1.5]
    clock.now += 1
    fetcher.get(f"{site.url}/a")
    clock.now += 60
    fetcher.get(f"{site.url}/a")
    assert clock.slept == [1.5, 1.5, 0.5]


def test_hosts_do_not_wait_for_each_other(site: Site, fetch: Fetch, clock: Clock, names: dict[str, list[str]]) -> None:
    names["one.example"] = names["two.example"] = ["127.0.0.1"]
    site["/robots.txt"] = site["/a"] = Reply()
    fetcher = fetch()
    for host in ("one", "two"):
        fetcher.get(f"http://{host}.example:{site.port}/a")
    assert clock.slept == [1, 1]


@pytest.mark.parametrize(("told", "kept"), [("7", 7.0), ("0.1", 1.0), ("9999", MAX_CRAWL_DELAY), ("soon", 1.0)])
def test_a_crawl_delay_is_kept(site: Site, fetch: Fetch, clock: Clock, told: str, kept: float) -> None:
    site["/robots.txt"] = Reply(f"User-agent: *\nCrawl-delay: {told}\n".encode(), headers={"Content-Type": "text/plain"})
    site["/a"] = Reply()
    fetcher = fetch()
    fetcher.get(f"{site.url}/a")
    fetcher.get(f"{site.url}/a")
    assert clock.slept[1] == kept


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_host_is_asked_again_later_each_time(site: Site, fetch: Fetch, clock: Clock, status: int) -> None:
    site["/a"] = [Reply(b"", status), Reply(b"", status), Reply()]
    assert fetch().get(f"{site.url}/a").data == NEWS
    assert clock.slept[1:] == [max(1.0, backoff(f"{site.url}/a", 0)), max(1.0, backoff(f"{site.url}/a", 1))]
    site["/b"] = Reply(b"", status)
    with pytest.raises(SourceError, match=f"got {status}"):
        fetch(retries=2).get(f"{site.url}/b")
    assert site.pages.count("/b") == 3


def test_backoff_grows_and_differs_but_is_the_same_each_time() -> None:
    for attempt in range(8):
        waits = {backoff(f"http://press.example/{page}", attempt) for page in range(50)}
        assert len(waits) > 20
        middle = min(30, 2**attempt)
        assert 0.5 * middle <= min(waits) < max(waits) <= 1.5 * middle
    assert backoff("http://press.example/1", 3) == backoff("http://press.example/1", 3)


@pytest.mark.parametrize("header", ["37", "Tue, 14 Nov 2023 22:13:58 GMT"])
def test_retry_after_is_kept(site: Site, fetch: Fetch, clock: Clock, header: str) -> None:
    site["/a"] = [Reply(b"", 503, {"Retry-After": header}), Reply()]
    assert fetch(delay=0).get(f"{site.url}/a").data == NEWS
    assert sum(clock.slept) == pytest.approx(38 if header[0] == "T" else 37, abs=1)


def test_a_host_that_asks_for_more_than_is_waited_is_left_alone(site: Site, fetch: Fetch, clock: Clock) -> None:
    site["/a"] = Reply(b"", 429, {"Retry-After": "3600"})
    site["/b"] = Reply()
    fetcher = fetch()
    for path in ("/a", "/b"):
        with pytest.raises(SourceError, match="asks to be left alone for 3600 s more, and 120 s at most are waited"):
            fetcher.get(site.url + path)
    assert site.pages == ["/a"]
    clock.now += 3600
    assert fetcher.get(f"{site.url}/b").data == NEWS


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("5", 5.0),
        ("9" * 40, 999999999.0),
        ("-3", None),
        ("soon", None),
        ("Thu, 01 Jan 1970 00:01:40 GMT", 90.0),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
    ],
)
def test_retry_after_in_both_forms(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, 10.0) == seconds


def test_a_clock_put_back_does_not_make_a_host_wait_for_ever(clock: Clock) -> None:
    pace = Pace(2.0, clock, clock.sleep)
    pace.asked("press.example")
    clock.now -= MAX_WAIT * 100
    pace.wait("press.example")
    assert clock.slept == [2.0]
