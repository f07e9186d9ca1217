"""The face ``/actor/ID``: one entity over the whole record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import get_args

import msgspec
from litestar import Response
from litestar.di import NamedDependency
from litestar.params import FromPath

from mahdar.model import Act, Noun
from mahdar.record import Record
from mahdar.record.answers import EntityAnswer, Listing, PageRef, StatementAnswer, WordingAnswer
from mahdar.record.figure_answers import ActsIn, SpeakingAnswer, TurnsAnswer
from mahdar.record.process_answers import MeetingAnswer
from mahdar.record.queries import meetings as of_meetings
from mahdar.record.queries import names as of_names
from mahdar.record.queries import pages as of_pages
from mahdar.record.queries import statements as of_statements
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.judgements import redirect
from mahdar.web.answering import AnyRequest, as_json, html, moved, not_found, passing, wants_json
from mahdar.web.charts import Cell, Column, Figure, Node, Part, columns, network, steps
from mahdar.web.choices import language_of, words_of
from mahdar.web.figures import FORMS, Figures
from mahdar.web.paging import From
from mahdar.web.render import Addresses
from mahdar.web.wordings import by_outlet
from mahdar.web.words import Words

Store = NamedDependency[Record]
Kept = NamedDependency[Figures]
Key = FromPath[str]

MEETINGS, STATEMENTS, PAGES = 15, 10, 12
"""How many of each the face shows at once."""


class ActorFace(Noun, frozen=True, kw_only=True):
    """All that ``/actor/ID`` shows."""

    entity: EntityAnswer
    speaking: SpeakingAnswer
    turns: TurnsAnswer
    meetings: Listing[MeetingAnswer]
    said: Listing[StatementAnswer]
    addressed: Listing[StatementAnswer]
    pages: Listing[PageRef]
    wording: WordingAnswer


def actor(
    request: AnyRequest,
    record: Store,
    figures: Kept,
    key: Key,
    forms: From = 0,
    meetings: From = 0,
    said: From = 0,
    addressed: From = 0,
    pages: From = 0,
) -> Response[str]:
    """One entity over the whole record. The parameters say from which number on each list is shown."""
    language_of(request)
    key = key.removesuffix(".json")
    with record.read() as connection:
        # Where people merged it leads first; what ids of pages are joined with is told of the entity that it leads to.
        if new := redirect(connection, key):
            return moved(request, "actor", key, new)
        told, fresh = figures.actor(key)
        if told is None:
            raise not_found(f"/actor/{key}")
        found = told.entity
        if forms:
            spelt = of_names.forms(connection, found.id, offset=forms, limit=FORMS)
            found = msgspec.structs.replace(found, spellings=spelt.total, forms=spelt.items)
        face = ActorFace(
            entity=found,
            speaking=told.speaking,
            turns=told.turns,
            meetings=of_meetings.meetings(connection, entity=key, offset=meetings, limit=MEETINGS, latest_first=True),
            said=of_statements.statements(connection, StatementFilter(speaker=key), offset=said, limit=STATEMENTS),
            addressed=of_statements.statements(connection, StatementFilter(addressee=key), offset=addressed, limit=STATEMENTS),
            pages=of_pages.pages(connection, entity=key, offset=pages, limit=PAGES),
            wording=told.wording,
        )
    if wants_json(request):
        return passing(as_json(request, face), fresh=fresh)
    words, to = words_of(request), Addresses.of(request)
    answer = html(
        request,
        "actor.html",
        face=face,
        entity=found,
        spelt=Listing(total=found.spellings, offset=forms, limit=FORMS, items=found.forms),
        table=by_outlet(face.wording),
        acts=acts_over_time(found.id, told.speaking.acts, words, to),
        loose=sum(one.count for one in told.speaking.acts if one.when is None),
        partners=partners(found, told.speaking, words, to),
    )
    return passing(answer, fresh=fresh)


def acts_over_time(speaker: str, acts: Sequence[ActsIn], words: Words, to: Addresses) -> Figure:
    """What an actor did with words, and when; each figure leads to the statements that it counts. What bears no month isn't in it."""
    kinds = get_args(Act)
    time = steps(one.when for one in acts)
    counts: dict[int, dict[Act, int]] = defaultdict(lambda: dict.fromkeys(kinds, 0))
    for one in acts:
        if (place := time.of(one.when)) is not None:
            counts[place][one.act] += one.count
    told = []
    all_said = to("statements", speaker=speaker)
    for n, step in enumerate(time.steps):
        # Acts and dates need no quoting; there are hundreds of these addresses.
        during = f"&since={step.since}&until={step.until}"
        cells = tuple(Cell(count=count, href=f"{all_said}&act={act}{during}" if count else None) for act, count in counts[n].items())
        told.append(Column(step=step, cells=cells, total=Cell(count=sum(counts[n].values()), href=all_said + during)))
    parts = [Part(key=act, label=words.maybe("act", act), href=to("statements", speaker=speaker, act=act)) for act in kinds]
    return columns(words, of="acts", title=words("actor.acts"), time=time, parts=parts, told=told)


def partners(entity: EntityAnswer, speaking: SpeakingAnswer, words: Words, to: Addresses) -> Figure:
    """To whom and about whom an actor speaks."""
    nodes = [
        Node(
            label=words.label(one.entity.label, one.entity.id),
            name=words.plain(one.entity.label, one.entity.id),
            href=to("actor", one.entity.id),
            cells=(
                Cell(count=one.to, href=to("statements", speaker=entity.id, addressee=one.entity.id)),
                Cell(count=one.about, href=to("statements", speaker=entity.id, target=one.entity.id)),
            ),
        )
        for one in speaking.partners
    ]
    return network(
        words,
        of="network",
        title=words("actor.partners"),
        middle=words.plain(entity.label, entity.id),
        sides=(Part(key="to", label=words("actor.speaks_to")), Part(key="about", label=words("actor.speaks_about"))),
        nodes=nodes,
        head=words("actor.partner"),
    )
