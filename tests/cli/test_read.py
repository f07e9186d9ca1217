from __future__ import annotations

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from mahdar import __version__
from mahdar.capture import fetch
from mahdar.capture.fetch import FetchSettings
from mahdar.engine.report import RunReport
from mahdar.engine.timing import CAPTURE, LINKING, REST, ROOMS
from mahdar.invariants import check
from mahdar.model import Page, Reading
from mahdar.reader import Reader
from tests.support.archives import HTML, FakeNetwork, record
from tests.support.cli import Run


def readings(output: str) -> list[Reading]:
    return [check(msgspec.json.decode(line, type=Reading)) for line in output.splitlines()]


def test_one_page_a_line_in_the_order_of_the_files(mahdar: Run, pages: Path) -> None:
    result = mahdar("read", pages)
    assert result.status == 0
    found = readings(result.out)
    assert [Path(reading.source).name for reading in found] == ["1.txt", "2.txt", "3.txt"]
    assert [reading.text for reading in found] == [(pages / name).read_text(encoding="utf-8") for name in ("1.txt", "2.txt", "3.txt")]
    assert {reading.engine for reading in found} == {__version__}
    assert result.err == "3 pages read\n"


def test_what_is_given_is_trusted(mahdar: Run, pages: Path) -> None:
    (reading,) = readings(mahdar("read", pages / "1.txt", "--published", "2023-06-20", "--outlet", "مرصد الخبر").out)
    assert reading.published
    assert (reading.published.value, reading.published.basis) == ("2023-06-20", "given")
    assert reading.outlet
    assert (reading.outlet.label, reading.outlet.basis) == ("مرصد الخبر", "given")


@pytest.mark.parametrize("value", ["2024-13-01", "2023-02-29", "24-01-2024", "yesterday", "٢٠٢٤", "2024-1-2", "2024-01-24T10:00", ""])
def test_a_date_that_is_none_is_refused(mahdar: Run, pages: Path, value: str) -> None:
    result = mahdar("read", pages, "--published", value)
    assert result.status == 2
    assert "--published" in result.err
    assert "expected" in result.err
    assert result.out == ""


@pytest.mark.parametrize("value", ["2024", "2024-01", "2024-02-29"])
def test_a_day_a_month_or_a_year_is_a_date(mahdar: Run, pages: Path, value: str) -> None:
    assert mahdar("read", pages / "1.txt", "--published", value).status == 0


def test_standard_input_is_a_page(mahdar: Run, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (pages / "2.txt").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (reading,) = readings(mahdar("read", "-").out)
    assert reading.source == "-"
    assert reading.text.encode() == data


def test_bad_pages_are_named_and_the_others_kept(mahdar: Run, pages: Path) -> None:
    (pages / "0-empty.txt").write_bytes(b"")
    (pages / "2-binary.txt").write_bytes(b"\x89PNG\r\n\0")
    (pages / "2-cp1256.txt").write_bytes("قال الوزير".encode("cp1256"))
    (pages / "2-english.txt").write_text("Nothing in Arabic here.\n", encoding="utf-8")
    with (pages / "4-huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    (pages / "5-gone.txt").symlink_to("nowhere")
    (pages / "none").mkdir()
    (pages / "page.docx").write_bytes(b"PK")
    result = mahdar("read", pages, pages / "none")
    assert result.status == 1
    assert [Path(reading.source).name for reading in readings(result.out)] == ["1.txt", "2.txt", "3.txt"]
    for name, reason in {
        "none": "expected files to read in the folder (.txt, .html, ",
        "0-empty.txt": "expected text, got an empty file",
        "2-binary.txt": "got a PNG image",
        "2-cp1256.txt": "expected UTF-8, got byte 0xDE at byte 0 (line 1)",
        "2-english.txt": "expected Arabic text, got none",
        "4-huge.txt": "expected a page of at most 2 MiB",
        "5-gone.txt": "can't be read: No such file or directory",
    }.items():
        (line,) = [line for line in result.err.splitlines() if line.startswith(f"{pages.as_posix()}/{name}: ")]
        assert reason in line
    assert "left out, being of other kinds: 1 file (.docx: 1)" in result.err
    assert result.err.endswith("3 pages read, 7 failed\n")


def test_a_page_of_furniture_alone_is_kept_and_named(mahdar: Run, tmp_path: Path) -> None:
    menu = tmp_path / "menu.txt"
    menu.write_text("الرئيسية\nأخبار\nاقتصاد\nرياضة\nاتصل بنا\n", encoding="utf-8")
    result = mahdar("read", menu)
    assert result.status == 1
    (reading,) = readings(result.out)
    assert {block.role for block in reading.blocks} == {"furniture"}
    assert f"{menu.as_posix()}: expected an article, found only what stands around one" in result.err


def test_a_fault_of_the_reader_costs_one_page(mahdar: Run, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = Reader.read

    def faulty(self: Reader, page: Page) -> Reading:
        if "التركي" in page.text:
            raise ZeroDivisionError("a fault")
        return sound(self, page)

    monkeypatch.setattr(Reader, "read", faulty)
    result = mahdar("read", pages)
    assert result.status == 1
    assert [Path(reading.source).name for reading in readings(result.out)] == ["1.txt", "3.txt"]
    assert "2.txt: could not be read, by a fault in Mahdar (ZeroDivisionError in cli/test_read.py, line " in result.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing.txt"], "nothing.txt: expected a file, a folder, a pattern, an http(s) address or - for standard input, found nothing"),
        (["*.nothing"], "*.nothing: expected files that match the pattern, found none"),
        ([], "Missing argument"),
        ([".", "--jobs", "0"], "--jobs"),
        ([".", "--jobz", "2"], "--jobz"),
        ([".", "--resume"], "--resume: expected --out with it"),
        ([".", "--out", "no/such/folder/x.jsonl"], "no/such/folder/x.jsonl: can't be written: No such file or directory"),
        ([".", "--dossier", "nothing.toml"], "nothing.toml"),
    ],
)
def test_unusable_arguments(mahdar: Run, pages: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str) -> None:
    monkeypatch.chdir(pages)
    result = mahdar("read", *arguments)
    assert result.status == 2
    assert message in result.err
    assert result.out == ""


@pytest.mark.parametrize("option", ["--dossier", "--knowledge"])
def test_a_faulty_data_file_is_named(mahdar: Run, pages: Path, tmp_path: Path, option: str) -> None:
    fault = tmp_path / "mine.toml"
    fault.write_text("this is not TOML", encoding="utf-8")
    result = mahdar("read", pages, option, fault)
    assert result.status == 2
    assert "mine.toml" in result.err
    assert "Traceback" not in result.err


@pytest.mark.slow
def test_many_processes_give_the_same(mahdar: Run, pages: Path) -> None:
    (pages / "2-empty.txt").write_bytes(b"")
    alone, together = mahdar("read", pages), mahdar("read", pages, "--jobs", "3")
    assert together == alone
    assert alone.status == 1


def test_the_time_of_each_room_is_told_on_demand(mahdar: Run, pages: Path) -> None:
    plain, timed = mahdar("read", pages), mahdar("read", pages, "--profile")
    assert timed.out == plain.out
    head, *rows, whole = [line.split() for line in timed.err.splitlines() if line.split()[0] in {"room", *ROOMS, CAPTURE, LINKING, REST, "all"}]
    assert head == ["room", "pages", "seconds", "share", "µs", "a", "page"]
    assert {row[0] for row in rows} == {*ROOMS, CAPTURE, LINKING, REST}
    assert sum(float(row[3].rstrip("%")) for row in rows) == pytest.approx(100, abs=0.5)
    assert sum(float(row[2]) for row in rows) == pytest.approx(float(whole[2]), abs=0.01)
    assert any(line.startswith("slowest") and line.endswith(".txt") for line in timed.err.splitlines())


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_a_report_holds_the_profile_that_was_asked_for(mahdar: Run, pages: Path, tmp_path: Path, form: str) -> None:
    options = ["read", pages, "--format", form, "--out", tmp_path / "out", "--report", tmp_path / "report.json"]
    mahdar(*options, "--profile")
    profile = msgspec.json.decode((tmp_path / "report.json").read_bytes(), type=RunReport).profile
    assert profile is not None
    assert profile.pages > 0
    assert set(profile.rooms) == {*ROOMS, CAPTURE, LINKING, REST}
    assert sum(room.share for room in profile.rooms.values()) == pytest.approx(1, abs=0.01)
    assert [page.seconds for page in profile.slowest] == sorted((page.seconds for page in profile.slowest), reverse=True)


def test_out_takes_what_would_be_printed(mahdar: Run, pages: Path, tmp_path: Path) -> None:
    printed = mahdar("read", pages).out
    out = tmp_path / "o.jsonl"
    out.write_text("from before", encoding="utf-8")
    result = mahdar("read", pages, "--out", out)
    assert result == (0, "", "3 pages read\n")
    assert out.read_text(encoding="utf-8") == printed


def test_resume_goes_on_after_the_last_whole_line(mahdar: Run, pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.jsonl"
    mahdar("read", pages, "--out", out)
    whole = out.read_bytes()
    first = whole.index(b"\n") + 1
    out.write_bytes(whole[: first + 100])
    result = mahdar("read", pages, "--out", out, "--resume")
    assert result == (0, "", "2 pages read, 1 had been read before\n")
    assert out.read_bytes() == whole
    assert mahdar("read", pages, "--out", out, "--resume").err == "0 pages read, 3 had been read before\n"
    assert out.read_bytes() == whole


def test_resume_reads_a_changed_page_again(mahdar: Run, pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.jsonl"
    mahdar("read", pages, "--out", out)
    (pages / "1.txt").write_text("تأجيل الجولة\n\nأعلنت الوزارة تأجيل الجولة إلى الشهر المقبل.\n", encoding="utf-8")
    assert mahdar("read", pages, "--out", out, "--resume").err == "1 page read, 2 had been read before\n"


def test_resume_leaves_a_file_of_something_else_alone(mahdar: Run, pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "notes.txt"
    out.write_text('{"mine": 1}\n', encoding="utf-8")
    result = mahdar("read", pages, "--out", out, "--resume")
    assert result.status == 2
    assert f"{out}, line 1: expected a line of `mahdar read`" in result.err
    assert out.read_text(encoding="utf-8") == '{"mine": 1}\n'


def dump_of(pages: Path, times: int = 1) -> bytes:
    """The pages as rows of a dump, again and again, with a faulty line and one without Arabic among them."""
    rows = [json.dumps({"text": path.read_text(encoding="utf-8")}) for path in sorted(pages.glob("*.txt"))]
    return "\n".join([rows[0], "{", *rows[1:], '{"text": "English"}'] * times).encode()


def test_a_dump_is_read_row_by_row(mahdar: Run, pages: Path, tmp_path: Path) -> None:
    dump = tmp_path / "dump.jsonl.gz"
    dump.write_bytes(gzip.compress(dump_of(pages), mtime=0))
    result = mahdar("read", dump)
    assert result.status == 1
    assert [reading.source for reading in readings(result.out)] == [f"{dump.as_posix()}#{number}" for number in (1, 3, 4)]
    failed, left_out, count = result.err.splitlines()
    assert failed.startswith(f"{dump.as_posix()}#2: line 2 (at byte ")
    assert left_out == "left out, being no pages to read: 1 part of archives, dumps and feeds (no Arabic letter: 1)"
    assert count == "3 pages read, 1 failed"


def test_resume_goes_on_inside_a_dump(mahdar: Run, pages: Path, tmp_path: Path) -> None:
    dump, out = tmp_path / "dump.jsonl", tmp_path / "o.jsonl"
    dump.write_bytes(dump_of(pages))
    mahdar("read", dump, "--out", out)
    whole = out.read_bytes()
    out.write_bytes(whole[: whole.index(b"\n") + 100])
    result = mahdar("read", dump, "--out", out, "--resume")
    assert result.err.endswith("2 pages read, 1 had been read before, 1 failed\n")
    assert out.read_bytes() == whole


@pytest.mark.slow
def test_many_processes_read_a_dump_the_same(mahdar: Run, pages: Path, tmp_path: Path) -> None:
    dump, archive = tmp_path / "dump.jsonl.gz", tmp_path / "crawl.warc.gz"
    dump.write_bytes(gzip.compress(dump_of(pages, 10), mtime=0))
    archive.write_bytes(b"".join(gzip.compress(record(number), mtime=0) for number in range(20))[:-20])
    alone, together = mahdar("read", dump, archive), mahdar("read", dump, archive, "--jobs", "2")
    assert together == alone
    assert len(alone.out.splitlines()) == 49


PEAK = """
import resource, sys
from mahdar.cli.main import run
run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


@pytest.mark.slow
def test_memory_is_flat_over_many_rows(tmp_path: Path) -> None:
    # Peak memory is the whole process's, so each dump has one of its own; the larger has ten times as many rows.
    peaks = {}
    for rows in (100, 1000):
        dump = tmp_path / f"{rows}.jsonl.gz"
        with gzip.open(dump, "wt", encoding="utf-8") as file:
            for number in range(rows):
                file.write(json.dumps({"id": number, "text": "قال الوزير إن المحادثات بدأت. " * 2 + f"العدد {number}."}) + "\n")
        command = [sys.executable, "-c", PEAK, "read", str(dump), "--out", str(tmp_path / "o.jsonl")]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=True)
        assert f"{rows} pages read" in done.stderr
        peaks[rows] = int(done.stderr.splitlines()[-1])
    assert peaks[1000] < peaks[100] * 1.15


def test_an_address_is_fetched_and_what_was_fetched_is_kept_as_told(mahdar: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[FetchSettings] = []

    class Fetcher(FakeNetwork):
        def __init__(self, settings: FetchSettings) -> None:
            asked.append(settings)
            super().__init__(page=HTML)

        def __enter__(self) -> Fetcher:
            return self

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(fetch, "Fetcher", Fetcher)
    result = mahdar("read", "https://site.example/page", "https://site.example/no", "--allow-private", "--warc", tmp_path / "kept.warc.gz")
    assert [reading.url for reading in readings(result.out)] == ["https://site.example/page"]
    assert "https://site.example/no: expected status 200, got 404" in result.err
    (settings,) = asked
    assert (settings.allow_private, settings.warc) == (True, tmp_path / "kept.warc.gz")
    mahdar("read", "https://site.example/page")
    assert (asked[1].allow_private, asked[1].warc) == (False, None)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupted_run_loses_nothing(mahdar: Run, pages: Path, tmp_path: Path, jobs: int) -> None:
    text = (pages / "1.txt").read_text(encoding="utf-8")
    for number in range(400):
        (pages / f"more-{number:03}.txt").write_text(f"{text}\nوحضر الجلسة {number} صحفيا.\n", encoding="utf-8")
    out = tmp_path / "o.jsonl"
    command = [sys.executable, "-m", "mahdar", "read", str(pages), "--out", str(out), "--jobs", str(jobs)]
    path = os.pathsep.join(filter(None, sys.path))
    # Where the tests run in the background, their shell has them ignore SIGINT, and processes inherit that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(command, stderr=subprocess.PIPE, env=os.environ | {"PYTHONPATH": path}, start_new_session=True)
    finally:
        signal.signal(signal.SIGINT, before)
    with process:
        try:
            while not (out.exists() and out.stat().st_size) and process.poll() is None:
                time.sleep(0.01)
            os.killpg(process.pid, signal.SIGINT)  # As a terminal does: to every process of the command.
            _, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 130, err.decode()
    assert b"Traceback" not in err
    assert b"the same command with --resume goes on from there" in err
    kept = out.read_bytes()
    assert kept.endswith(b"\n")
    assert 0 < len(kept.splitlines()) < 403
    assert [json.loads(line)["engine"] for line in kept.splitlines()]
    assert mahdar("read", pages, "--out", out, "--resume").status == 0
    assert out.read_text(encoding="utf-8") == mahdar("read", pages).out


@pytest.mark.slow
def test_a_closed_pipe_is_no_fault(pages: Path) -> None:
    path = os.pathsep.join(filter(None, sys.path))
    for number in range(60):
        (pages / f"more-{number}.txt").write_bytes((pages / "1.txt").read_bytes())
    command = [sys.executable, "-m", "mahdar", "read", str(pages)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | {"PYTHONPATH": path}) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read()
    assert process.returncode == 141
    assert b"Traceback" not in err
