"""Reads many pages: in this process, or in several, with the same results in the same order."""

from __future__ import annotations

import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import msgspec

from mahdar.capture import Failure, Raw, Skipped, settle
from mahdar.cli.timing import Stopwatch
from mahdar.knowledge import Dossier, Knowledge, load, load_dossiers
from mahdar.layout.profiles import Counted, SiteProfiles, count, site_of
from mahdar.model import ARTICLE_ROLES, Page, Reading
from mahdar.reader import Reader

T = TypeVar("T")

AHEAD = 4
"""Pages that wait in the queue for each process: enough that none idles, few enough that memory stays flat."""


Item = Page | Raw | Failure | Skipped
"""What comes in: a page, or its bytes, which become one where it is read; or what is passed on as it is."""

Read = Callable[[Page], tuple[Reading, dict[str, float]]]


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader is made of: the user's files on top of what is shipped, site profiles, and whether to time its rooms."""

    knowledge: tuple[Path, ...] = ()
    dossiers: tuple[Path, ...] = ()
    site_profiles: SiteProfiles = SiteProfiles()
    timed: bool = False

    def data(self) -> tuple[Knowledge, tuple[Dossier, ...]]:
        """What the reader is to know. Raises `DataError` for a faulty file."""
        return load(*self.knowledge), load_dossiers(*self.dossiers)

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

    ``left_out`` says that the reason is no failure (see `Skipped`). ``seconds`` holds the time spent in each room where that was asked for.
    """

    source: str
    reading: Reading | None = None
    reason: str | None = None
    left_out: bool = False
    seconds: dict[str, float] = {}


def read_all(items: Iterable[Item], recipe: Recipe, jobs: int = 1) -> Iterator[Outcome]:
    """The outcomes in the order of ``items``, read by ``jobs`` processes; items are taken in as they are needed."""
    if jobs == 1:
        read = recipe.read()
        for item in items:
            yield attempt(item, read)
        return
    recipe.data()  # Faulty data files are to be told here, not by the death of a process.
    yield from _in_order(items, _attempt, jobs, _start, recipe)


def count_all(items: Iterable[Item], jobs: int = 1) -> Iterator[tuple[str, Counted] | None]:
    """The site of each item that is a page and what the page adds to the site's profile; None for the others."""
    yield from map(_count, items) if jobs == 1 else _in_order(items, _count, jobs)


def _in_order(items: Iterable[Item], work: Callable[[Item], T], jobs: int, start: Callable[..., None] | None = None, *given: object) -> Iterator[T]:
    """``work`` on each item by ``jobs`` processes that began with ``start(*given)``; results in the order of the items."""
    waiting: deque[Future[T]] = deque()
    executor = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=start, initargs=given)  # type: ignore[arg-type]
    try:
        for item in items:
            with _interrupts_held():
                waiting.append(executor.submit(work, item))
            while len(waiting) > AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        executor.shutdown(cancel_futures=True)


def attempt(item: Item, read: Read) -> Outcome:
    """What becomes of one page. A fault of Mahdar's costs that page alone."""
    try:
        page = settle(item) if isinstance(item, Raw) else item
        if isinstance(page, Failure | Skipped):
            return _passed_on(page)
        reading, seconds = read(page)
    except Exception as error:  # Whatever it is, the other pages go on and this one is named.
        return Outcome(source=item.source, reason=fault("could not be read", error))
    empty = not any(block.role in ARTICLE_ROLES for block in reading.blocks)
    reason = "expected an article, found only what stands around one (menus, tickers, links)" if empty else None
    return Outcome(source=page.source, reading=reading, reason=reason, seconds=seconds)


def fault(what: str, error: Exception) -> str:
    """The reason where not the page but Mahdar is at fault, with the place in its code."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).parent.name}/{Path(last.filename).name}, line {last.lineno}"
    return f"{what}, by a fault in Mahdar ({type(error).__name__} in {place}: {error}); please report it"


def _passed_on(item: Failure | Skipped) -> Outcome:
    return Outcome(source=item.source, reason=item.reason, left_out=isinstance(item, Skipped))


_read: Read


def _start(recipe: Recipe) -> None:
    """Give a new process its reader, once."""
    global _read  # A process of the pool has no other place to keep it.
    _read = recipe.read()


def _attempt(item: Item) -> Outcome:
    return attempt(item, _read)


def _count(item: Item) -> tuple[str, Counted] | None:
    # Whatever is wrong with a page, reading it will tell.
    with suppress(Exception):
        page = settle(item) if isinstance(item, Raw) else item
        if isinstance(page, Page):
            return site_of(page), count(page)
    return None


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while processes are started: they inherit that, and leave it to this one to end them in order."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
