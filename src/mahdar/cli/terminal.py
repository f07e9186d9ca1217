"""What goes where: results alone on standard output, everything else on standard error.

A progress bar is shown when standard error is a terminal; messages are printed above it.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterable
from enum import IntEnum
from types import TracebackType

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")


class Status(IntEnum):
    """Exit statuses of every command."""

    DONE = 0
    SOME_FAILED = 1
    UNUSABLE = 2
    INTERRUPTED = 130
    PIPE_CLOSED = 141
    """The reader of standard output (``head``, a pager) went away; what shells report for SIGPIPE."""


def say(message: str) -> None:
    """Print a message on standard error. Control characters in it (of names and quotes from pages) are shown, not obeyed."""
    _print(_console(), message)


def put(text: str) -> None:
    """Print a result on standard output."""
    put_bytes(text.encode("utf-8", "backslashreplace"))


def put_bytes(line: bytes) -> None:
    """Print a result that is already UTF-8, and a line end, on standard output, at once.

    Ends the command where nobody reads any more.
    """
    put_pieces([line + b"\n"])


def put_pieces(pieces: Iterable[bytes]) -> None:
    """Print a result piece by piece on standard output, exactly as it is. Ends the command where nobody reads any more."""
    try:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Python would complain about the closed pipe once more when it flushes standard output at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(Status.PIPE_CLOSED) from None


class Meter:
    """Counts the pages done, in a progress bar where standard error is a terminal.

    ``total`` is how much there is to do in whatever `progress` counts (bytes); None where nobody knows.
    """

    def __init__(self, total: int | None, what: str) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[pages]} pages, {task.fields[rate]}/s"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=_console(),
            disable=not sys.stderr.isatty(),
            transient=True,
            # Results on standard output must stay what they are.
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._pages = 0
        self._began = time.monotonic()
        self._task = self._progress.add_task(what, total=total, pages=0, rate="0")

    def __enter__(self) -> Meter:
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._progress.stop()

    def step(self, pages: int = 1) -> None:
        """So many more pages are done."""
        self._pages += pages
        rate = self._pages / max(time.monotonic() - self._began, 0.001)
        self._progress.update(self._task, pages=self._pages, rate=f"{rate:.1f}")

    def progress(self, amount: int) -> None:
        """So much more of the total is done."""
        self._progress.advance(self._task, amount)

    def say(self, message: str) -> None:
        """Print a message on standard error, above the bar, on one line."""
        _print(self._progress.console, message.replace("\n", "\\n"))


def _print(console: Console, message: str) -> None:
    message = _CONTROL.sub(lambda found: repr(found.group())[1:-1], message)
    if console.is_terminal:
        console.print(message, markup=False, highlight=False, soft_wrap=True)
    else:  # Rich takes a thousand times longer, and there may be very many.
        print(message, file=sys.stderr)  # noqa: T201 - this is the place for it


def _console() -> Console:
    # Made anew each time: standard error may have been exchanged since (by tests, by a caller).
    return Console(stderr=True)
