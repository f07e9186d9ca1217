"""Pages read into Parquet and loaded make the record that building makes of them."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from litestar.testing import TestClient

from mahdar.record import Record
from mahdar.record.queries.runs import latest
from mahdar.web.app import create_app
from tests.support.cli import Run
from tests.support.killing import contents
from tests.support.places import Places


@pytest.fixture
def folder(mahdar: Run, pages: Path, tmp_path: Path) -> Path:
    out = tmp_path / "parquet"
    result = mahdar("read", pages, "--format", "parquet", "--out", out, "--report", tmp_path / "report.json")
    assert (result.status, result.out) == (0, "")
    assert result.err.endswith("3 pages read\n")
    return out


def test_what_is_loaded_is_what_is_built(mahdar: Run, place: Places, pages: Path, folder: Path, tmp_path: Path) -> None:
    built, loaded = place("built.mahdar"), place("loaded.mahdar")
    assert mahdar("build", built, pages, "--site-profile", folder / "_site_profiles.json").status == 0
    for known in ("", ", 3 of them with nothing new"):
        assert mahdar("load", loaded, folder).err == f"3 pages loaded{known}\n"
    assert contents(loaded) == contents(built)
    report = msgspec.json.decode((tmp_path / "report.json").read_bytes())
    assert (report["pages"], report["failed"], report["engine"]) == (3, {}, "pool of 1")


def test_a_run_is_resumed_and_one_of_other_pages_refused(mahdar: Run, pages: Path, folder: Path) -> None:
    again = mahdar("read", pages, "--format", "parquet", "--out", folder, "--resume")
    assert (again.status, again.err) == (0, "0 pages read, 3 had been read before\n")
    (pages / "4.txt").write_text("خبر جديد", encoding="utf-8")
    refused = mahdar("read", pages, "--format", "parquet", "--out", folder, "--resume")
    assert refused.status == 2
    assert "expected the sources, options and version of before" in refused.err


def test_what_does_not_go_together_is_told(mahdar: Run, pages: Path, tmp_path: Path) -> None:
    assert "--format parquet: expected --out" in mahdar("read", pages, "--format", "parquet").err
    assert "expected a file, got a folder" in mahdar("read", pages, "--out", tmp_path).err
    assert "--engine: expected pool, daft, ray or ray://HOST:PORT, got 'spark'" in mahdar("read", pages, "--engine", "spark").err
    result = mahdar("load", tmp_path / "x.mahdar", pages)
    assert result.status == 2
    assert "expected a folder that `mahdar read --format parquet` wrote" in result.err


def test_other_sites_and_languages_are_passed_over(mahdar: Run, tmp_path: Path) -> None:
    dump = tmp_path / "dump.jsonl"
    rows = [
        {"text": "قال الوزير إن المحادثات بدأت في موعدها وإن الوفود كلها حضرت", "url": "https://www.example.org/1"},
        {"text": "قال الوزير إن المحادثات بدأت في موعدها وإن الوفود لم تحضر", "url": "https://example.com/1"},
        {"text": "وزیر امور خارجه گفت که گفتگوها آغاز شده است و ادامه می‌یابد", "url": "https://fa.example.org/2"},
    ]
    dump.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
    result = mahdar("read", dump, "--site", "example.org", "--language", "ar")
    assert result.status == 0
    assert [msgspec.json.decode(line)["url"] for line in result.out.splitlines()] == ["https://www.example.org/1"]
    assert "2 parts of archives, dumps and feeds (another language (fa): 1, another site: 1)" in result.err


def test_the_reading_room_tells_what_came_of_runs(mahdar: Run, folder: Path, tmp_path: Path) -> None:
    assert mahdar("load", tmp_path / "x.mahdar", folder).status == 0
    with Record.open(tmp_path / "x.mahdar") as record, record.read() as connection:
        (run,) = latest(connection, 5)
        assert (run.command, run.engine, run.pages, run.failures, run.interrupted) == ("read", "pool of 1", 3, 0, False)
    with TestClient(create_app(tmp_path / "x.mahdar")) as client:
        assert "pool of 1" in client.get("/about").text
        assert client.get("/about.json").json()["runs"][0]["pages"] == 3
