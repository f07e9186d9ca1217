"""``mahdar search``: what of a record answers to a query, in the terminal."""

from __future__ import annotations

import shutil
import sys
from typing import Annotated

import msgspec
import typer

from mahdar.cli import options
from mahdar.cli.chronology import Writer
from mahdar.cli.terminal import put
from mahdar.errors import UsageError
from mahdar.record import Record
from mahdar.record.queries.search import search as find
from mahdar.record.queries.similar import similar
from mahdar.record.search_answers import LikeAnswer, Result, SearchAnswer


def search(
    record_path: options.RecordPath,
    query: Annotated[
        str | None,
        typer.Argument(help='Words, "a phrase", a beginning*, AND OR NOT (و أو ليس), and fields as speaker:lavrov; docs/search.md tells all.'),
    ] = None,
    *,
    like: Annotated[
        str | None,
        typer.Option("--like", help="In place of a query: find the statements that say the like of this sentence, or of the statement of this id."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", help="How many results at most.", min=1, max=1000)] = 20,
    offset: Annotated[int, typer.Option("--offset", help="Number of the first, from 0.", min=0)] = 0,
    as_json: options.AsJson = False,
) -> None:
    """Find statements, pages, meetings and entities by words and fields.

    A word is found in all its forms: لافروف finds وللافروف, المفاوضات finds مفاوضة. Each result is told with its place: page, and first and last
    character. With --like, statements are found by what they say, in whatever words and language; `mahdar embed` prepares a record for that.
    """
    if (query is None) == (like is None):
        raise UsageError("expected a query or --like, got " + ("both" if query else "neither"))
    if like is not None and offset:
        raise UsageError("expected --like or --offset, got both: those that are less like are found with a greater --limit")
    with Record.open(record_path, read_only=True) as record, record.read() as connection:
        found = similar(connection, like, limit=limit) if like is not None else find(connection, query or "", offset=offset, limit=limit)
    put(msgspec.json.encode(found).decode() if as_json else str(_lines(found)))


def _lines(found: SearchAnswer | LikeAnswer) -> Writer:
    out = Writer(shutil.get_terminal_size().columns if sys.stdout.isatty() else None)
    if isinstance(found, SearchAnswer):
        count = f"{'at least ' if found.at_least else ''}{found.total} found"
        out.line(count + (f", the latest {found.counted} ranked" if found.counted < found.total else ""))
    for result in found.results:
        likeness = f"{result.score:.2f}  " if isinstance(found, LikeAnswer) else ""
        same = f"  and {len(result.same)} in the same words" if result.same else ""
        out.line(f"{result.kind:9}  {likeness}{_place(result)}{same}")
        out.line(f"           {' '.join(result.snippet.split())}")
    if isinstance(found, LikeAnswer) and not found.results:
        out.line("nothing says the like")
    return out


def _place(result: Result) -> str:
    """What the result is and where: its id, the file, the characters, and the date."""
    if result.ref is None:
        return result.id
    parts = [result.id if result.kind != "page" else result.id[:16], f"{result.ref.source} {result.start}-{result.end}"]
    return "  ".join([*parts, *([result.ref.published.value] if result.ref.published else [])])
