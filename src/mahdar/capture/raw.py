"""What stands between a source and a page: the bytes as captured, with what delivered them says of them."""

from __future__ import annotations

import hashlib

from mahdar.model import Given, Metadata, Noun


class Raw(Noun, frozen=True, kw_only=True):
    """The bytes of one page, not yet decoded.

    ``media_type`` and ``charset`` are what delivered the bytes says (an HTTP or WARC header, a dump's column); None where
    nothing does and the bytes must tell. ``fetched`` is the time of capture, ISO 8601 in UTC. ``metadata`` is what a feed or
    sitemap tells of the page without being its author's word on it.
    """

    data: bytes
    source: str
    given: Given = Given()
    url: str | None = None
    fetched: str | None = None
    media_type: str | None = None
    charset: str | None = None
    metadata: Metadata = Metadata()

    @property
    def id(self) -> str:
        """The id of the page that these bytes are."""
        return hashlib.sha256(self.data).hexdigest()


class Failure(Noun, frozen=True, kw_only=True):
    """A source that gave no page, and why."""

    source: str
    reason: str
