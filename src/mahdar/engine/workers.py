"""Work spread over processes: results in the order of the items, and a process that dies costs the item that killed it alone."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from types import FrameType
from typing import Generic, TypeVar

from mahdar.garbage import collect_seldom

In = TypeVar("In")
Out = TypeVar("Out")

AHEAD = 4
"""Items that wait in the queue for each process: enough that none idles, few enough that memory stays flat."""


class Workers(Generic[In, Out]):
    """``jobs`` processes that do ``work`` on items, each begun with ``start(*given)``. ``lost`` is the result where the process died of the item.

    A process dies where the system kills it (for want of memory, mostly) or a library crashes; Python then gives up the others with it.
    They are started anew, and what was under way is done again, each item by a process of its own, so that it shows which it was.
    """

    def __init__(
        self, work: Callable[[In], Out], lost: Callable[[In], Out], jobs: int, start: Callable[..., None] | None = None, *given: object
    ) -> None:
        self._work, self._lost, self._jobs, self._start, self._given = work, lost, jobs, start, given

    def each(self, items: Iterable[In]) -> Iterator[Out]:
        """The results in the order of ``items``, which are taken in as they are needed."""
        waiting: deque[tuple[In, Future[Out] | None]] = deque()
        executor = self._executor(self._jobs)
        try:
            for item in items:
                waiting.append((item, _submitted(executor, self._work, item)))
                if len(waiting) <= AHEAD * self._jobs:
                    continue
                try:
                    yield _result(waiting[0][1])
                    waiting.popleft()
                except BrokenProcessPool:
                    executor.shutdown()
                    yield from self._one_by_one(waiting)
                    executor = self._executor(self._jobs)
            while waiting:
                try:
                    yield _result(waiting[0][1])
                    waiting.popleft()
                except BrokenProcessPool:
                    yield from self._one_by_one(waiting)
        finally:
            executor.shutdown(cancel_futures=True)

    def _one_by_one(self, waiting: deque[tuple[In, Future[Out] | None]]) -> Iterator[Out]:
        """The results of what was waiting when a process died. None waits any more after that."""
        executor = self._executor(1)
        try:
            while waiting:
                item, before = waiting.popleft()
                try:
                    yield _result(before)
                    continue
                except BrokenProcessPool:
                    pass
                try:
                    yield _result(_submitted(executor, self._work, item))
                except BrokenProcessPool:
                    executor.shutdown()
                    executor = self._executor(1)
                    yield self._lost(item)
        finally:
            executor.shutdown(cancel_futures=True)

    def _executor(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=partial(_begin, self._start, *self._given))


def _begin(start: Callable[..., None] | None, *given: object) -> None:
    """The start of a new process."""
    collect_seldom()
    if start is not None:
        start(*given)


def _submitted(executor: ProcessPoolExecutor, work: Callable[[In], Out], item: In) -> Future[Out] | None:
    """The result to come; None where a process has died already."""
    with interrupts_held():
        try:
            return executor.submit(work, item)
        except BrokenProcessPool:
            return None


def _result(future: Future[Out] | None) -> Out:
    """The result. Raises `BrokenProcessPool` where a process died before it was there."""
    if future is None:
        raise BrokenProcessPool
    return future.result()


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while processes are started: they inherit that, and leave it to this one to end them in order."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def interrupts_put_off() -> Iterator[None]:
    """Let what is done here be finished before Ctrl-C has its effect, unless it is pressed a second time. Without effect outside the main thread."""
    came = False

    def put_off(number: int, frame: FrameType | None) -> None:
        nonlocal came
        if came:
            signal.default_int_handler(number, frame)
        came = True

    try:
        before = signal.signal(signal.SIGINT, put_off)
    except ValueError:  # not the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt


class TookTooLong(BaseException):  # an interruption rather than an error: no `except Exception` on the way may swallow it
    """Something took longer than it may."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise `TookTooLong` in what is done here after so many seconds of the processor's time (not of the clock's, so that a busy machine
    changes nothing). Without effect outside the main thread and on systems without such a timer."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TookTooLong

    try:
        before = signal.signal(signal.SIGVTALRM, stop)
    except ValueError:  # not the main thread
        yield
        return
    try:
        # Again each second: what is raised inside a callback of a C library is lost.
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1)
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
