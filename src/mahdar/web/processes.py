"""The faces of a process and of one of its issues: rounds, who took part in which, what was undertaken, who holds what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from http import HTTPStatus

from litestar import Response
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException
from litestar.params import FromPath, FromQuery
from msgspec import convert

from mahdar.model import Noun, Stance, Status
from mahdar.record import Record
from mahdar.record.answers import EntityRef
from mahdar.record.process_answers import IssueAnswer, MeetingAnswer, Part, PositionAnswer, ProcessRef, StandAnswer
from mahdar.record.queries import chronology as of_processes
from mahdar.record.queries import meetings as of_meetings
from mahdar.record.queries.days import is_day
from mahdar.record.queries.series import series_labels, shipped
from mahdar.web.answering import AnyRequest, as_json, html, not_found, wants_json
from mahdar.web.axis import dots
from mahdar.web.choices import language_of
from mahdar.web.zoom import inside, window

Store = NamedDependency[Record]
Key = FromPath[str]
Text = FromQuery[str | None]

ROUNDS, SIDES, STANDS = 14, 10, 6
"""How many meetings, the latest, and how many actors, those told most, a table of who took part or who holds what has room for; and how many stances,
the latest, a cell of it opens."""


class Attended(Noun, frozen=True, kw_only=True):
    """An actor's row in the table of who took part: his part in each of its meetings, null where he has none."""

    entity: EntityRef
    parts: tuple[Part | None, ...]


class Attendance(Noun, frozen=True, kw_only=True):
    """Who took part in which: the meetings, the earliest first, and the actors in most of them first."""

    meetings: tuple[MeetingAnswer, ...]
    rows: tuple[Attended, ...]


class Turn(Noun, frozen=True, kw_only=True):
    """That an actor moved: the stances told before, and the stand that differs from them."""

    actor: EntityRef
    before: tuple[Stance, ...]
    stand: StandAnswer


class Path(Noun, frozen=True, kw_only=True):
    """How an actor's stances on an issue went: the latest of them, the earliest first, ``earlier`` how many came before; its turns; and since when
    (EDTF) the last one is told, null where that bears no date."""

    stands: tuple[StandAnswer, ...]
    earlier: int
    turns: tuple[Turn, ...]
    since: str | None


class Held(Noun, frozen=True, kw_only=True):
    """An issue's row in the table of positions: what each of its actors was last told to hold, empty where nothing is told; and how
    that went over time."""

    issue: str
    stands: tuple[tuple[StandAnswer, ...], ...]
    paths: tuple[Path | None, ...]


class Holdings(Noun, frozen=True, kw_only=True):
    """Who holds what: the actors of most positions first, and the issues."""

    actors: tuple[EntityRef, ...]
    rows: tuple[Held, ...]


def process(request: AnyRequest, record: Store, key: Key, since: Text = None, until: Text = None) -> Response[str]:
    """One process over the whole record, or between the days ``since`` and ``until`` (or months, or years; both included). As JSON it is the
    chronology that ``mahdar timeline --process ID --format json`` gives, with meetings in brief: the first few pages, and assertions of each
    value, alone."""
    language_of(request)
    key = key.removesuffix(".json")
    since, until = since or None, until or None
    for name, value in (("since", since), ("until", until)):
        if value is not None and not is_day(value):
            detail = f"expected a year, month or day as 2022, 2022-11 or 2022-11-22, got {value!r}"
            raise HTTPException(status_code=HTTPStatus.BAD_REQUEST, detail=detail, extra={"where": name})
    with record.read() as connection:
        if key not in of_processes.processes(connection, shipped()):
            raise not_found(f"/process/{key}")
        found = of_processes.chronology(connection, process=key, since=since, until=until, known=True, thin=True, whole=False)
        if wants_json(request):
            return as_json(request, found)
        beats = of_meetings.axis(connection, key)
        called = series_labels(connection, [key])
    here = next((one for one in found.processes if one.id == key), ProcessRef(id=key, label=called.get(key, {}), issues={}))
    shown = window(beats, since, until)
    status = {one.id: convert(one.status.value, Status) for one in found.meetings}
    axis = dots(inside(beats, shown), between=(shown.since, shown.until), status=status) if shown else ()
    return html(
        request,
        "process.html",
        face=found,
        process=here,
        axis=axis,
        window=shown,
        between=(since, until) if since or until else None,
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
    sides = _by_changes(found)
    paths = {one.actor.id: path(one) for one in sides}
    turned = [turn for one in paths.values() for turn in one.turns]
    turned.sort(key=lambda turn: (turn.stand.date is None, turn.stand.date or "", turn.actor.id))
    return html(request, "issue.html", issue=found, sides=sides, paths=paths, turned=turned)


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
    rows = [_row(i, [held.get((i, actor)) for actor in actors]) for i in issues]
    rows = [row for row in rows if any(row.stands)]
    return Holdings(actors=tuple(refs[i] for i in actors), rows=tuple(rows)) if rows else None


def path(position: PositionAnswer) -> Path:
    """How the stances of an actor on an issue went. Only what the record says is changed is a turn."""
    taken = [stand for stand in position.stands if stand.stance != "neutral"] or list(position.stands)
    turns: list[Turn] = []
    last: dict[str | None, list[StandAnswer]] = {}
    for stand in taken:
        if stand.changed and last:
            turns.append(Turn(actor=position.actor, before=tuple(dict.fromkeys(s.stance for s in list(last.values())[-1])), stand=stand))
        last.setdefault(stand.date, []).append(stand)
    since = turns[-1].stand.date if turns else next((stand.date for stand in taken if stand.date), None)
    return Path(stands=tuple(taken[-STANDS:]), earlier=max(0, len(taken) - STANDS), turns=tuple(turns), since=since)


def _row(issue_: str, positions: Sequence[PositionAnswer | None]) -> Held:
    paths = tuple(path(one) if one else None for one in positions)
    return Held(issue=issue_, stands=tuple(_last(one) for one in positions), paths=paths)


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
