"""Bytes as captured, as a `Page`."""

from __future__ import annotations

import hashlib

from lxml import html

from mahdar.capture.decode import decode
from mahdar.capture.raw import Raw
from mahdar.model import Page


def page_of(raw: Raw) -> Page:
    """The page that ``raw`` is. Raises `SourceError` where it can't be decoded (see `decode`)."""
    text = decode(raw.data, raw.source)
    if raw.media_type == "text/html":
        text = "\n".join(
            line.strip()
            for line in html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8")).text_content().splitlines()
            if line.strip()
        )
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
