from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.support.cli import Run


def test_the_figures_as_a_table(mahdar: Run, gold_folder: Path) -> None:
    result = mahdar("evaluate", gold_folder)
    assert result.status == 0
    assert result.out.startswith("gold: 1 pages\n")
    assert [line.split()[0] for line in result.out.splitlines()[2:5]] == ["article", "times", "times"]
    assert result.err == ""


def test_several_folders_are_pooled_and_then_told_each(mahdar: Run, gold_folder: Path) -> None:
    second = gold_folder.with_name("second")
    shutil.copytree(gold_folder, second)
    out = mahdar("evaluate", gold_folder, second).out
    assert [line for line in out.splitlines() if line.endswith("pages")] == ["gold + second: 2 pages", "gold: 1 pages", "second: 1 pages"]


def test_the_figures_as_json(mahdar: Run, gold_folder: Path) -> None:
    figures = json.loads(mahdar("evaluate", gold_folder, "--json").out)
    assert figures["pages"] == 1
    assert figures["times_span"]["gold"] == 1
    assert 0 <= figures["published_accuracy"] <= 1
    assert "errors" not in figures


def test_the_first_errors_are_told(mahdar: Run, gold_folder: Path) -> None:
    annotation = json.loads((gold_folder / "one.json").read_text(encoding="utf-8"))
    annotation["times"][0]["value"] = "1999-01-01"
    (gold_folder / "one.json").write_text(json.dumps(annotation), encoding="utf-8")
    out = mahdar("evaluate", gold_folder, "--errors", "1").out
    assert out.splitlines()[-1] == "one: time: expected 1999-01-01, got 2019-05-05: 5 أيار 2019"
    assert json.loads(mahdar("evaluate", gold_folder, "--errors", "1", "--json").out)["errors"] == [out.splitlines()[-1]]


def test_only_a_date_beside_the_page_is_handed_over_unless_asked(mahdar: Run, gold_folder: Path) -> None:
    annotation = json.loads((gold_folder / "one.json").read_text(encoding="utf-8"))
    annotation["published_basis"] = "inferred"
    (gold_folder / "one.json").write_text(json.dumps(annotation), encoding="utf-8")
    assert json.loads(mahdar("evaluate", gold_folder, "--json").out)["published_accuracy"] == 0
    assert json.loads(mahdar("evaluate", gold_folder, "--json", "--given-dates").out)["published_accuracy"] == 1


@pytest.mark.slow
def test_many_processes_score_the_same(mahdar: Run, gold_folder: Path) -> None:
    assert mahdar("evaluate", gold_folder, "--jobs", "2") == mahdar("evaluate", gold_folder)


def test_gold_that_cannot_be_used(mahdar: Run, gold_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    assert mahdar("evaluate", tmp_path / "nowhere").status == 2
    result = mahdar("evaluate", tmp_path / "none")
    assert (result.status, result.out) == (2, "")
    assert "expected gold pages (ID.json beside ID.txt), found none" in result.err
    (gold_folder / "one.json").write_text("{", encoding="utf-8")
    result = mahdar("evaluate", gold_folder)
    assert (result.status, result.out) == (2, "")
    assert "one.json: " in result.err
