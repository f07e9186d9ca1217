from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.support.cli import Run


@pytest.fixture
def record(mahdar: Run, pages: Path, tmp_path: Path) -> Path:
    path = tmp_path / "talks.mahdar"
    assert mahdar("build", path, pages).status == 0
    return path


@pytest.mark.slow
@pytest.mark.parametrize(("host", "shown", "options"), [("127.0.0.1", "http://127.0.0.1:", []), ("localhost", "http://localhost:", ["--read-only"])])
def test_the_address_is_the_first_line_and_an_interruption_ends_it(record: Path, host: str, shown: str, options: list[str]) -> None:
    command = [sys.executable, "-m", "mahdar", "serve", str(record), "--host", host, "--port", "0", *options]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout
            address = process.stdout.readline().strip()
            assert address.startswith(shown)
            with urllib.request.urlopen(address, timeout=30) as answer:
                assert answer.status == 200
            process.send_signal(signal.SIGINT)
            rest, err = process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == 0, err
    assert rest == ""
    assert "Traceback" not in err


def test_a_port_that_is_taken(mahdar: Run, record: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = mahdar("serve", record, "--port", str(port))
    assert result.status == 2
    assert result.err == f"mahdar: can't listen on 127.0.0.1, port {port}: Address already in use; --port 0 picks a free one\n"


def test_an_address_of_another_machine(mahdar: Run, record: Path) -> None:
    result = mahdar("serve", record, "--host", "192.0.2.1", "--port", "0")
    assert result.status == 2
    assert "expected --accounts FILE or --token" in result.err
    (token := record.with_name("token")).write_text("a-token-that-is-long-enough-to-be-one\n", encoding="utf-8")
    token.chmod(0o600)
    result = mahdar("serve", record, "--host", "192.0.2.1", "--port", "0", "--token", str(token))
    assert result.status == 2
    assert "can't listen on 192.0.2.1" in result.err
