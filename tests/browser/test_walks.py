"""Every face in a real browser, on records of three sorts: the example pages, the seed pages of the shared folder, and generated ones."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from benchmarks import generate
from mahdar import capture
from mahdar.linking.linker import shipped
from mahdar.model import Reading
from mahdar.reader import Reader
from mahdar.record import Record
from mahdar.web import create_app
from tests.browser.conftest import Watched
from tests.support.pages import page_of
from tests.support.rooms import reading_room, served

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("MAHDAR_SHARED") or ROOT.parent / "shared")
PAGES = 2000
"""Pages of the generated record."""

CHOSEN = """() => {
    const marks = [...document.querySelectorAll(".sheet mark:not(mark mark)")], first = marks[0].getBoundingClientRect();
    return {words: marks.map((mark) => mark.textContent), top: first.top, bottom: first.bottom, height: innerHeight};
}"""
"""The words that are marked, and where the first of them stand in the window."""

SHIFT = """() => new Promise((done) => {
    const seen = new PerformanceObserver((list) => done(list.getEntries().reduce((sum, one) => sum + one.value, 0)));
    seen.observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(0), 60);
})"""
"""How far what was shown has moved since, as a share of the window."""


PAINTED = """() => new Promise((done) => {
    const seen = new PerformanceObserver((list) => list.getEntriesByName("first-contentful-paint").forEach((one) => done(one.startTime)));
    seen.observe({ type: "paint", buffered: true });
    setTimeout(() => done(1e9), 5000);
})"""
"""After how many milliseconds something was seen first."""


class Room(NamedTuple):
    """A reading room with the addresses of one thing of each face."""

    address: str
    faces: dict[str, str]
    record: Path


def read(folder: Path) -> list[Reading]:
    reader = Reader()
    return [reader.read(capture.page(path.read_bytes(), path.name)) for path in sorted(folder.glob("*.txt"))]


def filled(path: Path, kind: str) -> None:
    with Record.create_or_open(path) as record:
        if kind == "generated":
            record.add_all(list(generate.readings(PAGES, generate.pool(ROOT / "nowhere"))))
        else:
            record.add_all(read(ROOT / "examples/pages" if kind == "examples" else SHARED / "gold/seeds"))
        record.link(shipped)


def faces(path: Path) -> dict[str, str]:
    """One thing of each face of the record; what it doesn't hold has no face."""
    with reading_room(path) as room:

        def first(kind: str, **asked: str) -> dict[str, Any] | None:
            items = room.get(f"/api/v1/{kind}", params={"limit": "1", **asked}).json()["items"]
            return items[0] if items else None

        found = {"overview": "/", "statements": "/statements", "search": "/search?q=" + quote("روسيا"), "review": "/review", "about": "/about"}
        if process := first("processes"):
            found["process"] = f"/process/{process['id']}"
            if issue := first(f"processes/{process['id']}/issues"):
                found["issue"] = f"/issue/{process['id']}/{issue['key']}"
        for face, kind in (("meeting", "meetings"), ("statement", "statements"), ("actor", "entities"), ("page", "pages"), ("story", "stories")):
            if one := first(kind):
                found[face] = f"/{face}/{one['id']}"
    return found


@pytest.fixture(scope="module", params=["examples", "seeds", "generated"])
def room(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    if request.param == "seeds" and not (SHARED / "gold/seeds").is_dir():
        pytest.skip("no shared folder with seed pages")
    path = tmp_path_factory.mktemp("walks") / f"{request.param}.mahdar"
    filled(path, request.param)
    with served(create_app(path)) as address:
        yield Room(address, faces(path), path)


@pytest.fixture
def walking(browser: Browser, room: Room) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    one = Watched(context.new_page(), room.address)
    yield one
    context.close()
    assert one.faults == []


def test_every_face_opens_in_both_languages_and_on_a_phone(walking: Watched, room: Room) -> None:
    assert {"overview", "process", "meeting", "actor", "statement", "page", "search", "review"} <= set(room.faces)
    for width in (1280, 390):
        walking.page.set_viewport_size({"width": width, "height": 800})
        for face, path in room.faces.items():
            language = "ar" if width == 1280 else "en"
            page = walking.open(f"{path}{'&' if '?' in path else '?'}lang={language}")
            assert page.locator("h1").count() == 1, face
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, (face, width)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("room", ["examples"], indirect=True)
def test_axe_finds_nothing_serious_in_a_story(room: Room, browser: Browser, language: str) -> None:
    """Of the example pages alone: the stories of the others have the same parts."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{room.address}{room.faces['story']}?lang={language}")
    for scheme, only in (("light", None), ("dark", {"runOnly": ["color-contrast"]})):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        found = Axe().run(page, options=only).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found if v["impact"] in ("serious", "critical")] == [], scheme
    context.close()


def test_from_a_process_to_the_words_in_three_clicks(walking: Watched) -> None:
    page = walking.open("/")
    page.locator('main a[href*="/process/"]').first.click()
    page.wait_for_url("**/process/**")
    page.locator('main table a[href*="/meeting/"]').first.click()
    page.wait_for_url("**/meeting/**")
    page.locator('main a[href*="#char="]:visible').first.click()
    page.wait_for_url("**/page/**")
    seen = page.evaluate(CHOSEN)
    assert "".join(seen["words"])
    assert 0 <= seen["top"] < seen["height"], "the words are in view"


def test_what_is_marked_is_what_the_item_says(walking: Watched, room: Room) -> None:
    """Of each statement and meeting of the seed pages, and of some of the others: the words, and that nothing moves under the reader."""
    with Record.open(room.record, read_only=True) as record, record.read() as connection:
        from mahdar.record.queries.pages import page as of_page
        from mahdar.record.queries.pages import pages

        readings = [found.reading for ref in pages(connection, limit=20).items if (found := of_page(connection, ref.id))]
    items: list[tuple[Reading, str, set[tuple[int, int]]]] = []
    for reading in readings:
        items += [(reading, said.id, {(span.start, span.end) for span in (said, *said.more)}) for said in reading.statements]
        for told in reading.meetings:
            spans = (*told.evidence, *(span for slot in told.slots.values() for span in slot.evidence))
            items.append((reading, told.id, {(span.start, span.end) for span in spans}))
    every = 1 if "seeds" in room.record.name else max(1, len(items) // 20)
    assert len(items[::every]) > 5
    for one in items[::every]:
        check(walking, *one)


def check(walking: Watched, reading: Reading, item: str, spans: set[tuple[int, int]]) -> None:
    first = min(spans)
    page = walking.open_plain(f"/page/{reading.page}?item={item}#char={first[0]},{first[1]}")
    covered = sorted({at for start, end in spans for at in range(start, end)})
    marked = "".join(page.evaluate(CHOSEN)["words"])
    assert marked == "".join(reading.text[at] for at in covered if reading.text[at] != "\n"), item
    assert page.evaluate(SHIFT) < 0.05, "the words stay where they are"


def test_a_search_is_narrowed_followed_and_told_in_another_language(walking: Watched, room: Room) -> None:
    page = walking.open(room.faces["search"])
    before = page.locator(".hit").count()
    assert before
    page.locator(".facet a").first.click()
    page.wait_for_load_state()
    assert page.locator(".facet a.chosen-value").count() == 1
    feed = page.locator('link[type="application/atom+xml"]').first.get_attribute("href")
    assert feed
    assert page.request.get(room.address + feed).headers["content-type"].startswith("application/atom+xml")
    page.locator("a.language").click()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.lang") == "en"
    page.goto(room.address + "/about")
    assert page.evaluate("document.documentElement.lang") == "en", "the choice is kept"


def test_names_are_offered_as_one_types(walking: Watched) -> None:
    page = walking.open("/")
    page.locator("header input[type=search]").press_sequentially("روس")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert page.locator("[role=option][aria-selected=true]").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/actor/**")


def test_a_page_is_painted_within_a_second(walking: Watched, room: Room) -> None:
    page = walking.open(room.faces["page"])
    painted = page.evaluate(PAINTED)
    assert painted <= 1000


HOSTILE = "\n".join(
    [
        "<script>window.hacked=1</script>لافروف يلتقي نظيره التركي <img src=x onerror=window.hacked=2>",
        "",
        "قال وزير الخارجية الروسي سيرغي لافروف<svg/onload=window.hacked=3> إن "
        '"الجولة السابعة من محادثات أستانا <b onmouseover=window.hacked=4>ستعقد</b> في 30 تشرين الأول 2017".',
        "وأضاف \u202eأن الوفود وصلت\u202c إلى أستانا \u2066javascript:window.hacked=5\u2069.",
        "أكد لافروف أن الاجتماع سيعقد قريبا في أستانا. " + "كلمة " * 20_000,
    ]
)
"""Markup, handlers and signs of direction where words stand, and a line of a hundred thousand characters."""


def test_hostile_pages_are_shown_as_text(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "hostile.mahdar"
    reading = Reader().read(page_of(HOSTILE, "<img src=x onerror=window.hacked=6>.txt"))
    with Record.create_or_open(path) as record:
        record.add(reading)
        record.link(shipped)
    assert reading.statements
    with served(create_app(path)) as address:
        context = browser.new_context()
        one = Watched(context.new_page(), address)
        one.page.on("dialog", lambda dialog: one.faults.append(dialog.message))
        for face in (*faces(path).values(), f"/page/{reading.page}?item={reading.statements[-1].id}", f"/search?q={quote('<script>')}"):
            page = one.open(face)
            page.locator("main").hover()
            assert page.evaluate("window.hacked") is None, face
        page = one.open(f"/page/{reading.page}")
        assert "<script>window.hacked=1</script>" in page.locator(".sheet").inner_text()
        context.close()
    assert one.faults == []
