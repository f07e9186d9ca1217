"""The counting pass: what a page adds to the profile of its site, and the bounded sample that pages are kept in.

A site's profile is made from at most `SITE_PAGES` of its pages: those with the lowest ids. An id is a SHA-256, so that these are
a fair sample; and which pages they are doesn't depend on the order in which pages come, on how often one comes, or on how
many counters are merged (the lowest of a union are the lowest of the lowest of its parts: a bottom-k sample, Cohen and
Kaplan 2007). All sites together hold at most `ALL_PAGES`: where there would be more, the limit of every site is halved until
they fit, which again depends on the pages alone. What recurs on one page in a hundred is found in such a sample too.
"""

from __future__ import annotations

import re
import struct
from bisect import insort
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

import msgspec

from mahdar.arabic import fold
from mahdar.layout.lines import line_key
from mahdar.layout.profiles.prints import LinePrint, line_print
from mahdar.model import Given, Metadata, Page

SITE_PAGES = 1024
ALL_PAGES = 65_536
EDGE_LINES = 200
"""Of a longer page so many lines from its start and from its end are counted: what recurs stands there."""

_HOST = re.compile(r"[a-z][a-z0-9+.-]*://(?:[^/?#@]*@)?(?:www\.)?([^/?#:]+)", re.IGNORECASE)
_WORD = re.compile(r"\w+")
# Proclitics and article, so that «والحكومة» and «للحكومة» are kin. Rough, as a measure over many words may be.
_PROCLITICS = re.compile(r"^[وف]?(?:[بكف]?ال|لل|[بلك])?(?=\w{3})")
_KIN_LETTERS = 4
_SENTENCE = 0x80


class CountedLine(msgspec.Struct, frozen=True):
    """A line of a page that was counted.

    ``kin`` is the share of a sentence's words (0 to 1) that stand in sentences before it; ``words`` counts those of a line that
    is no sentence. Each is 0 for the other.
    """

    key: int
    sentence: bool
    kin: float
    words: int


class Counted(msgspec.Struct, frozen=True, array_like=True, order=True):
    """One page as it is counted: eight bytes a line for its fingerprint, one for what it is like."""

    page: str
    keys: bytes
    shapes: bytes

    def lines(self) -> Iterator[CountedLine]:
        """The page's lines in order."""
        keys = struct.unpack(f"<{len(self.shapes)}Q", self.keys)
        for key, shape in zip(keys, self.shapes, strict=True):
            sentence, rest = bool(shape & _SENTENCE), shape & ~_SENTENCE
            yield CountedLine(key, sentence, rest / 100 if sentence else 0.0, 0 if sentence else rest)


class Captured(Protocol):
    """What a page and its bytes before they are decoded have in common."""

    @property
    def url(self) -> str | None:
        """The address."""
        ...

    @property
    def given(self) -> Given:
        """What is known from beside it."""
        ...

    @property
    def metadata(self) -> Metadata:
        """What its markup, or what led to it, says."""
        ...


def site_of(page: Captured) -> str:
    """The site that a page belongs to: the host of its address without ``www.``; else its outlet as given or as its markup tells
    it, folded; empty where nothing beside its text tells. Never from the file's name, on which no reading depends."""
    for url in (page.url, page.metadata.url and page.metadata.url.value):
        if url and (found := _HOST.match(url.strip())):
            return found[1].lower().rstrip(".")
    outlet = page.given.outlet or (page.metadata.outlet.value if page.metadata.outlet else "")
    return " ".join(_WORD.findall(fold(outlet)))


def count(page: Page) -> Counted:
    """What ``page`` adds to its site's profile."""
    bodies = [body for raw in page.text.split("\n") if (body := raw.strip())]
    if len(bodies) > 2 * EDGE_LINES:
        bodies = bodies[:EDGE_LINES] + bodies[-EDGE_LINES:]
    keys, shapes = list[int](), bytearray()
    before: set[str] = set()
    for body in bodies:
        folded = line_key(body)
        line: LinePrint = line_print(folded, body)
        if not line.key:
            continue
        keys.append(line.key)
        if line.sentence:
            words = {_PROCLITICS.sub("", word) for word in folded.split(" ") if len(word) >= _KIN_LETTERS and not word.isdigit()}
            shapes.append(_SENTENCE | (100 * len(words & before) // len(words) if words else 0))
            before |= words
        else:
            shapes.append(min(line.words, _SENTENCE - 1))
    return Counted(page.id, struct.pack(f"<{len(keys)}Q", *keys), bytes(shapes))


class Sample:
    """The pages counted so far, by site. ``limit`` is how many of a site are kept at most."""

    def __init__(self) -> None:
        self.limit = SITE_PAGES
        self._pages: dict[str, dict[str, Counted]] = {}
        self._ids: dict[str, list[str]] = {}
        self._total = 0

    @property
    def sites(self) -> Mapping[str, tuple[Counted, ...]]:
        """The sites in order of their keys, each with its pages in order of their ids."""
        return {site: tuple(self._pages[site][page] for page in self._ids[site]) for site in sorted(self._ids)}

    def add(self, site: str, counted: Counted) -> None:
        """Count a page. One that was counted already changes nothing."""
        ids = self._ids.get(site, [])
        if len(ids) >= self.limit and (not ids or counted.page > ids[-1]):
            return
        pages = self._pages.setdefault(site, {})
        if held := pages.get(counted.page):
            # The same bytes decoded in two ways (a header told another encoding) are one page.
            pages[counted.page] = min(held, counted)
            return
        insort(self._ids.setdefault(site, ids), counted.page)
        pages[counted.page] = counted
        self._total += 1
        self._cut(site)
        while self._total > ALL_PAGES:
            self._lower(self.limit // 2)

    def merge(self, limit: int, sites: Mapping[str, Iterable[Counted]]) -> None:
        """Take in what another sample held, which was made with ``limit``."""
        if limit < self.limit:
            self._lower(limit)
        for site, pages in sites.items():
            for counted in pages:
                self.add(site, counted)

    def _lower(self, limit: int) -> None:
        self.limit = limit
        for site in list(self._ids):
            self._cut(site)

    def _cut(self, site: str) -> None:
        ids = self._ids[site]
        for page in ids[self.limit :]:
            del self._pages[site][page]
        self._total -= len(ids[self.limit :])
        del ids[self.limit :]
        if not ids:
            del self._ids[site], self._pages[site]
