"""Builds that are killed at moments drawn by chance, for showing that nothing is lost, halved or doubled."""

from __future__ import annotations

import random
import signal
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Boolean, select

from mahdar.record import Record, schema
from mahdar.record.care.doctor import examine
from mahdar.record.queries.stories import rows
from tests.support.nursery import Ended, Nursery
from tests.support.places import Where

_BY_NUMBER = frozenset({"linked", "copies", "copy_keys", "story_keys", "story_pairs", "story_moves"})
"""Tables that know pages by numbers, which are given as pages come. What they tell is compared by pages."""

_OF_THE_CLOCK = frozenset({"runs"})
"""Tables that tell when and how fast, which no two builds have in common."""

_PENDING = frozenset({"links"})
"""What may be left to do after a kill."""


TRIES = 5
"""Builds for each moment at the most, of which one is killed before its end."""


def write_pages(folder: Path, number: int = 24, start: int = 0) -> Path:
    """A folder of short pages that differ, some of which tell one thing; with another ``start`` other pages."""
    folder.mkdir()
    for n in range(start, start + number):
        text = (
            f"انطلاق الجولة {n // 3 + 1} من محادثات أستانا\n\n"
            f"قال وزير الخارجية الروسي سيرغي لافروف يوم {n // 3 + 1} مارس 2018 إن الوفود {n // 3} حضرت إلى أستانا، مضيفا أن أنقرة تدعم الحوار.\n"
            f"وأكد المبعوث الأممي ستيفان دي ميستورا أن الجولة المقبلة رقم {n // 3 + 2} ستعقد في الخريف بمشاركة {n} وفدا.\n"
        )
        (folder / f"{n:03}.txt").write_text(text, encoding="utf-8")
    return folder


def build(nursery: Nursery, where: Where, pages: Path, *options: str, after: float | None = None) -> Ended:
    """``mahdar build --resume``, with more ``options``, to its end or until it is killed."""
    ended = nursery.run(["build", where, pages, "--resume", *options], after=after)
    assert ended.status in ((0,) if after is None else (0, -signal.SIGKILL)), ended
    return ended


def contents(where: Where) -> dict[str, list[str]]:
    """All that a record says, whatever numbers pages have."""
    with Record.open(where, read_only=True) as record, record.read() as connection:
        found = {"told": [str(row) for row in rows(connection)]}
        for table in schema.metadata.sorted_tables:
            if table.name not in _BY_NUMBER | _OF_THE_CLOCK:
                plain = [isinstance(column.type, Boolean) for column in table.columns]
                values = ([bool(v) if as_bool else v for v, as_bool in zip(row, plain, strict=True)] for row in connection.execute(select(table)))
                found[table.name] = sorted(map(str, values))
    return found


def kill_and_resume(place: Callable[[str], Where], pages: Path, moments: int, draw: random.Random, *options: str) -> None:
    """Kill a build (with ``options``) of a new record at each of so many moments, look at what it left, and resume it: after each the record has to
    be the one of a run that nothing disturbed. A build that is over before its moment counts for none."""
    whole = place("undisturbed.mahdar")
    with Nursery() as nursery:
        seconds = build(nursery, whole, pages, *options).seconds
        expected = contents(whole)
        killed = 0
        for n in range(TRIES * moments):
            where = place(f"killed-{n}.mahdar")
            ended = build(nursery, where, pages, *options, after=draw.uniform(0.0, seconds))
            if ended.status == 0:
                seconds = min(seconds, ended.seconds)
            else:
                killed += 1
                if not isinstance(where, Path) or _is_there(where):
                    with Record.create_or_open(where) as record:
                        assert [one for one in examine(record) if one.check not in _PENDING] == [], "half-written"
                    left = contents(where)
                    assert set(left["pages"]) <= set(expected["pages"])
                build(nursery, where, pages, *options)
            assert contents(where) == expected, "lost, doubled or otherwise than without the kill"
            if killed == moments:
                return
    raise AssertionError(f"{killed} of {moments} builds were killed before their end")


def _is_there(where: Path) -> bool:
    return where.exists() and where.stat().st_size > 0
