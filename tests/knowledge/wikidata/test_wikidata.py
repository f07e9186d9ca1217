"""Items of Wikidata out of files, and the entries that they make."""

from __future__ import annotations

import bz2
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from mahdar.errors import DataError
from mahdar.knowledge import Office, load
from mahdar.knowledge.forms import Entry, Organization, Person, Place
from mahdar.knowledge.rows import FORMS, Fault
from mahdar.knowledge.wikidata import VARIABLES, Importer, Item, items, positions
from mahdar.knowledge.wikidata.entries import table
from tests.conftest import ROOT
from tests.support.wikidata import MINISTER, OFFICE, PERSON, TOWN, claim, dump, item, ref, snak, when


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "items.json"


def written(source: Path, *found: dict[str, Any] | str) -> Path:
    source.write_text(dump(*found), encoding="utf-8")
    return source


def made(source: Path, kind: str | None = None) -> list[Entry | str]:
    """The entries of a file, or why there is none."""
    importer = Importer(load(), kind)
    importer.positions = positions(source)
    return [importer.entry(found) if isinstance(found, Item) else str(found) for found in items(source)]


def test_a_person_with_offices(source: Path) -> None:
    (person, office) = made(written(source, MINISTER, OFFICE))
    known = "wikidata Q900001@77"
    assert person == Person(
        id="salem-al-wahidi-q900001",
        en="Salem al-Wahidi",
        names=("سالم الواحدي", "سالم بن علي الواحدي"),
        wikidata="Q900001",
        known=known,
        offices=(
            Office(role="foreign-minister", of="yemen", from_="2019-03", to="2021-11-04", known=known),
            Office(role="prime-minister", of="yemen", from_="2022", known=known),
        ),
        state="yemen",
        gender="m",
    )
    assert isinstance(office, str)


def test_a_position_is_known_wherever_in_the_file_it_stands(source: Path) -> None:
    assert made(written(source, OFFICE, MINISTER))[1] == made(written(source, MINISTER, OFFICE))[0]


def test_positions_that_no_role_is_known_for_are_counted(source: Path) -> None:
    importer = Importer(load())
    for found in items(written(source, MINISTER)):
        assert isinstance(found, Item)
        importer.entry(found)
    assert importer.unknown == {"Q900010": 1, "Q900011": 1}


def test_a_place(source: Path) -> None:
    (place,) = made(written(source, TOWN))
    assert place == Place(
        id="ayn-ar-raml-q900002", en="Ayn ar-Raml", names=("عين الرمل",), wikidata="Q900002", known="wikidata Q900002", sort="city", state="syria",
        lat=35.5, lon=36.25, geonames=123456,
    )  # fmt: skip


def test_an_organization_takes_its_sort_from_the_class(source: Path) -> None:
    (paper,) = made(written(source, item("Q900003", "أخبار الواحة", "Oasis News", P31=[claim(ref("Q11032"))], P17=[claim(ref("Q79"))])))
    assert isinstance(paper, Organization)
    assert (paper.sort, paper.state) == ("newspaper", "egypt")


def test_what_ships_is_added_to(source: Path) -> None:
    state, person, namesake = made(
        written(
            source,
            item("Q159", "روسيا", "Russia", P31=[claim(ref("Q3624078"))]),
            item("Q900004", "سيرغي لافروف", "Sergey Lavrov", P31=PERSON),
            item("Q900005", "سيرغي لافروف", "Sergei Lavrov (footballer)", P31=PERSON),
        )
    )
    assert [e.same_as if isinstance(e, Entry) else e for e in (state, person, namesake)] == ["russia", "lavrov", None]


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (item("Q1", None, "X", P31=PERSON), "expected an Arabic label, got none"),
        (item("Q1", "س", "X", P31=PERSON), "expected an Arabic label of two letters or more, got 'س'"),
        (item("Q1", "سالم", None, P31=PERSON), "expected a label in Latin letters, got none"),
        (item("Q1", "سالم", "Salem"), "expected an item of a class that wikidata.toml has, got none; --kind says"),
        (item("Q1", "سالم", "Salem", P31=[claim(ref("Q7"), "deprecated")]), "a class that wikidata.toml has, got none"),
        (item("Q1", "سالم", "Salem", P31=[claim(ref("Q99999999"))]), "got Q99999999"),
    ],
)
def test_an_item_that_makes_no_entry_says_why(source: Path, found: dict[str, Any], told: str) -> None:
    (reason,) = made(written(source, found))
    assert isinstance(reason, str)
    assert told in reason


def test_the_user_may_say_what_items_are(source: Path) -> None:
    written(source, item("Q1", "سالم", "Salem"), TOWN)
    assert [e.sort if isinstance(e, Organization) else e for e in made(source, "organization")] == ["body", "body"]


@pytest.mark.parametrize(
    ("time", "precision", "value"),
    [
        ("+2019-03-05T00:00:00Z", 11, "2019-03-05"),
        ("+2019-03-05T12:00:00Z", 14, "2019-03-05"),
        ("+2019-03-00T00:00:00Z", 10, "2019-03"),
        ("+2019-00-00T00:00:00Z", 9, "2019"),
        ("+2010-00-00T00:00:00Z", 8, None),
        ("-0044-03-15T00:00:00Z", 11, None),
        ("+2019-02-31T00:00:00Z", 11, None),
    ],
)
def test_times_are_told_as_far_as_they_are_known(source: Path, time: str, precision: int, value: str | None) -> None:
    (found,) = items(written(source, item("Q1", "سالم", "Salem", P31=PERSON, P39=[claim(ref("Q14212"), P580=when(time, precision))])))
    assert isinstance(found, Item)
    assert found.held[0].start == value


def test_an_end_before_the_beginning_is_left_out(source: Path) -> None:
    held = claim(ref("Q14212"), P580=when("+2019-00-00T00:00:00Z", 9), P582=when("+2018-00-00T00:00:00Z", 9))
    (person,) = made(written(source, item("Q1", "سالم", "Salem", P31=PERSON, P39=[held])))
    assert isinstance(person, Person)
    assert (person.offices[0].from_, person.offices[0].to) == ("2019", None)


def test_unknown_values_say_nothing(source: Path) -> None:
    some = {"snaktype": "somevalue"}
    (person,) = made(written(source, item("Q1", "سالم", "Salem", P31=PERSON, P27=[claim(some)], P39=[claim(some), claim(ref("Q14212"), P580=some)])))
    assert isinstance(person, Person)
    assert person.offices == (Office(role="prime-minister", known="wikidata Q1"),)


@pytest.mark.parametrize("packed", [bytes, gzip.compress, bz2.compress])
def test_a_dump_may_be_packed_and_bare_lines_are_one(source: Path, packed: Any) -> None:
    lines = "\n".join(json.dumps(each) for each in (MINISTER, TOWN))
    for text in (dump(MINISTER, TOWN), lines, "[" + lines.replace("\n", ",\n") + "]", "\ufeff" + lines):
        source.write_bytes(packed(text.encode()))
        assert [found.id for found in items(source) if isinstance(found, Item)] == ["Q900001", "Q900002"]


def test_a_line_that_cannot_be_read_costs_itself_alone(source: Path) -> None:
    found = list(items(written(source, MINISTER, "garbage", '{"id": "Q1", "labels": 3}', '{"id": ', TOWN)))
    assert [each.line for each in found] == [2, 3, 4, 5, 6]
    assert [isinstance(each, Fault) for each in found] == [False, True, True, True, False]
    assert str(found[1]).startswith(f"{source}, line 3: expected an item of Wikidata as a JSON object, got 'garbage'")


def test_a_number_that_is_none_is_left_out(source: Path) -> None:
    (place,) = made(written(source, TOWN | {"claims": TOWN["claims"] | {"P1566": [claim(snak("9" * 5000))]}}))
    assert isinstance(place, Place)
    assert (place.geonames, place.lat) == (None, 35.5)
    source.write_text(
        sparql({"item": f"{Q}Q900002", "ar": "عين الرمل", "en": "Ayn ar-Raml", "kind": "place", "coord": "Point(1.2.3 4)"}), encoding="utf-8"
    )
    (place,) = made(source)
    assert isinstance(place, Place)
    assert (place.lat, place.lon) == (None, None)


def test_what_special_entity_data_gives(source: Path) -> None:
    source.write_text(json.dumps({"entities": {"Q900001": MINISTER, "Q900002": TOWN}}), encoding="utf-8")
    assert [found.id for found in items(source) if isinstance(found, Item)] == ["Q900001", "Q900002"]


def sparql(*rows: dict[str, str], variables: tuple[str, ...] = tuple(VARIABLES)) -> str:
    cells = [{name: {"type": "literal", "value": value} for name, value in row.items()} for row in rows]
    return json.dumps({"head": {"vars": variables}, "results": {"bindings": cells}}, ensure_ascii=False)


Q = "http://www.wikidata.org/entity/"


def test_a_sparql_result(source: Path) -> None:
    office = {"office": f"{Q}Q900010", "officeLabel": "Minister of Foreign Affairs", "of": f"{Q}Q805"}
    about = {"item": f"{Q}Q900001", "itemLabel": "Salem al-Wahidi", "kind": f"{Q}Q5", "country": f"{Q}Q805"}
    source.write_text(
        sparql(
            about | {"ar": "سالم الواحدي"} | office | {"start": "2019-03-05T00:00:00Z", "end": "2021-01-01T00:00:00Z"},
            {"item": f"{Q}Q900002", "itemLabel": "عين الرمل", "en": "Ayn ar-Raml", "kind": "place", "coord": "Point(36.25 35.5)"},
            about | {"altLabels": "سالم بن علي الواحدي|س|Salem"} | {"office": f"{Q}Q14212"},
            {"item": f"{Q}Q900003", "itemLabel": "Q900003"},
            {"item": "nothing"},
        ),
        encoding="utf-8",
    )
    fault, person, place, unnamed = made(source)
    assert fault == f"{source}, row 5: expected an item in the variable item, got 'nothing'"
    assert isinstance(person, Person)
    assert person.names == ("سالم الواحدي", "سالم بن علي الواحدي")
    assert person.state == "yemen"
    known = "wikidata Q900001"
    assert person.offices == (
        Office(role="foreign-minister", of="yemen", from_="2019-03-05", to="2021", known=known),
        Office(role="prime-minister", known=known),
    )
    assert isinstance(place, Place)
    assert (place.lat, place.lon, place.en) == (35.5, 36.25, "Ayn ar-Raml")
    assert isinstance(unnamed, str)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "expected a JSON dump of Wikidata, Special:EntityData or a SPARQL result as JSON, got b''"),
        ("Q1\tسالم", "expected a JSON dump of Wikidata"),
        ("<html>", "expected a JSON dump of Wikidata"),
        ('{"entities": {', "expected JSON as Special:EntityData gives it, got a fault"),
        ('{"head": {', "expected a SPARQL result as JSON, got a fault"),
        (sparql(variables=("person",)), "expected a SPARQL result with the variable item (item, "),
    ],
)
def test_a_file_of_another_form(source: Path, text: str, told: str) -> None:
    source.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as error:
        list(items(source))
    assert str(error.value).startswith(f"{source}: ")
    assert told in str(error.value)


def test_a_file_that_cannot_be_read(source: Path) -> None:
    with pytest.raises(DataError, match=r"expected a readable file, got .*No such file"):
        list(items(source))
    source.write_bytes(gzip.compress(dump(MINISTER).encode(), mtime=0)[:-9])
    with pytest.raises(DataError, match="expected a readable file, got "):
        list(items(source))


def test_the_table_is_sound() -> None:
    found = table()
    known = load()
    assert set(found.states.values()) <= {state.id for state in known.states}
    assert {cls.kind for cls in found.classes} <= set(FORMS)
    classes = [each for cls in found.classes for each in cls.items]
    assert len(classes) == len(set(classes))
    heads = [head for labels in found.labels.values() for head in labels]
    assert len(heads) == len(set(heads))
    assert all(head == head.casefold() for head in heads)
    assert {*found.roles, *found.labels} - {office.role for person in known.persons for office in person.offices} <= {
        "deputy-prime-minister",
        "governor",
    }
    for state in known.states:
        assert state.wikidata is None or found.states.get(state.wikidata) in (None, state.id)


def test_every_variable_is_documented() -> None:
    text = (ROOT / "docs/knowledge.md").read_text(encoding="utf-8")
    assert [name for name in VARIABLES if f"`{name}`" not in text] == []
