"""The faces of a process and of an issue: rounds, who took part, who holds what, what was undertaken."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from msgspec import convert
from msgspec.structs import replace

from mahdar.record.process_answers import ChronologyAnswer, MeetingAnswer
from mahdar.web.processes import attendance
from tests.support.readings import process_readings
from tests.support.records import record_of
from tests.support.rooms import Client, reading_room
from tests.web.test_faces import Outline
from tests.web.test_said import plain

PROCESS, ISSUE = "/process/astana", "/issue/astana/withdrawal"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    path = record_of(process_readings(), tmp_path_factory.mktemp("process") / "process.mahdar")
    with reading_room(path) as opened:
        yield opened


def section(source: str, name: str) -> str:
    return plain("<main" + source.partition(f'<section id="{name}"')[2].partition("</section>")[0])


def test_a_process_shows_its_rounds_and_those_that_only_the_dossier_knows(room: Client) -> None:
    source = room.get(PROCESS).text
    rounds = section(source, "rounds")
    assert "الجولة 19" in rounds
    assert "في الملف ولم تذكره صفحة" in rounds
    assert 'href="/meeting/astana-19"' in source


def test_a_meeting_shows_how_its_pages_were_put_together_and_what_came_after(room: Client) -> None:
    told = convert(room.get("/index.json").json()["meetings"]["items"], list[MeetingAnswer], strict=False)
    [summit] = [one for one in told if one.joins]
    source = room.get(f"/meeting/{summit.id}").text
    assert "كيف جُمعت الصفحات" in section(source, "joins")
    assert "بعده" in section(source, "around")
    assert "كان متوقعاً وحضر" in plain(source)


def test_what_is_told_too_thinly_is_shown_where_asked_for(room: Client) -> None:
    plainly, everything = room.get("/").text, room.get("/?thin=1").text
    assert "لا يُذكر متى" not in section(plainly, "rounds")
    assert "لا يُذكر متى" in section(everything, "rounds")
    assert "أظهرها" in plainly
    assert "أخفها" in everything


def test_who_took_part_in_which(room: Client) -> None:
    """Two rounds make a table; the actors of most stand first."""
    told = convert(room.get(f"{PROCESS}.json").json(), ChronologyAnswer, strict=False).meetings
    first = next(one for one in told if one.participants)
    assert attendance(told) is None, "one round with participants is told by its own page"
    second = replace(first, id="astana-20", ordinal=20, participants=first.participants[1:])
    table = attendance((first, second))
    assert table is not None
    assert [one.ordinal for one in table.meetings] == [first.ordinal, 20]
    assert [len([part for part in row.parts if part]) for row in table.rows] == [2] * (len(first.participants) - 1) + [1]
    assert table.rows[-1].entity == first.participants[0].entity


def test_who_holds_what_now_and_whether_that_moved(room: Client) -> None:
    source = room.get(PROCESS).text
    held = section(source, "positions")
    assert "انسحاب القوات الأجنبية" in held
    assert "يشترط" in held
    shown = "".join(re.findall(r"<summary>(.*?)</summary>", source.partition('<section id="positions"')[2].partition("</section>")[0], re.DOTALL))
    assert "يعارض" not in shown, "only what was told last; the rest is a click away"
    assert "تغيّر" in held
    assert f'href="{ISSUE}#turkey"' in source


def test_an_agreement_and_what_became_of_it(room: Client) -> None:
    told = section(room.get(PROCESS).text, "commitments")
    assert "خُرق" in told
    assert "بحسب سوريا" in told


def test_an_issue_tells_how_each_side_moved_with_the_words_behind_it(room: Client) -> None:
    source = room.get(ISSUE).text
    held = section(source, "positions")
    assert held.index("يعارض") < held.rindex("يشترط"), "the turns in order of time, under what holds now"
    assert "الشرط: بعد الحل السياسي" in held
    assert "إنها ترفض الانسحاب" in held
    assert re.search(r'href="/statement/[0-9a-f]{12}"', source)


@pytest.mark.parametrize("path", [PROCESS, ISSUE])
def test_the_same_as_json(room: Client, path: str) -> None:
    told = room.get(path, headers={"accept": "application/json"}).json()
    assert told == room.get(f"{path}.json").json()
    assert told["positions"]


@pytest.mark.parametrize("path", ["/process/nowhere", "/issue/astana/nothing", "/issue/nowhere/withdrawal", "/process/nowhere.json"])
def test_what_is_not_there_is_said_to_be_missing(room: Client, path: str) -> None:
    assert room.get(path).status_code == 404


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("path", [PROCESS, ISSUE])
def test_the_markup_is_sound(room: Client, path: str, language: str) -> None:
    elements = Outline(room.get(path, params={"lang": language}).text).elements
    ids = [id_ for _, attrs in elements if (id_ := attrs.get("id"))]
    assert len(ids) == len(set(ids))
    assert [tag for tag, _ in elements if tag == "h1"] == ["h1"]


def test_a_round_links_to_its_process_and_the_record_to_both(room: Client) -> None:
    assert f'href="{PROCESS}"' in room.get("/meeting/astana-19").text
    assert f'href="{PROCESS}"' in room.get("/").text
