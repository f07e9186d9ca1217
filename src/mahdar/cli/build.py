"""``mahdar build``: pages to a record."""

from __future__ import annotations

from typing import Annotated

import typer

from mahdar import __version__
from mahdar.capture.fetch import FetchSettings
from mahdar.cli import options
from mahdar.cli.session import Session, recipe_of
from mahdar.model import Given, Reading
from mahdar.record import Record


def build(
    record_path: options.RecordPath,
    sources: options.Sources,
    *,
    published: options.Published = None,
    outlet: options.OutletName = None,
    dossier: options.Dossiers = None,
    knowledge: options.KnowledgeFiles = None,
    allow_private: options.AllowPrivate = False,
    warc: options.KeptWarc = None,
    jobs: options.Jobs = 1,
    resume: Annotated[bool, typer.Option("--resume", help="Pass over the pages that the record already has from this version of Mahdar.")] = False,
    profile_time: options.ProfileTime = False,
) -> None:
    """Read pages and add them to a record, which is made if it isn't there.

    Adding a page again changes nothing. Each page is kept whole or not at all, so that an interrupted run loses nothing.
    """
    fetch = FetchSettings(allow_private=allow_private, warc=warc)
    recipe = recipe_of(knowledge, dossier, timed=profile_time)
    with Record.create_or_open(record_path) as record:

        def keep(reading: Reading) -> None:
            record.add(reading)

        is_done = (lambda raw: record.has(raw.id, raw.source, __version__)) if resume else None
        raise typer.Exit(Session(sources, Given(published=published, outlet=outlet), recipe, jobs, is_done, fetch).run(keep))
