"""The ``mahdar`` command: its commands, and how each way of ending becomes an exit status."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from mahdar import __version__
from mahdar.cli import account, build, care, dossier, edit, embed, evaluate, export, knowledge, load, mcp, read, review, search, serve, show, timeline
from mahdar.cli.terminal import Status, put, say
from mahdar.errors import MahdarError


class _CommandsFirst(TyperGroup):
    """Lists what is one command before what has commands of its own."""

    def list_commands(self, ctx: Any) -> list[str]:
        return sorted(super().list_commands(ctx), key=lambda name: isinstance(self.commands[name], TyperGroup))


app = typer.Typer(
    name="mahdar",
    cls=_CommandsFirst,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 done · 1 some pages failed, each named on standard error · 2 unusable arguments or input · 130 interrupted, nothing lost.",
)

EXAMPLES: dict[Callable[..., None], str] = {
    read.read: "mahdar read pages/ --jobs 2 --out pages.jsonl",
    build.build: "mahdar build talks.mahdar pages/ 'more/*.txt' --outlet RT",
    load.load: "mahdar load talks.mahdar pages.parquet",
    show.show: "mahdar show talks.mahdar meetings --json",
    search.search: "mahdar search talks.mahdar 'speaker:lavrov المفاوضات since:2018-09'",
    embed.embed: "mahdar embed talks.mahdar",
    timeline.timeline: "mahdar timeline talks.mahdar --process astana --format html --out astana.html",
    export.export: "mahdar export talks.mahdar --format bibtex --speaker lavrov --out lavrov.bib",
    review.review: "mahdar review talks.mahdar --limit 20",
    serve.serve: "mahdar serve talks.mahdar --port 0",
    mcp.mcp: "mahdar mcp talks.mahdar --base http://127.0.0.1:8077",
    care.doctor: "mahdar doctor talks.mahdar --mend",
    care.backup: "mahdar backup talks.mahdar talks-2024-05-01.mahdar",
    care.restore: "mahdar restore talks-2024-05-01.mahdar talks.mahdar --replace",
    care.merge: "mahdar merge talks.mahdar colleague.mahdar",
    care.diff: "mahdar diff talks-2024-05-01.mahdar talks.mahdar --json",
    evaluate.evaluate: "mahdar evaluate gold/seeds gold/dev --errors 20",
}
"""The commands in the order of the help, each with its example."""

for command, example in EXAMPLES.items():
    app.command(epilog=f"Example: `{example}`")(command)

app.add_typer(account.app, name="account")
app.add_typer(dossier.app, name="dossier")
app.add_typer(edit.app, name="edit")
app.add_typer(knowledge.app, name="knowledge")


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
    sys.exit(run(arguments))


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
