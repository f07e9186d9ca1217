"""The ways to forms from where things are shown, and what each form does: names, times, blocks, positions and commitments."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mahdar.model import Reading
from tests.support.desk import Client, desk, hidden
from tests.support.readings import all_readings, process_readings
from tests.support.records import record_of
from tests.support.rooms import reading_room

EDIT = re.compile(r'href="(/edit/[^"]*)"')


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return record_of([*all_readings(), *process_readings()], tmp_path_factory.mktemp("ways") / "talks.mahdar")


@pytest.fixture
def at(made: Path, tmp_path: Path) -> Iterator[Client]:
    path = tmp_path / "talks.mahdar"
    path.write_bytes(made.read_bytes())
    with desk(path) as client:
        yield client


def ways(client: Client, face: str, layer: str) -> list[str]:
    """The addresses of the forms of a layer to which a face leads."""
    found = [html.unescape(way) for way in EDIT.findall(client.get(face).text)]
    return [way for way in dict.fromkeys(found) if way.startswith(f"/edit/{layer}/")]


def saved(client: Client, way: str, **fields: str) -> str:
    """Open the form at ``way`` and send it with ``fields``; the face that tells what changed."""
    form = client.get(way)
    assert form.status_code == 200, way
    names = ("csrf", "seen", "layer", "id", "back", "page", "at", "actor", "issue")
    sent = {name: html.unescape(hidden(form.text, name)) for name in names if f'name="{name}" value=' in form.text}
    answer = client.post("/judge", data=sent | {name.replace("__", "."): value for name, value in fields.items()}, follow_redirects=False)
    assert answer.status_code == 303, re.findall(r'class="wrong".*?</div>', answer.text, re.DOTALL)
    return str(client.get(answer.headers["location"]).text)


def undone(client: Client, told: str) -> None:
    answer = client.post("/undo", data={"csrf": hidden(told, "csrf"), "id": hidden(told, "id")}, follow_redirects=False)
    assert answer.status_code == 303


def shown(client: Client, face: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(face).text).split())


def named() -> Reading:
    return next(read for read in all_readings() if read.source == "site-b/astana.txt")


def test_a_position_is_corrected_from_where_it_is_shown_and_taken_back(at: Client) -> None:
    (one, *_) = at.get("/api/v1/positions").json()["items"]
    issue, actor = f"/issue/{one['process']}/{one['issue']}", one["actor"]["id"]
    for face in (issue, f"/process/{one['process']}", f"/actor/{actor}"):
        assert ways(at, face, "position"), face
    way = next(way for way in ways(at, issue, "position") if f"actor={actor}" in way)

    def stances() -> list[str]:
        return [stand["stance"] for it in at.get(f"{issue}.json").json()["positions"] if it["actor"]["id"] == actor for stand in it["stands"]]

    before = stances()
    told = saved(at, way, f__stance="denies")
    assert issue in told
    assert stances() != before
    undone(at, told)
    assert stances() == before


def test_a_commitment_is_corrected_from_where_it_is_shown_and_taken_back(at: Client) -> None:
    (one, *_) = at.get("/api/v1/commitments").json()["items"]
    for face in (f"/issue/{one['process']}/{one['issue']}", f"/process/{one['process']}"):
        assert f"/edit/commitment/{one['id']}" in at.get(face).text
    way = next(way for way in ways(at, f"/process/{one['process']}", "commitment") if one["id"] in way)

    def standings() -> set[str]:
        return {standing["status"] for it in at.get("/api/v1/commitments").json()["items"] for standing in it["standings"]}

    before = standings()
    assert "implemented" not in before
    told = saved(at, way, f__status="implemented")
    assert "implemented" in standings()
    undone(at, told)
    assert standings() == before


def test_every_way_to_a_form_leads_to_one(at: Client) -> None:
    faces = ["/process/astana", "/actor/turkey", "/actor/russia", f"/page/{named().page}", f"/page/{named().page}?mark=0,{len(named().text)}"]
    faces += sorted({html.unescape(way) for way in re.findall(r'href="(/issue/[^"#]*)', at.get("/process/astana").text)})
    found = {
        way
        for face in faces
        for layer in ("position", "commitment", "name", "time", "block", "statement", "meeting")
        for way in ways(at, face, layer)
    }
    assert {way.split("/")[2] for way in found} == {"position", "commitment", "name", "time", "block", "statement", "meeting"}
    # What cards share is told its characters by the script.
    shared = {way for way in found if way.startswith(("/edit/name/", "/edit/time/")) and "at=" not in way}
    assert [way for way in sorted(found - shared) if at.get(way).status_code != 200] == []


@pytest.mark.parametrize(
    ("layer", "field", "value", "told"),
    [("name", "f__entity", "geneva", "جنيف"), ("time", "f__value", "2022-11-25", "25 نوفمبر 2022"), ("block", "f__role", "subhead", "عنوان فرعي")],
)
def test_what_stands_in_marked_words_is_corrected_and_taken_back(at: Client, layer: str, field: str, value: str, told: str) -> None:
    read = named()
    item = {"name": read.names, "time": read.times, "block": read.blocks}[layer][0]
    face = f"/page/{read.page}?mark={item.start},{item.end}"
    (way, *_) = [way for way in ways(at, face, layer) if f"at={item.start},{item.end}" in way]

    def of_page() -> dict[str, object]:
        reading: dict[str, object] = at.get(f"/page/{read.page}.json").json()["page"]["reading"]
        return {name: reading[name] for name in ("names", "times", "blocks")}

    before = of_page()
    changed = saved(at, way, **{field: value})
    assert told in changed or value in changed
    assert of_page() != before
    undone(at, changed)
    assert of_page() == before


def test_names_and_times_tell_the_script_where_they_stand(at: Client) -> None:
    read = named()
    told = at.get(f"/page/{read.page}").text
    for item in (read.names[0], read.times[0]):
        assert f'data-at="{item.start},{item.end}"' in told
    assert f"/edit/name/{read.page}" in told
    assert f"/edit/time/{read.page}" in told


def test_who_only_reads_is_shown_no_way_to_a_form(made: Path) -> None:
    with reading_room(made) as reader:
        for face in (f"/page/{named().page}", f"/page/{named().page}?mark=0,200", "/process/astana", "/actor/turkey"):
            told = reader.get(face).text
            assert "/edit/" not in told
            assert "data-at" not in told


def test_an_issue_of_two_processes_is_told_with_its_process(made: Path) -> None:
    from mahdar.record import Record, targets

    with Record.open(made, read_only=True) as record, record.read() as connection:
        read = next(read for read in process_readings() if read.positions)
        (one, *_) = read.positions
        by_key = targets.of_position(connection, one.statements[0], actor=one.actor, issue=one.issue)
        assert targets.of_position(connection, one.statements[0], actor=one.actor, issue=f"{one.process}/{one.issue}") == by_key


def test_issues_are_offered_as_a_field_takes_them(at: Client) -> None:
    for layer, value in (("commitment", "astana/withdrawal"), ("meeting", "withdrawal")):
        (way, *_) = ways(at, "/process/astana", layer) or ways(at, f"/page/{named().page}", layer)
        offered = re.findall(r'<option value="([^"]*)"', at.get(way).text.partition('id="offers-issues"')[2].partition("</datalist>")[0])
        assert value in offered
        assert len(offered) == len(set(offered))


def test_fields_for_names_say_where_to_ask(at: Client) -> None:
    (way, *_) = ways(at, f"/page/{named().page}", "meeting") or ways(at, "/process/astana", "commitment")
    form = at.get(f"{way}&lang=en").text
    assert 'data-suggest="/search/suggest.json?of=names&amp;lang=en"' in form
    assert 'list="offers-entities"' in form, "what is offered without a script"


def test_what_changed_is_told_in_words(at: Client) -> None:
    way = "/edit/entity/russia?back=/"
    told = saved(at, way, do="merge", other="turkey")
    rows = " ".join(re.sub(r"<[^>]+>", " ", told.partition('class="changes"')[2]).split())
    assert "روسيا" in rows
    assert "russia" not in rows, "entities are told by their names, also that which has no face any more"
    assert not re.search(r"[{}]|\bnull\b", rows), "nothing is told as JSON"


def test_a_form_that_is_shown_again_leads_back_to_itself(at: Client) -> None:
    (way, *_) = ways(at, "/process/astana", "commitment")
    form = at.get(way).text
    names = ("csrf", "seen", "layer", "id", "back")
    answer = at.post("/judge", data={name: html.unescape(hidden(form, name)) for name in names})
    assert answer.status_code == 422
    (other,) = re.findall(r'class="language" href="([^"]*)"', answer.text)
    assert at.get(html.unescape(other)).status_code == 200
    assert html.unescape(hidden(answer.text, "back")) == "/process/astana"
