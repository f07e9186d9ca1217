"""Options that several commands share, each told once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from mahdar.record.queries.days import is_day
from mahdar.record.where import is_url
from mahdar.times.published import parse_published


def parse_date(value: str) -> str:
    """An EDTF day, month or year as it is; raises `typer.BadParameter` for anything else."""
    try:
        return parse_published(value)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def parse_day(value: str) -> str:
    """A year, month or day to filter by; raises `typer.BadParameter` for anything else."""
    if not is_day(value):
        raise typer.BadParameter(f"expected a year, month or day as 2022, 2022-11 or 2022-11-22, got {value!r}")
    return value


def parse_readable(value: str) -> str:
    """A file that can be read, or the URL of a record; raises `typer.BadParameter` for anything else."""
    if not is_url(value):
        path = Path(value)
        if not path.is_file():
            raise typer.BadParameter(f"File {value!r} {'is a directory' if path.is_dir() else 'does not exist'}.")
        if not os.access(path, os.R_OK):
            raise typer.BadParameter(f"File {value!r} is not readable.")
    return value


def _file(name: str, help_text: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(name, help=help_text, metavar="FILE", exists=True, dir_okay=False, readable=True)
    return option


Sources = Annotated[
    list[str], typer.Argument(help="Files, folders (with their folders), patterns, http(s) addresses, or - for standard input.", metavar="SOURCE")
]
RecordPath = Annotated[str, typer.Argument(help="The record: a file, NAME.mahdar by custom, or postgresql://….", metavar="RECORD")]
Published = Annotated[
    str | None,
    typer.Option(
        "--published",
        help="When all these pages were published, where that is known: 2024-01-24, 2024-01 or 2024.",
        metavar="DATE",
        parser=parse_date,
    ),
]
OutletName = Annotated[str | None, typer.Option("--outlet", help="Who published all these pages, where that is known.", metavar="NAME")]
Dossiers = Annotated[list[Path] | None, _file("--dossier", "A dossier (TOML) of a process, beside the shipped ones. May be repeated.")]
KnowledgeFiles = Annotated[
    list[Path] | None, _file("--knowledge", "Knowledge of your own (TOML or JSON Lines), on top of the shipped. May be repeated.")
]
SiteProfileFile = Annotated[
    str | None,
    typer.Option(
        "--site-profile",
        help="Site profiles to read with: JSON as `mahdar show RECORD site-profiles --json` prints it, or a record.",
        metavar="FILE",
        parser=parse_readable,
    ),
]
Jobs = Annotated[int, typer.Option("--jobs", help="Processes that read at once. The results are the same with any number.", metavar="N", min=1)]
EngineName = Annotated[
    str,
    typer.Option("--engine", help="Who reads: pool (processes of this machine), daft, ray (the running cluster) or ray://HOST:PORT.", metavar="NAME"),
]
Languages = Annotated[
    list[str] | None,
    typer.Option("--language", help="Read only pages whose text is mostly in this language: ar, fa, ur, ckb, en. May be repeated.", metavar="CODE"),
]
Sites = Annotated[
    list[str] | None,
    typer.Option("--site", help="Read only pages of this host and those under it, or given as of this outlet. May be repeated.", metavar="HOST"),
]
ReportFile = Annotated[
    Path | None,
    typer.Option("--report", help="Write there, as JSON, what came of the run: pages, failures by kind, rate.", metavar="FILE", dir_okay=False),
]
ProfileTime = Annotated[
    bool,
    typer.Option("--profile", "--profile-time", help="Print on standard error where the processor's time went, and the slowest pages."),
]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Fetch from addresses of private networks and this machine, too.")]
KeptWarc = Annotated[
    Path | None,
    typer.Option("--warc", help="Keep what is fetched from the network in this web archive, too.", metavar="FILE", dir_okay=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
