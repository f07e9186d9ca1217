"""The bytes of one page as a `Page`: decoded, rendered where they are HTML."""

from __future__ import annotations

import hashlib
import re

import msgspec

from mahdar.capture.decode import decode
from mahdar.capture.limits import MAX_LINES, page_limit
from mahdar.capture.raw import Raw
from mahdar.errors import NoArabicError, SourceError
from mahdar.model import Metadata, Page

_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_TEXT_TYPES = frozenset({"text/plain", "text/markdown"})
_HEAD = 4096
_BEGINNING = re.compile(
    r"(?:\s|\ufeff|ï»¿|(?><!--.{0,2000}?-->))*+(?:<!doctype\s+html|<(?:html|head|body|title|meta|article|section|div|p|h1|table|span)\b|<\?xml\b.{0,500}?<html\b)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"</?(?:a|article|b|body|br|div|em|font|h[1-6]|head|i|img|li|link|meta|nav|p|script|section|span|strong|style|table|td|tr|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_MANY_TAGS = 8
_MARKUP = re.compile(r"\s*(?:<\?xml|\{\s*\")", re.IGNORECASE)
_ARABIC_LETTER = re.compile("[\u0621-\u063a\u0641-\u064a\u066e-\u06d3\ufb50-\ufdc7\ufdf0-\ufdfb\ufe70-\ufefc]")
"""A letter of the Arabic script: its basic letters, those of its other languages, and the presentation forms."""


def page_of(raw: Raw) -> Page:
    """The page that ``raw`` is, HTML or plain text, as its media type says or else its beginning shows.

    Raises `SourceError` where it can't be decoded (see `decode`), is too large, or holds no text; `NoArabicError` where it has no Arabic letter.
    """
    html = is_html(raw.data, raw.media_type)
    # Of plain text no more is read than a page can have; of HTML most is no text.
    decoded = decode(raw.data, raw.source, declared=raw.charset, limit=page_limit(html=html))
    if not html:
        if (lines := decoded.text.count("\n")) > MAX_LINES:
            raise SourceError(raw.source, f"expected a page of at most {MAX_LINES:,} lines, got {lines:,}; if it holds many pages, split it")
        return _made(raw, decoded.text, "text/plain", decoded.encoding, decoded.notes)
    # The libraries for HTML take half a second to import, which a command that meets none needn't wait for.
    from mahdar.capture.html import TooLong, render

    try:
        rendered = render(decoded.text, url=raw.url, fetched=raw.fetched)
    except TooLong as error:
        raise SourceError(raw.source, f"expected a page of at most {error}, got more; if it holds many pages, split it") from error
    page = _made(raw, rendered.text, "text/html", decoded.encoding, (*decoded.notes, *rendered.notes))
    return msgspec.structs.replace(page, markup=rendered.markup, metadata=merged(rendered.metadata, raw.metadata))


def is_html(data: bytes, media_type: str | None) -> bool:
    """Whether a page is HTML: by its media type, else by how it begins (a doctype, an element of HTML), or by many tags at its beginning."""
    kind = (media_type or "").partition(";")[0].strip().lower()
    if kind in _HTML_TYPES:
        return True
    # Without NULs UTF-16 shows its tags too.
    head = data[:_HEAD].replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").decode("latin-1")
    if _BEGINNING.match(head):
        return kind not in _TEXT_TYPES or "<html" in head.lower() or "<!doctype html" in head.lower()
    return kind not in _TEXT_TYPES and len(_TAG.findall(head)) >= _MANY_TAGS


def merged(told: Metadata, other: Metadata) -> Metadata:
    """``told``, and what it lacks from ``other``."""
    lacking = {field: getattr(other, field) for field in other.__struct_fields__ if getattr(told, field) is None}
    return msgspec.structs.replace(told, **lacking)


def _made(raw: Raw, text: str, media_type: str, encoding: str, notes: tuple[str, ...]) -> Page:
    """The page with this text; raises `SourceError` where there is nothing for an Arabic reader in it."""
    if reason := _nothing_to_read(raw.data, text, media_type):
        raise SourceError(raw.source, reason)
    if not _ARABIC_LETTER.search(text):
        raise NoArabicError(raw.source, "expected Arabic text, got none (no Arabic letter in it)")
    return Page(
        id=raw.id,
        text=text,
        text_hash=hashlib.sha256(text.encode()).hexdigest(),
        source=raw.source,
        url=raw.url,
        fetched=raw.fetched,
        media_type=media_type,
        encoding=encoding,
        notes=notes,
        given=raw.given,
        metadata=raw.metadata,
    )


def _nothing_to_read(data: bytes, text: str, media_type: str) -> str | None:
    """Why a text holds nothing for an Arabic reader, or None where it does."""
    if media_type == "text/html" and data.strip() and not text.strip():
        return "expected text, got HTML that shows none (only scripts, frames or hidden elements)"
    if not text:
        return "expected text, got an empty file"
    if text.isspace():
        return "expected text, got white space alone"
    if media_type != "text/html" and _MARKUP.match(text):
        return "expected plain text or HTML, got XML or JSON; name the file by its kind (.xml, .jsonl), or save the page as text"
    return None
