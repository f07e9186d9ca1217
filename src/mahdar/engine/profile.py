"""The profile of a run: the processor's time by room, and the pages that took most of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from heapq import nlargest

from mahdar.model import Noun

SLOWEST = 5
"""So many of the slowest pages are told."""


class RoomTime(Noun, frozen=True, kw_only=True):
    """The processor's seconds that a room took, their share of all, and microseconds for each page."""

    seconds: float
    share: float
    per_page: float


class SlowPage(Noun, frozen=True, kw_only=True):
    """A page by its source (or address) and the processor's seconds that it took."""

    source: str
    seconds: float


class Profile(Noun, frozen=True, kw_only=True):
    """Where the time of ``pages`` pages went: all ``seconds``, by room (the costliest first), and the slowest pages (the slowest first)."""

    pages: int
    seconds: float
    rooms: dict[str, RoomTime]
    slowest: tuple[SlowPage, ...]

    def table(self) -> list[str]:
        """The profile as lines of text."""
        whole = RoomTime(seconds=self.seconds, share=1.0, per_page=self.seconds * 1e6 / max(1, self.pages))
        lines = [f"{'room':12} {'pages':>9} {'seconds':>10} {'share':>7} {'µs a page':>11}"]
        for name, room in (*self.rooms.items(), ("all", whole)):
            lines.append(f"{name:12} {self.pages:9} {room.seconds:10.3f} {room.share:7.1%} {room.per_page:11.0f}")
        return [*lines, *(f"slowest      {page.seconds:10.3f} s  {page.source}" for page in self.slowest)]


class Profiler:
    """Adds up the times of pages, and profiles of parts of a run."""

    def __init__(self) -> None:
        self._pages = 0
        self._rooms: Counter[str] = Counter()
        self._slowest: list[SlowPage] = []

    def add(self, source: str, seconds: Mapping[str, float]) -> None:
        """Add a page, whose times are told by room."""
        self._pages += 1
        self._rooms.update(seconds)
        self._slow(SlowPage(source=source, seconds=round(sum(seconds.values()), 6)))

    def merge(self, part: Profile) -> None:
        """Add the profile of a part of the run."""
        self._pages += part.pages
        self._rooms.update({name: room.seconds for name, room in part.rooms.items()})
        self._slow(*part.slowest)

    def told(self) -> Profile | None:
        """The profile; None where no page was timed."""
        if not self._pages:
            return None
        whole, pages = sum(self._rooms.values()), self._pages
        rooms = {
            name: RoomTime(seconds=round(seconds, 6), share=round(seconds / (whole or 1.0), 4), per_page=round(seconds * 1e6 / pages, 1))
            for name, seconds in self._rooms.most_common()
        }
        return Profile(pages=self._pages, seconds=round(whole, 6), rooms=rooms, slowest=tuple(self._slowest))

    def _slow(self, *pages: SlowPage) -> None:
        if len(self._slowest) < SLOWEST or any(page.seconds > self._slowest[-1].seconds for page in pages):
            self._slowest = nlargest(SLOWEST, [*self._slowest, *pages], key=lambda page: page.seconds)
