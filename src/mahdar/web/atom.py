"""Atom (RFC 4287): feeds and entries as nouns, and their XML. Nothing in it comes from the clock: a record that is the same gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime

from lxml import etree

from mahdar.export.languages import Language
from mahdar.model import Noun
from mahdar.record.searchdates import first_day

MEDIA_TYPE = "application/atom+xml"
EARLIEST = "1970-01-01T00:00:00Z"
"""What stands for a time that isn't known: the form asks for one."""

_SPACE = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TAG = "tag:mahdar.invalid,2026:"
"""What ids begin with (RFC 4151), wherever the record is served: nobody can own this name, so nobody else gives such ids."""
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EDTF = re.compile(r"[12]\d{3}(?:-\d{2}(?:-\d{2})?)?")


class Link(Noun, frozen=True, kw_only=True):
    """Where something else is: ``rel`` says what (alternate, self, related, via)."""

    rel: str
    href: str
    type: str | None = None
    title: str | None = None


class Entry(Noun, frozen=True, kw_only=True):
    """One thing. ``key`` is what its id ends with; ``published`` and ``updated`` are RFC 3339; ``summary`` is in ``language``."""

    key: str
    title: str
    published: str | None
    updated: str
    authors: tuple[str, ...]
    summary: str
    language: str
    links: tuple[Link, ...]
    categories: tuple[tuple[str, str], ...] = ()
    """Terms with their labels."""


class Feed(Noun, frozen=True, kw_only=True):
    """A list of things, those that came last first. ``links`` are absolute."""

    key: str
    title: str
    subtitle: str
    language: Language
    links: tuple[Link, ...]
    entries: tuple[Entry, ...]


def instant(edtf: str | None) -> str | None:
    """The first moment (UTC) of a date as the record has it (EDTF), as RFC 3339; None where it tells no year."""
    found = _EDTF.match(edtf or "")
    if found is None:
        return None
    try:
        return f"{first_day(found.group()).isoformat()}T00:00:00Z"
    except ValueError:
        return None


def moment(at: str | None) -> str | None:
    """A moment as the record has it (ISO 8601), as RFC 3339 in UTC to the second; None where it is none."""
    try:
        told = datetime.fromisoformat(at or "")
    except ValueError:
        return None
    told = told if told.tzinfo else told.replace(tzinfo=UTC)
    return told.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if told.date() > date(1, 1, 1) else None


def latest(*times: str | None) -> str:
    """The latest of some moments; `EARLIEST` where none is known."""
    return max((time for time in times if time), default=EARLIEST)


def written(feed: Feed) -> bytes:
    """The feed as XML, in UTF-8."""
    root = etree.Element(_name("feed"), {_LANG: feed.language}, nsmap={None: _SPACE})
    _put(root, "id", _TAG + feed.key)
    _put(root, "title", feed.title)
    _put(root, "subtitle", feed.subtitle)
    _put(root, "updated", latest(*(entry.updated for entry in feed.entries)))
    _put(etree.SubElement(root, _name("author")), "name", "Mahdar")
    _put(root, "generator", "Mahdar")
    _links(root, feed.links)
    for entry in feed.entries:
        _entry(etree.SubElement(root, _name("entry")), entry)
    made: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _entry(into: etree._Element, entry: Entry) -> None:
    _put(into, "id", _TAG + entry.key)
    _put(into, "title", entry.title)
    if entry.published:
        _put(into, "published", entry.published)
    _put(into, "updated", entry.updated)
    for author in entry.authors:
        _put(etree.SubElement(into, _name("author")), "name", author)
    _links(into, entry.links)
    for term, label in entry.categories:
        etree.SubElement(into, _name("category"), {"term": _printable(term), "label": _printable(label)})
    _put(into, "summary", entry.summary, {"type": "text", _LANG: entry.language})


def _links(into: etree._Element, links: Sequence[Link]) -> None:
    for link in links:
        given = {"rel": link.rel, "href": link.href, "type": link.type, "title": link.title}
        etree.SubElement(into, _name("link"), {name: _printable(value) for name, value in given.items() if value})


def _put(into: etree._Element, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
    etree.SubElement(into, _name(name), attributes or {}).text = _printable(text)


def _printable(text: str) -> str:
    """Text without the characters that XML can't hold, which captured pages may."""
    return _UNPRINTABLE.sub("\ufffd", text)


def _name(name: str) -> str:
    return f"{{{_SPACE}}}{name}"
