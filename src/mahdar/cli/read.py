"""``mahdar read``: pages to JSON Lines."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import msgspec
import typer

from mahdar import __version__
from mahdar.capture import Raw
from mahdar.capture.fetch import FetchSettings
from mahdar.cli import options
from mahdar.cli.profiling import profiles_in
from mahdar.cli.session import Keep, Session, recipe_of, write_report
from mahdar.cli.terminal import put_bytes
from mahdar.engine.reading import POOL
from mahdar.errors import UsageError
from mahdar.layout.profiles import SiteProfiles, site_of
from mahdar.model import Given, Reading

if TYPE_CHECKING:
    from mahdar.record.store import Refused


class Form(StrEnum):
    """What readings are written as."""

    JSONL = "jsonl"
    PARQUET = "parquet"


class _Done(msgspec.Struct):
    """What a line of earlier output says of where it comes from."""

    page: str
    source: str
    engine: str
    site_profile: str | None = None


def read(
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
    form: Annotated[Form, typer.Option("--format", help="JSON Lines, a page a line; or Parquet, a folder with a table a noun.")] = Form.JSONL,
    link: Annotated[bool, typer.Option("--link", help="With Parquet: tell copies, stories and ids that mean one, too, each in a table.")] = False,
    out: Annotated[Path | None, typer.Option("--out", help="Write there rather than on standard output.", metavar="PATH")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Keep what --out holds and read only the other pages.")] = False,
    report: options.ReportFile = None,
    profile_time: options.ProfileTime = False,
) -> None:
    """Read pages and print what each says, as JSON Lines: one page a line.

    A line holds the page's text, the role of each of its blocks, and the times, names, statements and meetings found
    in it, each with the characters (start, end) of the text that say it.
    """
    _check(form, out, engine, resume=resume, link=link)
    profiles = profiles_in(site_profile) if site_profile else SiteProfiles()
    recipe = msgspec.structs.replace(recipe_of(knowledge, dossier, language, site, timed=profile_time), site_profiles=profiles)
    given = Given(published=published, outlet=outlet)
    if form is Form.PARQUET and out is not None:
        # Arrow takes a good part of a second to import, which who writes lines needn't wait for.
        from mahdar.cli.spool import read_into
        from mahdar.engine.dataset import Dataset

        with Dataset(out).held():
            came = read_into(out, sources, recipe, given, engine=engine, jobs=jobs, resume=resume, link=link)
        write_report(report, came.report)
        raise typer.Exit(came.status)
    if engine != POOL:
        from mahdar.cli.spool import read_into
        from mahdar.engine.dataset import Dataset

        with tempfile.TemporaryDirectory() as folder, _lines(out, resume=False) as put_line:
            came = read_into(Path(folder), sources, recipe, given, engine=engine, jobs=jobs)
            for reading in Dataset(Path(folder)).readings():
                put_line(reading)
        write_report(report, came.report)
        raise typer.Exit(came.status)
    fetch = FetchSettings(allow_private=allow_private, warc=warc)
    with Session(sources, given, jobs, fetch) as session:
        done = _mend(out) if resume and out is not None else set()
        with _lines(out, resume=resume) as put_line, session.reporting("read", report):
            raise typer.Exit(session.run(recipe, _each(put_line), lambda raw: _key(raw, profiles) in done))


def _check(form: Form, out: Path | None, engine: str, *, resume: bool, link: bool) -> None:
    """Raise `UsageError` for options that don't go together."""
    if form is Form.PARQUET:
        if out is None:
            raise UsageError("--format parquet: expected --out with it, the folder to write")
        return
    if link:
        raise UsageError("--link: expected --format parquet with it")
    if out is not None and out.is_dir():
        raise UsageError(f"{out}: expected a file, got a folder; --format parquet writes one")
    if resume and out is None:
        raise UsageError("--resume: expected --out with it, the file to go on with")
    if resume and engine != POOL:
        raise UsageError(f"--resume with --engine {engine}: expected --format parquet, whose shards are kept one by one")


@contextmanager
def _lines(out: Path | None, *, resume: bool) -> Iterator[Callable[[Reading], None]]:
    """What writes a reading as a line of ``out``, or of standard output."""
    if out is None:
        yield lambda reading: put_bytes(msgspec.json.encode(reading))
        return
    try:
        file = out.open("ab" if resume else "wb")
    except OSError as error:
        raise UsageError(f"{out}: can't be written: {error.strerror}") from error
    with file:
        yield lambda reading: _append(file, reading)


def _each(keep: Callable[[Reading], None]) -> Keep:
    """Keeps one reading after another; each is new, and nothing is refused."""

    def each(readings: Sequence[Reading]) -> tuple[int, tuple[Refused, ...]]:
        for reading in readings:
            keep(reading)
        return len(readings), ()

    return each


def _append(file: BinaryIO, reading: Reading) -> None:
    """Write one whole line, so that an interruption leaves only whole lines behind."""
    file.write(msgspec.json.encode(reading) + b"\n")
    file.flush()


_Key = tuple[str, str, str, str | None]


def _key(raw: Raw, profiles: SiteProfiles) -> _Key:
    return raw.id, raw.source, __version__, profiles.hash_of(site_of(raw))


def _mend(path: Path) -> set[_Key]:
    """The pages whose lines ``path`` holds. Cuts off a last line that an earlier run left unfinished."""
    if not path.exists():
        return set()
    done: set[_Key] = set()
    whole = 0
    with path.open("rb+") as file:
        for number, line in enumerate(file, start=1):
            if not line.endswith(b"\n"):
                break
            try:
                entry = msgspec.json.decode(line, type=_Done)
            except msgspec.MsgspecError as error:
                raise UsageError(f"{path}, line {number}: expected a line of `mahdar read`, got something else: {error}") from error
            done.add((entry.page, entry.source, entry.engine, entry.site_profile))
            whole += len(line)
        file.truncate(whole)
    return done
