from __future__ import annotations

import gc
import signal
import time
from contextlib import suppress

import pytest

from mahdar.engine.workers import TookTooLong, Workers, at_most
from tests.support import dying


def each(numbers: range) -> list[float | str]:
    return list(Workers[int, float | str](dying.halve, dying.lost, 2).each(numbers))


@pytest.mark.slow
@pytest.mark.parametrize("numbers", [range(40), range(5, 14), range(13, 14), range(13, 40)], ids=str)
def test_a_process_that_dies_costs_its_item_alone_and_the_order_stays(numbers: range) -> None:
    assert each(numbers) == [number / 2 if number != 13 else "lost 13" for number in numbers]


@pytest.mark.slow
def test_items_are_taken_in_as_they_are_needed() -> None:
    taken = 0

    def items() -> object:
        nonlocal taken
        for number in range(100):
            taken += 1
            yield number

    results = Workers[int, float | str](dying.halve, dying.lost, 2).each(items())  # type: ignore[arg-type]
    assert next(results) == 0
    assert taken < 12
    results.close()  # type: ignore[attr-defined]


def test_what_takes_too_long_is_interrupted_whatever_catches_errors() -> None:
    started = time.process_time()

    def endless() -> None:
        while True:
            with suppress(Exception):
                sum(range(1000))

    with pytest.raises(TookTooLong), at_most(0.1):
        endless()
    assert time.process_time() - started < 5


def test_waiting_is_not_counted_and_the_timer_ends_with_its_block() -> None:
    with at_most(0.1):
        time.sleep(0.2)
    until = time.process_time() + 0.3
    while time.process_time() < until:
        pass
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


@pytest.mark.slow
def test_processes_look_for_garbage_seldom() -> None:
    [threshold] = Workers[int, int](dying.garbage, lambda _: 0, 1).each([1])
    assert threshold > gc.get_threshold()[0]
