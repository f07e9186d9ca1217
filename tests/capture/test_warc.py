from __future__ import annotations

import gzip
import io
import tracemalloc
import zlib

import pytest
from fastwarc.stream_io import BrotliWriter
from hypothesis import given
from hypothesis import strategies as st

from mahdar.capture import Failure, Raw, Skipped
from mahdar.capture.gz import Gunzip
from mahdar.capture.limits import MIB
from mahdar.capture.tape import Tape
from mahdar.capture.warc import records
from mahdar.model import Given
from tests.support.archives import HTML, TEXT, http, record

Item = Raw | Failure | Skipped


def taken(data: bytes) -> list[Item]:
    return list(records(Tape(io.BytesIO(data).read), "a.warc", Given(outlet="RT")))


def one(block: bytes, **options: str) -> Item:
    item, last = taken(record(1, block, **options) + record(2))
    assert isinstance(last, Raw)
    return item


def brotli(data: bytes) -> bytes:
    out = io.BytesIO()
    writer = BrotliWriter(out)
    writer.write(data)
    writer.close()
    return out.getvalue()


def chunked(data: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(data[at : at + 50]), data[at : at + 50]) for at in range(0, len(data), 50)) + b"0\r\n\r\n"


def numbers(items: list[Item]) -> list[str]:
    return [f"{'' if isinstance(item, Raw) else type(item).__name__} {item.source.rpartition(':')[2]}".strip() for item in items]


def test_a_response_is_a_page_with_what_the_archive_says_of_it() -> None:
    assert taken(record(1, http())) == [
        Raw(
            data=HTML,
            source="a.warc#urn:uuid:1",
            given=Given(outlet="RT"),
            url="https://site.example/1",
            fetched="2024-01-24T10:00:00Z",
            media_type="text/html",
            charset="utf-8",
            within=True,
        )
    ]


def test_a_record_without_an_id_has_its_number() -> None:
    data = record(1).replace(b"WARC-Record-ID", b"X-Other")
    assert [item.source for item in taken(data + record(2) + data)] == ["a.warc#1", "a.warc#urn:uuid:2", "a.warc#3"]


def test_resources_and_the_text_of_wet_files_are_pages() -> None:
    resource = one(HTML, kind="resource", media_type='text/html; charset="windows-1256"')
    wet = one(TEXT.encode(), kind="conversion", media_type="text/plain")
    assert isinstance(resource, Raw)
    assert isinstance(wet, Raw)
    assert (resource.data, resource.media_type, resource.charset) == (HTML, "text/html", "windows-1256")
    assert (wet.data, wet.media_type, wet.charset) == (TEXT.encode(), "text/plain", "utf-8")


@pytest.mark.parametrize("kind", ["request", "metadata", "revisit", "warcinfo"])
def test_what_only_accompanies_pages_is_passed_over_in_silence(kind: str) -> None:
    assert numbers(taken(record(1, b"x", kind=kind) + record(2))) == ["2"]


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        (http(status="404 Not Found"), "status 404"),
        (http(status="301 Moved"), "status 301"),
        (http(media_type="image/png"), "image/png"),
        (http(media_type="application/rss+xml"), "application/rss+xml"),
        (http(b"GIF89a"), "a GIF image as text/html"),
        (http(b"<?xml version='1.0'?><rss>"), "a feed as text/html"),
        (http(b" \n"), "an empty body"),
    ],
)
def test_what_is_no_page_is_left_out_and_counted(block: bytes, reason: str) -> None:
    assert one(block) == Skipped(source="a.warc#urn:uuid:1", reason=reason)


RAW_DEFLATE = zlib.compressobj(wbits=-15)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(HTML), ["Transfer-Encoding: chunked"]),
        (gzip.compress(HTML, mtime=0), ["Content-Encoding: gzip"]),
        (gzip.compress(HTML, mtime=0), ["content-encoding: X-GZIP"]),
        (chunked(gzip.compress(HTML, mtime=0)), ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]),
        (zlib.compress(HTML), ["Content-Encoding: deflate"]),
        (RAW_DEFLATE.compress(HTML) + RAW_DEFLATE.flush(), ["Content-Encoding: deflate"]),
        (brotli(HTML), ["Content-Encoding: br"]),
        (brotli(gzip.compress(HTML, mtime=0)), ["Content-Encoding: gzip, br"]),
        (HTML, ["Content-Encoding: identity"]),
        # Archives whose bodies were unpacked while their headers stayed.
        (HTML, ["Transfer-Encoding: chunked"]),
        (HTML, ["Content-Encoding: gzip"]),
        (HTML, ["Content-Encoding: br"]),
        (HTML, ["Content-Encoding: zstd"]),
    ],
)
def test_what_was_done_to_a_body_on_its_way_is_undone(body: bytes, headers: list[str]) -> None:
    item = one(http(body, *headers))
    assert isinstance(item, Raw)
    assert item.data == HTML


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        (http(gzip.compress(HTML, mtime=0)[:-20], "Content-Encoding: gzip"), "its body, packed as gzip, is cut off"),
        (http(brotli(HTML)[:-10], "Content-Encoding: br"), "its body, packed as br, is"),
        (http(b"\x28\xb5\x2f\xfd", "Content-Encoding: zstd"), "its body, packed as zstd, is of a kind that can't be unpacked"),
        (http(chunked(HTML)[:60], "Transfer-Encoding: chunked"), "its chunks are malformed"),
        (http(gzip.compress(b"<p>" + b"\0" * 40_000_000, mtime=0), "Content-Encoding: gzip"), "expected an HTML page of at most 16 MiB, got more"),
        (http(TEXT.encode() * 40_000, media_type="text/plain"), "expected a page of at most 2 MiB, got 3."),
        (b"no HTTP at all", "expected an HTTP response, got something else"),
    ],
)
def test_a_faulty_body_costs_its_page(block: bytes, reason: str) -> None:
    failed = one(block)
    assert isinstance(failed, Failure)
    assert failed.source == "a.warc#urn:uuid:1"
    assert reason in failed.reason
    assert len(failed.reason) < 300


def test_what_stands_between_records_is_told_and_passed_over() -> None:
    first = record(1)
    items = taken(first + b"rubbish\r\nand more\r\n\r\n" + record(2))
    assert numbers(items) == ["1", "Failure a.warc", "2"]
    assert isinstance(items[1], Failure)
    assert f"expected a record (WARC/1.0) at byte {len(first)}, got b'rubbish" in items[1].reason
    assert "21 bytes passed over" in items[1].reason


@pytest.mark.parametrize(
    ("length", "reason"),
    [
        (100_000, "reaches over the next record, at byte"),
        (30 * MIB, "reaches over the next record, at byte"),
        (10**14, "reaches over the next record, at byte"),
        (300, "reaches over the next record, at byte"),
        (60, "expected its end after 60 bytes, it goes on"),
        (0, "expected its end after 0 bytes"),
        (-5, "expected a Content-Length in its header, got '-5'"),
        ("", "expected a Content-Length in its header, got ''"),
        ("1" * 30, "expected a Content-Length"),
    ],
)
def test_a_wrong_length_costs_its_record_alone(length: int | str, reason: str) -> None:
    first = record(1)
    items = taken(first + record(2, length=length) + record(3) + record(4))
    assert numbers(items) == ["1", "Failure 2", "3", "4"]
    assert isinstance(items[1], Failure)
    assert items[1].reason.startswith(f"record at byte {len(first)}: ")
    assert reason in items[1].reason


@pytest.mark.parametrize("inside", range(1, 14))
def test_the_beginning_of_the_next_record_may_lie_across_the_end_of_a_wrong_length(inside: int) -> None:
    block = http()
    short = record(1, block[:-20], length=len(block) - 20 + inside)
    assert numbers(taken(short + record(2))) == (["1", "2"] if inside < 4 else ["Failure 1", "2"])


def test_a_header_that_the_next_record_follows_at_once_costs_its_record() -> None:
    header = record(1)[: record(1).index(b"HTTP/")]
    for blank in (b"", b"\r\n", b"\r\n\r\n"):
        assert numbers(taken(header + blank + record(2))) == ["Failure 1", "2"]


def test_a_header_without_end_costs_its_record() -> None:
    endless = b"WARC/1.0\r\n" + b"X: y\r\n" * 20_000
    assert numbers(taken(record(1) + endless + record(2))) == ["1", "Failure a.warc#2", "2"]


@pytest.mark.parametrize("cut", [5, 30, 150, 300])
def test_a_cut_off_archive_gives_what_was_whole_and_says_where_it_broke(cut: int) -> None:
    first, last = record(1), record(2)
    *whole, failed = taken(first + last[:-cut])
    assert numbers(whole) == ["1"]
    assert isinstance(failed, Failure)
    assert f"record at byte {len(first)}: cut off " in failed.reason


def test_a_large_record_of_another_kind_is_left_out_with_flat_memory() -> None:
    film = record(1, http(b"\0" * 60_000_000, media_type="video/mp4"))
    page = record(2, http(b"<p>" + b"x" * 60_000_000))
    data = film + page + record(3)
    tracemalloc.start()
    try:
        items = taken(data)
        assert tracemalloc.get_traced_memory()[1] < 8 * MIB
    finally:
        tracemalloc.stop()
    assert numbers(items) == ["Skipped 1", "Failure 2", "3"]
    assert isinstance(items[1], Failure)
    assert "expected a page of at most 16 MiB, got 57.2 MiB" in items[1].reason


def test_a_damaged_member_of_a_packed_archive_costs_its_record() -> None:
    parts = [gzip.compress(record(number), mtime=0) for number in (1, 2, 3)]
    middle = bytearray(parts[1])
    middle[len(middle) // 2] ^= 0xFF
    packed = Gunzip(io.BytesIO(parts[0] + bytes(middle) + parts[2]).read, "a.warc.gz")
    items = list(records(Tape(packed.read), "a.warc.gz", Given()))
    assert [item.source.rpartition(":")[2] for item in items if isinstance(item, Raw)] == ["1", "3"]
    assert len(packed.damages) == 1


@given(st.lists(st.sampled_from([record(1), record(2)[:90], record(3, length=7), b"\r\n\r\nWARC/1.0\r\n", b"\r\n", b"junk", b"\0"])), st.data())
def test_any_mixture_ends_and_keeps_whole_records(parts: list[bytes], data: st.DataObject) -> None:
    stream = b"".join(parts)
    at = data.draw(st.integers(0, len(stream)))
    items = taken(stream[:at] + b"\r\n\r\n" + record(99))
    assert items[-1].source == "a.warc#urn:uuid:99"
    assert isinstance(items[-1], Raw)
