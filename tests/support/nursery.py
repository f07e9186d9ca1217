"""Commands that are killed, each in a process of its own that has all in memory from its start.

A process that begins anew loads for seconds what is known before it touches a record. Here one process loads it once and forks for each command,
so that a moment drawn by chance mostly falls into the work on the record.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self
from unittest.mock import patch

import msgspec

import mahdar

LONGEST = 120
"""Seconds after which a command is ended by itself."""


class Command(msgspec.Struct):
    """Arguments of ``mahdar``; ``after`` so many seconds it is killed; no file that it writes may be larger than ``largest`` bytes."""

    arguments: list[str]
    after: float | None = None
    largest: int | None = None


class Ended(msgspec.Struct):
    """How a command ended: its status, or the negative number of the signal that killed it, after how many seconds, and what it said."""

    status: int
    seconds: float
    said: str = ""


class Nursery:
    """The process that forks; a context manager."""

    def __enter__(self) -> Self:
        # The very code that is tested here, wherever another copy is installed.
        source, tests = Path(mahdar.__file__).resolve().parents[1], Path(__file__).resolve().parents[2]
        here = {**os.environ, "PYTHONPATH": os.pathsep.join([str(source), str(tests)])}
        command = [sys.executable, "-m", "tests.support.nursery"]
        self._process = subprocess.Popen(command, env=here, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.communicate(timeout=LONGEST)

    def run(self, arguments: Sequence[object], *, after: float | None = None, largest: int | None = None) -> Ended:
        """Run a command to its end, or kill it ``after`` so many seconds, if it isn't over by then."""
        (ended,) = self._ask([Command(list(map(str, arguments)), after, largest)])
        return ended

    def run_at_once(self, *commands: Sequence[object]) -> list[Ended]:
        """Run several commands at the same time, each in its process."""
        return self._ask([Command(list(map(str, arguments))) for arguments in commands])

    def _ask(self, commands: list[Command]) -> list[Ended]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(msgspec.json.encode(commands) + b"\n")
        self._process.stdin.flush()
        return msgspec.json.decode(self._process.stdout.readline(), type=list[Ended])


def _serve() -> None:
    _load()
    for line in sys.stdin.buffer:
        begun = [_begun(command) for command in msgspec.json.decode(line, type=list[Command])]
        sys.stdout.buffer.write(msgspec.json.encode([_ended(one) for one in begun]) + b"\n")
        sys.stdout.buffer.flush()


def _load() -> None:
    """Load what a build loads, by a build."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "one.txt"
        page.write_text("قال وزير الخارجية الروسي سيرغي لافروف يوم 3 مارس 2018 إن المحادثات ستستأنف في أستانا.\n", encoding="utf-8")
        with (Path(folder) / "said").open("wb") as said:
            assert _run_here(["build", str(Path(folder) / "one.mahdar"), str(page)], said.fileno()) == 0


class _Running(NamedTuple):
    command: Command
    process: int
    said: BinaryIO
    began: float


def _begun(command: Command) -> _Running:
    """The process that runs a command."""
    said = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it has ended
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        signal.alarm(LONGEST)
        if command.largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (command.largest, command.largest))
        os._exit(_run_here(command.arguments, said.fileno()))
    return _Running(command, child, said, began)


def _ended(running: _Running) -> Ended:
    if running.command.after is not None:
        time.sleep(running.command.after)
        os.kill(running.process, signal.SIGKILL)  # Nobody has waited for it yet, so that its number is still its own.
    _, status = os.waitpid(running.process, 0)
    with running.said as said:
        said.seek(0)
        return Ended(os.waitstatus_to_exitcode(status), time.perf_counter() - running.began, said.read().decode(errors="replace"))


def _run_here(arguments: list[str], said: int) -> int:
    from mahdar.cli.main import run

    answers = os.dup(1)
    with Path(os.devnull).open("r+b", buffering=0) as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(said, 2)
        try:
            # Many small transactions, so that a moment falls into each sort of them and between.
            with patch("mahdar.cli.build.AT_ONCE", 8), patch("mahdar.record.linking.AT_ONCE", 8):
                return run(arguments)
        finally:
            os.dup2(answers, 1)


if __name__ == "__main__":
    _serve()
