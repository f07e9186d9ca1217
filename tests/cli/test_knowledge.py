"""``mahdar knowledge``, and knowledge of one's own in reading."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from mahdar.knowledge import load
from tests.support.cli import Run
from tests.support.wikidata import MINISTER, OFFICE, TOWN, dump, item

NASSER = '[[person]]\nid = "nasser"\nen = "Karim Nasser"\nnames = ["كريم ناصر"]\noffices = [{ role = "envoy", of = "kazakhstan-mfa" }]\n'
NAMED = "قال كريم ناصر إن الوفود وصلت صباح اليوم إلى المدينة، مضيفا أن المحادثات ستبدأ غدا.\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(NASSER, encoding="utf-8")
    return path


class TestList:
    def test_a_kind(self, mahdar: Run) -> None:
        result = mahdar("knowledge", "list", "state")
        assert (result.status, result.err) == (0, "")
        lines = result.out.splitlines()
        assert len(lines) == len(load().states)
        assert "state\trussia\tروسيا\tRussia" in lines

    def test_of_a_state_as_json(self, mahdar: Run, own: Path) -> None:
        found = json.loads(mahdar("knowledge", "list", "person", "--state", "kazakhstan", "--knowledge", own, "--json").out)
        assert found["total"] == len(found["items"]) > 5
        assert {each["kind"] for each in found["items"]} == {"person"}
        assert {"tokayev"} <= {each["id"] for each in found["items"]}

    def test_of_an_organization_of_the_state(self, mahdar: Run, own: Path) -> None:
        organization = next(o for o in load().organizations if o.state == "kazakhstan")
        own.write_text(NASSER.replace("kazakhstan-mfa", organization.id), encoding="utf-8")
        assert "person\tnasser\tكريم ناصر\tKarim Nasser" in mahdar("knowledge", "list", "--state", "kazakhstan", "--knowledge", own).out.splitlines()

    def test_sites_of_outlets(self, mahdar: Run) -> None:
        assert "outlet\trt\tRT Arabic\t" in mahdar("knowledge", "list", "outlet").out.splitlines()

    def test_what_there_is_not(self, mahdar: Run) -> None:
        result = mahdar("knowledge", "list", "people")
        assert (result.status, result.out) == (2, "")
        assert "expected a kind, one of state, person, " in result.err
        assert mahdar("knowledge", "list", "--state", "atlantis").status == 2


class TestShow:
    def test_as_it_would_stand_in_a_file(self, mahdar: Run, tmp_path: Path) -> None:
        result = mahdar("knowledge", "show", "tass")
        assert result.status == 0
        assert result.out.startswith('[[organization]]\nid = "tass"\n')
        assert '[[outlet]]\nentity = "tass"\n' in result.out
        (tmp_path / "copy.toml").write_text(result.out, encoding="utf-8")
        assert mahdar("knowledge", "check", tmp_path / "copy.toml").status == 0

    def test_a_town_of_the_gazetteer(self, mahdar: Run, own: Path) -> None:
        town = next(s for s in load().settlements if s.state == "syria")
        own.write_text(mahdar("knowledge", "show", town.id).out, encoding="utf-8")
        (found,) = [place for place in load(own).places if place.id == town.id]
        assert (found.names, found.lat, found.known) == (town.names, town.lat, town.known)

    def test_as_json(self, mahdar: Run, own: Path) -> None:
        assert json.loads(mahdar("knowledge", "show", "nasser", "--knowledge", own, "--json").out) == {
            "kind": "person",
            "id": "nasser",
            "en": "Karim Nasser",
            "names": ["كريم ناصر"],
            "offices": [{"role": "envoy", "of": "kazakhstan-mfa"}],
        }

    def test_an_id_that_leads_to_another(self, mahdar: Run, own: Path) -> None:
        own.write_text(NASSER + 'same_as = "lavrov"\n', encoding="utf-8")
        result = mahdar("knowledge", "show", "nasser", "--knowledge", own)
        assert result.err == "nasser is lavrov\n"
        assert "كريم ناصر" in result.out

    @pytest.mark.parametrize(
        ("id_", "told"),
        [
            ("nobody", "expected the id of an entry, got 'nobody'"),
            ("russia-mfa", "made by pattern, Ministry of Foreign Affairs of Russia"),
            ("syria-government", "the government of syria"),
        ],
    )
    def test_an_id_without_an_entry(self, mahdar: Run, id_: str, told: str) -> None:
        result = mahdar("knowledge", "show", id_)
        assert (result.status, result.out) == (2, "")
        assert told in result.err


class TestCheck:
    def test_the_shipped_files(self, mahdar: Run) -> None:
        result = mahdar("knowledge", "check")
        assert (result.status, result.err) == (0, "")
        assert result.out.endswith(" entries, 0 faults\n")

    def test_every_fault_is_told(self, mahdar: Run, own: Path, tmp_path: Path) -> None:
        more = tmp_path / "more.jsonl"
        more.write_text('{"kind": "person", "id": "nasser"}\n{\n', encoding="utf-8")
        own.write_text(NASSER + 'wikidata = "12"\nstate = "atlantis"\n', encoding="utf-8")
        result = mahdar("knowledge", "check", own, more)
        assert (result.status, result.err) == (1, "")
        lines = [line.replace(f"{tmp_path}/", "").split(": ")[0] for line in result.out.splitlines()]
        assert lines == [f"more.jsonl, line {n}" for n in (1, 1, 1, 2)] + ["own.toml, line 6", "own.toml, line 7", "1 entries, 6 faults"]
        found = json.loads(mahdar("knowledge", "check", own, more, "--json").out)
        assert found["entries"] == 1
        assert [fault["line"] for fault in found["faults"]] == [1, 1, 1, 2, 6, 7]

    def test_a_file_that_cannot_be_read(self, mahdar: Run, own: Path) -> None:
        own.write_text("[[person]\n", encoding="utf-8")
        result = mahdar("knowledge", "check", own)
        assert (result.status, result.out) == (2, "")
        assert f"{own}, line 1: expected TOML" in result.err
        assert mahdar("knowledge", "check", own.parent / "none.toml").status == 2


class TestAdd:
    def test_an_entry(self, mahdar: Run, own: Path) -> None:
        before = own.read_text(encoding="utf-8")
        options = [
            "--kind",
            "person",
            "--en",
            "Salem al-Wahidi",
            "--name",
            "سالم الواحدي",
            "--name",
            "سالم بن علي",
            "--short",
            "الواحدي",
            "--needs-full",
        ]
        result = mahdar(
            "knowledge", "add", own, *options, "--office", "minister", "--of", "yemen", "--from", "2019", "--known", "https://e.example/1"
        )
        assert (result.status, result.err) == (0, "")
        assert own.read_text(encoding="utf-8") == before + "\n" + result.out
        (found,) = [p for p in load(own).persons if p.id == "salem-al-wahidi"]
        assert (found.names, found.needs_full, found.offices[0].from_) == (("سالم الواحدي", "سالم بن علي"), True, "2019")

    def test_the_site_of_an_outlet(self, mahdar: Run, tmp_path: Path) -> None:
        own = tmp_path / "new.jsonl"
        assert mahdar("knowledge", "add", own, "--kind", "outlet", "--id", "un", "--host", "un.example").status == 0
        assert json.loads(own.read_text(encoding="utf-8")) == {"kind": "outlet", "entity": "un", "hosts": ["un.example"]}

    @pytest.mark.parametrize(
        ("options", "told"),
        [
            (["--kind", "people", "--en", "X"], "--kind: expected one of state, person, "),
            (["--kind", "person", "--name", "سالم"], "expected --id, or --en to make one of"),
            (["--kind", "person", "--id", "x", "--of", "un"], "expected --office with them"),
            (["--kind", "state", "--en", "X", "--name", "سالم", "--office", "envoy"], "unknown field `offices`"),
            (["--kind", "person", "--en", "X", "--name", "س"], "line 10: person 'x': names: expected a name of two letters or more"),
            (["--kind", "person", "--en", "X", "--name", "سالم", "--office", "envoy", "--of", "atlantis"], "offices[0].of: expected an id"),
            (["--kind", "person", "--id", "nasser", "--en", "X", "--name", "سالم"], "expected an id that no other entry has"),
            (["--kind", "person", "--id", "lavrov", "--en", "X", "--name", "سالم"], "lavrov ships already"),
        ],
    )
    def test_what_cannot_be_added(self, mahdar: Run, own: Path, options: list[str], told: str) -> None:
        result = mahdar("knowledge", "add", own, *options)
        assert (result.status, result.out) == (2, "")
        assert told in result.err
        assert own.read_text(encoding="utf-8") == NASSER

    def test_adding_to_what_ships_and_replacing_it(self, mahdar: Run, own: Path) -> None:
        assert mahdar("knowledge", "add", own, "--kind", "person", "--id", "l2", "--same-as", "lavrov", "--name", "الثلجي").status == 0
        assert mahdar("knowledge", "add", own, "--kind", "person", "--id", "assad", "--en", "X", "--name", "سالم", "--replace").status == 0
        assert load(own).redirects == {"l2": "lavrov"}


class TestImport:
    def test_a_dump(self, mahdar: Run, tmp_path: Path) -> None:
        source, out = tmp_path / "dump.json.gz", tmp_path / "out.jsonl"
        source.write_bytes(gzip.compress(dump(MINISTER, OFFICE, TOWN).encode(), mtime=0))
        result = mahdar("knowledge", "import", source, "--out", out)
        assert (result.status, result.out) == (0, "")
        assert result.err.splitlines() == [
            "left out: the office Q900011, held 1 times, for no role is known for it",
            f"2 entries written to {out}, 0 items left out",
        ]
        assert [each.wikidata for _, each in load(out).entries() if each.id.endswith(("q900001", "q900002"))] == ["Q900001", "Q900002"]
        assert mahdar("knowledge", "import", source, "--out", tmp_path / "out.toml").status == 0
        assert load(tmp_path / "out.toml").entries() == load(out).entries()

    def test_what_cannot_be_used_is_named_and_the_rest_goes_on(self, mahdar: Run, tmp_path: Path) -> None:
        source, out = tmp_path / "dump.json", tmp_path / "out.jsonl"
        source.write_text(dump(MINISTER, "garbage", item("Q1", "سالم", "Salem"), TOWN), encoding="utf-8")
        result = mahdar("knowledge", "import", source, "--out", out, "--json")
        assert result.status == 1
        assert json.loads(result.out) == {"entries": 2, "left_out": 2, "unknown_offices": {"Q900010": 1, "Q900011": 1}}
        assert [line.split(": ")[0] for line in result.err.splitlines()[:2]] == [f"{source}, line 3", f"{source}, line 4"]
        assert out.read_bytes().count(b"\n") == 2

    def test_an_item_that_stands_twice_is_written_once(self, mahdar: Run, tmp_path: Path) -> None:
        source, out = tmp_path / "dump.json", tmp_path / "out.jsonl"
        source.write_text(dump(TOWN, MINISTER, TOWN), encoding="utf-8")
        result = mahdar("knowledge", "import", source, "--out", out)
        assert result.status == 1
        assert f"{source}, line 4: Q900002: expected an item once, got it again" in result.err
        assert f"2 entries written to {out}, 1 items left out" in result.err
        assert mahdar("knowledge", "check", out).status == 0

    def test_a_file_is_no_folder_to_write_into(self, mahdar: Run, tmp_path: Path) -> None:
        source = tmp_path / "dump.json"
        source.write_text(dump(TOWN), encoding="utf-8")
        result = mahdar("knowledge", "import", source, "--out", source / "x.jsonl")
        assert result.status == 2
        assert "x.jsonl: can't be written: Not a directory" in result.err

    def test_very_many_are_counted(self, mahdar: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("mahdar.cli.knowledge_writing.NAMED", 2)
        source = tmp_path / "dump.json"
        source.write_text(dump(*["garbage"] * 5, *[item("Q1", "سالم", "Salem")] * 3), encoding="utf-8")
        lines = mahdar("knowledge", "import", source, "--out", tmp_path / "out.jsonl").err.splitlines()
        assert lines[2:] == [
            "6 more were left out; all of them together:",
            "         5 expected an item of Wikidata as a JSON object",
            "         3 expected an item of a class that wikidata.toml has",
            f"0 entries written to {tmp_path / 'out.jsonl'}, 8 items left out",
        ]

    def test_what_cannot_be_read_leaves_the_old_file(self, mahdar: Run, tmp_path: Path) -> None:
        source, out = tmp_path / "x.json", tmp_path / "out.jsonl"
        source.write_text("<html>", encoding="utf-8")
        out.write_text("old", encoding="utf-8")
        result = mahdar("knowledge", "import", source, "--out", out)
        assert result.status == 2
        assert "expected a JSON dump of Wikidata" in result.err
        assert out.read_text(encoding="utf-8") == "old"
        assert sorted(p.name for p in tmp_path.iterdir()) == ["out.jsonl", "x.json"]
        assert mahdar("knowledge", "import", source, "--out", out, "--kind", "outlet").status == 2
        source.write_text(dump(MINISTER), encoding="utf-8")
        assert mahdar("knowledge", "import", source, "--out", tmp_path / "none" / "out.jsonl").status == 2


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A dossier with an entry of its own."""
    path = tmp_path / "oasis.toml"
    head = 'id = "oasis"\nkind = "talks"\nevent = "oasis-talks"\nen = "Oasis"\nar = "الواحة"\nnames = ["الواحة"]\n'
    path.write_text(head + NASSER.replace("[[person]]", "[[knowledge.person]]"), encoding="utf-8")
    return path


@pytest.mark.parametrize("jobs", [1, pytest.param(2, marks=pytest.mark.slow)])
@pytest.mark.parametrize("option", ["--knowledge", "--dossier"])
def test_every_process_reads_with_it(mahdar: Run, tmp_path: Path, own: Path, dossier: Path, option: str, jobs: int) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for n in range(4):
        (pages / f"{n}.txt").write_text(f"وصول الوفود إلى المحادثات {n}\n\n{NAMED}", encoding="utf-8")
    result = mahdar("read", pages, option, own if option == "--knowledge" else dossier, "--jobs", jobs)
    assert result.status == 0
    readings = [json.loads(line) for line in result.out.splitlines()]
    assert ["nasser" in {name["entity"] for name in reading["names"]} for reading in readings] == [True] * 4
    assert "nasser" not in mahdar("read", pages).out


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_faulty_file_ends_reading_before_it_begins(mahdar: Run, own: Path, pages: Path, jobs: int) -> None:
    own.write_text(NASSER.replace("كريم ناصر", "ك"), encoding="utf-8")
    result = mahdar("read", pages, "--knowledge", own, "--jobs", jobs)
    assert (result.status, result.out) == (2, "")
    assert f"{own}, line 4: person 'nasser': names: expected a name of two letters or more" in result.err
