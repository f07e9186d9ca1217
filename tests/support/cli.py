"""Types for tests of the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

Run = Callable[..., "Result"]


class Result(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str
