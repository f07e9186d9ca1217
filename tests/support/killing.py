"""Builds that are killed at moments drawn by chance, for showing that nothing is lost, halved or doubled."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Boolean, select

import mahdar
from mahdar.record import Record, schema
from mahdar.record.care.doctor import examine
from mahdar.record.queries.stories import rows
from tests.support.places import Where

_BY_NUMBER = frozenset({"linked", "copies", "copy_keys", "story_keys", "story_pairs", "story_moves"})
"""Tables that know pages by numbers, which are given as pages come. What they tell is compared by pages."""

_PENDING = frozenset({"links"})
"""What may be left to do after a kill."""


def write_pages(folder: Path, number: int = 40) -> Path:
    """A folder of short pages that differ, some of which tell one thing."""
    folder.mkdir()
    for n in range(number):
        text = (
            f"انطلاق الجولة {n // 3 + 1} من محادثات أستانا\n\n"
            f"قال وزير الخارجية الروسي سيرغي لافروف يوم {n // 3 + 1} مارس 2018 إن الوفود {n // 3} حضرت إلى أستانا، مضيفا أن أنقرة تدعم الحوار.\n"
            f"وأكد المبعوث الأممي ستيفان دي ميستورا أن الجولة المقبلة رقم {n // 3 + 2} ستعقد في الخريف بمشاركة {n} وفدا.\n"
        )
        (folder / f"{n:03}.txt").write_text(text, encoding="utf-8")
    return folder


def build(where: Where, pages: Path) -> subprocess.Popen[bytes]:
    """``mahdar build``, begun in a process of its own."""
    command = [sys.executable, "-m", "mahdar", "build", str(where), str(pages), "--resume"]
    # The very code that is tested here, wherever another copy is installed.
    here = {**os.environ, "PYTHONPATH": str(Path(mahdar.__file__).resolve().parents[1])}
    return subprocess.Popen(command, env=here, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def undisturbed(where: Where, pages: Path) -> float:
    """Build to the end; the seconds that took."""
    began = time.perf_counter()
    assert build(where, pages).wait(timeout=120) == 0
    return time.perf_counter() - began


def contents(where: Where) -> dict[str, list[str]]:
    """All that a record says, whatever numbers pages have."""
    with Record.open(where, read_only=True) as record, record.read() as connection:
        found = {"told": [str(row) for row in rows(connection)]}
        for table in schema.metadata.sorted_tables:
            if table.name not in _BY_NUMBER:
                plain = [isinstance(column.type, Boolean) for column in table.columns]
                values = ([bool(v) if as_bool else v for v, as_bool in zip(row, plain, strict=True)] for row in connection.execute(select(table)))
                found[table.name] = sorted(map(str, values))
    return found


def kill_and_resume(place: Callable[[str], Where], pages: Path, moments: int, draw: random.Random) -> int:
    """Kill a build of a new record at each of so many moments, look at what it left, and resume it: after each the record has to be the one of a run
    that nothing disturbed. How many were killed before their end."""
    whole = place("undisturbed.mahdar")
    seconds = undisturbed(whole, pages)
    expected = contents(whole)
    killed = 0
    for n in range(moments):
        where = place(f"killed-{n}.mahdar")
        process = build(where, pages)
        # Half of the time goes by before the first page: that is a moment, too, but most are after it.
        time.sleep(draw.triangular(0.0, seconds, 0.85 * seconds))
        process.kill()
        killed += process.wait(timeout=60) < 0
        if not isinstance(where, Path) or _is_there(where):
            with Record.create_or_open(where) as record:
                assert [one for one in examine(record) if one.check not in _PENDING] == [], "half-written"
            left = contents(where)
            assert set(left["pages"]) <= set(expected["pages"])
        undisturbed(where, pages)
        assert contents(where) == expected, "lost, doubled or otherwise than without the kill"
    return killed


def _is_there(where: Path) -> bool:
    return where.exists() and where.stat().st_size > 0
