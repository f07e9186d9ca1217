from __future__ import annotations

import pytest

from mahdar.engine.profile import SLOWEST, Profiler


def test_times_are_added_up_by_room_the_costliest_first() -> None:
    profiler = Profiler()
    profiler.add("a.txt", {"names": 1.0, "times": 0.5})
    profiler.add("b.txt", {"names": 2.0, "times": 0.5})
    told = profiler.told()
    assert told is not None
    assert (told.pages, told.seconds, list(told.rooms)) == (2, 4.0, ["names", "times"])
    assert (told.rooms["names"].share, told.rooms["names"].per_page) == (0.75, 1.5e6)
    assert [page.source for page in told.slowest] == ["b.txt", "a.txt"]
    assert told.table()[1].split() == ["names", "2", "3.000", "75.0%", "1500000"]


def test_parts_make_the_same_whole() -> None:
    whole, sum_of_parts = Profiler(), Profiler()
    for part in range(3):
        profiler = Profiler()
        for n in range(4):
            seconds = {"names": 0.25 * (n + part), "times": 0.125}
            whole.add(f"{part}-{n}", seconds)
            profiler.add(f"{part}-{n}", seconds)
        if (told := profiler.told()) is not None:
            sum_of_parts.merge(told)
    one, other = whole.told(), sum_of_parts.told()
    assert one is not None
    assert other is not None
    assert (other.pages, other.rooms) == (one.pages, one.rooms)
    assert other.seconds == pytest.approx(one.seconds)
    assert [page.seconds for page in other.slowest] == [page.seconds for page in one.slowest]
    assert len(one.slowest) == SLOWEST


def test_nothing_is_told_of_nothing() -> None:
    assert Profiler().told() is None
