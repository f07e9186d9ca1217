"""From sources to the bytes of single pages: what each holds is told by its content, and taken out piece by piece.

Whatever its size, of a source no more is in memory than a page or a row and what is read ahead. What is faulty is told and costs
itself alone.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast
from urllib.parse import unquote, urlsplit

import msgspec

from mahdar.capture import dump, sitemap, stores, warc
from mahdar.capture.find import STDIN, Found, source_name
from mahdar.capture.gz import Gunzip
from mahdar.capture.limits import (
    MAX_FEED_BYTES,
    MAX_SITEMAP_BYTES,
    MAX_SITEMAP_DEPTH,
    MAX_SITEMAP_PAGES,
    MAX_SPOOL_BYTES,
    MIB,
    expect_page_size,
    page_limit,
)
from mahdar.capture.links import Link
from mahdar.capture.raw import Failure, Fetches, Raw, Skipped
from mahdar.capture.sniff import HEAD, Kind, Sniffed, sniff
from mahdar.capture.tape import CHUNK, Tape
from mahdar.errors import SourceError
from mahdar.model import Given, Metadata

Item = Raw | Failure | Skipped


def raws(found: Found, given: Given = Given(), fetcher: Fetches | None = None, passed: Callable[[int], None] | None = None) -> Iterator[Item]:
    """The bytes of every page that ``found`` stands for, and what failed or was left out, in a fixed order.

    ``given`` holds for pages that have nothing of their own. ``fetcher`` gets addresses; without one each is a failure.
    ``passed`` is told how many bytes of the files have been taken in since it was told last.
    """
    for path, reason in found.failures:
        yield Failure(source=source_name(path), reason=reason)
    taking = _Taking(given, fetcher, passed)
    for item in found.inputs:
        if isinstance(item, Path):
            yield from taking.file(item)
        else:
            yield from taking.stored(item) if stores.is_stored(item) else taking.address(item)


class _Input(msgspec.Struct, kw_only=True):
    """A source that has been opened: its bytes, and what is known of them.

    ``file`` is what the bytes come from, where it can be sought in; ``address`` is set for what came from the network, ``raw``
    too. ``depth`` counts the indexes of sitemaps that led here.
    """

    tape: Tape
    source: str
    name: str
    size: int | None = None
    file: BinaryIO | None = None
    gunzip: Gunzip | None = None
    raw: Raw | None = None
    depth: int = 0

    @property
    def address(self) -> str | None:
        """Where it came from, if from the network."""
        return (self.raw.url or self.source) if self.raw else None

    @property
    def damage(self) -> str | None:
        """What is wrong with its packing, if anything is."""
        return self.gunzip.damages[0] if self.gunzip and self.gunzip.damages else None


class _Taking:
    """One passage over the sources. An address is asked for once in it, whatever leads there."""

    def __init__(self, given: Given, fetcher: Fetches | None, passed: Callable[[int], None] | None) -> None:
        self._given, self._fetcher, self._passed = given, fetcher, passed
        self._asked: set[str] = set()
        self._named: Counter[bool] = Counter()

    def file(self, path: Path) -> Iterator[Item]:
        """What the file holds. `STDIN` is standard input."""
        source = source_name(path)
        try:
            if path == STDIN:
                yield from self._opened(sys.stdin.buffer, source, "", None)
                return
            with path.open("rb") as file:
                regular = file.seekable()
                yield from self._opened(file, source, path.name, os.fstat(file.fileno()).st_size if regular else None)
        except SourceError as error:
            yield Failure(source=error.source, reason=error.reason)
        except OSError as error:
            yield Failure(source=source, reason=f"can't be read: {error.strerror or error}")

    def stored(self, url: str) -> Iterator[Item]:
        """What is at an address of an object store."""
        source = stores.shown(url)
        try:
            with closing(stores.opened(url).file) as file:
                yield from self._opened(file, source, PurePosixPath(urlsplit(url).path).name, file.seek(0, os.SEEK_END) + file.seek(0))
        except SourceError as error:
            yield Failure(source=error.source, reason=error.reason)
        except OSError as error:
            yield Failure(source=source, reason=f"can't be read: {error}")

    def address(self, url: str) -> Iterator[Item]:
        """What is at the address, which a user named."""
        self._asked.add(url)
        try:
            yield from self._fetched(url, 0)
        except SourceError as error:
            yield Failure(source=error.source, reason=error.reason)

    def _opened(self, file: BinaryIO, source: str, name: str, size: int | None) -> Iterator[Item]:
        # Where there is a choice, what a pipe has is taken as it comes.
        read: Callable[[int], bytes] = getattr(file, "read1", file.read)
        passed = self._passed
        if passed is not None:
            plain, tell = read, passed

            def read(size: int) -> bytes:
                data = plain(size)
                tell(len(data))
                return data

        yield from self._unpacked(_Input(tape=Tape(read), source=source, name=name, size=size, file=file if size is not None else None))

    def _fetched(self, url: str, depth: int) -> Iterator[Item]:
        raw = self._get(url)
        name = unquote(urlsplit(raw.url or url).path)
        tape = Tape(io.BytesIO(raw.data).read)
        yield from self._unpacked(_Input(tape=tape, source=raw.source, name=name, size=len(raw.data), raw=raw, depth=depth))

    def _get(self, url: str) -> Raw:
        if self._fetcher is None:
            raise SourceError(url, "expected a fetcher to get it with, got none")
        return self._fetcher.get(url)

    def _unpacked(self, opened: _Input) -> Iterator[Item]:
        media_type = opened.raw.media_type if opened.raw else None
        sniffed = sniff(opened.tape.peek(HEAD), opened.name, media_type)
        if sniffed.kind is Kind.GZIP:
            opened.gunzip = Gunzip(opened.tape.read, opened.source)
            opened.tape, opened.file, opened.size = Tape(opened.gunzip.read), None, None
            # What is said of a packed thing is said of its packing.
            sniffed = sniff(opened.tape.peek(HEAD), opened.name)
            if sniffed.kind is Kind.GZIP:
                raise SourceError(opened.source, "expected pages in the gzip file, got gzip once more; unpack it first")
        yield from self._of_kind(sniffed, opened)

    def _of_kind(self, sniffed: Sniffed, opened: _Input) -> Iterator[Item]:
        tape, source = opened.tape, opened.source
        match sniffed.kind:
            case Kind.TEXT | Kind.HTML:
                yield self._page(opened, html=sniffed.kind is Kind.HTML)
                return
            case Kind.WARC:
                yield from warc.records(tape, source, self._given)
            case Kind.LINES:
                yield from dump.lines(tape, source, self._given)
            case Kind.JSON:
                yield from dump.document(tape, source, self._given)
            case Kind.PARQUET:
                yield from self._parquet(opened)
            case Kind.FEED:
                # Feedparser and Arrow take a good part of a second to import, which who reads none needn't wait for.
                from mahdar.capture import feed

                data = _whole(opened, MAX_FEED_BYTES)
                yield from self._led(feed.entries(data, source, self._given, opened.address), opened)
            case Kind.SITEMAP:
                data = _whole(opened, MAX_SITEMAP_BYTES)
                yield from self._led(sitemap.urls(data, source, self._given, opened.address), opened)
            case _:
                raise SourceError(source, f"expected text, HTML, a web archive, a dump, a feed or a sitemap, got {sniffed.label}")
        for damage in opened.gunzip.damages if opened.gunzip else ():
            yield Failure(source=source, reason=f"{damage}; what was whole is kept")

    def _page(self, opened: _Input, *, html: bool) -> Raw:
        """A source that is one page. Raises `SourceError` where it is too large or damaged."""
        if opened.size is not None:
            expect_page_size(opened.size, opened.source, html=html)
        data = opened.tape.read(page_limit(html=html) + 1)
        if len(data) > page_limit(html=html):
            expect_page_size(None, opened.source, html=html)
        if opened.damage:
            raise SourceError(opened.source, opened.damage)
        media_type = "text/html" if html else "text/plain"
        if opened.raw is None:
            return Raw(data=data, source=opened.source, given=self._given, media_type=media_type)
        return msgspec.structs.replace(opened.raw, data=data, given=_filled(opened.raw.given, self._given), media_type=media_type)

    def _parquet(self, opened: _Input) -> Iterator[Item]:
        """The rows of a Parquet file, which must be sought in: what comes through a pipe or packed is put in a file for that."""
        from mahdar.capture import parquet

        if opened.file is not None:
            opened.file.seek(0)
            yield from parquet.rows(opened.file, opened.source, self._given)
            return
        with tempfile.TemporaryFile() as spool:
            size = 0
            while data := opened.tape.read(CHUNK):
                size += len(data)
                if size > MAX_SPOOL_BYTES:
                    raise SourceError(opened.source, f"expected Parquet of at most {MAX_SPOOL_BYTES // MIB} MiB through a pipe or packed, got more")
                spool.write(data)
            spool.seek(0)
            yield from parquet.rows(cast("BinaryIO", spool), opened.source, self._given)

    def _led(self, entries: Iterator[Raw | Failure | Link | sitemap.Further], opened: _Input) -> Iterator[Item]:
        """The pages to which a feed or sitemap leads."""
        if opened.depth == 0:
            self._named.clear()
        for entry in entries:
            if isinstance(entry, Link | sitemap.Further) and entry.url in self._asked:
                continue
            try:
                self._count_entry(entry, opened.source)
                yield from self._led_to(entry, opened)
            except _TooManyError:
                if opened.depth:
                    raise
                yield Failure(source=opened.source, reason=f"expected at most {MAX_SITEMAP_PAGES} pages, got more; the rest is left out")
                return
            except SourceError as error:
                yield Failure(source=error.source, reason=error.reason)

    def _led_to(self, entry: Raw | Failure | Link | sitemap.Further, opened: _Input) -> Iterator[Item]:
        """What becomes of one entry. Raises `SourceError`."""
        if isinstance(entry, Raw) and opened.raw is not None:
            yield msgspec.structs.replace(entry, fetched=opened.raw.fetched)
            return
        if isinstance(entry, Raw | Failure):
            yield entry
            return
        self._asked.add(entry.url)
        if isinstance(entry, Link):
            yield self._linked(entry)
        elif opened.depth + 1 > MAX_SITEMAP_DEPTH:
            raise SourceError(entry.url, f"expected sitemaps at most {MAX_SITEMAP_DEPTH} indexes deep, got one deeper; left out")
        else:
            yield from self._fetched(entry.url, opened.depth + 1)

    def _count_entry(self, entry: object, source: str) -> None:
        """Count pages, those that can't be had among them, and sitemaps apart."""
        kind = isinstance(entry, sitemap.Further)
        self._named[kind] += 1
        if self._named[kind] > MAX_SITEMAP_PAGES:
            raise _TooManyError(source, "")

    def _linked(self, link: Link) -> Raw:
        """The page of a link, with what the feed or sitemap says of it. Raises `SourceError`."""
        raw = self._get(link.url)
        tape = Tape(io.BytesIO(raw.data).read)
        sniffed = sniff(raw.data[:HEAD], unquote(urlsplit(link.url).path), raw.media_type)
        if sniffed.kind not in (Kind.TEXT, Kind.HTML):
            raise SourceError(raw.source, f"expected a page, got {sniffed.label}; {link.source} names it as one")
        page = self._page(_Input(tape=tape, source=raw.source, name="", size=len(raw.data), raw=raw), html=sniffed.kind is Kind.HTML)
        metadata = {name: getattr(page.metadata, name) or getattr(link.metadata, name) for name in Metadata.__struct_fields__}
        return msgspec.structs.replace(page, given=_filled(raw.given, link.given), metadata=Metadata(**metadata), within=True)


class _TooManyError(SourceError):
    """A sitemap with all that it leads to names more pages than are taken."""


def _filled(own: Given, given: Given) -> Given:
    """What is the page's own, and what is given for all where it has none."""
    filled = {name: getattr(own, name) or getattr(given, name) for name in Given.__struct_fields__}
    return Given(**filled | {"at": own.at if own.published else given.at})


def _whole(opened: _Input, limit: int) -> bytes:
    """All of a source that is parsed as a whole. Raises `SourceError` where that is more than ``limit`` bytes."""
    data = opened.tape.read(limit + 1)
    if len(data) > limit:
        raise SourceError(opened.source, f"expected at most {limit / MIB:.0f} MiB of XML, got more")
    return data
