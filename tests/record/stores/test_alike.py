"""A record on PostgreSQL answers as one on SQLite does, to the byte."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import func, select

from mahdar.cli.main import run
from mahdar.corrections import Change, Target
from mahdar.linking.linker import shipped
from mahdar.record import Record
from mahdar.record.queries.pages import pages, reading
from mahdar.record.queries.timing import months
from mahdar.record.schema import metadata, runs
from mahdar.web import create_app
from tests.support.judging import LAVROV, change, target_of
from tests.support.postgres import Cluster

AT_MOST = 2
"""How many faces of one sort are compared."""

COMMANDS = [
    ("show",),
    ("show", "--json"),
    *(("show", kind, "--json") for kind in ("meetings", "commitments", "positions", "statements", "entities", "pages", "site-profiles")),
    ("show", "astana-6"),
    ("show", "lavrov"),
    ("review", "--json"),
    ("edit", "log", "--json"),
    ("edit", "export"),
    *(("timeline", "--known", "--format", form) for form in ("table", "md", "csv", "json", "ics", "html")),
    *(("export", "--format", form) for form in ("bibtex", "csl-json", "text")),
    ("export", "--kind", "stories", "--format", "jsonl"),
]

Twins = tuple[str, str]
"""Two records of the same pages: a file and a database."""


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory, cluster: Cluster, root: Path) -> Iterator[Twins]:
    file = str(tmp_path_factory.mktemp("alike") / "a.mahdar")
    assert run(["build", file, str(root / "examples" / "pages")]) == 0
    url = cluster.database()
    with Record.open(file) as one, Record.open(url) as other:
        with one.read() as connection:
            held = [reading(connection, page.id) for page in pages(connection).items]
            filled = connection.execute(select(runs)).all()
        for read in held[::-1]:  # In an order of its own, which counts for nothing.
            assert read is not None
            assert other.add(read)
        for told in filled:
            other.keep_run(told.began, told.command, told.report.encode())
        other.keep_site_profiles(one.site_profiles())
        other.link(shipped)
        _judge(one)
        other.take_over(one.judgements())
        for record in (one, other):
            record.link(shipped)
    yield file, url
    cluster.drop(url)


def _judge(record: Record) -> None:
    """Some judgements of each sort, one taken back."""
    with record.read() as connection:
        read = [found for page in pages(connection).items if (found := reading(connection, page.id)) and len(found.statements) > 1]
    for one in read:
        record.judge(
            change("statement", one, one.statements[0], "act", "warn"),
            Change(kind="reject", target=target_of(one, "statement", one.statements[1])),
            *(change("meeting", one, met, "start", "2017-07-04") for met in one.meetings[:1]),
            change("page", one, None, "published", "2017-07-05"),
            who="سارة",
            why="رأيت البيان",
        )
    (taken,) = record.judge(Change(kind="confirm", target=target_of(read[0], "statement", read[0].statements[0])), who="عمر")
    record.judge(Change(kind="merge", target=Target(layer="entity", item="lavrentiev"), value="lavrov", entities=(LAVROV,)), who="عمر")
    record.undo(taken.judgement.id, who="سارة")


def test_they_hold_the_same(twins: Twins) -> None:
    def counts(where: str | Path) -> dict[str, int]:
        with Record.open(where, read_only=True) as record, record.read() as connection:
            tables = [table for table in metadata.sorted_tables if table.name != "site_counts"]
            return {table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables}

    assert counts(twins[0]) == counts(twins[1])
    assert counts(twins[0])["statements"] > 20


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_each_command_prints_the_same(twins: Twins, command: tuple[str, ...], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    printed = []
    for record in twins:
        assert run([command[0], record, *command[1:]]) == 0
        printed.append(capfdbinary.readouterr())
    assert printed[0] == printed[1]
    assert len(printed[0].out) > 20


def test_each_face_is_the_same(twins: Twins) -> None:
    """Faces are found by their links, at most some of each sort; each as a page and as data."""
    with ExitStack() as open_things:
        file, server = (open_things.enter_context(TestClient(create_app(record))) for record in twins)
        compared: Counter[str] = Counter()
        seen, found = {"/"}, ["/"]
        while found:
            address = found.pop(0)
            kind = _kind(address)
            if compared[kind] >= AT_MOST:
                continue
            compared[kind] += 1
            written = _same(file, server, address, "text/html")
            _same(file, server, address, "application/json")
            links = [html.unescape(link).partition("#")[0] for link in re.findall(r'href="(/(?!static/|schema/)[^"]*)"', written)]
            # Of filters one at a time: there is no end to how they combine.
            found += [link for link in dict.fromkeys(links) if link not in seen and "&" not in link]
            seen.update(links)
    assert {"/", "/actor/…", "/issue/…", "/meeting/…", "/page/…", "/process/…", "/statement/…"} <= set(compared)


def _kind(address: str) -> str:
    path, _, query = address.partition("?")
    room, *rest = path.strip("/").split("/")
    names = sorted({part.partition("=")[0] for part in query.split("&") if part} - {"lang"})
    return f"/{room}{'/…' if rest else ''}{'?' if names else ''}{'&'.join(names)}"


def _same(file: TestClient[Litestar], server: TestClient[Litestar], address: str, form: str) -> str:
    one, other = (client.get(address, headers={"accept": form}) for client in (file, server))
    assert (one.status_code, one.content) == (other.status_code, other.content), address
    assert one.status_code < 500, address
    return one.text


def test_months_of_a_search_are_alike(twins: Twins) -> None:
    with Record.open(twins[0], read_only=True) as one, Record.open(twins[1], read_only=True) as other, one.read() as ours, other.read() as theirs:
        for query in ("روسيا", '"وقف إطلاق النار"', "روس* type:page", "type:statement since:2018", "since:2018"):
            found = months(ours, query)
            assert found
            assert months(theirs, query) == found
