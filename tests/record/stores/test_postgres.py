from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import psycopg
import pytest
from sqlalchemy import Connection, event, exc, func, select, text

from mahdar.corrections import Change, Target
from mahdar.errors import SourceError, UnavailableError, UsageError
from mahdar.linking.linker import Linker, shipped
from mahdar.model import Outlet, Reading
from mahdar.reader import Reader
from mahdar.record import Record, judgements, schema, write
from mahdar.record import linking as links
from mahdar.record.indexing import index
from mahdar.record.stores import store_at
from tests.support.judging import LAVROV, change, judged, target_of
from tests.support.killing import contents, write_pages
from tests.support.nursery import Nursery
from tests.support.pages import page_of
from tests.support.places import Places, dump, rows, run
from tests.support.postgres import Cluster
from tests.support.readings import all_readings, envoy, named_readings, process_readings, round_19, undated_call
from tests.support.records import record_of

CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'mahdar' AND datname = current_database()"


@pytest.fixture
def place(cluster: Cluster, tmp_path: Path) -> Iterator[Places]:
    with Places(tmp_path, cluster) as places:
        yield places


@pytest.fixture
def url(place: Places) -> str:
    return str(place("a"))


def at_once(*work: Callable[[], object]) -> list[Exception]:
    """What went wrong while all of ``work`` was done at once."""
    faults: list[Exception] = []
    together = threading.Barrier(len(work))

    def do(one: Callable[[], object]) -> None:
        together.wait()
        try:
            one()
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=do, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return faults


def add_all(record: Record, readings: Iterable[Reading]) -> None:
    for one in readings:
        record.add(one)


def found_again(readings: tuple[Reading, ...], n: int) -> tuple[Reading, ...]:
    """The same pages in outlet number ``n``."""
    return tuple(
        msgspec.structs.replace(r, source=f"{n}/{r.source}", outlet=Outlet(label=f"صحيفة {n}", entity=None, basis="given")) for r in readings
    )


def test_several_writers_make_the_record_that_one_makes(place: Places) -> None:
    """Of the same pages in several outlets, in unlike orders, and then read again by another engine: all counts are right."""
    pages = (*all_readings(), *named_readings(), *process_readings())
    newer = [msgspec.structs.replace(r, engine="9.9", names=r.names[:1], references=()) for r in pages[:3]]
    work = [found_again(pages, 1), found_again(pages, 2)[::-1], found_again(pages, 3), pages[::-1]]
    alone = record_of([*(r for some in work for r in some), *newer], place("alone"))
    where = place("together")
    with Record.open(where) as record:
        assert at_once(*(partial(add_all, record, some) for some in work)) == []
        assert at_once(*(partial(record.add, r) for r in newer)) == []
    assert dump(where) == dump(alone)


def test_nobody_waits_in_a_circle(place: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that name the same in unlike orders: locks are taken in one order, so that there is no deadlock to be resolved."""
    monkeypatch.setattr("mahdar.record.store._WAITS", ())
    pages = (*all_readings(), *named_readings(), *process_readings())
    with Record.open(place("a")) as record:
        some = [found_again(pages, n)[:: -1 if n % 2 else 1] for n in range(6)]
        assert at_once(*(partial(add_all, record, one) for one in some)) == []


def test_a_name_that_two_pages_give_at_the_same_moment(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that comes second waits until the first is kept, and counts both."""
    one, other = all_readings()[0], next(r for r in all_readings()[1:] if {e.id for e in r.entities} & {e.id for e in all_readings()[0].entities})
    shared = ({e.id for e in one.entities} & {e.id for e in other.entities}).pop()
    counted, count = threading.Event(), write._count

    def slow(connection: Connection, before: write.Forms, after: write.Forms) -> None:
        count(connection, before, after)
        if not counted.is_set():
            counted.set()
            time.sleep(0.5)

    monkeypatch.setattr(write, "_count", slow)
    with Record.open(url) as record:
        assert at_once(partial(record.add, one), partial(record.add, other)) == []
    assert rows(url, f"SELECT max(pages) FROM entity_labels WHERE entity = '{shared}'") == [(2,)]


def test_a_judgement_whose_commit_got_through_unheard_is_entered_once(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mahdar.record.store._WAITS", (0.01,))
    read = round_19().reading()
    warns = change("statement", read, read.statements[0], "act", "warn")
    unheard: list[bool] = []
    once = Record._once

    def lost(record: Record, work: Callable[[Connection], object]) -> object:
        done = once(record, work)
        if unheard:
            unheard.clear()
            raise exc.OperationalError("COMMIT", {}, psycopg.OperationalError("the connection is lost"))
        return done

    monkeypatch.setattr(Record, "_once", lost)
    with Record.open(url) as record:
        record.add(read)
        unheard.append(True)
        (done,) = record.judge(warns, who="سارة")
        assert record.judgements() == (done.judgement,)
        unheard.append(True)
        taken = record.undo(done.judgement.id, who="سارة")
        assert record.judgements() == (done.judgement, taken)
        unheard.append(True)
        theirs = judged("confirm", target_of(read, "statement", read.statements[0]))
        told = record.take_over([theirs, taken])
        assert (told.new, told.known, unheard) == (1, 1, [])


def test_a_page_that_comes_while_somebody_judges_is_shown_with_that(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who adds it waits until the judgement is kept, and who judges until the pages that others were adding are."""
    settling, redirects = threading.Event(), judgements.settle_redirects

    def slow(connection: Connection) -> None:
        redirects(connection)
        settling.set()
        time.sleep(0.5)

    monkeypatch.setattr("mahdar.record.judging.settle_redirects", slow)
    merge = Change(kind="merge", target=Target(layer="entity", item="lavrentiev"), value="lavrov", entities=(LAVROV,))
    with Record.open(url) as record:
        record.add(round_19().reading())

        def come() -> None:
            assert settling.wait(60)
            record.add(envoy().reading())

        assert at_once(lambda: record.judge(merge, who="سارة"), come) == []
    assert rows(url, "SELECT DISTINCT id FROM entities WHERE id IN ('lavrentiev', 'lavrov')") == [("lavrov",)]
    assert rows(url, "SELECT max(pages) FROM entity_labels WHERE entity = 'lavrov'") == [(2,)]


def test_a_judgement_that_the_store_cannot_hold_is_told(url: str) -> None:
    read = round_19().reading()
    with Record.open(url) as record:
        record.add(read)
        with pytest.raises(UsageError, match="the record can't hold a judgement"):
            record.judge(Change(kind="confirm", target=target_of(read, "statement", read.statements[0])), who="سارة", why="\0")
        assert record.judgements() == ()


def test_a_transaction_that_others_stood_in_the_way_of_is_tried_again(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mahdar.record.store._WAITS", (0.01, 0.01))
    run(url, "CREATE SEQUENCE tries")
    failing = (
        "CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF nextval('tries') <= %d THEN RAISE EXCEPTION 'in the way' USING ERRCODE = '40001'; END IF; RETURN NEW; END $$"
    )
    run(url, failing % 2, "CREATE TRIGGER failing BEFORE INSERT ON captures FOR EACH ROW EXECUTE FUNCTION fail()")
    with Record.open(url) as record:
        assert record.add(round_19().reading())
        before = dump(url)
        run(url, failing % 100)
        with pytest.raises(UnavailableError, match="too many writers were in each other's way; try again: what was added until now is kept"):
            record.add(undated_call().reading())
        assert dump(url) == before
        assert rows(url, "SELECT last_value FROM tries") == [(6,)], "three tries each, and no more"


def test_a_connection_that_is_cut_off_amid_a_page(url: str, cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mahdar.record.store._WAITS", (0.05, 0.05))
    name = url.rpartition("/")[2]
    once = [True]
    with Record.open(url) as record:

        @event.listens_for(record._engine, "before_cursor_execute")
        def _cut(_: object, __: object, statement: str, *___: object) -> None:
            if once and statement.startswith("INSERT INTO names"):
                once.clear()
                cluster.sql(CUT, name)

        assert record.add(round_19().reading()), "on another connection"
    assert rows(url, "SELECT count(*) FROM pages") == [(1,)]


def test_a_connection_that_is_lost_while_reading(url: str, cluster: Cluster) -> None:
    record_of([round_19().reading()], url)

    def ask(record: Record, between: Callable[[], None]) -> int:
        with record.read() as connection:
            connection.execute(text("SELECT 1"))
            between()
            return connection.execute(select(func.count()).select_from(schema.pages)).scalar_one()

    with Record.open(url) as record:
        with pytest.raises(UnavailableError, match=r"ended the connection|connection to the server was lost"):
            ask(record, lambda: cluster.sql(CUT, url.rpartition("/")[2]))
        assert ask(record, lambda: None) == 1, "the next connection is alive"


def test_a_server_that_restarts_holds_a_page_up_and_no_more(url: str, cluster: Cluster) -> None:
    with Record.open(url) as record:
        record.add(round_19().reading())
        cluster.halt()
        back = threading.Timer(0.5, cluster.go_on)
        back.start()
        try:
            assert record.add(undated_call().reading())
        finally:
            back.join()
    assert rows(url, "SELECT count(*) FROM pages") == [(2,)]


def test_readers_see_one_moment_and_hold_nobody_up(url: str) -> None:
    with Record.open(url) as record, record.read() as connection:
        count = select(func.count()).select_from(schema.pages)
        assert connection.execute(count).scalar_one() == 0
        record.add(round_19().reading())
        assert connection.execute(count).scalar_one() == 0
        with record.read() as later:
            assert later.execute(count).scalar_one() == 1


def test_what_reads_cannot_write(url: str) -> None:
    record_of([round_19().reading()], url)
    with Record.open(url) as record, pytest.raises(UnavailableError, match="takes no writing here"), record.read() as connection:
        connection.execute(schema.pages.delete())


def test_a_page_that_the_store_cannot_hold_is_told_by_its_source(url: str) -> None:
    good = round_19().reading()
    outlet = Outlet(label="صحيفة\0", entity=None, basis="given")
    long = "https://a.example/" + "".join(f"{n:x}" for n in range(4000))
    with Record.open(url) as record:
        for bad in (msgspec.structs.replace(good, outlet=outlet), msgspec.structs.replace(good, source=long)):
            with pytest.raises(SourceError, match="the record can't hold it"):
                record.add(bad)
        assert rows(url, "SELECT count(*) FROM pages") == [(0,)]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("mahdar:", "mahdar:wrong"), "the server let nobody in; give the role's password in the URL"),
        (("mahdar:", "nobody:"), "the server let nobody in; give the role's password in the URL"),
        (("/record", "/no_such"), "make the database with `createdb`"),
        (("127.0.0.1", "127.0.0.9"), "the server can't be reached; is it running, and are host and port right?"),
    ],
)
def test_a_server_that_lets_nobody_in(url: str, cluster: Cluster, change: tuple[str, str], told: str) -> None:
    wrong = url.replace(*change)
    for open_it in (Record.open, Record.create_or_open):
        with pytest.raises(UnavailableError) as error:
            open_it(wrong)
        assert told in str(error.value)
        assert cluster.password not in str(error.value)
        assert "***@" in str(error.value)


def test_a_role_that_may_read_reads_and_no_more(url: str, cluster: Cluster) -> None:
    record_of([round_19().reading()], url)
    name = url.rpartition("/")[2]
    cluster.sql(f"CREATE ROLE reader_{name} LOGIN PASSWORD 'only-reads'")
    reader = cluster.url(name, f"reader_{name}", "only-reads")
    with pytest.raises(UsageError, match=rf"the role reader_{name} may not do what opening it takes .*GRANT SELECT ON ALL TABLES"):
        Record.open(reader)
    run(url, f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader_{name}")
    for record in (Record.open(reader, read_only=True), Record.create_or_open(reader)):
        with record:
            assert record.has(*(getattr(round_19().reading(), field) for field in ("page", "source", "engine")))
            with pytest.raises(UsageError, match=r"opened read-only|may not write to the record .* GRANT SELECT, INSERT, UPDATE, DELETE") as error:
                record.add(undated_call().reading())
            assert "only-reads" not in str(error.value)
    run(url, f"DROP OWNED BY reader_{name}", f"DROP ROLE reader_{name}")


def test_a_role_that_may_make_no_tables_is_told_so(place: Places, cluster: Cluster) -> None:
    url = str(place("b", empty=True))
    name = url.rpartition("/")[2]
    cluster.sql(f"CREATE ROLE maker_{name} LOGIN PASSWORD 'makes'")
    with pytest.raises(UsageError, match="its owner makes a new record"):
        Record.create_or_open(cluster.url(name, f"maker_{name}", "makes"))
    cluster.sql(f"DROP ROLE maker_{name}")


def test_a_database_that_counts_otherwise_is_refused(cluster: Cluster) -> None:
    cluster.sql("CREATE DATABASE bytes TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C'")
    with pytest.raises(UsageError, match="expected a database in UTF8, got SQL_ASCII"):
        Record.create_or_open(cluster.url("bytes"))
    cluster.sql("DROP DATABASE bytes")


def test_an_older_server_is_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mahdar.record.stores.postgres.OLDEST", 99)
    with pytest.raises(UsageError, match=r"expected PostgreSQL 99 or newer, got \d\d$"):
        Record.open(url)


def test_a_record_in_a_schema_of_its_own(url: str) -> None:
    run(url, "CREATE SCHEMA talks")
    own = url + "?options=-csearch_path%3Dtalks"
    with Record.create_or_open(own) as record:
        record.add(round_19().reading())
    assert rows(url, "SELECT (SELECT count(*) FROM talks.pages), (SELECT count(*) FROM public.pages)") == [(1, 0)]


@pytest.mark.parametrize(
    "url",
    ["postgresql://me:p/w@host/db", "postgresql://me:geheim@host:port/db", "postgresql://me:pw@host:99999999999/db@x:y"],
)
def test_an_address_with_a_fault_is_told_without_its_parts(url: str) -> None:
    with pytest.raises(UsageError) as error:
        Record.open(url)
    assert all(part not in str(error.value) for part in ("p/w", "geheim", "pw@"))


def test_passwords_are_shown_nowhere() -> None:
    assert (
        store_at("postgresql://me:geheim@host/db?sslpassword=geheim&sslmode=require").name
        == "postgresql://me:***@host/db?sslmode=require&sslpassword=%2A%2A%2A"
    )
    assert store_at("postgresql:///db?password=geheim").name == "postgresql:///db?password=%2A%2A%2A"


def test_other_stores_are_refused() -> None:
    with pytest.raises(UsageError, match=r"expected a record as a file or postgresql://…, got mysql://…"):
        Record.open("mysql://me:geheim@host/db")


def test_without_psycopg_the_way_to_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UsageError, match=r"a record on PostgreSQL needs psycopg; install it with pip install 'mahdar\[postgres\]'"):
        Record.open("postgresql://me:geheim@host/db")


def test_a_page_that_changes_while_it_is_linked_is_linked_anew(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who changes it waits until the linking that saw it as it was is kept, and undoes its part of that."""
    pages = all_readings()
    newer = msgspec.structs.replace(pages[0], engine="9.9")
    linking, tell = threading.Event(), links._tell

    def telling(connection: Connection, linker: Linker, numbers: Sequence[int]) -> None:
        tell(connection, linker, numbers)
        linking.set()
        time.sleep(0.5)

    monkeypatch.setattr(links, "_tell", telling)
    with Record.open(url) as record:
        for one in pages:
            record.add(one)

        def change() -> None:
            assert linking.wait(60)
            record.add(newer)

        assert at_once(lambda: record.link(shipped), change) == []
        record.link(shipped)
    assert rows(url, "SELECT count(*) FROM linked") == rows(url, "SELECT count(*) FROM story_pages") == [(len(pages),)]
    [(changed, last)] = rows(url, f"SELECT n, (SELECT max(n) FROM linked) FROM linked WHERE page = '{newer.page}'")
    assert changed == last, "numbered anew after it changed"


def test_an_entity_that_two_pages_bring_at_once_by_other_names(url: str, place: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """No row of theirs is the same but the one by which search finds it: the second waits for the first, and it is found by both names."""
    made = [
        Reader().read(page_of(f"لقاء\n{words}", source, published="2018-09-02", outlet=source))
        for source, words in (("one", "قال المدرب طارق بومنصف إن الفريق سيفوز."), ("two", "وقالت المحللة هدى قرقاب إن الجلسة ستعقد."))
    ]
    both = [_called(reading, "person:one") for reading in made]
    alone = record_of(both, place("alone"))
    indexed = threading.Event()

    def slow(*given: Any, **more: Any) -> None:
        index(*given, **more)
        if not indexed.is_set():
            indexed.set()
            time.sleep(0.5)

    monkeypatch.setattr("mahdar.record.write.index", slow)
    monkeypatch.setattr("mahdar.record.store._WAITS", ())
    with Record.open(url) as record:
        assert at_once(*(partial(record.add, one) for one in both)) == []
    assert dump(url) == dump(alone)


def _called(reading: Reading, id_: str) -> Reading:
    """``reading`` with another id for its one person, and nothing of him but his name."""
    (person,) = [entity for entity in reading.entities if entity.kind == "person"]
    name = next(name for name in reading.names if name.entity == person.id)
    return msgspec.structs.replace(
        reading,
        entities=(msgspec.structs.replace(person, id=id_, offices=()),),
        names=(msgspec.structs.replace(name, entity=id_),),
        references=(),
        credits=(),
        statements=(),
        meetings=(),
        commitments=(),
        positions=(),
        outlet=Outlet(label=reading.source, entity=None, basis="given"),
    )


def test_several_processes_add_and_link_the_same_and_other_pages(place: Places, tmp_path: Path) -> None:
    """Builds of folders that overlap, at once: no deadlock, and the record that one build makes of all."""
    whole = write_pages(tmp_path / "pages", number=24)
    folders = [tmp_path / f"pages-{n}" for n in range(3)]
    for n, folder in enumerate(folders):
        folder.mkdir()
        for page in sorted(whole.iterdir())[6 * n : 6 * n + 12]:
            (folder / page.name).write_bytes(page.read_bytes())
    alone, together = place("alone"), place("together")
    with Nursery() as nursery:
        profile = ("--site-profile", tmp_path / "first.mahdar")
        assert nursery.run(["build", tmp_path / "first.mahdar", whole]).status == 0
        assert nursery.run(["build", alone, *folders, *profile]).status == 0
        ended = nursery.run_at_once(*(["build", together, folder, *profile] for folder in (*folders, *folders[::-1])))
        assert [one.status for one in ended] == [0] * 6
    assert contents(together) == contents(alone)
