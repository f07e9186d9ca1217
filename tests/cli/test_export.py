from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mahdar.errors import UsageError
from mahdar.export import selecting
from mahdar.export.writing import OF
from mahdar.record.queries.streams import statements
from tests.support.cli import Run
from tests.support.readings import communique, round_19, stated_readings
from tests.support.records import record_of

AGREED, LONELY, ACCUSED = communique().reading().statements


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return record_of(stated_readings(), tmp_path_factory.mktemp("export") / "stated.mahdar")


def test_every_statement_once_in_each_form(mahdar: Run, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "AT_ONCE", 3)
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
    assert mahdar("export", record, "--format", "bibtex", "--since", "2030").out == ""


def test_what_is_not_usable(mahdar: Run, record: Path, tmp_path: Path) -> None:
    for arguments in (["--format", "ris"], [], ["--format", "text", "--act", "shout"], ["--format", "text", "--since", "2022-13"]):
        assert mahdar("export", record, *arguments).status == 2, arguments
    assert "expected a year, month or day" in mahdar("export", record, "--format", "text", "--until", "soon").err
    assert "can't be written" in mahdar("export", record, "--format", "text", "--out", tmp_path / "none" / "x").err
    assert mahdar("export", tmp_path / "none.mahdar", "--format", "text").status == 2
    assert [path.name for path in tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--format", "ics", "--kind", "statements"], "--format ics: expected --kind meetings, got statements"),
        (["--format", "geojson", "--kind", "names"], "expected --kind one of meetings, entities, got names"),
        (["--format", "jsonl", "--kind", "pages", "--act", "call"], "expected no filter by act, which selects statements; got one for pages"),
        (["--format", "csv", "--kind", "meetings", "--wording", "direct"], "expected no filter by wording, which selects statements"),
        (["--format", "jsonl", "--kind", "stories", "--since", "2022"], "expected no filter by since"),
        (["--format", "jsonl", "--kind", "names", "--query", "إدلب"], "search finds statements, meetings, entities, pages; got one for names"),
        (["--format", "jsonl", "--firm"], "which selects meetings; got one for statements"),
        (["--format", "jsonl", "--query", "(إدلب"], "expected a closing parenthesis"),
        (["--format", "jsonld", "--base", "desk.example"], "expected the address of a reading room"),
    ],
)
def test_what_makes_no_sense_together(mahdar: Run, record: Path, tmp_path: Path, arguments: list[str], told: str) -> None:
    done = mahdar("export", record, *arguments, "--out", tmp_path / "out")
    assert (done.status, done.out) == (2, "")
    assert told in done.err
    assert list(tmp_path.iterdir()) == [], "nothing is written"


def test_a_file_is_whole_or_stays_as_it_was(mahdar: Run, record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("before", encoding="utf-8")

    def broken(*_: object) -> Iterator[object]:
        yield {"id": "one"}
        raise UsageError("broken")

    monkeypatch.setitem(selecting._STREAMS, "statements", broken)
    assert mahdar("export", record, "--format", "jsonl", "--out", path).status == 2
    assert path.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_each_form_on_standard_output_is_what_the_file_has(mahdar: Run, record: Path, tmp_path: Path) -> None:
    for form in OF:
        if form == "parquet":
            continue  # no text, which is all that is caught here
        path = tmp_path / form
        to_file = mahdar("export", record, "--format", form, "--out", path)
        shown = mahdar("export", record, "--format", form)
        assert (to_file.status, shown.status) == (0, 0)
        assert shown.out.encode() == path.read_bytes()
        assert shown.err == to_file.err


def test_what_is_left_out_is_told(mahdar: Run, record: Path) -> None:
    met = mahdar("export", record, "--format", "jsonl", "--kind", "meetings").out.splitlines()
    unplaced = sum(json.loads(line)["place"] is None for line in met)
    done = mahdar("export", record, "--format", "geojson")
    assert len(json.loads(done.out)["features"]) == len(met) - unplaced
    assert done.err == f"{unplaced} meetings have no known place, and are left out\n"


def test_a_query_and_the_addresses_of_a_reading_room(mahdar: Run, record: Path) -> None:
    done = mahdar("export", record, "--format", "jsonld", "--query", "القوائم", "--base", "https://desk.example/talks/")
    [one] = json.loads(done.out)["@graph"]
    assert one["id"] == f"https://desk.example/talks/statement/{AGREED.id}"


def test_equal_records_export_equal_bytes(mahdar: Run, record: Path, tmp_path: Path) -> None:
    other = record_of(reversed(stated_readings()), tmp_path / "other.mahdar")
    for form in ("text", "bibtex", "csl-json"):
        assert mahdar("export", other, "--format", form).out == mahdar("export", record, "--format", form).out


def test_a_missing_library_tells_what_to_install(mahdar: Run, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("followthemoney") or name == "mahdar.export.forms.ftm"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "followthemoney", None)
    done = mahdar("export", record, "--format", "ftm")
    assert (done.status, done.out) == (2, "")
    assert "pip install 'mahdar[exports]'" in done.err
