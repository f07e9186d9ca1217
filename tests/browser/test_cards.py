from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from tests.browser.conftest import Watched
from tests.support.readings import envoy

pytestmark = pytest.mark.browser

PAGE = f"/page/{envoy().reading().page}"
FULL = "ألكسندر لافرنتييف"
GENERATED = "e => getComputedStyle(e, '::after').content"


def name(page: Page) -> Locator:
    return page.locator(".sheet .in-name", has_text=FULL)


def card(page: Page) -> Locator:
    return page.locator(".card:popover-open")


def inside(page: Page, box: Locator) -> bool:
    return bool(box.evaluate("e => { const b = e.getBoundingClientRect(); return b.left >= 0 && b.top >= 0 && b.right <= innerWidth; }"))


@pytest.fixture
def touched(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True)
    one = Watched(context.new_page(), address)
    yield one
    context.close()
    assert one.faults == []


def test_the_pointer_brings_the_card_and_can_go_to_it(watched: Watched) -> None:
    page = watched.open(PAGE)
    name(page).hover()
    card(page).wait_for()
    told = card(page).inner_text()
    assert "ألكسندر لافرينتييف" in told
    assert "Alexander Lavrentiev" in told
    assert "شخص" in told
    assert "«المبعوث الخاص للرئيس الروسي»" in told
    assert "اسم بعد صفة صاحبه · درجة اليقين 0.99" in told
    assert inside(page, card(page))
    card(page).locator("a").hover()
    page.wait_for_timeout(400)
    assert card(page).is_visible(), "it stays while the pointer is on it"
    card(page).locator("a").click()
    page.wait_for_url("**/actor/lavrentiev")


def test_the_card_goes_with_the_pointer_and_with_esc(watched: Watched) -> None:
    page = watched.open(PAGE)
    name(page).hover()
    card(page).wait_for()
    page.mouse.move(5, 5)
    card(page).wait_for(state="detached")
    name(page).hover()
    card(page).wait_for()
    page.keyboard.press("Escape")
    assert card(page).count() == 0
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_the_keyboard_brings_the_card_and_enter_leads_to_the_entity(watched: Watched) -> None:
    page = watched.open(PAGE)
    page.keyboard.press("Tab")
    name(page).focus()
    card(page).wait_for()
    described = name(page).get_attribute("aria-describedby")
    assert described
    assert "درجة اليقين 0.99" in (page.locator(f"#{described}").text_content() or "")
    assert inside(page, card(page))
    page.keyboard.press("Tab")
    assert card(page).count() <= 1, "one card at a time"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actor/lavrentiev")


def test_a_tap_shows_the_card_and_a_second_one_leads_on(touched: Watched) -> None:
    page = touched.open(PAGE)
    name(page).tap()
    card(page).wait_for()
    assert inside(page, card(page))
    assert PAGE in page.url
    page.locator(".sheet .line.title").tap(position={"x": 5, "y": 5})
    card(page).wait_for(state="detached")
    name(page).tap()
    card(page).locator("a").tap()
    page.wait_for_url("**/actor/lavrentiev")
    page.go_back()
    page.wait_for_load_state()
    name(page).tap()
    name(page).tap()
    page.wait_for_url("**/actor/lavrentiev")


def test_words_that_mean_somebody_have_a_card_and_a_layer(watched: Watched) -> None:
    page = watched.open(PAGE)
    words = page.locator(".sheet .in-reference", has_text="الدبلوماسي الروسي")
    line = "e => getComputedStyle(e).textDecorationLine + ' ' + getComputedStyle(e).textDecorationStyle"
    assert words.evaluate(line) == "underline dotted"
    words.hover()
    card(page).wait_for()
    assert "إحالة بالصفة؛ آخر من ذُكر وله هذه الصفة" in card(page).inner_text()
    page.locator("#show-references").uncheck()
    assert words.evaluate(line).startswith("none")
    words.hover()
    page.wait_for_timeout(400)
    assert card(page).count() == 0, "a layer that is off says nothing"


def test_kinds_differ_by_more_than_colour(watched: Watched) -> None:
    page = watched.open(PAGE)
    drawn = "e => { const s = getComputedStyle(e); return `${s.textDecorationStyle} ${s.textDecorationThickness}`; }"
    lines = {kind: page.locator(f".sheet .in-name.{kind}").first.evaluate(drawn) for kind in ("person", "state", "place")}
    assert len(set(lines.values())) == 3
    legend = page.locator(".legend .kind-mark").evaluate_all(f"found => found.map({drawn})")
    assert legend == list(lines.values()), "the legend shows what the sheet does"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_card_is_told_without_script(scriptless: Watched, language: str) -> None:
    page = scriptless.open_plain(f"{PAGE}?lang={language}")
    assert name(page).evaluate(GENERATED) == "none"
    sure = "درجة اليقين 0.99" if language == "ar" else "confidence 0.99"
    name(page).hover()
    assert sure in name(page).evaluate(GENERATED)
    page.mouse.move(5, 5)
    page.keyboard.press("Tab")
    name(page).focus()
    assert sure in name(page).evaluate(GENERATED)
    page.locator("#show-names").uncheck()
    assert name(page).evaluate(GENERATED) == "none"
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.locator("#show-names").check()
    name(page).click()
    page.wait_for_url("**/actor/lavrentiev*")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_with_the_card_open(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True)
    page = context.new_page()
    page.goto(address + PAGE)
    name(page).hover()
    card(page).wait_for()
    found = Axe().run(page).response["violations"]
    assert card(page).count() == 1
    context.close()
    assert [(v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in found if v["impact"] in ("serious", "critical")] == []


def test_search_has_a_key(watched: Watched) -> None:
    page = watched.open(PAGE)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("لافرنتيف")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    assert page.locator(".hit.entity h2 a").first.text_content() == "ألكسندر لافرينتييف"
    assert page.locator("#q").input_value() == "لافرنتيف"
