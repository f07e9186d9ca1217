"""A meeting assembled from all pages that tell of it, beside what a dossier knows of it, and what is wrong with that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from mahdar.knowledge import Dossier, KnownMeeting
from mahdar.linking.choice import Assertion, choose, is_far
from mahdar.linking.witnesses import independent
from mahdar.model import Noun
from mahdar.process.days import begins, days_of, holds, is_week
from mahdar.process.states import Attending, State, attending, goes_back, states
from mahdar.process.telling import VALUED, Happening, Join, Telling
from mahdar.process.thin import Lack, lacking
from mahdar.process.values import Settled, settle

_MONTH = len("2017-10")

Fault = Literal["numbered-twice", "ends-before-it-starts", "far-day", "to-come-after-held", "held-before-its-day", "could-be"]
"""What can't be as told: two numbers for the same days of a series, an end before the start, a day many years after its page, a page
that expects what another has told as held, a page that tells as held what starts after it; or that it fits more than one other meeting."""


class Conflict(Noun, frozen=True, kw_only=True):
    """A contradiction that no single field shows, with the id or the value that it is about."""

    fault: Fault
    about: str


class Round(Noun, frozen=True, kw_only=True):
    """A meeting as all pages tell it.

    ``fields`` are those of `VALUED` that have a value; ``known`` is this meeting as the dossier of its series has it, ``outlets`` counts the
    independent ones, and ``agenda`` those of each issue. ``lacks`` is what is wanting where it is told too thinly to be stood behind. ``ids``
    are those under which pages tell of it; ``pages`` these pages in the order of their dates, ``told`` how many they are.
    """

    id: str
    series: str | None
    ordinal: int | None
    fields: dict[str, Settled]
    participants: tuple[Attending, ...]
    states: tuple[State, ...]
    agenda: dict[str, int]
    known: KnownMeeting | None
    outlets: int
    ids: tuple[str, ...]
    pages: tuple[str, ...]
    told: int
    captures: int
    tellings: tuple[Telling, ...]
    joins: tuple[Join, ...]
    conflicts: tuple[Conflict, ...]
    lacks: tuple[Lack, ...]

    def value(self, field: str) -> str | None:
        """The value shown for ``field``."""
        settled = self.fields.get(field)
        return settled.value if settled else None

    @property
    def order(self) -> tuple[bool, str, str]:
        """A sort key: by the day it starts (else ends), those without one last, then by id."""
        day = self.value("start") or self.value("end")
        return (day is None, begins(day or ""), self.id)


def assemble(happening: Happening, dossiers: Mapping[str, Dossier]) -> Round:
    """The round of one happening; `conflicts` across rounds are added by `rounds`."""
    told = happening.tellings
    series = _agreed(told, lambda t: t.meeting.series)
    ordinal = _agreed(told, lambda t: str(t.meeting.ordinal) if t.meeting.ordinal is not None else None)
    number = int(ordinal) if ordinal is not None else None
    fields = {field: settled for field in VALUED if (settled := settle(field, _asserted(told, field)))}
    dossier = dossiers.get(series) if series else None
    known = _known(dossier, number, fields) if dossier else None
    if known is not None:
        for field, value in (("start", known.start), ("end", known.end), ("place", known.place), ("outcome", known.outcome)):
            if value is not None and (settled := settle(field, _asserted(told, field), known=(value, known.known, known.source))):
                fields[field] = settled
    path = states(told)
    outlets = independent(t.witness.sources for t in told)
    by_page = {t.witness.page: t.witness for t in told}
    shown = next((fields[field].value for field in ("start", "end") if field in fields), None)
    return Round(
        id=happening.id,
        series=series,
        ordinal=number,
        fields={field: fields[field] for field in VALUED if field in fields},
        participants=attending(told),
        states=path,
        agenda=_agenda(told),
        known=known,
        outlets=outlets,
        ids=tuple(sorted({t.meeting.id for t in told})),
        pages=tuple(by_page),
        told=len(by_page),
        captures=sum(witness.captures for witness in by_page.values()),
        tellings=told,
        joins=happening.joins,
        conflicts=(*_faults(fields, path, told), *(Conflict(fault="could-be", about=other) for other in happening.unsure)),
        lacks=() if known is not None else lacking(told, number=number, day=shown, outlets=outlets),
    )


def rounds(happenings: Iterable[Happening], dossiers: Mapping[str, Dossier]) -> tuple[Round, ...]:
    """The rounds by date, each with its conflicts, also with the others."""
    found = sorted((assemble(happening, dossiers) for happening in happenings), key=lambda r: r.order)
    of_series: dict[tuple[str, str], list[Round]] = defaultdict(list)
    for one in found:
        if one.series and one.ordinal is not None and one.value("start"):
            of_series[one.series, one.value("start") or ""].append(one)
    bearing = {one.known: one.id for one in found if one.ordinal is not None and one.known is not None}
    return tuple(_told_twice(_numbered_twice(one, of_series), bearing) for one in found)


def brief(one: Round, most: int) -> Round:
    """``one`` without its tellings and with its first ``most`` pages. Of each field it has as many assertions of the value shown, and one of each
    of as many other values; of each state as many. What counts them stays."""

    def some(asserted: Sequence[Assertion], number: int) -> tuple[Assertion, ...]:
        return tuple(msgspec.structs.replace(a, sources=frozenset()) for a in asserted[:number])

    def short(settled: Settled) -> Settled:
        numbers = [most, *[1] * most, *[0] * len(settled.values)]
        values = (msgspec.structs.replace(value, asserted=some(value.asserted, n)) for value, n in zip(settled.values, numbers, strict=False))
        return msgspec.structs.replace(settled, values=tuple(values))

    return msgspec.structs.replace(
        one,
        fields={name: short(settled) for name, settled in one.fields.items()},
        participants=tuple(msgspec.structs.replace(part, role=short(part.role)) for part in one.participants),
        states=tuple(msgspec.structs.replace(state, asserted=some(state.asserted, most)) for state in one.states),
        pages=one.pages[:most],
        tellings=(),
    )


def untold(dossier: Dossier, told: Iterable[Round]) -> tuple[KnownMeeting, ...]:
    """The meetings that the dossier knows and none of ``told`` is, by day."""
    known = {one.known for one in told if one.series == dossier.id}
    return tuple(sorted((meeting for meeting in dossier.meeting if meeting not in known), key=lambda m: (m.start, m.ordinal or 0)))


def _asserted(told: Sequence[Telling], field: str) -> list[Assertion]:
    said = [(t, value) for t in told if (value := getattr(t.meeting, field)) is not None]
    if field in ("start", "end"):
        said = [(t, f"{t.meeting.start}/{t.meeting.end}" if _in_week(t, told) else value) for t, value in said]
    return [t.says(value, field) for t, value in said]


def _in_week(one: Telling, told: Sequence[Telling]) -> bool:
    """Whether ``one`` tells of its week a meeting whose days in it others tell: it then says less than they, and nothing else."""
    week = days_of(one.meeting.start, one.meeting.end)
    if week is None or not is_week(one.meeting.start, one.meeting.end):
        return False
    days = [days for t in told if not is_week(t.meeting.start, t.meeting.end) and (days := days_of(t.meeting.start, t.meeting.end))]
    return any(week[0] <= first and last <= week[1] for first, last in days)


def _agreed(told: Sequence[Telling], of: Callable[[Telling], str | None]) -> str | None:
    """The value of a field that makes the meeting's id, on which pages hardly ever differ."""
    asserted = [t.asserts(value, None, ()) for t in told if (value := of(t)) is not None]
    return choose(asserted).value if asserted else None


def _agenda(told: Sequence[Telling]) -> dict[str, int]:
    issues = sorted({issue for t in told for issue in t.meeting.agenda})
    return {issue: independent(t.witness.sources for t in told if issue in t.meeting.agenda) for issue in issues}


def _known(dossier: Dossier, number: int | None, fields: Mapping[str, Settled]) -> KnownMeeting | None:
    """The meeting that the dossier knows under this number; without one, the only one that it knows at that time, at this place if told.

    The time is the days, or the month where no day is told (اجتماع أستانا في أيلول الماضي).
    """
    if number is not None:
        return dossier.known(number)
    start, end, place = (fields[field].value if field in fields else None for field in ("start", "end", "place"))
    days = days_of(start, end)
    if days is not None:
        near = [known for known in dossier.meeting if (theirs := days_of(known.start, known.end)) and holds(days, theirs)]
    elif start is not None and len(start) == _MONTH:
        near = [known for known in dossier.meeting if known.start.startswith(start)]
    else:
        return None
    near = [known for known in near if place is None or known.place in (None, place)]
    return near[0] if len(near) == 1 else None


def _faults(fields: Mapping[str, Settled], path: Sequence[State], told: Sequence[Telling]) -> list[Conflict]:
    start, end = (fields[field].value if field in fields else None for field in ("start", "end"))
    found: list[Conflict] = []
    if start and end and end < start[: len(end)]:
        found.append(Conflict(fault="ends-before-it-starts", about=f"{start}/{end}"))
    days = {t.meeting.start for t in told if t.meeting.start and is_far(t.meeting.start, t.witness.published)}
    found += [Conflict(fault="far-day", about=day) for day in sorted(days)]
    held = {t.witness.published for t in told if t.meeting.status == "held" and t.witness.published and start and not is_far(start, None)}
    early = sorted(day for day in held if day and start and day < start[: len(day)])
    found += [Conflict(fault="held-before-its-day", about=day) for day in early[:1]]
    if goes_back(path):
        found.append(Conflict(fault="to-come-after-held", about=next(s.since or "" for s in reversed(path) if s.since)))
    return found


def _numbered_twice(one: Round, of_series: Mapping[tuple[str, str], Sequence[Round]]) -> Round:
    """``one`` with the other numbers under which pages tell of a round of its series on its day."""
    start = one.value("start")
    if one.series is None or one.ordinal is None or start is None or len(start) < len("2017-10-30"):
        return one
    others = [Conflict(fault="numbered-twice", about=other.id) for other in of_series[one.series, start] if other.ordinal != one.ordinal]
    if not others:
        return one
    return msgspec.structs.replace(one, conflicts=(*one.conflicts, *others))


def _told_twice(one: Round, bearing: Mapping[KnownMeeting, str]) -> Round:
    """``one`` with the round that bears the number which the dossier has for its time: they may be one."""
    if one.ordinal is not None or one.known is None or one.known not in bearing:
        return one
    return msgspec.structs.replace(one, conflicts=(*one.conflicts, Conflict(fault="could-be", about=bearing[one.known])))
