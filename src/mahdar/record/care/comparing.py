"""How two records differ: in pages and captures, and in what was read of the pages that both have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec
from sqlalchemy import Connection, select

from mahdar.model import Noun, Reading
from mahdar.record import schema
from mahdar.record.queries.lookup import batches
from mahdar.record.queries.pages import reading

_KEYED = ("entities", "statements", "meetings", "commitments")
"""Layers whose items have an id; those of others are known by where they stand."""

_SPANNED = ("blocks", "times", "names", "references", "credits", "rejected")

_PLAIN = ("text", "engine", "language", "media_type", "encoding", "site_profile", "wire_copy", "outlet", "published", "source", "notes")


class Item(Noun, frozen=True, kw_only=True):
    """An item of a layer that one record has and the other lacks, or that both have and not alike.

    ``item`` is its id, or ``START..END`` of its words in the page's text; ``a`` and ``b`` are what each record has, as JSON.
    """

    what: Literal["added", "gone", "changed"]
    layer: str
    item: str
    a: msgspec.Raw | None = None
    b: msgspec.Raw | None = None


class PageDifference(Noun, frozen=True, kw_only=True):
    """A page that only one record has (``only``: a or b), or its captures and items that differ; from ``a`` to ``b``."""

    page: str
    source: str
    only: Literal["a", "b"] | None = None
    captures_gone: tuple[str, ...] = ()
    captures_added: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()


def differences(a: Connection, b: Connection) -> Iterator[PageDifference]:
    """The pages in which two records differ, by id."""
    ours, theirs = _pages(a), _pages(b)
    for some in batches(sorted(ours.keys() | theirs.keys()), 500):
        captures = _captures(a, some), _captures(b, some)
        judged = _judged(a, some) | _judged(b, some)
        for page in some:
            if page not in theirs or page not in ours:
                yield PageDifference(page=page, source=ours.get(page) or theirs[page], only="a" if page in ours else "b")
                continue
            mine, other = captures[0][page], captures[1][page]
            # Where the readings that the layers came from are the same to the letter, so are the layers, if nobody changed them.
            alike = page not in judged and ours[page] == theirs[page] and mine[ours[page]] == other[theirs[page]]
            found = PageDifference(
                page=page,
                source=ours[page],
                captures_gone=tuple(sorted(mine.keys() - other.keys())),
                captures_added=tuple(sorted(other.keys() - mine.keys())),
                items=() if alike else tuple(_items(reading(a, page), reading(b, page))),
            )
            if found.captures_gone or found.captures_added or found.items:
                yield found


def _pages(connection: Connection) -> dict[str, str]:
    p = schema.pages.c
    return {row.id: row.source for row in connection.execute(select(p.id, p.source))}


def _captures(connection: Connection, pages: Sequence[str]) -> dict[str, dict[str, str]]:
    """The digests of the captures of ``pages``, by page and source."""
    c = schema.captures.c
    found: dict[str, dict[str, str]] = {}
    for page, source, digest in connection.execute(select(c.page, c.source, c.digest).where(c.page.in_(pages))):
        found.setdefault(page, {})[source] = digest
    return found


def _judged(connection: Connection, pages: Sequence[str]) -> set[str]:
    """Those of ``pages`` that people judged."""
    m = schema.machine_readings.c
    return set(connection.execute(select(m.page).where(m.page.in_(pages))).scalars())


def _items(a: Reading | None, b: Reading | None) -> Iterator[Item]:
    """What differs between two readings of a page."""
    assert a is not None
    assert b is not None
    for name in _PLAIN:
        one, other = getattr(a, name), getattr(b, name)
        if one != other:
            yield Item(what="changed", layer=name, item=name, a=_raw(one), b=_raw(other))
    for layer in (*_SPANNED, *_KEYED, "positions"):
        mine, theirs = _keyed(a, layer), _keyed(b, layer)
        for key in [*mine, *(key for key in theirs if key not in mine)]:
            if mine.get(key) != theirs.get(key):
                what: Literal["added", "gone", "changed"] = "added" if key not in mine else "gone" if key not in theirs else "changed"
                yield Item(what=what, layer=layer, item=key, a=mine.get(key), b=theirs.get(key))


def _keyed(reading: Reading, layer: str) -> Mapping[str, msgspec.Raw]:
    found: dict[str, msgspec.Raw] = {}
    for n, item in enumerate(getattr(reading, layer)):
        key = item.id if layer in _KEYED else f"{item.start}..{item.end}" if layer in _SPANNED else " ".join((item.actor, item.issue, item.stance))
        found[key if key not in found else f"{key} ({n})"] = _raw(item)
    return found


def _raw(value: object) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(value, order="deterministic"))
