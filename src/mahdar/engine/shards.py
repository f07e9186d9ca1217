"""Shards: what of the sources is read as one piece of work, told from the sources alone, whoever and however many do it.

An archive is a shard, as many pages of a dump are one, and so are many files of one page. Where a process dies, its shard is done again.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from mahdar.capture import STDIN, Address, Failure, Found, Raw, Skipped, raws, stores
from mahdar.errors import MahdarError, UsageError
from mahdar.model import Given, Noun

PAGES = 500
"""Pages of a shard, where they can be counted: some seconds' work of one core."""

MOST_OF_FILE = 32
"""Shards of one file at the most: each passes over what comes before it, which for the last of 32 takes a twentieth of the time of its reading."""

_CHUNK = 1 << 20
_SMALL = 1 << 18
"""A dump of fewer bytes isn't counted; it is one shard."""

_PAGE_SUFFIXES = {".txt", ".html", ".htm", ".xhtml", ".shtml"}


class Shard(Noun, frozen=True, kw_only=True):
    """A piece of work: the pages of ``inputs`` (paths and addresses in object stores); of a single one those from the ``first`` on (from 0), at most
    ``count`` of them."""

    number: int
    inputs: tuple[str, ...]
    first: int = 0
    count: int | None = None

    @property
    def name(self) -> str:
        """The part of a file's name that tells the shard."""
        return f"{self.number:05}"


def shards(found: Found) -> list[Shard]:
    """The shards of what was found, in its order. Raises `UsageError` for what only one process can read: standard input, the network."""
    made: list[Shard] = []
    few: list[str] = []

    def close() -> None:
        if few:
            made.append(Shard(number=len(made), inputs=tuple(few)))
            few.clear()

    for item in found.inputs:
        name = str(item)
        if item == STDIN or (isinstance(item, str) and not stores.is_stored(item)):
            what = "standard input" if item == STDIN else name
            raise UsageError(f"{what}: expected files for Parquet or a cluster; keep it in one first (mahdar read SOURCE --warc FILE keeps pages)")
        bare = stores.shown(name) if stores.is_stored(name) else name
        suffix = PurePosixPath(bare.lower().removesuffix(".gz")).suffix
        if suffix in _PAGE_SUFFIXES:
            few.append(name)
            if len(few) == PAGES:
                close()
            continue
        close()
        pages = _pages(item, suffix)
        size = max(PAGES, -(-pages // MOST_OF_FILE))
        starts = range(0, max(pages, 1), size)
        made += [
            Shard(number=len(made) + n, inputs=(name,), first=start, count=size if start != starts[-1] else None) for n, start in enumerate(starts)
        ]
    close()
    return made


def items(shard: Shard, given: Given) -> Iterator[Raw | Failure | Skipped]:
    """The pages of a shard, and what failed or was left out."""
    inputs: list[Path | Address] = [Address(one) if stores.is_stored(one) else Path(one) for one in shard.inputs]
    end = None if shard.count is None else shard.first + shard.count
    return islice(raws(Found(inputs=tuple(inputs)), given), shard.first, end)


def _pages(item: Path | Address, suffix: str) -> int:
    """About how many pages there are in a file, where that can be told without unpacking each of them; else 0."""
    if suffix not in (".jsonl", ".ndjson", ".parquet"):
        return 0
    try:
        if isinstance(item, Path):
            with item.open("rb") as file:
                return _counted(file, item.stat().st_size, suffix)
        stored = stores.opened(item)
        with stored.file as file:
            return _counted(file, stored.size, suffix)
    except (OSError, ValueError, MahdarError):
        return 0  # Whatever is wrong with it, reading it tells.


def _counted(file: BinaryIO, size: int, suffix: str) -> int:
    if suffix == ".parquet":
        import pyarrow.parquet as pq

        return int(pq.ParquetFile(file).metadata.num_rows)
    if size < _SMALL:
        return 0
    head = file.read(2)
    file.seek(0)
    return sum(data.count(b"\n") for data in (_unpacked(file) if head == b"\x1f\x8b" else iter(lambda: file.read(_CHUNK), b"")))


def _unpacked(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of a gzip file, up to its end or to what is damaged."""
    inflater = zlib.decompressobj(wbits=31)
    with suppress(zlib.error):
        while data := file.read(_CHUNK):
            while data:
                yield inflater.decompress(data)
                data = inflater.unused_data
                if inflater.eof:
                    inflater = zlib.decompressobj(wbits=31)
