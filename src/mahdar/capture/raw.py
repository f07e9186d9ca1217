"""What stands between a source and a page: the bytes as captured, with what delivered them says of them."""

from __future__ import annotations

import hashlib
from typing import Protocol

from mahdar.model import Given, Metadata, Noun


class Raw(Noun, frozen=True, kw_only=True):
    """The bytes of one page, not yet decoded.

    ``media_type`` and ``charset`` are what delivered the bytes says (an HTTP or WARC header, a dump's column); None where
    nothing does and the bytes must tell. ``fetched`` is the time of capture, ISO 8601 in UTC. ``metadata`` is what a feed or
    sitemap tells of the page without being its author's word on it. ``notes`` are for the page's reader. ``within`` says that it is
    one of many in a container, where a page without Arabic is nothing to complain of.
    """

    data: bytes
    source: str
    given: Given = Given()
    url: str | None = None
    fetched: str | None = None
    media_type: str | None = None
    charset: str | None = None
    metadata: Metadata = Metadata()
    notes: tuple[str, ...] = ()
    within: bool = False

    @property
    def id(self) -> str:
        """The id of the page that these bytes are."""
        return hashlib.sha256(self.data).hexdigest()


class Failure(Noun, frozen=True, kw_only=True):
    """A source that gave no page, and why."""

    source: str
    reason: str


class Skipped(Noun, frozen=True, kw_only=True):
    """A part of a container that is passed over because it is no page to read, and why, in few words that can be counted."""

    source: str
    reason: str


class Fetches(Protocol):
    """What gets a page from the network."""

    def get(self, url: str) -> Raw:
        """The bytes at ``url``, with the address that gave them in the end. Raises `SourceError`."""
        ...
