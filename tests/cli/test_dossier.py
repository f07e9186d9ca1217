"""``mahdar dossier``: the descriptions of processes, listed, shown, checked, and begun."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mahdar.knowledge import load_dossiers
from tests.support.cli import Run
from tests.support.pages import page_of
from tests.support.reader import shipped_reader
from tests.support.records import record_of

SHIPPED = load_dossiers()


@pytest.fixture
def lake(mahdar: Run, tmp_path: Path) -> Path:
    """A dossier as the command begins it."""
    path = tmp_path / "lake.toml"
    result = mahdar("dossier", "new", path, "--en", "Lake talks", "--ar", "محادثات البحيرة", "--name", "البحيرة")
    assert (result.status, result.out, result.err) == (0, f"{path}\n", "")
    return path


class TestList:
    def test_lines(self, mahdar: Run, lake: Path) -> None:
        result = mahdar("dossier", "list", "--dossier", lake)
        lines = result.out.splitlines()
        assert (result.status, len(lines)) == (0, len(SHIPPED) + 1)
        assert "astana\ttalks\tمسار أستانا\tAstana process\t22" in lines
        assert "lake-talks\ttalks\tمحادثات البحيرة\tLake talks\t0" in lines

    def test_json(self, mahdar: Run) -> None:
        found = json.loads(mahdar("dossier", "list", "--json").out)
        assert found["total"] == len(found["items"]) == len(SHIPPED)
        assert found["items"][0].keys() >= {"id", "kind", "event", "en", "ar", "meeting"}


class TestShow:
    def test_as_it_stands_in_its_file(self, mahdar: Run, tmp_path: Path) -> None:
        result = mahdar("dossier", "show", "gerd-talks")
        assert result.status == 0
        (tmp_path / "copy.toml").write_text(result.out, encoding="utf-8")
        assert load_dossiers(tmp_path / "copy.toml") == SHIPPED

    def test_one_s_own(self, mahdar: Run, lake: Path) -> None:
        assert mahdar("dossier", "show", "lake-talks", "--dossier", lake).out == lake.read_text(encoding="utf-8")

    def test_json(self, mahdar: Run) -> None:
        found = json.loads(mahdar("dossier", "show", "astana", "--json").out)
        assert (found["id"], len(found["meeting"]), found["actor"][0]["from"]) == ("astana", 22, "2017-01")

    def test_what_there_is_not(self, mahdar: Run) -> None:
        result = mahdar("dossier", "show", "atlantis")
        assert (result.status, result.out) == (2, "")
        assert "expected the id of a dossier, got 'atlantis'; `mahdar dossier list` lists them" in result.err


class TestCheck:
    def test_the_shipped_ones(self, mahdar: Run) -> None:
        result = mahdar("dossier", "check")
        assert (result.status, result.out) == (0, f"{len(SHIPPED)} dossiers, 0 faults\n")

    def test_faults(self, mahdar: Run, lake: Path) -> None:
        lake.write_text(lake.read_text(encoding="utf-8").replace('kind = "talks"', 'kind = "talk"').replace("event =", "evnt ="), encoding="utf-8")
        result = mahdar("dossier", "check", lake)
        told = result.out.splitlines()
        assert (result.status, result.err, told[-1]) == (1, "", "1 dossiers, 2 faults")
        assert f"{lake}, line 7: kind: expected one of talks, committee, summit, conference, track, round-table, got 'talk'" in told
        assert f"{lake}, line 8: evnt: expected a field of a dossier, got 'evnt'; write event" in told

    def test_json(self, mahdar: Run, lake: Path) -> None:
        lake.write_text(lake.read_text(encoding="utf-8") + 'palce = "geneva"\n', encoding="utf-8")
        result = mahdar("dossier", "check", lake, "--json")
        (fault,) = json.loads(result.out)["faults"]
        assert (result.status, fault["source"]) == (1, str(lake))
        assert fault["line"] == len(lake.read_text(encoding="utf-8").splitlines())

    def test_what_is_no_toml(self, mahdar: Run, lake: Path) -> None:
        lake.write_text("id = [", encoding="utf-8")
        result = mahdar("dossier", "check", lake)
        assert (result.status, result.out) == (2, "")
        assert "expected TOML, got a fault" in result.err

    def test_a_file_that_is_not_there(self, mahdar: Run, tmp_path: Path) -> None:
        assert mahdar("dossier", "check", tmp_path / "none.toml").status == 2


class TestNew:
    def test_it_can_be_read_with_at_once(self, mahdar: Run, lake: Path, tmp_path: Path) -> None:
        page = tmp_path / "page.txt"
        page.write_text("ختام الجولة الثالثة من محادثات البحيرة\n\nقال الوسيط إن المحادثات انتهت أمس.\n", encoding="utf-8")
        read = json.loads(mahdar("read", page, "--dossier", lake).out)
        assert [(m["series"], m["ordinal"]) for m in read["meetings"]] == [("lake-talks", 3)]

    def test_each_comment_is_sound_where_it_is_taken_in(self, lake: Path) -> None:
        lines = lake.read_text(encoding="utf-8").splitlines()
        fields = [line[2:] for line in lines if line.startswith("# ") and (" = " in line or line.startswith("# [["))]
        told = {field.partition(" ")[0] for field in fields}
        assert told >= {"patterns", "subjects", "place", "host", "part_of", "related", "[[actor]]", "[[issue]]", "[[meeting]]", "[[document]]"}

    def test_names_with_marks_of_toml(self, mahdar: Run, tmp_path: Path) -> None:
        path = tmp_path / "x.toml"
        assert (
            mahdar("dossier", "new", path, "--id", "x", "--en", 'A "B" \\ C', "--ar", "أ", "--name", "واحة\nالسلام", "--kind", "summit").status == 1
        )
        (found,) = json.loads(mahdar("dossier", "check", path, "--json").out)["faults"]
        assert "control characters" in found["message"]

    def test_a_file_that_is_there_stays(self, mahdar: Run, lake: Path) -> None:
        before = lake.read_text(encoding="utf-8")
        result = mahdar("dossier", "new", lake, "--en", "Other talks", "--ar", "أخرى")
        assert result.status == 2
        assert "expected a file that isn't there" in result.err
        assert lake.read_text(encoding="utf-8") == before

    def test_what_is_missing_is_told(self, mahdar: Run, tmp_path: Path) -> None:
        result = mahdar("dossier", "new", tmp_path / "x.toml", "--en", "Other talks", "--ar", "محادثات أخرى")
        assert (result.status, (tmp_path / "x.toml").exists()) == (1, True)
        assert "names: expected how pages name the series" in result.err

    @pytest.mark.parametrize(
        ("options", "told"),
        [
            (["--kind", "party"], "--kind: expected one of talks, committee,"),
            (["--id", "astana"], "expected an id that doesn't ship, got 'astana'"),
        ],
    )
    def test_what_is_refused(self, mahdar: Run, tmp_path: Path, options: list[str], told: str) -> None:
        result = mahdar("dossier", "new", tmp_path / "x.toml", "--en", "Other", "--ar", "أخرى", "--name", "أخرى", *options)
        assert (result.status, (tmp_path / "x.toml").exists()) == (2, False)
        assert told in result.err


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record in which one series recurs that no dossier describes."""
    pages = (f"اختتمت في نيروبي القمة الأفريقية الـ4{n} يوم 1{n} نيسان 203{n}." for n in range(4))
    readings = [shipped_reader().read(page_of(f"أخبار القارة {n}\n\n{text}", f"p{n}.txt")) for n, text in enumerate(pages)]
    return record_of(readings, tmp_path_factory.mktemp("record") / "talks.mahdar")


class TestDraft:
    def test_candidates(self, mahdar: Run, talks: Path) -> None:
        result = mahdar("dossier", "draft", talks)
        rows = [line.split() for line in result.out.splitlines() if line[:1].isdigit()]
        assert (result.status, [row[:3] for row in rows]) == (0, [["1", "4", "4"]])
        assert "القمة الأفريقية" in result.out
        found = json.loads(mahdar("dossier", "draft", talks, "--json").out)
        assert (found["total"], found["offset"]) == (1, 0)
        assert found["items"][0].keys() >= {"number", "name", "pages", "meetings", "numbers", "first", "last", "participants"}

    def test_a_file_that_passes_the_check(self, mahdar: Run, talks: Path, tmp_path: Path) -> None:
        out = tmp_path / "au.toml"
        result = mahdar("dossier", "draft", talks, "--name", "القمة الأفريقية", "--out", out)
        assert (result.status, result.out, result.err) == (0, f"{out}\n", "")
        assert mahdar("dossier", "check", out).out == "1 dossiers, 0 faults\n"
        assert mahdar("dossier", "draft", talks, "--name", "1").out == out.read_text(encoding="utf-8")
        assert json.loads(mahdar("dossier", "draft", talks, "--name", "1", "--json").out)["toml"] == out.read_text(encoding="utf-8")
        assert "Nothing recurs" in mahdar("dossier", "draft", talks, "--dossier", out).out
        again = mahdar("dossier", "draft", talks, "--name", "1", "--out", out)
        assert again.status == 2
        assert "expected a file that isn't there" in again.err

    def test_what_is_refused(self, mahdar: Run, talks: Path, tmp_path: Path) -> None:
        nameless = mahdar("dossier", "draft", talks, "--out", tmp_path / "x.toml")
        assert nameless.status == 2
        assert "--out: expected --name, too" in nameless.err
        unknown = mahdar("dossier", "draft", talks, "--name", "قمة الواحة")
        assert unknown.status == 2
        assert "expected the name or number of a candidate" in unknown.err
        assert mahdar("dossier", "draft", tmp_path / "none.mahdar").status == 2
