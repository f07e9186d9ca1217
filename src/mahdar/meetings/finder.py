"""Finds the meetings of a page: rounds of the dossiers' series, and all others that can be told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from mahdar.arabic import Text
from mahdar.knowledge import Dossier, Knowledge
from mahdar.meetings.agenda import Agendas
from mahdar.meetings.cast import CastWords
from mahdar.meetings.complete import complete
from mahdar.meetings.delegations import Delegate, Delegations
from mahdar.meetings.hosting import Hosting
from mahdar.meetings.joining import Draft, Joiner
from mahdar.meetings.page import Atlas, MeetingPage
from mahdar.meetings.rounds import RoundDraft
from mahdar.meetings.slots import SlotChoices
from mahdar.meetings.told import Tellings
from mahdar.meetings.words import MeetingWords, folded
from mahdar.model import Entity, Meeting, Statement, Time
from mahdar.names import NameFinder, PageNames
from mahdar.sequence.choice import Choice, read_choice
from mahdar.statements.referents import SpeakerWords
from mahdar.statements.units import Units
from mahdar.statements.words import Words
from mahdar.times import Found


class Choices(NamedTuple):
    """The choices that are learnt (see ``meetings.md``)."""

    joining: Choice
    place: Choice
    time: Choice
    actor: Choice


class MeetingFinder:
    """Finds meetings. Pure; made once for a knowledge, dossiers and the finder of names; ``choices`` are the shipped ones where None is given."""

    def __init__(self, knowledge: Knowledge, dossiers: Iterable[Dossier], names: NameFinder, choices: Choices | None = None) -> None:
        dossiers = tuple(dossiers)
        chosen = choices if choices is not None else shipped()
        self._knowledge = knowledge
        self._words, self._small = MeetingWords(knowledge, (d.event for d in dossiers)), Words(knowledge)
        self._speakers = SpeakerWords(knowledge, dossiers, names.gazetteer.kinds)
        self._atlas = Atlas(knowledge, names.gazetteer.places)
        self._hosting = Hosting(knowledge, names.nationality)
        self._delegations = folded(knowledge.talks.meeting.several_delegations)
        self._joiner = Joiner(chosen.joining)
        self._agendas = Agendas(dossiers)
        choices_of_slots = SlotChoices(chosen.place, chosen.time, chosen.actor)
        self.tellings = Tellings(knowledge, dossiers, choices_of_slots, self._hosting, self._agendas, CastWords(knowledge, dossiers, names))

    def find(
        self, text: Text, names: PageNames, found: Sequence[Found], times: Sequence[Time], statements: Sequence[Statement],
        rounds: Sequence[RoundDraft], published: str | None, text_hash: str, *, gather: Callable[[MeetingPage], list[Draft]] | None = None,
    ) -> tuple[tuple[Meeting, ...], dict[str, Entity]]:  # fmt: skip
        """The meetings in the order of their first telling, and entities of those who take part without a name.

        ``times[n]`` is the value of ``found[n]``; ``rounds`` are those that `RoundFinder` found, ``published`` the page's day, if known;
        ``gather`` joins the tellings to meetings instead of the learnt choice.
        """
        page = self.page(text, names, times, rounds, published)
        drafts = (gather or self._joiner.gather)(page)
        delegations = Delegations(page.units, self._delegations)

        def delegates(number: int, begin: int, end: int) -> Iterable[Delegate]:
            line = page.lines.get(number)
            return [each for told in delegations.of(line.view, begin, end) for each in told] if line is not None else ()

        meetings = [
            complete(r, text, names, found, times, statements, published, self._knowledge, self._hosting, self._agendas, text_hash, delegates)
            for r in rounds
        ]
        others = self.tellings.tell(page, [d for d in drafts if d.numbered is None], text_hash, names.entities, delegations)
        known = {meeting.id for meeting in meetings}
        meetings += [meeting for meeting in others if meeting.id not in known]
        taking = {p.entity for meeting in meetings for p in meeting.participants}
        unnamed = {id_: entity for id_, entity in (page.units.added | delegations.added).items() if id_ in taking}
        return tuple(sorted(meetings, key=lambda m: (m.evidence[0].start, m.id))), unnamed

    def page(self, text: Text, names: PageNames, times: Sequence[Time], rounds: Sequence[RoundDraft], published: str | None) -> MeetingPage:
        """The page with its tellings, before any is joined."""
        units = Units(self._speakers, names)
        ordered = sorted(times, key=lambda t: t.start)
        return MeetingPage(text, names, ordered, published, units, self._words, self._small, self._atlas, rounds)


@lru_cache(maxsize=1)
def shipped() -> Choices:
    """The choices that ship with the package."""
    room = files("mahdar.meetings")
    return Choices(*(read_choice(room / f"{name}.tsv") for name in Choices._fields))
