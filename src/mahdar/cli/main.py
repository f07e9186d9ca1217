"""The ``mahdar`` command: its commands, and how each way of ending becomes an exit status."""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any, NamedTuple, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from mahdar import __version__
from mahdar.cli.terminal import Status, put, say
from mahdar.errors import MahdarError
from mahdar.garbage import collect_seldom


class Told(NamedTuple):
    """What the list of commands tells of one, so that none need be loaded for it: the module that holds it, how its help begins, and an
    example. What has commands of its own has no example."""

    module: str
    help: str
    example: str | None = None


COMMANDS = {
    "read": Told("read", "Read pages and print what each says, as JSON Lines: one page a line.", "mahdar read pages/ --jobs 2 --out pages.jsonl"),
    "build": Told(
        "build", "Read pages and add them to a record, which is made if it isn't there.", "mahdar build talks.mahdar pages/ 'more/*.txt' --outlet RT"
    ),
    "load": Told(
        "load",
        "Load a folder of Parquet that `mahdar read --format parquet` wrote into a record, which is made if it isn't there.",
        "mahdar load talks.mahdar pages.parquet",
    ),
    "show": Told("show", "Print what is in a record.", "mahdar show talks.mahdar meetings --json"),
    "search": Told(
        "search",
        "Find statements, pages, meetings and entities by words and fields.",
        "mahdar search talks.mahdar 'speaker:lavrov المفاوضات since:2018-09'",
    ),
    "embed": Told(
        "embed",
        "Make the vectors of statements that have none, so that `mahdar search --like` finds those that say alike.",
        "mahdar embed talks.mahdar",
    ),
    "timeline": Told(
        "timeline",
        "Print what happened, by date: meetings assembled from all pages, commitments, and positions over time.",
        "mahdar timeline talks.mahdar --process astana --format html --out astana.html",
    ),
    "export": Told(
        "export",
        "Write what is in a record in the form of another program, each thing with its evidence.",
        "mahdar export talks.mahdar --format bibtex --speaker lavrov --out lavrov.bib",
    ),
    "review": Told(
        "review",
        "Print what is most worth a look: doubtful and important first. `mahdar edit` confirms, corrects or rejects it.",
        "mahdar review talks.mahdar --limit 20",
    ),
    "serve": Told("serve", "Serve the reading room of a record.", "mahdar serve talks.mahdar --port 0"),
    "mcp": Told(
        "mcp",
        "Offer a record to an assistant: search, statements, meetings, positions and evidence as tools, over standard input and output.",
        "mahdar mcp talks.mahdar --base http://127.0.0.1:8077",
    ),
    "doctor": Told(
        "care",
        "Look a record over: the file, what rows refer to, texts and spans, evidence, and all that is derived.",
        "mahdar doctor talks.mahdar --mend",
    ),
    "backup": Told(
        "care",
        "Write all of a record, as it is at this moment, into one file, while others may go on with it.",
        "mahdar backup talks.mahdar talks-2024-05-01.mahdar",
    ),
    "restore": Told(
        "care",
        "Make a record of a backup: a new one, or in place of one with --replace.",
        "mahdar restore talks-2024-05-01.mahdar talks.mahdar --replace",
    ),
    "merge": Told(
        "care",
        "Add the pages and captures of other records, and what people judged there, to the first.",
        "mahdar merge talks.mahdar colleague.mahdar",
    ),
    "diff": Told(
        "care",
        "Tell how two records differ: pages and captures that one lacks, and what was read otherwise of the pages that both have.",
        "mahdar diff talks-2024-05-01.mahdar talks.mahdar --json",
    ),
    "evaluate": Told("evaluate", "Read gold pages and print how well it went, layer by layer.", "mahdar evaluate gold/seeds gold/dev --errors 20"),
    "account": Told("account", "Keep the accounts of a reading room."),
    "dossier": Told("dossier", "Look at the dossiers of processes, check them, and begin your own."),
    "edit": Told("edit", "Correct what was read, confirm or reject it, and share corrections."),
    "knowledge": Told("knowledge", "Look at the entries by which names are found, check them, and add your own."),
}
"""The commands in the order of the help."""


class _Commands(dict[str, Any]):
    """The commands by name. One is loaded when it is asked for: with all of them come a database, a web server and much else."""

    def __getitem__(self, name: str) -> Any:
        if super().__getitem__(name) is None:
            self[name] = _loaded(name, COMMANDS[name])
        return super().__getitem__(name)


def _loaded(name: str, told: Told) -> Any:
    module = import_module(f"mahdar.cli.{told.module}")
    alone = typer.Typer(add_completion=False, rich_markup_mode="markdown", pretty_exceptions_enable=False)
    if told.example:
        alone.command(name, epilog=f"Example: `{told.example}`")(getattr(module, name))
    else:
        alone.add_typer(module.app, name=name)
    alone.callback()(lambda: None)  # without it a lone command would stand for all
    return typer.main.get_group(alone).commands[name]


class _Group(TyperGroup):
    """The group of all commands, which lists them without loading any."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands = _Commands(dict.fromkeys(COMMANDS))
        self._listing = False

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - as it is called
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        return TyperCommand(cmd_name, help=COMMANDS[cmd_name].help) if self._listing else self.commands[cmd_name]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        self._listing = True
        try:
            super().format_help(ctx, formatter)
        finally:
            self._listing = False


app = typer.Typer(
    name="mahdar",
    cls=_Group,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 done · 1 some pages failed, each named on standard error · 2 unusable arguments or input · 130 interrupted, nothing lost.",
)


def _version(wanted: bool) -> None:
    if wanted:
        put(f"mahdar {__version__}")
        raise typer.Exit


@app.callback()
def top(
    *,
    version: Annotated[bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)] = False,
) -> None:
    """Mahdar makes the sourced record of diplomacy from Arabic news pages.

    Who met, who said what, and what was settled: every item points at the characters of the page that say it.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and end the process with its status."""
    collect_seldom()
    status = run(arguments)
    if status == Status.INTERRUPTED and "daft" in sys.modules:
        _leave(status)
    sys.exit(status)


def _leave(status: int) -> NoReturn:
    """End the process without taking Python down: threads of Daft's that were interrupted call Python even then, and crash."""
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its status."""
    try:
        status = typer.main.get_command(app).main(list(arguments) if arguments is not None else None, prog_name="mahdar", standalone_mode=False)
    except TyperException as error:
        # Called without a command, the help has been shown and there is nothing to add.
        if message := error.format_message():
            say(f"mahdar: {message}\nmahdar COMMAND --help tells what can be given.")
        return Status.UNUSABLE
    except MahdarError as error:
        say(f"mahdar: {error}")
        return Status.UNUSABLE
    except (typer.Abort, KeyboardInterrupt):
        return Status.INTERRUPTED
    return int(status or Status.DONE)
