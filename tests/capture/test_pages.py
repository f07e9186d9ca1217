from __future__ import annotations

import hashlib
import io
import os
import sys
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.capture import Failure, capture, load, page
from mahdar.model import Given, Page

TEXT = "وصل الوفد إلى أستانا.\r\nوقال رئيسه إنّ الجولة «بدأت».\r\n"


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_page_is_known_by_its_bytes_and_its_text(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + TEXT.encode()
    made = load(write(tmp_path / "a.txt", data), Given(outlet="مرصد"))
    assert isinstance(made, Page)
    assert made.id == hashlib.sha256(data).hexdigest()
    assert made.text == TEXT
    assert made.text_hash == hashlib.sha256(TEXT.encode()).hexdigest()
    assert made.source == (tmp_path / "a.txt").as_posix()
    assert made.given.outlet == "مرصد"


@given(st.text().filter(lambda text: "\0" not in text))
def test_any_text_makes_a_page(text: str) -> None:
    text = "قال " + text
    assert page(text.encode(), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "expected text, got an empty file"),
        (" \n\u00a0\t\r\n".encode(), "expected text, got white space alone"),
        ("\ufeff".encode(), "expected text, got an empty file"),
        (b"The delegation arrived. 2024", "expected Arabic text, got none"),
        ("١٢٣ ، ؟ ـ".encode(), "expected Arabic text, got none"),
        (b"\x7fELF\0", "got a binary file"),
        (b"<!doctype html><p>", "got HTML that shows none"),
        ('{"text": "وصل الوفد"}'.encode(), "got XML or JSON"),
        (b"\xc7\xe1\xe6", "expected UTF-8, got byte 0xC7 at byte 0"),
    ],
)
def test_what_holds_nothing_to_read_is_a_failure(tmp_path: Path, data: bytes, reason: str) -> None:
    failed = load(write(tmp_path / "a.txt", data))
    assert isinstance(failed, Failure)
    assert failed.source.endswith("/a.txt")
    assert reason in failed.reason


@pytest.mark.parametrize("text", ["گفتگو", "ﻣﺤﻀﺮ", "News: محضر"])
def test_any_letter_of_the_script_is_arabic(tmp_path: Path, text: str) -> None:
    assert isinstance(load(write(tmp_path / "a.txt", text.encode())), Page)


def test_a_huge_line_is_refused_without_being_taken_in(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    tracemalloc.start()
    failed = load(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(failed, Failure)
    assert "expected a page of at most 2 MiB, got 47.7 MiB" in failed.reason
    assert peak < 1_000_000


def test_a_huge_standard_input_is_refused_without_being_taken_in(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO("قال ".encode() * 1_000_000)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
    failed = load(Path("-"))
    assert isinstance(failed, Failure)
    assert failed == Failure(source="-", reason="expected a page of at most 2 MiB, got more; if it holds many pages, split it")
    assert stream.tell() < 3_000_000


def test_files_that_cannot_be_opened_are_failures(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to("nowhere")
    failed = load(tmp_path / "link.txt")
    assert isinstance(failed, Failure)
    assert failed.reason == "can't be read: No such file or directory"


def test_a_file_without_permission_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Root may read everything, so the refusal is made here.
    def refuse(path: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    path = write(tmp_path / "a.txt", TEXT.encode())
    monkeypatch.setattr(Path, "open", refuse)
    failed = load(path)
    assert isinstance(failed, Failure)
    assert failed.reason == "can't be read: Permission denied"


def test_a_name_that_is_not_utf8_can_still_be_told(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe1.txt"))
    made = load(write(path, TEXT.encode()))
    assert isinstance(made, Page)
    assert made.source.endswith("/\\xe1.txt")


def test_good_pages_come_through_beside_bad_ones(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT.encode())
    write(tmp_path / "b.txt", b"")
    write(tmp_path / "c.txt", "انتهت الجولة".encode())
    (tmp_path / "none").mkdir()
    kinds = [(type(item).__name__, item.source.rpartition("/")[2]) for item in capture([str(tmp_path / "none"), str(tmp_path)])]
    assert kinds == [("Failure", "none"), ("Page", "a.txt"), ("Failure", "b.txt"), ("Page", "c.txt")]


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.jsonl", "a.warc", "a.pdf"])
@pytest.mark.parametrize("data", [TEXT.encode(), TEXT.encode("cp1256", "ignore"), b"\x1f\x8b\0"])
def test_other_kinds_are_refused_by_their_suffix(tmp_path: Path, name: str, data: bytes) -> None:
    failed = load(write(tmp_path / name, data))
    assert isinstance(failed, Failure)
    assert "expected plain text, got " in failed.reason
