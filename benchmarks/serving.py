"""How long readers of the reading room wait: fifty at once, one core, by face.

`mahdar serve` has one core to itself, the readers another. Two manners of reading are measured. **Reading**: each of the fifty asks for a page
of the face, reads it (for two seconds at the mean, exponentially distributed: some twenty-five requests a second in all, brisk for people) and
asks for another. **Hammering**: nobody pauses, each asks again as soon as he is answered; the time is then mostly that of waiting for the
forty-nine others, and what counts is the number of answers in a second. What is asked about is drawn half from what most pages name or tell,
which costs the most, and half from all.

A server makes itself ready before anybody asks (`mahdar.web.warming`); it is asked once it has, which is told by its using no processor.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from sqlalchemy import Connection, func, select

from benchmarks import searching
from benchmarks.generate import pool, readings
from benchmarks.record import SHARED
from benchmarks.searching import p99
from mahdar.linking.linker import shipped
from mahdar.record import Record, schema
from mahdar.record.queries.series import shipped as dossiers

_READERS = 50
_PAUSE = 2.0
"""Seconds for which one reads, at the mean."""
_DRAWN = 60
"""Addresses of a face that are asked for."""
_LARGEST = 1 << 26
_RESTS = 6
"""Seconds for which a server that is ready uses no processor: longer than it waits before it looks whether its record has changed."""


class Refused(Exception):  # noqa: N818 - no error of the benchmark
    """A face answered with something else than itself."""


def addresses(connection: Connection, seed: int = 0) -> dict[str, list[str]]:
    """What to ask for, by face."""
    draw = random.Random(seed)
    e, s, p, m, y = schema.entities.c, schema.statements.c, schema.pages.c, schema.met.c, schema.story_pages.c

    def some(most: Sequence[str], everything: Sequence[str]) -> list[str]:
        return [*draw.sample(most, min(_DRAWN // 2, len(most))), *draw.sample(everything, min(_DRAWN // 2, len(everything)))]

    named = list(connection.execute(select(e.id).group_by(e.id).order_by(func.count().desc(), e.id)).scalars())
    said = list(connection.execute(select(s.id).order_by(s.id).limit(200_000)).scalars())
    pages = list(connection.execute(select(p.id).order_by(p.id)).scalars())
    met = list(connection.execute(select(m.id).order_by(m.told.desc(), m.id)).scalars())
    stories = list(connection.execute(select(y.story).group_by(y.story).order_by(func.count().desc(), y.story)).scalars())
    speakers = list(
        connection.execute(select(s.speaker).where(s.speaker.is_not(None)).group_by(s.speaker).order_by(func.count().desc()).limit(60)).scalars()
    )
    processes = sorted(connection.execute(select(m.series).where(m.series.is_not(None)).distinct()).scalars())
    issues = [f"/issue/{id_}/{issue.key}" for id_, dossier in dossiers().items() if id_ in processes for issue in dossier.issue]
    asked = [query for some_queries in searching.queries(connection).values() for query in some_queries]
    found = {
        "overview": ["/"],
        "process": [f"/process/{one}" for one in processes],
        "round": [f"/meeting/{quote(one)}" for one in some(met[:100], met)],
        "actor": [f"/actor/{quote(one, safe=':')}" for one in some(named[:50], named)],
        "issue": issues,
        "statement": [f"/statement/{one}" for one in draw.sample(said, min(_DRAWN, len(said)))],
        "page": [f"/page/{one}" for one in draw.sample(pages, min(_DRAWN, len(pages)))],
        "story": [f"/story/{one}" for one in some(stories[:100], stories)],
        "statements": ["/statements", *(f"/statements?{urlencode({'speaker': one})}" for one in speakers)],
        "search": [f"/search?{urlencode({'q': one})}" for one in draw.sample(asked, min(_DRAWN, len(asked)))],
        "suggest": [f"/search/suggest.json?{urlencode({'q': one[:n]})}" for one in draw.sample(asked, min(_DRAWN // 2, len(asked))) for n in (2, 5)],
        "feed": ["/feed/meetings", *(f"/feed/statements?{urlencode({'speaker': one})}" for one in speakers[: _DRAWN // 2])],
        "review": ["/review"],
        "about": ["/about"],
    }
    return {face: some_of for face, some_of in found.items() if some_of}


@contextmanager
def served(record: Path) -> Iterator[tuple[str, int]]:
    """``mahdar serve`` on a core of its own; the others are left to the readers."""
    cores = sorted(os.sched_getaffinity(0))
    command = [sys.executable, "-m", "mahdar", "serve", str(record), "--port", "0", "--read-only"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        if len(cores) > 1:
            os.sched_setaffinity(server.pid, cores[:1])
            os.sched_setaffinity(0, cores[1:])
        assert server.stdout is not None
        where = urlsplit(server.stdout.readline().strip())
        assert where.hostname is not None
        assert where.port is not None
        began = time.monotonic()
        _until_idle(server.pid)
        print(f"ready after {time.monotonic() - began:.0f} s, at {_megabytes(server.pid):.0f} MB", flush=True)
        yield where.hostname, where.port
    finally:
        os.sched_setaffinity(0, cores)
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)


def _until_idle(pid: int, most: float = 600) -> None:
    """Wait until a process has used next to no processor for some seconds."""
    used, rests = -1.0, 0
    for _ in range(int(most)):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        before, used = used, (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        rests = rests + 1 if used - before < 0.02 else 0
        if rests == _RESTS:
            return
        time.sleep(1)


def _megabytes(pid: int) -> float:
    """The memory that a process has, in megabytes."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6


async def _reader(host: str, port: int, asked: Sequence[str], until: float, pause: float, draw: random.Random, taken: list[float]) -> None:
    """One reader. Who pauses comes with a new connection each time, for the server lets idle ones go."""
    await asyncio.sleep(draw.random() * pause)  # They don't all begin at once.
    connection = None
    while (now := time.perf_counter()) < until or not taken:
        address = draw.choice(asked)
        reader, writer = connection or await asyncio.open_connection(host, port, limit=_LARGEST)
        writer.write(f"GET {address} HTTP/1.1\r\nHost: {host}:{port}\r\nAccept: text/html\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
        await reader.readexactly(int(fields[b"content-length"]))
        if head.split(b" ", 2)[1] not in (b"200", b"302"):
            raise Refused(f"{address}: {head[:40].decode('latin-1')}")
        taken.append(time.perf_counter() - now)
        if pause:
            writer.close()
            await asyncio.sleep(draw.expovariate(1 / pause))
        else:
            connection = reader, writer
    if connection:
        connection[1].close()


async def read_by(host: str, port: int, asked: Sequence[str], *, seconds: float, pause: float, readers: int = _READERS) -> list[float]:
    """How long each answer took, in seconds, where so many read for so long."""
    taken: list[float] = []
    until = time.perf_counter() + seconds
    await asyncio.gather(*(_reader(host, port, asked, until, pause, random.Random(n), taken) for n in range(readers)))
    return taken


def measure(record: Path, asked: Mapping[str, Sequence[str]], seconds: float, pause: float) -> None:
    """Print, for each face, how long the fifty wait."""
    with served(record) as (host, port):
        print(f"{'':12}{'first':>10}  reading{'':21}hammering")
        print(f"{'face':12}{'ms':>10}{'p50 ms':>10}{'p99 ms':>10}{'answers':>10}{'p50 ms':>12}{'p99 ms':>10}{'answers/s':>12}", flush=True)
        for face, some in asked.items():
            [first] = asyncio.run(read_by(host, port, some[:1], seconds=0, pause=0, readers=1))
            reading = sorted(asyncio.run(read_by(host, port, some, seconds=seconds, pause=pause)))
            hammering = sorted(asyncio.run(read_by(host, port, some, seconds=seconds / 3, pause=0)))
            told = f"{reading[len(reading) // 2] * 1000:10.1f}{p99(reading) * 1000:10.1f}{len(reading):10}"
            told += f"{hammering[len(hammering) // 2] * 1000:12.1f}{p99(hammering) * 1000:10.1f}{len(hammering) / (seconds / 3):12.1f}"
            print(f"{face:12}{first * 1000:10.1f}{told}", flush=True)


def generated(where: Path, number: int, shared: Path) -> Path:
    """A record of so many articles that nobody wrote, linked."""
    with Record.create_or_open(where) as record:
        stream = readings(number, pool(shared))
        while some := [reading for reading, _ in zip(stream, range(1000), strict=False)]:
            record.add_all(some)
        record.link(shipped)
    return where


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=100_000, metavar="N", help="size of the record that is generated (100000)")
    parser.add_argument("--ask", type=Path, metavar="RECORD", help="measure this record instead, which is there and linked")
    parser.add_argument("--seconds", type=float, default=30, help="how long a face is read (30)")
    parser.add_argument("--pause", type=float, default=_PAUSE, help=f"seconds for which one reads, at the mean ({_PAUSE:g})")
    parser.add_argument("--face", action="append", help="only this face; may be repeated")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        record = options.ask or generated(Path(folder) / "large.mahdar", options.pages, SHARED)
        with Record.open(record, read_only=True) as opened, opened.read() as connection:
            asked = addresses(connection)
        chosen = {face: some for face, some in asked.items() if not options.face or face in options.face}
        measure(record, chosen, options.seconds, options.pause)


if __name__ == "__main__":
    main()
