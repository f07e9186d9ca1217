"""A store of objects on loopback that speaks as much of S3 as it takes to list and read: HEAD, GET with a range, ListObjectsV2."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

BUCKET = "archive"
_HEADERS = {"ETag": '"0"', "Last-Modified": "Wed, 24 Jan 2024 10:00:00 GMT", "Accept-Ranges": "bytes"}


@contextmanager
def object_store(objects: Mapping[str, bytes]) -> Iterator[str]:
    """Serve ``objects`` by their keys; gives what goes behind ``s3://archive/…`` (`address`)."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_HEAD(self) -> None:
            data = objects.get(self._key())
            self._answer(404 if data is None else 200, b"", length=len(data or b""))

        def do_GET(self) -> None:
            if not self._key():
                self._answer(200, _listing(objects, parse_qs(urlsplit(self.path).query).get("prefix", [""])[0]))
                return
            data = objects.get(self._key())
            if data is None:
                self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
            elif found := re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", "")):
                first, last = int(found[1]), min(int(found[2]), len(data) - 1)
                self._answer(206, data[first : last + 1], f"bytes {first}-{last}/{len(data)}")
            else:
                self._answer(200, data)

        def _key(self) -> str:
            return unquote(urlsplit(self.path).path).removeprefix(f"/{BUCKET}").removeprefix("/")

        def _answer(self, status: int, body: bytes, part: str = "", *, length: int | None = None) -> None:
            self.send_response(status)
            for name, value in _HEADERS.items():
                self.send_header(name, value)
            if part:
                self.send_header("Content-Range", part)
            self.send_header("Content-Length", str(len(body) if length is None else length))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"?scheme=http&endpoint_override=127.0.0.1:{server.server_address[1]}&region=us-east-1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def address(path: str, options: str) -> str:
    """The address of an object, a folder or a pattern in the store."""
    return f"s3://anonymous@{BUCKET}/{path}{options}"


def _listing(objects: Mapping[str, bytes], prefix: str) -> bytes:
    rows = "".join(
        f"<Contents><Key>{escape(key)}</Key><Size>{len(data)}</Size><LastModified>2024-01-24T10:00:00.000Z</LastModified></Contents>"
        for key, data in sorted(objects.items())
        if key.startswith(prefix)
    )
    count = rows.count("<Contents>")
    return (
        f"<ListBucketResult><Name>{BUCKET}</Name><Prefix>{escape(prefix)}</Prefix><KeyCount>{count}</KeyCount><MaxKeys>1000</MaxKeys>"
        f"<IsTruncated>false</IsTruncated>{rows}</ListBucketResult>"
    ).encode()
