"""Processes that die, and work that takes too long."""

from __future__ import annotations

import os
import time

import pytest

from mahdar.cli.workers import TookTooLong, Workers, at_most

DEADLY = 13


def double(item: int) -> int:
    if item == DEADLY:
        os._exit(9)
    return 2 * item


def lost(item: int) -> int:
    return -item


@pytest.mark.slow
def test_a_process_that_dies_costs_the_item_that_killed_it_alone() -> None:
    items = list(range(30))
    assert list(Workers(double, lost, 2).each(items)) == [-DEADLY if item == DEADLY else 2 * item for item in items]


def test_work_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(TookTooLong), at_most(0.2):
        until = time.process_time() + 20
        while time.process_time() < until:
            pass


def test_work_in_time_is_left_alone() -> None:
    with at_most(20):
        assert sum(range(1000)) == 499500
