"""How fast a record is filled, linked, asked and added to, on both stores; how well planted copies are found; stories beside another way.

Prints ratios, which mean the same on any machine, and beside them absolute figures that hold for the machine at hand alone. Sizes are given with
``--pages``, one after another, so that what grows with the record is seen; the issue's own size is 200,000.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, func, select, text

from benchmarks.generate import changed, pool, readings
from benchmarks.linked import stories_table
from mahdar.arabic import fold
from mahdar.linking.copies import bands, compare
from mahdar.linking.linker import shipped
from mahdar.record import Record, schema
from mahdar.record.queries import chronology, entities, floor, meetings, pages, statements, stories, wording
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.judgements import redirect
from mahdar.record.queries.series import shipped as dossiers
from mahdar.record.where import is_url
from mahdar.web import actor, figures
from mahdar.web import meetings as meeting_face
from mahdar.web.warming import load_words

SHARED = Path(os.environ.get("MAHDAR_SHARED") or Path(__file__).resolve().parents[2] / "shared")

_WORD = re.compile(r"\w+")
_ONE_BY_ONE = 500
_MORE = 100
_ASKED = 100


class Figures(NamedTuple):
    """What was measured of one record."""

    store: str
    pages: int
    load: float
    alone: float
    link: float
    more: float
    size: float
    asked: dict[str, tuple[float, float]]


def measure(where: str | Path, number: int, drawn: Sequence[Sequence[str]]) -> Figures:
    """Fill the record at ``where``, which isn't there yet, and ask it."""
    with Record.create_or_open(where) as record:
        alone = list(readings(_ONE_BY_ONE, drawn, seed=1))
        one = _seconds(lambda: [record.add(reading) for reading in alone])
        generated, spent = 0, 0.0
        stream = readings(number - _ONE_BY_ONE, drawn)
        while some := [reading for reading, _ in zip(stream, range(1000), strict=False)]:
            spent += _seconds(lambda some=some: record.add_all(some))  # type: ignore[misc]
            generated += len(some)
        linking = _seconds(lambda: record.link(shipped))
        more = list(readings(_MORE, drawn, seed=2))

        def add_more() -> None:
            record.add_all(more)
            record.link(shipped)

        adding = _seconds(add_more)
        with record.read() as connection:
            size = connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one() if is_url(where) else 0
    asked = ask_all(where)
    if not is_url(where):
        size = Path(where).stat().st_size
    store = "PostgreSQL" if is_url(where) else "SQLite"
    return Figures(store, number, generated / spent, _ONE_BY_ONE / one, number / linking, adding, size / (number + _MORE), asked)


def ask_all(where: str | Path) -> dict[str, tuple[float, float]]:
    """The 99th percentile, cold and warm, of each question of the record at ``where``."""
    with Record.open(where, read_only=True) as record, record.read() as connection:
        questions = _questions(connection)
    return {name: _asked(where, ask, given) for name, (ask, given) in questions.items()}


Question = Callable[[Connection, str], object]


def _questions(connection: Connection) -> dict[str, tuple[Question, list[str]]]:
    """What is asked of a record, by what the table calls it, with what to ask about. Another question is one more entry."""
    e, m = schema.entities.c, schema.meetings.c
    counted = connection.execute(select(e.id, func.count().label("pages")).group_by(e.id).order_by(func.count().desc(), e.id)).all()
    # The most frequent ones are asked about, for they cost the most, and others by chance.
    known = [row.id for row in counted[:50]] + random.Random(0).sample([row.id for row in counted], min(50, len(counted)))
    series = list(connection.execute(select(m.series).where(m.series.is_not(None)).distinct()).scalars())
    told = list(connection.execute(select(m.id).distinct().order_by(m.id)).scalars())
    return {
        "entity page": (_entity_page, known),
        "process page": (_process_page, (series * _ASKED)[:20]),
        "meeting page": (_meeting_page, random.Random(0).sample(told, min(50, len(told)))),
    }


def _entity_page(connection: Connection, key: str) -> None:
    """All that the face of an entity asks."""
    redirect(connection, key)
    entities.entity(connection, key, forms_limit=figures.FORMS)
    meetings.meetings(connection, entity=key, limit=actor.MEETINGS, latest_first=True)
    statements.statements(connection, StatementFilter(speaker=key), limit=actor.STATEMENTS)
    statements.statements(connection, StatementFilter(addressee=key), limit=actor.STATEMENTS)
    pages.pages(connection, entity=key, limit=actor.PAGES)
    wording.wording(connection, key)


def _process_page(connection: Connection, key: str) -> None:
    """All that the face of a process asks."""
    chronology.processes(connection, dossiers())
    chronology.chronology(connection, process=key, known=True, thin=True, whole=False)
    meetings.axis(connection, key)


def _meeting_page(connection: Connection, key: str) -> None:
    """All that the face of a meeting asks."""
    found = meetings.meeting(connection, key)
    assert found is not None
    floor.floor(connection, found)
    stories.of_pages(connection, [page.id for page in found.pages[: meeting_face.PAGES]])
    meetings.around(connection, found)
    meetings.axis(connection, found.series)


def _asked(where: str | Path, ask: Question, given: Sequence[str]) -> tuple[float, float]:
    """The 99th percentile of the time that a question takes, cold and warm: on a record that was opened for it, which has changed since anybody
    asked, and asked again."""
    with Record.open(where, read_only=True) as record, record.read() as connection:
        ask(connection, given[0])
    load_words()  # As `mahdar serve` does before its first answer.
    cold: list[float] = []
    again: list[float] = []
    for one in given:
        with Record.open(where, read_only=True) as record, record.read() as connection:
            connection.execute(select(1))
            cold.append(_seconds(lambda: ask(connection, one)))  # noqa: B023 - called at once
            again.append(_seconds(lambda: ask(connection, one)))  # noqa: B023
    return _p99(cold), _p99(again)


def _p99(taken: Sequence[float]) -> float:
    return sorted(taken)[min(len(taken) - 1, int(0.99 * len(taken)))]


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def planted(drawn: Sequence[Sequence[str]], number: int = 400) -> Iterator[tuple[str, int, int]]:
    """How many of planted copies are found, by how they were made, and of pairs of unlike articles how many are taken for copies: the name, the
    copies found, and all. Pairs of articles are compared where a key of their sketches is shared, as linking does it."""
    draw = random.Random(0)
    originals = [list(words) for words in draw.sample(drawn, min(number, len(drawn)))]

    def with_changes(share: float) -> Callable[[list[str]], list[str]]:
        return lambda words: changed(words, share, draw.choice(drawn), draw)

    ways: dict[str, Callable[[list[str]], list[str]]] = {
        **{f"{share:.0%} of words changed": with_changes(share) for share in (0.05, 0.1, 0.2)},
        "cut in half": lambda words: words[: len(words) // 2],
        "other title": lambda words: [*draw.choice(drawn)[:8], *words[8:]],
    }
    for name, way in ways.items():
        yield name, sum(_is_copy(words, way(words)) for words in originals), len(originals)
    strangers = [(one, other) for one, other in zip(originals, [*originals[1:], originals[0]], strict=True)]
    yield "other articles", sum(_is_copy(one, other) for one, other in strangers), len(strangers)


def _is_copy(one: Sequence[str], other: Sequence[str]) -> bool:
    a, b = (_WORD.findall(fold(" ".join(words))) for words in (one, other))
    return bool(set(bands(a)) & set(bands(b))) and compare(a, b) is not None


@contextmanager
def _postgres() -> Iterator[Callable[[], str] | None]:
    """What makes new databases, where there is a server."""
    from tests.support.postgres import Cluster, binaries

    programs = binaries()
    if programs is None:
        yield None
        return
    cluster = Cluster(programs)
    try:
        cluster.start()
        yield cluster.database
    finally:
        cluster.stop()


def main() -> None:
    """Measure all, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, nargs="+", default=[2000, 5000], metavar="N", help="sizes of records (2000 5000)")
    parser.add_argument("--sqlite-only", action="store_true", help="leave PostgreSQL out")
    parser.add_argument("--ask", metavar="RECORD", help="only ask this record, which is there and linked")
    options = parser.parse_args()
    if options.ask:
        for name, (cold, warm) in ask_all(options.ask).items():
            print(f"{name:14} p99 cold {cold * 1000:.0f} ms, warm {warm * 1000:.0f} ms")
        return
    drawn = pool(SHARED)
    found: list[Figures] = []
    print("\nplanted copies of articles, found")
    for name, copies, all_of in planted(drawn):
        print(f"  {name:24} {copies:4} of {all_of}  {copies / all_of:.3f}", flush=True)
    with tempfile.TemporaryDirectory() as folder, _postgres() as database:
        for number in options.pages:
            found.append(measure(Path(folder) / f"{number}.mahdar", number, drawn))
            if database is not None and not options.sqlite_only:
                found.append(measure(database(), number, drawn))
    _print(found)
    stories_table(SHARED)


def _print(found: Sequence[Figures]) -> None:
    asked = list(found[0].asked)
    print("record      pages   loaded/s  one by one   ratio   linked/s  100 more  kB/page  " + "  ".join(f"{name} p99 cold, warm" for name in asked))
    for f in found:
        filled = f"{f.store:10} {f.pages:6}  {f.load:9.0f}  {f.alone:10.0f}  {f.load / f.alone:6.1f}  {f.link:9.0f}"
        asked_of = "  ".join(f"{f.asked[name][0] * 1000:{len(name) + 5}.0f}, {f.asked[name][1] * 1000:4.0f} ms" for name in asked)
        print(f"{filled}  {f.more:6.2f} s  {f.size / 1000:7.1f}  {asked_of}")
    for store in dict.fromkeys(f.store for f in found):
        mine = [f for f in found if f.store == store]
        if len(mine) > 1:
            slope = (mine[-1].more - mine[0].more) / (mine[-1].pages - mine[0].pages)
            print(f"{store}: 100 more pages take {slope * 100_000:.2f} s longer for each 100,000 pages that are there")
    print(f"median of pages loaded in a second: {statistics.median(f.load for f in found):.0f}")


if __name__ == "__main__":
    main()
