"""The project's own way from a page that was made to its article."""

from __future__ import annotations

from mahdar.capture.make import page_of
from mahdar.capture.raw import Raw
from mahdar.layout import Layout
from mahdar.model import ARTICLE_ROLES
from tests.support.templates import Made


def article_of(layout: Layout, made: Made) -> str:
    """What a layout takes for the article of a page that was made, from its bytes."""
    page = page_of(Raw(data=made.data, source=f"{made.template}.html", media_type="text/html"))
    return "\n".join(block.of(page.text) for block in layout.read(page).blocks if block.role in ARTICLE_ROLES)
