"""The commands on a record in a PostgreSQL database."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import Connection

from mahdar.model import Reading
from mahdar.record import Record, judging
from tests.support.cli import Run
from tests.support.places import dump, rows, run
from tests.support.postgres import Cluster
from tests.support.readings import round_19


@pytest.fixture
def url(cluster: Cluster) -> Iterator[str]:
    made = cluster.database(empty=True)
    yield made
    cluster.drop(made)


@pytest.fixture
def other(cluster: Cluster) -> Iterator[str]:
    made = cluster.database(empty=True)
    yield made
    cluster.drop(made)


def test_build_makes_the_record_and_the_other_commands_read_it(mahdar: Run, pages: Path, url: str, tmp_path: Path) -> None:
    built = mahdar("build", url, pages)
    assert (built.status, "3 pages read" in built.err) == (0, True)
    before = dump(url)
    assert mahdar("build", url, pages).status == 0
    assert dump(url) == before, "the same pages are nothing new"
    assert "3 had been read before" in mahdar("build", url, pages, "--resume").err
    file = tmp_path / "a.mahdar"
    assert mahdar("build", file, pages, "--site-profile", url).status == 0, "read with the profiles that the record has"
    for command in (("show",), ("show", "pages", "--json"), ("timeline",), ("export", "--format", "text")):
        one, two = (mahdar(command[0], record, *command[1:]) for record in (url, file))
        assert (one.status, one.out) == (0, two.out)
    wrong = mahdar("show", url, "no-such-thing")
    assert (wrong.status, "***@127.0.0.1" in wrong.err) == (2, True)


def test_a_build_that_loses_its_server_goes_on_later(
    mahdar: Run, pages: Path, url: str, other: str, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert mahdar("build", other, pages).status == 0
    add_new, times = judging.add_new, [0]

    def adding(connection: Connection, readings: Collection[Reading]) -> set[str]:
        times[0] += 1
        new = add_new(connection, readings)
        if times[0] == 2:
            cluster.halt()  # amid the second page
        return new

    monkeypatch.setattr(judging, "add_new", adding)
    monkeypatch.setattr("mahdar.cli.build.AT_ONCE", 1)
    monkeypatch.setattr("mahdar.record.store._WAITS", (0.01,))
    broken = mahdar("build", url, pages)
    assert cluster.go_on()
    assert broken.status == 2
    assert "ended early; 1 page read and kept; the same command with --resume goes on from there" in broken.err
    assert "what was added until now is kept" in broken.err
    assert "Traceback" not in broken.err
    assert cluster.password not in broken.err
    monkeypatch.undo()
    resumed = mahdar("build", url, pages, "--resume")
    assert (resumed.status, "2 pages read, 1 had been read before" in resumed.err) == (0, True)
    assert dump(url) == dump(other), "as a run that nothing disturbed"


def test_what_is_wrong_is_told_without_the_password(mahdar: Run, pages: Path, url: str, cluster: Cluster) -> None:
    secret = "geheim"
    for command in (("show",), ("timeline",), ("export", "--format", "text"), ("serve", "--port", "0"), ("build", pages)):
        told = mahdar(command[0], url.replace(cluster.password, secret), *command[1:])
        assert told.status == 2
        assert "give the role's password in the URL" in told.err
        assert secret not in told.err + told.out
    empty = mahdar("show", url)
    assert (empty.status, "got nothing in it; make one with `mahdar build`" in empty.err) == (2, True)


def test_an_address_with_options_and_a_password_of_any_signs(url: str, cluster: Cluster, mahdar: Run) -> None:
    """Every command takes it, and none shows the password, neither as it is nor as it is written in the URL."""
    secret = "p@ss/w:rd#?%25 & 'é"
    literal = secret.replace("'", "''").replace(":", r"\:")
    name = url.rpartition("/")[2]
    run(url, "CREATE SCHEMA talks")
    cluster.sql(f"CREATE ROLE signs_{name} SUPERUSER LOGIN PASSWORD '{literal}'")
    host = f"127.0.0.1:{cluster.port}/{name}?sslmode=disable&options=-csearch_path%3Dtalks"
    good, wrong = (f"postgresql://signs_{name}:{quote(word, safe='')}@{host}" for word in (secret, secret + "x"))
    with Record.create_or_open(good) as record:
        assert record.add(round_19().reading())
    assert rows(url, "SELECT count(*) FROM talks.pages") == [(1,)]
    for command in (("show",), ("doctor",), ("review",)):
        done = mahdar(command[0], good)
        assert done.status == 0, done.err
    entered = mahdar("edit", good, "entity", "russia", "--label-ar", "الاتحاد الروسي", "--who", "سارة")
    assert entered.status == 0, entered.err
    for place, arguments in ((wrong, ()), (good, ("nothing-such",))):
        told = mahdar("edit", place, "entity", *(arguments or ("russia",)), "--confirm")
        assert told.status == 2
        for hidden in (secret, quote(secret, safe=""), "rd#"):
            assert hidden not in told.err + told.out
    cluster.sql(f"DROP OWNED BY signs_{name} CASCADE", name)
    cluster.sql(f"DROP ROLE signs_{name}")
