"""Feeds: RSS 0.9 to 2.0, RDF and Atom. An entry is a page where the feed has all of it, else the address of one."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from mahdar.capture.dates import edtf_day, minute
from mahdar.capture.limits import MAX_FEED_TAGS
from mahdar.capture.links import Link, expect_plain_xml, resolved
from mahdar.capture.raw import Failure, Raw
from mahdar.errors import SourceError
from mahdar.model import Given, Metadata, Told

FULL_TEXT = 600
"""Characters of an entry's content, without its markup, from which on it is the article and not a summary of it."""

_TAG = re.compile(r"<[^<>]*>")
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\W*\Z")


def entries(data: bytes, source: str, given: Given, address: str | None = None) -> Iterator[Raw | Link | Failure]:
    """The entries of a feed in its order. ``address`` is where the feed is from, if it is from the network.

    An entry's title and date are trusted, as a dump's columns are; the feed's title is metadata. An entry's page has the
    source ``FILE#ID`` with the entry's id, else its number from 1. Relative links are resolved against xml:base, the feed's
    address and the feed's own link, in this order. Raises `SourceError` for what is no feed.
    """
    expect_plain_xml(data, source)
    if (tags := data.count(b"<")) > MAX_FEED_TAGS:
        raise SourceError(source, f"expected a feed of at most {MAX_FEED_TAGS:,} tags, got {tags:,}")
    headers = {"content-location": address} if address else {}
    # Clean-up is left to the HTML room: here the entry is kept as captured.
    parsed: Any = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False)
    if not parsed.version and not parsed.entries:
        raise SourceError(source, f"expected a feed (RSS or Atom), got XML that is none{_where(parsed)}")
    for number, entry in enumerate(parsed.entries, start=1):
        yield _entry(entry, parsed, f"{source}#{entry.get('id') or number}", source, address, given)
    if not parsed.entries:
        yield Failure(source=source, reason=f"expected entries in the feed, found none{_where(parsed)}")
    elif parsed.bozo and _where(parsed):
        yield Failure(source=source, reason=f"the feed is malformed{_where(parsed)}: entries after that may be missing; what was whole is kept")


def _entry(entry: Any, parsed: Any, name: str, feed: str, address: str | None, given: Given) -> Raw | Link | Failure:
    link = str(entry.get("link") or "")
    url = resolved(link, address, parsed.feed.get("link")) if link else None
    title = _text(entry.get("title"))
    published = _published(entry, parsed)
    own = Given(
        published=published or given.published,
        at=_minute(entry, published) if published else given.at,
        outlet=given.outlet,
        title=title or given.title,
    )
    metadata = Metadata(
        outlet=_told(_text(parsed.feed.get("title")), "feed title"),
        author=_told(_text(entry.get("author")), "feed author"),
        modified=_told(_day(entry, "updated"), "feed updated"),
    )
    if content := _content(entry):
        document = _document(title, content)
        return Raw(
            data=document.encode("utf-8", "replace"),
            source=name,
            given=own,
            url=url,
            media_type="text/html",
            charset="utf-8",
            metadata=metadata,
            within=True,
        )
    if not link:
        return Failure(source=name, reason="expected a link or the whole text in the entry, got neither")
    if url is None:
        where = "has no address or xml:base to resolve it against; give the feed's URL instead of the file"
        return Failure(source=name, reason=f"expected a link to a page (http or https), got {link[:200]!r}, and the feed {where}")
    return Link(url=url, source=feed, given=own, metadata=metadata)


def _content(entry: Any) -> str | None:
    """The article as HTML, where the entry has all of it."""
    for content in entry.get("content", ()):
        value = str(content.get("value") or "")
        plain = content.get("type") == "text/plain"
        text = (value if plain else html.unescape(_TAG.sub(" ", value))).strip()
        if len(" ".join(text.split())) >= FULL_TEXT and not _CUT.search(text[-20:]):
            return "\n".join(f"<p>{html.escape(line)}</p>" for line in value.splitlines() if line.strip()) if plain else value
    return None


def _document(title: str | None, content: str) -> str:
    """An entry as a page: its title and its content, in the smallest HTML document that holds them."""
    head = html.escape(title or "", quote=False)
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{head}</title></head>\n'
        f"<body><article><h1>{head}</h1>\n{content}\n</article></body></html>\n"
    )


def _published(entry: Any, parsed: Any) -> str | None:
    """The day on which the entry came out. RSS 1.0 has one date alone, and it is that."""
    return _day(entry, "published") or (_day(entry, "updated") if parsed.version in ("rss090", "rss10") else None)


def _day(entry: Any, key: str) -> str | None:
    # Not entry.get: feedparser answers for a missing date with the other one.
    if (value := dict.get(entry, key)) and (day := edtf_day(str(value))):
        return day
    if when := dict.get(entry, f"{key}_parsed"):
        return f"{when.tm_year:04}-{when.tm_mon:02}-{when.tm_mday:02}"
    return None


def _minute(entry: Any, day: str) -> str | None:
    """The minute at which the entry came out, of the date that told ``day``."""
    told = [str(value) for key in ("published", "updated") if (value := dict.get(entry, key))]
    return next((at for value in told if edtf_day(value) == day and (at := minute(value))), None)


def _text(value: Any) -> str | None:
    """A title as plain text on one line."""
    return " ".join(html.unescape(_TAG.sub(" ", str(value))).split()) or None if value else None


def _told(value: str | None, where: str) -> Told | None:
    return Told(value=value, where=where) if value else None


def _where(parsed: Any) -> str:
    """Where the XML of a feed is broken, if it is."""
    error = parsed.get("bozo_exception")
    if error is not None and hasattr(error, "getLineNumber"):
        return f" (line {error.getLineNumber()}, column {error.getColumnNumber()}: {error.getMessage()})"
    return ""
