"""``mahdar build``: pages to a record."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path, PurePosixPath
from typing import Annotated
from urllib.parse import urlsplit

import msgspec
import typer

from mahdar import __version__
from mahdar.capture import Raw
from mahdar.capture.fetch import FetchSettings
from mahdar.cli import options
from mahdar.cli.linking import link
from mahdar.cli.profiling import profiles_in
from mahdar.cli.session import Session, recipe_of
from mahdar.cli.terminal import say
from mahdar.engine.reading import POOL
from mahdar.errors import MissingError, UsageError
from mahdar.layout.profiles import site_of
from mahdar.model import Given
from mahdar.record import Record
from mahdar.record.store import AT_ONCE
from mahdar.record.where import is_url
from mahdar.semantic.embedder import MODEL
from mahdar.semantic.embedder import named as embedder


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
    site_profile: options.SiteProfileFile = None,
    language: options.Languages = None,
    site: options.Sites = None,
    jobs: options.Jobs = 1,
    engine: options.EngineName = POOL,
    resume: Annotated[bool, typer.Option("--resume", help="Pass over the pages that the record already has, read in the same way.")] = False,
    semantic: Annotated[
        bool | None,
        typer.Option(
            "--semantic/--no-semantic",
            help="Tell stories by vectors of articles, too (pip install 'mahdar[semantic]'; up to a second for each), or by words alone again. "
            "Left out, as the record was linked before; a new one by words alone.",
            show_default=False,
        ),
    ] = None,
    spool: Annotated[
        Path | None,
        typer.Option(
            "--spool",
            help="With another --engine than pool: keep what is read in this folder until it is in the record; on a cluster one that all of its "
            "machines see. Left out, RECORD.spool.",
            metavar="DIR",
            file_okay=False,
            show_default=False,
        ),
    ] = None,
    report: options.ReportFile = None,
    profile_time: options.ProfileTime = False,
) -> None:
    """Read pages and add them to a record, which is made if it isn't there.

    A first pass counts which lines recur on each site, a second one reads. Adding a page again changes nothing. Each page is kept
    whole or not at all, so that an interrupted run loses nothing.
    """
    if spool is not None and engine == POOL:
        raise UsageError("--spool: expected another --engine with it: processes of this machine read straight into the record")
    fetch = FetchSettings(allow_private=allow_private, warc=warc)
    given = Given(published=published, outlet=outlet)
    recipe = recipe_of(knowledge, dossier, language, site, timed=profile_time)
    recipe.data()  # Faulty files are to be told before anything is counted or kept.
    frozen = profiles_in(site_profile) if site_profile else None
    if semantic:
        embedder(MODEL)  # What is missing is to be told before anything is made, too.
    with (
        Record.create_or_open(record_path) as record,
        Session(sources, given, jobs, fetch, twice=frozen is None) as session,
        ExitStack() as until_linked,
    ):
        if semantic is None and (model := record.linked_by()) is not None:
            try:
                embedder(model)
            except MissingError as error:
                raise UsageError(
                    f"{record.name} tells stories by vectors: {error}, or have them told by words alone again with --no-semantic"
                ) from None
        if frozen is None:
            profiles = record.profile_sites(session.count(recipe.wanted))
        else:
            profiles = frozen
            record.keep_site_profiles(profiles)
        if profiles.sites:
            say(str(profiles))

        def is_done(raw: Raw) -> bool:
            return record.has(raw.id, raw.source, __version__, profiles.hash_of(site_of(raw)))

        recipe = msgspec.structs.replace(recipe, site_profiles=profiles)
        if engine == POOL:
            with session.reporting("build", report, record):
                status = session.run(recipe, record.add_all, is_done if resume else None, at_once=AT_ONCE)
        else:
            # Arrow takes a good part of a second to import, which who works with processes of this machine needn't wait for.
            from mahdar.cli.load import load_from, spooled

            folder = spool or spool_of(record_path)
            until_linked.enter_context(spooled(folder))
            status = load_from(folder, record, sources, recipe, given, engine=engine, jobs=jobs, resume=resume, report=report)
        record.settle_site_profiles(profiles)
        if semantic is not None:
            record.link_by(MODEL if semantic else None)
        link(record, "the same command with --resume")
    raise typer.Exit(status)


def spool_of(record: str | Path) -> Path:
    """The folder that keeps what another engine reads until it is in ``record``: beside a file, and for a database in the present folder."""
    if is_url(record):
        return Path(f"{PurePosixPath(urlsplit(str(record)).path).name or 'mahdar'}.spool")
    return Path(f"{record}.spool")
