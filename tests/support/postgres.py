"""A PostgreSQL of the tests' own: a cluster in a temporary folder, on 127.0.0.1, by a user without privileges, ended with the tests."""

from __future__ import annotations

import importlib.util
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, NoReturn

import pytest
from sqlalchemy import create_engine, text

from mahdar.record import Record

OLDEST = 15
LIVES = "3600"
"""Seconds after which the server ends by itself, should the tests be killed before they end it."""

_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "60",
    "shared_buffers": "32MB",
    # Nothing of it is to outlive a crash of the machine. (What was committed outlives one of the server.)
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    # Two writers in each other's way are to be told soon.
    "deadlock_timeout": "100ms",
    "log_min_messages": "panic",
}


def binaries() -> Path | None:
    """The folder of the newest server's programs; None where there is none that is new enough. Debian has a folder for each version."""
    if (on_path := shutil.which("pg_ctl")) is not None and shutil.which("initdb") is not None:
        return Path(on_path).resolve().parent
    found = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if folder.parent.name.isdecimal() and (folder / "initdb").is_file()]
    newest = max(found, key=lambda folder: int(folder.parent.name), default=None)
    return newest if newest is not None and int(newest.parent.name) >= OLDEST else None


class Cluster:
    """A running server. Databases are made from a template that holds an empty record, and dropped one by one."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        # Not in pytest's own folder: another user may not pass through that.
        self.folder = Path(tempfile.mkdtemp(prefix="mahdar-postgres-"))
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:  # The server refuses to be root.
            user = pwd.getpwnam("nobody")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self._as = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        self._data = self.folder / "data"
        self.password = secrets.token_urlsafe(12)
        self.port = 0
        self._made = 0
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Make the cluster and start its server. Raises `RuntimeError` where it won't."""
        secret = self.folder / "password"
        secret.write_text(self.password)
        secret.chmod(0o644)
        # Words are compared by ICU's rules for Arabic here, so that a column that isn't told otherwise is found out.
        rules = ["--locale", "C", "--locale-provider", "icu", "--icu-locale", "ar", "--encoding", "UTF8"]
        access = ["--auth", "scram-sha-256", "--username", "mahdar", "--pwfile", str(secret)]
        self._run("initdb", "--pgdata", str(self._data), "--no-sync", *rules, *access)
        secret.unlink()
        for _ in range(5):  # Another program may take the port before the server does.
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                self.port = free.getsockname()[1]
            if self.go_on():
                break
        else:
            raise RuntimeError(f"PostgreSQL didn't start: {(self.folder / 'log').read_text()[-500:]}")
        self.sql("CREATE DATABASE empty_record")
        Record.create_or_open(self.url("empty_record")).close()

    def go_on(self) -> bool:
        """Start the server, be it for the first time or after `halt`."""
        settings = [part for name, value in {**_SETTINGS, "port": str(self.port)}.items() for part in ("-c", f"{name}={value}")]
        command = ["timeout", "--signal=INT", LIVES, str(self._programs / "postgres"), "-D", str(self._data), *settings]
        with (self.folder / "log").open("ab") as log:
            self._server = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder, env=_plain(), **self._as)
        until = time.monotonic() + 60
        while self._server.poll() is None and time.monotonic() < until:
            ready = subprocess.run([self._programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)], env=_plain(), check=False)
            if ready.returncode == 0:
                return True
            time.sleep(0.05)
        self.halt()
        return False

    def halt(self) -> None:
        """Stop the server as a crash does; `go_on` starts it again, with what it had."""
        if self._server is not None:
            if self._server.poll() is None:
                # By the process id that this server left in its own folder.
                self._run("pg_ctl", "stop", "--pgdata", str(self._data), "--mode", "immediate", "--timeout", "30", may_fail=True)
            self._server.wait(timeout=40)
            self._server = None

    def stop(self) -> None:
        """Stop the server and drop all that it had."""
        self.halt()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str, role: str = "mahdar", password: str | None = None) -> str:
        """The URL of a database, by the owner unless said otherwise."""
        return f"postgresql://{role}:{self.password if password is None else password}@127.0.0.1:{self.port}/{database}"

    def database(self, *, empty: bool = False) -> str:
        """The URL of a new database: of an empty record, or with nothing in it."""
        self._made += 1
        name = f"record_{self._made}"
        self.sql(f"CREATE DATABASE {name} TEMPLATE {'template0' if empty else 'empty_record'}")
        return self.url(name)

    def drop(self, url: str) -> None:
        """Drop a database, whoever is in it."""
        self.sql(f"DROP DATABASE IF EXISTS {url.rpartition('/')[2]} WITH (FORCE)")

    def sql(self, command: str, database: str = "postgres") -> None:
        """Run a command as the owner of all."""
        engine = create_engine(self.url(database).replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(command))
        engine.dispose()

    def _run(self, program: str, *arguments: str, may_fail: bool = False) -> None:
        done = subprocess.run(
            [self._programs / program, *arguments],
            capture_output=True,
            text=True,
            cwd=self.folder,
            timeout=120,
            env=_plain(),
            check=False,
            **self._as,
        )
        if done.returncode and not may_fail:
            raise RuntimeError(f"{program}: {done.stdout[-300:]}{done.stderr[-500:]}")


def _plain() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C"}


def started() -> Cluster:
    """A running cluster. Without PostgreSQL what needs one is skipped, but fails in CI."""
    programs = binaries()
    if programs is None:
        _without(f"no PostgreSQL {OLDEST} or newer: apt-get install postgresql")
    if importlib.util.find_spec("psycopg") is None:
        _without("no psycopg: pip install 'mahdar[postgres]'")
    made = Cluster(programs)
    try:
        made.start()
    except BaseException:
        made.stop()
        raise
    return made


def _without(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
