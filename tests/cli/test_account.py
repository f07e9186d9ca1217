"""Accounts on the command line, and to whom a record is served."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from mahdar.web.desk.accounts import Accounts
from tests.support.cli import Result, Run


@pytest.fixture
def account(mahdar: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `mahdar account` with a password on standard input."""

    def call(*arguments: str | Path, password: str = "a long password") -> Result:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        return mahdar("account", *arguments)

    return call


def test_accounts_are_kept(account: Run, tmp_path: Path) -> None:
    file = tmp_path / "accounts.json"
    assert account("add", file, "سارة", "--role", "admin", "--password-stdin") == Result(0, "سارة  admin\n", "")
    assert account("add", file, "Omar", "--password-stdin").out == "Omar  reader\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert account("role", file, "Omar", "editor").out == "Omar  editor\n"
    assert account("password", file, "Omar", "--password-stdin", password="another password").status == 0
    held = Accounts.open(file)
    assert held.check("Omar", "another password")
    assert held.check("Omar", "a long password") is None
    assert held.check("nobody", "a long password") is None
    assert json.loads(account("list", file, "--json").out) == [{"name": "Omar", "role": "editor"}, {"name": "سارة", "role": "admin"}]
    assert account("remove", file, "Omar").status == 0
    assert account("list", file).out == "سارة  admin\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["list"], "make one with `mahdar account add"),
        (["add", "Omar", "--role", "king", "--password-stdin"], "expected a role (reader, editor, admin), got 'king'"),
        (["add", "Omar"], "give it with --password-stdin"),
        (["add", "O\u202emar", "--password-stdin"], "expected a name of 1 to 80 letters"),
        (["remove", "Omar"], "make one with"),
    ],
)
def test_what_is_of_no_use_is_told(account: Run, tmp_path: Path, arguments: list[str], told: str) -> None:
    result = account(arguments[0], tmp_path / "accounts.json", *arguments[1:])
    assert result.status == 2
    assert told in result.err


def test_a_short_password_and_a_second_account_of_a_name_are_refused(account: Run, tmp_path: Path) -> None:
    file = tmp_path / "accounts.json"
    assert "a password of 10 to" in account("add", file, "Omar", "--password-stdin", password="short").err
    assert account("add", file, "Omar", "--password-stdin").status == 0
    assert "a name that no account has" in account("add", file, "Omar", "--password-stdin").err


def test_the_last_admin_stays_one(account: Run, tmp_path: Path) -> None:
    file = tmp_path / "accounts.json"
    account("add", file, "Sara", "--role", "admin", "--password-stdin")
    account("add", file, "Omar", "--password-stdin")
    assert "an admin is left" in account("role", file, "Sara", "reader").err
    assert "an admin is left" in account("remove", file, "Sara").err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--host", "0.0.0.0"], "--host 0.0.0.0: expected --accounts FILE or --token FILE"),
        (["--host", "192.0.2.1", "--as", "Sara"], "expected --accounts FILE or --token FILE"),
        (["--host", "0.0.0.0", "--as", "Sara", "--accounts", "none.json"], "--as: expected an address of this machine alone"),
        (["--host", "0.0.0.0", "--accounts", "none.json"], "none.json: expected a file of accounts"),
        (["--token", "none.txt"], "--token: expected a file with a token"),
        (["--token", "env:NO_SUCH_VARIABLE"], "expected a token of 20 or more characters"),
        (["--token", "none.txt", "--token-role", "admin"], "--token-role: expected reader or editor"),
        (["--public-url", "minutes.example"], "--public-url: expected an address as https://"),
        (["--as", " "], "--as: expected a name"),
    ],
)
def test_nothing_is_served_to_others_without_accounts(mahdar: Run, pages: Path, tmp_path: Path, options: list[str], told: str) -> None:
    assert mahdar("build", tmp_path / "talks.mahdar", pages / "1.txt").status == 0
    result = mahdar("serve", tmp_path / "talks.mahdar", "--port", "0", *options)
    assert result.status == 2
    assert told in result.err
