"""The faces: each an address that gives HTML, or the same data as JSON."""

from __future__ import annotations

from collections.abc import Callable

from litestar import Response, get
from litestar.di import NamedDependency

from mahdar.model import Noun
from mahdar.record import Record
from mahdar.record.answers import Listing, SiteProfileRow
from mahdar.record.queries import profiles as of_profiles
from mahdar.record.queries import runs as of_runs
from mahdar.record.queries.runs import RunRow
from mahdar.web.actor import actor
from mahdar.web.answering import AnyRequest, as_json, html, wants_json
from mahdar.web.choices import language_of
from mahdar.web.figures import Figures
from mahdar.web.meetings import meeting
from mahdar.web.overview import overview
from mahdar.web.pages import page
from mahdar.web.processes import issue, process
from mahdar.web.said import statement, statements
from mahdar.web.searching import search
from mahdar.web.stories import story

SITES = 40
"""How many site profiles ``/about`` lists."""


RUNS = 12
"""How many runs it lists."""


class AboutFace(Noun, frozen=True, kw_only=True):
    """All that ``/about`` shows of the record."""

    engines: tuple[str, ...]
    sites: Listing[SiteProfileRow]
    runs: tuple[RunRow, ...]


def about(request: AnyRequest, record: NamedDependency[Record], figures: NamedDependency[Figures]) -> Response[str]:
    """What this is, and how to read it."""
    language_of(request)
    with record.read() as connection:
        face = AboutFace(
            engines=figures.front().value.whole.overview.engines,
            sites=of_profiles.site_profiles(connection, limit=SITES),
            runs=of_runs.latest(connection, RUNS),
        )
    return as_json(request, face) if wants_json(request) else html(request, "about.html", face=face)


ADDRESSES: tuple[tuple[str, Callable[..., Response[str]]], ...] = (
    ("/", overview),
    ("/index.json", overview),
    ("/meeting/{key:str}", meeting),
    ("/process/{key:str}", process),
    ("/issue/{process:str}/{key:str}", issue),
    ("/statements", statements),
    ("/statements.json", statements),
    ("/statement/{key:str}", statement),
    ("/story/{key:str}", story),
    ("/actor/{key:str}", actor),
    ("/search", search),
    ("/search.json", search),
    ("/page/{key:str}", page),
    ("/about", about),
    ("/about.json", about),
)

FACES = [get(path, name=path, include_in_schema=False, sync_to_thread=True)(face) for path, face in ADDRESSES]
