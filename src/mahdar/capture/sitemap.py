"""Sitemaps: the addresses of a site's pages, and of further sitemaps (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

import io
from collections.abc import Iterator

from lxml import etree

from mahdar.capture.dates import edtf_day, minute
from mahdar.capture.links import Link, expect_plain_xml, resolved
from mahdar.capture.raw import Failure
from mahdar.errors import SourceError
from mahdar.model import Given, Metadata, Noun, Told


class Further(Noun, frozen=True, kw_only=True):
    """A sitemap that an index names."""

    url: str


def urls(data: bytes, source: str, given: Given, address: str | None = None) -> Iterator[Link | Further | Failure]:
    """What a sitemap or an index of sitemaps names, in its order; of a news sitemap with title and date of publication.

    The protocol wants whole addresses; relative ones are resolved where the sitemap's own is known. Raises `SourceError` for
    what is no sitemap; one that is broken further on gives what was whole, then a failure with the place.
    """
    expect_plain_xml(data, source)
    found = False
    try:
        for _, element in etree.iterparse(io.BytesIO(data), events=("end",), tag=("{*}url", "{*}sitemap"), resolve_entities=False, no_network=True):
            found = True
            yield _entry(element, source, given, address)
            # What has been told is let go of: the tree never grows beyond an entry.
            element.clear()
            while (before := element.getprevious()) is not None and (parent := element.getparent()) is not None:
                parent.remove(before)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        reason = f"expected a whole sitemap, it is broken at line {line}, column {column}: {str(error.msg)[:120]}"
        if not found:
            raise SourceError(source, reason) from error
        yield Failure(source=source, reason=f"{reason}; what came before is kept")
        return
    if not found:
        yield Failure(source=source, reason="expected addresses in the sitemap, found none")


def _entry(element: etree._Element, source: str, given: Given, address: str | None) -> Link | Further | Failure:
    location = (_text(element, "loc") or "").strip()
    url = resolved(location, address)
    if url is None:
        return Failure(source=source, reason=f"expected a whole address (http or https) at line {element.sourceline}, got {location[:200]!r}")
    if etree.QName(element).localname == "sitemap":
        return Further(url=url)
    told = _text(element, "publication_date") or ""
    published = edtf_day(told)
    modified = edtf_day(_text(element, "lastmod") or "")
    outlet = _text(element, "name")
    return Link(
        url=url,
        source=source,
        given=Given(
            published=published or given.published,
            at=minute(told) if published else given.at,
            outlet=given.outlet,
            title=_text(element, "title") or given.title,
        ),
        metadata=Metadata(
            modified=Told(value=modified, where="sitemap lastmod") if modified else None,
            outlet=Told(value=outlet, where="news sitemap name") if outlet else None,
        ),
    )


def _text(element: etree._Element, name: str) -> str | None:
    """The text of the first element of that name inside, on one line. (Image and video entries have names of their own.)"""
    for path in (f"{{*}}{name}", f"{{*}}news/{{*}}{name}", f"{{*}}news/{{*}}publication/{{*}}{name}"):
        if (value := element.findtext(path)) and (text := " ".join(value.split())):
            return text
    return None
