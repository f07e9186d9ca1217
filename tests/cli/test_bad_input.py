"""Bad input through the real command line: each item is named with the reason and the place, in bounded time and memory, and the rest goes on."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mahdar.capture.fetch import FetchSettings
from mahdar.capture.limits import MIB
from mahdar.cli import read
from mahdar.engine import reading
from mahdar.model import Page, Reading
from mahdar.reader import Reader
from tests.support import dying
from tests.support.archives import http, record
from tests.support.cli import Run

TEXT = "قال وزير الخارجية الروسي سيرغي لافروف إن المحادثات بدأت في موعدها في أستانا يوم 24 كانون الثاني 2024، مضيفا أن الوفود كلها حضرت.\n"
ROW = (json.dumps({"text": TEXT}, ensure_ascii=False) + "\n").encode()

MOST_SECONDS = 60
"""For all the bad items together; one process alone takes 8."""

MOST_MIB = 1024

MEASURED = """
import re, resource, sys
from pathlib import Path
from mahdar.cli.main import run
status = run(sys.argv[1:])
# Not ru_maxrss of itself: Linux counts into it what the process that started this one had in memory at that moment.
own = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
peak = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
print(f"peak {peak // 1024}", file=sys.stderr)
sys.exit(status)
"""


def bomb(size: int, block: bytes = b"\0" * MIB) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([packer.compress(block) for _ in range(size // len(block))]) + packer.flush()


def large(path: Path, block: bytes, size: int) -> None:
    with path.open("wb") as file:
        for _ in range(size // len(block)):
            file.write(block)


def parquet(path: Path, texts: list[str]) -> None:
    pq.write_table(pa.table({"text": texts}), path, compression="zstd")


def rss(items: str) -> bytes:
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()


SMALL: dict[str, bytes] = {
    "bomb.txt.gz": bomb(1024 * MIB),
    "bomb.jsonl.gz": bomb(512 * MIB, b"[" * MIB),
    "bomb-within.txt.gz": gzip.compress(bomb(64 * MIB), mtime=0),
    "cut.txt.gz": gzip.compress(TEXT.encode() * 50, mtime=0)[:-30],
    "lines.txt": "أ\n".encode() * 699_050,
    "lines-with-sentences.txt": ("أ\n" * 2000 + TEXT).encode() * 300,
    "nul.txt": TEXT.encode() + b"\0" + TEXT.encode(),
    "nul.html": b"<p>" + TEXT.encode() + b"\0",
    "surrogate.txt": TEXT.encode() + b"\xed\xa0\x80" + TEXT.encode(),
    "surrogate.jsonl": ROW + b'{"text": "\\ud800"}\n' + ROW,
    "pdf.txt": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "tags.html": b"<p>" * 2_000_000 + TEXT.encode(),
    "malformed.warc": record(1) + b"junk\r\n" + record(2, length=9999) + record(3, length=5) + record(4) + record(5)[:-100],
    "large-record.warc": record(1) + record(2, http(b"<p>" + TEXT.encode() * 100_000)) + record(3),
    "relative.xml": rss("<item><title>خبر</title><link>/news/1</link></item>"),
    "items.xml": rss("<item/>" * 500_000),
    "entities.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>' + rss("<item><title>&c;</title></item>")[38:],
    "deep.jsonl": b'{"more":' + b"[" * 100_000 + b"\n" + ROW,
    "escape.jsonl": b'{"id": "\\u001b[2J", "text": ""}\n',
}

REASONS: dict[str, str] = {
    "200mb.txt": "expected a page of at most 2 MiB, got 200.3 MiB",
    "200mb.html": "expected an HTML page of at most 16 MiB, got 200.3 MiB",
    "200mb.jsonl#1": r"line 1 \(at byte 0\): expected a line of at most 64 MiB, got 200.0 MiB; passed over",
    "bomb.txt.gz": "expected a page of at most 2 MiB, got more",
    "bomb.jsonl.gz": r"expected packed text, got 256 MiB out of \d+ bytes: a zip bomb, left at byte \d+ of the packed file",
    "bomb-within.txt.gz": "expected pages in the gzip file, got gzip once more",
    "bomb.parquet#2": "row 2: expected a row of at most 64 MiB, got 80.0 MiB; passed over",
    "cut.txt.gz": r"the gzip member that begins at byte 0 is cut off at byte \d+",
    "lines.txt": "expected a page of at most 200,000 lines, got 699,050",
    "lines-with-sentences.txt": "expected a page of at most 200,000 lines, got 600,300",
    "nul.txt": r"expected text, got a binary file \(a NUL byte at byte 228\)",
    "nul.html": r"a NUL byte at byte 231",
    "surrogate.txt": r"got byte 0xED at byte 228 \(line 2\): a surrogate",
    "surrogate.jsonl#2": r"line 2 \(at byte \d+\): expected a JSON object",
    "pdf.txt": "got a PDF",
    "tags.html": "expected a page of at most 500,000 tags",
    "malformed.warc": r"expected a record \(WARC/1.0\) at byte 446, got b'junk",
    "malformed.warc#urn:uuid:2": "record at byte 452: its Content-Length of 9999 reaches over the next record, at byte 899",
    "malformed.warc#urn:uuid:3": "record at byte 899: expected its end after 5 bytes, it goes on",
    "malformed.warc#urn:uuid:5": "record at byte 1789: cut off after 138 of its 234 bytes",
    "large-record.warc#urn:uuid:2": "record at byte 446: expected a page of at most 16 MiB, got 21.7 MiB",
    "relative.xml#1": "expected a link to a page .*, got '/news/1', and the feed has no address",
    "items.xml": "expected a feed of at most 400,000 tags, got 500,00",
    "entities.xml": r"expected XML without declarations of its own, got a DTD with an internal subset \(at byte 21\)",
    "deep.jsonl#1": r"line 1 \(at byte 0\): expected a JSON object .*nested too deep",
    r"escape.jsonl#\x1b[2J": "line 1 .*got an empty text",
}
"""Each bad item by its source, with what is said of it; beside these nothing fails."""

SOUND = [
    *(f"good-{number}.txt" for number in range(9)),
    *("200mb.jsonl#2", "bomb.parquet#1", "bomb.parquet#3", "surrogate.jsonl#1", "surrogate.jsonl#3", "deep.jsonl#2"),
    *("malformed.warc#urn:uuid:1", "malformed.warc#urn:uuid:4", "large-record.warc#urn:uuid:1", "large-record.warc#urn:uuid:3"),
    *("deep.html", "deep-inline.html", "surrogate.html"),
]
"""What can be read all the same."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bad items, with good pages between them."""
    made = tmp_path_factory.mktemp("bad") / "pages"
    made.mkdir()
    for name, data in SMALL.items():
        (made / name).write_bytes(data)
    line = TEXT.encode() * 1000
    large(made / "200mb.txt", line, 200 * MIB + 2 * len(line))
    large(made / "200mb.html", b"<p>" + line, 200 * MIB + 2 * len(line))
    large(made / "200mb.jsonl", b"x" * MIB, 200 * MIB)
    with (made / "200mb.jsonl").open("ab") as file:
        file.write(b"\n" + ROW)
    parquet(made / "bomb.parquet", [TEXT, "x" * 80 * MIB, TEXT])
    (made / "deep.html").write_text("<h1>خبر</h1>" + "<div>" * 10_000 + "<p>" + TEXT + "</div>" * 10_000, encoding="utf-8")
    (made / "deep-inline.html").write_text("<h1>خبر</h1>" + "<div><p><b><i>" * 10_000 + TEXT, encoding="utf-8")
    (made / "surrogate.html").write_text(f"<p>{TEXT}&#xD800;<p>{TEXT}", encoding="utf-8")
    for number, before in enumerate(("2", "b", "d", "e", "l", "n", "r", "s", "z")):
        beside = made / f"{before}-good"
        beside.mkdir()
        (beside / f"good-{number}.txt").write_text(f"بدء الجولة {number}\n\n{TEXT}", encoding="utf-8")
    return made


def command(*arguments: str | Path) -> tuple[int, str, float, int]:
    """Status, messages, seconds and peak of memory (MiB, of the largest process) of a command."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-c", MEASURED, *map(str, arguments)], env=environment, stderr=subprocess.PIPE, timeout=600, check=False)
    *messages, peak = done.stderr.decode().splitlines()
    return done.returncode, "\n".join(messages), time.monotonic() - started, int(peak.removeprefix("peak "))


def expect_named(messages: str, folder: Path) -> None:
    """Every bad item is named once with its reason, and nothing else."""
    named = [line.removeprefix(f"{folder.as_posix()}/").partition(": ")[::2] for line in messages.splitlines() if line.startswith(folder.as_posix())]
    assert sorted(source for source, _ in named) == sorted(REASONS)
    for source, reason in named:
        assert re.search(REASONS[source], reason), (source, reason)
        assert len(reason) < 400
    assert "Traceback" not in messages
    assert f"{len(SOUND)} pages read, {len(REASONS)} failed" in messages


@pytest.mark.slow
def test_each_bad_item_of_a_folder_is_named_and_the_rest_read(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.jsonl"
    # By one process here, by several where a record is built.
    status, messages, seconds, peak = command("read", folder, "--jobs", "1", "--out", out)
    assert status == 1
    expect_named(messages, folder)
    sources = [json.loads(line)["source"] for line in out.read_text(encoding="utf-8").splitlines()]
    assert sorted(source.rpartition("/")[2] for source in sources) == sorted(SOUND)
    assert sources == sorted(sources)
    assert seconds < MOST_SECONDS
    assert peak < MOST_MIB


@pytest.mark.slow
def test_a_record_of_them_has_what_can_be_read(folder: Path, tmp_path: Path, mahdar: Run) -> None:
    status, messages, seconds, peak = command("build", tmp_path / "talks.mahdar", folder, "--jobs", "2")
    assert status == 1
    expect_named(messages, folder)
    assert json.loads(mahdar("show", tmp_path / "talks.mahdar", "pages", "--json").out)["total"] > 9
    assert seconds < 2 * MOST_SECONDS
    assert peak < MOST_MIB


@pytest.mark.slow
def test_a_page_that_kills_its_process_is_named_and_the_rest_read(mahdar: Run, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = mahdar("read", pages, "--jobs", "2").out
    for name in ("0.txt", "2-deadly.txt", "4.txt"):
        (pages / name).write_bytes(dying.DEADLY)
    monkeypatch.setattr(reading, "_attempt", dying.attempt)
    result = mahdar("read", pages, "--jobs", "2")
    assert result.status == 1
    assert result.out == sound
    for name in ("0.txt", "2-deadly.txt", "4.txt"):
        assert f"{pages.as_posix()}/{name}: the process that read it died" in result.err
    assert result.err.endswith("3 pages read, 3 failed\n")


def test_a_page_that_takes_too_long_is_given_up(mahdar: Run, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = Reader.read

    def endless(self: Reader, page: Page) -> Reading:
        while "التركي" in page.text:
            pass
        return sound(self, page)

    monkeypatch.setattr(Reader, "read", endless)
    monkeypatch.setattr(reading, "MOST_SECONDS", 1)
    result = mahdar("read", pages)
    assert result.status == 1
    assert "2.txt: could not be read within 1 seconds of processor time; given up" in result.err
    assert result.err.endswith("2 pages read, 1 failed\n")


class _Hostile(BaseHTTPRequestHandler):
    """Redirects without end, silence, a feed with relative links, and a page."""

    def do_GET(self) -> None:
        path = self.path
        if path.startswith("/silent"):
            self.server.ended.wait(30)  # type: ignore[attr-defined]
            return
        if path.startswith("/redirect"):
            self.send_response(302)
            self.send_header("Location", f"{path}x")
            self.end_headers()
            return
        feed = rss("<item><title>خبر</title><link>pages/1.html</link></item><item><title>خبر</title><link>/gone</link></item>")
        body = {"/feed.xml": feed, "/pages/1.html": f"<h1>خبر</h1><p>{TEXT}".encode()}.get(path)
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "application/rss+xml" if path == "/feed.xml" else "text/html")
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Hostile)
    server.daemon_threads = True
    server.ended = threading.Event()  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.ended.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()


@pytest.mark.slow
def test_hostile_hosts_are_named_and_the_rest_read(mahdar: Run, site: str, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "FetchSettings", partial(FetchSettings, timeout=0.5, deadline=2.0, delay=0.0, cache=None))
    started = time.monotonic()
    result = mahdar("read", f"{site}/redirect", f"{site}/silent", pages, f"{site}/feed.xml", "--allow-private")
    assert time.monotonic() - started < 30
    assert result.status == 1
    for path, reason in {"redirect": "expected at most 5 redirects", "silent": r"no answer|answer within|2 s", "gone": "got 404"}.items():
        (line,) = [line for line in result.err.splitlines() if line.startswith(f"{site}/{path}: ")]
        assert re.search(reason, line), line
    sources = [json.loads(line)["source"] for line in result.out.splitlines()]
    assert sources == [*(f"{pages.as_posix()}/{number}.txt" for number in (1, 2, 3)), f"{site}/pages/1.html"]
    assert result.err.endswith("4 pages read, 3 failed\n")
