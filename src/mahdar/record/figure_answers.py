"""What the record answers in figures: over the whole of it, and of one entity."""

from __future__ import annotations

from mahdar.model import Act, Noun
from mahdar.record.answers import EntityRef, EntityRow, OverviewAnswer
from mahdar.record.process_answers import PositionAnswer


class ActsIn(Noun, frozen=True, kw_only=True):
    """How many statements with an act pages of one day or month have (``when``, EDTF; null for dates that don't tell a month)."""

    when: str | None
    act: Act
    count: int


class Partner(Noun, frozen=True, kw_only=True):
    """Somebody whom statements are addressed to, or aimed at: how many are of each."""

    entity: EntityRef
    to: int
    about: int


class SpeakingAnswer(Noun, frozen=True, kw_only=True):
    """What an entity says, in figures: its acts over time, and to whom and about whom it speaks, those of most statements first.

    ``said`` counts all of its statements; where the figures are not of all of them, they are of the latest ``of``. ``partners`` are those of most
    statements of all ``having``.
    """

    said: int
    of: int
    acts: tuple[ActsIn, ...]
    partners: tuple[Partner, ...]
    having: int


class TurnsAnswer(Noun, frozen=True, kw_only=True):
    """What an entity holds, issue by issue: those on which it moved first. Of ``told`` positions that pages tell, these are the latest ``of``."""

    told: int
    of: int
    positions: tuple[PositionAnswer, ...]


class SpeakerRow(Noun, frozen=True, kw_only=True):
    """One of those who spoke most: ``said`` counts the statements, ``acts`` by act; ``partners`` as `SpeakingAnswer` has them."""

    entity: EntityRef
    said: int
    acts: dict[Act, int]
    partners: tuple[Partner, ...]


class CoverageIn(Noun, frozen=True, kw_only=True):
    """How many captures of one outlet are dated in one month or day (null: no month is known)."""

    when: str | None
    captures: int


class OutletCoverage(Noun, frozen=True, kw_only=True):
    """What the record has of one outlet: ``key`` is what lists are filtered by, its entity or else its label; null for captures whose outlet
    isn't known."""

    key: str | None
    label: str | None
    captures: int
    over: tuple[CoverageIn, ...]


class WaitingAnswer(Noun, frozen=True, kw_only=True):
    """What a person should look at, counted: statements of low confidence, meetings about which pages differ, pages whose date was only inferred or
    isn't known and that tell of meetings, pairs of entities that may be one, corrections that don't fit any more or contradict each other. ``first``
    are the statements of lowest confidence (page and id)."""

    statements: int
    meetings: int
    pages: int
    entities: int
    judgements: int
    first: tuple[tuple[str, str], ...]

    @property
    def total(self) -> int:
        """All of these."""
        return self.statements + self.meetings + self.pages + self.entities + self.judgements


class LayerCount(Noun, frozen=True, kw_only=True):
    """How many findings a layer looked at and refused."""

    layer: str
    count: int


class EngineCount(Noun, frozen=True, kw_only=True):
    """How many pages were read by a version of the engine."""

    engine: str
    pages: int


class HealthAnswer(Noun, frozen=True, kw_only=True):
    """How the record stands after what was built last, as far as it knows: what a build could not read isn't kept in it.

    ``unlinked`` pages are to be linked, ``stale`` ones are to have their stories told again, ``entities`` are to be compared, and ``unsettled`` is
    what changed since meetings were put together: all of it is done by the end of a build, or the next one. ``fetched`` is when the latest
    capture was fetched (ISO 8601), ``silent`` counts pages without a statement.
    """

    engines: tuple[EngineCount, ...]
    undated: int
    silent: int
    rejected: tuple[LayerCount, ...]
    unlinked: int
    stale: int
    entities: int
    unsettled: int
    stories: int
    fetched: str | None

    @property
    def sound(self) -> bool:
        """Whether nothing waits, and one version read all."""
        return not (self.unlinked or self.stale or self.entities or self.unsettled) and len(self.engines) <= 1


class WholeAnswer(Noun, frozen=True, kw_only=True):
    """The figures of the whole record: what is in it, who spoke most, what it covers, what waits for a person, and how it stands.

    ``named`` are the entities of most pages, as `mahdar.record.queries.entities.entities` lists them, of ``entities`` in all.
    """

    overview: OverviewAnswer
    speakers: tuple[SpeakerRow, ...]
    coverage: tuple[OutletCoverage, ...]
    waiting: WaitingAnswer
    health: HealthAnswer
    named: tuple[EntityRow, ...]
    entities: int
