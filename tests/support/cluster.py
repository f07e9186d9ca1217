"""A Ray cluster of two nodes on loopback addresses of this machine, for tests and measurements: with its token, and gone with who began it."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

HEAD, OTHER = "127.0.0.2", "127.0.0.3"
_LONGEST = 60.0
"""Seconds that a node may take to come up."""


class RayCluster:
    """Two nodes with so many cores each, in the environment ``around``. ``address`` is where programs join that this process begins meanwhile."""

    def __init__(self, around: Mapping[str, str], cores: int = 1) -> None:
        self._around, self._cores = around, cores
        # Ray's sockets have long names, and a socket's name may have some hundred characters.
        self._folder = tempfile.mkdtemp(prefix="r", dir="/tmp")
        self._nodes: list[subprocess.Popen[bytes]] = []
        with socket.socket() as free:
            free.bind((HEAD, 0))
            self.address = f"{HEAD}:{free.getsockname()[1]}"
        self.environment = {
            "RAY_AUTH_MODE": "token",
            "RAY_AUTH_TOKEN": secrets.token_hex(32),
            "RAY_USAGE_STATS_ENABLED": "0",
            "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
            "RAY_DEDUP_LOGS": "0",
            "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "1",
            "DO_NOT_TRACK": "1",
        }
        self._before: dict[str, str | None] = {}

    def __enter__(self) -> Self:
        self._before = {name: os.environ.get(name) for name in self.environment}
        os.environ.update(self.environment)
        try:
            self._start("--head", f"--node-ip-address={HEAD}", f"--port={self.address.rpartition(':')[2]}", "--include-dashboard=false")
            self._start(f"--node-ip-address={OTHER}", f"--address={self.address}")
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def _start(self, *options: str) -> None:
        head = not self._nodes
        command = [sys.executable, "-m", "ray.scripts.scripts", "start", "--block", f"--num-cpus={self._cores}", "--disable-usage-stats", *options]
        command += [f"--temp-dir={self._folder}", "--object-store-memory=100000000"] if head else ["--object-store-memory=100000000"]
        log = Path(self._folder, f"node-{len(self._nodes)}.log").open("wb")  # noqa: SIM115 - the node's
        self._nodes.append(subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, env={**self._around, **self.environment}))
        log.close()
        until = time.monotonic() + _LONGEST
        told = Path(self._folder, f"node-{len(self._nodes) - 1}.log")
        while b"Ray runtime started" not in told.read_bytes():
            if self._nodes[-1].poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"expected a node of Ray to start, got:\n{told.read_text(errors='replace')}")
            time.sleep(0.1)

    def stop(self) -> None:
        """End the nodes, each with the processes that it began."""
        for node in reversed(self._nodes):
            with suppress(ProcessLookupError):
                node.terminate()
        until = time.monotonic() + 10
        for node in self._nodes:
            with suppress(subprocess.TimeoutExpired):
                node.wait(max(0.1, until - time.monotonic()))
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(node.pid, signal.SIGKILL)
            node.wait()
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        shutil.rmtree(self._folder, ignore_errors=True)
