"""What is written into a web archive, read back by another reader."""

from __future__ import annotations

import gzip
import zlib
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import NamedTuple

import pytest
from fastwarc.warc import ArchiveIterator

from mahdar.errors import SourceError, UsageError

from .conftest import NEWS, Clock, Fetch, Reply, Site


class Record(NamedTuple):
    kind: str
    headers: dict[str, str]
    head: str
    body: bytes


def records(path: Path) -> list[Record]:
    """The records in an archive, each with its digests checked."""
    found = []
    with path.open("rb") as file:
        for record in ArchiveIterator(file, parse_http=False):
            headers = record.headers.to_dict()
            kind = headers["WARC-Type"]
            assert record.verify_block_digest()
            if kind == "warcinfo":
                found.append(Record(kind, headers, record.reader.read().decode(), b""))
                continue
            block = record.reader.read()
            head, _, body = block.partition(b"\r\n\r\n")
            found.append(Record(kind, headers, head.decode(), body))
    with path.open("rb") as file:
        for record in ArchiveIterator(file):
            if record.headers["WARC-Type"] == "response":
                assert record.verify_payload_digest()
    return found


def pages(path: Path) -> list[Record]:
    """The records of what was asked for, robots.txt apart."""
    return [record for record in records(path) if not record.headers.get("WARC-Target-URI", "/robots.txt").endswith("/robots.txt")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "capture.warc.gz"


def test_an_exchange_is_written_as_it_was(site: Site, fetch: Fetch, path: Path) -> None:
    packed = gzip.compress(NEWS, mtime=0)
    site["/a?b=c%20d"] = Reply(packed, headers={"Content-Encoding": "gzip", "X-Odd-CASE": "1"})
    raw = fetch(warc=path).get(f"{site.url}/a?b=c d")
    info, *_ = records(path)
    assert info.kind == "warcinfo"
    assert "software: Mahdar/" in info.head
    request, answer = pages(path)
    for record in (request, answer):
        assert record.headers["WARC-Target-URI"] == raw.url == f"{site.url}/a?b=c%20d"
        assert record.headers["WARC-IP-Address"] == "127.0.0.1"
        assert record.headers["WARC-Date"] == "2023-11-14T22:13:21.000Z"
        assert record.headers["WARC-Warcinfo-ID"] == info.headers["WARC-Record-ID"]
    assert (request.kind, answer.kind) == ("request", "response")
    assert request.headers["WARC-Concurrent-To"] == answer.headers["WARC-Record-ID"]
    first, *rest = request.head.split("\r\n")
    assert first == "GET /a?b=c%20d HTTP/1.1"
    assert {name.lower(): value for name, value in (line.split(": ", 1) for line in rest)} == site.asked[-1][1]
    assert answer.head.startswith("HTTP/1.1 200 OK\r\n")
    assert "\r\nX-Odd-CASE: 1" in answer.head
    assert (answer.body, raw.data) == (packed, NEWS), "as transferred here, decoded there"


def test_each_record_is_a_member_and_there_at_once(site: Site, fetch: Fetch, path: Path) -> None:
    site["/a"] = Reply()
    fetch(warc=path).get(f"{site.url}/a")  # not closed
    members, rest = [], path.read_bytes()
    while rest:
        engine = zlib.decompressobj(31)
        members.append(engine.decompress(rest))
        rest = engine.unused_data
    assert [member.startswith(b"WARC/1.1\r\n") for member in members] == [True] * len(records(path))


def test_chunks_are_joined_and_the_head_says_so(site: Site, fetch: Fetch, path: Path) -> None:
    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 Fine\r\nContent-Type: text/html\r\n")
        handler.wfile.write(b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n7;a=b\r\n, world\r\n0\r\n\r\n")

    site["/a"] = Reply(act=act)
    assert fetch(warc=path).get(f"{site.url}/a").data == b"hello, world"
    _, answer = pages(path)
    assert answer.head == "HTTP/1.1 200 Fine\r\nContent-Type: text/html\r\nX-Crawl-Transfer-Encoding: chunked\r\nContent-Length: 12"
    assert answer.body == b"hello, world"


def test_redirects_errors_and_robots_are_written_too(site: Site, fetch: Fetch, path: Path) -> None:
    site["/a"] = Reply(b"", 302, {"Location": "/b"})
    site["/b"] = Reply(b"gone" * 100_000, 410)
    with pytest.raises(SourceError):
        fetch(warc=path).get(f"{site.url}/a")
    answers = [record for record in records(path) if record.kind == "response"]
    assert [record.head.split()[1] for record in answers] == ["404", "302", "410"]
    assert answers[-1].headers["WARC-Truncated"] == "length"


def test_an_unchanged_page_is_a_revisit_of_the_record_that_the_archive_holds(site: Site, fetch: Fetch, path: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    site["/a"] = [Reply(headers={"ETag": '"7"', "Cache-Control": "max-age=600"}), Reply(b"", 304)]
    for _ in range(3):
        fetcher = fetch(warc=path, cache=cache)
        assert fetcher.get(f"{site.url}/a").data == NEWS, "fresh or not, an archive has an exchange for each capture"
        fetcher.close()
    found = [record for record in pages(path) if record.kind != "request"]
    assert [record.kind for record in found] == ["response", "revisit", "revisit"]
    first, *later = found
    for record in later:
        assert record.headers["WARC-Profile"] == "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
        assert record.headers["WARC-Refers-To"] == first.headers["WARC-Record-ID"]
        assert record.headers["WARC-Refers-To-Date"] == first.headers["WARC-Date"]
        assert record.headers["WARC-Refers-To-Target-URI"] == first.headers["WARC-Target-URI"]
        assert record.headers["WARC-Payload-Digest"] == first.headers["WARC-Payload-Digest"]
        assert record.body == b""


@pytest.mark.parametrize("gone", ["another", "begun anew", "never written"])
def test_an_archive_never_relies_on_a_body_that_it_does_not_hold(site: Site, fetch: Fetch, path: Path, tmp_path: Path, gone: str) -> None:
    cache = tmp_path / "cache"
    site["/a"] = Reply(headers={"ETag": '"7"', "Cache-Control": "max-age=600"})
    with fetch(warc=None if gone == "never written" else path, cache=cache) as fetcher:
        fetcher.get(f"{site.url}/a")
    if gone == "begun anew":
        path.unlink()
    place = tmp_path / "other.warc.gz" if gone == "another" else path
    with fetch(warc=place, cache=cache) as fetcher:
        fetcher.get(f"{site.url}/a")
    assert "if-none-match" not in site.asked[-1][1]
    assert pages(place)[-1].body == NEWS


def test_an_archive_is_added_to(site: Site, fetch: Fetch, clock: Clock, path: Path) -> None:
    site["/a"] = Reply()
    for _ in range(2):
        with fetch(warc=path) as fetcher:
            fetcher.get(f"{site.url}/a")
    assert [record.kind for record in records(path)] == ["warcinfo", *["request", "response"] * 2] * 2


def test_what_is_no_archive_is_not_written_to(fetch: Fetch, tmp_path: Path) -> None:
    text = tmp_path / "notes.gz"
    text.write_text("notes")
    for path, reason in ((text, "found another kind of file"), (tmp_path / "a.warc", "ends in .warc.gz"), (tmp_path / "no/a.gz", "No such file")):
        with pytest.raises(UsageError, match=reason):
            fetch(warc=path)
    assert text.read_text() == "notes"


def test_half_a_record_is_taken_back(site: Site, fetch: Fetch, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site["/a"] = Reply()
    fetcher = fetch(warc=path)
    before = path.stat().st_size

    class Full:
        """A disk that has room for 10 bytes more."""

        def __init__(self) -> None:
            self.file = fetcher._archive._file  # type: ignore[union-attr]
            self.room = 10

        def write(self, data: memoryview) -> int:
            if not self.room:
                raise OSError(28, "No space left on device")
            self.room -= (written := self.file.write(data[: self.room]))
            return written

        def __getattr__(self, name: str) -> object:
            return getattr(self.file, name)

    monkeypatch.setattr(fetcher._archive, "_file", Full())
    with pytest.raises(UsageError, match="No space left"):
        fetcher.get(f"{site.url}/a")
    assert path.stat().st_size == before
