"""Containers of our own making for tests."""

from __future__ import annotations

from mahdar.capture import Raw
from mahdar.errors import SourceError

TEXT = "قال الوزير إن المحادثات بدأت في أستانا صباح اليوم."
HTML = f"<!DOCTYPE html><html><head><title>خبر</title></head><body><p>{TEXT}</p></body></html>".encode()


def http(body: bytes = HTML, *headers: str, media_type: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    """An HTTP response as archives have it."""
    return "\r\n".join([f"HTTP/1.1 {status}", f"Content-Type: {media_type}", *headers, "", ""]).encode() + body


def record(number: int, block: bytes | None = None, *, kind: str = "response", length: int | str | None = None, media_type: str = "") -> bytes:
    """A record of a web archive with a page of its own, or with ``block``; ``length`` may be a wrong one."""
    block = http(HTML.replace("خبر".encode(), f"خبر {number}".encode())) if block is None else block
    fields = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:{number}>",
        "WARC-Date: 2024-01-24T10:00:00Z",
        f"WARC-Target-URI: https://site.example/{number}",
        f"Content-Type: {media_type or 'application/http; msgtype=response'}",
        f"Content-Length: {len(block) if length is None else length}",
    ]
    return "\r\n".join([*fields, "", ""]).encode() + block + b"\r\n\r\n"


class FakeNetwork:
    """Fetches what it holds, and remembers what it was asked for."""

    def __init__(self, **pages: bytes) -> None:
        self.pages = {f"https://site.example/{name.replace('__', '.')}": data for name, data in pages.items()}
        self.asked: list[str] = []

    def get(self, url: str) -> Raw:
        self.asked.append(url)
        if url not in self.pages:
            raise SourceError(url, "expected status 200, got 404")
        return Raw(data=self.pages[url], source=url, url=url, fetched="2024-01-24T10:00:00Z")
