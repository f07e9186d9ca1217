"""The face of a story: outlets side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from mahdar.linking.linker import shipped
from mahdar.reader import Reader
from mahdar.record import Record
from mahdar.record.answers import OutletRef, PageRef
from mahdar.record.queries.stories import stories
from mahdar.record.story_answers import ToldAnswer
from mahdar.web.stories import silent
from tests.support.pages import page_of
from tests.support.rooms import Client, reading_room

TALKS = (
    "لافروف يدعو إلى جولة جديدة في جنيف\n"
    "دعا وزير الخارجية الروسي سيرغي لافروف، الأحد، إلى عقد جولة جديدة من المحادثات السورية في جنيف مطلع الشهر المقبل بحضور جميع الأطراف.\n"
    "وقال لافروف إن المحادثات السورية ستستأنف في جنيف مطلع الشهر المقبل بحضور جميع الأطراف المعنية دون شروط مسبقة."
)
OTHER = (
    "موسكو: محادثات جنيف تستأنف الشهر المقبل\n"
    "دعت روسيا إلى عقد جولة جديدة من المحادثات السورية في جنيف مطلع الشهر المقبل بحضور جميع الأطراف.\n"
    "وأكد سيرغي لافروف أن المحادثات السورية ستستأنف في جنيف مطلع الشهر المقبل بحضور جميع الأطراف دون شروط مسبقة.\n"
    "وقال المبعوث الأممي ستيفان دي ميستورا إن ملف الأسرى سيبحث في جلسة منفصلة بعد أسبوع."
)
TEXTS = {"one/a": TALKS, "two/b": OTHER, "three/c": TALKS + "\nوكانت الجولة السابقة قد عقدت في يونيو.\nالمصدر: رويترز"}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Client, str, list[str]]]:
    """The reading room, the story's id, and its pages in the order of their sources."""
    path: Path = tmp_path_factory.mktemp("stories") / "talks.mahdar"
    reader = Reader()
    with Record.create_or_open(path) as record:
        pages = []
        for source, text in TEXTS.items():
            reading = reader.read(page_of(text, source, published="2018-09-02", outlet=source.partition("/")[0]))
            record.add(reading)
            pages.append(reading.page)
        record.link(shipped)
        with record.read() as connection:
            found = stories(connection, least=2).items
    assert len(found) == 1
    with reading_room(path) as client:
        yield client, found[0].id, pages


def test_texts_side_by_side_with_copies_folded(opened: tuple[Client, str, list[str]]) -> None:
    client, story, pages = opened
    answer = client.get(f"/story/{story}.json").json()
    texts = answer["sides"]["texts"]
    assert len(texts) == 2
    assert [copy["sort"] for text in texts for copy in text["copies"]] == ["near"]
    assert {text["page"]["id"] for text in texts} | {copy["page"]["id"] for text in texts for copy in text["copies"]} == set(pages)
    assert [[agency["id"] for agency in text["agencies"]] for text in texts if text["copies"]] == [["reuters"]], "what the outlets share"
    html = client.get(f"/story/{story}").text
    assert "نسخة منه" in html
    assert "النص نفسه محرراً" in html
    assert "ناشران مستقلان" in html or "3 ناشرين مستقلين" in html


def test_common_and_only(opened: tuple[Client, str, list[str]]) -> None:
    client, story, pages = opened
    sides = client.get(f"/story/{story}.json").json()["sides"]
    talks = [one for one in sides["common"] if one["told"][0]["speaker"]["entity"]["id"] == "lavrov"]
    assert talks
    assert "verb" in {d for one in talks for d in one["differ"]}
    assert any("الأسرى" in st["content"]["quote"] for st in sides["only"][pages[1]])
    html = client.get(f"/story/{story}").text
    assert "فعل آخر" in html
    assert "الأسرى" in html


def test_a_story_is_found_from_its_pages_and_the_overview(opened: tuple[Client, str, list[str]]) -> None:
    client, story, pages = opened
    for address in ("/", *(f"/page/{page}" for page in pages)):
        assert f'href="/story/{story}"' in client.get(address).text
    assert client.get("/story/000000000000").status_code == 404
    assert client.get(f"/story/{story}?lang=en").text.count("What several tell") == 1


def test_who_calls_an_actor_what(opened: tuple[Client, str, list[str]]) -> None:
    client, _, _ = opened
    html = client.get("/actor/lavrov").text
    assert "من سماه ماذا" in html
    forms = client.get("/actor/lavrov.json").json()["wording"]["forms"]
    assert {use["label"] for form in forms for use in form["outlets"]} >= {"one", "two"}


def test_outlets_none_of_whose_texts_tell_it_are_named() -> None:
    def page(id_: str, outlet: str | None) -> PageRef:
        outlets = (OutletRef(label=outlet, entity=None, basis="given"),) if outlet else ()
        return PageRef(id=id_, title=None, outlets=outlets, published=None, source=id_, url=None, fetched=None, captures=1)

    pages = {id_: page(id_, outlet) for id_, outlet in (("a", "الأول"), ("b", "الثاني"), ("c", "الثاني"), ("d", "الأول"), ("e", None))}
    told = ToldAnswer(told=(SimpleNamespace(page=pages["a"]),), differ=(), left_out=("b", "c", "d", "e"))  # type: ignore[arg-type]
    assert silent(told, pages) == ("b",)
