"""The sheet in a browser: what it tells of statements, and layers that stay as they were chosen; the keys of a time axis."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Watched
from tests.support.readings import round_19

pytestmark = pytest.mark.browser

PAGE = f"/page/{round_19().reading().page}"


def point_at(page: Page, quote: str) -> None:
    """Bring the pointer over words of the sheet that are no name's."""
    words = page.locator(".sheet .in-statement", has_text=quote).first
    words.scroll_into_view_if_needed()
    # The first of its lines: a box around all of them has corners in which there is none.
    x, y = words.evaluate("e => { const b = e.getClientRects()[0]; return [b.right - 4, b.top + b.height / 2]; }")
    page.mouse.move(x, y)


def test_the_pointer_brings_what_is_told_of_a_statement(watched: Watched) -> None:
    page = watched.open(PAGE)
    point_at(page, "نطلب")
    card = page.locator(".card:popover-open")
    card.wait_for()
    told = card.inner_text()
    assert "طلب" in told
    assert "إلى تركيا" in told
    assert "درجة اليقين" in told
    page.keyboard.press("Escape")
    card.wait_for(state="hidden")
    page.uncheck("#show-statements")
    point_at(page, "نطلب")
    page.wait_for_timeout(250)
    assert not card.is_visible(), "a layer that is off tells nothing"


def test_layers_stay_as_they_were_chosen(watched: Watched) -> None:
    page = watched.open(PAGE)
    page.uncheck("#show-names")
    page.check("#show-meetings")
    page.reload()
    assert not page.is_checked("#show-names")
    assert page.is_checked("#show-meetings")
    assert page.is_checked("#show-times")


def test_keys_bring_a_time_axis_nearer_and_farther(watched: Watched) -> None:
    page = watched.open("/process/astana")
    page.locator("[data-zoom=nearer]").focus()
    page.keyboard.press("+")
    page.wait_for_url("**since=*")
    page.locator("[data-zoom=nearer]:focus").wait_for()  # So that it can be pressed again.
    page.keyboard.press("-")
    page.locator("[data-zoom]:focus").wait_for()
