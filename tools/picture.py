"""Takes the picture of the reading room that README shows: `make picture`, from a record of the example pages.

Needs Chromium (Debian's package `chromium`) and the development requirements.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs/images/reading-room.png"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def main() -> int:
    """Build the record, serve it on a free loopback port, take the picture, stop the server."""
    with tempfile.TemporaryDirectory() as folder:
        record = f"{folder}/examples.mahdar"
        mahdar = str(Path(sys.executable).parent / "mahdar")
        subprocess.run([mahdar, "build", record, "examples/pages"], check=True, cwd=ROOT)
        server = subprocess.Popen([mahdar, "serve", record, "--port", "0"], stdout=subprocess.PIPE, text=True, cwd=ROOT)
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip().rstrip("/")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
                page = browser.new_page(viewport={"width": 1280, "height": 860})
                page.goto(f"{address}/meeting/astana-18")
                page.get_by_role("link", name="السطر 5").first.click()
                page.wait_for_load_state("networkidle")
                page.evaluate("window.scrollTo(0, 0)")
                PICTURE.parent.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=str(PICTURE))
                browser.close()
        finally:
            server.terminate()
            server.wait(timeout=10)
    print(PICTURE.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
