"""``mahdar serve``: the reading room of a record."""

from __future__ import annotations

import signal
import socket
from typing import Annotated

import typer

from mahdar.cli import options
from mahdar.cli.terminal import Status, put
from mahdar.errors import UsageError
from mahdar.record import Record


def serve(
    record_path: options.RecordPath,
    *,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.", metavar="ADDRESS")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="The port to listen on; 0 picks a free one.", metavar="PORT", min=0, max=65535)] = 8077,
    read_only: Annotated[bool, typer.Option("--read-only", help="Open the record for reading alone.")] = False,
) -> None:
    """Serve the reading room of a record.

    The address is the first line printed. Ctrl-C ends it.
    """
    # Not above: the web's libraries are slow to load, and the other commands don't need them.
    import uvicorn

    from mahdar.web import create_app
    from mahdar.web.warming import warm

    with Record.open(record_path, read_only=read_only):
        pass  # A record that isn't there, or isn't one, is told before anything listens.
    app = create_app(record_path, read_only=read_only)
    warm(app)
    with _listen(host, port) as listener:
        shown = f"[{host}]" if ":" in host else host
        put(f"http://{shown}:{listener.getsockname()[1]}/")
        # The server ends in order on the first signal and then raises it again, which is no accident here.
        signal.signal(signal.SIGINT, lambda *_: None)
        uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listener])
    raise typer.Exit(Status.DONE)


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
