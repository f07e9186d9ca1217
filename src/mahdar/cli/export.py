"""``mahdar export``: what is in a record, in the forms of other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, TypeAlias

import msgspec
import typer
from sqlalchemy import Connection

from mahdar.cli import options
from mahdar.cli.terminal import put_pieces, say
from mahdar.errors import UsageError
from mahdar.export.addresses import Addresses
from mahdar.export.languages import Language
from mahdar.export.selecting import Kind, Selection
from mahdar.export.writing import OF, Form, To, chunks
from mahdar.model import Act, StatementKind
from mahdar.record import Record
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.meetings import meeting as meeting_of

Entity: TypeAlias = str | None


def parse_base(value: str) -> str:
    """The address of a reading room; raises `typer.BadParameter` for anything else."""
    if not value.startswith(("http://", "https://")) or len(value.split()) != 1 or any(mark in value for mark in '?#<>"{}|\\^`'):
        raise typer.BadParameter(f"expected the address of a reading room as https://desk.example/, got {value!r}")
    return value


def export(
    record_path: options.RecordPath,
    *,
    form: Annotated[
        Form,
        typer.Option("--format", help="csv, parquet, jsonl, jsonld, w3c-annotation, ftm, geojson, ics, bibtex, csl or text.", metavar="FORMAT"),
    ],
    kind: Annotated[
        Kind | None,
        typer.Option(
            "--kind",
            help="statements, meetings, positions, commitments, entities, names, pages or stories; unless given, the first that the format takes.",
            metavar="KIND",
        ),
    ] = None,
    query: Annotated[str | None, typer.Option("--query", help="Only what this query of search finds.", metavar="QUERY")] = None,
    speaker: Annotated[Entity, typer.Option("--speaker", help="Only what this entity said; positions that it takes.", metavar="ID")] = None,
    addressee: Annotated[Entity, typer.Option("--addressee", help="Only what was said to this entity.", metavar="ID")] = None,
    act: Annotated[Act | None, typer.Option("--act", help="Only statements that do this: state, call, reject …", metavar="ACT")] = None,
    wording: Annotated[StatementKind | None, typer.Option("--wording", help="Only direct, mixed or indirect ones.", metavar="WORDING")] = None,
    issue: Annotated[str | None, typer.Option("--issue", help="Only what is about this issue of a dossier.", metavar="ID")] = None,
    outlet: Annotated[
        str | None,
        typer.Option("--outlet", help="Only what pages of this outlet tell: its entity, or its label where it has none.", metavar="OUTLET"),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", help="Only pages published then or later; meetings of then or later.", metavar="DATE", parser=options.parse_day),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", help="Only pages published then or earlier; meetings of then or earlier.", metavar="DATE", parser=options.parse_day),
    ] = None,
    meeting: Annotated[str | None, typer.Option("--meeting", help="Only this meeting, or what pages that tell of it say.", metavar="ID")] = None,
    page: Annotated[str | None, typer.Option("--page", help="Only what this page tells, by its id.", metavar="ID")] = None,
    review: Annotated[bool, typer.Option("--review", help="Only statements that need a review.")] = False,
    firm: Annotated[bool, typer.Option("--firm", help="Only meetings that are told well enough to be stood behind.")] = False,
    base: Annotated[
        str | None,
        typer.Option(
            "--base", help="Call things by their addresses in the reading room there, rather than by URNs.", metavar="URL", parser=parse_base
        ),
    ] = None,
    language: Annotated[Language, typer.Option("--lang", help="The language of names and notes: ar or en.", metavar="LANGUAGE")] = "ar",
    out: Annotated[Path | None, typer.Option("--out", help="Write there rather than on standard output.", metavar="FILE", dir_okay=False)] = None,
) -> None:
    """Write what is in a record in the form of another program, each thing with its evidence.

    All of one kind, or what filters and a query leave, in a fixed order: equal records export equal bytes.
    """
    if form == "parquet" and out is None and sys.stdout.isatty():
        raise UsageError("--format parquet: expected --out FILE, as a terminal doesn't show it")
    wanted = StatementFilter(
        speaker=speaker,
        addressee=addressee,
        act=act,
        kind=wording,
        issue=issue,
        outlet=outlet,
        since=since,
        until=until,
        meeting=meeting,
        page=page,
        review=review,
    )
    of = kind or OF[form].kinds[0]
    with Record.open(record_path, read_only=True) as record, record.read() as connection:
        chosen = Selection(kind=of, wanted=_with_all_ids(connection, wanted), query=query, firm=firm)
        to = To(connection=connection, kind=of, addresses=Addresses(base), language=language)
        try:
            pieces = chunks(chosen, form, to)
        except ImportError as error:
            raise UsageError(f"--format {form}: {error}") from None
        if out is None:
            put_pieces(pieces)
        else:
            _write(pieces, out)
    if to.left:
        say(f"{to.left} {of} {OF[form].left}, and are left out")


def _with_all_ids(connection: Connection, wanted: StatementFilter) -> StatementFilter:
    """``wanted``, with all ids under which pages tell of its meeting."""
    if wanted.meeting is None or not isinstance(wanted.meeting, str) or (held := meeting_of(connection, wanted.meeting)) is None:
        return wanted
    return msgspec.structs.replace(wanted, meeting=held.ids)


def _write(pieces: Iterator[bytes], out: Path) -> None:
    """The file, whole or not at all: what was there stays until all is written."""
    whole = out.with_name(f".{out.name}.part") if out.is_file() or not out.exists() else out
    try:
        with whole.open("wb") as file:
            file.writelines(pieces)
        if whole != out:
            whole.replace(out)
    except OSError as error:
        raise UsageError(f"{out}: can't be written: {error.strerror}") from error
    finally:
        if whole != out:
            whole.unlink(missing_ok=True)
