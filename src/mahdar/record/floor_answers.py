"""What the record answers of who said what around a meeting, for which side, and who carried it."""

from __future__ import annotations

from typing import Literal

from mahdar.model import Act, Noun
from mahdar.record.answers import EntityRef, FacetCount, PageRef, Quote, StatementAnswer
from mahdar.record.process_answers import Asserted

FactName = Literal["kind", "start", "end", "place", "host", "convener", "status", "level", "outcome", "participants"]


class FloorFilter(Noun, frozen=True, kw_only=True):
    """Which of what was said is asked for: by the side it was said for (`SideAnswer.id`), who said it, what kind of speech it is, to whom, and
    ``there`` only what a page says was said at the meeting, and by who carried it (`Carrier.key`)."""

    side: str | None = None
    speaker: str | None = None
    act: Act | None = None
    addressee: str | None = None
    there: bool = False
    carrier: str | None = None

    @property
    def asked(self) -> bool:
        """Whether it leaves anything out."""
        return self != FloorFilter()


class SpokenAnswer(Noun, frozen=True, kw_only=True):
    """One statement as the pages of a meeting tell it: ``told`` are the first of its tellings, the fullest first, ``pages`` how many there are.

    ``there`` are the words by which a page says that it was said at the meeting; null where pages merely carry it. ``only`` is the outlet that
    alone carries it, where several tell of the meeting.
    """

    told: tuple[StatementAnswer, ...]
    there: Quote | None
    pages: int
    only: str | None


class SpeakerOffice(Noun, frozen=True, kw_only=True):
    """The office in which somebody speaks: its slug, or the page's words where no slug names it, and whose it is."""

    role: str | None
    label: str | None
    of: EntityRef | None


class SpeakingAnswer(Noun, frozen=True, kw_only=True):
    """Who speaks for a side, in what office, and how much; ``entity`` is null where only the page's words for the speaker are known."""

    entity: EntityRef | None
    label: str
    office: SpeakerOffice | None
    spoken: int


class SideAnswer(Noun, frozen=True, kw_only=True):
    """For whom it was said: the state or body of the speakers' offices, or the speaker that is one itself; null where the record knows of none.

    ``id`` is what `FloorFilter.side` asks for. ``takes_part`` says that the side, or who speaks for it, is told to take part in the meeting.
    ``spoken`` are the first of ``total``: what is quoted and what was said at the meeting first, then what asks something of somebody, then what is
    more than a plain statement; ``speakers`` the first of ``speaking``, those who say most.
    """

    id: str
    entity: EntityRef | None
    takes_part: bool
    speakers: tuple[SpeakingAnswer, ...]
    speaking: int
    total: int
    spoken: tuple[SpokenAnswer, ...]


class Carrier(Noun, frozen=True, kw_only=True):
    """An outlet, or an agency whose text or whose name pages carry, on how many pages of the meeting, and how many statements these have.

    ``key`` is what `FloorFilter.carrier` asks for.
    """

    key: str
    label: dict[str, str]
    entity: str | None
    pages: int
    statements: int


class DocumentAnswer(Noun, frozen=True, kw_only=True):
    """A document that pages of a meeting name: whether they tell that it came of it, on how many pages, and where first on a few of them."""

    entity: EntityRef
    outcome: bool
    pages: int
    named: tuple[Quote, ...]
    on: tuple[PageRef, ...]


class AloneFact(Noun, frozen=True, kw_only=True):
    """A value of a field that one outlet's pages alone tell; ``who`` is a participant, and the value then the role."""

    field: FactName
    outlet: str
    who: EntityRef | None
    told: Asserted


class FloorAnswer(Noun, frozen=True, kw_only=True):
    """Who said what on the pages of a meeting, by sides: those that take part first, then those that say most.

    ``total`` counts the statements, each once however many pages carry it, ``found`` those that are asked for; ``there`` counts those of ``found``
    that a page says were said at the meeting. ``offset`` is from which of ``found`` on ``sides`` show them, where a filter is in force.
    ``acts`` and ``addressees`` count what the list can be narrowed to, ``only`` are those that one outlet alone carries, the first of ``alone``.
    ``others`` are sides that aren't shown, ``left`` counts the statements, of the latest pages, that weren't compared.
    """

    wanted: FloorFilter
    total: int
    found: int
    offset: int
    there: int
    sides: tuple[SideAnswer, ...]
    others: tuple[FacetCount, ...]
    acts: tuple[FacetCount, ...]
    addressees: tuple[FacetCount, ...]
    agencies: tuple[Carrier, ...]
    outlets: tuple[Carrier, ...]
    facts: tuple[AloneFact, ...]
    only: tuple[SpokenAnswer, ...]
    alone: int
    documents: tuple[DocumentAnswer, ...]
    left: int
