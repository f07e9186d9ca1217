"""A real browser on a real server: Debian's Chromium, driven by Playwright, on a loopback port of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from mahdar.record import Record
from mahdar.web import create_app
from tests.support.readings import named_readings, stated_readings
from tests.support.rich import rich
from tests.support.rooms import served

WIDTHS = (1280, 390)
HINT = "no chromium found; install it with `apt-get install chromium`"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        if os.environ.get("CI") == "true":
            pytest.fail(HINT)
        pytest.skip(HINT)
    with sync_playwright() as playwright:
        quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
        opened = playwright.chromium.launch(executable_path=chromium, args=quiet)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the reading room of a small record is served."""
    path: Path = tmp_path_factory.mktemp("browser") / "talks.mahdar"
    with Record.create_or_open(path) as record:
        read, sample = rich()
        record.profile_sites(sample)
        for reading in (*stated_readings(), *named_readings(), read):
            record.add(reading)
    with served(create_app(path)) as address:
        yield address


class Watched:
    """A page of the browser that notes what must not happen: console errors, and requests that leave the host."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.faults: list[str] = []
        page.on("console", lambda message: self.faults.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", self._check)

    def _check(self, request: Request) -> None:
        if not request.url.startswith(f"{self.address}/"):
            self.faults.append(f"a request off the host: {request.url}")

    def open_plain(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def open(self, path: str) -> Page:
        self.open_plain(path).evaluate("document.fonts.ready.then(() => null)")
        return self.page


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def watched(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    one = Watched(context.new_page(), address)
    yield one
    context.close()
    assert one.faults == []


@pytest.fixture
def scriptless(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 600}, java_script_enabled=False)
    yield Watched(context.new_page(), address)
    context.close()
