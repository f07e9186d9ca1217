"""Work that kills the process that does it, as a crash in a library or a system without memory does."""

from __future__ import annotations

import gc
import os
import signal
from pathlib import Path

import msgspec

from mahdar.capture import Failure, Skipped
from mahdar.engine import reading
from mahdar.engine.reading import Item, Outcome, Read, Recipe
from mahdar.model import Page, Reading
from tests.support.readings import Draft

DEADLY = "يموت".encode()
"""A page with these bytes kills whoever reads it."""


def halve(number: int) -> float:
    """``number`` halved; 13 kills."""
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return number / 2


def garbage(_: int) -> int:
    """After how many new objects this process looks for garbage."""
    return gc.get_threshold()[0]


def lost(number: int) -> str:
    """What stands for a result that never came."""
    return f"lost {number}"


def attempt(item: Item) -> Outcome:
    """As the processes of the pool do it, but for deadly pages."""
    if not isinstance(item, Failure | Skipped) and DEADLY in getattr(item, "data", b""):
        os.kill(os.getpid(), signal.SIGKILL)
    return reading.attempt(item, reading._read)


class Quick(Recipe, frozen=True, kw_only=True):
    """Reads a page as one block in no time, and dies of deadly ones; with ``once``, of those alone that no process has died of yet.

    ``once`` is a folder that keeps the marks of deaths.
    """

    once: Path | None = None

    def read(self) -> Read:
        """What reads one page."""

        def quick(page: Page) -> tuple[Reading, dict[str, float]]:
            if DEADLY in page.text.encode() and not self._died(page):
                os.kill(os.getpid(), signal.SIGKILL)
            draft = Draft(page.source, ("title", page.text.split("\n", 1)[0]))
            return msgspec.structs.replace(draft.reading(), page=page.id, url=page.url), {}

        return quick

    def _died(self, page: Page) -> bool:
        """Whether a process has died of the page before."""
        if self.once is None:
            return False
        mark = self.once / page.id
        if mark.exists():
            return True
        mark.touch()
        return False
