from __future__ import annotations

import os
from pathlib import Path

import pytest

from mahdar.capture import STDIN, find
from mahdar.errors import UsageError

EXPECTED = "expected files to read in the folder (.txt, .html, .warc, .jsonl, .parquet, .xml and their like, also with .gz)"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.txt", "a/z.txt", "a/y.TXT", "a.txt", "a/note.docx", ".hidden/x.txt", "a/.x.txt", "page", "صفحة.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("نص", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*sources: str) -> list[str]:
    return [path.as_posix() if isinstance(path, Path) else path for path in find(sources).inputs]


def test_a_folder_gives_its_text_files_in_a_fixed_order(tree: Path) -> None:
    assert names(".") == ["a/y.TXT", "a/z.txt", "a.txt", "b.txt", "صفحة.txt"]


def test_other_kinds_in_a_folder_are_left_out_and_told(tree: Path) -> None:
    assert [path.as_posix() for path in find(["a", "."]).skipped] == ["a/note.docx", "page"]


def test_a_file_given_by_name_is_read_whatever_it_is_called(tree: Path) -> None:
    found = find(["a/note.docx", ".hidden/x.txt", "a"])
    assert list(map(str, found.inputs)) == ["a/note.docx", ".hidden/x.txt", "a/y.TXT", "a/z.txt"]
    assert found.skipped == ()


def test_sources_keep_their_order_and_each_file_comes_once(tree: Path) -> None:
    assert names("b.txt", "a", "./b.txt", "a/z.txt") == ["b.txt", "a/y.TXT", "a/z.txt"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [("*.txt", ["a.txt", "b.txt", "صفحة.txt"]), ("**/*.txt", ["a/z.txt", "a.txt", "b.txt", "صفحة.txt"]), ("[ab].txt", ["a.txt", "b.txt"])],
)
def test_a_pattern_gives_what_matches(tree: Path, pattern: str, expected: list[str]) -> None:
    assert names(pattern) == expected


def test_a_name_that_looks_like_a_pattern_is_a_name_first(tree: Path) -> None:
    (tree / "[ab].txt").write_text("نص", encoding="utf-8")
    assert names("[ab].txt") == ["[ab].txt"]


@pytest.mark.parametrize("name", ["x.html", "x.HTM", "x.xhtml", "x.shtml", "x.warc", "x.jsonl", "x.ndjson", "x.parquet", "x.xml", "x.rss", "x.atom"])
def test_every_kind_of_a_folder_is_read_also_packed(tmp_path: Path, name: str) -> None:
    for file in (name, f"{name}.gz", f"{name}.zip"):
        (tmp_path / file).write_bytes(b"")
    found = find([str(tmp_path)])
    assert found.inputs == (tmp_path / name, tmp_path / f"{name}.gz")
    assert found.skipped == (tmp_path / f"{name}.zip",)


@pytest.mark.parametrize("address", ["https://site.example/feed?a=*&b=[1]", "http://site.example", "HTTPS://site.example/"])
def test_an_address_is_a_source_and_comes_once(tree: Path, address: str) -> None:
    assert names("a.txt", address, address, "b.txt") == ["a.txt", address, "b.txt"]


def test_standard_input_is_a_source(tree: Path) -> None:
    assert find(["-", "a.txt"]).inputs == (STDIN, Path("a.txt"))


@pytest.mark.parametrize("source", ["missing.txt", "nix/*.txt", "ftp://site.example/x"])
def test_what_is_not_there_is_refused(tree: Path, source: str) -> None:
    with pytest.raises(UsageError, match=r"expected (.* found no|an address of an object store)"):
        find(["a.txt", source])


def test_a_folder_with_nothing_is_a_failure_and_the_others_go_on(tree: Path) -> None:
    (tree / "web").mkdir()
    (tree / "web/a.docx").write_text("x", encoding="utf-8")
    found = find(["empty", "web", "a.txt"])
    assert found.failures == (
        (Path("empty"), f"{EXPECTED}, found none"),
        (Path("web"), f"{EXPECTED}, found 1 of other kinds"),
    )
    assert found.inputs == (Path("a.txt"),)


def test_a_folder_that_cannot_be_listed_is_a_failure(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Root may list everything, so the refusal is made here.
    scandir = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = find(["."])
    assert found.failures == ((Path("a"), "can't be listed: Permission denied"),)
    assert [path.name for path in found.inputs if isinstance(path, Path)] == ["a.txt", "b.txt", "صفحة.txt"]


def test_a_loop_of_links_ends(tree: Path) -> None:
    (tree / "a/loop").symlink_to(tree, target_is_directory=True)
    assert names("a") == ["a/y.TXT", "a/z.txt"]
