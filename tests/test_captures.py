"""The examples of other captures than plain text are what their script makes of them, and are read whole."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from mahdar.capture import capture
from mahdar.model import Page
from tests.conftest import ROOT

CAPTURES = ROOT / "examples/captures"


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("page.html", [""]),
        ("crawl.warc.gz", ["astana-22", "79"]),
        ("feed.xml", ["libya-road"]),
        ("dump.jsonl.gz", ["77", "78"]),
        ("dump.parquet", ["77", "78"]),
    ],
)
def test_every_example_is_read_whole(name: str, pages: list[str]) -> None:
    found = list(capture([str(CAPTURES / name)]))
    assert [(page.url or "").rpartition("/")[2] for page in found if isinstance(page, Page)] == pages
    assert len(found) == len(pages)


def test_the_packed_examples_are_what_their_script_makes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "tools/captures.py", tmp_path], check=True, timeout=60)
    # Packed bytes differ between versions of zlib and Arrow; what is in them doesn't.
    for path in sorted(tmp_path.iterdir()):
        assert content(path) == content(CAPTURES / path.name), f"run tools/captures.py for {path.name}"
    assert len(list(tmp_path.iterdir())) == 3


def content(path: Path) -> object:
    return pq.read_table(path).to_pylist() if path.suffix == ".parquet" else gzip.decompress(path.read_bytes())
