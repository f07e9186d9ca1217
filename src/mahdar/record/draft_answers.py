"""What the record answers of series that no dossier describes, and what a dossier for one could be begun with."""

from __future__ import annotations

from mahdar.model import Noun, ParticipantRole
from mahdar.process.drafting import Form
from mahdar.process.keyness import Standout
from mahdar.record.answers import EntityRef, PageRef
from mahdar.record.process_answers import MeetingAnswer


class TakingAnswer(Noun, frozen=True, kw_only=True):
    """Who takes part, mostly as what, in how many of the meetings, and told by how many pages."""

    entity: EntityRef
    role: ParticipantRole
    meetings: int
    pages: int


class Counted(Noun, frozen=True, kw_only=True):
    """A place or a host, and of how many meetings."""

    entity: EntityRef
    meetings: int


class CandidateAnswer(Noun, frozen=True, kw_only=True):
    """A series that recurs and no dossier describes. ``number`` is its place in the list, from 1; ``name`` its commonest name, of one without any who
    meets and where; ``kinds`` how many of its meetings are of each kind."""

    number: int
    name: str
    named: bool
    series: tuple[str, ...]
    forms: tuple[Form, ...]
    pages: int
    meetings: int
    numbers: tuple[int, ...]
    first: str | None
    last: str | None
    kinds: dict[str, int]
    participants: tuple[TakingAnswer, ...]
    places: tuple[Counted, ...]
    hosts: tuple[Counted, ...]


class DraftAnswer(Noun, frozen=True, kw_only=True):
    """A candidate with its meetings, the pages that tell of it or name it, and the phrases that stand out in the statements of these pages."""

    candidate: CandidateAnswer
    meetings: tuple[MeetingAnswer, ...]
    pages: tuple[PageRef, ...]
    issues: tuple[Standout, ...]
    statements: int
