"""The log of corrections on the command line: what is in it, an entry taken back, entries taken along to other records."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from mahdar.cli import options
from mahdar.cli.judging import Who, Why, link, name_of, told
from mahdar.cli.terminal import put, put_bytes, say
from mahdar.corrections import lines, parse
from mahdar.errors import UsageError
from mahdar.record import Record
from mahdar.record.queries.judgements import log as whole_log


def undo(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(help="The id of an entry, as `log` prints it.", metavar="ID")],
    *,
    who: Who = None,
    why: Why = None,
    as_json: options.AsJson = False,
) -> None:
    """Take back an entry of the log; an undo too, which brings its correction back."""
    with Record.open(ctx.obj) as record:
        done = record.undo(id_, who=name_of(who), why=why)
        link(record)
    put(msgspec.json.encode(done).decode() if as_json else told(done))


def log(ctx: typer.Context, *, as_json: options.AsJson = False) -> None:
    """Print the log, the earliest first, one entry a line: how it stands, its id, what it does, who entered it when, and why."""
    with Record.open(ctx.obj, read_only=True) as record, record.read() as connection:
        entries = whole_log(connection)
    if as_json:
        put(msgspec.json.encode({"total": len(entries), "items": entries}).decode())
        return
    for entry in entries:
        put(f"{entry.state:<9}  {told(entry.judgement)}" + (f"  (stale: {entry.reason})" if entry.reason else ""))


def export(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument(help="The file to write; standard output if left out.", metavar="FILE", dir_okay=False)] = None,
) -> None:
    """Write the whole log as JSON Lines, to import it into other records. Equal logs give equal bytes."""
    with Record.open(ctx.obj, read_only=True) as record:
        written = lines(record.judgements())
    if file is None:
        if written:
            put_bytes(written.removesuffix(b"\n"))
        return
    try:
        file.write_bytes(written)
    except OSError as error:
        raise UsageError(f"{file}: can't be written: {error.strerror}") from error


def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="JSON Lines as `export` writes them; - for standard input.", metavar="FILE")],
    *,
    as_json: options.AsJson = False,
) -> None:
    """Take over corrections from another record. The same again changes nothing; of two that contradict each other the later holds."""
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: can't be read: {error.strerror}") from error
    judgements = parse(data, str(file))
    with Record.open(ctx.obj) as record:
        done = record.take_over(judgements)
        link(record)
    if as_json:
        put(msgspec.json.encode(done).decode())
        return
    put(f"{done.new} new, {done.known} known already")
    for pair in done.conflicts:
        say(f"contradict each other: {told(pair.earlier)} | {told(pair.later)}; the later one holds, both are kept")
    for one in done.stale:
        say(f"fits nothing that is read here: {told(one)}")
    if done.absent:
        say(f"{done.absent} about texts and entities that this record doesn't have; they are kept, and count when those come")
    if done.orphans:
        say(f"{done.orphans} undo entries whose correction is in neither; they are kept")


COMMANDS: dict[Callable[..., None], tuple[str, str]] = {
    undo: ("undo", "mahdar edit talks.mahdar undo 9b1c0d2e3f4a5b6c"),
    log: ("log", "mahdar edit talks.mahdar log"),
    export: ("export", "mahdar edit talks.mahdar export ours.jsonl"),
    import_: ("import", "mahdar edit talks.mahdar import theirs.jsonl"),
}
"""The commands with their names and an example of each."""
