"""The face of a round: who said what for which side, what one outlet alone tells, documents; and a statement as others tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.support.floor import floor_readings
from tests.support.records import record_of
from tests.support.rooms import Client, reading_room
from tests.web.test_said import plain

ROUND = "/meeting/astana-19"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    path = record_of(floor_readings(), tmp_path_factory.mktemp("round") / "round.mahdar")
    with reading_room(path) as opened:
        yield opened


def part(source: str, name: str) -> str:
    """A section of a face, with what it holds."""
    rest = source.partition(f'<section id="{name}"')[2]
    ends = [found.start() for found in re.finditer(r'\n<section id="', rest)]
    return "<main" + rest[: ends[0]] if ends else "<main" + rest


def test_one_face_answers_when_where_who_what_and_by_whom_it_was_carried(room: Client) -> None:
    source = room.get(ROUND).text
    told = plain(source)
    assert "22–23 نوفمبر 2022" in told or "21" in told
    assert "أستانا" in told
    floor = plain(part(source, "statements"))
    assert "المبعوث، روسيا" in floor
    assert "نطلب من شركائنا في تركيا أن يتريثوا" in floor
    assert "نوفوستي" in floor
    assert "تاس" in floor
    assert "قيل في الاجتماع مستهل الجولة الـ19 من محادثات أستانا" in floor
    assert "ونقله أيضاً منصة المرقب" in floor
    assert "انفرد به صحيفة الضفة" in floor


def test_what_was_said_is_narrowed_by_the_address(room: Client) -> None:
    calls = plain(part(room.get(f"{ROUND}?act=call&addressee=turkey").text, "statements"))
    assert "نطلب من شركائنا" in calls
    assert "نقل الحوار إلى جنيف" not in calls
    by_speaker = room.get(f"{ROUND}?speaker=kazakhstan-mfa").text
    assert "أظهر كل ما قيل" in by_speaker
    assert "نطلب من شركائنا" not in plain(part(by_speaker, "statements"))
    assert "لا شيء بهذه الشروط" in room.get(f"{ROUND}?act=warn").text
    assert room.get(f"{ROUND}?act=shout").status_code == 400
    assert room.get(f"{ROUND}?side=<script>&speaker=<b>").status_code == 200


def test_what_one_outlet_alone_tells_and_the_documents(room: Client) -> None:
    source = room.get(ROUND).text
    assert "كازاخستان" in plain(part(source, "only"))
    assert "البيان الختامي" in plain(part(source, "documents"))
    english = plain(room.get(f"{ROUND}?lang=en").text)
    assert "What only one outlet tells" in english
    assert "Said at the meeting" in english


def test_the_same_as_json(room: Client) -> None:
    told = room.get(f"{ROUND}.json?side=russia").json()
    assert told["floor"]["found"] == 4
    assert told["floor"]["sides"][0]["speakers"][0]["office"]["role"] == "envoy"
    assert told["meeting"]["id"] == "astana-19"


def test_a_statement_as_another_outlet_tells_it(room: Client) -> None:
    told = room.get(f"{ROUND}.json?act=call").json()["floor"]["sides"][0]["spoken"][0]["told"]
    source = room.get(f"/statement/{told[0]['id']}").text
    copies = part(source, "copies")
    assert re.search(r'<ins><span class="unseen"[^>]*>زاده: </span>[^<]*قليلاً</ins>', copies)
    assert re.search(r"<del><span[^>]*>أسقطه: </span>", copies), "in words too, not by colour alone"
    assert f'href="/statement/{told[1]["id"]}"' in copies
    given = room.get(f"/statement/{told[0]['id']}.json").json()
    assert given["variants"]["total"] == 1
    assert given["context"]["text"].startswith("قال ألكسندر")


def test_every_evidence_link_opens_its_words(room: Client) -> None:
    """What is marked on the page that a link of the round leads to is what the link says."""
    links = set(re.findall(r'href="(/page/[^"]*?)#char=(\d+),(\d+)"', room.get(ROUND).text))
    assert len(links) > 8
    for address, start, end in links:
        source = room.get(address.replace("&amp;", "&")).text
        assert f'id="char={start},{end}"' in source, address


def test_a_line_that_tells_several_facts_is_quoted_once(room: Client) -> None:
    source = room.get(ROUND).text
    table = source.partition('<table class="facts">')[2].partition("</table>")[0]
    lines = re.findall(r'<span class="words"[^>]*>(.*?)</span>\n<small>.*?href="(/page/[^"?#]+)[^"]*">([^<]+)<', table, re.DOTALL)
    assert len({(page, re.sub("<[^>]+>", "", line)) for line, page, _ in lines}) == len(lines)
    named = re.findall(r'id="(line-\d+)"', table)
    referred = re.findall(r'href="#(line-\d+)"', table)
    assert set(referred) == set(named) != set()
    assert len(named) == len(set(named))
    assert "كما في 1" in plain("<main" + table)
