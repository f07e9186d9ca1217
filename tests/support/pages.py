"""Pages for tests, made from a text in one call."""

from __future__ import annotations

import hashlib

from mahdar.model import Given, Page


def page_of(text: str, source: str = "test.txt", *, published: str | None = None, outlet: str | None = None) -> Page:
    """The page whose text is ``text``, whatever it holds."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Page(id=digest, text=text, text_hash=digest, source=source, given=Given(published=published, outlet=outlet))
