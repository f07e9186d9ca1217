"""A row of a dump, whatever its file's format: its columns, and the page that it is."""

from __future__ import annotations

import re

import msgspec

from mahdar.capture.dates import edtf_day, minute
from mahdar.capture.limits import expect_page_size
from mahdar.capture.raw import Raw
from mahdar.capture.sniff import HEAD, Kind, sniff
from mahdar.errors import SourceError
from mahdar.model import Given

CONTENT = ("text", "html", "raw")
"""The columns that hold a page, in the order in which they are preferred."""

COLUMNS = (*CONTENT, "url", "published", "date", "outlet", "title", "id")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What is used of a row; other columns are passed over. ``raw`` is HTML where it looks like it, else text."""

    text: str | None = None
    html: str | None = None
    raw: str | None = None
    url: str | None = None
    published: str | int | float | None = None
    date: str | int | float | None = None
    outlet: str | None = None
    title: str | None = None
    id: str | int | None = None


def source_of(row: Row, container: str, number: int) -> str:
    """The source of a row's page: ``FILE#ID`` with the row's id, else its number from 1."""
    return f"{container}#{number if row.id in (None, '') else row.id}"


def raw_of(row: Row, container: str, number: int, given: Given) -> Raw:
    """The page of a row. What the row says of it is trusted, and comes before what is ``given`` for all.

    Raises `SourceError` for a row without content and one whose page is too large.
    """
    source = source_of(row, container, number)
    content, html = _content(row, source)
    published = row.published if row.published not in (None, "") else row.date
    day = edtf_day(published) if published not in (None, "") else None
    at = minute(published) if published not in (None, "") else None
    notes = () if day or published in (None, "") else (f"the row's date could not be read: {str(published)[:80]!r}",)
    title = _one_line(row.title)
    if not html and row.title and title and not _begins_with(content, title):
        content = f"{row.title}\n\n{content}"
    try:
        data = content.encode()
    except UnicodeEncodeError as error:
        raise SourceError(source, f"expected text, got a lone surrogate at character {error.start}") from error
    expect_page_size(len(data), source, html=html)
    return Raw(
        data=data,
        source=source,
        given=Given(
            published=day or given.published,
            at=at if day else given.at,
            outlet=_one_line(row.outlet) or given.outlet,
            title=title or given.title,
        ),
        url=row.url or None,
        media_type="text/html" if html else "text/plain",
        charset="utf-8",
        notes=notes,
        within=True,
    )


def _content(row: Row, source: str) -> tuple[str, bool]:
    """The page's own words and whether they are HTML."""
    if row.text:
        return row.text, False
    if row.html:
        return row.html, True
    if row.raw:
        return row.raw, sniff(row.raw[:HEAD].encode("utf-8", "replace")).kind is Kind.HTML
    empty = [name for name in CONTENT if getattr(row, name) is not None]
    raise SourceError(source, f"expected text, html or raw, got {f'an empty {empty[0]}' if empty else 'none of them'}")


def _one_line(value: str | None) -> str | None:
    return re.sub(r"\s+", " ", value).strip() or None if value else None


def _begins_with(text: str, title: str) -> bool:
    """Whether the text begins with its title, white space apart."""
    head = text[: 2 * len(title) + 200]
    return " ".join(head.split()).startswith(title)
