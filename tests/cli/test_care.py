"""``mahdar doctor``, ``backup``, ``restore``, ``merge`` and ``diff``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.cli import Run
from tests.support.places import dump, run


@pytest.fixture
def record(mahdar: Run, pages: Path, tmp_path: Path) -> Path:
    path = tmp_path / "a.mahdar"
    assert mahdar("build", path, pages).status == 0
    return path


def test_doctor_tells_mends_and_ends_by_what_it_found(mahdar: Run, record: Path) -> None:
    assert mahdar("doctor", record) == (0, "", "sound\n")
    run(record, "UPDATE spellings SET pages = 99")
    told = mahdar("doctor", record, "--json")
    assert told.status == 1
    assert {json.loads(line)["check"] for line in told.out.splitlines()} == {"spellings"}
    assert "spellings: " in mahdar("doctor", record).out
    assert mahdar("doctor", record, "--mend") == (0, "", "sound\n")
    assert mahdar("doctor", record).status == 0


def test_backup_restore_diff_and_merge(mahdar: Run, record: Path, pages: Path, tmp_path: Path) -> None:
    copy, other = tmp_path / "copy.mahdar", tmp_path / "other.mahdar"
    assert mahdar("backup", record, copy).status == 0
    assert mahdar("diff", record, copy) == (0, "", "the same\n")
    assert mahdar("backup", record, copy).status == 2
    (pages / "4.txt").write_text("خبر آخر\n\nقال الوزير إن المحادثات مستمرة في موعدها ولم تتوقف يوما واحدا.\n", encoding="utf-8")
    assert mahdar("build", other, pages / "4.txt").status == 0
    assert mahdar("restore", other, record).status == 2
    differ = mahdar("diff", record, other)
    assert (differ.status, sorted(line[0] for line in differ.out.splitlines())) == (1, ["+", "-", "-", "-"])
    assert [json.loads(line)["only"] for line in mahdar("diff", record, other, "--json").out.splitlines()].count("a") == 3
    merged = mahdar("merge", record, other, copy)
    assert (merged.status, "1 new pages, 1 new captures" in merged.err, "0 new pages, 0 new captures" in merged.err) == (0, True, True)
    before = dump(record)
    assert mahdar("merge", record, other, copy).status == 0
    assert dump(record) == before
    assert mahdar("merge", record, record).status == 2
    assert mahdar("restore", copy, record, "--replace").status == 0
    assert mahdar("diff", record, copy).status == 0
    assert mahdar("doctor", record).status == 0


def test_what_is_no_record_is_told(mahdar: Run, record: Path, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no record" * 100)
    for command in (("doctor", tmp_path / "text"), ("backup", tmp_path / "none", tmp_path / "b"), ("restore", tmp_path / "text", tmp_path / "c")):
        told = mahdar(*command)
        assert (told.status, "Traceback" in told.err) == (2, False)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []
