"""``mahdar read``: pages to JSON Lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import msgspec
import typer

from mahdar import __version__
from mahdar.capture import Raw
from mahdar.capture.fetch import FetchSettings
from mahdar.cli import options
from mahdar.cli.profiling import profiles_in
from mahdar.cli.session import Keep, Session, recipe_of
from mahdar.cli.terminal import put_bytes
from mahdar.errors import UsageError
from mahdar.layout.profiles import SiteProfiles, site_of
from mahdar.model import Given, Reading

if TYPE_CHECKING:
    from mahdar.record.store import Refused


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
    jobs: options.Jobs = 1,
    out: Annotated[Path | None, typer.Option("--out", help="Write there rather than on standard output.", metavar="PATH", dir_okay=False)] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Keep the lines that --out holds and read only the other pages.")] = False,
    profile_time: options.ProfileTime = False,
) -> None:
    """Read pages and print what each says, as JSON Lines: one page a line.

    A line holds the page's text, the role of each of its blocks, and the times, names, statements and meetings found
    in it, each with the characters (start, end) of the text that say it.
    """
    fetch = FetchSettings(allow_private=allow_private, warc=warc)
    profiles = profiles_in(site_profile) if site_profile else SiteProfiles()
    recipe = msgspec.structs.replace(recipe_of(knowledge, dossier, timed=profile_time), site_profiles=profiles)
    given = Given(published=published, outlet=outlet)
    with Session(sources, given, jobs, fetch) as session:
        if out is None:
            if resume:
                raise UsageError("--resume: expected --out with it, the file to go on with")
            raise typer.Exit(session.run(recipe, _each(lambda reading: put_bytes(msgspec.json.encode(reading)))))
        done = _mend(out) if resume else set()
        try:
            file = out.open("ab" if resume else "wb")
        except OSError as error:
            raise UsageError(f"{out}: can't be written: {error.strerror}") from error
        with file:
            raise typer.Exit(session.run(recipe, _each(lambda reading: _append(file, reading)), lambda raw: _key(raw, profiles) in done))


def _each(keep: Callable[[Reading], None]) -> Keep:
    """Keeps one reading after another; nothing is refused."""

    def each(readings: Sequence[Reading]) -> tuple[Refused, ...]:
        for reading in readings:
            keep(reading)
        return ()

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
