"""How long search takes, by kind of query, on both stores.

Queries are of the sorts that analysts write. Their words are drawn from the record itself: frequent ones, rare ones, and those between; so are
speakers, outlets and days. Each query is asked once: nothing of its answer was worked out before. Facets and snippets are part of every answer.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sqlalchemy import Connection, func, select

from mahdar.record import Record, schema
from mahdar.record.queries.search import search
from mahdar.search.syntax import OPERATORS

_EACH = 40
"""Queries of a kind."""
_DRAWN = 400
"""Pages from which words are drawn."""


def queries(connection: Connection, seed: int = 0) -> dict[str, list[str]]:
    """Queries to ask of this record, by kind."""
    draw = random.Random(seed)
    lines = list(_lines(connection, draw))
    used = Counter(word for line in lines for word in set(line) if len(word) > 2 and word.isalpha() and word not in OPERATORS)
    by_use = [word for word, _ in used.most_common()]
    often, between, seldom = by_use[:100], by_use[100:1500], by_use[-2000:]

    def some(words: Sequence[str]) -> list[str]:
        return [draw.choice(words) for _ in range(_EACH)]

    def phrase(size: int) -> str:
        line = draw.choice(lines)
        start = draw.randrange(max(1, len(line) - size))
        return " ".join(line[start : start + size])

    s, c, m = schema.statements.c, schema.captures.c, schema.meetings.c
    counted = select(s.speaker).where(s.speaker.is_not(None)).group_by(s.speaker).order_by(func.count().desc(), s.speaker).limit(200)
    speakers = list(connection.execute(counted).scalars()) or ["nobody"]
    outlets = list(connection.execute(select(c.outlet).where(c.outlet.is_not(None)).distinct().order_by(c.outlet)).scalars()) or ["nowhere"]
    days = list(connection.execute(select(c.published).where(func.length(c.published) == 10).order_by(c.published)).scalars())[::97] or ["2018-09-02"]
    meetings = list(connection.execute(select(m.id).distinct().order_by(m.id)).scalars()) or ["astana-1"]
    pairs = [sorted(draw.sample(days, 2) if len(days) > 1 else days * 2) for _ in range(_EACH)]
    return {
        "rare word": some(seldom),
        "frequent word": some(often),
        "two words": [f"{one} {other}" for one, other in zip(some(often), some(between), strict=True)],
        "phrase": [f'"{phrase(draw.choice((2, 3)))}"' for _ in range(_EACH)],
        "beginning": [f"{word[: max(3, len(word) - 2)]}*" for word in some(between)],
        "boolean": [f"({a} OR {b}) {c} NOT {d}" for a, b, c, d in zip(some(often), some(between), some(often), some(often), strict=True)],
        "speaker": [f"speaker:{who} {word}".strip() for who, word in zip(some(speakers), some([*often[:20], ""]), strict=True)],
        "act": [f"act:state {word}".strip() for word in some([*often, ""])],
        "outlet": [f'outlet:"{outlet}" {word}'.strip() for outlet, word in zip(some(outlets), some([*often[:20], ""]), strict=True)],
        "dates": [f"since:{since} until:{until} {word}".strip() for (since, until), word in zip(pairs, some([*often, ""]), strict=True)],
        "meeting": [f"meeting:{one}" for one in some(meetings)],
    }


def _lines(connection: Connection, draw: random.Random) -> Iterator[list[str]]:
    p = schema.pages.c
    ids = list(connection.execute(select(p.id).order_by(p.id).limit(20 * _DRAWN)).scalars())
    for some in (draw.sample(ids, min(_DRAWN, len(ids))),):
        for text in connection.execute(select(p.text).where(p.id.in_(some)).order_by(p.id)).scalars():
            yield from (words for line in text.split("\n") if len(words := line.replace('"', " ").split()) > 1)


def measure(connection: Connection, asked: Mapping[str, Sequence[str]]) -> dict[str, list[float]]:
    """How many seconds each query of ``asked`` took, by kind."""
    search(connection, "لا")  # The lexicon is loaded once.
    return {kind: [_seconds(connection, query) for query in some] for kind, some in asked.items()}


def _seconds(connection: Connection, query: str) -> float:
    began = time.perf_counter()
    search(connection, query)
    return time.perf_counter() - began


def p99(taken: Sequence[float]) -> float:
    """The time within which 99 of a hundred were done."""
    return sorted(taken)[min(len(taken) - 1, int(0.99 * len(taken)))]


def table(taken: Mapping[str, Mapping[str, Sequence[float]]]) -> None:
    """Print the times of each store, by kind of query, in milliseconds."""
    print(f"\n{'search, ms':16}" + "".join(f"  {store + ' p50':>14}  {'p99':>6}" for store in taken))
    kinds = next(iter(taken.values()))
    for kind in [*kinds, "all"]:
        times = [[t for some in of.values() for t in some] if kind == "all" else of[kind] for of in taken.values()]
        print(f"{kind:16}" + "".join(f"  {statistics.median(some) * 1000:14.1f}  {p99(some) * 1000:6.1f}" for some in times))


def main() -> None:
    """Ask a record, or generated ones in both stores."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("record", nargs="*", help="records to ask (else some are generated)")
    parser.add_argument("--pages", type=int, default=5000, metavar="N", help="size of the generated ones (5000)")
    options = parser.parse_args()
    if options.record:
        _ask(options.record)
        return
    from benchmarks.generate import pool, readings
    from benchmarks.record import SHARED, _postgres

    drawn = pool(SHARED)
    with tempfile.TemporaryDirectory() as folder, _postgres() as database:
        where = [str(Path(folder) / "made.mahdar"), *([database()] if database is not None else [])]
        for one in where:
            with Record.create_or_open(one) as record:
                record.add_all(readings(options.pages, drawn))
        _ask(where)


def _ask(where: Sequence[str]) -> None:
    taken: dict[str, dict[str, list[float]]] = {}
    for one in where:
        with Record.open(one, read_only=True) as record, record.read() as connection:
            name = "PostgreSQL" if connection.dialect.name == "postgresql" else "SQLite"
            taken[name if name not in taken else f"{name} {len(taken) + 1}"] = measure(connection, queries(connection))
    table(taken)


if __name__ == "__main__":
    main()
