from __future__ import annotations

import gzip
import hashlib
import io
import json
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mahdar.capture import Failure, Raw, Skipped, capture, find, raws, sources
from mahdar.capture.limits import MIB
from mahdar.model import Given, Page
from tests.support.archives import HTML, TEXT, FakeNetwork, http, record

ROW = json.dumps({"id": "r", "text": TEXT}, ensure_ascii=False).encode() + b"\n"
FEED = b"<rss version='2.0'><channel><title>s</title><item><title>t</title><link>https://site.example/1</link></item></channel></rss>"


def parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"id": ["r"], "text": [TEXT]}), out)
    return out.getvalue()


KINDS = {
    "text": (TEXT.encode(), ""),
    "html": (HTML, ""),
    "warc": (record(1), "#urn:uuid:1"),
    "lines": (ROW, "#r"),
    "json": (b"[\n" + ROW + b"]", "#r"),
    "parquet": (parquet(), "#r"),
}


def taken(*names: Path | str, network: FakeNetwork | None = None, given: Given = Given()) -> list[Raw | Failure | Skipped]:
    return list(raws(find([str(name) for name in names]), given, network))


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_known_by_its_content(tmp_path: Path, kind: str, packed: bool) -> None:
    data, part = KINDS[kind]
    path = write(tmp_path / "thing.txt", gzip.compress(data, mtime=0) if packed else data)
    (raw,) = taken(path, given=Given(outlet="RT"))
    assert isinstance(raw, Raw)
    assert raw.source == f"{path.as_posix()}{part}"
    assert raw.given.outlet == "RT"
    assert TEXT in raw.data.decode()
    assert raw.media_type == ("text/html" if kind in ("html", "warc") else "text/plain")
    assert raw.within is bool(part)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_standard_input_may_be_of_any_kind(monkeypatch: pytest.MonkeyPatch, kind: str, packed: bool) -> None:
    data, part = KINDS[kind]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(data, mtime=0) if packed else data)))
    (raw,) = taken("-")
    assert raw.source == f"-{part}"
    assert isinstance(raw, Raw)


def test_two_passages_are_alike(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", ROW + b"{\n" + ROW)
    write(tmp_path / "b.warc", record(1) + record(2)[:-50])
    found = find([str(tmp_path)])
    assert list(raws(found)) == list(raws(found))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"%PDF-1.7\n...", "expected text, HTML, a web archive, a dump, a feed or a sitemap, got a PDF"),
        ("a.html", b"\x89PNG\r\n\x1a\n", "got a PNG image"),
        ("a.xml", b"<?xml version='1.0'?><TEI/>", "got XML with the root element TEI"),
        ("a.gz", gzip.compress(gzip.compress(b"x", mtime=0), mtime=0), "got gzip once more; unpack it first"),
        ("a.txt.gz", gzip.compress(TEXT.encode(), mtime=0)[:-9], "the gzip member that begins at byte 0 is cut off at byte"),
        ("a.txt.gz", gzip.compress(b" " * 100_000_000, mtime=0), "expected a page of at most 2 MiB, got more"),
        ("a.html.gz", gzip.compress(b"<html>" + b" " * 100_000_000, mtime=0), "expected an HTML page of at most 16 MiB, got more"),
        ("a.html", b"<html>" + b" " * 17_000_000, "expected an HTML page of at most 16 MiB, got 16.2 MiB"),
        ("a.rss", FEED + b" " * 17 * MIB, "expected at most 16 MiB of XML, got more"),
        ("a.xml", b"<urlset>" + b" " * 51_000_000, "expected at most 48 MiB of XML, got more"),
    ],
)
def test_what_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = write(tmp_path / name, data)
    failed, good = taken(path, write(tmp_path / "z.txt", TEXT.encode()))
    assert isinstance(failed, Failure)
    assert failed.source == path.as_posix()
    assert reason in failed.reason
    assert isinstance(good, Raw)


def test_a_dump_that_was_cut_off_gives_what_was_whole_and_says_where(tmp_path: Path) -> None:
    rows = b"".join(json.dumps({"text": f"{TEXT} {hashlib.sha256(str(number).encode()).hexdigest()}"}).encode() + b"\n" for number in range(300))
    *whole, last, damage = taken(write(tmp_path / "d.jsonl.gz", gzip.compress(rows, mtime=0)[:-3000]))
    assert len(whole) > 10
    assert all(isinstance(item, Raw) for item in whole)
    assert isinstance(last, Failure)
    assert f"line {len(whole) + 1} (at byte " in last.reason
    assert isinstance(damage, Failure)
    assert "is cut off at byte" in damage.reason
    assert damage.reason.endswith("what was whole is kept")


def test_parquet_through_a_pipe_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_SPOOL_BYTES", 1000)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"PAR1" + b"x" * 2000)))
    (failed,) = taken("-")
    assert isinstance(failed, Failure)
    assert "through a pipe or packed, got more" in failed.reason


def test_how_much_has_passed_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "d.jsonl", ROW * 20_000)
    told: list[int] = []
    assert sum(1 for _ in raws(find([str(path)]), passed=told.append)) == 20_000
    assert sum(told) == path.stat().st_size
    assert len(told) > 3


def test_an_address_is_a_page_or_a_container(tmp_path: Path) -> None:
    network = FakeNetwork(page=HTML, dump__jsonl__gz=gzip.compress(ROW, mtime=0), crawl=record(1), missing_not=b"")
    items = taken(
        "https://site.example/page", "https://site.example/dump.jsonl.gz", "https://site.example/crawl", "https://site.example/no", network=network
    )
    assert [(type(item).__name__, item.source.removeprefix("https://site.example/")) for item in items] == [
        ("Raw", "page"),
        ("Raw", "dump.jsonl.gz#r"),
        ("Raw", "crawl#urn:uuid:1"),
        ("Failure", "no"),
    ]
    assert isinstance(items[0], Raw)
    assert (items[0].url, items[0].fetched, items[0].media_type) == ("https://site.example/page", "2024-01-24T10:00:00Z", "text/html")


def test_without_a_fetcher_an_address_is_a_failure() -> None:
    (failed,) = taken("https://site.example/page")
    assert failed == Failure(source="https://site.example/page", reason="expected a fetcher to get it with, got none")


def feed(*links: str) -> bytes:
    items = "".join(f"<item><title>عنوان {link}</title><link>{link}</link><pubDate>Wed, 24 Jan 2024 10:00:00 GMT</pubDate></item>" for link in links)
    return f"<rss version='2.0'><channel><title>سهب</title>{items}</channel></rss>".encode()


def test_a_feeds_links_are_fetched_with_what_it_says_of_them(tmp_path: Path) -> None:
    path = write(
        tmp_path / "feed.xml", feed("https://site.example/a", "https://site.example/no", "https://site.example/film", "https://site.example/a")
    )
    network = FakeNetwork(a=HTML, film=b"\0\0\0\x18ftypmp42")
    page, missing, film = taken(path, network=network, given=Given(outlet="RT", published="2020"))
    assert isinstance(page, Raw)
    assert page.given == Given(published="2024-01-24", at="2024-01-24T10:00Z", outlet="RT", title="عنوان https://site.example/a")
    assert page.metadata.outlet
    assert (page.metadata.outlet.value, page.metadata.outlet.where) == ("سهب", "feed title")
    assert (page.source, page.within) == ("https://site.example/a", True)
    assert missing == Failure(source="https://site.example/no", reason="expected status 200, got 404")
    assert film == Failure(source="https://site.example/film", reason=f"expected a page, got a film or picture; {path.as_posix()} names it as one")
    assert network.asked == ["https://site.example/a", "https://site.example/no", "https://site.example/film"]


def test_a_feed_from_the_network_resolves_its_links_against_its_address() -> None:
    (page,) = taken("https://site.example/news/feed", network=FakeNetwork(**{"news/feed": feed("a"), "news/a": HTML}))
    assert isinstance(page, Raw)
    assert page.url == "https://site.example/news/a"


def test_an_entry_of_a_feed_from_the_network_was_fetched_with_it() -> None:
    entry = f"<item><guid>1</guid><c:encoded>&lt;p>{TEXT * 20}</c:encoded></item>"
    feed = f"<rss version='2.0' xmlns:c='http://purl.org/rss/1.0/modules/content/'><channel>{entry}</channel></rss>"
    (page,) = taken("https://site.example/feed", network=FakeNetwork(feed=feed.encode()))
    assert isinstance(page, Raw)
    assert page.source.startswith("https://site.example/feed#")
    assert page.fetched == "2024-01-24T10:00:00Z"


def sitemap(*names: str, index: bool = False) -> bytes:
    root, entry = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    return f"<{root}>{''.join(f'<{entry}><loc>https://site.example/{name}</loc></{entry}>' for name in names)}</{root}>".encode()


def test_sitemaps_of_sitemaps_are_followed_and_each_address_is_asked_once(tmp_path: Path) -> None:
    index = write(tmp_path / "map.xml", sitemap("m1.xml.gz", "m2", "gone", "m1.xml.gz", index=True))
    network = FakeNetwork(m1__xml__gz=gzip.compress(sitemap("a", "b"), mtime=0), m2=sitemap("b", "c"), a=HTML, b=HTML, c=HTML)
    items = taken(index, network=network)
    assert [item.source.rpartition("/")[2] for item in items] == ["a", "b", "c", "gone"]
    assert len(network.asked) == len(set(network.asked))


def test_sitemaps_that_lead_to_themselves_end(tmp_path: Path) -> None:
    network = FakeNetwork(
        m0=sitemap("m1", "m0", index=True),
        m1=sitemap("m2", "m0", index=True),
        m2=sitemap("m3", index=True),
        m3=sitemap("m4", "a", index=True),
        a=HTML,
    )
    items = taken("https://site.example/m0", network=network)
    assert [(item.source, type(item)) for item in items] == [("https://site.example/m4", Failure), ("https://site.example/a", Failure)]
    assert isinstance(items[0], Failure)
    assert "expected sitemaps at most 3 indexes deep" in items[0].reason


def test_a_sitemap_gives_so_many_pages_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_SITEMAP_PAGES", 3)
    index = write(tmp_path / "map.xml", sitemap("m1", "m2", index=True))
    network = FakeNetwork(m1=sitemap("a", "b"), m2=sitemap("c", "d", "e"), a=HTML, b=HTML, c=HTML, d=HTML, e=HTML)
    items = taken(index, write(tmp_path / "z.txt", TEXT.encode()), network=network)
    assert [item.source.rpartition("/")[2] for item in items] == ["a", "b", "c", "map.xml", "z.txt"]
    assert isinstance(items[3], Failure)
    assert items[3].reason == "expected at most 3 pages, got more; the rest is left out"


def test_pages_without_arabic_are_left_out_of_containers_but_are_failures_alone(tmp_path: Path) -> None:
    english = http(b"<p>English alone</p>")
    write(tmp_path / "a.warc", record(1, english) + record(2))
    write(tmp_path / "b.html", b"<p>English alone</p>")
    made = list(capture([str(tmp_path)]))
    assert [type(item) for item in made] == [Page, Failure]
    assert made[0].source.endswith("#urn:uuid:2")
