"""Reviewing in a real browser: with the keyboard alone, by selecting words, on a phone, and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from mahdar.record import Record
from mahdar.web import create_app
from mahdar.web.desk.access import Access
from tests.browser.conftest import Watched
from tests.support.desk import doubtful
from tests.support.readings import all_readings
from tests.support.records import record_of
from tests.support.rooms import served

pytestmark = pytest.mark.browser

SAID = doubtful().statements[0].id
WORDS = "إن الحوار سيستمر في الربيع"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return record_of([*all_readings(), doubtful()], tmp_path / "talks.mahdar")


@pytest.fixture
def desk(path: Path) -> Iterator[str]:
    """Where Sara edits."""
    with served(create_app(path, read_only=False, access=Access(local="Sara"))) as address:
        yield address


def opened(browser: Browser, desk: str, *, width: int = 1280, scripts: bool = True, scheme: str = "light") -> Watched:
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts, color_scheme=scheme)  # type: ignore[arg-type]
    return Watched(context.new_page(), desk)


def speaker(path: Path) -> str | None:
    from mahdar.record.queries.statements import statement

    with Record.open(path, read_only=True) as record, record.read() as connection:
        said = statement(connection, SAID)
    return said.speaker.entity.id if said and said.speaker and said.speaker.entity else None


def select(page: Page, words: str) -> None:
    """Select words of the page's text, as a pointer would."""
    page.evaluate(
        """(words) => {
          const text = document.getElementById("text"), walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT), nodes = [];
          while (walker.nextNode()) nodes.push(walker.currentNode);
          const whole = nodes.map((node) => node.data).join(""), from = whole.indexOf(words), range = document.createRange();
          let at = 0;
          for (const node of nodes) {
            const end = at + node.data.length;
            if (from >= at && from < end) range.setStart(node, from - at);
            if (from + words.length > at && from + words.length <= end) range.setEnd(node, from + words.length - at);
            at = end;
          }
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        words,
    )
    page.wait_for_selector("#picks:not([hidden])")


def test_a_speaker_is_corrected_with_the_keyboard_alone_and_stays(browser: Browser, desk: str, path: Path) -> None:
    watched = opened(browser, desk)
    page = watched.open("/review?kind=statement")
    assert page.evaluate("document.activeElement.id") == "card-1"
    page.keyboard.press("s")
    page.wait_for_url("**/edit/statement/**")
    assert page.evaluate("document.activeElement.name") == "f.speaker"
    page.keyboard.press("Control+a")
    page.keyboard.type("لافرينتييف")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/judgement/**")
    told = page.inner_text("main")
    assert "ألكسندر لافرينتييف" in told
    assert "تركيا" in told, "what it was before"
    assert speaker(path) == "lavrentiev"
    with Record.open(path) as record:
        assert record.add(doubtful(engine="9.9.9"))
    assert speaker(path) == "lavrentiev", "a newer engine doesn't bring the old one back"
    page.keyboard.press("j")
    page.wait_for_url("**/review?kind=statement")
    assert "لا شيء هنا" in page.inner_text("main")
    assert watched.faults == []


def test_keys_confirm_take_back_and_go_on(browser: Browser, desk: str) -> None:
    watched = opened(browser, desk)
    page = watched.open("/review")
    cards = page.locator("[data-card]")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "card-2"
    page.keyboard.press("k")
    page.keyboard.press("y")
    page.wait_for_selector("#card-1.done")
    assert page.evaluate("document.activeElement.id") == "card-2"
    page.keyboard.press("u")
    page.wait_for_selector("#card-1:not(.done)")
    assert page.evaluate("document.activeElement.id") == "card-1"
    page.keyboard.press("?")
    assert page.locator("#help").get_attribute("open") is not None
    assert cards.count() == 4
    log = page.evaluate("fetch('/api/v1/judgements').then((answer) => answer.json())")
    # A meeting that two pages tell of is confirmed, and taken back, on both.
    assert [entry["state"] for entry in log["items"]] == ["applied", "applied", "undone", "undone"]
    assert watched.faults == []


def test_words_are_chosen_by_selecting_them(browser: Browser, desk: str) -> None:
    watched = opened(browser, desk)
    page = watched.open(f"/edit/statement/{SAID}")
    page.keyboard.press("Escape")
    select(page, WORDS)
    page.keyboard.press("c")
    start = doubtful().text.index(WORDS)
    assert page.input_value("[name='f.content']") == f"{start},{start + len(WORDS)}", "in code points, doves or not"
    select(page, "ألكسندر لافرينتييف")
    page.click("[data-pick='f.speaker']")
    assert page.input_value("[name='f.speaker']") == "ألكسندر لافرينتييف [lavrentiev]"
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/judgement/**")
    said = page.evaluate(f"fetch('/api/v1/statements/{SAID}').then((answer) => answer.json())")
    assert said["content"]["quote"] == WORDS
    assert said["speaker"]["words"]["quote"] == "ألكسندر لافرينتييف"
    assert watched.faults == []


def test_words_are_chosen_with_arrows(browser: Browser, desk: str) -> None:
    watched = opened(browser, desk)
    page = watched.open(f"/edit/statement/{SAID}")
    page.focus("#text")
    page.keyboard.press("ArrowLeft")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowLeft")
    page.wait_for_selector("#picks:not([hidden])")
    page.keyboard.press("c")
    start, end = map(int, page.input_value("[name='f.content']").split(","))
    assert doubtful().text[start:end] in doubtful().text
    assert len(doubtful().text[start:end].split()) >= 3
    assert watched.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_it_fits_and_targets_are_large(browser: Browser, desk: str, scheme: str) -> None:
    watched = opened(browser, desk, width=390, scheme=scheme)
    for face in ("/review", f"/edit/statement/{SAID}", "/edit/entity/turkey", "/edit/meeting/astana-19"):
        page = watched.open(face)
        assert page.evaluate("document.documentElement.scrollWidth") == 390, face
        small = page.eval_on_selector_all(
            ".acts :is(button, .button)", "(all) => all.filter((one) => one.offsetHeight < 44).map((one) => one.textContent)"
        )
        assert small == [], face
        found = Axe().run(page).response
        assert [one["id"] for one in found["violations"] if one["impact"] in ("serious", "critical")] == [], face
    page = watched.open("/review?kind=statement")
    page.click("#card-1 form[data-key='y'] button")
    page.wait_for_selector("#card-1.done")
    assert watched.faults == []


def test_without_scripts_plain_forms_do_it(browser: Browser, desk: str, path: Path) -> None:
    page = opened(browser, desk, scripts=False).open_plain("/review?kind=statement")
    page.click(".acts >> text=القائل")
    page.fill("[name='f.speaker']", "lavrentiev")
    page.click("button.main")
    assert "ما تغيّر بالتصحيح" in page.inner_text("h1")
    assert speaker(path) == "lavrentiev"
    page.click("text=تراجع")
    assert speaker(path) == "turkey"
