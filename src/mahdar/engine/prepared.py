"""Pages prepared for being compared, kept in files that any process fetches single ones from: which are wanted together isn't known before."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from mahdar.engine.shards import Shard
from mahdar.linking.linker import Linked
from mahdar.model import Noun

ROWS = 1 << 24
"""More than the pages of a shard: a page's number is its shard's times this, and its own in it."""
_HELD = 2_000
"""Pages that a process holds while it compares, some 100 MiB: about as many as are the lesser of the pairs of a part (see `meetings.pairs`)."""


class Prepared(Noun, frozen=True, kw_only=True):
    """What of a page is compared, and which page it is."""

    page: str
    linked: Linked


def keep(folder: Path, shard: Shard, pages: Sequence[Prepared]) -> None:
    """Write the pages of ``shard``, numbered in their order."""
    starts = array("Q", [0])
    with _pages(folder, shard.number).open("wb") as file:
        for page in pages:
            starts.append(starts[-1] + file.write(msgspec.msgpack.encode(page)))
    _starts(folder, shard.number).write_bytes(starts.tobytes())


class Pages:
    """The pages in ``folder``, by number."""

    def __init__(self, folder: Path) -> None:
        decoder = msgspec.msgpack.Decoder(Prepared)

        @lru_cache(maxsize=_HELD)
        def fetched(number: int) -> Prepared:
            shard, row = divmod(number, ROWS)
            start, end = indexed(shard)[row : row + 2]
            with _pages(folder, shard).open("rb") as file:
                file.seek(start)
                return decoder.decode(file.read(end - start))

        @lru_cache(maxsize=_HELD)
        def indexed(shard: int) -> array[int]:
            return array("Q", _starts(folder, shard).read_bytes())

        self._fetched = fetched

    def __getitem__(self, number: int) -> Prepared:
        return self._fetched(number)


def _pages(folder: Path, shard: int) -> Path:
    return folder / f"{shard:05}.pages"


def _starts(folder: Path, shard: int) -> Path:
    return folder / f"{shard:05}.starts"
