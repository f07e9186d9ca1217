"""Bytes to text: strict UTF-8, and a reason that helps where it isn't."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from mahdar.errors import SourceError

MAX_PAGE_BYTES = 2 * 1024 * 1024
"""The largest page that is read: 2 MiB, some twenty times a long live blog. What is larger is a dump, not a page."""


def decode(data: bytes, source: str) -> str:
    """The text of ``data``; a UTF-8 byte order mark at its start is left out, nothing else is changed.

    Raises `SourceError`, naming ``source``, for more than `MAX_PAGE_BYTES`, UTF-16, binary data (a NUL byte) and
    bytes that are not UTF-8 (with the first such byte and its position, counted from 0).
    """
    expect_size(len(data), source)
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise SourceError(source, "expected UTF-8, got the byte order mark of UTF-16; convert it first: iconv -f UTF-16 -t UTF-8")
    if (at := data.find(b"\0")) >= 0:
        raise SourceError(source, f"expected text, got a binary file (a NUL byte at byte {at})")
    # Not "utf-8-sig": positions in its errors would not count the mark.
    try:
        return data.decode("utf-8").removeprefix("\ufeff") if data.startswith(BOM_UTF8) else data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{data[error.start]:02X} at byte {error.start} (line {line})"
        hint = "if it is Windows Arabic, convert it first: iconv -f WINDOWS-1256 -t UTF-8"
        raise SourceError(source, f"expected UTF-8, got {found}: {error.reason}; {hint}") from error


def expect_size(size: int, source: str) -> None:
    """Raise `SourceError` where ``size`` bytes are more than a page can have."""
    if size > MAX_PAGE_BYTES:
        limit = MAX_PAGE_BYTES // 1024**2
        raise SourceError(source, f"expected a page of at most {limit} MiB, got {size / 1024**2:.1f} MiB; if it holds many pages, split it")
