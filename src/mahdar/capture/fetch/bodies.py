"""What kinds of bodies are read, how large they may be, and how their coding is undone within that size."""

from __future__ import annotations

import zlib

import httpx
import msgspec

from mahdar.capture.fetch.settings import FetchError, FetchSettings

ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.9, */*;q=0.5"
ACCEPT_ENCODING = "gzip, deflate"
"""What zlib undoes piece by piece; other codings aren't asked for, and an answer in one is refused."""

_PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_DUMPS = frozenset(
    """
    text/xml application/xml application/rss+xml application/atom+xml application/rdf+xml application/feed+json
    application/json application/jsonl application/jsonlines application/json-lines application/x-jsonlines application/x-jsonl
    application/x-ndjson application/ndjson text/jsonl
    application/gzip application/x-gzip application/warc application/x-warc
    application/vnd.apache.parquet application/x-parquet application/parquet
    application/octet-stream binary/octet-stream
    """.split()
)
_MAX_CODINGS = 2
_STEP = 64 * 1024
_GZIP = b"\x1f\x8b"


class Reading(msgspec.Struct, frozen=True):
    """How much of a body is read: ``limit`` bytes at most, ``cut`` off there or else refused."""

    limit: int
    cut: bool = False


def reading(headers: httpx.Headers, settings: FetchSettings) -> Reading:
    """How a page, feed or dump with these response headers is read. Raises `FetchError` for other kinds and for those that say they're too large."""
    kind = media_type(headers)
    if kind is not None and kind not in _PAGES and kind not in _DUMPS:
        raise FetchError(f"expected a page, feed, dump or archive, got {kind}")
    limit = settings.max_dump_bytes if kind in _DUMPS else settings.max_bytes
    size = headers.get("content-length", "")
    if size.isdecimal() and len(size) < 20 and int(size) > limit:
        raise FetchError(_too_large(limit, f"{int(size) / 1024**2:.1f} MiB"))
    return Reading(limit)


def media_type(headers: httpx.Headers) -> str | None:
    """The media type in lower case, without parameters; None where the headers tell none."""
    kind: str = headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind if "/" in kind else None


def charset(headers: httpx.Headers) -> str | None:
    """The charset that the headers tell, as they tell it."""
    return httpx.Response(200, headers=headers).charset_encoding


def received(response: httpx.Response, how: Reading) -> tuple[bytes, bool]:
    """The body as transferred, and whether it was cut off. Raises `FetchError` where it is larger than may be."""
    data = bytearray()
    for piece in response.iter_raw():
        data += piece
        if len(data) > how.limit:
            if not how.cut:
                raise FetchError(_too_large(how.limit, "more"))
            return bytes(data[: how.limit]), True
    return bytes(data), False


def decoded(data: bytes, headers: httpx.Headers, how: Reading) -> bytes:
    """``data`` with its Content-Encoding undone, taking no more memory than the limit.

    Raises `FetchError` for other codings than were asked for, for what is broken or ends early, and for more than the limit.
    """
    codings = [coding for part in headers.get("content-encoding", "").lower().split(",") if (coding := part.strip()) not in ("", "identity")]
    if len(codings) > _MAX_CODINGS:
        raise FetchError(f"expected at most {_MAX_CODINGS} codings of the body, got {len(codings)}")
    for coding in reversed(codings):
        data = _inflated(data, coding, how)
    return data


def _inflated(data: bytes, coding: str, how: Reading) -> bytes:
    """``data`` with one coding undone."""
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"expected a body in gzip, deflate or plain, which were asked for, got {coding[:40]!r}")
    # 47: zlib or gzip, told by the header. Some servers send "deflate" without one.
    bits = -15 if coding == "deflate" and not _has_zlib_header(data) else 47
    engine = zlib.decompressobj(bits)
    out = bytearray()
    at = 0
    while at < len(data):
        given = data[at : at + _STEP]
        try:
            out += engine.decompress(given, how.limit + 1 - len(out))
        except zlib.error as error:
            raise FetchError(f"expected a body in {coding}, got one that breaks at byte {at} to {at + len(given)}: {error}") from error
        if len(out) > how.limit:
            if how.cut:
                return bytes(out[: how.limit])
            raise FetchError(_too_large(how.limit, f"more out of {len(data)} bytes in {coding}"))
        at += len(given) - len(engine.unconsumed_tail) - len(engine.unused_data)
        if engine.eof:
            if not data.startswith(_GZIP, at):
                break  # what follows is padding
            engine = zlib.decompressobj(bits)
    if data and not engine.eof and not how.cut:
        raise FetchError(f"expected a whole body in {coding}, got one that ends early, after {len(data)} bytes")
    return bytes(out)


def _has_zlib_header(data: bytes) -> bool:
    """Whether ``data`` begins as a zlib stream does (RFC 1950)."""
    return len(data) >= 2 and data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0


def _too_large(limit: int, got: str) -> str:
    """The reason for refusing a large body."""
    size = f"{limit / 1024**2:g} MiB" if limit >= 1024**2 else f"{limit} bytes"
    return f"expected at most {size}, got {got}; download a larger file yourself and read it from disk"
