"""The wheel holds everything: it works outside the checkout, without it."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import urllib.request
import zipfile
from pathlib import Path

import msgspec
import pytest

from mahdar.invariants import check
from mahdar.model import Reading

ROOT = Path(__file__).resolve().parent.parent
PAGE = "افتتاح الجولة العشرين من محادثات أستانا\n\nقال وزير الخارجية الروسي سيرغي لافروف إن المحادثات بدأت في موعدها.\n"

pytestmark = pytest.mark.package


def call(*command: str | Path, cwd: Path) -> str:
    environment = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=ROOT)
    (path,) = folder.glob("mahdar-*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of a new environment with the wheel; dependencies come from the environment of the tests."""
    folder = tmp_path_factory.mktemp("elsewhere")
    call(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    python = folder / "venv/bin/python"
    call(sys.executable, "-m", "uv", "pip", "install", "--offline", "--no-deps", "--python", python, wheel, cwd=folder)
    site = Path(call(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    # A plain path in a .pth file brings the packages, but not what their own .pth files point at: the checkout stays out.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    where = call(python, "-c", "import mahdar; print(mahdar.__file__)", cwd=folder).strip()
    assert Path(where).is_relative_to(site)
    return python.parent


def test_the_wheel_holds_code_and_data_and_nothing_else(wheel: Path) -> None:
    source = ROOT / "src"
    # What git doesn't ignore: the caches of Python and the tools are no part of it.
    expected = {path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
        (licence,) = [name for name in archive.namelist() if name.endswith("/LICENSE")]
        assert archive.read(licence) == (ROOT / "LICENSE").read_bytes()
    assert held == expected


def test_it_reads_builds_and_shows_elsewhere(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    reading = check(msgspec.json.decode(call(installed / "mahdar", "read", "page.txt", cwd=tmp_path), type=Reading))
    assert reading.text == PAGE
    assert [name.of(PAGE) for name in reading.names if name.entity == "lavrov"] == ["سيرغي لافروف"]
    call(installed / "mahdar", "build", "talks.mahdar", "page.txt", cwd=tmp_path)
    assert "Lavrov" in call(installed / "mahdar", "show", "talks.mahdar", cwd=tmp_path)


def test_it_serves_the_reading_room_elsewhere(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    call(installed / "mahdar", "build", "talks.mahdar", "page.txt", cwd=tmp_path)
    with subprocess.Popen([installed / "mahdar", "serve", "talks.mahdar", "--port", "0"], cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            address = process.stdout.readline().strip()
            with urllib.request.urlopen(address, timeout=30) as answer:
                assert answer.status == 200
                assert b"<html" in answer.read()
        finally:
            process.terminate()
