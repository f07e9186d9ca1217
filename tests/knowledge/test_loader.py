"""The knowledge that ships is whole, a user's goes on top of it, and a fault is told with its file and place."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from mahdar.errors import DataError
from mahdar.knowledge import Knowledge, load
from mahdar.knowledge.loader import convert, parse
from mahdar.model import Act
from mahdar.reader import Reader
from tests.support.pages import page_of


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Where a user's knowledge file is to be written."""
    return tmp_path / "own.toml"


def message(path: Path, text: str) -> str:
    """What `load` says of a file with ``text``."""
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as error:
        load(path)
    return str(error.value)


def test_the_shipped_knowledge_is_made_once() -> None:
    assert load() is load()
    assert all(getattr(load(), field) for field in Knowledge.__struct_fields__)


def test_every_act_has_a_verb_and_every_verb_an_act() -> None:
    verbs = load().verbs
    assert {verb.act for verb in verbs} == set(get_args(Act))
    assert all(verb.past for verb in verbs)
    assert not any("-" in (verb.past, verb.present, verb.participle, verb.noun) for verb in verbs)
    assert len({(verb.past, verb.present) for verb in verbs}) == len(verbs)


def test_entries_come_with_their_kind() -> None:
    kinds = [kind for kind, _ in load().entries()]
    assert list(dict.fromkeys(kinds)) == ["state", "person", "organization", "place", "event", "document"]
    assert len(kinds) == sum(len(getattr(load(), field)) for field in ("states", "persons", "organizations", "places", "events", "documents"))


def test_a_user_s_entries_are_added(own: Path) -> None:
    own.write_text('[[person]]\nid = "karim-nasser"\nen = "Karim Nasser"\nnames = ["كريم ناصر الدين الحوراني"]\n', encoding="utf-8")
    known = load(own)
    assert [p.en for p in known.persons if p.id == "karim-nasser"] == ["Karim Nasser"]
    assert len(known.persons) == len(load().persons) + 1
    assert known.states == load().states


def test_an_entry_of_the_same_id_replaces_the_shipped_one(own: Path) -> None:
    own.write_text('[[organization]]\nid = "tass"\nen = "TASS of old"\nnames = ["وكالة الأخبار القديمة"]\nsort = "agency"\n', encoding="utf-8")
    known = load(own)
    assert len(known.organizations) == len(load().organizations)
    assert [(o.en, o.names) for o in known.organizations if o.id == "tass"] == [("TASS of old", ("وكالة الأخبار القديمة",))]


def test_the_last_file_wins(own: Path) -> None:
    later = own.with_name("later.toml")
    entry = '[[place]]\nid = "dry-wells"\nen = "{}"\nnames = ["الآبار الجافة"]\nsort = "region"\n'
    own.write_text(entry.format("first"), encoding="utf-8")
    later.write_text(entry.format("second"), encoding="utf-8")
    assert [p.en for p in load(own, later).places if p.id == "dry-wells"] == ["second"]


def test_a_reader_finds_a_user_s_names(own: Path) -> None:
    own.write_text('[[organization]]\nid = "own-agency"\nen = "Own"\nnames = ["وكالة بيت الحكمة"]\nsort = "agency"\n', encoding="utf-8")
    page = page_of("عنوان الخبر عن المحادثات\n\nقالت وكالة بيت الحكمة إن الوفود وصلت صباح اليوم.")
    assert "own-agency" in {name.entity for name in Reader(load(own)).read(page).names}


def test_a_file_that_is_not_there(own: Path) -> None:
    with pytest.raises(DataError, match=r"own\.toml: expected a readable knowledge file, got .*No such file"):
        load(own)


def test_bytes_that_are_no_utf_8(own: Path) -> None:
    own.write_bytes("[[person]]\nid = 'x'\nen = 'ناصر'".encode("cp1256"))
    with pytest.raises(DataError, match=r"own\.toml: expected a readable knowledge file, got .*utf-8"):
        load(own)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param('[[person]\nid = "x"', ["expected TOML", "line 1"], id="no-toml"),
        pytest.param('[[people]]\nid = "x"', ["expected one of state, person, ", "got 'people'"], id="unknown-kind"),
        pytest.param('[[person]]\nid = "x"\nen = "X"', ["person", "missing required field `names`", "$[0]"], id="missing-field"),
        pytest.param('[[person]]\nid = "x"\nen = "X"\nnames = ["س"]\nage = 3', ["unknown field `age`", "$[0]"], id="unknown-field"),
        pytest.param('[[person]]\nid = "x"\nen = "X"\nnames = "س"', ["Expected `array`, got `str`", "$[0].names"], id="wrong-type"),
        pytest.param(
            '[[person]]\nid = "a"\nen = "A"\nnames = ["س"]\n[[person]]\nid = "x"\nen = "X"\nnames = ["س"]\noffices = [{}]',
            ["missing required field `role`", "$[1].offices[0]"],
            id="inside-the-second-entry",
        ),
        pytest.param('person = "x"', ["Expected `array`, got `str`"], id="no-list"),
    ],
)
def test_a_fault_names_file_and_place(own: Path, text: str, told: list[str]) -> None:
    said = message(own, text)
    assert said.startswith(str(own))
    for part in told:
        assert part in said


def test_parse_and_convert_name_their_source() -> None:
    assert parse("a.toml", "x = 1") == {"x": 1}
    with pytest.raises(DataError, match=r"^a\.toml: expected TOML, got .*line 2"):
        parse("a.toml", "x = 1\n!")
    with pytest.raises(DataError, match=r"^a\.toml: Expected `int`, got `str`"):
        convert("a.toml", "1", int)
