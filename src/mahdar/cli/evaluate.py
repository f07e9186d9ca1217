"""``mahdar evaluate``: figures against pages annotated by people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from mahdar import evaluate as scoring
from mahdar.cli import options
from mahdar.cli.terminal import Meter, Status, put
from mahdar.engine.reading import Recipe, read_all
from mahdar.evaluate.run import pages_of
from mahdar.model import Reading


def evaluate(
    gold_dirs: Annotated[
        list[Path], typer.Argument(help="Folders of gold pages: ID.txt with ID.json.", metavar="GOLD_DIR", exists=True, file_okay=False)
    ],
    *,
    given_dates: Annotated[bool, typer.Option("--given-dates", help="Hand every page its gold date, not only pages that came with one.")] = False,
    errors: Annotated[int, typer.Option("--errors", help="Print the first N errors, each with its page and quote.", metavar="N", min=0)] = 0,
    as_json: options.AsJson = False,
    jobs: options.Jobs = 1,
) -> None:
    """Read gold pages and print how well it went, layer by layer.

    Several folders are scored together, and then each by itself.
    """
    folders = {folder: scoring.load_gold(folder) for folder in gold_dirs}
    golds = [page for pages in folders.values() for page in pages]
    readings: list[Reading | None] = []
    with Meter(len(golds), "reading") as meter:
        for outcome in read_all(pages_of(golds, given_dates=given_dates), Recipe(), jobs):
            if outcome.reading is None:
                meter.say(f"{outcome.source}: {outcome.reason}")
            readings.append(outcome.reading)
            meter.step()
            meter.progress(1)
    status = Status.SOME_FAILED if None in readings else Status.DONE
    report = scoring.evaluate(golds, readings)
    if as_json:
        shown = scoring.as_dict(report) | ({"errors": list(report.errors[:errors])} if errors else {})
        put(msgspec.json.encode(shown).decode())
        raise typer.Exit(status)
    put(scoring.table(" + ".join(folder.name for folder in folders), report))
    if len(folders) > 1:
        at = 0
        for folder, pages in folders.items():
            part = slice(at, at + len(pages))
            at += len(pages)
            put("\n" + scoring.table(folder.name, scoring.evaluate(golds[part], readings[part])))
    if errors:
        put(f"\n{min(errors, len(report.errors))} of {len(report.errors)} errors:")
        for error in report.errors[:errors]:
            put(error)
    raise typer.Exit(status)
