"""``mahdar serve``: the reading room of a record."""

from __future__ import annotations

import signal
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast
from urllib.parse import urlsplit

import typer

from mahdar.cli import options
from mahdar.cli.terminal import Status, put
from mahdar.errors import UsageError
from mahdar.record import Record

if TYPE_CHECKING:
    from mahdar.web.desk.access import Access
    from mahdar.web.desk.accounts import Role


def serve(
    record_path: options.RecordPath,
    *,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.", metavar="ADDRESS")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="The port to listen on; 0 picks a free one.", metavar="PORT", min=0, max=65535)] = 8077,
    read_only: Annotated[bool, typer.Option("--read-only", help="Open the record for reading alone; whoever would write is refused.")] = False,
    local: Annotated[
        str | None, typer.Option("--as", help="Edit in the browser under this name, on this machine alone: whoever uses it may.", metavar="NAME")
    ] = None,
    accounts: Annotated[
        Path | None,
        typer.Option("--accounts", help="Let in who has an account in this file alone (`mahdar account` keeps it).", metavar="FILE", dir_okay=False),
    ] = None,
    token: Annotated[
        str | None, typer.Option("--token", help="Let in programs that send this bearer token: a file that holds it, or env:NAME.", metavar="FILE")
    ] = None,
    token_role: Annotated[str, typer.Option("--token-role", help="What programs with the token may do.", metavar="reader|editor")] = "reader",
    token_name: Annotated[str, typer.Option("--token-name", help="The name of such programs in the log of corrections.", metavar="NAME")] = "program",
    public: Annotated[
        str | None,
        typer.Option("--public-url", help="The address under which people reach it, where a proxy stands before it.", metavar="URL"),
    ] = None,
) -> None:
    """Serve the reading room of a record.

    The address is the first line printed. Ctrl-C ends it. Without an account all may read, and nobody writes; so it listens to this machine alone.
    """
    access = _access(host, local, accounts, token, token_role, token_name, public, read_only=read_only)
    # Not above: the web's libraries are slow to load, and the other commands don't need them.
    import uvicorn

    from mahdar.web import create_app
    from mahdar.web.warming import Warming, load_words

    with Record.open(record_path, read_only=read_only):
        pass  # A record that isn't there, or isn't one, is told before anything listens.
    app = create_app(record_path, read_only=read_only, access=access)
    load_words()
    with _listen(host, port) as listener:
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listener.getsockname()[1]}/"
        put(address)
        # In a large record this takes a while: whoever asks first may wait for a part of it, and not for this to have an address.
        warming = Warming(app, access.public or address)
        warming.begin()
        # The server ends in order on the first signal and then raises it again, which is no accident here.
        signal.signal(signal.SIGINT, lambda *_: None)
        # What proxies say of readers isn't taken for true: anybody may say it.
        uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, proxy_headers=False)).run(sockets=[listener])
        warming.stop()
    raise typer.Exit(Status.DONE)


def _access(
    host: str,
    local: str | None,
    accounts: Path | None,
    token: str | None,
    token_role: str,
    token_name: str,
    public: str | None,
    *,
    read_only: bool,
) -> Access:
    """Who may do what. Raises `UsageError` for what would let everybody in."""
    from mahdar.web.desk.access import Access, token_of
    from mahdar.web.desk.limits import is_loopback

    if token_role not in ("reader", "editor"):
        raise UsageError(f"--token-role: expected reader or editor, got {token_role!r}")
    if public is not None and (urlsplit(public).scheme not in ("http", "https") or not urlsplit(public).netloc):
        raise UsageError(f"--public-url: expected an address as https://minutes.example, got {public!r}")
    known = accounts is not None or token is not None
    if not known and not is_loopback(host):
        raise UsageError(
            f"--host {host}: expected --accounts FILE or --token FILE, for others than this machine reach it there; "
            "`mahdar account add FILE NAME --role admin` makes a file of accounts"
        )
    if local is not None and (known or not is_loopback(host)):
        raise UsageError("--as: expected an address of this machine alone, without --accounts and --token; with others, each has an account")
    if local is not None and not local.strip():
        raise UsageError("--as: expected a name, got none")
    return Access(
        local=local.strip() if local is not None else None,
        accounts=accounts,
        token=token_of(token, name=token_name, role=cast("Role", token_role)) if token is not None else None,
        writes=not read_only,
        public=public,
    )


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens, so that the address is known before it is printed."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except OSError as error:
        raise UsageError(f"--host {host}: expected an address of this machine: {error.strerror}") from error
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise UsageError(f"can't listen on {host}, port {port}: {error.strerror}; --port 0 picks a free one") from error
    return listener
