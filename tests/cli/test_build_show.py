from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.cli import Run
from tests.support.readings import communique, named_readings, stated_readings
from tests.support.records import record_of

EXAMPLES = Path(__file__).resolve().parents[2] / "examples/pages"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from mahdar.cli.main import run

    path = tmp_path_factory.mktemp("record") / "talks.mahdar"
    assert run(["build", str(path), str(EXAMPLES)]) == 0
    return path


def test_build_says_what_it_read(mahdar: Run, pages: Path, tmp_path: Path) -> None:
    assert mahdar("build", tmp_path / "r.mahdar", pages) == (0, "", "3 pages read\n")


def test_building_again_changes_nothing(mahdar: Run, record: Path, tmp_path: Path) -> None:
    before = mahdar("show", record, "--json").out
    assert mahdar("build", record, EXAMPLES).status == 0
    assert mahdar("show", record, "--json").out == before


def test_resume_passes_over_what_is_there(mahdar: Run, pages: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.mahdar"
    mahdar("build", path, pages / "2.txt")
    assert mahdar("build", path, pages, "--resume").err == "2 pages read, 1 had been read before\n"
    assert json.loads(mahdar("show", path, "pages", "--json").out)["total"] == 3


@pytest.mark.slow
def test_many_processes_build_the_same_record(mahdar: Run, record: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.mahdar"
    assert mahdar("build", path, EXAMPLES, "--jobs", "2").status == 0
    assert mahdar("show", path).out == mahdar("show", record).out


def test_bad_pages_leave_the_others_in_the_record(mahdar: Run, pages: Path, tmp_path: Path) -> None:
    (pages / "0.txt").write_bytes(b"")
    result = mahdar("build", tmp_path / "r.mahdar", pages)
    assert result.status == 1
    assert "0.txt: expected text, got an empty file" in result.err
    assert json.loads(mahdar("show", tmp_path / "r.mahdar", "pages", "--json").out)["total"] == 3


@pytest.mark.parametrize("command", ["show", "serve"])
def test_a_record_that_is_not_there(mahdar: Run, tmp_path: Path, command: str) -> None:
    result = mahdar(command, tmp_path / "none.mahdar")
    assert result.status == 2
    assert "none.mahdar: expected a record" in result.err
    assert not (tmp_path / "none.mahdar").exists()


@pytest.mark.parametrize("command", [["show"], ["serve"], ["build"]])
def test_a_file_that_is_no_record(mahdar: Run, pages: Path, command: list[str]) -> None:
    sources = [pages / "2.txt"] if command == ["build"] else []
    before = (pages / "1.txt").read_bytes()
    result = mahdar(*command, pages / "1.txt", *sources)
    assert result.status == 2
    assert "1.txt: expected a Mahdar record" in result.err
    assert (pages / "1.txt").read_bytes() == before


def test_the_chronology_has_meetings_by_date_then_statements_by_speaker(mahdar: Run, record: Path) -> None:
    out = mahdar("show", record).out
    meetings, _, statements = out.partition("Statements by speaker")
    dates = [line.split()[0] for line in meetings.splitlines() if "[" in line and line[:4].isdigit() and "-" in line.split()[0]]
    assert dates == sorted(dates)
    assert len(dates) >= 8
    assert "[astana-6]" in meetings
    assert "Lavrentiev" in statements


def test_every_item_names_a_place_where_its_words_stand(mahdar: Run, record: Path) -> None:
    data = json.loads(mahdar("show", record, "--json").out)
    quotes = [item["content"] for item in data["statements"]]
    quotes += [quote for meeting in data["meetings"] for told in meeting["status"]["asserted"] for quote in told["evidence"]]
    sources = {meeting_page["id"]: meeting_page["source"] for item in data["statements"] for meeting_page in [item["page"]]}
    checked = 0
    for quote in quotes:
        if quote["page"] in sources:
            text = Path(sources[quote["page"]]).read_bytes().decode().removeprefix("\ufeff")
            assert text[quote["start"] : quote["end"]] == quote["quote"]
            assert text[: quote["start"]].count("\n") + 1 == quote["line"]
            checked += 1
    assert checked > 20


@pytest.mark.parametrize("kind", ["meetings", "statements", "entities", "pages"])
def test_each_kind_as_text_and_as_json(mahdar: Run, record: Path, kind: str) -> None:
    listing = json.loads(mahdar("show", record, kind, "--json").out)
    assert listing["limit"] == listing["total"], "the list is whole"
    assert listing["total"] == len(listing["items"]) > 0
    text = mahdar("show", record, kind)
    assert text.status == 0
    for item in listing["items"][:5]:
        shown = item["id"][:12] if kind == "pages" else item["id"]
        assert shown in text.out
        one = mahdar("show", record, shown, "--json")
        assert one.status == 0
        assert mahdar("show", record, shown).out


def test_an_entity_tells_its_offices_and_its_spellings_by_outlet(mahdar: Run, tmp_path: Path) -> None:
    record = record_of(named_readings(), tmp_path / "a.mahdar")
    lines = [line.strip() for line in mahdar("show", record, "lavrentiev").out.splitlines()]
    assert "envoy, Russia (stated in 2 captures)" in lines
    assert "وصل ألكسندر لافرينتييف إلى جنيف. ويشغل لافرينتييف منصب [المبعوث الخاص للرئيس الروسي]." in lines
    assert "envoy, Russia, former (stated in 1 capture)" in lines
    assert "envoy, Russia, since 2015 (knowledge: unverified)" in lines
    assert lines[lines.index("2 times in 1 capture, 2023-06-20: لافرنتيف") + 1] == "وكالة الشرق 1"
    assert "1 time in 1 capture, 2023-06-20: الدبلوماسي الروسي" in lines
    told = json.loads(mahdar("show", record, "lavrentiev", "--json").out)
    assert [office["known"] for office in told["offices"]] == [None, None, "unverified", "babel 2.18.0"]
    assert (told["spellings"], told["forms"][0]["outlets"][0]["label"]) == (4, "صحيفة الضفة")


def test_an_id_that_is_not_there(mahdar: Run, record: Path) -> None:
    result = mahdar("show", record, "astana-99")
    assert result.status == 2
    kinds = "meetings, commitments, positions, statements, entities, pages, site-profiles"
    assert f"expected one of {kinds}, or the id of a thing in the record, got 'astana-99'" in result.err


def test_lines_end_in_the_terminals_width() -> None:
    from mahdar.cli.chronology import Writer

    out = Writer(40)
    out.line("وقال رئيس الوفد إن الجولة المقبلة ستعقد في العاصمة قبل نهاية العام", indent=4)
    lines = str(out).splitlines()
    assert len(lines) > 1
    assert all(len(line) <= 40 and line.startswith("    ") for line in lines)


def test_an_interruption_while_counting_says_so(mahdar: Run, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mahdar.cli.session.count_all", interrupted)
    result = mahdar("build", tmp_path / "r.mahdar", pages)
    assert result == (130, "", "interrupted while the recurring lines were counted, before any page was read; the same command begins anew\n")


@pytest.fixture(scope="module")
def stated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with statements of every sort."""
    return record_of(stated_readings(), tmp_path_factory.mktemp("stated") / "stated.mahdar")


def test_a_statement_with_its_route_and_citation(mahdar: Run, stated: Path) -> None:
    agreed, lonely, _ = communique().reading().statements
    told = mahdar("show", stated, agreed.id).out
    assert "speaker:  Ministry of Foreign Affairs of Kazakhstan · وزارة الخارجية الكازاخستانية, line 2" in told
    assert "via:      TASS · تاس, line 2" in told
    assert "the whole page is the text of TASS" in told
    assert told.index("أن الأطراف") < told.index("«وعلى تبادل القوائم»")
    assert "fetched 9 May 2017" in told
    assert "الصفحة: sha256:" in told
    assert "Permalink" not in told, "a record has no address"
    doubtful = mahdar("show", stated, lonely.id).out
    assert "Speaker not told" in doubtful
    assert "needed: the confidence is low" in doubtful
    assert "needs review" in mahdar("show", stated, "statements").out
