"""Reads many pages: in this process, or in several, with the same results in the same order."""

from __future__ import annotations

import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import msgspec

from mahdar.capture import Failure
from mahdar.cli.timing import Stopwatch
from mahdar.knowledge import Dossier, Knowledge, load, load_dossiers
from mahdar.layout.profiles import SiteProfiles
from mahdar.model import ARTICLE_ROLES, Page, Reading
from mahdar.reader import Reader

AHEAD = 4
"""Pages that wait in the queue for each process: enough that none idles, few enough that memory stays flat."""


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

    ``seconds`` holds the time spent in each room where that was asked for.
    """

    source: str
    reading: Reading | None = None
    reason: str | None = None
    seconds: dict[str, float] = {}


def read_all(pages: Iterable[Page | Failure], recipe: Recipe, jobs: int = 1) -> Iterator[Outcome]:
    """The outcomes in the order of ``pages``, read by ``jobs`` processes; pages are taken in as they are needed."""
    if jobs == 1:
        read = recipe.read()
        for page in pages:
            yield attempt(page, read)
        return
    recipe.data()  # Faulty data files are to be told here, not by the death of a process.
    waiting: deque[Future[Outcome] | Outcome] = deque()
    executor = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start, initargs=(recipe,))
    try:
        for page in pages:
            with _interrupts_held():
                waiting.append(_failed(page) if isinstance(page, Failure) else executor.submit(_attempt, page))
            while len(waiting) > AHEAD * jobs:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())
    finally:
        executor.shutdown(cancel_futures=True)


def attempt(page: Page | Failure, read: Read) -> Outcome:
    """What becomes of one page. A fault of the reader's costs that page alone."""
    if isinstance(page, Failure):
        return _failed(page)
    try:
        reading, seconds = read(page)
    except Exception as error:  # Whatever it is, the other pages go on and this one is named.
        return Outcome(source=page.source, reason=fault("could not be read", error))
    empty = not any(block.role in ARTICLE_ROLES for block in reading.blocks)
    reason = "expected an article, found only what stands around one (menus, tickers, links)" if empty else None
    return Outcome(source=page.source, reading=reading, reason=reason, seconds=seconds)


def fault(what: str, error: Exception) -> str:
    """The reason where not the page but Mahdar is at fault, with the place in its code."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).parent.name}/{Path(last.filename).name}, line {last.lineno}"
    return f"{what}, by a fault in Mahdar ({type(error).__name__} in {place}: {error}); please report it"


def _failed(failure: Failure) -> Outcome:
    return Outcome(source=failure.source, reason=failure.reason)


def _result(item: Future[Outcome] | Outcome) -> Outcome:
    return item if isinstance(item, Outcome) else item.result()


_read: Read


def _start(recipe: Recipe) -> None:
    """Give a new process its reader, once."""
    global _read  # A process of the pool has no other place to keep it.
    _read = recipe.read()


def _attempt(page: Page) -> Outcome:
    return attempt(page, _read)


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
