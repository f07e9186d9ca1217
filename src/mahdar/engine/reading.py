"""Reads many pages: in this process, or in several, with the same results in the same order."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Literal

import msgspec

from mahdar.capture import Failure, Raw, Skipped, settle
from mahdar.engine.timing import CAPTURE, Stopwatch
from mahdar.engine.wanted import Wanted
from mahdar.engine.workers import TookTooLong, Workers, at_most
from mahdar.knowledge import Dossier, Knowledge, load, load_dossiers
from mahdar.layout.profiles import Counted, SiteProfiles, count, site_of
from mahdar.model import ARTICLE_ROLES, Page, Reading
from mahdar.reader import Reader

POOL = "pool"
"""The engine that is always there: processes of this machine."""

MOST_SECONDS = 120.0
"""Processor time for one page, far beyond what any page of the largest size and of running text takes: a guard, so that no page stops a run."""

_DIED = (
    "the process that read it died: killed by the system, mostly for want of memory, or by a crash in a library; "
    "the other pages went on. If there is memory enough (try --jobs 1), please report it"
)

Item = Page | Raw | Failure | Skipped
"""What comes in: a page, or its bytes, which become one where it is read; or what is passed on as it is."""

Read = Callable[[Page], tuple[Reading, dict[str, float]]]


FaultKind = Literal["unreadable", "no-article", "took-too-long", "fault", "died", "refused"]
"""What came in the way: a source that gives no page, a page without an article, the limit of time, a fault of Mahdar's, the death of the process that
read it, the record."""


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader is made of: the user's files on top of what is shipped, site profiles, which pages are wanted, and whether to time its rooms."""

    knowledge: tuple[Path, ...] = ()
    dossiers: tuple[Path, ...] = ()
    site_profiles: SiteProfiles = SiteProfiles()
    wanted: Wanted = Wanted()
    timed: bool = False

    def data(self) -> tuple[Knowledge, tuple[Dossier, ...]]:
        """What the reader is to know. Raises `DataError` for a faulty file."""
        return load(*self.knowledge, dossiers=self.dossiers), load_dossiers(*self.dossiers)

    def read(self) -> Read:
        """What reads one page, and tells the seconds spent in each room where they are wanted."""
        reader = (Reader(*self.data()) if self.knowledge or self.dossiers else _shipped()).using(self.site_profiles)
        return Stopwatch(reader).read if self.timed else lambda page: (reader.read(page), {})


@cache
def _shipped() -> Reader:
    """The reader with what is shipped alone, made once a process: that takes longer than reading some pages."""
    return Reader()


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a source: its reading, or the reason why there is none, or both where the reading is empty.

    ``left_out`` says that the reason is no failure (see `Skipped`), ``kind`` what sort of failure it is. ``seconds`` holds the time spent in each
    room where that was asked for.
    """

    source: str
    reading: Reading | None = None
    reason: str | None = None
    kind: FaultKind | None = None
    left_out: bool = False
    seconds: dict[str, float] = {}


def read_all(items: Iterable[Item], recipe: Recipe, jobs: int = 1, *, apart: bool = False) -> Iterator[Outcome]:
    """The outcomes in the order of ``items``, read by ``jobs`` processes; items are taken in as they are needed.

    One process is this one, or with ``apart`` another, so that a page that kills it costs itself alone.
    """
    if jobs == 1 and not apart:
        read = recipe.read()
        for item in items:
            yield attempt(item, read, recipe.wanted)
        return
    recipe.data()  # Faulty data files are to be told here, not by the death of a process.
    yield from Workers(_attempt, _died, jobs, _start, recipe).each(items)


def count_all(items: Iterable[Item], wanted: Wanted = Wanted(), jobs: int = 1) -> Iterator[tuple[str, Counted] | None]:
    """The site of each item that is a wanted page and what the page adds to the site's profile; None for the others."""
    work = partial(_count, wanted=wanted)
    yield from map(work, items) if jobs == 1 else Workers(work, lambda _: None, jobs).each(items)


def attempt(item: Item, read: Read, wanted: Wanted = Wanted()) -> Outcome:
    """What becomes of one page. A fault of Mahdar's costs that page alone."""
    try:
        with at_most(MOST_SECONDS):
            began = time.thread_time()
            page = _settled(item, wanted)
            captured = time.thread_time() - began
            if isinstance(page, Failure | Skipped):
                return _passed_on(page)
            reading, seconds = read(page)
            if seconds:
                seconds = {CAPTURE: captured, **seconds}
    except TookTooLong:
        reason = f"could not be read within {MOST_SECONDS:.0f} seconds of processor time; given up, please report it"
        return Outcome(source=item.source, reason=reason, kind="took-too-long")
    except Exception as error:  # Whatever it is, the other pages go on and this one is named.
        return Outcome(source=item.source, reason=fault("could not be read", error), kind="fault")
    if any(block.role in ARTICLE_ROLES for block in reading.blocks):
        return Outcome(source=page.source, reading=reading, seconds=seconds)
    reason = "expected an article, found only what stands around one (menus, tickers, links)"
    return Outcome(source=page.source, reading=reading, reason=reason, kind="no-article", seconds=seconds)


def _settled(item: Item, wanted: Wanted) -> Page | Failure | Skipped:
    """The page that an item is, if it is one and wanted."""
    if isinstance(item, Raw):
        if unwanted := wanted.before(item):
            return Skipped(source=item.source, reason=unwanted)
        item = settle(item)
    if isinstance(item, Page) and (unwanted := wanted.after(item)):
        return Skipped(source=item.source, reason=unwanted)
    return item


def fault(what: str, error: Exception) -> str:
    """The reason where not the page but Mahdar is at fault, with the place in its code."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).parent.name}/{Path(last.filename).name}, line {last.lineno}"
    return f"{what}, by a fault in Mahdar ({type(error).__name__} in {place}: {error}); please report it"


def _passed_on(item: Failure | Skipped) -> Outcome:
    if isinstance(item, Skipped):
        return Outcome(source=item.source, reason=item.reason, left_out=True)
    return Outcome(source=item.source, reason=item.reason, kind="unreadable")


_read: Read
_wanted = Wanted()


def _start(recipe: Recipe) -> None:
    """Give a new process its reader, once."""
    global _read, _wanted  # A process of the pool has no other place to keep them.
    _read, _wanted = recipe.read(), recipe.wanted


def _attempt(item: Item) -> Outcome:
    return attempt(item, _read, _wanted)


def _died(item: Item) -> Outcome:
    return Outcome(source=item.source, reason=_DIED, kind="died")


def _count(item: Item, wanted: Wanted) -> tuple[str, Counted] | None:
    # Whatever is wrong with a page, reading it will tell.
    with suppress(Exception, TookTooLong), at_most(MOST_SECONDS):
        page = _settled(item, wanted)
        if isinstance(page, Page):
            return site_of(page), count(page)
    return None
