"""The search in a real browser: suggestions while one types, the slider of months, searches kept in the browser."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Watched

OPTIONS = "#suggested [role=option]"


def begin(page: Page, written: str) -> None:
    page.keyboard.press("/")
    page.locator("#q").press_sequentially(written, delay=20)
    page.locator(OPTIONS).first.wait_for()


def test_a_name_is_chosen_by_the_keyboard_alone(watched: Watched) -> None:
    page = watched.open("/about")
    begin(page, "lavr")
    field = page.locator("#q")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert page.locator(".suggests [role=status]").inner_text()
    assert field.get_attribute("aria-activedescendant") is None, "nothing is chosen by itself"
    field.press("ArrowDown")
    chosen = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    assert chosen.get_attribute("aria-selected") == "true"
    assert "لافرينتييف" in chosen.inner_text()
    box, width = page.locator("#suggested").bounding_box(), page.evaluate("document.documentElement.clientWidth")
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    under = field.bounding_box()
    assert under
    assert box["y"] >= under["y"] + under["height"] - 1, "the list doesn't hide what is written"
    field.press("Enter")
    page.wait_for_url("**/actor/lavrentiev")


def test_esc_puts_the_list_away_and_enter_searches(watched: Watched) -> None:
    page = watched.open("/about?lang=en")
    begin(page, "lavrentiev")
    field = page.locator("#q")
    field.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant")
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    assert page.locator(OPTIONS).count() == 0
    assert field.input_value() == "lavrentiev"
    field.press("Enter")
    page.wait_for_url("**/search?*q=lavrentiev")
    assert page.locator(".hit").count()


def test_a_late_answer_to_an_earlier_question_is_not_shown(watched: Watched) -> None:
    page = watched.open("/about")
    held: list[Route] = []
    page.route("**/suggest.json?*q=la", lambda route: held.append(route))
    field = page.locator("#q")
    field.fill("la")
    page.wait_for_timeout(250)
    field.fill("lavrentiev")
    page.locator(OPTIONS).first.wait_for()
    assert len(held) == 1
    assert "لافرينتييف" in page.locator(OPTIONS).first.inner_text()


def test_the_slider_writes_the_days_that_are_asked(watched: Watched) -> None:
    page = watched.open("/search?q=type:page#facets")
    since = page.locator(".handles [data-end=since]")
    stops = int(since.get_attribute("max") or 0)
    assert stops > 0
    since.focus()
    # From right to left a later month lies to the left.
    since.press("ArrowLeft")
    month = page.locator(".range").get_attribute("data-months").split(" ")[1]  # type: ignore[union-attr]
    assert page.locator(".months [name=since]").input_value() == month
    assert since.get_attribute("aria-valuetext")
    page.locator(".months [name=since]").press("Enter")
    page.wait_for_url(f"**/search?q=type:page+since:{month}")
    assert page.locator(".handles [data-end=since]").count() in (0, 1), "of one month there is nothing to choose"


def test_a_search_is_kept_in_the_browser_with_its_feed(watched: Watched) -> None:
    page = watched.open("/search?q=روسيا#facets")
    page.locator(".keep input[name=name]").fill("<b>روسيا</b>")
    page.locator(".keep button").click()
    kept = page.locator("#saved li[data-here]")
    expect(kept).to_have_count(1)
    assert "<b>روسيا</b>" in kept.inner_text()
    page.goto(watched.address + "/search")
    assert page.request.get(watched.address + (page.locator("#saved .feed").get_attribute("href") or "")).ok
    page.locator("#saved button").click()
    expect(page.locator("#saved")).to_be_hidden()


def test_without_a_script_the_form_searches_and_days_are_fields(scriptless: Watched) -> None:
    page = scriptless.open_plain("/search?q=روسيا")
    assert page.locator(".handles").is_hidden()
    assert page.locator(".keep").is_hidden()
    page.locator(".months [name=until]").fill("2022")
    page.locator(".months button").click()
    page.wait_for_url("**until:2022")
    page.locator("#q").fill("لافرينتييف")
    page.locator("#q").press("Enter")
    assert page.locator(".hit").count()


def test_axe_finds_nothing_serious_with_the_list_open(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(address + "/search?q=type:page")
    page.locator("#q").fill("لافر")
    page.locator(OPTIONS).first.wait_for()
    page.locator("#q").press("ArrowDown")
    found = Axe().run(page).response["violations"]
    context.close()
    assert [(v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in found if v["impact"] in ("serious", "critical")] == []
