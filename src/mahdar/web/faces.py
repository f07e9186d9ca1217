"""The faces: each an address that gives HTML, or the same data as JSON."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any, cast, get_args

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException
from litestar.params import FromPath, FromQuery

from mahdar.model import NameKind, Noun, Reading, Span
from mahdar.record import Record
from mahdar.record.answers import (
    EntityAnswer,
    EntityRow,
    Listing,
    OverviewAnswer,
    PageAnswer,
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
from mahdar.web.cards import Cards
from mahdar.web.choices import language_of, words_of
from mahdar.web.meetings import meeting
from mahdar.web.notes import line_notes
from mahdar.web.paging import From
from mahdar.web.processes import issue, process
from mahdar.web.render import Addresses
from mahdar.web.said import statement, statements
from mahdar.web.searching import search
from mahdar.web.sheet import Layer, runs
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


class PageFace(Noun, frozen=True, kw_only=True):
    """All that ``/page/ID`` shows; ``statements`` are those of the reading, with their chains, ``site`` the profile that it was read with,
    where the record keeps it, ``story`` the one that it tells with other pages."""

    page: PageAnswer
    statements: tuple[StatementAnswer, ...]
    meetings: tuple[MeetingAnswer, ...]
    site: SiteProfileRow | None
    story: StoryRef | None


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


def page(request: AnyRequest, record: Store, key: Key, item: Text = None, mark: Text = None) -> Response[str]:
    """One page as it was captured. ``item`` chooses a statement or meeting of it, ``mark=START,END`` any of its characters."""
    language_of(request)
    key = _bare(key)
    with record.read() as connection:
        found = of_pages.page(connection, key)
        if found is None:
            raise not_found(f"/page/{key}")
        said = of_statements.statements(connection, StatementFilter(page=key), limit=len(found.reading.statements), latest_first=False)
        told = of_meetings.meetings(connection, page=key, limit=len(found.reading.meetings))
        told_with = next(iter(of_stories.of_pages(connection, [key])), None)
        site = of_profiles.site_profile(connection, found.reading.site_profile) if found.reading.site_profile else None
    face = PageFace(page=found, statements=said.items, meetings=told.items, site=site, story=told_with)
    if wants_json(request):
        return as_json(request, face)
    marks = (*_item_spans(found.reading, item), *_mark(mark, len(found.reading.text)))
    words = words_of(request)
    cards = Cards(found, words, Addresses.of(request))
    kinds = Counter(name.kind for name in found.reading.names)
    return html(
        request,
        "page.html",
        face=face,
        page=found,
        reading=found.reading,
        item=item,
        marked=marks,
        sheet=runs(found.reading, [*_layers(found.reading, marks, item), *cards.layers]),
        note=line_notes(words),
        cards=cards.all,
        kinds=[kind for kind in get_args(NameKind) if kinds[kind]],
        met={id_: one for one in face.meetings for id_ in one.ids},  # What several pages tell of has the id of one of them.
    )


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


def _item_spans(reading: Reading, item: str | None) -> tuple[Span, ...]:
    """The evidence of a statement or meeting of the page: the words that are highlighted when it is chosen."""
    for st in reading.statements:
        if st.id == item:
            return (Span(start=st.start, end=st.end), *st.more)
    for told in reading.meetings:
        if told.id == item:
            return tuple(sorted({*told.evidence, *(span for slot in told.slots.values() for span in slot.evidence)}))
    return ()


def _mark(asked: str | None, length: int) -> tuple[Span, ...]:
    """The span of ``mark=START,END``; nothing where it isn't one inside the page."""
    found = re.fullmatch(r"(\d{1,9}),(\d{1,9})", asked or "")
    if not found or not int(found[1]) < int(found[2]) <= length:
        return ()
    return (Span(start=int(found[1]), end=int(found[2])),)


def _layers(reading: Reading, marks: tuple[Span, ...], item: str | None) -> list[Layer]:
    """What the sheet shows around the text beside names, the outermost first: evidence, meetings, statements, times, and who told what is
    chosen."""
    layers = [
        Layer(start=span.start, end=span.end, rank=0, tag="mark", attributes=(("id", f"char={span.start},{span.end}"),))
        for span in dict.fromkeys(marks)
    ]
    for told in reading.meetings:
        layers += [Layer(start=s.start, end=s.end, rank=1, tag="span", attributes=(("class", "in-meeting"),)) for s in told.evidence]
    for st in reading.statements:
        spans = (Span(start=st.start, end=st.end), *st.more)
        layers += [Layer(start=s.start, end=s.end, rank=2, tag="span", attributes=(("class", f"in-statement act-{st.act}"),)) for s in spans]
        if st.id == item:
            told_by = [st.cue] if st.cue else []
            told_by += [Span(start=st.speaker.start, end=st.speaker.end)] if st.speaker else []
            layers += [Layer(start=s.start, end=s.end, rank=5, tag="span", attributes=(("class", "chosen"),)) for s in told_by]
    for time in reading.times:
        attributes = (("class", "in-time"), *((("title", time.value),) if time.value else ()))
        layers.append(Layer(start=time.start, end=time.end, rank=3, tag="span", attributes=attributes))
    return layers
