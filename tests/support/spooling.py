"""A run with an engine, in a process of its own: Daft can be set to work in one way only in the life of a process.

Usage: python -m tests.support.spooling ENGINE SOURCES OUT quick|whole. Prints the report as JSON. Quick is what reads in no time (`Quick`).
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec

from mahdar.capture import find
from mahdar.engine.engines import engine_of
from mahdar.engine.reading import Recipe
from mahdar.engine.report import RunReport
from mahdar.engine.run import plan_of, run
from mahdar.model import Given
from tests.support.dying import Quick

ROOT = Path(__file__).resolve().parents[2]


def spool(engine: str, sources: Path, out: Path, *, reader: str = "quick", seconds: float = 120) -> RunReport:
    """The report of a run by two processes of ``engine``."""
    command = [sys.executable, "-m", "tests.support.spooling", engine, str(sources), str(out), reader]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, timeout=seconds, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=RunReport)


def environment() -> dict[str, str]:
    """The environment in which processes of engines find the package and these tests."""
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}


def main(engine: str, sources: str, out: str, reader: str) -> None:
    """Run, and print the report."""
    recipe = Quick() if reader == "quick" else Recipe()
    report = run(plan_of(find([sources]), Given(), recipe), recipe, Given(), Path(out), engine_of(engine, 2))
    sys.stdout.write(msgspec.json.encode(report).decode() + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
