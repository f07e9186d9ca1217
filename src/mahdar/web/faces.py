"""The faces: each an address that gives HTML, or the same data as JSON."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import get_args

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from mahdar.model import NameKind, Noun, Reading, Span
from mahdar.record import Record
from mahdar.record.answers import (
    Listing,
    PageAnswer,
    SiteProfileRow,
    StatementAnswer,
)
from mahdar.record.process_answers import MeetingAnswer
from mahdar.record.queries import meetings as of_meetings
from mahdar.record.queries import pages as of_pages
from mahdar.record.queries import profiles as of_profiles
from mahdar.record.queries import statements as of_statements
from mahdar.record.queries import stories as of_stories
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.judgements import redirect
from mahdar.record.story_answers import StoryRef
from mahdar.web.actor import actor
from mahdar.web.answering import AnyRequest, as_json, html, moved, not_found, wants_json
from mahdar.web.axis import Dot, dots
from mahdar.web.cards import Cards
from mahdar.web.choices import language_of, words_of
from mahdar.web.figures import Figures
from mahdar.web.notes import line_notes
from mahdar.web.overview import overview
from mahdar.web.paging import From
from mahdar.web.processes import issue, process
from mahdar.web.render import Addresses
from mahdar.web.said import statement, statements
from mahdar.web.searching import search
from mahdar.web.sheet import Layer, runs
from mahdar.web.stories import story

Store = NamedDependency[Record]
Key = FromPath[str]
Text = FromQuery[str | None]
Yes = FromQuery[bool]

STATEMENTS = 15
"""How many of each a face shows at once."""

SITES = 40
"""How many site profiles ``/about`` lists."""


class MeetingFace(Noun, frozen=True, kw_only=True):
    """All that ``/meeting/ID`` shows."""

    meeting: MeetingAnswer
    statements: Listing[StatementAnswer]
    stories: tuple[StoryRef, ...]


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


def meeting(request: AnyRequest, record: Store, key: Key, statements: From = 0) -> Response[str]:
    """One meeting as all pages together tell it."""
    language_of(request)
    key = _bare(key)
    with record.read() as connection:
        found = of_meetings.meeting(connection, key)
        if found is None:
            if new := redirect(connection, key):
                return moved(request, "meeting", key, new)
            raise not_found(f"/meeting/{key}")
        face = MeetingFace(
            meeting=found,
            statements=of_statements.statements(connection, StatementFilter(meeting=found.ids), offset=statements, limit=STATEMENTS),
            stories=of_stories.of_pages(connection, [page.id for page in found.pages]),
        )
        if wants_json(request):
            return as_json(request, face)
        before, after = of_meetings.around(connection, found)
        axis: tuple[Dot, ...] = dots(of_meetings.axis(connection, found.series), here=found.id) if found.series else ()
    return html(request, "meeting.html", face=face, meeting=found, before=before, after=after, axis=axis if len(axis) > 1 else ())


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


def about(request: AnyRequest, record: Store, figures: NamedDependency[Figures]) -> Response[str]:
    """What this is, and how to read it."""
    language_of(request)
    with record.read() as connection:
        face = AboutFace(engines=figures.front().value.whole.overview.engines, sites=of_profiles.site_profiles(connection, limit=SITES))
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


def _bare(key: Key) -> str:
    return key.removesuffix(".json")


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
