"""``mahdar timeline``: the chronology of a record, in the terminal or in the forms of other programs."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import typer

from mahdar.cli import options
from mahdar.cli.table import table
from mahdar.cli.terminal import put_bytes, say
from mahdar.errors import UsageError
from mahdar.export.chronology.flat import flat
from mahdar.export.chronology.ical import calendar
from mahdar.export.chronology.markdown import markdown
from mahdar.export.chronology.webpage import webpage
from mahdar.export.languages import Language
from mahdar.knowledge import load_dossiers
from mahdar.record import Record
from mahdar.record.process_answers import ChronologyAnswer
from mahdar.record.queries.chronology import chronology, processes

Form = Literal["table", "md", "csv", "json", "ics", "html"]


def timeline(
    record_path: options.RecordPath,
    *,
    process: Annotated[str | None, typer.Option("--process", help="Only this process: the id of a dossier, or of a series.", metavar="ID")] = None,
    since: Annotated[
        str | None, typer.Option("--from", help="Only what lasts until then or later.", metavar="DATE", parser=options.parse_day)
    ] = None,
    until: Annotated[str | None, typer.Option("--to", help="Only what begins then or earlier.", metavar="DATE", parser=options.parse_day)] = None,
    known: Annotated[bool, typer.Option("--known", help="The meetings, too, that a dossier knows and no page tells of.")] = False,
    form: Annotated[Form, typer.Option("--format", help="table, md, csv, json, ics or html.", metavar="FORMAT")] = "table",
    language: Annotated[Language, typer.Option("--lang", help="The language of md, ics and html: ar or en.", metavar="LANGUAGE")] = "ar",
    dossiers: options.Dossiers = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write there rather than on standard output.", metavar="FILE", dir_okay=False)] = None,
) -> None:
    """Print what happened, by date: meetings assembled from all pages, commitments, and positions over time.

    Each value is what pages assert, chosen by a rule, with the number of independent outlets behind it; where pages differ it says so.
    Equal records give equal bytes.
    """
    beside = {dossier.id: dossier for dossier in load_dossiers(*(dossiers or ()))}
    with Record.open(record_path, read_only=True) as record, record.read() as connection:
        if process is not None and process not in (there := processes(connection, beside)):
            raise UsageError(f"{record.name}: expected a process as {', '.join(there)}, got {process!r}")
        told = chronology(connection, process=process, since=since, until=until, known=known, dossiers=beside)
    if told.undated:
        say(f"left out, for want of a date: {told.undated}")
    written = _written(told, form, language, wide=out is not None).encode("utf-8", "backslashreplace")
    if out is None:
        put_bytes(written.removesuffix(b"\n"))
        return
    try:
        out.write_bytes(written)
    except OSError as error:
        raise UsageError(f"{out}: can't be written: {error.strerror}") from error


def _written(told: ChronologyAnswer, form: Form, language: Language, *, wide: bool) -> str:
    if form == "table":
        return table(told, None if wide or not sys.stdout.isatty() else shutil.get_terminal_size().columns) + "\n"
    if form == "json":
        return msgspec.json.encode(told, order="deterministic").decode() + "\n"
    if form == "csv":
        return flat(told)
    if form == "ics":
        written, left = calendar(told, language)
        if left:
            say(f"left out of the calendar, for want of a day: {left} of {left + written.count('BEGIN:VEVENT')} meetings")
        return written
    return {"md": markdown, "html": webpage}[form](told, language)
