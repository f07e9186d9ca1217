from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from mahdar.cli.table import span, table
from mahdar.record import Record
from mahdar.record.queries.chronology import chronology
from tests.support.cli import Run
from tests.support.readings import process_readings

FORMS = ("table", "md", "csv", "json", "ics", "html")


def filled(path: Path, seed: int) -> Path:
    readings = list(process_readings())
    random.Random(seed).shuffle(readings)
    with Record.create_or_open(path) as opened:
        for reading in readings:
            opened.add(reading)
    return path


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("timeline") / "a.mahdar", 1)


@pytest.mark.parametrize("form", FORMS)
def test_equal_records_give_equal_bytes(mahdar: Run, record: Path, tmp_path: Path, form: str) -> None:
    other = filled(tmp_path / "b.mahdar", 2)
    for arguments in (["--known"], ["--process", "astana", "--lang", "en"], ["--from", "2022", "--to", "2023-06"]):
        told = mahdar("timeline", record, "--format", form, *arguments)
        assert told.status == 0
        assert told.out
        assert mahdar("timeline", other, "--format", form, *arguments) == told


@pytest.mark.parametrize("form", FORMS)
def test_a_file_holds_what_is_printed(mahdar: Run, record: Path, tmp_path: Path, form: str) -> None:
    path = tmp_path / "told"
    printed = mahdar("timeline", record, "--format", form)
    assert mahdar("timeline", record, "--format", form, "--out", path) == (0, "", printed.err)
    assert path.read_bytes().rstrip() == printed.out.encode().rstrip()


def test_the_table(mahdar: Run, record: Path) -> None:
    lines = mahdar("timeline", record).out.splitlines()
    assert lines[0] == "Meetings"
    joined, called, disputed, ahead = (" ".join(line.split()) for line in lines[3:7])
    assert joined.startswith("2018-09-07 held 2 ")
    assert joined.endswith(" Summit: Russia, Türkiye, in Astana (announced > held)")
    assert called.endswith(" Call: Russia, Türkiye")
    assert disputed == "2022-11-21/23 held 2 astana-19 ≠ Astana process, round 19, in Astana (ongoing > held)"
    assert ahead.startswith("2024-01-24/25* announced 1 astana-21 ")
    assert lines[7] == "Commitments"
    text = "\n".join(" ".join(line.split()) for line in lines)
    assert "2017-05-04 breached 3 " in text
    assert "agreed: Russia, Türkiye, on De-escalation zones" in text
    assert "2023-03-01 conditional 1 Türkiye: Withdrawal of foreign forces (changed)" in text


def test_what_is_told_too_thinly_is_held_back_unless_asked_for(mahdar: Run, record: Path) -> None:
    told, everything = mahdar("timeline", record), mahdar("timeline", record, "--all")
    assert told.err == "held back, as told too thinly: 1; --all shows them\n"
    assert everything.err == ""
    _, _, thin = everything.out.partition("Less certain\n")
    [row] = [" ".join(line.split()) for line in thin.splitlines() if line.startswith("no date")]
    assert row.startswith("no date held 1 ")
    assert row.endswith(" (thinly told: when isn't told, too little is told of who met)")
    assert "Less certain" not in told.out


@pytest.mark.parametrize("width", [40, 80, 132])
def test_the_table_fits_the_terminal(record: Path, width: int) -> None:
    with Record.open(record, read_only=True) as opened, opened.read() as connection:
        told = chronology(connection, known=True, thin=True)
    lines = table(told, width).splitlines()
    assert max(len(line) for line in lines if "≠ pages differ" not in line) <= max(width, 60)
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (None, None, "no date"),
        ("2017-10", None, "2017-10"),
        (None, "2017-10-31", "2017-10-31"),
        ("2017-10-30", "2017-10-30", "2017-10-30"),
        ("2017-10-30", "2017-10-31", "2017-10-30/31"),
        ("2017-10-30", "2017-11-02", "2017-10-30/11-02"),
        ("2017-12-30", "2018-01-02", "2017-12-30/2018-01-02"),
        ("2017", "2017-11-02", "2017/2017-11-02"),
    ],
)
def test_days_in_little_room(start: str | None, end: str | None, shown: str) -> None:
    assert span(start, end) == shown


def test_what_has_no_day_is_left_out_and_counted(mahdar: Run, record: Path) -> None:
    told = mahdar("timeline", record, "--format", "ics", "--all")
    assert told.out.count("BEGIN:VEVENT") == 4
    assert told.err == "left out of the calendar, for want of a day: 1 of 5 meetings\n"
    assert mahdar("timeline", record, "--from", "2018").err.startswith("left out, for want of a date: 1\n")


def test_json_is_the_answer(mahdar: Run, record: Path) -> None:
    told = json.loads(mahdar("timeline", record, "--format", "json", "--process", "astana", "--known").out)
    assert [one["id"] for one in told["meetings"]] == ["astana-19", "astana-21"]
    assert "astana-7" in [one["id"] for one in told["untold"]]
    assert told["processes"][0]["label"]["ar"] == "مسار أستانا"


def test_a_dossier_of_ones_own(mahdar: Run, record: Path, tmp_path: Path) -> None:
    dossier = tmp_path / "own.toml"
    dossier.write_text(
        'id = "own"\nkind = "talks"\nevent = "own-talks"\nen = "Own talks"\nar = "محادثات خاصة"\nnames = ["خاصة"]\n'
        '[[meeting]]\nordinal = 1\nstart = "2018-01-01"\nend = "2018-01-02"\n',
        encoding="utf-8",
    )
    told = mahdar("timeline", record, "--dossier", dossier, "--process", "own", "--known")
    assert told.out.split()[-10:] == ["2018-01-01/02", "known", "0", "own-1", "Own", "talks,", "round", "1", "(dossier", "alone)"]
    assert mahdar("timeline", record, "--dossier", dossier, "--process", "own").out == "Nothing.\n"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--process", "nothing"], "expected a process as afghanistan-doha, "),
        (["--from", "yesterday"], "expected a year, month or day as 2022, 2022-11 or 2022-11-22, got 'yesterday'"),
        (["--format", "xml"], "xml"),
        (["--out", "nowhere/told.txt"], "nowhere/told.txt: can't be written"),
    ],
)
def test_what_cannot_be_used(mahdar: Run, record: Path, arguments: list[str], complaint: str) -> None:
    told = mahdar("timeline", record, *arguments)
    assert (told.status, told.out) == (2, "")
    assert complaint in told.err


# `mahdar show` of what is assembled


def test_show_a_meeting_that_several_pages_tell_of(mahdar: Run, record: Path) -> None:
    told = json.loads(mahdar("timeline", record, "--format", "json").out)
    one = next(m for m in told["meetings"] if m["joins"])
    shown = [mahdar("show", record, told_as).out for told_as in one["ids"]]
    assert shown[0] == shown[1]
    assert "  place: Astana (1 independent outlet)" in shown[0]
    assert "    2018-09-03  announced (1 independent outlet)\n    2018-09-08  held (1 independent outlet)" in shown[0]
    assert "(days 2018-09-07; participants Russia, Türkiye)" in shown[0]
    assert "participant: Russia · روسيا (expected and came, 2 independent outlets)" in shown[0]


def test_show_how_a_dossier_stands(mahdar: Run, record: Path) -> None:
    shown = mahdar("show", record, "astana-19").out
    assert "start: 2022-11-21 (1 independent outlet), else 2022-11-22 (pages differ)" in shown
    assert "the dossier contradicts it: 2022-11-22" in shown
    assert "the dossier confirms it: Astana" in shown


def test_show_an_actor_and_an_issue(mahdar: Run, record: Path) -> None:
    actor = mahdar("show", record, "turkey").out
    assert "Positions\n=========\nTürkiye · تركيا on astana/withdrawal, 1 change" in actor
    assert "  2023-03-01  conditional, changed, 1 independent outlet\n    on condition: «بعد الحل السياسي»" in actor
    assert "2017-05-04  agreed by Russia, Türkiye, on de-escalation-zones: breached" in actor
    assert mahdar("show", record, "astana/withdrawal").out.count("Türkiye · تركيا on astana/withdrawal") == 1
    told = json.loads(mahdar("show", record, "turkey", "--json").out)
    assert (told["id"], [p["issue"] for p in told["positions"]], len(told["undertaken"])) == ("turkey", ["withdrawal"], 1)
    assert mahdar("show", record, "astana/nothing").status == 2


def test_show_commitments_and_positions(mahdar: Run, record: Path) -> None:
    listed = json.loads(mahdar("show", record, "commitments", "--json").out)
    assert listed["total"] == 1
    [commitment] = listed["items"]
    shown = mahdar("show", record, commitment["id"]).out
    assert "2023-05-01  breached, as Syria says (1 independent outlet)" in shown
    assert "opposes" in mahdar("show", record, "positions").out
