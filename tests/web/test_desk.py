"""The desk: what is to be reviewed, corrections by forms and by programs, and what they changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient

from mahdar.record import Record
from mahdar.web import create_app
from mahdar.web.desk.access import Access
from mahdar.web.desk.accounts import Accounts
from tests.support.desk import Client, desk, doubtful, hidden, send
from tests.support.readings import all_readings
from tests.support.records import record_of

SAID = doubtful().statements[0].id
PAGE = doubtful().page


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return record_of([*all_readings(), doubtful()], tmp_path_factory.mktemp("desk") / "talks.mahdar")


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    copied = tmp_path / "talks.mahdar"
    copied.write_bytes(made.read_bytes())
    return copied


@pytest.fixture
def at(path: Path) -> Iterator[Client]:
    with desk(path) as client:
        yield client


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def speaker(client: Client) -> str:
    found: str = client.get(f"/api/v1/statements/{SAID}").json()["speaker"]["entity"]["id"]
    return found


def test_the_queue_has_what_is_doubtful_with_its_words(at: Client) -> None:
    told = at.get("/review").text
    assert "إن الحوار سيستمر" in told
    assert f"/edit/statement/{SAID}" in told
    queue = at.get("/review.json").json()["queue"]
    assert queue["kinds"] == {"statement": 1, "meeting": 1, "page": 2}
    scores = [item["score"] for item in queue["items"]]
    assert scores == sorted(scores, reverse=True)
    assert at.get("/api/v1/review").json()["total"] == queue["total"]


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [("kind=meeting", {"meeting"}), ("outlet=وكالة الشرق", {"statement", "meeting", "page"}), ("process=astana&kind=page", {"page"})],
)
def test_the_queue_can_be_narrowed(at: Client, asked: str, kinds: set[str]) -> None:
    items = at.get(f"/review.json?{asked}").json()["queue"]["items"]
    assert items
    assert {item["kind"] for item in items} <= kinds


def test_who_may_not_write_sees_the_queue_alone(path: Path) -> None:
    with TestClient(create_app(path), base_url="http://127.0.0.1") as reader:
        reader.headers["accept"] = "text/html"
        told = reader.get("/review").text
        assert "إن الحوار سيستمر" in told
        assert "/judge" not in told
        assert "/edit/" not in reader.get(f"/statement/{SAID}").text
        assert reader.get(f"/edit/statement/{SAID}").status_code == 401
        assert reader.post("/judge", data={"layer": "statement"}).status_code == 403
        assert reader.post("/api/v1/judgements", json={"edits": []}).status_code == 403


def test_a_page_elsewhere_that_has_its_name_lead_here_is_a_reader(path: Path) -> None:
    with desk(path) as client:
        form = client.get(f"/edit/statement/{SAID}").text
        stolen = {"csrf": hidden(form, "csrf"), "layer": "statement", "id": SAID, "do": "reject"}
        rebound = {"host": "elsewhere.example"}
        assert "csrf" not in client.get("/review", headers=rebound).text
        assert client.post("/judge", data=stolen, headers=rebound).status_code == 401


def test_faces_lead_to_their_forms(at: Client) -> None:
    for face, form in (
        (f"/statement/{SAID}", f"/edit/statement/{SAID}"),
        (f"/page/{PAGE}", f"/edit/page/{PAGE}"),
        ("/actor/turkey", "/edit/entity/turkey"),
    ):
        assert form in at.get(face).text, face
    assert "/edit/meeting/astana-19" in at.get("/meeting/astana-19").text


def test_a_speaker_is_corrected_and_stays_when_the_page_is_read_again(at: Client, path: Path) -> None:
    answer = send(at, "statement", SAID, f__speaker="لافرينتييف", why="المبعوث هو", back="/review?kind=statement")
    assert answer.status_code == 303
    told = at.get(answer.headers["location"]).text
    assert "ألكسندر لافرينتييف" in told
    assert "تركيا" in told
    assert "المبعوث هو" in told
    assert "/review?kind=statement" in told
    assert speaker(at) == "lavrentiev"
    assert at.get("/review.json?kind=statement").json()["queue"]["items"] == []
    with Record.open(path) as record:
        assert record.add(doubtful(engine="9.9.9"))
    assert speaker(at) == "lavrentiev"


def test_an_undo_brings_back_what_was_there(at: Client) -> None:
    answer = send(at, "statement", SAID, f__speaker="lavrentiev")
    told = at.get(answer.headers["location"]).text
    undone = at.post("/undo", data={"csrf": hidden(told, "csrf"), "id": hidden(told, "id")}, follow_redirects=False)
    assert undone.status_code == 303
    assert "تراجع عنه" in at.get(undone.headers["location"]).text
    assert speaker(at) == "turkey"
    assert [item["id"] for item in at.get("/review.json?kind=statement").json()["queue"]["items"]] == [SAID]


def test_only_ones_own_is_taken_back(at: Client, path: Path) -> None:
    send(at, "statement", SAID, do="confirm")
    (entry,) = at.get("/api/v1/judgements").json()["items"]
    assert entry["judgement"]["who"] == "Sara"
    with desk(path, "Omar") as other:
        token = hidden(other.get(f"/edit/page/{PAGE}").text, "csrf")
        assert other.post("/undo", data={"csrf": token, "id": entry["judgement"]["id"]}).status_code == 403


def test_words_are_corrected_by_where_they_stand(at: Client) -> None:
    text = doubtful().text
    words = "إن الحوار سيستمر في الربيع"
    start = text.index(words)
    assert send(at, "statement", SAID, f__content=f"{start},{start + len(words)}").status_code == 303
    assert at.get(f"/api/v1/statements/{SAID}").json()["content"]["quote"] == words
    assert send(at, "statement", SAID, f__cue="وقال", f__speaker="lavrentiev", words="المبعوث").status_code == 303
    told = at.get(f"/api/v1/statements/{SAID}").json()
    assert (told["cue"]["quote"], told["speaker"]["words"]["quote"]) == ("وقال", "المبعوث")


def test_what_changed_underneath_is_told_and_nothing_written(at: Client) -> None:
    form = at.get(f"/edit/statement/{SAID}").text
    sent = {"csrf": hidden(form, "csrf"), "seen": hidden(form, "seen"), "layer": "statement", "id": SAID, "f.act": "warn"}
    assert send(at, "statement", SAID, f__act="hope").status_code == 303
    answer = at.post("/judge", data=sent)
    assert answer.status_code == 409
    assert "تغيّر ما تحت يدك" in answer.text
    assert at.get("/api/v1/judgements").json()["total"] == 1
    send(at, "statement", SAID, do="reject")
    assert at.post("/judge", data=sent).status_code == 409
    assert at.get("/api/v1/judgements").json()["total"] == 2


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"f__speaker": "زيد من الناس"}, "لا يدل على اسم واحد"),
        ({"f__act": "state"}, "لم تغيّر شيئا"),
        ({"f__content": "كلمات ليست في الصفحة"}, "لم يُكتب شيء"),
        ({"f__content": "5,2"}, "لم يُكتب شيء"),
    ],
)
def test_what_cannot_be_is_told_in_the_form(at: Client, fields: dict[str, str], told: str) -> None:
    answer = send(at, "statement", SAID, **fields)
    assert answer.status_code == 422
    assert told in text_of(answer.text)
    assert at.get("/api/v1/judgements").json()["total"] == 0


def test_somebody_new_is_named(at: Client) -> None:
    assert send(at, "statement", SAID, f__speaker="زيد من الناس", new_kind="person").status_code == 303
    assert speaker(at) == "person:زيد-من-الناس"


def test_a_meeting_is_corrected_as_one_page_tells_it(at: Client) -> None:
    (page,) = (one.page for one in all_readings() if one.source == "site-b/astana.txt")
    fields = {"f__start": "2022-11-22", "there__participants": "1", "new__participants": "kazakhstan", "new__participants__role": "host"}
    roles = {"role.russia": "guarantor", "role.turkey": "guarantor", "role.iran": "", "role.jordan": "observer"}
    answer = send(at, "meeting", "astana-19", page=page, **fields, **roles)
    assert answer.status_code == 303
    told = at.get(answer.headers["location"].replace("?", ".json?")).json()
    kinds = {one["about"]["field"]: one["about"]["value"] for one in told["changed"]["told"]}
    assert kinds == {"start": "2022-11-22", "participants/iran": None, "participants/kazakhstan": "host"}
    (change,) = told["changed"]["changes"]
    assert change["page"]["id"] == page
    assert {(value["field"], value["after"]) for differs in change["differences"] for value in differs["values"]} >= {("start", "2022-11-22")}


def test_a_meeting_is_joined_and_parted(at: Client) -> None:
    (page,) = (one.page for one in all_readings() if one.source == "site-c/21.txt")
    assert send(at, "meeting", "astana-21", page=page, do="join", other="astana-19").status_code == 303
    assert at.get("/meeting/astana-21", follow_redirects=False).status_code == 302
    assert send(at, "meeting", "astana-19", page=page, do="part", other="astana-19").status_code == 303


def test_a_page_gets_its_date_and_outlet(at: Client) -> None:
    assert send(at, "page", PAGE, f__published="2023-01-06", f__outlet="وكالة الغرب").status_code == 303
    ref = at.get(f"/page/{PAGE}.json").json()["page"]["ref"]
    assert (ref["published"]["value"], [outlet["label"] for outlet in ref["outlets"]]) == ("2023-01-06", ["وكالة الغرب"])


def test_entities_are_merged_told_apart_named_and_split(at: Client) -> None:
    assert send(at, "entity", "turkey", do="apart", other="iran").status_code == 303
    assert send(at, "entity", "person:samir-al-haddad", do="merge", other="ألكسندر لافرينتييف").status_code == 303
    assert at.get("/actor/person:samir-al-haddad", follow_redirects=False).headers["location"] == "/actor/lavrentiev"
    assert send(at, "entity", "turkey", **{"f.label/en": "Turkey"}).status_code == 303
    assert "Turkey" in at.get("/actor/turkey?lang=en").text
    assert send(at, "entity", "turkey", do="split", other="iran", spelling="أنقرة").status_code == 303


@pytest.mark.parametrize("layer", ["name", "time", "block"])
def test_what_stands_at_characters_has_a_form(at: Client, layer: str) -> None:
    (read,) = (one for one in all_readings() if one.source == "site-b/astana.txt")
    item = {"name": read.names, "time": read.times, "block": read.blocks}[layer][0]
    asked = f"{item.start},{item.end}"
    form = at.get(f"/edit/{layer}/{read.page}?at={asked}").text
    sent = {"csrf": hidden(form, "csrf"), "seen": hidden(form, "seen"), "layer": layer, "id": read.page, "at": asked}
    fields = {"name": {"f.entity": "geneva"}, "time": {"f.value": "2022-11-25"}, "block": {"f.role": "subhead"}}[layer]
    assert at.post("/judge", data=sent | fields, follow_redirects=False).status_code == 303


def test_programs_correct_by_a_token(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mahdar.web.desk.access import token_of

    monkeypatch.setenv("ROOM_TOKEN", "t" * 32)
    bearer = {"authorization": "Bearer " + "t" * 32}
    edit = {"layer": "statement", "id": SAID, "values": {"speaker": "lavrentiev"}, "quote": "إن الحوار سيستمر"}
    for role, status in (("reader", 403), ("editor", 201)):
        access = Access(token=token_of("env:ROOM_TOKEN", name="crawler", role=role))  # type: ignore[arg-type]
        with TestClient(create_app(path, read_only=False, access=access)) as client:
            answer = client.post("/api/v1/judgements", json={"edits": [edit], "why": "as told"}, headers=bearer)
            assert answer.status_code == status
    (judged,) = answer.json()["judged"]
    assert (judged["judgement"]["who"], judged["judgement"]["why"]) == ("crawler", "as told")


@pytest.mark.parametrize(
    ("edit", "status"),
    [
        ({"layer": "statement", "id": SAID, "values": {"act": "jump"}}, 422),
        ({"layer": "statement", "id": "none", "values": {"act": "warn"}}, 422),
        ({"layer": "statement", "id": SAID, "values": {"act": "warn"}, "quote": "غير ذلك"}, 409),
        ({"layer": "statement", "id": SAID, "values": {"act": "warn"}, "seen": "0"}, 409),
        ({"layer": "rumour", "id": SAID}, 400),
        ({"layer": "statement", "id": SAID, "do": "merge"}, 422),
    ],
)
def test_programs_are_told_what_is_wrong(at: Client, edit: dict[str, object], status: int) -> None:
    token = hidden(at.get(f"/edit/statement/{SAID}").text, "csrf")
    answer = at.post("/api/v1/judgements", json={"edits": [edit]}, headers={"x-csrf-token": token})
    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"code", "message", "where"}
    assert at.get("/api/v1/judgements").json()["total"] == 0


def test_a_script_needs_the_token_too(at: Client) -> None:
    assert at.post("/api/v1/judgements", json={"edits": []}).status_code == 403
    assert at.post("/api/v1/judgements", json={"edits": []}, headers={"x-csrf-token": "0" * 40}).status_code == 403


def test_a_reader_with_an_account_cannot_write(path: Path, tmp_path: Path) -> None:
    from tests.web.test_desk_access import PASSWORD, log_in

    accounts = Accounts.create_or_open(tmp_path / "accounts.json")
    accounts.add("Lina", "reader", PASSWORD)
    with TestClient(create_app(path, read_only=False, access=Access(accounts=accounts.path)), base_url="http://room.example") as client:
        client.headers["accept"] = "text/html"
        log_in(client, "Lina")
        token = hidden(client.get("/").text, "csrf")
        assert client.get(f"/edit/statement/{SAID}").status_code == 403
        assert client.post("/judge", data={"csrf": token, "layer": "statement", "id": SAID, "do": "reject"}).status_code == 403
        assert client.post("/api/v1/judgements", json={"edits": []}, headers={"x-csrf-token": token}).status_code == 403


def test_nothing_is_written_where_the_room_is_for_reading(path: Path) -> None:
    with TestClient(create_app(path, read_only=True, access=Access(local="Sara", writes=False)), base_url="http://127.0.0.1") as client:
        assert client.post("/judge", data={"layer": "statement"}).status_code == 403


def test_words_of_pages_are_text_in_forms(tmp_path: Path) -> None:
    from tests.support.readings import Draft

    page = Draft("evil.txt", ("body", 'قال سمير الحداد إن <script>alert(1)</script>" onfocus="alert(2) انتهى.'))
    page.name("سمير الحداد", "person:samir-al-haddad")
    page.says(("person:samir-al-haddad", "سمير الحداد"), "قال", '<script>alert(1)</script>" onfocus="alert(2)', confidence=0.3)
    reading = page.reading()
    with desk(record_of([reading], tmp_path / "evil.mahdar")) as client:
        for face in ("/review", f"/edit/statement/{reading.statements[0].id}"):
            told = client.get(face).text
            assert "<script>alert" not in told
            assert '" onfocus="alert' not in told
