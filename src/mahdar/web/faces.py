"""The faces: each an address that gives HTML, or the same data as JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any, cast, get_args

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException
from litestar.params import FromPath, FromQuery

from mahdar.model import NameKind, Noun
from mahdar.record import Record
from mahdar.record.answers import (
    EntityAnswer,
    EntityRow,
    Listing,
    OverviewAnswer,
    PageRef,
    SiteProfileRow,
    StatementAnswer,
    WordingAnswer,
)
from mahdar.record.process_answers import Beat, MeetingAnswer
from mahdar.record.queries import entities as of_entities
from mahdar.record.queries import meetings as of_meetings
from mahdar.record.queries import overview as of_overview
from mahdar.record.queries import pages as of_pages
from mahdar.record.queries import profiles as of_profiles
from mahdar.record.queries import statements as of_statements
from mahdar.record.queries import stories as of_stories
from mahdar.record.queries import wording as of_wording
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.judgements import redirect
from mahdar.record.queries.series import series_labels
from mahdar.record.story_answers import StoryRef
from mahdar.web.answering import AnyRequest, as_json, html, moved, not_found, wants_json
from mahdar.web.axis import Dot, dots
from mahdar.web.choices import language_of
from mahdar.web.meetings import meeting
from mahdar.web.pages import page
from mahdar.web.paging import From
from mahdar.web.processes import issue, process
from mahdar.web.said import statement, statements
from mahdar.web.searching import search
from mahdar.web.stories import story
from mahdar.web.wordings import by_outlet

Store = NamedDependency[Record]
Key = FromPath[str]
Text = FromQuery[str | None]
Yes = FromQuery[bool]

MEETINGS, STATEMENTS, ENTITIES, PAGES, FORMS, STORIES = 30, 15, 40, 15, 12, 10
"""How many of each a face shows at once."""

SITES = 40
"""How many site profiles ``/about`` lists."""

AXES = 3
"""How many series have their time axis on the overview."""


class OverviewFace(Noun, frozen=True, kw_only=True):
    """All that ``/`` shows."""

    overview: OverviewAnswer
    meetings: Listing[MeetingAnswer]
    statements: Listing[StatementAnswer]
    entities: Listing[EntityRow]
    pages: Listing[PageRef]
    stories: Listing[StoryRef]


class ActorFace(Noun, frozen=True, kw_only=True):
    """All that ``/actor/ID`` shows."""

    entity: EntityAnswer
    meetings: Listing[MeetingAnswer]
    said: Listing[StatementAnswer]
    addressed: Listing[StatementAnswer]
    pages: Listing[PageRef]
    wording: WordingAnswer


class AboutFace(Noun, frozen=True, kw_only=True):
    """All that ``/about`` shows of the record."""

    engines: tuple[str, ...]
    sites: Listing[SiteProfileRow]


def overview(
    request: AnyRequest,
    record: Store,
    meetings: From = 0,
    statements: From = 0,
    entities: From = 0,
    pages: From = 0,
    stories: From = 0,
    spelt: Text = None,
    kind: Text = None,
    thin: Yes = False,
) -> Response[str]:
    """What is in the record. The numbers say from which on each list is shown; ``spelt`` and ``kind`` keep some of the entities, ``thin`` shows
    the meetings, too, that are told too thinly to be stood behind."""
    language_of(request)
    with record.read() as connection:
        face = OverviewFace(
            overview=of_overview.overview(connection),
            meetings=of_meetings.meetings(connection, firm=not thin, offset=meetings, limit=MEETINGS, latest_first=True),
            statements=of_statements.statements(connection, offset=statements, limit=STATEMENTS),
            entities=of_entities.entities(connection, kind=_kind(kind), spelt=spelt, offset=entities, limit=ENTITIES),
            pages=of_pages.pages(connection, offset=pages, limit=PAGES),
            stories=of_stories.stories(connection, least=2, offset=stories, limit=STORIES),
        )
        if wants_json(request):
            return as_json(request, face)
        axes = _axes(of_meetings.axis(connection))
        called = series_labels(connection, axes)
    asked: dict[str, Any] = {"spelt": spelt or "", "kind": kind or "", "thin": thin}
    return html(request, "overview.html", face=face, axes=axes, called=called, kinds=get_args(NameKind), **asked)


def actor(
    request: AnyRequest, record: Store, key: Key, forms: From = 0, meetings: From = 0, said: From = 0, addressed: From = 0, pages: From = 0
) -> Response[str]:
    """One entity over the whole record. The parameters say from which number on each list is shown."""
    language_of(request)
    key = _bare(key)
    with record.read() as connection:
        # Where people merged it leads first; what ids of pages are joined with is told of the entity that it leads to.
        if new := redirect(connection, key):
            return moved(request, "actor", key, new)
        found = of_entities.entity(connection, key, forms_from=forms, forms_limit=FORMS)
        if found is None:
            raise not_found(f"/actor/{key}")
        face = ActorFace(
            entity=found,
            meetings=of_meetings.meetings(connection, entity=key, offset=meetings, limit=MEETINGS, latest_first=True),
            said=of_statements.statements(connection, StatementFilter(speaker=key), offset=said, limit=STATEMENTS),
            addressed=of_statements.statements(connection, StatementFilter(addressee=key), offset=addressed, limit=STATEMENTS),
            pages=of_pages.pages(connection, entity=key, offset=pages, limit=PAGES),
            wording=of_wording.wording(connection, key),
        )
    if wants_json(request):
        return as_json(request, face)
    spelt = Listing(total=found.spellings, offset=forms, limit=FORMS, items=found.forms)
    return html(request, "actor.html", face=face, entity=found, spelt=spelt, table=by_outlet(face.wording))


def about(request: AnyRequest, record: Store) -> Response[str]:
    """What this is, and how to read it."""
    language_of(request)
    with record.read() as connection:
        face = AboutFace(engines=of_overview.overview(connection).engines, sites=of_profiles.site_profiles(connection, limit=SITES))
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


def _axes(beats: Sequence[Beat]) -> dict[str, tuple[Dot, ...]]:
    """The series with the most dated rounds, each on its axis; one with no numbered round isn't a series of rounds."""
    series: dict[str, list[Beat]] = {}
    for beat in beats:
        if beat.series:
            series.setdefault(beat.series, []).append(beat)
    numbered = [name for name, told in series.items() if len(told) > 1 and any(beat.ordinal is not None for beat in told)]
    return {name: dots(series[name]) for name in sorted(numbered, key=lambda name: (-len(series[name]), name))[:AXES]}


def _bare(key: Key) -> str:
    return key.removesuffix(".json")


def _kind(asked: str | None) -> NameKind | None:
    """The kind of entity asked for; none where the form was left at all kinds. Raises a 400 for one that there isn't."""
    if not asked:
        return None
    if asked not in get_args(NameKind):
        raise HTTPException(
            status_code=HTTPStatus.BAD_REQUEST, detail=f"expected kind={'|'.join(get_args(NameKind))}, got {asked!r}", extra={"where": "kind"}
        )
    return cast("NameKind", asked)
