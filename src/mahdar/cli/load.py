"""``mahdar load``: what ``mahdar read --format parquet`` wrote, into a record."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec
import typer

from mahdar.cli import options
from mahdar.cli.linking import link
from mahdar.cli.session import counted, keep_run, write_report
from mahdar.cli.spool import read_into
from mahdar.cli.terminal import Meter, Status, say
from mahdar.engine.dataset import Dataset
from mahdar.engine.reading import Recipe
from mahdar.errors import UnavailableError
from mahdar.model import Given, Reading
from mahdar.record import Record
from mahdar.record.store import AT_ONCE


def load(
    record_path: options.RecordPath,
    folder: Annotated[Path, typer.Argument(help="The folder of Parquet.", metavar="PARQUET_DIR", exists=True, file_okay=False)],
) -> None:
    """Load a folder of Parquet that `mahdar read --format parquet` wrote into a record, which is made if it isn't there.

    The record is the one that ``mahdar build`` makes of the same pages, read in the same way. Loading again changes nothing, so that an
    interrupted load is finished by the same command.
    """
    dataset = Dataset.open(folder)
    with Record.create_or_open(record_path) as record:
        profiles = dataset.site_profiles()
        record.keep_site_profiles(profiles)
        try:
            status = load_into(record, dataset).status
        except KeyboardInterrupt:
            say("interrupted; what was loaded is kept; the same command goes on from there")
            raise
        _keep(dataset, record, None)  # Loading again leaves what is told of the run that read.
        record.settle_site_profiles(profiles)
        link(record, "the same command")
    raise typer.Exit(status)


class Loaded(NamedTuple):
    """What came of loading: how its command ends, and how many pages brought nothing new."""

    status: Status
    known: int


def load_into(record: Record, dataset: Dataset) -> Loaded:
    """Add the readings of ``dataset`` to ``record``, and tell those that it refuses."""
    pages = refused = known = 0
    with Meter(sum(report.pages for report in dataset.reports()), "loading") as meter:
        for some in _batches(dataset):
            came = record.add_all(some)
            pages, refused = pages + len(some) - len(came.refused), refused + len(came.refused)
            known += len(some) - len(came.refused) - came.new
            for one in came.refused:
                meter.say(f"{one.reading.source}: {one.error}")
            meter.step(len(some))
            meter.progress(len(some))
    parts = [f"{counted(pages, 'page')} loaded"]
    if known:
        parts.append(f"{known} of them with nothing new")
    if refused:
        parts.append(f"{refused} failed")
    say(", ".join(parts))
    return Loaded(Status.SOME_FAILED if refused else Status.DONE, known)


@contextmanager
def spooled(folder: Path) -> Iterator[None]:
    """Hold ``folder`` for what is on its way into a record. It is taken away at the end; where that isn't reached it stays, to go on with."""
    with Dataset(folder).held():
        yield
        shutil.rmtree(folder, ignore_errors=True)


def load_from(
    folder: Path,
    record: Record,
    sources: Sequence[str],
    recipe: Recipe,
    given: Given,
    *,
    engine: str,
    jobs: int,
    resume: bool,
    report: Path | None,
) -> Status:
    """Have ``engine`` read the sources into ``folder``, and add what is there to ``record``; the report of the run goes into that and into the file
    ``report``. Where that is interrupted, the same with ``resume`` goes on.

    Raises `UsageError`.
    """
    dataset = Dataset(folder)
    try:
        status = read_into(folder, sources, recipe, given, engine=engine, jobs=jobs, resume=resume, command="build").status
    except (KeyboardInterrupt, UnavailableError):
        _keep(dataset, record, report)
        raise
    _keep(dataset, record, report)
    try:
        loaded = load_into(record, dataset)
    except KeyboardInterrupt:
        say(f"interrupted; what was read is kept in {folder}; the same command with --resume goes on from there")
        raise
    _keep(dataset, record, report, loaded.known)
    return max(status, loaded.status)


def _keep(dataset: Dataset, record: Record, file: Path | None, known: int = 0) -> None:
    """Keep the report of the run that has written ``dataset``, ``known`` of whose pages brought the record nothing new."""
    if (report := dataset.run_report()) is not None:
        report = msgspec.structs.replace(report, known=known)
        keep_run(record, report)
        write_report(file, report)


def _batches(dataset: Dataset) -> Iterator[list[Reading]]:
    readings = dataset.readings()
    while some := list(islice(readings, AT_ONCE)):
        yield some
