from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mahdar.cli import export
from tests.support.cli import Run
from tests.support.readings import communique, round_19, stated_readings
from tests.support.records import record_of

AGREED, LONELY, ACCUSED = communique().reading().statements


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return record_of(stated_readings(), tmp_path_factory.mktemp("export") / "stated.mahdar")


def test_every_statement_once_in_each_form(mahdar: Run, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "AT_ONCE", 3)
    items = json.loads(mahdar("export", record, "--format", "csl-json").out)
    keys = [item["id"] for item in items]
    assert len(keys) == len(set(keys)) == 10
    assert keys[0] == f"mahdar-{AGREED.id}", "the earliest first"
    assert re.findall(r"^@misc\{(.*),$", mahdar("export", record, "--format", "bibtex").out, re.MULTILINE) == keys
    assert len(mahdar("export", record, "--format", "text").out.splitlines()) == 10


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (["--speaker", "kazakhstan-mfa", "--act", "agree", "--issue", "idlib"], [AGREED.id]),
        (["--review", "--wording", "direct"], [LONELY.id]),
        (["--outlet", "ria-novosti", "--until", "2017-05"], [AGREED.id, LONELY.id, ACCUSED.id]),
        (["--since", "2025"], []),
        (["--addressee", "turkey"], [said.id for said in round_19().reading().statements if said.addressee]),
    ],
)
def test_filters(mahdar: Run, record: Path, filters: list[str], left: list[str]) -> None:
    items = json.loads(mahdar("export", record, "--format", "csl-json", *filters).out)
    assert [item["id"] for item in items] == [f"mahdar-{one}" for one in left]


def test_languages_and_files(mahdar: Run, record: Path, tmp_path: Path) -> None:
    one = ["--speaker", "kazakhstan-mfa", "--since", "2022"]
    path = tmp_path / "one.txt"
    assert mahdar("export", record, "--format", "text", *one, "--lang", "en", "--out", path) == (0, "", "")
    english = path.read_text(encoding="utf-8")
    assert english.startswith("Ministry of Foreign Affairs of Kazakhstan (“قولها”, in the outlet's words, quoted in part): إن المشاركين")
    assert mahdar("export", record, "--format", "text", *one, "--lang", "en").out == english
    assert mahdar("export", record, "--format", "text", *one).out.startswith("وزارة الخارجية الكازاخستانية («قولها»، ")
    assert mahdar("export", record, "--format", "bibtex", "--since", "2030").out == "\n"


def test_what_is_not_usable(mahdar: Run, record: Path, tmp_path: Path) -> None:
    for arguments in (["--format", "ris"], [], ["--format", "text", "--act", "shout"], ["--format", "text", "--since", "2022-13"]):
        assert mahdar("export", record, *arguments).status == 2, arguments
    assert "expected a year, month or day" in mahdar("export", record, "--format", "text", "--until", "soon").err
    assert "can't be written" in mahdar("export", record, "--format", "text", "--out", tmp_path / "none" / "x").err
    assert mahdar("export", tmp_path / "none.mahdar", "--format", "text").status == 2


def test_equal_records_export_equal_bytes(mahdar: Run, record: Path, tmp_path: Path) -> None:
    other = record_of(reversed(stated_readings()), tmp_path / "other.mahdar")
    for form in export.WRITERS:
        assert mahdar("export", other, "--format", form).out == mahdar("export", record, "--format", form).out
