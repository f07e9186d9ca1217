"""The chronology: all meetings, commitments and positions of a record by date, joined across pages; and one issue of a process."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Collection, Iterable, Sequence

import msgspec
from sqlalchemy import Connection, func, select

from mahdar.knowledge import Dossier, KnownMeeting
from mahdar.process.commitments import Pledge, pledges
from mahdar.process.days import day_of, is_week
from mahdar.process.positions import Series, series
from mahdar.process.rounds import Round, brief, untold
from mahdar.record import schema
from mahdar.record.process_answers import (
    ChronologyAnswer,
    CommitmentAnswer,
    IssueAnswer,
    MeetingAnswer,
    PositionAnswer,
    ProcessRef,
    UntoldAnswer,
)
from mahdar.record.queries import kept
from mahdar.record.queries.assembled import Answers, known_id, known_label, labelled, said_on
from mahdar.record.queries.joins import means
from mahdar.record.queries.lookup import entity_refs, standing
from mahdar.record.queries.meetings import met
from mahdar.record.queries.series import Dossiers, series_labels, shipped
from mahdar.record.queries.tellings import taken, undertaken
from mahdar.record.rounds import MOST, in_force

_MONTH = re.compile(r"[1-9]\d{3}-(0[1-9]|1[0-2])")


def chronology(
    connection: Connection,
    *,
    process: str | None = None,
    since: str | None = None,
    until: str | None = None,
    known: bool = False,
    thin: bool = False,
    dossiers: Dossiers | None = None,
    whole: bool = True,
) -> ChronologyAnswer:
    """What happened, by date; what bears none comes last.

    ``process`` keeps one process; ``since`` and ``until`` (days, months or years, included) what lies between them as far as it is told, and
    leaves out what bears no date. With ``known`` the meetings that dossiers know and no page tells of are there too, with ``thin`` those that
    are told too thinly to be stood behind. ``dossiers`` are the shipped ones unless given. Unless it is to be ``whole``, meetings are told in brief
    (`mahdar.record.queries.meetings.meetings`), and none is put together anew.
    """
    beside = shipped() if dossiers is None else dossiers
    held, said, telling = _met(connection, process, dossiers, whole=whole)
    left = [(beside[i], meeting) for i in sorted(beside) if known and process in (None, i) for meeting in untold(beside[i], held)]
    # What is of one process is joined with nothing else.
    agreed = list(pledges(undertaken(connection, *([schema.commitments.c.process == process] if process else []))))
    stances = list(series(taken(connection, *([schema.positions.c.process == process] if process else []))))
    undated = 0
    if since or until:
        undated = sum(one.value("start") is None and one.value("end") is None for one in held) + sum(one.date is None for one in agreed)
        held = [one for one in held if within(one.value("start") or one.value("end"), one.value("end") or one.value("start"), since, until)]
        left = [(dossier, meeting) for dossier, meeting in left if within(meeting.start, meeting.end, since, until)]
        agreed = [one for one in agreed if one.date and within(one.date.value, one.date.value, since, until)]
        stances = [kept for one in stances if (kept := _between(one, since, until))]
    weak = [bool(one.lacks) or not _inside(one, since, until) for one in held]
    firm = [one for one, is_weak in zip(held, weak, strict=True) if not is_weak]
    faint = [one for one, is_weak in zip(held, weak, strict=True) if is_weak and thin]
    answers = Answers(connection, [*firm, *faint], agreed, stances, beside, said)
    told = answers.meetings()
    return ChronologyAnswer(
        process=process,
        since=since,
        until=until,
        processes=_processes(connection, beside, [*firm, *faint], agreed, stances, left),
        meetings=told[: len(firm)],
        thin=tuple(_with_period(answer, one, since, until) for answer, one in zip(told[len(firm) :], faint, strict=True)),
        untold=_untold(connection, left),
        commitments=answers.commitments(),
        positions=answers.positions(),
        held_back=sum(weak),
        undated=undated,
        told=telling([one.id for one in firm]),
    )


def _met(
    connection: Connection, process: str | None, dossiers: Dossiers | None, *, whole: bool
) -> tuple[list[Round], dict[str, int] | None, Callable[[Collection[str]], int]]:
    """The meetings (of a process), the statements on the pages of each by its id, where not all pages are there, and what counts the pages that
    tell of some of them, by their ids."""
    if not whole and dossiers is None and in_force(connection):
        found = kept.some(connection, kept.wanted(series=process))
        return list(found.rounds), found.statements, lambda ids: kept.pages(connection, ids)
    held = [one for one in met(connection, dossiers) if process in (None, one.series)]
    pages = {one.id: one.pages for one in held}
    in_brief = None if whole else said_on(connection, held)
    shown = held if whole else [brief(one, MOST) for one in held]
    return shown, in_brief, lambda ids: len({page for id_ in ids for page in pages[id_]})


def processes(connection: Connection, dossiers: Dossiers) -> tuple[str, ...]:
    """The processes that a chronology can be asked for: those of the dossiers, and the series that pages tell of."""
    told = connection.execute(select(schema.meetings.c.series).where(schema.meetings.c.series.is_not(None)).distinct()).scalars()
    return tuple(sorted({*dossiers, *told}))


def of_entity(connection: Connection, entity: str) -> tuple[tuple[CommitmentAnswer, ...], tuple[PositionAnswer, ...]]:
    """The commitments that ``entity`` is a party of, and its positions."""
    entity = standing(connection, [entity]).get(entity, entity)
    agreed = [one for one in pledges(undertaken(connection)) if entity in one.parties]
    answers = Answers(connection, pledges=agreed, series=series(taken(connection, means(schema.positions.c.actor, entity))))
    return answers.commitments(), answers.positions()


def commitment(connection: Connection, commitment_id: str) -> CommitmentAnswer | None:
    """One commitment by any of the ids under which pages tell of it; None where none does."""
    found = [one for one in pledges(undertaken(connection)) if any(u.commitment.id == commitment_id for u in one.told)]
    return next(iter(Answers(connection, pledges=found[:1]).commitments()), None)


def issue(connection: Connection, key: str, process: str | None = None, dossiers: Dossiers | None = None) -> IssueAnswer | None:
    """An issue by its key, of ``process``, or of the only one that has it; None where there is none, or several have it."""
    beside = shipped() if dossiers is None else dossiers
    having = [d for d in beside.values() if process in (None, d.id) and any(i.key == key for i in d.issue)]
    if len(having) != 1:
        return None
    dossier = having[0]
    p, c, a = schema.positions.c, schema.commitments.c, schema.agenda.c
    held = series(taken(connection, p.issue == key, (p.process == dossier.id) | p.process.is_(None)))
    agreed = pledges(undertaken(connection, c.issue == key, (c.process == dossier.id) | c.process.is_(None)))
    on_agenda = set(connection.execute(select(a.meeting).where(a.issue == key)).scalars())
    told, told_on, _ = _met(connection, dossier.id, dossiers, whole=False)
    about = [one for one in told if not on_agenda.isdisjoint(one.ids)]
    answers = Answers(connection, about, agreed, held, beside, told_on)
    said = select(func.count()).select_from(schema.statement_issues).where(schema.statement_issues.c.issue == key)
    return IssueAnswer(
        process=dossier.id,
        key=key,
        label=_ref(dossier).issues[key],
        statements=connection.execute(said).scalar_one(),
        meetings=answers.meetings(),
        commitments=answers.commitments(),
        positions=answers.positions(),
    )


def within(first: str | None, last: str | None, since: str | None, until: str | None) -> bool:
    """Whether what lasted from ``first`` to ``last`` (EDTF) may touch the days from ``since`` to ``until``, at the precision told."""
    if first is None or last is None:
        return False
    return (since is None or last[: len(since)] >= since[: len(last)]) and (until is None or first[: len(until)] <= until[: len(first)])


def _inside(one: Round, since: str | None, until: str | None) -> bool:
    """Whether a meeting that may lie in a time lies in it for all that is told: «هذا العام» (this year) isn't told to be in its September."""
    start, end = one.value("start") or one.value("end"), one.value("end") or one.value("start")
    if start is None or end is None or (day_of(start) and day_of(end) and not is_week(start, end)):
        return True
    last = f"{end}-12"[:7]
    last = end if day_of(end) else f"{last}-{monthrange(int(last[:4]), int(last[5:]))[1]}" if _MONTH.fullmatch(last) else end
    return (since is None or f"{start}-01-01"[:10] >= since) and (until is None or last[: len(until)] <= until)


def _with_period(answer: MeetingAnswer, one: Round, since: str | None, until: str | None) -> MeetingAnswer:
    """``answer`` with what is wanting where its time is told less finely than was asked."""
    return answer if _inside(one, since, until) else msgspec.structs.replace(answer, lacks=(*answer.lacks, "period"))


def _between(one: Series, since: str | None, until: str | None) -> Series | None:
    """The stances of that time; what changed before it is still told as changed."""
    stands = tuple(stand for stand in one.stands if within(stand.date, stand.date, since, until))
    return Series(actor=one.actor, process=one.process, issue=one.issue, stands=stands) if stands else None


def _processes(
    connection: Connection,
    dossiers: Dossiers,
    met: Sequence[Round],
    agreed: Sequence[Pledge],
    stances: Sequence[Series],
    left: Sequence[tuple[Dossier, KnownMeeting]],
) -> tuple[ProcessRef, ...]:
    told = {one.series for one in met} | {one.process for one in agreed} | {one.process for one in stances} | {dossier.id for dossier, _ in left}
    ids = sorted(i for i in told if i)
    called = series_labels(connection, ids, dossiers)
    return tuple(_ref(dossiers[i]) if i in dossiers else ProcessRef(id=i, label=called.get(i, {}), issues={}) for i in ids)


def _ref(dossier: Dossier) -> ProcessRef:
    return ProcessRef(id=dossier.id, label={"ar": dossier.ar, "en": dossier.en}, issues={i.key: {"ar": i.ar, "en": i.en} for i in dossier.issue})


def _untold(connection: Connection, left: Iterable[tuple[Dossier, KnownMeeting]]) -> tuple[UntoldAnswer, ...]:
    held = list(left)
    refs = entity_refs(connection, [one for _, meeting in held for one in (meeting.place, meeting.outcome)])
    found = [
        UntoldAnswer(
            id=known_id(dossier.id, meeting),
            series=dossier.id,
            ordinal=meeting.ordinal,
            start=meeting.start,
            end=meeting.end,
            label=known_label(meeting),
            place=labelled(refs[meeting.place]) if meeting.place else None,
            outcome=labelled(refs[meeting.outcome]) if meeting.outcome else None,
            sure=meeting.known,
            source=meeting.source,
        )
        for dossier, meeting in held
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.id)))
