"""Bytes as captured, as a `Page`."""

from __future__ import annotations

import hashlib
import re

from lxml import html

from mahdar.capture.decode import decode
from mahdar.capture.raw import Raw
from mahdar.errors import NoArabicError, SourceError
from mahdar.model import Page

_ARABIC_LETTER = re.compile("[\u0621-\u063a\u0641-\u064a\u066e-\u06d3\ufb50-\ufdc7\ufdf0-\ufdfb\ufe70-\ufefc]")
"""A letter of the Arabic script: its basic letters, those of its other languages, and the presentation forms."""


def page_of(raw: Raw) -> Page:
    """The page that ``raw`` is. Raises `SourceError` where it can't be decoded (see `decode`), `NoArabicError` where it has no Arabic letter."""
    text = decode(raw.data, raw.source)
    if raw.media_type == "text/html":
        text = "\n".join(
            line.strip()
            for line in html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8")).text_content().splitlines()
            if line.strip()
        )
    if not text or text.isspace():
        raise SourceError(raw.source, f"expected text, got {'white space alone' if text else 'an empty file'}")
    if not _ARABIC_LETTER.search(text):
        raise NoArabicError(raw.source, "expected Arabic text, got none (no Arabic letter in it)")
    return Page(
        id=raw.id,
        text=text,
        text_hash=hashlib.sha256(text.encode()).hexdigest(),
        source=raw.source,
        url=raw.url,
        fetched=raw.fetched,
        media_type=raw.media_type or "text/plain",
        given=raw.given,
        metadata=raw.metadata,
    )
