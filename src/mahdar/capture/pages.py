"""A file, or bytes, as a `Page`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from mahdar.capture.decode import MAX_PAGE_BYTES, expect_size
from mahdar.capture.find import STDIN, find
from mahdar.capture.make import page_of
from mahdar.capture.raw import Failure, Raw
from mahdar.errors import SourceError
from mahdar.model import Given, Page

_OTHER_KINDS = {
    **dict.fromkeys((".html", ".htm", ".shtml", ".xhtml"), "HTML"),
    **dict.fromkeys((".gz", ".zip"), "a compressed file"),
    ".xml": "XML",
    ".json": "JSON",
    ".jsonl": "JSON Lines",
    ".parquet": "Parquet",
    ".warc": "a web archive",
    ".pdf": "PDF",
    ".docx": "a Word file",
}
"""Suffixes of what isn't plain text; read as text it would give wrong pages in silence."""


def page(data: bytes, source: str, given: Given = Given(), *, url: str | None = None, fetched: str | None = None) -> Page:
    """The page that ``data`` is, of which nothing else is known. Raises `SourceError` where it is none (see `page_of`)."""
    return page_of(Raw(data=data, source=source, given=given, url=url, fetched=fetched))


def load(path: Path, given: Given = Given()) -> Page | Failure:
    """The page in the file ``path`` (`STDIN` is standard input), or why there is nothing to read in it."""
    source = source_name(path)
    if kind := _OTHER_KINDS.get(path.suffix.lower()):
        return Failure(source=source, reason=f"expected plain text, got {kind}, which can't be read yet; save the page as text")
    try:
        loaded = page(_bytes(path, source), source, given)
    except SourceError as error:
        return Failure(source=error.source, reason=error.reason)
    except OSError as error:
        return Failure(source=source, reason=f"can't be read: {error.strerror}")
    return loaded


def capture(sources: Sequence[str], given: Given = Given()) -> Iterator[Page | Failure]:
    """Every page under ``sources`` (see `find`), and every failure, in a fixed order."""
    found = find(sources)
    for path, reason in found.failures:
        yield Failure(source=source_name(path), reason=reason)
    for path in found.files:
        yield load(path, given)


def source_name(path: Path) -> str:
    """How a page's ``source`` names the file: with slashes, and bytes of its name that are not UTF-8 written out."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _bytes(path: Path, source: str) -> bytes:
    """What the file holds, never taking in much more than a page can have."""
    if path == STDIN:
        data = sys.stdin.buffer.read(MAX_PAGE_BYTES + 1)
    else:
        with path.open("rb") as file:
            # A regular file's size is known before it is read; a pipe has none.
            expect_size(os.fstat(file.fileno()).st_size, source)
            data = file.read(MAX_PAGE_BYTES + 1)
    if len(data) > MAX_PAGE_BYTES:
        raise SourceError(source, f"expected a page of at most {MAX_PAGE_BYTES // 1024**2} MiB, got more; if it holds many pages, split it")
    return data
