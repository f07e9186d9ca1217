"""Correcting from where things are shown, and suggestions in the fields of forms, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from mahdar.web import create_app
from mahdar.web.desk.access import Access
from tests.browser.conftest import Watched
from tests.support.desk import doubtful
from tests.support.readings import all_readings
from tests.support.records import record_of
from tests.support.rooms import served

pytestmark = pytest.mark.browser

SAID = doubtful().statements[0].id
READ = next(read for read in all_readings() if read.source == "site-b/astana.txt")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where Sara edits; nothing is written here."""
    path: Path = record_of([*all_readings(), doubtful()], tmp_path_factory.mktemp("ways") / "talks.mahdar")
    with served(create_app(path, read_only=False, access=Access(local="Sara"))) as address:
        yield address


def opened(browser: Browser, desk: str, *, width: int = 1280, scripts: bool = True) -> Watched:
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    return Watched(context.new_page(), desk)


def asked(address: str) -> tuple[str, dict[str, list[str]]]:
    parts = urlsplit(address)
    return parts.path, parse_qs(parts.query)


def test_the_card_of_a_name_leads_to_the_form_of_that_name(browser: Browser, desk: str) -> None:
    watched = opened(browser, desk)
    page = watched.open(f"/page/{READ.page}")
    name = READ.names[-1]
    page.hover(f'[data-at="{name.start},{name.end}"]')
    link = page.locator(".card:popover-open [data-corrects]")
    link.wait_for()
    path, query = asked(link.get_attribute("href") or "")
    assert path == f"/edit/name/{READ.page}"
    assert query["at"] == [f"{name.start},{name.end}"]
    link.click()
    page.wait_for_url("**/edit/name/**")
    assert page.input_value('[name="f.span"]') == f"{name.start},{name.end}"
    assert watched.faults == []


def test_a_key_opens_the_form_of_the_name_that_has_the_focus(browser: Browser, desk: str) -> None:
    watched = opened(browser, desk)
    page = watched.open(f"/page/{READ.page}")
    name = READ.names[0]
    page.keyboard.press("Tab")
    page.focus(f'[data-at="{name.start},{name.end}"]')
    page.locator(".carded").wait_for()
    page.keyboard.press("c")
    page.wait_for_url("**/edit/name/**")
    assert asked(page.url)[1]["at"] == [f"{name.start},{name.end}"]
    assert watched.faults == []


@pytest.mark.parametrize("width", [1280, 390])
def test_a_name_is_suggested_and_chosen_with_the_keyboard(browser: Browser, desk: str, width: int) -> None:
    watched = opened(browser, desk, width=width)
    page = watched.open(f"/edit/statement/{SAID}")
    field = page.locator('[name="f.speaker"]')
    field.fill("")
    field.press("ArrowDown")
    assert page.locator("[role=option]").count() > 1, "the names of the page, before anything is written"
    field.type("لافرنتي")
    option = page.locator("[role=option]", has_text="لافرينتييف").first
    option.wait_for()
    box = option.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert field.get_attribute("aria-expanded") == "true"
    assert Axe().run(page).violations_count == 0
    field.press("ArrowDown")
    field.press("Enter")
    assert "[lavrentiev]" in field.input_value()
    assert page.url.partition("?")[0].endswith(f"/edit/statement/{SAID}"), "choosing sends nothing"
    assert page.locator("[role=option]").count() == 0
    field.fill("لافر")
    option.wait_for()
    field.press("Escape")
    assert page.evaluate("document.activeElement.name") == "f.speaker", "Escape closes the list, and no more"
    assert watched.faults == []


def test_without_a_script_the_names_of_the_page_are_offered(browser: Browser, desk: str) -> None:
    page = opened(browser, desk, scripts=False).open_plain(f"/edit/statement/{SAID}")
    assert page.get_attribute('[name="f.speaker"]', "list") == "offers-entities"
    assert page.locator("#offers-entities option").count() > 1
