"""Web archives: the pages of their records, one after the other, whatever happened to the archive.

A record's header and its HTTP message are parsed by FastWARC. Where records begin and end is followed here: FastWARC stops at
the first malformed one, or passes over what it can't make out in silence, and a record that says a wrong length takes its
neighbours with it. Here what is malformed is told with its place, and the next record is looked for.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Literal

import msgspec
from fastwarc.stream_io import BrotliReader
from fastwarc.warc import ArchiveIterator, WarcRecord

from mahdar.capture.gz import gunzip_whole, inflate_whole
from mahdar.capture.limits import MAX_HTML_BYTES, MIB, expect_page_size
from mahdar.capture.raw import Failure, Raw, Skipped
from mahdar.capture.sniff import HEAD, Kind, sniff
from mahdar.capture.tape import CHUNK, Tape
from mahdar.errors import SourceError
from mahdar.model import Given

MAX_HEADER_BYTES = 64 * 1024
"""The longest header of a record; FastWARC's own limit is half of it."""

MAX_RECORD_BYTES = MAX_HTML_BYTES + MIB
"""The largest record that is taken in: an HTML page of the largest size, in chunks, with its HTTP header."""

PAGE_TYPES = {"text/html", "application/xhtml+xml", "text/plain"}
"""Media types of pages. Feeds and sitemaps in an archive lead to pages outside it and are passed over."""

_WITH_PAGES = {"response", "resource", "conversion"}
_SILENT = {"warcinfo", "request", "metadata", "revisit"}
_START = re.compile(rb"WARC/\d\.\d{1,2}[ \t]*\r?\n")
_START_INSIDE = re.compile(rb"(?:\A[\r\n]*+|\r?\n\r?\n)(?=WARC/\d\.\d{1,2}[ \t]*\r?\n)")
_START_LENGTH = 16
"""More bytes than the beginning of a record and the blank line before it have."""

_FIELD = re.compile(rb"^(content-length|warc-type|warc-record-id):[ \t]*([^\r\n]*?)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_CHUNK_HEADER = re.compile(rb"[0-9A-Fa-f]{1,8}[ \t]*(?:;[^\r\n]*)?\r?\n")


class _Header(msgspec.Struct, frozen=True):
    """A record's header as it stands, and what of it says how to go on."""

    data: bytes
    at: int
    length: int
    type: str
    source: str


def records(tape: Tape, archive: str, given: Given) -> Iterator[Raw | Failure | Skipped]:
    """The pages of the archive on ``tape``: responses with status 200, resources, and conversions (the plain text of WET files).

    A page's source is ``FILE#ID`` with the record's id, else its number from 1. Requests and their like are passed over in
    silence, other kinds of content and other statuses as `Skipped`. Positions are those in the unpacked archive.
    """
    number = 0
    lost = False
    while True:
        _pass_blank_lines(tape)
        if not tape.peek(1):
            return
        if not _START.match(tape.peek(32)):
            at, found = tape.position, tape.peek(24)
            _pass_to_start(tape)
            if not lost:
                passed = f"{tape.position - at} bytes passed over"
                yield Failure(source=archive, reason=f"expected a record (WARC/1.0) at byte {at}, got {found!r}; {passed}")
            lost = False
            continue
        number += 1
        try:
            header = _header(tape, archive, number)
            lost = False
            if (outcome := _record(tape, header, given)) is not None:
                yield outcome
        except SourceError as error:
            lost = True
            yield Failure(source=error.source, reason=error.reason)


def _pass_blank_lines(tape: Tape) -> None:
    while (ahead := tape.peek(64)) and (blank := len(ahead) - len(ahead.lstrip(b"\r\n"))):
        tape.skip(blank)


def _pass_to_start(tape: Tape) -> None:
    """Come to the next line with which a record begins, or to the end."""
    while tape.skip_line() and not _START.match(tape.peek(32)):
        pass


def _header(tape: Tape, archive: str, number: int) -> _Header:
    """The header at the tape's place. Raises `SourceError` where it is no whole header or tells no length."""
    at = tape.position
    parts: list[bytes] = []
    while (line := tape.readline(MAX_HEADER_BYTES)) and line.strip(b"\r\n"):
        parts.append(line)
        if tape.position - at > MAX_HEADER_BYTES:
            raise SourceError(f"{archive}#{number}", f"record at byte {at}: expected a header of at most {MAX_HEADER_BYTES} bytes, got a longer one")
    data = b"".join(parts)
    fields = {name.lower(): value.decode("utf-8", "replace") for name, value in _FIELD.findall(data)}
    source = f"{archive}#{fields.get(b'warc-record-id', '').strip('<>') or number}"
    if not line:
        raise SourceError(source, f"record at byte {at}: cut off inside its header, at byte {tape.position}")
    length = fields.get(b"content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) < 16):
        raise SourceError(source, f"record at byte {at}: expected a Content-Length in its header, got {length[:40]!r}")
    return _Header(data + line, at, int(length), fields.get(b"warc-type", "").lower(), source)


def _record(tape: Tape, header: _Header, given: Given) -> Raw | Skipped | None:
    """What becomes of the record whose header has been read. Raises `SourceError` for a malformed one."""
    if header.length > MAX_RECORD_BYTES:
        return _large_record(tape, header)
    block = tape.read(header.length)
    _expect_end(tape, header, block)
    if header.type not in _WITH_PAGES:
        return _other_type(header)
    record = _parsed(header, block)
    if skipped := _no_page(header, record):
        return skipped
    media_type = _media_type(record)
    data = _body(record, header, block)
    # A record can say what it likes; a picture or an empty body under the name of a page is no fault of the archive.
    if not data.strip() or (kind := sniff(data[:HEAD], media_type=media_type)).kind not in (Kind.HTML, Kind.TEXT):
        return Skipped(source=header.source, reason=f"{kind.label} as {media_type}" if data.strip() else "an empty body")
    expect_page_size(len(data) if len(data) <= MAX_HTML_BYTES else None, header.source, html=media_type != "text/plain")
    return Raw(
        data=data,
        source=header.source,
        given=given,
        url=_field(record, "WARC-Target-URI").strip("<>") or None,
        fetched=_field(record, "WARC-Date") or None,
        media_type=media_type,
        charset=record.http_charset if record.is_http else _charset(record),
        within=True,
    )


def _other_type(header: _Header) -> Skipped | None:
    return None if header.type in _SILENT else Skipped(source=header.source, reason=f"{header.type or 'untyped'} record"[:60])


def _large_record(tape: Tape, header: _Header) -> Skipped | None:
    """Pass over a record that is no page by its size alone. One that only says so must not take the rest of the archive with it."""
    record = _parsed(header, tape.peek(MAX_HEADER_BYTES)) if header.type in _WITH_PAGES else None
    left = header.length
    while left and (ahead := tape.peek(min(left, CHUNK))):
        # Looked for first, being found many times faster.
        if b"WARC/" in ahead and (inside := _START_INSIDE.search(ahead)):
            tape.skip(inside.end())
            raise _reaches_over(header, tape.position)
        # A beginning may lie across the border of what was looked at.
        left -= tape.skip(max(1, len(ahead) - _START_LENGTH) if left > len(ahead) else len(ahead))
    _expect_whole(header, header.length - left)
    if record is None:
        return _other_type(header)
    if skipped := _no_page(header, record):
        return skipped
    raise SourceError(
        header.source, f"record at byte {header.at}: expected a page of at most {MAX_HTML_BYTES // MIB} MiB, got {header.length / MIB:.1f} MiB"
    )


def _expect_whole(header: _Header, got: int) -> None:
    if got < header.length:
        raise SourceError(header.source, f"record at byte {header.at}: cut off after {got} of its {header.length} bytes; what came before it is kept")


def _expect_end(tape: Tape, header: _Header, block: bytes) -> None:
    """Raise `SourceError` where the record doesn't end where it says; go back to the next one where it is inside the block."""
    ahead = tape.peek(64)
    rest = ahead.lstrip(b"\r\n")
    blank = len(ahead) - len(rest)
    whole = len(block) == header.length
    if whole and (not rest or (blank and rest.startswith(b"WARC/"))):
        return
    # The next record's beginning may lie across the border of what was read.
    inside = _START_INSIDE.search(block + ahead[:_START_LENGTH])
    if inside and inside.end() <= len(block):
        tape.back(block[inside.end() :])
        raise _reaches_over(header, tape.position)
    if whole and blank >= 4:
        return
    _expect_whole(header, len(block))
    raise SourceError(header.source, f"record at byte {header.at}: expected its end after {header.length} bytes, it goes on")


def _reaches_over(header: _Header, at: int) -> SourceError:
    return SourceError(header.source, f"record at byte {header.at}: its Content-Length of {header.length} reaches over the next record, at byte {at}")


def _parsed(header: _Header, block: bytes, decode: Literal["none", "transfer"] = "transfer") -> WarcRecord:
    """The record as FastWARC has it. Raises `SourceError` where that finds it malformed."""
    try:
        return next(iter(ArchiveIterator(io.BytesIO(header.data + block), parse_http=True, auto_decode=decode, stream_detect=False)))
    except (OSError, ValueError, StopIteration) as error:
        raise SourceError(header.source, f"record at byte {header.at}: malformed ({_told(error)})") from error


def _no_page(header: _Header, record: WarcRecord) -> Skipped | None:
    """Why a record holds no page, where it doesn't."""
    if record.is_http:
        status = record.http_headers.status_code if record.http_headers is not None else None
        if status is None:
            raise SourceError(header.source, f"record at byte {header.at}: expected an HTTP response, got something else")
        if status != 200:
            return Skipped(source=header.source, reason=f"status {status}")
    if (media_type := _media_type(record)) not in PAGE_TYPES:
        return Skipped(source=header.source, reason=(media_type or "no media type")[:60])
    return None


def _media_type(record: WarcRecord) -> str | None:
    if record.is_http:
        return (record.http_content_type or "").lower() or None
    return _field(record, "Content-Type").partition(";")[0].strip().lower() or None


def _field(record: WarcRecord, name: str) -> str:
    return record.headers.get(name) or ""


def _charset(record: WarcRecord) -> str | None:
    """The charset of a record that is no HTTP message; the text of a WET file is UTF-8 by its definition."""
    if found := re.search(r"charset\s*=\s*\"?([\w.:-]+)", _field(record, "Content-Type"), re.IGNORECASE):
        return found[1]
    return "utf-8" if _field(record, "WARC-Type").lower() == "conversion" else None


def _body(record: WarcRecord, header: _Header, block: bytes) -> bytes:
    """The page's bytes, with what was done to them on the way undone.

    Archives are found whose bodies are as they should be while their headers still tell of chunks or packing: a body that
    doesn't begin so is taken as it is.
    """
    limit = MAX_HTML_BYTES
    try:
        data = record.reader.read(limit + 1)
    except OSError as error:
        data = _parsed(header, block, "none").reader.read(limit + 1)
        if _CHUNK_HEADER.match(data):
            raise SourceError(header.source, f"record at byte {header.at}: its chunks are malformed ({_told(error)})") from error
    codings = (record.http_headers.get("Content-Encoding") or "") if record.is_http and record.http_headers is not None else ""
    for coding in reversed([coding.strip().lower() for coding in codings.split(",")]):
        try:
            data = _decoded(data, coding, limit)
        except (OSError, ValueError) as error:
            raise SourceError(header.source, f"record at byte {header.at}: its body, packed as {coding}, is {_told(error)}") from error
    return data


def _decoded(data: bytes, coding: str, limit: int) -> bytes:
    """``data`` without one content coding, at most ``limit`` + 1 bytes of it."""
    if coding in ("gzip", "x-gzip"):
        return gunzip_whole(data, limit) if data.startswith(b"\x1f\x8b") else data
    if data.lstrip()[:1] == b"<":  # Neither way of packing begins like markup, but what a crawler has unpacked does.
        return data
    if coding == "deflate":
        return inflate_whole(data, limit)
    if coding == "br":
        return BrotliReader(io.BytesIO(data)).read(limit + 1)
    if coding in ("", "identity", "none", "utf-8"):
        return data
    raise ValueError("of a kind that can't be unpacked here (gzip, deflate and br can)")


def _told(error: Exception) -> str:
    """What FastWARC complains of; it quotes what it read, at any length."""
    return str(error)[:80] or type(error).__name__
