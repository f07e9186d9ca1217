"""Figures are those of the record as it is: whatever is written to it, and whoever writes it, on both stores."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection

from mahdar.corrections import Change
from mahdar.record import Record, remembering
from mahdar.record.queries.overview import overview
from mahdar.record.queries.speaking import speaking
from mahdar.record.queries.whole import whole
from mahdar.record.remembering import Keeping
from tests.support.figures import SPEAKER, page
from tests.support.judging import target_of
from tests.support.places import Places


def figures(connection: Connection, key: str) -> tuple[int, int, tuple[tuple[str, int], ...]]:
    """What is counted of all, and of one speaker: pages, statements, acts."""
    told = speaking(connection, key)
    most = {row.entity.id: row.said for row in whole(connection).speakers}
    assert most.get(key, 0) == told.said
    return overview(connection).pages, told.said, tuple(sorted((one.act, one.count) for one in told.acts))


def eventually(told: Callable[[], bool]) -> None:
    until = time.monotonic() + 10
    while not told():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.005)


def test_figures_change_with_what_is_added_corrected_and_read_again(place: Places) -> None:
    where = place("figures.mahdar")
    first, second = page(0), page(1)
    with Record.create_or_open(where) as writer, Record.open(where, read_only=True) as reader:
        # However slow the store, what is asked for is worked out while one waits.
        kept: Keeping[tuple[int, int, tuple[tuple[str, int], ...]]] = Keeping(reader, figures, quick=60.0)
        assert kept.get(SPEAKER) == ((0, 0, ()), True)
        writer.add(first)
        assert kept.get(SPEAKER).value == (1, 1, (("state", 1),))
        writer.add(second)
        assert kept.get(SPEAKER).value == (2, 2, (("call", 1), ("state", 1)))
        writer.judge(Change(kind="correct", target=target_of(second, "statement", second.statements[0]), field="speaker", value="turkey"), who="سارة")
        assert kept.get(SPEAKER).value == (2, 1, (("state", 1),))
        writer.add(page(0, act="promise", engine="0.2.0"))
        assert kept.get(SPEAKER) == ((2, 1, (("promise", 1),)), True)


def test_what_takes_long_is_told_as_it_was_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "REST", 0.0)
    going, asked = threading.Event(), []

    def slow(connection: Connection, key: str) -> int:
        asked.append(key)
        if len(asked) > 1:
            assert going.wait(10)
        return overview(connection).pages

    where = tmp_path / "a.mahdar"
    with Record.create_or_open(where) as writer, Record.open(where, read_only=True) as reader:
        kept = Keeping(reader, slow, quick=-1.0)
        assert kept.peek() is None
        assert kept.get() == (0, True), "the first who asks waits"
        writer.add(page(0))
        assert [kept.get() for _ in range(3)] == [(0, False)] * 3, "nobody waits for what is being worked out"
        eventually(lambda: len(asked) == 2)
        going.set()
        eventually(lambda: kept.get() == (1, True))
        assert len(asked) == 2, "it is worked out once, however many ask"
        kept.close()


def test_it_rests_between_two_tries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "REST", 1e9)
    with Record.create_or_open(tmp_path / "a.mahdar") as record:
        kept = Keeping(record, lambda connection, _: overview(connection).pages, quick=-1.0)
        assert kept.get().value == 0
        record.add(page(0))
        assert kept.get() == (0, False)
        time.sleep(0.02)
        assert kept.get() == (0, False), "a build that adds page after page isn't slowed down"
        kept.close()


def test_the_keys_asked_for_last_are_kept(tmp_path: Path) -> None:
    worked: list[str] = []

    def work(_: Connection, key: str) -> str:
        worked.append(key)
        return key

    with Record.create_or_open(tmp_path / "a.mahdar") as record:
        kept = Keeping(record, work, most=2)
        for key in ("a", "b", "a", "c", "a", "b"):
            assert kept.get(key).value == key
        assert worked == ["a", "b", "c", "b"]
