"""Faces on paper: nothing to press, nothing cut off, and where each is found."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.support.readings import named_readings, stated_readings

pytestmark = pytest.mark.browser

PAGE, SAID = named_readings()[0].page, stated_readings()[0].statements[0].id
FACES = (
    "/",
    "/process/astana",
    "/meeting/astana-19",
    "/actor/turkey",
    f"/page/{PAGE}",
    f"/statement/{SAID}",
    "/statements",
    "/search?q=أستانا",
    "/review",
)
A4 = 703
"""Pixels of CSS between margins of 12 mm."""

CUT = """() => [...document.querySelectorAll("main *")].filter((one) => {
  const box = one.getBoundingClientRect(), width = document.documentElement.clientWidth;
  return box.width && box.height && (box.left < -1 || box.right > width + 1) && !one.closest(".unseen, details:not([open])");
}).map((one) => one.outerHTML.slice(0, 120))"""

PRESSED = """() => [...document.querySelectorAll("button, select, input, .top, .foot, .correct, .pager")].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width && box.height && !one.closest(".unseen");
}).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("face", FACES)
def test_a_face_on_paper(browser: Browser, address: str, face: str) -> None:
    context = browser.new_context(viewport={"width": A4, "height": 994}, color_scheme="dark")
    page = context.new_page()
    page.goto(address + face)
    page.evaluate("document.fonts.ready.then(() => null)")
    assert not page.is_visible(".printed")
    page.emulate_media(media="print")
    assert page.evaluate(CUT) == []
    assert page.evaluate(PRESSED) == []
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.inner_text(".printed").startswith("محضر")
    assert address.removeprefix("http://") in page.inner_text(".printed")
    context.close()
