"""How much is taken in at once. What is larger is refused or passed over, never held."""

from __future__ import annotations

from typing import Final

from mahdar.errors import SourceError

MIB: Final = 1024**2

MAX_PAGE_BYTES: Final = 2 * MIB
"""The largest page of plain text: some twenty times a long live blog. What is larger is a dump, not a page."""

MAX_HTML_BYTES: Final = 16 * MIB
"""The largest HTML page. Its text may have as many characters as a page of plain text may have bytes."""

MAX_LINES: Final = 200_000
"""Lines that a page can have, plain or rendered; what has more is a list of something."""

MAX_TAGS: Final = 500_000
"""Tags of an HTML page, of either kind; an element takes 10 µs and half a kilobyte, and long pages have some thousands."""

MAX_LINE_BYTES: Final = 64 * MIB
"""The longest line of JSON Lines: the largest HTML page with every character escaped (``\\u0642``) still fits."""

MAX_DOCUMENT_BYTES: Final = 64 * MIB
"""The largest JSON document that is no JSON Lines and must be taken in whole."""

MAX_DOCUMENT_OBJECTS: Final = 1_000_000
"""Objects in such a document, nested ones and braces inside text too: each takes memory, however short it is."""

MAX_FEED_BYTES: Final = 16 * MIB
"""The largest feed; it is parsed as a whole, into some twenty times its size."""

MAX_FEED_TAGS: Final = 400_000
"""Tags of a feed, counted by their angle brackets; each takes some 25 µs. A feed of the largest size with its pages in it has 300,000."""

MAX_SITEMAP_BYTES: Final = 50_000_000
"""The largest sitemap, unpacked: the protocol's own limit."""

MAX_SITEMAP_PAGES: Final = 50_000
"""Entries of one sitemap or feed with all that it leads to, faulty ones included: the protocol's limit for one file."""

MAX_SITEMAP_DEPTH: Final = 3
"""Indexes of indexes that are followed."""

MAX_SPOOL_BYTES: Final = 4 * 1024**3
"""The most that is put in a temporary file, for a Parquet file that comes through a pipe or is packed."""

MAX_DAMAGES: Final = 100
"""Damaged places in one file after which it is given up."""

MAX_RATIO: Final = 300
"""Text and markup pack to a fifth, boilerplate to a fiftieth; what unpacks to more than 300 times its size is a bomb."""

RATIO_FROM: Final = 256 * MIB
"""The ratio is looked at from here on: a small file of white space packs well and does no harm."""


def page_limit(*, html: bool) -> int:
    """The most bytes that a page of text or of HTML may have."""
    return MAX_HTML_BYTES if html else MAX_PAGE_BYTES


def expect_size(size: int | None, source: str, limit: int, what: str = "a page") -> None:
    """Raise `SourceError` where ``size`` bytes are more than the ``limit`` (whole MiB); None stands for more than was looked at."""
    if size is None or size > limit:
        got = "more" if size is None else _told(size, limit)
        raise SourceError(source, f"expected {what} of at most {limit // MIB} MiB, got {got}; if it holds many pages, split it")


def expect_page_size(size: int | None, source: str, *, html: bool) -> None:
    """The same for a page of text or of HTML."""
    expect_size(size, source, page_limit(html=html), "an HTML page" if html else "a page")


def _told(size: int, limit: int) -> str:
    """A size that is seen to be more than the limit."""
    shown = f"{size / MIB:.1f} MiB"
    return shown if shown != f"{limit / MIB:.1f} MiB" else f"{size:,} bytes (not {limit:,})"
