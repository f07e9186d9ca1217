"""What the record answers of meetings, commitments and positions: assembled from all pages, each value with who says so.

Counts of outlets are of independent ones (`mahdar.linking.witnesses`): a lower bound. A dossier's word counts for none.
"""

from __future__ import annotations

from typing import Literal

from mahdar.linking.choice import Rule
from mahdar.model import Basis, CommitmentStatus, Noun, ParticipantRole, Stance, Status
from mahdar.process.rounds import Fault
from mahdar.process.states import Attendance
from mahdar.process.thin import Lack
from mahdar.process.values import Dossiers
from mahdar.record.answers import EntityRef, Mark, PageRef, Quote


class Asserted(Noun, frozen=True, kw_only=True):
    """What one page says of one field. ``basis`` is null where the page's reading doesn't tell how it is known."""

    value: str
    entity: EntityRef | None
    basis: Basis | None
    why: str | None
    page: PageRef
    evidence: tuple[Quote, ...]


class ValueCount(Noun, frozen=True, kw_only=True):
    """One of the values of a field: by how many independent outlets and by how many pages it is asserted, and on which best basis."""

    value: str
    entity: EntityRef | None
    basis: Basis | None
    outlets: int
    pages: int


class KnownAnswer(Noun, frozen=True, kw_only=True):
    """What a dossier knows of a field, and whether that confirms what pages state, fills what none states, or contradicts one.

    ``sure`` is ``public`` (announced and reported at the time) or ``unverified``, ``source`` where the dossier has it from.
    """

    value: str
    entity: EntityRef | None
    stands: Dossiers
    sure: str
    source: str | None


class Field(Noun, frozen=True, kw_only=True):
    """The value shown for one field, by which rule of `mahdar.linking.choice`, and all that pages assert, the value shown first.

    ``values`` counts each value, ``told`` all assertions: lists of meetings hold the first few of each value alone. ``known`` is what a dossier
    has. Where no page asserts anything the dossier's value is shown.
    """

    value: str
    entity: EntityRef | None
    basis: Basis | None
    rule: Rule
    conflict: bool
    values: tuple[ValueCount, ...]
    known: KnownAnswer | None
    asserted: tuple[Asserted, ...]
    told: int


class Part(Noun, frozen=True, kw_only=True):
    """An entity's part in a meeting: the role shown, and all that pages assert (their ``value`` is a role).

    ``attendance`` says whether it was told while the meeting was to come, when it was under way or held, or both.
    """

    entity: EntityRef
    role: ParticipantRole
    attendance: Attendance
    outlets: int
    rule: Rule
    conflict: bool
    asserted: tuple[Asserted, ...]
    told: int


class StateAnswer(Noun, frozen=True, kw_only=True):
    """How a meeting stood, as pages of the days ``since`` to ``until`` (EDTF; null for pages without a date) tell it."""

    status: Status
    since: str | None
    until: str | None
    outlets: int
    asserted: tuple[Asserted, ...]
    told: int


class JoinAnswer(Noun, frozen=True, kw_only=True):
    """That a page tells, under the id ``meeting``, of the meeting that others tell of as ``joined_to``.

    They agree on the days (EDTF; two where one's lie within the other's), the place and the series where both tell it, and on those who
    take part in both.
    """

    page: PageRef
    meeting: str
    joined_to: str
    days: tuple[str, ...]
    place: EntityRef | None
    series: str | None
    shared: tuple[EntityRef, ...]


class ConflictAnswer(Noun, frozen=True, kw_only=True):
    """What can't be as told (`mahdar.process.rounds.Fault`), and the day, interval or meeting id that it is about."""

    fault: Fault
    about: str


Lacking = Lack | Literal["period"]
"""What is wanting in a meeting that isn't stood behind (`mahdar.process.thin`); ``period``: whether it lies in the time asked for isn't told."""


class MeetingAnswer(Noun, frozen=True, kw_only=True):
    """A meeting as all pages together tell it.

    ``ids`` are those under which pages tell of it, ``joins`` the reasons why several are one. ``states`` tell how it stood over time.
    ``series_label`` is what its series is called, by language. ``known_as`` is the id under which the dossier of its series knows it
    (``astana-6`` of a meeting of that month without a number), ``label`` what it is called there, where it has a name. ``outlets`` counts the
    independent ones, ``told`` its pages, of which ``pages`` in lists are the first few alone, ``captures`` reports, ``statements`` those of its
    pages. ``lacks`` is empty where the meeting is told well enough to be stood behind.
    """

    id: str
    ids: tuple[str, ...]
    series: str | None
    series_label: dict[str, str]
    ordinal: int | None
    label: dict[str, str]
    kind: Field | None
    status: Field
    start: Field | None
    end: Field | None
    place: Field | None
    host: Field | None
    convener: Field | None
    level: Field | None
    outcome: Field | None
    participants: tuple[Part, ...]
    agenda: tuple[str, ...]
    states: tuple[StateAnswer, ...]
    known_as: str | None
    joins: tuple[JoinAnswer, ...]
    conflicts: tuple[ConflictAnswer, ...]
    pages: tuple[PageRef, ...]
    outlets: int
    captures: int
    statements: int
    lacks: tuple[Lacking, ...]
    told: int
    judged: tuple[Mark, ...] = ()

    @property
    def foremost(self) -> tuple[EntityRef, ...]:
        """Those who take part, those whom most independent outlets tell of first."""
        return tuple(part.entity for part in sorted(self.participants, key=lambda part: -part.outlets))

    @property
    def differs(self) -> bool:
        """Whether pages contradict each other, or themselves, about it."""
        fields = (self.kind, self.status, self.start, self.end, self.place, self.host, self.convener, self.level, self.outcome)
        return bool(self.conflicts) or any(f is not None and f.conflict for f in fields) or any(p.conflict for p in self.participants)


class UntoldAnswer(Noun, frozen=True, kw_only=True):
    """A meeting that a dossier knows and no page tells of; ``label`` is what it is called there, ``outcome`` the document that came of it."""

    id: str
    series: str
    ordinal: int | None
    label: dict[str, str]
    start: str
    end: str
    place: EntityRef | None
    outcome: EntityRef | None
    sure: str
    source: str | None


class StandingAnswer(Noun, frozen=True, kw_only=True):
    """What became of a commitment, as told from ``since`` on (the day of the first page that says so), by whom where not by the page."""

    status: CommitmentStatus
    told_by: EntityRef | None
    since: str | None
    outlets: int
    asserted: tuple[Asserted, ...]


class CommitmentAnswer(Noun, frozen=True, kw_only=True):
    """A commitment as all pages together tell it, joined for its parties, its issue (without one, its kind) and its date.

    ``content`` quotes what was undertaken in the words of each page that has such; ``disputed`` says that one teller has it kept where
    another has it broken.
    """

    id: str
    process: str | None
    issue: str | None
    parties: tuple[EntityRef, ...]
    kind: Field
    date: Field | None
    status: CommitmentStatus
    disputed: bool
    standings: tuple[StandingAnswer, ...]
    content: tuple[Quote, ...]
    pages: tuple[PageRef, ...]
    outlets: int
    judged: tuple[Mark, ...] = ()


class BackedBy(Noun, frozen=True, kw_only=True):
    """The statements on a page that back a stance, how it follows from them, and their words."""

    page: PageRef
    statements: tuple[str, ...]
    why: str | None
    evidence: tuple[Quote, ...]


class StandAnswer(Noun, frozen=True, kw_only=True):
    """A stance at a date (EDTF), by all pages that tell it alike; ``changed`` from the date before, or ``disputed`` on the same one."""

    date: str | None
    stance: Stance
    target: EntityRef | None
    condition: str | None
    changed: bool
    disputed: bool
    outlets: int
    backed: tuple[BackedBy, ...]


class PositionAnswer(Noun, frozen=True, kw_only=True):
    """An actor's stances on an issue, the earliest first; ``changes`` counts how often they change."""

    actor: EntityRef
    process: str | None
    issue: str
    changes: int
    stands: tuple[StandAnswer, ...]
    judged: tuple[Mark, ...] = ()


class IssueAnswer(Noun, frozen=True, kw_only=True):
    """An issue of a process: its names (of the dossier), the meetings with it on their agenda, and what was undertaken and held on it."""

    process: str
    key: str
    label: dict[str, str]
    statements: int
    meetings: tuple[MeetingAnswer, ...]
    commitments: tuple[CommitmentAnswer, ...]
    positions: tuple[PositionAnswer, ...]


class ProcessRef(Noun, frozen=True, kw_only=True):
    """A process by its dossier: its names and those of its issues, by key."""

    id: str
    label: dict[str, str]
    issues: dict[str, dict[str, str]]


class ChronologyAnswer(Noun, frozen=True, kw_only=True):
    """What happened, by date: meetings, those that a dossier alone knows (where asked for), commitments, and positions over time.

    ``process``, ``since`` and ``until`` are what was asked for; ``processes`` those that it tells of. ``thin`` are the meetings that are told
    too thinly to be stood behind, where those were asked for; ``held_back`` counts them in any case. ``undated`` counts the meetings and
    commitments that were left out since they bear no date, where a time was asked for; ``told`` the pages that tell of ``meetings``.
    """

    process: str | None
    since: str | None
    until: str | None
    processes: tuple[ProcessRef, ...]
    meetings: tuple[MeetingAnswer, ...]
    thin: tuple[MeetingAnswer, ...]
    untold: tuple[UntoldAnswer, ...]
    commitments: tuple[CommitmentAnswer, ...]
    positions: tuple[PositionAnswer, ...]
    held_back: int
    undated: int
    told: int


class Beat(Noun, frozen=True, kw_only=True):
    """One meeting on a series' time axis."""

    id: str
    start: str | None
    series: str | None
    ordinal: int | None
    pages: int


class ProcessRow(Noun, frozen=True, kw_only=True):
    """A process, for a list: its names, whether a dossier describes it, the meetings that pages tell of, and the first and last day of these."""

    id: str
    label: dict[str, str]
    described: bool
    meetings: int
    first: str | None
    last: str | None


class IssueRow(Noun, frozen=True, kw_only=True):
    """An issue of a process, for a list: its names (of the dossier), and how many statements, positions (as pages tell them) and commitments (as
    pages tell them) are on it."""

    process: str
    key: str
    label: dict[str, str]
    statements: int
    positions: int
    commitments: int


class ProcessAnswer(Noun, frozen=True, kw_only=True):
    """A process with its issues, in the order of its dossier."""

    process: ProcessRow
    issues: tuple[IssueRow, ...]
