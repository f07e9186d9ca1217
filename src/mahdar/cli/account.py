"""``mahdar account``: who may use a reading room that is served to others."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from mahdar.cli import options
from mahdar.cli.terminal import put
from mahdar.errors import UsageError

if TYPE_CHECKING:
    from mahdar.web.desk.accounts import Accounts, Role

app = typer.Typer(no_args_is_help=True, help="Keep the accounts of a reading room.", subcommand_metavar="WHAT …")

ROLES_TOLD = "reader|editor|admin"

File = Annotated[Path, typer.Argument(help="The file of accounts, beside the record.", metavar="FILE", dir_okay=False)]
Name = Annotated[str, typer.Argument(help="The name that stands in the log of corrections.", metavar="NAME")]
FromInput = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input: its first line.")]
RoleOption = Annotated[
    str, typer.Option("--role", help="reader: may read; editor: may correct, too; admin: may keep the accounts, too.", metavar=ROLES_TOLD)
]


@app.command(epilog="Example: `mahdar account add accounts.json Sara --role editor`")
def add(file: File, name: Name, *, role: RoleOption = "reader", password_stdin: FromInput = False) -> None:
    """Add an account; the file is made where there is none."""
    given = _role(role)
    accounts = _accounts(file, make=True)
    if accounts.named(name) is not None:
        raise UsageError(f"expected a name that no account has, got {name!r}")
    made = accounts.add(name, given, _password(password_stdin))
    put(f"{made.name}  {made.role}")


@app.command("list", epilog="Example: `mahdar account list accounts.json`")
def list_(file: File, *, as_json: options.AsJson = False) -> None:
    """Print the accounts with their roles."""
    held = _accounts(file).all()
    if as_json:
        put(msgspec.json.encode([{"name": one.name, "role": one.role} for one in held]).decode())
        return
    for one in held:
        put(f"{one.name}  {one.role}")


@app.command(epilog="Example: `mahdar account role accounts.json Sara admin`")
def role(file: File, name: Name, role: Annotated[str, typer.Argument(help="The new role.", metavar=ROLES_TOLD)]) -> None:
    """Give an account another role. Its sessions end."""
    changed = _accounts(file).set_role(name, _role(role))
    put(f"{changed.name}  {changed.role}")


@app.command(epilog="Example: `mahdar account password accounts.json Sara`")
def password(file: File, name: Name, *, password_stdin: FromInput = False) -> None:
    """Give an account another password. Its sessions end."""
    accounts = _accounts(file)
    if accounts.named(name) is None:
        raise UsageError(f"expected the name of an account ({', '.join(one.name for one in accounts.all()) or 'none'}), got {name!r}")
    changed = accounts.set_password(name, _password(password_stdin))
    put(f"{changed.name}  {changed.role}")


@app.command(epilog="Example: `mahdar account remove accounts.json Sara`")
def remove(file: File, name: Name) -> None:
    """Remove an account. Its sessions end; what was entered under its name stays."""
    gone = _accounts(file).remove(name)
    put(f"{gone.name}  removed")


def _accounts(file: Path, *, make: bool = False) -> Accounts:
    # Not above: the web's libraries are slow to load, and the other commands don't need them.
    from mahdar.web.desk.accounts import Accounts

    return Accounts.create_or_open(file) if make else Accounts.open(file)


def _role(told: str) -> Role:
    from mahdar.web.desk.accounts import ROLES

    found = next((role for role in ROLES if role == told), None)
    if found is None:
        raise UsageError(f"expected a role ({', '.join(ROLES)}), got {told!r}")
    return found


def _password(from_input: bool) -> str:
    """The password, from standard input or typed twice."""
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UsageError("expected a terminal to type the password; give it with --password-stdin")
    first = getpass.getpass("Password: ")
    if getpass.getpass("The same again: ") != first:
        raise UsageError("expected the same password twice, got two")
    return first
