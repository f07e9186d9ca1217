"""Every exchange written down in a web archive (WARC 1.1, ISO 28500:2017), so that a capture can be proved later.

Each record is a gzip member of its own. The heads are those sent and received. The body is the one transferred, in its content coding,
after the chunks of the transfer coding were joined: where the answer came in chunks, its head says ``X-Crawl-Transfer-Encoding`` in place of
``Transfer-Encoding`` and has a ``Content-Length``, as in the archives of Common Crawl, so that every reader finds the body that the digest is of.
"""

from __future__ import annotations

import hashlib
import io
import uuid
from datetime import UTC, datetime
from pathlib import Path

import httpx
import msgspec
from fastwarc.stream_io import GzipReader, GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from mahdar.capture.fetch.cache import Place
from mahdar.errors import UsageError

_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """A request and its answer. ``body`` is as transferred; ``cut`` says that it was read in part only; ``at`` is when the request was
    sent (seconds since 1970); ``peer`` is the address that was connected to.
    """

    request: httpx.Request
    response: httpx.Response
    body: bytes
    cut: bool
    at: float
    peer: str


class Archive:
    """The archive in ``path``, which is made, or added to where it is there. Raises `UsageError` where it can't be written or isn't an archive."""

    def __init__(self, path: Path, *, agent: str, now: float) -> None:
        self._path = path
        if path.suffix != ".gz":
            raise UsageError(f"{path}: expected a name that ends in .warc.gz for the archive, since its records are compressed")
        try:
            self._file = path.open("a+b", buffering=0)
            self._file.seek(0)
            if self._file.read(2) not in (b"", b"\x1f\x8b"):
                self._file.close()
                raise UsageError(f"{path}: expected a web archive (.warc.gz) to add to, found another kind of file; name another one")
        except OSError as error:
            raise UsageError(f"{path}: the archive can't be written: {error.strerror}") from error
        info = f"software: {agent}\r\nformat: WARC File Format 1.1\r\nrobots: RFC 9309\r\n".encode()
        self._id = f"uuid:{uuid.uuid4()}"
        fields = {"Content-Type": "application/warc-fields", "WARC-Filename": path.name}
        self._append([self._record(WarcRecordType.warcinfo, self._id, now, fields, info)])

    def add(self, exchange: Exchange, known: Place | None = None) -> Place:
        """Writes the request and the answer, and returns where the answer is. ``known`` is where the body is that a 304 answer stands for."""
        request_id, answer_id = f"uuid:{uuid.uuid4()}", f"uuid:{uuid.uuid4()}"
        common = {"WARC-Target-URI": str(exchange.request.url), "WARC-Warcinfo-ID": f"<urn:{self._id}>", "WARC-IP-Address": exchange.peer}
        asked = common | {"Content-Type": "application/http; msgtype=request", "WARC-Concurrent-To": f"<urn:{answer_id}>"}
        told = common | {"Content-Type": "application/http; msgtype=response"}
        payload = hashlib.sha1(exchange.body, usedforsecurity=False).digest()
        kind = WarcRecordType.response
        if exchange.cut:
            told["WARC-Truncated"] = "length"
        if exchange.response.status_code == 304 and known is not None:
            kind, payload = WarcRecordType.revisit, known.payload
            told |= {"WARC-Profile": _NOT_MODIFIED, "WARC-Refers-To": f"<urn:{known.record}>", "WARC-Refers-To-Date": known.date}
            told["WARC-Refers-To-Target-URI"] = str(exchange.request.url)
        request = self._record(WarcRecordType.request, request_id, exchange.at, asked, _request_head(exchange.request))
        answer = self._record(kind, answer_id, exchange.at, told, _answer_head(exchange) + exchange.body, payload)
        start = self._append([request, answer])
        place = Place(file=str(self._path.resolve()), offset=start + len(request), record=answer_id, date=_date(exchange.at), payload=payload)
        return known if kind == WarcRecordType.revisit and known is not None else place

    def holds(self, place: Place | None) -> bool:
        """Whether the record at ``place`` is in this archive: one that was begun anew under the same name doesn't hold it."""
        if place is None or place.file != str(self._path.resolve()):
            return False
        try:
            with self._path.open("rb") as file:
                file.seek(place.offset)
                return f"<urn:{place.record}>".encode() in GzipReader(io.BytesIO(file.read(4096))).read(1024)
        except Exception:  # whatever a reader makes of bytes that aren't a record, they aren't this one
            return False

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def _record(self, kind: WarcRecordType, identity: str, at: float, fields: dict[str, str], block: bytes, payload: bytes | None = None) -> bytes:
        """One record as a gzip member."""
        record = WarcRecord()
        record.init_headers(kind, identity.encode())
        record.headers["WARC-Date"] = _date(at)
        for name, value in fields.items():
            record.headers[name] = value
        record.set_bytes_content(block)
        out = io.BytesIO()
        writer = GzipWriter(out)
        record.write(writer, checksum_data=True, payload_digest=payload)
        writer.finish()
        return out.getvalue()

    def _append(self, records: list[bytes]) -> int:
        """Adds records to the file, whole or not at all, and returns where they begin. Raises `UsageError` where they can't be written."""
        start = self._file.seek(0, io.SEEK_END)
        left = memoryview(b"".join(records))
        try:
            while left:
                left = left[self._file.write(left) :]
        except BaseException as error:
            # Half a record would keep readers from all that is added after it.
            self._file.truncate(start)
            if isinstance(error, OSError):
                raise UsageError(f"{self._path}: the archive can't be written: {error.strerror}") from error
            raise
        return start


def _request_head(request: httpx.Request) -> bytes:
    """The request line and headers as sent."""
    line = b"%b %b HTTP/1.1" % (request.method.encode(), request.url.raw_path)
    return _head(line, request.headers.raw)


def _answer_head(exchange: Exchange) -> bytes:
    """The status line and headers as received, but for what tells of chunks."""
    response = exchange.response
    version: bytes = response.extensions["http_version"]
    reason: bytes = response.extensions["reason_phrase"]
    headers = response.headers.raw
    if "transfer-encoding" in response.headers:
        kept = [(name, value) for name, value in headers if name.lower() != b"content-length"]
        headers = [(b"X-Crawl-" + name if name.lower() == b"transfer-encoding" else name, value) for name, value in kept]
        headers.append((b"Content-Length", str(len(exchange.body)).encode()))
    return _head(b"%b %d %b" % (version, response.status_code, reason), headers)


def _head(line: bytes, headers: list[tuple[bytes, bytes]]) -> bytes:
    """A start line and headers, with the empty line after them."""
    return b"".join([line, b"\r\n", *(b"%b: %b\r\n" % header for header in headers), b"\r\n"])


def _date(at: float) -> str:
    """A WARC-Date."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
