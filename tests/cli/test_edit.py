"""`mahdar edit` and `mahdar review`, on a record of our own pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.cli import Run
from tests.support.readings import all_readings, named_readings, round_19
from tests.support.records import record_of

SAID = round_19().reading().statements[0].id
PAGE = round_19().reading().page


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MAHDAR_WHO", "سارة")
    return record_of((*all_readings(), *named_readings()), tmp_path / "talks.mahdar")


def test_a_statement_is_corrected_told_and_undone(mahdar: Run, talks: Path) -> None:
    done = mahdar("edit", talks, "statement", SAID, "--speaker", "turkey", "--act", "warn", "--addressee", "-", "--why", "العنوان عن أنقرة")
    assert done.status == 0, done.err
    assert [line.split(": ", 1)[1].split("  [")[0] for line in done.out.splitlines()] == ["speaker = turkey", "addressee = nothing", "act = warn"]
    shown = json.loads(mahdar("show", talks, SAID, "--json").out)
    assert (shown["speaker"]["entity"]["id"], shown["addressee"], shown["act"]) == ("turkey", None, "warn")
    assert {mark["who"] for mark in shown["judged"]} == {"سارة"}
    logged = json.loads(mahdar("edit", talks, "log", "--json").out)
    assert [(entry["state"], entry["judgement"]["field"]) for entry in logged["items"]] == [
        ("applied", "speaker"),
        ("applied", "addressee"),
        ("applied", "act"),
    ]
    undone = mahdar("edit", talks, "undo", logged["items"][0]["judgement"]["id"], "--who", "عمر")
    assert undone.status == 0
    assert "[عمر, " in undone.out
    assert json.loads(mahdar("show", talks, SAID, "--json").out)["speaker"]["entity"]["id"] == "lavrentiev"
    assert [line.split()[0] for line in mahdar("edit", talks, "log").out.splitlines()] == ["undone", "applied", "applied", "applied"]


def test_what_was_refused_is_told_with_what_brings_it_back(mahdar: Run, talks: Path) -> None:
    refused = mahdar("edit", talks, "statement", SAID, "--reject").out.split()[0]
    again = mahdar("edit", talks, "statement", SAID, "--act", "warn")
    assert (again.status, f"which سارة refused; undo {refused} to have it back" in again.err) == (2, True)
    assert mahdar("edit", talks, "undo", refused).status == 0
    assert mahdar("edit", talks, "statement", SAID, "--act", "warn").status == 0


def test_words_are_given_as_they_stand_or_by_characters(mahdar: Run, talks: Path) -> None:
    text = round_19().reading().text
    start = text.index("جنيف")
    assert mahdar("edit", talks, "name", PAGE[:8], "جنيف", "--entity", "place:other", "--new-label", "جنيف الأخرى").status == 0
    assert mahdar("edit", talks, "name", PAGE[:8], f"{start},{start + 4}", "--confirm").status == 0
    several = mahdar("edit", talks, "name", PAGE[:8], "لافرينتييف", "--confirm")
    assert several.status == 2
    assert "expected words that stand in the page once, got 'لافرينتييف', which stands at:" in several.err
    moved = mahdar("edit", talks, "statement", SAID, "--content", "يدعو أنقرة إلى التهدئة")
    assert moved.status == 0, moved.err
    assert json.loads(mahdar("show", talks, SAID, "--json").out)["content"]["quote"] == "يدعو أنقرة إلى التهدئة"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("statement", "nothing", "--act", "call"), "expected the id of a statement, got 'nothing'; there are "),
        (("statement", SAID), "expected one of --confirm, --reject and a value for a field of the statement, got nothing"),
        (("statement", SAID, "--reject", "--act", "call"), "got several"),
        (("statement", SAID, "--act", "shout"), "act: expected one of state, call, support"),
        (("statement", SAID, "--speaker", "nobody-known"), "expected an entity of the record or the knowledge, got 'nobody-known'"),
        (("statement", SAID, "--speaker", "x", "--new-label", "فلان"), "expected an id that says its kind (person:NAME"),
        (("meeting", "astana-19", "--start", "2022-11-20"), "expected --page or --all-pages, for 2 pages tell of the meeting: "),
        (("meeting", "astana-19", "--page", PAGE[:8], "--start", "yesterday"), "start: expected a date as 2022-11-22"),
        (("meeting", "astana-19", "--page", PAGE[:8], "--participant", "jordan"), "expected ENTITY=ROLE"),
        (("page", "abc", "--published", "2020"), "expected 6 digits or more of the id of one page, got 'abc'; there are "),
        (("page", PAGE, "--published", "2020", "--source", "x"), "expected the source of a capture of the page (site-a/round19.txt), got 'x'"),
        (("entity", "lavrentief", "--into", "turkey"), "there are lavrentiev"),
        (("entity", "lavrentiev", "--into", "lavrentiev"), "expected another id than its own"),
        (("block", PAGE[:8], "0,3", "--role", "sport"), "role: expected one of title, lead"),
        (("undo", "0000"), "expected the id of a judgement, got '0000'"),
        (("import", "none.jsonl"), "none.jsonl: can't be read: No such file or directory"),
    ],
)
def test_what_cannot_be_done_says_what_was_expected(mahdar: Run, talks: Path, arguments: tuple[str, ...], message: str) -> None:
    done = mahdar("edit", talks, *arguments)
    assert done.status == 2
    assert message in done.err
    assert mahdar("edit", talks, "log").out == ""


def test_meetings_pages_and_entities(mahdar: Run, talks: Path) -> None:
    assert mahdar("edit", talks, "meeting", "astana-19", "--page", PAGE[:8], "--start", "2022-11-20", "--participant", "jordan=observer").status == 0
    shown = json.loads(mahdar("show", talks, "astana-19", "--json").out)
    assert (shown["start"]["value"], shown["start"]["basis"]) == ("2022-11-20", "person")
    assert mahdar("edit", talks, "meeting", "astana-19", "--all-pages", "--confirm").out.count("\n") == 2
    assert mahdar("edit", talks, "page", PAGE[:8], "--published", "2022-11-21").status == 0
    assert json.loads(mahdar("show", talks, PAGE, "--json").out)["reading"]["published"]["value"] == "2022-11-21"
    assert mahdar("edit", talks, "entity", "person:samir-al-haddad", "--into", "lavrentiev").status == 0
    assert mahdar("edit", talks, "entity", "lavrentiev", "--label-en", "A. Lavrentyev").status == 0
    assert json.loads(mahdar("show", talks, "lavrentiev", "--json").out)["label"]["en"] == "A. Lavrentyev"


def test_corrections_are_shared(mahdar: Run, talks: Path, tmp_path: Path) -> None:
    mahdar("edit", talks, "statement", SAID, "--act", "warn", "--why", "اقرأ السطر")
    mahdar("edit", talks, "meeting", "astana-19", "--page", PAGE[:8], "--reject")
    ours = tmp_path / "ours.jsonl"
    assert mahdar("edit", talks, "export", ours).status == 0
    assert mahdar("edit", talks, "export").out.encode() == ours.read_bytes()
    other = record_of(all_readings(), tmp_path / "other.mahdar")
    mahdar("edit", other, "statement", SAID, "--act", "hope", "--who", "عمر")
    done = mahdar("edit", other, "import", ours)
    assert done.out == "2 new, 0 known already\n"
    assert "contradict each other" in done.err
    assert json.loads(mahdar("show", other, SAID, "--json").out)["act"] == "hope", "the later one holds"
    assert mahdar("edit", other, "import", ours, "--json").out.startswith('{"new":0,"known":2')
    ours.write_text('{"id": 3}\n', encoding="utf-8")
    assert "line 1: expected a judgement as `mahdar edit RECORD export` writes it" in mahdar("edit", other, "import", ours).err


def test_review(mahdar: Run, talks: Path) -> None:
    told = mahdar("review", talks)
    assert told.status == 0
    assert "meeting astana-19" in told.out.splitlines()[0], "pages differ about when it began"
    found = json.loads(mahdar("review", talks, "--limit", "1", "--json").out)
    assert (found["total"], found["items"][0]["reason"]) == (1, "differs")
    mahdar("edit", talks, "meeting", "astana-19", "--all-pages", "--confirm")
    assert "astana-19" not in mahdar("review", talks).out


def test_who_judges_comes_from_the_login_where_nothing_else_tells(mahdar: Run, talks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAHDAR_WHO")
    monkeypatch.setattr("getpass.getuser", lambda: "analyst")
    assert "[analyst, " in mahdar("edit", talks, "statement", SAID, "--confirm").out
