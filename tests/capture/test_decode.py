from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.capture import MAX_PAGE_BYTES, decode
from mahdar.errors import SourceError


@given(st.text().filter(lambda text: "\0" not in text and not text.startswith("\ufeff")))
def test_text_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text


def test_a_byte_order_mark_is_no_character_of_the_text() -> None:
    assert decode(b"\xef\xbb\xbf" + "وصل الوفد".encode(), "a.txt") == "وصل الوفد"


def test_a_second_mark_is_one() -> None:
    assert decode("\ufeff\ufeffقال\ufeff".encode(), "a.txt") == "\ufeffقال\ufeff"


def test_line_ends_direction_marks_and_odd_spaces_are_kept() -> None:
    text = "وصل\r\nالوفد\rإلى \u200fالعاصمة\u200e\u00a0الكـــازاخية\u2028\u202bأمس\u202c\x85"
    assert decode(text.encode(), "a.txt") == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("وصل\nالوفد ".encode() + b"\xc7\xe1", "byte 0xC7 at byte 18 (line 2)"),
        (b"\xef\xbb\xbf\xe1", "byte 0xE1 at byte 3 (line 1)"),
        ("قال".encode()[:-1], "byte 0xD9 at byte 4 (line 1): unexpected end of data"),
        (b"\xed\xa0\x80", "byte 0xED at byte 0 (line 1)"),
        (b"%PDF\0\1", "a binary file (a NUL byte at byte 4)"),
        ("قال".encode("utf-16"), "the byte order mark of UTF-16"),
        (b"x" * (MAX_PAGE_BYTES + 1), "at most 2 MiB, got 2.0 MiB"),
    ],
)
def test_what_is_no_page_is_told_with_its_place(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data, "folder/a.txt")
    assert reason in caught.value.reason
    assert str(caught.value) == f"folder/a.txt: {caught.value.reason}"


def test_the_largest_page_is_read() -> None:
    assert len(decode(b"x" * MAX_PAGE_BYTES, "a.txt")) == MAX_PAGE_BYTES


@given(st.binary())
def test_bytes_become_text_or_a_reason(data: bytes) -> None:
    with contextlib.suppress(SourceError):
        assert data.endswith(decode(data, "a.txt").encode())
