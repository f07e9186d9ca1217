from __future__ import annotations

import pytest

from mahdar import __version__
from mahdar.cli.main import EXAMPLES
from tests.support.cli import Run


def test_the_version(mahdar: Run) -> None:
    assert mahdar("--version") == (0, f"mahdar {__version__}\n", "")


@pytest.mark.parametrize(("command", "example"), [(command.__name__, example) for command, example in EXAMPLES.items()])
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
