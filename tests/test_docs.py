"""The documentation tells all that there is, and what it shows works."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from mahdar.cli.main import app
from tests.support.preloaded import Preloaded

ROOT = Path(__file__).resolve().parent.parent


def commands(of: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """The commands with their names, each group before its own."""
    for part in of.list_commands(None):
        yield (full := f"{name} {part}".strip()), of.commands[part]
        if hasattr(of.commands[part], "commands"):
            yield from commands(of.commands[part], full)


COMMANDS = dict(commands(typer.main.get_command(app)))
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def section(name: str) -> str:
    """The part of docs/cli.md about a command."""
    text = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    found = re.search(rf"^##+ mahdar {name}\n(.*?)(?=^##+ |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"docs/cli.md has no section `mahdar {name}`"
    return found[1]


def options(name: str) -> set[str]:
    """The long options of a command."""
    return {option for parameter in COMMANDS[name].params for option in (*parameter.opts, *parameter.secondary_opts) if option.startswith("--")}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name: str) -> None:
    told = set(re.findall(r"`(--[\w-]+)", section(name)))
    assert options(name) - told == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_documented_option_is_there(name: str) -> None:
    told = set(re.findall(r"(?<![\w-])(--[a-z][\w-]*)", section(name)))
    assert told - options(name) - {"--help"} == set()


def test_every_documented_command_is_there() -> None:
    text = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    assert re.findall(r"^##+ mahdar (\w+(?: \w+)*)", text, re.MULTILINE) == list(COMMANDS)


def blocks(path: str, language: str) -> str:
    """The fenced blocks of one language in a file, one after the other."""
    text = (ROOT / path).read_text(encoding="utf-8")
    return "\n".join(code for kind, code in FENCE.findall(text) if kind == language)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example pages, where the examples of one file after the other are run."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


@pytest.fixture(scope="module")
def preloaded() -> Iterator[Preloaded]:
    with Preloaded() as opened:
        yield opened


@pytest.mark.slow
@pytest.mark.parametrize("path", ["README.md", "docs/cli.md", "docs/dossiers.md", "docs/knowledge.md"])
def test_shell_examples_run(workspace: Path, preloaded: Preloaded, path: str) -> None:
    lines = blocks(path, "sh").splitlines()
    made = [line for line in lines if line.startswith("make ")]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for line in made:
        target = line.split()[1]
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"{path}: `make {target}` has no rule"
    # What fetches, installs or goes on serving isn't for a test of the text.
    shown = [line for line in lines if not line.startswith(("make ", "git ", "cd ", "apt-get ", "sudo ", "pip ", "mahdar serve"))]
    assert any(line.startswith("mahdar ") for line in shown), f"{path}: no example to run"
    environment = os.environ | {"PATH": os.pathsep.join([str(preloaded.path), str(Path(sys.executable).parent), os.environ["PATH"]])}
    script = ["bash", "-euo", "pipefail", "-c", "\n".join(shown)]
    done = subprocess.run(script, cwd=workspace, env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", ["README.md", *sorted(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md") if "```python" in p.read_text("utf-8"))]
)
def test_python_examples_run(workspace: Path, preloaded: Preloaded, tmp_path: Path, path: str) -> None:
    code = blocks(path, "python")
    assert "mahdar" in code
    assert preloaded.run_code(code, workspace, tmp_path / "said") == 0, (tmp_path / "said").read_text(encoding="utf-8")


def test_every_room_has_a_page() -> None:
    rooms = {p.parent.name for p in (ROOT / "src/mahdar").glob("*/__init__.py")}
    elsewhere = {"web": "reading-room", "engine": "scale", "linking": "record", "semantic": "search"}
    missing = {room for room in rooms if not (ROOT / f"docs/{elsewhere.get(room, room)}.md").exists()}
    assert missing == set()


@pytest.mark.parametrize("path", sorted(str(path.relative_to(ROOT)) for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]))
def test_links_between_documents_lead_somewhere(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?://|#|mailto:)([^)\s#]+)", text):
        assert ((ROOT / path).parent / target).exists(), f"{path}: {target} isn't there"
