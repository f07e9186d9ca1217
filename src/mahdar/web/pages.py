"""The face of a page: the capture as a sheet, part by part where it is long, with what was read from it in the margin."""

from __future__ import annotations

import re
from collections import Counter
from typing import Annotated, Literal, get_args

from litestar import Response
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter
from sqlalchemy import Connection

from mahdar.model import NameKind, Noun, Reading, Span
from mahdar.record import Record
from mahdar.record.answers import PageAnswer, SiteProfileRow, StatementAnswer
from mahdar.record.process_answers import MeetingAnswer
from mahdar.record.queries import meetings as of_meetings
from mahdar.record.queries import pages as of_pages
from mahdar.record.queries import profiles as of_profiles
from mahdar.record.queries import statements as of_statements
from mahdar.record.queries import stories as of_stories
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.story_answers import StoryRef
from mahdar.web.answering import AnyRequest, as_json, html, not_found, wants_json
from mahdar.web.cards import Cards
from mahdar.web.choices import language_of, words_of
from mahdar.web.desk.guard import may_edit
from mahdar.web.notes import line_notes
from mahdar.web.render import Addresses
from mahdar.web.sheet import Layer, runs
from mahdar.web.stretches import Part, part_of
from mahdar.web.told import Telling

Store = NamedDependency[Record]
Key = FromPath[str]
Text = FromQuery[str | None]
Which = Annotated[int | None, QueryParameter(ge=1, le=2**31, description="Number of the part of a long page that is shown, from 1.")]

REJECTED = 200
"""So many of the spans that were read and rejected are told at once."""


class PageFace(Noun, frozen=True, kw_only=True):
    """All that ``/page/ID`` shows; ``statements`` are those of the reading, with their chains, ``site`` the profile that it was read with,
    where the record keeps it, ``story`` the one that it tells with other pages."""

    page: PageAnswer
    statements: tuple[StatementAnswer, ...]
    meetings: tuple[MeetingAnswer, ...]
    site: SiteProfileRow | None
    story: StoryRef | None


def page(request: AnyRequest, record: Store, key: Key, item: Text = None, mark: Text = None, part: Which = None) -> Response[str]:
    """One page as it was captured. ``item`` chooses a statement or meeting of it, ``mark=START,END`` any of its characters; ``part`` is which part
    of a long page is shown, that of what is chosen unless given. JSON always has all of it."""
    language_of(request)
    key = key.removesuffix(".json")
    with record.read() as connection:
        found = of_pages.page(connection, key)
        if found is None:
            raise not_found(f"/page/{key}")
        reading, whole = found.reading, wants_json(request)
        marks = (*_item_spans(reading, item), *_mark(mark, len(reading.text)))
        shown = part_of(reading.text, marks, part)
        face = PageFace(
            page=found,
            statements=_said(connection, reading, None if whole else shown),
            meetings=of_meetings.meetings(connection, page=key, limit=len(reading.meetings)).items,
            site=of_profiles.site_profile(connection, reading.site_profile) if reading.site_profile else None,
            story=next(iter(of_stories.of_pages(connection, [key])), None),
        )
    if whole:
        return as_json(request, face)
    words, to = words_of(request), Addresses.of(request)
    edits = may_edit(request)
    cards = Cards(found, words, to, shown.span, edits=edits)
    told = Telling(reading, found.entities, words, to, shown.span, edits=edits)
    kinds = Counter(name.kind for name in reading.names)
    met = {id_: one for one in face.meetings for id_ in one.ids}  # What several pages tell of has the id of one of them.
    return html(
        request,
        "page.html",
        face=face,
        page=found,
        reading=reading,
        part=shown,
        item=item,
        marked=marks,
        sheet=runs(reading, [*_layers(reading, marks, item), *told.layers, *cards.layers], shown.span),
        note=line_notes(words),
        cards=cards.all,
        told=told.all,
        inside=_inside(reading, marks[0]) if edits and marks and item is None else (),
        kinds=[kind for kind in get_args(NameKind) if kinds[kind]],
        met=met,
        here=[one for one in reading.meetings if shown.of == 1 or one.id == item or any(span.overlaps(shown.span) for span in one.evidence)],
        rejected=REJECTED,
    )


def _said(connection: Connection, reading: Reading, part: Part | None) -> tuple[StatementAnswer, ...]:
    """The statements of the page, or those alone that stand in a part of it, in their order."""
    if part is None or part.of == 1:
        wanted = StatementFilter(page=reading.page)
        return of_statements.statements(connection, wanted, limit=len(reading.statements), latest_first=False).items
    here = [st.id for st in reading.statements if any(span.overlaps(part.span) for span in (st, *st.more))]
    found = {st.id: st for st in of_statements.some_statements(connection, [(reading.page, id_) for id_ in here])}
    return tuple(found[id_] for id_ in here if id_ in found)


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


class Inside(Noun, frozen=True, kw_only=True):
    """Something that stands in marked characters and can be corrected: ``at`` is where, as forms are asked; ``entity`` is whom a name means."""

    layer: Literal["block", "name", "time"]
    at: str
    words: str
    entity: str | None = None


def _inside(reading: Reading, mark: Span) -> tuple[Inside, ...]:
    """The blocks, names and times in the marked characters; blocks first, each kind in the page's order."""
    blocks = (Inside(layer="block", at=_at(one), words=reading.text[one.start : one.end]) for one in reading.blocks if one.overlaps(mark))
    names = (Inside(layer="name", at=_at(one), words=one.of(reading.text), entity=one.entity) for one in reading.names if one.overlaps(mark))
    times = (Inside(layer="time", at=_at(one), words=one.of(reading.text)) for one in reading.times if one.overlaps(mark))
    return (*blocks, *names, *times)


def _at(span: Span) -> str:
    return f"{span.start},{span.end}"


def _layers(reading: Reading, marks: tuple[Span, ...], item: str | None) -> list[Layer]:
    """The evidence, and who told what is chosen."""
    layers = [
        Layer(start=span.start, end=span.end, rank=0, tag="mark", attributes=(("id", f"char={span.start},{span.end}"),))
        for span in dict.fromkeys(marks)
    ]
    for st in reading.statements:
        if st.id == item:
            told_by = [st.cue] if st.cue else []
            told_by += [Span(start=st.speaker.start, end=st.speaker.end)] if st.speaker else []
            layers += [Layer(start=s.start, end=s.end, rank=5, tag="span", attributes=(("class", "chosen"),)) for s in told_by]
    return layers
