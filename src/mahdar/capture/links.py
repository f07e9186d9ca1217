"""What feeds and sitemaps have in common: pages that they name, and XML that is safe to parse."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from mahdar.errors import SourceError
from mahdar.model import Given, Metadata, Noun

MAX_URL = 2048
"""Characters of an address: the sitemap protocol's limit."""

_PROLOG = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE = re.compile(rb"<!doctype[^>\[]*(\[)?", re.IGNORECASE)


class Link(Noun, frozen=True, kw_only=True):
    """A page that a feed or sitemap names, and what it says of it. ``source`` is the feed or sitemap."""

    url: str
    source: str
    given: Given = Given()
    metadata: Metadata = Metadata()


def resolved(link: str, *bases: str | None) -> str | None:
    """The address that ``link`` is, seen from the first base that makes it one; None where it stays relative."""
    link = link.strip()
    for base in (None, *bases):
        try:
            address = urljoin(base or "", link)
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname and len(address) <= MAX_URL:
            return address
    return None


def expect_plain_xml(data: bytes, source: str) -> None:
    """Raise `SourceError` where a document declares entities or a DTD of its own, with which a few bytes unfold to gigabytes.

    The name of a DTD elsewhere, as RSS 0.91 has it, is let through: nobody fetches it.
    """
    # In UTF-16 every other byte of this part is zero.
    head = data.replace(b"\0", b"") if b"\0" in data[:4] else data
    at = max(0, head.find(b"<"))
    while True:
        if found := _PROLOG.match(head, at):
            at = found.end()
        elif found := _DOCTYPE.match(head, at):
            if found[1]:
                raise SourceError(source, f"expected XML without declarations of its own, got a DTD with an internal subset (at byte {at}): refused")
            at = max(found.end(), head.find(b">", found.end()) + 1)
        else:
            return
