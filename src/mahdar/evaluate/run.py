"""Reads gold pages, as a user's pages would be read, and scores what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from mahdar.evaluate.gold import GoldPage
from mahdar.evaluate.score import Report, score
from mahdar.invariants import check
from mahdar.model import Page, Reading


def evaluate(golds: Sequence[GoldPage], readings: Iterable[Reading | None]) -> Report:
    """The figures of ``readings``, one for each of ``golds`` in order; None where a page could not be read.

    Raises `mahdar.invariants.InvariantError` for a reading that breaks its promise: its figures would mean nothing.
    """
    return score([(gold, reading and check(reading)) for gold, reading in zip(golds, readings, strict=True)])


def pages_of(golds: Sequence[GoldPage], *, given_dates: bool = False) -> list[Page]:
    """The pages to read, each with the metadata that stands beside it; with ``given_dates``, with its gold date."""
    return [msgspec.structs.replace(gold.page, given=gold.metadata(dates=given_dates)) for gold in golds]


def read_gold(golds: Sequence[GoldPage], read: Callable[[Page], Reading], *, given_dates: bool = False) -> list[Reading]:
    """Every gold page read by ``read``."""
    return [read(page) for page in pages_of(golds, given_dates=given_dates)]
