"""A ``mahdar`` for shell scripts that has all in memory: one process loads it, and forks for each command.

A process that begins anew loads for two seconds what is known before it does anything, and the documentation has some hundred examples.
They are run by a real shell, each command in a process of its own, with its own folder, environment and streams; only the loading is shared.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

import mahdar

LONGEST = 300
"""Seconds after which a command is ended by itself."""

_SHIM = """#!{python} -SE
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as asked:
    asked.connect({address!r})
    told = json.dumps([sys.argv[1:], None, os.getcwd(), dict(os.environ)]).encode()
    socket.send_fds(asked, [len(told).to_bytes(4, "big")], [0, 1, 2])
    asked.sendall(told)
    status = asked.recv(1)
sys.exit(status[0] if status else 70)
"""


class _Asked(msgspec.Struct, array_like=True):
    """Arguments of ``mahdar``, or else Python code to run."""

    arguments: list[str]
    code: str | None
    folder: str
    environment: dict[str, str]


class Preloaded:
    """The process that forks; a context manager. ``path`` is a folder with a ``mahdar`` to put before the others."""

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory()
        self.path = Path(self._folder.name)
        self._address = str(self.path / "socket")
        shim = self.path / "mahdar"
        shim.write_text(_SHIM.format(python=sys.executable, address=self._address), encoding="utf-8")
        shim.chmod(0o755)
        # The very code that is tested here, wherever another copy is installed.
        source, tests = Path(mahdar.__file__).resolve().parents[1], Path(__file__).resolve().parents[2]
        here = {**os.environ, "PYTHONPATH": os.pathsep.join([str(source), str(tests)])}
        command = [sys.executable, "-m", "tests.support.preloaded", self._address]
        self._process = subprocess.Popen(command, env=here, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == b"ready\n"
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.communicate(timeout=LONGEST)  # Its standard input is closed: it ends.
        self._folder.cleanup()

    def run_code(self, code: str, folder: Path, said: Path) -> int:
        """Run Python code in a process of its own, in ``folder``; what it says, also of how it failed, is written to ``said``. Its status."""
        with said.open("wb") as out, socket.socket(socket.AF_UNIX) as asked:
            asked.connect(self._address)
            told = msgspec.json.encode(_Asked([], code, str(folder), dict(os.environ)))
            socket.send_fds(asked, [len(told).to_bytes(4, "big")], [sys.__stdin__.fileno() if sys.__stdin__ else 0, out.fileno(), out.fileno()])
            asked.sendall(told)
            status = asked.recv(1)
        return status[0] if status else 70


def _serve(address: str) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen(16)
        _load()
        # A command that is over is nobody's to wait for: its status goes to who asked.
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        if (watcher := os.fork()) == 0:
            _accept(listening)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.read()
        os.kill(watcher, signal.SIGTERM)


def _accept(listening: socket.socket) -> None:
    while True:
        asked, _ = listening.accept()
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            listening.close()
            _answer(asked)
        asked.close()


def _answer(asked: socket.socket) -> None:
    signal.alarm(LONGEST)
    status = 70
    try:
        size, streams, _, _ = socket.recv_fds(asked, 4, 3)
        with asked.makefile("rb") as told:
            wanted = msgspec.json.decode(told.read(int.from_bytes(size, "big")), type=_Asked)
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        os.chdir(wanted.folder)
        os.environ.clear()
        os.environ.update(wanted.environment)
        status = _run(wanted)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        asked.send(bytes([status]))
        os._exit(0)


def _run(wanted: _Asked) -> int:
    if wanted.code is None:
        from mahdar.cli.main import run

        return run(wanted.arguments)
    exec(compile(wanted.code, "<example>", "exec"), {"__name__": "__main__"})
    return 0


def _load() -> None:
    """Load what commands load, by a build, a look at it and a search."""
    from mahdar.cli.main import run

    with tempfile.TemporaryDirectory() as folder:
        page, record = Path(folder) / "one.txt", str(Path(folder) / "one.mahdar")
        page.write_text("قال وزير الخارجية الروسي سيرغي لافروف يوم 3 مارس 2018 إن المحادثات ستستأنف في أستانا.\n", encoding="utf-8")
        answers, errors = os.dup(1), os.dup(2)
        with Path(os.devnull).open("r+b", buffering=0) as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
            for command in (["build", record, str(page)], ["show", record], ["search", record, "لافروف"], ["timeline", record]):
                assert run(command) == 0
            sys.stdout.flush()
            os.dup2(answers, 1)
            os.dup2(errors, 2)


if __name__ == "__main__":
    _serve(sys.argv[1])
