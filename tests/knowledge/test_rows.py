"""Entries of a user's file: the forms it may have, and every fault with its line."""

from __future__ import annotations

import bz2
import gzip
import json
from pathlib import Path

import pytest

from mahdar.errors import DataError
from mahdar.knowledge.forms import OutletSite, Person
from mahdar.knowledge.rows import Fault, Row, rows
from tests.knowledge.conftest import Faults

PERSON = '[[person]]\nid = "karim-nasser"\nen = "Karim Nasser"\nnames = ["كريم ناصر"]\n'
LINE = json.dumps({"kind": "person", "id": "karim-nasser", "en": "Karim Nasser", "names": ["كريم ناصر"]}, ensure_ascii=False)


@pytest.mark.parametrize(
    "data",
    [
        PERSON.encode(),
        b"\xef\xbb\xbf" + PERSON.encode(),
        PERSON.replace("\n", "\r\n").encode(),
        LINE.encode(),
        b"\xef\xbb\xbf\n \n" + LINE.encode() + b"\r\n\n",
        gzip.compress(LINE.encode(), mtime=0),
        gzip.compress(PERSON.encode(), mtime=0),
        bz2.compress(LINE.encode()),
    ],
)
def test_the_content_tells_the_form(own: Path, data: bytes) -> None:
    own.write_bytes(data)
    (row,) = rows(own)
    assert isinstance(row, Row)
    assert row.entry == Person(id="karim-nasser", en="Karim Nasser", names=("كريم ناصر",))
    assert (row.id, row.kind) == ("karim-nasser", "person")


def test_an_empty_file_has_no_entries(own: Path) -> None:
    own.write_bytes(b"")
    assert list(rows(own)) == []


def test_sites_of_outlets_are_entries_too(own: Path) -> None:
    own.write_text('[[outlet]]\nentity = "tass"\nhosts = ["tass.example"]\nmonth_first = true\n', encoding="utf-8")
    (row,) = rows(own)
    assert isinstance(row, Row)
    assert row.entry == OutletSite(entity="tass", hosts=("tass.example",), month_first=True)
    assert row.id == "tass"


def test_entries_of_a_dossier_stand_under_their_own_name(own: Path) -> None:
    own.write_text('place = "geneva"\n[[actor]]\nentity = "un"\n' + PERSON.replace("[[person]]", "[[knowledge.person]]"), encoding="utf-8")
    (row,) = rows(own, "knowledge.")
    assert isinstance(row, Row)
    assert row.line == 4
    own.write_text('knowledge = "all"\n', encoding="utf-8")
    (fault,) = rows(own, "knowledge.")
    assert str(fault) == f"{own}, line 1: expected tables like [[knowledge.person]], got a value"


def test_lines_are_read_as_they_come(own: Path) -> None:
    own.write_text(LINE + "\n{\n", encoding="utf-8")
    found = rows(own)
    assert isinstance(next(found), Row)
    assert isinstance(next(found), Fault)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("\n[[people]]\nid = 1", "1.toml, line 2: expected tables of [[state]], [[person]], ", id="unknown-kind"),
        pytest.param("person = 'x'", "1.toml, line 1: expected person as tables, each under [[person]], got 'x'", id="no-tables"),
        pytest.param("[person]\nid = 'x'", "1.toml, line 1: expected person as tables, each under [[person]], got one table", id="one-table"),
        pytest.param(PERSON + "age = 3", "line 5: person 'karim-nasser': age: expected a field of this kind, got an unknown one", id="unknown-field"),
        pytest.param(PERSON.replace("[\"كريم ناصر\"]", '"كريم"'), "line 4: person 'karim-nasser': names: Expected `array`", id="wrong-type"),
        pytest.param(
            PERSON + "offices = [\n  {},\n]", "line 5: person 'karim-nasser': offices[0]: Object missing required field `role`", id="inside-a-list"
        ),
        pytest.param(
            PERSON + '[[person.offices]]\nrole = "envoy"\nfrom = 2019',
            "line 7: person 'karim-nasser': offices[0].from: Expected `str | null`, got `int` (write it in quotation marks: \"2017-10\")",
            id="a-date-without-quotation-marks",
        ),
        pytest.param("[[person]]\nen = 'X'", "line 1: person: Object missing required field `id`", id="no-id"),
        pytest.param("[[person]]\nid = 7", "line 2: person: id: Expected `str`, got `int`", id="an-id-that-is-no-text"),
        pytest.param(LINE + '\n{"kind": "person"', "1.toml, line 2: expected one entry as a JSON object, whole on its line, got", id="broken-line"),
        pytest.param(LINE + "\n[1]", 'line 2: Expected `object`, got `array`', id="no-object"),
        pytest.param('{"id": "x"}', 'line 1: expected a kind ("kind": one of state, person, ', id="no-kind"),
        pytest.param('{"kind": "people"}', "line 1: expected a kind (", id="unknown-kind-in-json"),
        pytest.param(LINE[:-1] + ', "age": 3}', "line 1: age: expected a field of this kind, got an unknown one", id="unknown-field-in-json"),
        pytest.param(LINE[:-1] + ', "short": [3]}', "line 1: short[0]: Expected `str`, got `int`", id="wrong-type-in-json"),
        pytest.param('{"kind": "person", "id": "\\ud800"}', "line 1: expected one entry as a JSON object", id="surrogate"),
        pytest.param(b'\n{"kind": "person", "id": "\xc7"}', "line 2: expected one entry as a JSON object", id="json-in-cp1256"),
    ],
)  # fmt: skip
def test_a_fault_names_file_line_and_key(faults: Faults, text: str | bytes, told: str) -> None:
    (said,) = faults(text)
    assert said.startswith("1.toml, line ")
    assert told in said


def test_a_faulty_entry_costs_itself_alone(faults: Faults) -> None:
    assert len(faults("[[person]]\nid = 1\n" + PERSON + "[[person]]\nid = 2\n")) == 2


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param("# محضر\nid = 'ناصر'".encode("cp1256"), "line 1: expected UTF-8, got byte 0xE3; save the file as UTF-8", id="cp1256"),
        pytest.param(b"[[person]]\n\nid = '\xc7'", "line 3: expected UTF-8, got byte 0xC7", id="cp1256-further-down"),
        pytest.param(b"[[person]\nid = 1", "line 1: expected TOML", id="no-toml"),
        pytest.param(gzip.compress(LINE.encode() * 99, mtime=0)[:-20], "expected a readable file, got ", id="cut-off"),
        pytest.param(gzip.compress(LINE.encode(), mtime=0)[:12] + b"\xff" * 20, "expected a readable file, got ", id="damaged"),
    ],
)
def test_a_file_that_cannot_be_read(own: Path, data: bytes, told: str) -> None:
    own.write_bytes(data)
    with pytest.raises(DataError) as error:
        list(rows(own))
    assert str(error.value).startswith(f"{own}")
    assert told in str(error.value)


def test_a_file_that_is_not_there(own: Path) -> None:
    with pytest.raises(DataError, match=r"own\.toml: expected a readable file, got .*No such file"):
        list(rows(own))
    with pytest.raises(DataError, match=r"expected a readable file, got .*directory"):
        list(rows(own.parent))
