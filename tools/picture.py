"""Takes the pictures of the reading room again, from a record of the example pages alone: `make picture`.

README shows one; docs/reading-room.md shows each face as it is on a desk (1280 px) and on a phone (390 px). Needs Chromium (Debian's package
`chromium`) and the development requirements.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs/images"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
SCREENS = {1280: 1000, 390: 844}
"""How high the picture is, by its width."""


def faces(address: str) -> dict[str, str]:
    """The face of each sort that is shown, by name."""

    def first(path: str) -> str:
        with urllib.request.urlopen(f"{address}/api/v1/{path}") as answer:
            return str(json.load(answer)["items"][0]["id"])

    said = first("statements?meeting=astana-19&speaker=lavrentiev&act=call&limit=1")
    with urllib.request.urlopen(f"{address}/api/v1/statements/{said}") as answer:
        page = json.load(answer)["page"]["id"]
    return {
        "overview": "/",
        "process": "/process/astana",
        "round": "/meeting/astana-19",
        "actor": "/actor/lavrentiev",
        "issue": "/issue/astana/idlib",
        "statement": f"/statement/{said}",
        "page": f"/page/{page}?item={said}",
        "story": f"/story/{first('stories?limit=1')}",
        "search": f"/search?q={quote('لافرينتييف إدلب')}",
        "review": "/review",
    }


def take(browser: Browser, address: str, path: str, file: Path, width: int) -> None:
    """One picture."""
    page = browser.new_page(viewport={"width": width, "height": SCREENS[width]})
    page.goto(f"{address}{path}")
    page.evaluate("document.fonts.ready.then(() => null)")
    page.screenshot(path=str(file))
    page.close()
    print(file.relative_to(ROOT))


def main() -> int:
    """Build the record, serve it on a free loopback port, take the pictures, stop the server."""
    with tempfile.TemporaryDirectory() as folder:
        record = f"{folder}/examples.mahdar"
        mahdar = str(Path(sys.executable).parent / "mahdar")
        subprocess.run([mahdar, "build", record, "examples/pages"], check=True, cwd=ROOT)
        server = subprocess.Popen([mahdar, "serve", record, "--as", "Sara", "--port", "0"], stdout=subprocess.PIPE, text=True, cwd=ROOT)
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip().rstrip("/")
            (IMAGES / "faces").mkdir(parents=True, exist_ok=True)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
                shown = faces(address)
                take(browser, address, shown["page"], IMAGES / "reading-room.png", 1280)
                for name, path in shown.items():
                    for width in SCREENS:
                        take(browser, address, path, IMAGES / f"faces/{name}-{width}.png", width)
                browser.close()
        finally:
            server.terminate()
            server.wait(timeout=10)
    return 0


if __name__ == "__main__":
    sys.exit(main())
