"""The faces of a process and of one of its issues: rounds, who took part in which, what was undertaken, who holds what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from litestar import Response
from litestar.di import NamedDependency
from litestar.params import FromPath

from mahdar.model import Noun
from mahdar.record import Record
from mahdar.record.answers import EntityRef
from mahdar.record.process_answers import IssueAnswer, MeetingAnswer, Part, PositionAnswer, ProcessRef, StandAnswer
from mahdar.record.queries import chronology as of_processes
from mahdar.record.queries import meetings as of_meetings
from mahdar.record.queries.series import shipped
from mahdar.web.answering import AnyRequest, as_json, html, not_found, wants_json
from mahdar.web.axis import dots
from mahdar.web.choices import language_of

Store = NamedDependency[Record]
Key = FromPath[str]

ROUNDS, SIDES = 14, 10
"""How many meetings, the latest, and how many actors, those told most, a table of who took part or who holds what has room for."""


class Attended(Noun, frozen=True, kw_only=True):
    """An actor's row in the table of who took part: his part in each of its meetings, null where he has none."""

    entity: EntityRef
    parts: tuple[Part | None, ...]


class Attendance(Noun, frozen=True, kw_only=True):
    """Who took part in which: the meetings, the earliest first, and the actors in most of them first."""

    meetings: tuple[MeetingAnswer, ...]
    rows: tuple[Attended, ...]


class Held(Noun, frozen=True, kw_only=True):
    """An issue's row in the table of positions: what each of its actors was last told to hold; empty where nothing is told."""

    issue: str
    stands: tuple[tuple[StandAnswer, ...], ...]


class Holdings(Noun, frozen=True, kw_only=True):
    """Who holds what: the actors of most positions first, and the issues."""

    actors: tuple[EntityRef, ...]
    rows: tuple[Held, ...]


def process(request: AnyRequest, record: Store, key: Key) -> Response[str]:
    """One process over the whole record. As JSON it is the chronology that ``mahdar timeline --process ID --format json`` gives, with
    meetings in brief: the first few pages, and assertions of each value, alone."""
    language_of(request)
    key = key.removesuffix(".json")
    with record.read() as connection:
        if key not in of_processes.processes(connection, shipped()):
            raise not_found(f"/process/{key}")
        found = of_processes.chronology(connection, process=key, known=True, thin=True, whole=False)
        if wants_json(request):
            return as_json(request, found)
        axis = dots(of_meetings.axis(connection, key))
    here = next((one for one in found.processes if one.id == key), ProcessRef(id=key, label={}, issues={}))
    return html(
        request,
        "process.html",
        face=found,
        process=here,
        axis=axis if len(axis) > 1 else (),
        attendance=attendance(found.meetings),
        holdings=holdings(found.positions, here),
        pages=found.told,
    )


def issue(request: AnyRequest, record: Store, process: Key, key: Key) -> Response[str]:
    """One issue of a process: who holds what on it, how that moved, and what was undertaken."""
    language_of(request)
    key = key.removesuffix(".json")
    with record.read() as connection:
        found = of_processes.issue(connection, key, process)
    if found is None:
        raise not_found(f"/issue/{process}/{key}")
    if wants_json(request):
        return as_json(request, found)
    return html(request, "issue.html", issue=found, sides=_by_changes(found))


def attendance(meetings: Sequence[MeetingAnswer]) -> Attendance | None:
    """The table of who took part in the latest dated meetings; None where there is nobody or only one meeting."""
    dated = [one for one in meetings if one.start is not None and one.participants][-ROUNDS:]
    refs: dict[str, EntityRef] = {}
    parts: dict[str, dict[int, Part]] = defaultdict(dict)
    for n, one in enumerate(dated):
        for part in one.participants:
            refs.setdefault(part.entity.id, part.entity)
            parts[part.entity.id][n] = part
    if len(dated) < 2 or not refs:
        return None
    order = sorted(refs, key=lambda i: (-len(parts[i]), i))[: 2 * SIDES]
    rows = tuple(Attended(entity=refs[i], parts=tuple(parts[i].get(n) for n in range(len(dated)))) for i in order)
    return Attendance(meetings=tuple(dated), rows=rows)


def holdings(positions: Sequence[PositionAnswer], here: ProcessRef) -> Holdings | None:
    """The table of positions, its issues in the order of the dossier; None where nobody holds anything."""
    held = {(one.issue, one.actor.id): one for one in positions}
    refs = {one.actor.id: one.actor for one in positions}
    told = Counter(one.actor.id for one in positions for stand in one.stands if stand.stance != "neutral")
    actors = sorted(refs, key=lambda i: (-told[i], i))[:SIDES]
    issues = [*(i for i in here.issues if any(one.issue == i for one in positions)), *sorted({p.issue for p in positions} - set(here.issues))]
    rows = [Held(issue=i, stands=tuple(_last(held.get((i, actor))) for actor in actors)) for i in issues]
    rows = [row for row in rows if any(row.stands)]
    return Holdings(actors=tuple(refs[i] for i in actors), rows=tuple(rows)) if rows else None


def _last(position: PositionAnswer | None) -> tuple[StandAnswer, ...]:
    """What was told last: the stances of the latest date, else those without one. What is only spoken of counts where nothing else is told."""
    if position is None:
        return ()
    taken = [stand for stand in position.stands if stand.stance != "neutral"] or position.stands
    dated = [stand for stand in taken if stand.date]
    latest = dated[-1].date if dated else None
    return tuple(stand for stand in taken if stand.date == latest)


def _by_changes(found: IssueAnswer) -> tuple[PositionAnswer, ...]:
    """The actors of an issue: those who moved, then those who took most stances."""
    return tuple(sorted(found.positions, key=lambda one: (-one.changes, -_taken(one.stands), one.actor.id)))


def _taken(stands: Iterable[StandAnswer]) -> int:
    return sum(stand.stance != "neutral" for stand in stands)
