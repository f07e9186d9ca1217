from __future__ import annotations

import hashlib
import io
import json
import tracemalloc
from collections.abc import Iterator

import pytest

from mahdar.capture import Failure, Raw, Skipped, settle
from mahdar.capture.dump import document, lines
from mahdar.capture.limits import MIB
from mahdar.capture.tape import Tape
from mahdar.model import Given, Page
from tests.support.archives import HTML, TEXT


def taken(data: bytes, given: Given = Given(), longest: int = MIB) -> list[Raw | Failure]:
    return list(lines(Tape(io.BytesIO(data).read), "d.jsonl", given, longest=longest))


def row(**columns: object) -> bytes:
    return json.dumps(columns, ensure_ascii=False).encode() + b"\n"


def one(**columns: object) -> Raw:
    (item,) = taken(row(**columns))
    assert isinstance(item, Raw), item
    return item


def test_a_row_is_a_page_and_what_it_gives_is_trusted() -> None:
    raw = one(id="a-1", text=TEXT, url="https://site.example/1", published="2024-01-24T10:00:00+03:00", outlet="مرصد  الخبر", title="عنوان", more=[1])
    assert raw.source == "d.jsonl#a-1"
    assert raw.url == "https://site.example/1"
    assert raw.given == Given(published="2024-01-24", at="2024-01-24T07:00Z", outlet="مرصد الخبر", title="عنوان")
    assert raw.data.decode() == f"عنوان\n\n{TEXT}"
    assert raw.id == hashlib.sha256(f"عنوان\n\n{TEXT}".encode()).hexdigest()
    made = settle(raw)
    assert isinstance(made, Page)
    assert (made.id, made.text, made.media_type) == (raw.id, f"عنوان\n\n{TEXT}", "text/plain")


@pytest.mark.parametrize("title", ["قال الوزير إن المحادثات", "  قال   الوزير ", "", None])
def test_a_title_with_which_the_text_begins_is_not_put_before_it(title: str | None) -> None:
    assert one(text=TEXT, title=title).data.decode() == TEXT


def test_a_row_without_an_id_has_its_number() -> None:
    items = taken(row(text=TEXT) + b"\n" + row(text=TEXT, id=7) + row(text=TEXT, id=""))
    assert [item.source for item in items] == ["d.jsonl#1", "d.jsonl#7", "d.jsonl#4"]


def test_what_is_given_for_all_holds_where_a_row_has_nothing() -> None:
    given = Given(published="2020", outlet="RT")
    (own, none) = taken(row(text=TEXT, date="2024-01-24", outlet="CNN") + row(text=TEXT, published="", outlet=None), given)
    assert isinstance(own, Raw)
    assert isinstance(none, Raw)
    assert own.given == Given(published="2024-01-24", outlet="CNN")
    assert none.given == given


def test_a_date_that_cannot_be_read_is_noted_and_the_row_is_read() -> None:
    raw = one(text=TEXT, published="صباح أمس")
    made = settle(raw)
    assert isinstance(made, Page)
    assert made.given.published is None
    assert made.notes == ("the row's date could not be read: 'صباح أمس'",)


def test_raw_is_html_where_it_looks_like_it() -> None:
    assert [one(raw=value).media_type for value in (HTML.decode(), TEXT)] == ["text/html", "text/plain"]
    assert (one(html=TEXT).media_type, one(html=TEXT).charset) == ("text/html", "utf-8")


def test_text_is_preferred_to_html() -> None:
    assert one(text=TEXT, html="<p>x").data.decode() == TEXT


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "x"', "Input data was truncated"),
        (b'{"text": "x"} y', "trailing characters"),
        (rb'{"text": "\udc00"}', "invalid utf-16 surrogate pair"),
        (rb'{"text": "\ud800 x"}', "expected a JSON object with text, html or raw"),
        (b'{"text": "\xc7"}', "not UTF-8 (byte 0xC7)"),
        (b'{"text": 5}', "got `int` - at `$.text`"),
        (b'{"text": "x", "published": {}}', "at `$.published`"),
        (b'["x"]', "Expected `object`, got `array`"),
        (b"null", "got `null`"),
        (b'{"url": "https://site.example"}', "expected text, html or raw, got none of them"),
        (b'{"text": ""}', "expected text, html or raw, got an empty text"),
        (b'{"x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deep"),
        (b'{"text": "' + b"x" * (2 * MIB + 1) + b'"}', "expected a page of at most 2 MiB, got 2,097,153 bytes"),
        (b'{"text": "' + b"x" * 3 * MIB + b'"}', "expected a line of at most 3 MiB, got 3.0 MiB; passed over"),
    ],
)
def test_a_faulty_line_is_told_with_its_place_and_costs_itself(line: bytes, reason: str) -> None:
    before = row(text=TEXT)
    first, faulty, last = taken(before + line + b"\n" + row(text=TEXT), longest=3 * MIB)
    assert isinstance(faulty, Failure)
    assert faulty.source == "d.jsonl#2"
    assert faulty.reason.startswith(f"line 2 (at byte {len(before)}): ")
    assert reason in faulty.reason
    assert len(faulty.reason) < 300
    assert isinstance(first, Raw)
    assert isinstance(last, Raw)
    assert last.source == "d.jsonl#3"


def test_the_last_line_needs_no_line_feed_and_a_byte_order_mark_is_none_of_it() -> None:
    assert all(isinstance(item, Raw) for item in taken(b"\xef\xbb\xbf" + row(text=TEXT).replace(b"\n", b"\r\n") + row(text=TEXT).rstrip()))


def test_a_page_without_arabic_is_left_out() -> None:
    assert settle(one(text="English alone")) == Skipped(source="d.jsonl#1", reason="no Arabic letter")


def test_a_huge_line_is_passed_over_with_flat_memory() -> None:
    size = 200_000_000

    class Endless(io.RawIOBase):
        left = size

        def read(self, amount: int = -1) -> bytes:
            part = min(amount, self.left)
            self.left -= part
            return b"x" * part

    tracemalloc.start()
    try:
        (failed,) = lines(Tape(Endless().read), "d.jsonl", Given(), longest=MIB)
        assert tracemalloc.get_traced_memory()[1] < 12 * MIB
    finally:
        tracemalloc.stop()
    assert isinstance(failed, Failure)
    assert "got 190.7 MiB; passed over" in failed.reason


def test_many_rows_pass_with_flat_memory() -> None:
    line = row(text=TEXT, title="عنوان")

    def rows() -> Iterator[bytes]:
        for _ in range(100):
            yield line * 200

    parts = rows()
    tracemalloc.start()
    try:
        count = sum(1 for _ in lines(Tape(lambda _: next(parts, b"")), "d.jsonl", Given()))
        assert tracemalloc.get_traced_memory()[1] < 4 * MIB
    finally:
        tracemalloc.stop()
    assert count == 20_000


def documents(data: bytes) -> list[Raw | Failure]:
    return list(document(Tape(io.BytesIO(data).read), "d.json", Given()))


def test_a_list_of_objects_and_a_single_one_are_read_too() -> None:
    many = documents(json.dumps([{"text": TEXT}, {"text": 5}, {"text": TEXT, "id": "x"}], indent=1).encode())
    assert [(type(item), item.source) for item in many] == [(Raw, "d.json#1"), (Failure, "d.json#2"), (Raw, "d.json#x")]
    (one_,) = documents(json.dumps({"text": TEXT}, indent=1).encode())
    assert isinstance(one_, Raw)


def test_json_that_is_none_is_told() -> None:
    (failed,) = documents(b'[{"text": "x"}, ')
    assert isinstance(failed, Failure)
    assert failed.reason.startswith("expected JSON: a list of objects, or an object a line: ")
