"""Work that kills the process that does it, as a crash in a library or a system without memory does."""

from __future__ import annotations

import os
import signal

from mahdar.capture import Failure, Skipped
from mahdar.engine import reading
from mahdar.engine.reading import Item, Outcome

DEADLY = "يموت".encode()
"""A page with these bytes kills whoever reads it."""


def halve(number: int) -> float:
    """``number`` halved; 13 kills."""
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return number / 2


def lost(number: int) -> str:
    """What stands for a result that never came."""
    return f"lost {number}"


def attempt(item: Item) -> Outcome:
    """As the processes of the pool do it, but for deadly pages."""
    if not isinstance(item, Failure | Skipped) and DEADLY in getattr(item, "data", b""):
        os.kill(os.getpid(), signal.SIGKILL)
    return reading.attempt(item, reading._read)
