"""The chronology's web page in a real browser, from a file: nothing is fetched, nothing overflows, axe finds nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from mahdar.export.chronology.webpage import webpage
from mahdar.export.languages import Language
from mahdar.record import Record
from mahdar.record.queries.chronology import chronology
from tests.support.readings import process_readings

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[Language, Path]:
    folder = tmp_path_factory.mktemp("chronology")
    with Record.create_or_open(folder / "a.mahdar") as record:
        for reading in process_readings():
            record.add(reading)
        with record.read() as connection:
            told = chronology(connection, known=True)
    languages: tuple[Language, ...] = ("ar", "en")
    written: dict[Language, Path] = {language: folder / f"{language}.html" for language in languages}
    for language, path in written.items():
        path.write_text(webpage(told, language), encoding="utf-8")
    return written


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_can_be_read_by_all(browser: Browser, files: dict[Language, Path], language: Language, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(files[language].as_uri())
    assert asked == [files[language].as_uri()]
    assert complaints == []
    for summary in page.query_selector_all("summary")[:4]:
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    found = Axe().run(page).response
    assert found["passes"], "axe has looked"
    assert [(v["id"], [node["target"] for node in v["nodes"]][:3]) for v in found["violations"]] == []
    context.close()
