"""``mahdar mcp``: a record as tools for an assistant."""

from __future__ import annotations

from typing import Annotated

import typer

from mahdar.cli import options
from mahdar.errors import MissingError, UsageError
from mahdar.record import Record

INSTALL = "pip install 'mahdar[mcp]'"


def mcp(
    record_path: options.RecordPath,
    *,
    base: Annotated[
        str, typer.Option("--base", help="The address of a reading room of this record: links in answers then lead there.", metavar="URL")
    ] = "",
) -> None:
    """Offer a record to an assistant: search, statements, meetings, positions and evidence as tools, over standard input and output.

    An assistant's program starts it (Model Context Protocol); it reads alone.
    """
    if base and not base.startswith(("http://", "https://")):
        raise UsageError(f"--base: expected an address as http://127.0.0.1:8077, got {base!r}")
    try:
        from mahdar.mcp.server import create_server  # not above: few need it, and it is an extra
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("mcp", "mcp_types", "pydantic"):
            raise
        raise MissingError(f"expected the extra `mcp` for tools of assistants, got none ({error}); {INSTALL}") from None
    with Record.open(record_path, read_only=True) as record:
        create_server(record, base).run("stdio")
