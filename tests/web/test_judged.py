"""What people judged is told on the faces, in both languages; old ids lead on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from mahdar.corrections import FIELDS, Change, Target
from mahdar.corrections.model import Kind, Layer
from mahdar.record import Record
from mahdar.record.answers import Mark
from mahdar.web.catalogues import messages
from mahdar.web.judged import judged_in_words
from mahdar.web.words import Words, spoken
from tests.support.judging import target_of
from tests.support.readings import all_readings, round_19
from tests.support.records import record_of
from tests.support.rooms import Client, reading_room

READING = round_19().reading()
SAID, OTHER = READING.statements[:2]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    path: Path = record_of(all_readings(), tmp_path_factory.mktemp("judged") / "talks.mahdar")
    with Record.open(path) as record:
        said = target_of(READING, "statement", SAID)
        record.judge(Change(kind="correct", target=said, field="speaker", value="turkey"), who="سارة <الأولى>", why="العنوان عن أنقرة")
        record.judge(Change(kind="confirm", target=target_of(READING, "statement", OTHER)), who="عمر")
        record.judge(Change(kind="correct", target=target_of(READING, "meeting", READING.meetings[0]), field="start", value="2022-11-20"), who="عمر")
        record.judge(Change(kind="merge", target=Target(layer="entity", item="person:samir-al-haddad"), value="lavrentiev"), who="عمر")
    with reading_room(path) as opened:
        yield opened


def test_a_statement_says_who_corrected_it_and_why(client: Client) -> None:
    page = client.get(f"/statement/{SAID.id}").text
    assert "مصحَّح" in page
    assert "صحّحه <bdi>سارة &lt;الأولى&gt;</bdi>" in page
    assert "السبب: <bdi>العنوان عن أنقرة</bdi>" in page
    english = client.get(f"/statement/{SAID.id}?lang=en").text
    assert "corrected by <bdi>سارة &lt;الأولى&gt;</bdi> on " in english
    assert "told by a person" in english
    assert client.get(f"/statement/{OTHER.id}?lang=en").text.count("confirmed by") >= 1
    told = client.get(f"/statement/{SAID.id}.json").json()["judged"]
    assert [(mark["kind"], mark["field"], mark["value"]) for mark in told] == [("correct", "speaker", "turkey")]


@pytest.mark.parametrize("address", ["/statements", "/actor/turkey", f"/page/{READING.page}", "/"])
def test_lists_bear_a_mark(client: Client, address: str) -> None:
    assert '<span class="judged" title="' in client.get(address).text


def test_meetings_and_pages_say_so(client: Client) -> None:
    page = client.get("/meeting/astana-19?lang=en").text
    assert 'the first day is <time class="n" datetime="2022-11-20"><bdi>20 Nov 2022</bdi></time>' in page
    assert '<span class="basis person"' in page
    assert page.count("What people reviewed") == 1
    assert client.get(f"/page/{READING.page}?lang=en").text.count("<li>corrected by") == 2


def test_the_old_id_of_a_merged_entity_leads_to_the_new(client: Client) -> None:
    moved = client.get("/actor/person:samir-al-haddad?lang=en", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (302, "/actor/lavrentiev?lang=en")
    as_json = client.get("/actor/person:samir-al-haddad.json", follow_redirects=False)
    assert as_json.headers["location"] == "/actor/lavrentiev.json"
    assert "merged into" in client.get("/actor/person:samir-al-haddad?lang=en").text
    assert client.get("/actor/nobody", follow_redirects=False).status_code == 404


@pytest.mark.parametrize("kind", [kind for kind in get_args(Kind) if kind != "undo"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_judgement_has_words(kind: Kind, language: str) -> None:
    mark = Mark(id="1", at="2026-01-01T00:00:00.000000Z", who="X", kind=kind, layer="statement", item="i", field="label/en", value="v", why=None)
    said = spoken(judged_in_words(mark, Words(language)))  # type: ignore[arg-type]
    assert "X" in said
    assert "2026" in said


def test_every_field_has_words() -> None:
    fields = {field for of_layer in FIELDS.values() for field in of_layer}
    assert {key.partition(".")[2] for key in messages("ar") if key.startswith("judged_field.")} == fields


def test_every_field_that_can_differ_has_words() -> None:
    from mahdar import model
    from mahdar.record.queries.changed import _OF_ITSELF

    of_things = (model.Block, model.Time, model.Name, model.Statement, model.Meeting, model.Commitment, model.Position, model.Entity)
    told = {field for thing in of_things for field in thing.__struct_fields__} - {*_OF_ITSELF, "start", "end"}
    named = {key.partition(".")[2] for key in messages("ar") if key.startswith(("judged_field.", "changed_field."))}
    assert told - named - {"start", "end"} == set()


@pytest.mark.parametrize(
    ("layer", "field", "value", "arabic", "english"),
    [
        ("statement", "act", "warn", "تحذير", "warns"),
        ("statement", "speaker", "turkey", "تركيا", "Turkey"),
        ("meeting", "start", "2022-11-21", "21 نوفمبر 2022", "21 Nov 2022"),
        ("statement", "speaker", "person:samir", "person:samir", "person:samir"),
    ],
)
def test_values_are_told_in_words(layer: Layer, field: str, value: str, arabic: str, english: str) -> None:
    mark = Mark(id="1", at="2026-01-01T00:00:00.000000Z", who="X", kind="correct", layer=layer, item="i", field=field, value=value, why=None)
    for language, expected in (("ar", arabic), ("en", english)):
        said = Words(language)  # type: ignore[arg-type]
        assert expected in said.text(judged_in_words(mark, said))
