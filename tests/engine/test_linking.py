"""Links of a dataset are those of a record of the same pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from mahdar.engine.dataset import table
from mahdar.engine.engines import Pool
from mahdar.engine.linking import SCHEMAS, hidden, link
from mahdar.linking.linker import shipped
from mahdar.reader import Reader
from mahdar.record import Record, schema
from tests.support.linked import write_dataset, write_readings
from tests.support.pages import page_of

FORMS = ("ستيفان غرونغارد", "ستيفن جرونجارد", "ستيفان هانز غرونغارد")
TEXT = (
    "لقاء في طرابلس\nقال المتحدث باسم الحكومة الليبية {} إن المحادثات ستستأنف قريبا.\n"
    "وحضر اللقاء في طرابلس كل من مهند بوشعالة وسليم قرقاب ونادر الحصايري."
)


def test_copies_and_stories_are_those_of_a_record(tmp_path: Path) -> None:
    dataset = write_dataset(tmp_path / "dataset", 160)
    link(dataset, Pool())
    with Record.create_or_open(tmp_path / "x.mahdar") as record:
        record.add_all(dataset.readings())
        record.link(shipped)
        with record.read() as connection:
            pages = {row.n: row.page for row in connection.execute(select(schema.linked.c.n, schema.linked.c.page))}
            copies = {(*sorted((pages[r.one], pages[r.other])), r.sort, r.share) for r in connection.execute(select(schema.copies))}
            meant = {tuple(row) for row in connection.execute(select(*(schema.entity_ids.c[name] for name in SCHEMAS["joined"].names)))}
            stories = {(r.story, r.page, r.n) for r in connection.execute(select(schema.story_pages))}
    assert {tuple(row.values()) for row in table(dataset.path, "copies").to_pylist()} == copies
    assert {tuple(row.values()) for row in table(dataset.path, "stories").to_pylist()} == stories
    assert {tuple(row.values()) for row in table(dataset.path, "joined").to_pylist()} == meant
    assert copies
    assert any(n for _, _, n in stories), "some are told by several pages"


@pytest.mark.parametrize(("parts", "seed"), [(1, 1), (5, 2), (16, 3)])
def test_in_any_order_of_pages_and_any_number_of_parts_the_links_are_the_same(tmp_path: Path, parts: int, seed: int) -> None:
    dataset = write_dataset(tmp_path / "dataset", 160)
    link(dataset, Pool())
    other = write_dataset(tmp_path / "other", 160, shuffled=seed)
    assert [page.page for page in other.readings()] != [page.page for page in dataset.readings()]
    link(other, Pool(), parts)
    for name in SCHEMAS:
        assert (other.path / name / "00000.parquet").read_bytes() == (dataset.path / name / "00000.parquet").read_bytes()


def test_a_page_found_twice_counts_once_as_the_record_shows_it(tmp_path: Path) -> None:
    dataset = write_dataset(tmp_path / "dataset", 3, twice=True)
    found = list(dataset.readings())
    assert len(found) == 6
    assert hidden(dataset) == {(reading.page, reading.source) for reading in found if reading.source.startswith("second/")}
    link(dataset, Pool())
    assert table(dataset.path, "stories").num_rows == 3


def test_ids_that_mean_one_are_those_of_a_record(tmp_path: Path) -> None:
    reader = Reader()
    dataset = write_readings(tmp_path / "dataset", [reader.read(page_of(TEXT.format(form), form, published="2018-09-02")) for form in FORMS])
    link(dataset, Pool())
    with Record.create_or_open(tmp_path / "x.mahdar") as record:
        record.add_all(dataset.readings())
        record.link(shipped)
        with record.read() as connection:
            meant = {tuple(row) for row in connection.execute(select(*(schema.entity_ids.c[name] for name in SCHEMAS["joined"].names)))}
    assert meant
    assert {tuple(row.values()) for row in table(dataset.path, "joined").to_pylist()} == meant
