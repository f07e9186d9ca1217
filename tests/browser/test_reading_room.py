from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Watched
from tests.support.readings import communique, envoy, round_19
from tests.support.rich import rich

pytestmark = pytest.mark.browser

READING = round_19().reading()
DIRECT = next(st for st in READING.statements if st.kind == "direct")
CHOSEN = f"/page/{READING.page}?item={DIRECT.id}#char={DIRECT.start},{DIRECT.end}"
RICH, _ = rich()
FACES = {
    "overview": "/",
    "process": "/process/astana",
    "meeting": "/meeting/astana-19",
    "issue": "/issue/astana/idlib",
    "review": "/review",
    "statements": "/statements?act=call&review=false",
    "statement": f"/statement/{DIRECT.id}",
    "statement with all": f"/statement/{communique().reading().statements[0].id}",
    "no statements": "/statements?act=promise",
    "actor": "/actor/lavrentiev",
    "page": CHOSEN,
    "page of references": f"/page/{envoy().reading().page}",
    "furnished page": f"/page/{RICH.page}",
    "search": "/search?q=المبعوث أو أستانا أو روسيا",
    "search without a query": "/search",
    "about": "/about",
}


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_face_fits_its_screen_in_its_direction(watched: Watched, face: str, language: str) -> None:
    path, _, fragment = FACES[face].partition("#")
    if language == "en":
        path += ("&" if "?" in path else "?") + "lang=en"
    page = watched.open(f"{path}#{fragment}" if fragment else path)
    assert page.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    # A wide table is moved sideways in a box of its own, which fits.
    spilt = """() => [...document.querySelectorAll("main *:not(.unseen):not(.unseen *):not(svg *):not(.wide *)")].filter((e) => {
        const box = e.getBoundingClientRect();
        return box.width && (box.left < -1 || box.right > innerWidth + 1);
    }).map((e) => e.outerHTML.slice(0, 80))"""
    assert page.evaluate(spilt) == []
    loaded = page.evaluate("[...document.fonts].filter((font) => font.status === 'loaded').map((font) => font.family.replaceAll('\"', ''))")
    folded = {"Amiri"} if face in ("process", "issue", "review") else set()  # Words of pages stand there in what is opened, or none do.
    quoting = set() if face in ("about", "no statements", "search without a query") else {"Amiri"}
    assert set(loaded) | folded == {"Plex Arabic"} | quoting, "what pages say is set in another face"


@pytest.fixture(scope="module")
def looking(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("face", FACES)
def test_axe_finds_nothing_serious(looking: Page, address: str, face: str, language: str) -> None:
    path, _, fragment = FACES[face].partition("#")
    looking.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={language}#{fragment}")
    for scheme, only in (("light", None), ("dark", {"runOnly": ["color-contrast"]})):  # A theme changes colours alone.
        looking.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        response = Axe().run(looking, options=only).response
        assert response["passes"], "axe has looked"
        found = [(v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in response["violations"] if v["impact"] in ("serious", "critical")]
        assert found == [], scheme


def test_a_result_leads_to_its_words(watched: Watched) -> None:
    page = watched.open("/search?q=لافرينتييف type:page")
    link = page.locator(".hit .snippet a").first
    words = link.text_content()
    link.click()
    page.wait_for_url("**/page/**")
    assert "".join(page.locator(".sheet mark").all_text_contents()) == words
    page.go_back()
    if page.locator(".to-facets a").is_visible():
        page.locator(".to-facets a").click()
    page.locator(".types a.chosen-value").click()
    assert page.locator("#q").input_value() == "لافرينتييف"


def test_evidence_is_marked_and_in_view(watched: Watched) -> None:
    page = watched.open(CHOSEN)
    page.wait_for_timeout(200)
    assert "".join(page.locator(".sheet mark").all_text_contents()) == DIRECT.of(READING.text)
    box = page.locator(".sheet mark").first.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 800
    yellow, sheet = (page.locator(place).first.evaluate("e => getComputedStyle(e).backgroundColor") for place in (".sheet mark", ".sheet"))
    assert yellow != sheet
    item = page.locator(".side .item.on")
    assert item.count() == 1
    if page.viewport_size and page.viewport_size["width"] > 1000:
        beside = item.bounding_box()
        assert beside is not None
        assert 0 <= beside["y"] <= 800, "the margin shows the chosen item too"


def test_evidence_is_marked_without_script(scriptless: Watched) -> None:
    page = scriptless.open_plain(CHOSEN)
    assert "".join(page.locator(".sheet mark").all_text_contents()) == DIRECT.of(READING.text)
    box = page.locator(".sheet mark").first.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 600


def test_an_address_that_names_characters_marks_them(watched: Watched) -> None:
    name = READING.names[2]
    page = watched.open_plain(f"/page/{READING.page}#char={name.start},{name.end}")
    page.wait_for_selector(".sheet mark")
    assert page.locator(".sheet mark").text_content() == name.of(READING.text)


def test_from_a_fact_to_its_words_in_the_page(watched: Watched) -> None:
    page = watched.open("/meeting/astana-19")
    claimed = page.locator(".facts .ev mark").first.text_content()
    page.locator(".facts .ev small a").first.click()
    page.wait_for_selector(".sheet mark")
    assert "".join(page.locator(".sheet mark").all_text_contents()) == claimed


def test_furniture_folds(watched: Watched) -> None:
    page = watched.open(f"/page/{READING.page}")
    fold = page.locator(".sheet details.fold").first
    assert not fold.locator(".line").first.is_visible()
    fold.locator("summary").click()
    assert fold.locator(".line").first.is_visible()
    assert "3 أسطر" in (fold.locator("summary").text_content() or "")


def test_layers_switch_without_script(scriptless: Watched) -> None:
    page = scriptless.open_plain(f"/page/{READING.page}")
    name = page.locator(".sheet .in-name").first
    decoration = "e => getComputedStyle(e).textDecorationLine"
    assert name.evaluate(decoration) == "underline"
    page.locator("#show-names").uncheck()
    assert name.evaluate(decoration) == "none"


SHOWN = "e => getComputedStyle(e, '::after').content"
"""What a label shows of its reason."""


@pytest.mark.parametrize(("language", "why"), [("ar", "العنوان فوق المتن"), ("en", "the headline above the text")])
def test_the_reason_is_shown_on_hover_and_on_focus(watched: Watched, language: str, why: str) -> None:
    page = watched.open(f"/page/{RICH.page}?lang={language}")
    role = page.locator(".line.title .role")
    assert role.evaluate(SHOWN) == "none"
    role.hover()
    assert why in role.evaluate(SHOWN)
    page.mouse.move(0, 0)
    assert role.evaluate(SHOWN) == "none"
    page.keyboard.press("Tab")
    role.focus()
    assert why in role.evaluate(SHOWN)
    page.keyboard.press("Escape")
    assert role.evaluate(SHOWN) == "none", "what lies over the text can be put away"
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_the_reasons_for_furniture_stand_in_the_open_fold(watched: Watched) -> None:
    page = watched.open(f"/page/{RICH.page}")
    fold = page.locator(".fold").first
    fold.locator("summary").click()
    labels = fold.locator(".line:not(.again) .role")
    told = labels.evaluate_all("found => found.map((e) => getComputedStyle(e, '::before').content)")
    assert [words.strip('"') for words in told][2:] == ["9 عناوين متلاصقة", "عدد مما يعدّه الموقع"]
    boxes = labels.evaluate_all("found => found.map((e) => e.getBoundingClientRect()).map((b) => [b.top, b.height])")
    assert all(height > 10 for _, height in boxes)
    assert boxes == sorted(boxes), "each beside or above its line"


def test_a_tap_on_a_label_shows_the_reason_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/page/{RICH.page}")
    page.locator(".line.dateline .role").tap()
    page.wait_for_url("**mark=*")
    assert "".join(page.locator(".sheet mark").all_text_contents()) == "نشر في: 12 سبتمبر 2017"
    assert "يبدأ بلفظ نشر" in page.locator(".chosen-line .role").evaluate(SHOWN)
    assert "يبدأ بلفظ نشر" in (page.locator(".side .item.on").text_content() or "")
    context.close()


def test_labels_can_be_switched_off(scriptless: Watched) -> None:
    page = scriptless.open_plain(f"/page/{RICH.page}")
    role = page.locator(".line.title .role")
    assert role.is_visible()
    page.locator("#show-roles").uncheck()
    assert not role.is_visible()


def test_copying_over_lines_takes_no_labels_along(watched: Watched) -> None:
    page = watched.open(f"/page/{RICH.page}")
    page.locator(".fold").first.locator("summary").click()
    copied = page.locator(".sheet").evaluate(
        """e => { const range = document.createRange(); range.selectNodeContents(e); const s = getSelection(); s.removeAllRanges(); s.addRange(range);
                  return s.toString(); }"""
    )
    kept = [line.strip() for line in copied.split("\n") if line.strip() and "من الموقع لا من الخبر" not in line]
    captured = [line.strip() for line in RICH.text.split("\n") if line.strip()]
    assert kept == captured[: len(kept)]
    assert len(kept) == 14, "all but the fold that is closed"


def test_what_is_copied_is_what_was_captured(watched: Watched) -> None:
    page = watched.open(f"/page/{READING.page}")
    line = page.locator(".sheet .line", has_text="قال ألكسندر")
    selected = line.evaluate(
        """e => { const range = document.createRange(); range.selectNodeContents(e); const s = getSelection(); s.removeAllRanges(); s.addRange(range);
                  return s.toString(); }"""
    )
    assert selected == READING.text.split("\n")[6]


def test_the_keyboard_goes_from_item_to_item_and_to_the_evidence(watched: Watched) -> None:
    page = watched.open("/meeting/astana-19")
    items = "const items = [...document.querySelectorAll('[data-item]')];"
    focused = f"(() => {{ {items} return items.indexOf(document.activeElement.closest('[data-item]')); }})()"
    page.keyboard.press("j")
    assert page.evaluate(focused) == 0
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate(focused) == 1
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", "focus is seen"
    page.keyboard.press("e")
    page.wait_for_selector(".sheet mark")


def test_axis_labels_do_not_overlap(watched: Watched) -> None:
    page = watched.open("/")
    sides = "found => found.map(e => e.getBoundingClientRect()).map(b => [b.left, b.right]).sort((a, b) => a[0] - b[0])"
    boxes = page.locator(".axis text:visible").evaluate_all(sides)
    assert len(boxes) == 2
    assert all(one[1] <= other[0] for one, other in pairwise(boxes))
    if page.viewport_size and page.viewport_size["width"] > 1000:
        first, last = (page.locator(".axis a").nth(n).locator("circle").bounding_box() for n in (0, 1))
        assert first is not None
        assert last is not None
        assert first["x"] > last["x"], "time runs from right to left in Arabic"


def test_filters_fold_on_a_phone_and_open_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/statements")
    facets = page.locator("#facets")
    assert not facets.is_visible()
    page.get_by_role("link", name="تصفية القائمة").click()
    assert facets.is_visible()
    assert facets.evaluate("e => e.getBoundingClientRect().top") < page.locator("article.st").first.evaluate("e => e.getBoundingClientRect().top")
    facets.get_by_role("link", name="طلب", exact=True).click()
    assert "act=call" in page.url
    assert not facets.is_visible(), "a choice leads back to the list"
    context.close()


def test_the_way_goes_in_the_direction_of_reading(watched: Watched) -> None:
    face = FACES["statement with all"]
    for language, sign in (("ar", -1), ("en", 1)):
        stops = watched.open(f"{face}?lang={language}").locator(".way li").all()
        boxes = [stop.bounding_box() for stop in stops]
        assert len(boxes) == 4
        for one, other in pairwise(boxes):
            assert one
            assert other
            if watched.page.evaluate("innerWidth") > 800:
                assert (other["x"] - one["x"]) * sign > 0
            else:
                assert other["y"] > one["y"]


def test_a_citation_is_copied_as_it_is_sent(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + FACES["statement with all"])
    page.locator('.copy[data-copy="cite-ar"]').click()
    page.get_by_text("نُسخ", exact=True).wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.evaluate("() => fetch(location.pathname + '.txt').then((answer) => answer.text())").rstrip("\n")
    context.close()


def test_citations_can_be_read_and_selected_without_script(scriptless: Watched) -> None:
    page = scriptless.open_plain(FACES["statement with all"])
    assert page.locator(".copy:visible").count() == 0
    page.get_by_text("BibTeX", exact=True).first.click()
    assert page.locator("#cite-bibtex").is_visible()
    assert page.locator("#cite-bibtex").evaluate("e => getComputedStyle(e).userSelect") == "all"
