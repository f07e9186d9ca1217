from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from sqlalchemy import Connection

from mahdar.model import Outlet
from mahdar.record import Record
from mahdar.record.queries.entities import entities, entity
from mahdar.record.queries.names import alongside, forms, referred
from mahdar.record.queries.offices import offices
from tests.support.places import Places
from tests.support.readings import Draft, all_readings, envoy, envoy_elsewhere, named_readings


@pytest.fixture(scope="module")
def connection(shared_place: Places) -> Iterator[Connection]:
    again = msgspec.structs.replace(envoy_elsewhere().reading(), source="copy.txt", outlet=Outlet(label="صحيفة ناقلة", entity=None, basis="given"))
    with Record.create_or_open(shared_place("a.mahdar")) as record:
        for r in (*all_readings(), *named_readings(), again):
            record.add(r)
        with record.read() as opened:
            yield opened


def test_spellings_stand_apart_as_they_are_spelt_and_are_counted_by_captures(connection: Connection) -> None:
    found = forms(connection, "lavrentiev")
    assert found.total == 4
    assert [(f.form, f.times, f.pages, f.captures, f.first, f.last) for f in found.items] == [
        ("ألكسندر لافرينتييف", 4, 2, 3, "2022-11-22", "2023-06-19"),
        ("لافرينتييف", 2, 2, 3, "2022-11-22", "2023-06-19"),
        ("لافرنتيف", 2, 1, 1, "2023-06-20", "2023-06-20"),
        ("ألكسندر لافرنتييف", 1, 1, 1, "2023-06-20", "2023-06-20"),
    ]


def test_a_spelling_knows_its_outlets_and_where_it_stands_first(connection: Connection) -> None:
    fullest = forms(connection, "lavrentiev").items[0]
    assert [(o.label, o.captures, o.first) for o in fullest.outlets] == [
        ("صحيفة الضفة", 1, "2023-06-19"),
        ("صحيفة ناقلة", 1, "2023-06-19"),
        ("وكالة الشرق", 1, "2022-11-22"),
    ]
    assert (fullest.example.quote, fullest.example.line) == ("ألكسندر لافرينتييف", 7), "on the earliest page, at its first place"
    assert fullest.example.after.startswith(" في مستهل")


def test_a_spelling_is_counted_whole_where_a_preposition_took_its_alef(place: Places) -> None:
    draft = Draft("a.txt", ("body", "رحبت إيران بما قيل للأردن عن الأردن، وقال الأردن.")).by("صحيفة الضفة").on("2024")
    draft.name("لأردن", "jordan").name("الأردن", "jordan").name("الأردن", "jordan", nth=2).name("إيران", "iran")
    with Record.create_or_open(place("a.mahdar")) as record:
        record.add(draft.reading())
        with record.read() as connection:
            found = forms(connection, "jordan")
    assert [(f.form, f.times, f.captures) for f in found.items] == [("الأردن", 3, 1)]
    assert found.items[0].example.quote == "الأردن", "of the spelling itself"


def test_captures_whose_outlet_is_not_known_are_counted_too(place: Places) -> None:
    with Record.create_or_open(place("a.mahdar")) as record:
        record.add(msgspec.structs.replace(envoy().reading(), outlet=None, published=None))
        with record.read() as connection:
            [first, *_] = forms(connection, "lavrentiev").items
    assert (first.form, first.captures, first.first) == ("لافرنتيف", 1, None)
    assert [(o.label, o.captures) for o in first.outlets] == [(None, 1)]


def test_spellings_have_pages(connection: Connection) -> None:
    rest = forms(connection, "lavrentiev", offset=3, limit=5)
    assert (rest.total, [f.form for f in rest.items]) == (4, ["ألكسندر لافرنتييف"])
    assert forms(connection, "nobody").items == ()
    answer = entity(connection, "lavrentiev", forms_from=1, forms_limit=2)
    assert answer is not None
    assert (answer.spellings, [f.form for f in answer.forms]) == (4, ["لافرينتييف", "لافرنتيف"])


def test_words_that_mean_somebody_without_naming_him(connection: Connection) -> None:
    [words] = referred(connection, "lavrentiev").items
    assert (words.form, words.times, words.example.quote) == ("الدبلوماسي الروسي", 1, "الدبلوماسي الروسي")


def test_offices_as_pages_state_them_and_as_they_are_known(connection: Connection) -> None:
    found = offices(connection, "lavrentiev")
    assert [(o.role, o.of.id if o.of else None, o.basis, o.status, o.since, o.known, o.captures, o.pages) for o in found] == [
        ("envoy", "russia", "stated", None, None, None, 3, 2),
        ("envoy", "russia", "stated", "former", None, None, 1, 1),
        ("envoy", "russia", "knowledge", None, "2015", "unverified", 1, 1),
        ("chair", "russia", "knowledge", None, None, "babel 2.18.0", 1, 1),
    ]
    [words] = found[0].words
    assert (words.label, words.uses, words.page.source) == ("المبعوث الخاص للرئيس الروسي", 2, "copy.txt")
    assert [(q.quote, q.line) for q in words.evidence] == [("المبعوث الخاص للرئيس الروسي", 2)]
    assert found[0].of is not None
    assert found[0].of.label["ar"] == "روسيا"
    assert found[2].words == (), "the knowledge quotes no page"
    assert offices(connection, "russia") == ()


def test_an_office_that_no_role_names_is_told_by_its_words(place: Places) -> None:
    draft = envoy_elsewhere()
    draft.offices.clear()
    draft.holds("lavrentiev", None, None, "المبعوث الخاص").holds("lavrentiev", None, None, "للرئيس الروسي")
    with Record.create_or_open(place("a.mahdar")) as record:
        record.add(draft.reading())
        with record.read() as connection:
            found = offices(connection, "lavrentiev")
    assert [o.of for o in found] == [None, None]
    assert [(o.role, [w.label for w in o.words]) for o in found] == [(None, ["المبعوث الخاص"]), (None, ["للرئيس الروسي"])]


def test_whose_office_it_is_has_a_label_where_no_page_names_it(place: Places) -> None:
    draft = envoy_elsewhere().known("lavrentiev", "adviser", "atlantis")
    with Record.create_or_open(place("a.mahdar")) as record:
        record.add(draft.reading())
        with record.read() as connection:
            stated, known = offices(connection, "lavrentiev")
    assert stated.of is not None
    assert (stated.of.kind, stated.of.label) == (None, {"ar": "روسيا", "en": "Russia"})
    assert known.of is not None
    assert known.of.label == {}


def test_who_is_named_with_it(connection: Connection) -> None:
    assert [(row.id, row.pages) for row in alongside(connection, "lavrentiev")] == [("ria-novosti", 1), ("tass", 1)]
    assert [row.id for row in alongside(connection, "russia")] == ["tass", "kazakhstan-mfa", "lavrentiev", "ria-novosti"]
    assert [row.id for row in alongside(connection, "russia", limit=1)] == ["tass"]


@pytest.mark.parametrize(
    ("spelt", "found"),
    [
        ("لافرنتيف", ["lavrentiev"]),  # a spelling of a page, not its label
        ("لاڤرنتيف", ["lavrentiev"]),  # folded alike
        ("LAVRENT", ["lavrentiev"]),  # the beginning of its English label
        ("لافرينتييف الكسندر", ["lavrentiev"]),  # its words in another order
        ("تاس", ["tass"]),
        ("%", []),
        ("_", []),
        ("لافروف", []),
    ],
)
def test_entities_are_found_by_any_spelling(connection: Connection, spelt: str, found: list[str]) -> None:
    assert [row.id for row in entities(connection, spelt=spelt).items] == found


def test_a_search_for_nothing_finds_all(connection: Connection) -> None:
    assert entities(connection, spelt="  ").total == entities(connection).total
    assert [row.id for row in entities(connection, kind="place", spelt="ا").items] == ["astana", "idlib"]
