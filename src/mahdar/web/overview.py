"""The face ``/``: what an analyst wants in the morning, then what is in the record."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, cast, get_args

from litestar import Response
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException
from litestar.params import FromQuery
from markupsafe import Markup
from sqlalchemy import Connection

from mahdar.model import Act, NameKind, Noun
from mahdar.record import Record
from mahdar.record.answers import EntityRow, Listing, OverviewAnswer, PageRef, StatementAnswer
from mahdar.record.figure_answers import HealthAnswer, OutletCoverage, Partner, SpeakerRow, WaitingAnswer, WholeAnswer
from mahdar.record.process_answers import Beat, MeetingAnswer
from mahdar.record.queries import entities as of_entities
from mahdar.record.queries import meetings as of_meetings
from mahdar.record.queries import pages as of_pages
from mahdar.record.queries import statements as of_statements
from mahdar.record.queries import stories as of_stories
from mahdar.record.queries.series import series_labels
from mahdar.record.story_answers import StoryRef
from mahdar.web.answering import AnyRequest, as_json, html, passing, wants_json
from mahdar.web.axis import dots
from mahdar.web.charts import KEYS, Bar, Cell, Column, Figure, Part, Ranking, columns, ranked, steps
from mahdar.web.charts.figure import REST
from mahdar.web.choices import choices_of, language_of, words_of
from mahdar.web.figures import MEETINGS, PAGES, STATEMENTS, STORIES, Figures
from mahdar.web.paging import From
from mahdar.web.render import Addresses
from mahdar.web.words import Words

Store = NamedDependency[Record]
Kept = NamedDependency[Figures]
Text = FromQuery[str | None]
Yes = FromQuery[bool]

ENTITIES = 40
"""How many of those who are named the face shows at once."""

AXES = 3
"""How many processes have their time axis here."""

FACES_OF = len(KEYS)
"""How many outlets are told apart in the chart of what is covered."""


class ProcessNow(Noun, frozen=True, kw_only=True):
    """A process at a glance: what it is called, its dated rounds on the axis, the earliest first, and the last of them."""

    id: str
    label: dict[str, str]
    rounds: int
    latest: Beat


class OverviewFace(Noun, frozen=True, kw_only=True):
    """All that ``/`` shows. ``doubtful`` are the first of the statements that wait for a person."""

    overview: OverviewAnswer
    processes: tuple[ProcessNow, ...]
    meetings: Listing[MeetingAnswer]
    speakers: tuple[SpeakerRow, ...]
    coverage: tuple[OutletCoverage, ...]
    waiting: WaitingAnswer
    doubtful: tuple[StatementAnswer, ...]
    health: HealthAnswer
    statements: Listing[StatementAnswer]
    entities: Listing[EntityRow]
    pages: Listing[PageRef]
    stories: Listing[StoryRef]


def overview(
    request: AnyRequest,
    record: Store,
    figures: Kept,
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
    asked_kind = _kind(kind)
    front, fresh = figures.front()
    told = front.whole
    with record.read() as connection:
        beats = of_meetings.axis(connection)
        numbered = _processes(beats)
        called = series_labels(connection, numbered)
        face = OverviewFace(
            overview=told.overview,
            processes=tuple(ProcessNow(id=id_, label=called.get(id_, {}), rounds=len(held), latest=held[-1]) for id_, held in numbered.items()),
            # Where nothing else is asked for, lists are as they are kept: to count them takes all their rows.
            meetings=of_meetings.meetings(connection, firm=not thin, offset=meetings, limit=MEETINGS, latest_first=True)
            if meetings or thin
            else front.meetings,
            speakers=told.speakers,
            coverage=told.coverage,
            waiting=told.waiting,
            doubtful=_doubtful(connection, told.waiting.first),
            health=told.health,
            statements=of_statements.statements(connection, offset=statements, limit=STATEMENTS) if statements else front.statements,
            entities=_entities(connection, told, asked_kind, spelt, entities),
            pages=of_pages.pages(connection, offset=pages, limit=PAGES) if pages else front.pages,
            stories=of_stories.stories(connection, least=2, offset=stories, limit=STORIES) if stories else front.stories,
        )
    if wants_json(request):
        return passing(as_json(request, face), fresh=fresh)
    words, to = words_of(request), Addresses.of(request)
    choices = choices_of(request)

    def draw() -> tuple[Ranking, Figure]:
        return speakers(face.speakers, words, to), coverage(face.coverage, words, to)

    spoke, covered = figures.drawn(front, (choices.language, choices.months, choices.asked), draw)
    context: dict[str, Any] = {
        "face": face,
        "axes": {id_: dots(held) for id_, held in numbered.items()},
        "kinds": get_args(NameKind),
        "speakers": spoke,
        "coverage": covered,
        "fresh": fresh,
        "queue": any(route.path == "/review" for route in request.app.routes),
        "spelt": spelt or "",
        "kind": kind or "",
        "thin": thin,
    }
    return passing(html(request, "overview.html", **context), fresh=fresh)


def speakers(rows: Sequence[SpeakerRow], words: Words, to: Addresses) -> Ranking:
    """Who spoke most, by act, with whom each spoke to or about."""
    acts = get_args(Act)
    bars = [
        Bar(
            label=words.label(row.entity.label, row.entity.id),
            href=to("actor", row.entity.id),
            total=Cell(count=row.said, href=to("statements", speaker=row.entity.id)),
            cells=tuple(Cell(count=row.acts.get(act, 0)) for act in acts),
            beside=_partners(row, words, to),
        )
        for row in rows
    ]
    parts = [Part(key=act, label=words.maybe("act", act)) for act in acts]
    head = (words("figures.speaker"), words("figures.acts"), words("site.statements"))
    return ranked(words, of="spoke", title=words("figures.speakers"), head=head, bars=bars, parts=parts)


def coverage(outlets: Sequence[OutletCoverage], words: Words, to: Addresses) -> Figure:
    """What the record has of which outlet and when: the outlets of most captures apart, the others together."""
    named = [one for one in outlets if one.key is not None]
    shown, others = named[:FACES_OF], [*named[FACES_OF:], *(one for one in outlets if one.key is None)]
    # Outlets have many months in common.
    months = {over.when for one in outlets for over in one.over}
    time = steps(months)
    places = {month: time.of(month) for month in months}
    parts = [
        Part(
            key=key,
            label=Markup("<bdi>{}</bdi>").format(one.label or one.key),
            href=to("actor", one.key) if one.key and one.key != one.label else None,
        )
        for key, one in zip(KEYS, shown, strict=False)
    ]
    parts.append(Part(key=REST, label=words("figures.other_outlets")))
    counts = [[0] * len(parts) for _ in time.steps]
    for n, group in enumerate([*([one] for one in shown), others]):
        for over in (over for one in group for over in one.over):
            if (place := places[over.when]) is not None:
                counts[place][n] += over.captures
    told = [
        Column(
            step=step,
            cells=tuple(
                Cell(count=count, href=_pages(to, step.since, step.until, shown[n].key) if n < len(shown) else None) for n, count in enumerate(row)
            ),
            total=Cell(count=sum(row), href=_pages(to, step.since, step.until, None)),
        )
        for step, row in zip(time.steps, counts, strict=True)
    ]
    return columns(words, of="coverage-chart", title=words("figures.coverage"), time=time, parts=parts, told=told)


def _pages(to: Addresses, since: str, until: str, outlet: str | None) -> str:
    """The address of the pages of an outlet, or of all, that are dated in a time, as the search asks for them."""
    date = since if since == until else f"{since}..{until}"
    by = f' outlet:"{outlet}"' if outlet and '"' not in outlet else ""
    return to("search", q=f"type:page date:{date}{by}")


def _partners(row: SpeakerRow, words: Words, to: Addresses) -> Markup:
    """To whom and about whom somebody speaks most, in words."""

    def linked(some: Sequence[Partner]) -> Markup:
        return words.join(
            [Markup('<a href="{}">{}</a>').format(to("actor", one.entity.id), words.label(one.entity.label, one.entity.id)) for one in some]
        )

    spoken_to = [one for one in row.partners if one.to][:2]
    about = [one for one in row.partners if one.about][:2]
    told = [Markup("{} {}").format(words("figures.spoke_to"), linked(spoken_to))] if spoken_to else []
    told += [Markup("{} {}").format(words("figures.spoke_about"), linked(about))] if about else []
    return words("site.clause").join(told)


def _doubtful(connection: Connection, keys: Sequence[tuple[str, str]]) -> tuple[StatementAnswer, ...]:
    """Statements by their pages and ids, in this order; not those that a person has judged since they were found."""
    found = {(one.page.id, one.id): one for one in of_statements.some_statements(connection, keys)}
    return tuple(one for key in keys if (one := found.get(key)) is not None and one.review and not one.judged)


def _entities(connection: Connection, told: WholeAnswer, kind: NameKind | None, spelt: str | None, offset: int) -> Listing[EntityRow]:
    """Who is named: without a question, as the figures have it, for counting it takes all names of the record."""
    if kind is None and not spelt and not offset:
        return Listing(total=told.entities, offset=0, limit=ENTITIES, items=told.named[:ENTITIES])
    return of_entities.entities(connection, kind=kind, spelt=spelt, offset=offset, limit=ENTITIES)


def _processes(beats: Sequence[Beat]) -> dict[str, tuple[Beat, ...]]:
    """The series with the most dated rounds; one with no numbered round isn't a series of rounds."""
    series: dict[str, list[Beat]] = {}
    for beat in beats:
        if beat.series:
            series.setdefault(beat.series, []).append(beat)
    numbered = [name for name, told in series.items() if len(told) > 1 and any(beat.ordinal is not None for beat in told)]
    return {name: tuple(series[name]) for name in sorted(numbered, key=lambda name: (-len(series[name]), name))[:AXES]}


def _kind(asked: str | None) -> NameKind | None:
    """The kind of entity asked for; none where the form was left at all kinds. Raises a 400 for one that there isn't."""
    if not asked:
        return None
    if asked not in get_args(NameKind):
        raise HTTPException(
            status_code=HTTPStatus.BAD_REQUEST, detail=f"expected kind={'|'.join(get_args(NameKind))}, got {asked!r}", extra={"where": "kind"}
        )
    return cast("NameKind", asked)
