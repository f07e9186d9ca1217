from __future__ import annotations

import subprocess
import sys

import pytest
import typer

from mahdar import __version__
from mahdar.cli.main import COMMANDS, app
from tests.support.cli import Run


def test_the_version(mahdar: Run) -> None:
    assert mahdar("--version") == (0, f"mahdar {__version__}\n", "")


@pytest.mark.parametrize(("command", "example"), [(name, told.example) for name, told in COMMANDS.items() if told.example])
def test_each_command_has_help_with_an_example(mahdar: Run, command: str, example: str) -> None:
    result = mahdar(command, "--help")
    assert result.status == 0
    assert example.split()[:2] == ["mahdar", command]
    assert " ".join(example.split()) in " ".join(result.out.split())


@pytest.mark.parametrize("arguments", [["nothing"], ["--nothing"], ["show"], ["build", "x.mahdar"]])
def test_what_cannot_be_understood(mahdar: Run, arguments: list[str]) -> None:
    result = mahdar(*arguments)
    assert result.status == 2
    assert result.err
    assert result.out == ""


def test_no_command_shows_the_help(mahdar: Run) -> None:
    result = mahdar()
    assert result.status == 2
    assert "evaluate" in result.out + result.err


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_tells_of_each_command_what_it_says_itself(name: str) -> None:
    said = typer.main.get_command(app).commands[name].help  # type: ignore[attr-defined]
    assert " ".join(said.split("\n\n")[0].split()) == COMMANDS[name].help


def test_the_list_of_commands_loads_none() -> None:
    heavy = "{'numpy', 'sqlalchemy', 'httpx'}"
    script = f"import sys; from mahdar.cli.main import run; run(['--help']); sys.exit(len({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode == 0


def test_reading_loads_neither_database_nor_network() -> None:
    script = "import sys, mahdar.cli.read; sys.exit(len({'sqlalchemy', 'httpx', 'wordfreq'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode == 0
