"""The overview: what one asks in the morning, in figures that are those of the lists behind them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mahdar.record import Record
from mahdar.web import create_app
from mahdar.web.charts import steps
from tests.support.figures import SPEAKER, page, told_readings
from tests.support.readings import all_readings
from tests.support.records import record_of
from tests.support.rooms import Client, reading_room


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    path = record_of(told_readings(), tmp_path_factory.mktemp("overview") / "told.mahdar")
    with reading_room(path) as opened:
        yield opened


def section(client: Client, address: str, id_: str) -> str:
    [found] = re.findall(rf'<section id="{id_}">.*?</section>', client.get(address).text, re.DOTALL)
    return str(found)


def test_the_order_of_the_morning(client: Client) -> None:
    """First what happened, who spoke, what waits; then the lists of what there is; last how the record stands."""
    ids = re.findall(r'<section id="([\w-]+)"', client.get("/").text)
    assert ids == ["processes", "rounds", "speakers", "waiting", "coverage", "statements", "actors", "pages", "health"]


def test_processes_with_their_latest_round(tmp_path: Path) -> None:
    with reading_room(record_of(all_readings(), tmp_path / "talks.mahdar")) as client:
        face = client.get("/index.json").json()
        assert [(one["id"], one["rounds"], one["latest"]["ordinal"]) for one in face["processes"]] == [("astana", 2, 21)]
        told = section(client, "/", "processes")
        assert 'href="/process/astana"' in told
        assert f'href="/meeting/{face["processes"][0]["latest"]["id"]}"' in told
        assert 'role="group"' in told, "the rounds on their axis"


def test_who_spoke_most_leads_to_what_was_said(room: Client) -> None:
    told = section(room, "/", "speakers")
    [(address, count)] = re.findall(r'<a class="n" href="([^"]*)">(\d+)</a>', told)
    assert room.get(html.unescape(address).replace("/statements?", "/statements.json?")).json()["statements"]["total"] == int(count) == 7
    assert 'href="/actor/turkey"' in told, "to whom"
    assert "<svg" in told
    assert room.get("/index.json").json()["speakers"][0]["acts"] == {"call": 2, "hope": 1, "reject": 1, "state": 3}


def test_the_picture_of_what_is_covered_and_its_table(room: Client) -> None:
    told = section(room, "/", "coverage")
    assert 'role="img"' in told
    head = re.findall(r'<th scope="col">(.*?)</th>', told)
    assert [re.sub("<[^>]*>", "", one) for one in head] == ["الشهر", "صحيفة الضفة", "وكالة سهب", "المجموع"]
    rows = [re.findall(r'(?:class="n"[^>]*>(\d+)|class="zero")', row) for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", told)]
    assert [[int(found or 0) for found in row] for row in rows] == [[2, 0, 2], [0, 2, 2], [0, 1, 1]]
    answered = room.get("/index.json").json()["coverage"]
    assert [sum(over["captures"] for over in one["over"]) for one in answered] == [one["captures"] for one in answered] == [4, 3]
    for address in re.findall(r'class="n" href="([^"]*)"', told):
        assert room.get(html.unescape(address)).status_code == 200, address


def test_time_runs_to_the_left_in_arabic(room: Client) -> None:
    def first_and_last(address: str) -> tuple[float, float]:
        places = [float(x) for x in re.findall(r'<rect x="([\d.]+)%" y=', section(room, address, "coverage"))]
        return places[0], places[-1]

    first, last = first_and_last("/")
    assert first > last, "November is at the right"
    first, last = first_and_last("/?lang=en")
    assert first < last
    assert len(steps(["2022-11", "2023-02"]).steps) == 4


def test_what_waits_is_counted_and_shown(room: Client) -> None:
    told = section(room, "/", "waiting")
    assert "تصريحان غير مؤكدين" in told
    face = room.get("/index.json").json()
    assert face["waiting"]["statements"] == len(face["doubtful"]) == room.get("/statements.json?review=true").json()["statements"]["total"] == 2
    for one in face["doubtful"]:
        assert one["content"]["quote"] in html.unescape(told)
        assert f'href="/statement/{one["id"]}"' in told


def test_the_health_of_the_record_is_what_it_knows(room: Client) -> None:
    health = room.get("/index.json").json()["health"]
    assert (health["undated"], health["unlinked"], health["silent"]) == (1, 7, 0)
    told = section(room, "/", "health")
    assert "7 صفحات لم تُربط" in told
    assert "0.1.0" in told
    assert "one page" not in told
    assert "seven" not in section(room, "/?lang=en", "health")
    assert "7 pages to be linked" in section(room, "/?lang=en", "health")


def test_figures_follow_the_record(tmp_path: Path) -> None:
    path = record_of([page(0)], tmp_path / "grows.mahdar")
    with reading_room(path) as client, Record.open(path) as record:
        # However busy the machine, what is asked for is worked out while one waits.
        client.app.state.figures._front._quick = 60.0
        assert client.get("/index.json").json()["speakers"][0]["said"] == 1
        record.add(page(1))
        assert client.get("/index.json").json()["speakers"][0]["said"] == 2
        assert client.get(f"/actor/{SPEAKER}.json").json()["speaking"]["said"] == 2
        record.add(page(2))
        assert client.get(f"/actor/{SPEAKER}.json").json()["speaking"]["said"] == 3


def test_what_is_late_says_so_and_is_kept_by_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mahdar.record.remembering import Keeping

    path = record_of([page(0)], tmp_path / "late.mahdar")
    app = create_app(path)
    monkeypatch.setattr(app.state.figures, "_front", Keeping(app.state.figures._record, app.state.figures._front._work, quick=-1.0))
    monkeypatch.setattr("mahdar.record.remembering.REST", 1e9)
    with Client(app) as client, Record.open(path) as record:
        client.headers["accept"] = "text/html"
        assert "no-store" not in client.get("/").headers["cache-control"]
        record.add(page(1))
        late = client.get("/")
        assert late.headers["cache-control"] == "no-store"
        assert "قبل قليل" in late.text


def test_nothing_inline(room: Client) -> None:
    for address in ("/", "/?lang=en", f"/actor/{SPEAKER}"):
        assert not re.search(r"\sstyle=|<script(?! type=\"module\" src)|\son\w+=", room.get(address).text)


def test_as_much_waits_as_the_queue_has(client: Client) -> None:
    told = client.get("/index.json").json()["waiting"]
    queue = client.get("/review.json").json()["queue"]
    assert queue == client.get("/api/v1/review", params={"limit": 12}).json()
    assert queue["kinds"] == {kind: told[f"{kind.removesuffix('y')}ies" if kind == "entity" else f"{kind}s"] for kind in queue["kinds"]}
    assert queue["kinds"]["meeting"] == 1
    shown = client.get("/").text.partition('id="waiting"')[2]
    assert re.search(rf'class="n">{queue["total"]}<', shown)
