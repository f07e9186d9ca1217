"""The record as tools for an assistant, by the Model Context Protocol (the official SDK, the extra ``mcp``)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import getdoc
from typing import Any, get_type_hints

import msgspec
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.types import CallToolResult, TextContent, ToolAnnotations

from mahdar import __version__
from mahdar.errors import MahdarError
from mahdar.mcp.tools import Tools
from mahdar.record import Record

INSTRUCTIONS = """The sourced record of diplomacy, read from Arabic news pages: who met, who said what to whom, and what was settled.

Everything here is what pages say, not what is true: name the outlet and the date, and quote. Each answer has its evidence: `quote` is an exact
stretch of a page (`page`, `start`, `end` in code points), `address` leads a reader to it. Quote the Arabic as it stands and translate beside it;
verify a quote with page_evidence before you give it. Copies of one agency's text are one source. Where pages contradict each other, tell both.
What isn't in the record isn't known: say that rather than fill it in. Answers leave out what is empty or false. Begin with overview or search."""

_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


def create_server(record: Record, base: str = "") -> MCPServer[Any]:
    """The server of a record, with addresses under ``base``, where a reading room is; paths alone where there is none."""
    return MCPServer(
        name="mahdar",
        title="Mahdar",
        version=__version__,
        instructions=INSTRUCTIONS,
        tools=[_tool(one) for one in Tools(record, base).all],
        log_level="WARNING",
    )


def _tool(answering: Callable[..., Any]) -> Tool:
    """A tool that answers with a noun: as JSON in words, and as what has a schema."""
    made = Tool.from_function(
        _answering(answering),
        name=answering.__name__,
        title=answering.__name__.replace("_", " ").capitalize(),
        description=" ".join((getdoc(answering) or "").split()),
        annotations=_READS,
        structured_output=False,
    )
    made.fn_metadata.output_schema = _schema(get_type_hints(answering)["return"])
    return made


def _answering(answering: Callable[..., Any]) -> Callable[..., CallToolResult]:
    @wraps(answering)
    def call(**asked: Any) -> CallToolResult:
        if any(isinstance(value, str) and "\x00" in value for value in asked.values()):
            raise ToolError("expected characters, got a NUL")
        try:
            told = answering(**asked)
        except MahdarError as error:
            raise ToolError(str(error)) from error
        text = TextContent(type="text", text=msgspec.json.encode(told).decode())
        return CallToolResult(content=[text], structured_content=msgspec.to_builtins(told))

    return call


def _schema(noun: type) -> dict[str, Any]:
    """The JSON schema of an answer, an object at its root, as the protocol wants it."""
    schema = _short(msgspec.json.schema(noun))
    defined = schema["$defs"].pop(noun.__name__)
    return {**defined, **({"$defs": schema["$defs"]} if schema["$defs"] else {})}


def _short(schema: Any) -> Any:
    """A schema without what an assistant would read to no use: titles that repeat names, and defaults, which are left out of answers."""
    if isinstance(schema, dict):
        return {key: _short(value) for key, value in schema.items() if not (key in ("title", "default") and not isinstance(value, dict))}
    return [_short(one) for one in schema] if isinstance(schema, list) else schema
