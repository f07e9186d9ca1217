"""The face of a meeting: what pages tell of it, who said what for which side and who carried it, and what stands before and after."""

from __future__ import annotations

from typing import Annotated

from litestar import Response
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from mahdar.model import Act, Noun
from mahdar.record import Record
from mahdar.record.answers import Listing, PageRef, StatementAnswer
from mahdar.record.floor_answers import FloorAnswer, FloorFilter
from mahdar.record.process_answers import MeetingAnswer
from mahdar.record.queries import meetings as of_meetings
from mahdar.record.queries import statements as of_statements
from mahdar.record.queries import stories as of_stories
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.floor import LISTED, floor
from mahdar.record.queries.judgements import redirect
from mahdar.record.story_answers import StoryRef
from mahdar.web.answering import AnyRequest, as_json, html, moved, not_found, wants_json
from mahdar.web.axis import Dot, dots
from mahdar.web.choices import language_of
from mahdar.web.facts import SOURCES
from mahdar.web.paging import From

Store = NamedDependency[Record]
Key = FromPath[str]
Text = FromQuery[str | None]
Yes = FromQuery[bool]
OneAct = Annotated[Act | None, QueryParameter(description="What the speaker does by saying it.")]

STATEMENTS, PAGES, STORIES = 15, 40, 10
"""How many statements JSON has, and how many pages and stories the face shows at once."""


class MeetingFace(Noun, frozen=True, kw_only=True):
    """All that ``/meeting/ID`` shows. ``floor`` is who said what around it, ``statements`` the latest statements of its pages."""

    meeting: MeetingAnswer
    floor: FloorAnswer
    statements: Listing[StatementAnswer]
    stories: tuple[StoryRef, ...]


def meeting(
    request: AnyRequest,
    record: Store,
    key: Key,
    statements: From = 0,
    pages: From = 0,
    side: Text = None,
    speaker: Text = None,
    act: OneAct = None,
    addressee: Text = None,
    there: Yes = False,
    carrier: Text = None,
) -> Response[str]:
    """One meeting as all pages together tell it. ``side``, ``speaker``, ``act``, ``addressee``, ``there`` and ``carrier`` keep some of what was said;
    the numbers say from which on statements and pages are shown."""
    language_of(request)
    key = key.removesuffix(".json")
    wanted = FloorFilter(side=side, speaker=speaker or None, act=act, addressee=addressee or None, there=there, carrier=carrier or None)
    with record.read() as connection:
        found = of_meetings.meeting(connection, key)
        if found is None:
            if new := redirect(connection, key):
                return moved(request, "meeting", key, new)
            raise not_found(f"/meeting/{key}")
        said = floor(connection, found, wanted, offset=statements)
        stories = of_stories.of_pages(connection, [page.id for page in found.pages[:PAGES]])[:STORIES]
        if wants_json(request):
            # The face shows who said what by sides alone.
            latest = of_statements.statements(connection, StatementFilter(meeting=found.ids), offset=statements, limit=STATEMENTS)
            return as_json(request, MeetingFace(meeting=found, floor=said, statements=latest, stories=stories))
        before, after = of_meetings.around(connection, found)
        axis: tuple[Dot, ...] = dots(of_meetings.axis(connection, found.series), here=found.id) if found.series else ()
    some: Listing[PageRef] = Listing(total=len(found.pages), offset=pages, limit=PAGES, items=found.pages[pages : pages + PAGES])
    listed = sum(len(one.spoken) for one in said.sides)
    return html(
        request,
        "meeting.html",
        stories=stories,
        meeting=found,
        floor=said,
        listed=Listing(total=said.found, offset=statements, limit=LISTED, items=(None,) * listed),
        pages=some,
        sources=SOURCES,
        before=before,
        after=after,
        axis=axis if len(axis) > 1 else (),
    )
