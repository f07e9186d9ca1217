from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mahdar.capture import find, stores
from mahdar.cli.main import run
from mahdar.engine.shards import shards
from mahdar.errors import SourceError, UsageError
from mahdar.model import Reading
from tests.support.archives import TEXT, record
from tests.support.objects import address, object_store

NEWS = "crawl-data/CC-NEWS/2024/01"
PERSIAN = "وزیر خارجه گفت که مذاکرات در پایتخت به موقع آغاز شده است و همه هیئت‌ها در این نشست شرکت می‌کنند."


def parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"id": ["a"], "text": [TEXT]}), out)
    return out.getvalue()


ARCHIVE = gzip.compress(record(1)) + gzip.compress(record(2))
OBJECTS = {
    f"{NEWS}/CC-NEWS-1.warc.gz": ARCHIVE,
    f"{NEWS}/CC-NEWS-2.warc.gz": ARCHIVE[:-30],
    f"{NEWS}/warc.paths.gz": gzip.compress(f"{NEWS}/CC-NEWS-1.warc.gz\n{NEWS}/CC-NEWS-2.warc.gz\n".encode()),
    "dumps/a.jsonl": json.dumps({"id": "1", "text": TEXT, "outlet": "مرساة"}).encode()
    + b"\n"
    + json.dumps({"id": "2", "text": PERSIAN}).encode()
    + b"\n",
    "dumps/b.parquet": parquet(),
    "large.jsonl": (json.dumps({"text": TEXT * 20}) + "\n").encode() * 700,
    "dumps/readme.md": b"none of ours",
}


@pytest.fixture(scope="module")
def options() -> Iterator[str]:
    with object_store(OBJECTS) as options:
        yield options


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[Reading], str]:
    status = run(["read", *arguments])
    out, err = capsys.readouterr()
    return status, [msgspec.json.decode(line, type=Reading) for line in out.splitlines()], err


def test_a_folder_and_a_pattern_are_listed(options: str) -> None:
    assert stores.listed(address("dumps", options)) == [address("dumps/a.jsonl", options), address("dumps/b.parquet", options)]
    assert stores.listed(address("crawl-data/**/*-1.warc.gz", options)) == [address(f"{NEWS}/CC-NEWS-1.warc.gz", options)]
    with pytest.raises(UsageError, match="found 3 of other kinds or names"):
        stores.listed(address("dumps/*.warc", options))


def test_what_is_not_there_is_told(options: str) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        stores.listed(address("nowhere", options))
    with pytest.raises(SourceError, match="can't be read"):
        stores.opened(address("dumps/gone.jsonl", options))
    with pytest.raises(UsageError, match="expected an address of an object store"):
        stores.listed("unknown://archive/dumps")


def test_dumps_of_a_store_are_read_as_files_are(options: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, readings, err = told(capsys, address("dumps", options))
    assert status == 0, err
    assert [TEXT in reading.text for reading in readings] == [True, False, True]


def test_pages_of_another_language_are_left_out_before_they_are_read(options: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, readings, err = told(capsys, address("dumps/a.jsonl", options), "--language", "ar")
    assert status == 0, err
    assert [reading.text for reading in readings] == [TEXT]
    assert "another language (fa)" in err


def test_pages_are_named_without_what_a_store_is_opened_with(options: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, readings, _ = told(capsys, address("dumps", options))
    assert [reading.source for reading in readings] == [
        "s3://archive/dumps/a.jsonl#1",
        "s3://archive/dumps/a.jsonl#2",
        "s3://archive/dumps/b.parquet#a",
    ]


@pytest.mark.parametrize("path", ["gone", "gone/*.jsonl", "dumps/*.warc", f"{NEWS}/wet.paths.gz", "%zz\n"])
def test_no_message_names_the_keys_of_a_store(path: str, options: str) -> None:
    source = f"s3://key:secret@archive/{path}{options}"
    with pytest.raises(SourceError) as opened:
        stores.opened(source)
    with pytest.raises(UsageError) as found:
        find([source])
    assert not any(word in str(caught.value) for caught in (opened, found) for word in ("secret", "endpoint_override"))


def test_a_large_dump_of_a_store_is_several_shards(options: str) -> None:
    assert [shard.count is None for shard in shards(find([address("large.jsonl", options)]))] == [False, True]


def test_an_archive_of_a_store_is_read_and_one_that_is_cut_off_is_told(options: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, readings, err = told(capsys, address(NEWS, options))
    assert status == 1
    assert len(readings) == 3
    assert "CC-NEWS-2.warc.gz" in err


def test_a_listing_of_common_crawl_stands_for_its_archives(options: str) -> None:
    found = find([address(f"{NEWS}/warc.paths.gz", options)])
    # A listing names archives by their path from the root of the bucket.
    assert [str(one).partition("?")[0] for one in found.inputs] == [address(f"{NEWS}/CC-NEWS-{n}.warc.gz", "") for n in (1, 2)]


def test_a_copied_listing_stands_for_the_archives_beside_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for key, data in OBJECTS.items():
        (tmp_path / key).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / key).write_bytes(data)
    _, readings, _ = told(capsys, str(tmp_path / NEWS / "warc.paths.gz"))
    assert len(readings) == 3


@pytest.mark.parametrize("listing", [b"", b"/etc/passwd\n", b"crawl-data/../../x.warc.gz\n", "ملف".encode()])
def test_a_listing_of_anything_else_is_refused(tmp_path: Path, listing: bytes) -> None:
    file = tmp_path / "warc.paths"
    file.write_bytes(listing)
    with pytest.raises(UsageError, match="expected"):
        find([str(file)])
