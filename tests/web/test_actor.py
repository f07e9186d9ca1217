"""An actor's face: statements over time, to whom and about whom, positions and their turns; every figure leads to what it counts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest

from mahdar.record.queries import speaking
from tests.support.figures import SPEAKER, told_readings
from tests.support.readings import process_readings
from tests.support.records import record_of
from tests.support.rooms import Client, reading_room


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    path = record_of((*told_readings(), *process_readings()), tmp_path_factory.mktemp("actor") / "told.mahdar")
    with reading_room(path) as opened:
        yield opened


def section(client: Client, address: str, id_: str) -> str:
    [found] = re.findall(rf'<section id="{id_}">.*?</section>', client.get(address).text, re.DOTALL)
    return str(found)


def counted(told: str) -> list[tuple[str, int]]:
    """The addresses and figures of the cells of a chart's table."""
    return [(html.unescape(address), int(count)) for address, count in re.findall(r'<td[^>]*><a class="n" href="([^"]*)">(\d+)</a>', told)]


def total(client: Client, address: str) -> int:
    return int(client.get(address.replace("/statements?", "/statements.json?")).json()["statements"]["total"])


def test_every_figure_over_time_is_that_of_the_list_behind_it(room: Client) -> None:
    told = section(room, f"/actor/{SPEAKER}", "acts-over-time")
    cells = counted(told)
    assert len(cells) == 9, "six figures, and three sums"
    for address, count in cells:
        # The page that is dated by its year alone is of all months of 2023 in the list; in the chart it is of none.
        loose = "since=2023" in address and ("act=hope" in address or "act=" not in address)
        assert total(room, address) == count + loose, address


def test_the_picture_and_the_table_have_the_same_acts(room: Client) -> None:
    told = section(room, f"/actor/{SPEAKER}", "acts-over-time")
    rows = re.findall(r'<tr><th scope="row">.*?</tr>', told, re.DOTALL)
    sums = [int(counted(row)[-1][1]) for row in rows]
    answered = room.get(f"/actor/{SPEAKER}.json").json()["speaking"]
    assert sum(sums) == sum(one["count"] for one in answered["acts"] if one["when"])
    assert answered["said"] == sum(one["count"] for one in answered["acts"])
    drawn = re.findall(r'<rect x="[\d.]+%" y=', told)
    assert len(drawn) == sum(len(counted(row)) - 1 for row in rows), "a piece for each figure"
    assert "ليس" in told, "what isn't in the chart is told"


def test_time_is_mirrored(room: Client) -> None:
    for language, descending in (("ar", True), ("en", False)):
        places = [float(x) for x in re.findall(r'<rect x="([\d.]+)%" y=', section(room, f"/actor/{SPEAKER}?lang={language}", "acts-over-time"))]
        assert places == sorted(places, reverse=descending), language


def test_whom_it_speaks_to_and_about(room: Client) -> None:
    told = section(room, f"/actor/{SPEAKER}", "partners")
    cells = counted(told)
    asked = {html.unescape(address).split("&")[1] for address, _ in cells}
    assert {"addressee=turkey", "addressee=iran", "target=jordan", "target=syria"} <= asked
    for address, count in cells:
        assert total(room, address) == count, address
    assert re.findall(r'<line class="tie side-0"', told)
    assert 'role="img"' in told
    assert "تركيا" in told


def test_statements_can_be_narrowed_to_what_is_aimed_at(room: Client) -> None:
    narrowed = room.get(f"/statements?speaker={SPEAKER}&target=jordan").text
    assert "المقصود" in narrowed
    assert "الأردن" in narrowed
    refused = room.get("/statements.json?target=jordan")
    assert (refused.status_code, refused.json()["error"]["where"]) == (400, "target")


def test_positions_and_their_turns(room: Client) -> None:
    told = section(room, "/actor/turkey", "turns")
    answered = room.get("/actor/turkey.json").json()["turns"]["positions"]
    turned = [stand for one in answered for stand in one["stands"] if stand["changed"]]
    assert turned, "it moved"
    assert told.count('class="turned"') == len(turned)
    behind = {said for one in answered for stand in one["stands"] for backed in stand["backed"][:2] for said in backed["statements"][:3]}
    assert behind
    for said in behind:
        assert f'href="/statement/{said}"' in told


def test_figures_of_the_latest_until_all_are_counted(room: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speaking, "AT_ONCE", 2)
    figures = room.app.state.figures
    monkeypatch.setattr(figures._actors, "peek", lambda _: None)
    monkeypatch.setattr(figures._actors, "begin", lambda _: None)
    answer = room.get(f"/actor/{SPEAKER}?said=0")
    assert "هذه أرقام آخر 2 من" in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_who_never_spoke_has_no_charts(room: Client) -> None:
    ids = re.findall(r'<section id="([\w-]+)"', room.get("/actor/jordan").text)
    assert "acts-over-time" not in ids
    assert "partners" not in ids
