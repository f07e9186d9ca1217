"""Processes that die, and work that takes too long."""

from __future__ import annotations

import signal
import time

import pytest

from mahdar.cli.workers import TookTooLong, Workers, at_most


@pytest.mark.slow
def test_a_process_that_dies_costs_the_item_that_killed_it_alone() -> None:
    """Signal 0 does nothing, and 9 kills the process that raises it."""
    items = [0] * 13 + [signal.SIGKILL] + [0] * 13
    assert list(Workers(signal.raise_signal, lambda _: "lost", 2).each(items)) == ["lost" if item else None for item in items]


def test_work_that_takes_too_long_is_given_up() -> None:
    def work() -> None:
        until = time.process_time() + 20
        while time.process_time() < until:
            pass

    with pytest.raises(TookTooLong), at_most(0.2):
        work()


def test_work_in_time_is_left_alone() -> None:
    with at_most(20):
        assert sum(range(1000)) == 499500
