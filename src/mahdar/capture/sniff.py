"""What kind of thing some bytes are: told by their beginning, by the name's suffix where that leaves it open.

HTML is known by the signs of the WHATWG's MIME Sniffing Standard (section 7.1), XML by its root element, other kinds by their
magic bytes.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from enum import StrEnum
from pathlib import PurePosixPath

import msgspec

HEAD = 64 * 1024
"""Bytes that are looked at."""


class Kind(StrEnum):
    """What is told apart. `OTHER` is what holds no pages that can be read."""

    TEXT = "plain text"
    HTML = "HTML"
    WARC = "a web archive"
    LINES = "JSON Lines"
    JSON = "JSON"
    PARQUET = "Parquet"
    FEED = "a feed"
    SITEMAP = "a sitemap"
    GZIP = "gzip"
    OTHER = "another kind"


_MAGIC = {
    b"\x1f\x8b": Kind.GZIP,
    b"PAR1": Kind.PARQUET,
    b"WARC/": Kind.WARC,
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive (or a Word, ODF or EPUB file)",
    b"PK\x05\x06": "an empty ZIP archive",
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ\x00": "an xz file",
    b"\x28\xb5\x2f\xfd": "a zstd file",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"\x89PNG\r\n": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF87a": "a GIF image",
    b"GIF89a": "a GIF image",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Word or Excel file",
    b"{\\rtf": "an RTF file",
    b"\x7fELF": "a program",
    b"SQLite format 3\x00": "an SQLite file",
    b"OggS": "an Ogg file",
    b"ID3": "an MP3 file",
}
_RIFF = {b"WEBP": "a WebP image", b"WAVE": "a sound file", b"AVI ": "a film"}
_ROOTS = {"rss": Kind.FEED, "rdf": Kind.FEED, "feed": Kind.FEED, "urlset": Kind.SITEMAP, "sitemapindex": Kind.SITEMAP, "html": Kind.HTML}

_SUFFIXES = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), Kind.HTML),
    **dict.fromkeys((".jsonl", ".ndjson"), Kind.LINES),
    ".json": Kind.JSON,
    **dict.fromkeys((".xml", ".rss", ".atom"), Kind.FEED),
    ".warc": Kind.WARC,
    ".parquet": Kind.PARQUET,
}
SUFFIXES = frozenset({".txt", *_SUFFIXES} - {".json"})
"""Suffixes of the files of a folder that are read, also with .gz after them."""

_MISC = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_DOCTYPE = re.compile(r"<!doctype\s+html\b", re.IGNORECASE)
_ROOT = re.compile(r"<(?:\w+:)?(\w+)[\s/>]", re.ASCII)
_HTML_SIGN = re.compile(
    r"<(?:html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|meta|article|section|main|header|nav|span|ul|link)(?=[\s/>])",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(?:!doctype\b|!--|/?[a-z][a-z0-9]*(?=[\s/>]))", re.IGNORECASE)
_OBJECT = re.compile(r'\{\s*(?:"|\})')
_ARRAY = re.compile(r"\[\s*(?:\{|\])")


class Sniffed(msgspec.Struct, frozen=True):
    """A kind, and what to call it."""

    kind: Kind
    label: str


def sniff(head: bytes, name: str = "", media_type: str | None = None) -> Sniffed:
    """The kind of what begins with ``head`` (see `HEAD`).

    Where that leaves it open, what delivered it has the word (``media_type``), then the suffix of ``name``, after a .gz is taken
    off.
    """
    if found := _by_magic(head):
        return found
    text = _readable(head)
    suffix = kind_of_suffix(name)
    start = text.lstrip("\ufeff \t\r\n\f")
    if start.startswith("<"):
        return _markup(start, suffix)
    if _OBJECT.match(start) and (kind := _json(start, suffix)):
        return _plain(kind)
    if _ARRAY.match(start):
        return _plain(Kind.JSON)
    if start and suffix in (Kind.LINES, Kind.JSON):
        return _plain(suffix)
    declared_html = media_type in ("text/html", "application/xhtml+xml") or (media_type is None and suffix is Kind.HTML)
    return _plain(Kind.HTML if declared_html and _TAG.search(text) else Kind.TEXT)


def signature(head: bytes) -> str | None:
    """What begins with ``head``, where magic bytes tell it."""
    return found.label if (found := _by_magic(head)) else None


def kind_of_suffix(name: str) -> Kind | None:
    """The kind that the suffix of a name speaks for, if any."""
    path = PurePosixPath(name.lower().removesuffix(".gz"))
    return _SUFFIXES.get(path.suffix)


def is_of_suffix(name: str) -> bool:
    """Whether a file of a folder is to be read, by its name."""
    return PurePosixPath(name.lower().removesuffix(".gz")).suffix in SUFFIXES


def _plain(kind: Kind) -> Sniffed:
    return Sniffed(kind, kind.value)


def _by_magic(head: bytes) -> Sniffed | None:
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            return _plain(kind) if isinstance(kind, Kind) else Sniffed(Kind.OTHER, kind)
    if head[:4] == b"RIFF" and (label := _RIFF.get(head[8:12])):
        return Sniffed(Kind.OTHER, label)
    if head[4:8] == b"ftyp":
        return Sniffed(Kind.OTHER, "a film or picture")
    # A web archive may begin with blank lines.
    return _plain(Kind.WARC) if head.lstrip(b"\r\n").startswith(b"WARC/") else None


def _readable(head: bytes) -> str:
    """The beginning as text, in whatever encoding its ASCII shows through."""
    for mark, encoding in ((BOM_UTF8, "utf-8"), (BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    if head[:4].count(0) == 2 and head[0:1] in (b"<", b"\0"):  # UTF-16 without its mark: XML's own sign for it.
        return head.decode("utf-16-le" if head[0:1] == b"<" else "utf-16-be", "replace")
    return head.decode("latin-1")


def _markup(start: str, suffix: Kind | None) -> Sniffed:
    """The kind of what begins with an angle bracket: by its root element."""
    at = 0
    declared = start.startswith("<?xml")
    while found := _MISC.match(start, at):
        if _DOCTYPE.match(start, found.start()):
            return _plain(Kind.HTML)
        at = found.end()
    root = _ROOT.match(start, at)
    if root and (kind := _ROOTS.get(root[1].lower())):
        return _plain(kind)
    if _HTML_SIGN.match(start, at) or suffix is Kind.HTML:
        return _plain(Kind.HTML)
    if declared or suffix is Kind.FEED:
        return Sniffed(Kind.OTHER, f"XML with the root element {root[1]}" if root else "XML without a root element at its beginning")
    return _plain(Kind.HTML if at and _TAG.match(start, at) else Kind.TEXT)


def _json(start: str, suffix: Kind | None) -> Kind | None:
    """Whether what begins like an object is one on a line, or one over several lines; None for text that only looks so."""
    if suffix is Kind.LINES:
        return Kind.LINES
    line, end, rest = start.partition("\n")
    if not end or _is_json(line) or _OBJECT.match(rest.lstrip()):
        return Kind.LINES
    return Kind.JSON


def _is_json(line: str) -> bool:
    try:
        msgspec.json.decode(line.encode("latin-1", "replace"), type=msgspec.Raw)
    except (ValueError, RecursionError):
        return False
    return True
