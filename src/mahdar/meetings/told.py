"""From a gathered meeting to what is told of it: kind, series and number, place, time, who takes part and as what, how it stands."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from mahdar.knowledge import Dossier, Knowledge, KnownMeeting
from mahdar.meetings.agenda import Agendas
from mahdar.meetings.attending import Levels, role_of
from mahdar.meetings.cast import CastWords
from mahdar.meetings.delegations import Delegations
from mahdar.meetings.hosting import Convener, Hosting
from mahdar.meetings.joining import Draft
from mahdar.meetings.page import MeetingPage
from mahdar.meetings.series import Place, SeriesNames, counted_from
from mahdar.meetings.slots import Chosen, SlotChoices
from mahdar.meetings.standing import span_of, standing_of
from mahdar.meetings.surroundings import Surroundings
from mahdar.model import Entity, Meeting, MeetingKind, Participant, ParticipantRole, Slot, Span
from mahdar.names import Mention

_DAY = len("2018-09-05")
_ORDER: tuple[ParticipantRole, ...] = ("guarantor", "party", "mediator", "observer", "host", "participant")


class Tellings:
    """Tells meetings. Pure; made once for a knowledge, dossiers and the choices of slots."""

    def __init__(
        self, knowledge: Knowledge, dossiers: Iterable[Dossier], slots: SlotChoices, hosting: Hosting, agendas: Agendas, cast: CastWords
    ) -> None:
        self._slots = slots
        self._series = SeriesNames(knowledge, dossiers)
        self._hosting, self._cast = hosting, cast
        self._levels = Levels(knowledge)
        self._agendas = agendas

    def tell(
        self, page: MeetingPage, drafts: Sequence[Draft], text_hash: str, entities: Mapping[str, Entity], delegations: Delegations
    ) -> list[Meeting]:
        """The meetings of ``drafts``, in their order; those of one series and number are one."""
        around = self.surroundings(page, drafts)
        times = {id(draft): self._slots.time(around, draft) for draft in drafts}
        placed = [(d, place) for d in drafts if (place := self._series.of(page, d, t.value if (t := times[id(d)]) else None)) is not None]
        of = {id(draft): place for draft, place in placed}
        out: dict[str, Meeting] = {}
        for draft in drafts:
            meeting = self._meeting(around, draft, times[id(draft)], of.get(id(draft)), placed, text_hash, entities, delegations)
            if not _is_apart(meeting):
                continue
            if meeting.id in out and meeting.ordinal is None:  # another partner of the same verb
                meeting = msgspec.structs.replace(meeting, id=_digest(text_hash, meeting.evidence[0], len(out)))
            out.setdefault(meeting.id, meeting)
        return list(out.values())

    def surroundings(self, page: MeetingPage, drafts: Sequence[Draft]) -> Surroundings:
        """What the choices look things up in."""
        return Surroundings(page, drafts, self._cast, self._hosting)

    def _meeting(
        self,
        around: Surroundings,
        draft: Draft,
        time: Chosen | None,
        place: Place | None,
        placed: Sequence[tuple[Draft, Place]],
        text_hash: str,
        entities: Mapping[str, Entity],
        delegations: Delegations,
    ) -> Meeting:
        page = around.page
        slots: dict[str, Slot] = {}
        evidence = tuple(span_of(page, mention) for mention in draft.mentions)
        kind = kind_of(draft)
        series, ordinal = self._numbered(page, draft, place, placed, slots)
        where = self._slots.place(around, draft) if kind != "call" else None  # those who telephone are apart
        if where is not None:
            slots["place"] = _slot(where)
        start, end = _dates(time, page.published, slots)
        if start is not None and start == end and len(start) == _DAY and (lasts := _lasting(page, draft)) is not None:
            end = str(date.fromisoformat(start) + timedelta(days=lasts[0] - 1))
            slots["end"] = Slot(basis="inferred", evidence=(lasts[1],), why=f"told to last {lasts[0]} days from {start}")
        at = where.value if where is not None else None
        if place is not None and place.known is not None:
            start, end, at = _completed(place.known, start, end, at, slots)
        host = self._hosting.host(page.text, page.names, draft.mentions)
        if host is not None:
            slots["host"] = Slot(basis="stated", evidence=(_span(host),))
        called = self._hosting.convener(page.text, page.names, draft.mentions)
        if called is not None:
            slots["convener"] = Slot(basis="stated", evidence=(called.span,))
        status, slots["status"] = standing_of(page, draft, start, end)
        mediator = called if called is not None and called.mediates else None
        participants = self._participants(around, draft, entities, host.entity if host is not None else None, mediator, delegations)
        level = self._levels.of(page, draft, [e for p in participants if (e := entities.get(p.entity)) is not None and e.kind == "person"])
        if level is not None:
            slots["level"] = Slot(basis="inferred", why="the offices of those who take part, or the words beside the telling")
        outcome = self._outcome(page, draft)
        if outcome is not None:
            slots["outcome"] = Slot(basis="stated", evidence=(_span(outcome),))
        return Meeting(
            id=f"{series}-{ordinal}" if series is not None and ordinal is not None else _digest(text_hash, evidence[0]),
            kind=kind, series=series, ordinal=ordinal, place=at, start=start, end=end,
            host=host.entity if host is not None else None, convener=called.entity if called is not None else None, level=level,
            participants=participants, status=status, agenda=self._agenda(page, draft, series),
            outcome=outcome.entity if outcome is not None else None, evidence=evidence, slots=slots,
        )  # fmt: skip

    def _numbered(
        self, page: MeetingPage, draft: Draft, place: Place | None, placed: Sequence[tuple[Draft, Place]], slots: dict[str, Slot]
    ) -> tuple[str | None, int | None]:
        """The series and number, each with how it is known."""
        if place is None:
            return None, None
        slots["series"] = Slot(basis="stated", evidence=(place.named,))
        if place.known is not None and place.ordinal is not None:
            slots["ordinal"] = Slot(basis="dossier", why=f"the dossier has the meeting of this name as number {place.ordinal}")
            return place.series, place.ordinal
        if place.ordinal is not None and place.numbered is not None:
            slots["ordinal"] = Slot(basis="stated", evidence=(place.numbered,))
            return place.series, place.ordinal
        counted = counted_from(page, draft, placed, place.series)
        if counted is None:
            return place.series, None
        slots["ordinal"] = Slot(basis="inferred", evidence=(counted[1],), why=f"told as beside number {counted[2]} of the series")
        return place.series, counted[0]

    def _participants(
        self,
        around: Surroundings,
        draft: Draft,
        entities: Mapping[str, Entity],
        host: str | None,
        mediator: Convener | None,
        delegations: Delegations,
    ) -> tuple[Participant, ...]:
        found = []
        mediating = mediator.entity if mediator is not None else None
        talks = any(mention.kind == "talks" for mention in draft.mentions)
        for actor in self._slots.actors(around, draft):
            known = entities.get(actor.value)
            sort = known.kind if known is not None else actor.value.partition(":")[0]
            found.append(Participant(entity=actor.value, role=role_of(actor.value, sort, talks, entities, host, mediating), evidence=actor.evidence))
        for mention in draft.mentions:
            view = around.page.lines[mention.line].view
            for told in delegations.of(view, mention.begin, mention.end):
                here = {p.entity for p in found}
                if here.isdisjoint(each.entity for each in told):
                    continue  # delegations to something else
                for each in told:
                    if each.entity not in here:
                        role = role_of(each.entity, "organization", talks, entities, host, mediating)
                        found.append(Participant(entity=each.entity, role=role, evidence=(each.span,)))
        if mediator is not None and all(p.entity != mediator.entity for p in found):
            found.append(Participant(entity=mediator.entity, role="mediator", evidence=(mediator.span,)))
        return tuple(sorted(found, key=lambda p: (_ORDER.index(p.role), p.evidence[0].start, p.entity)))

    def _agenda(self, page: MeetingPage, draft: Draft, series: str | None) -> tuple[str, ...]:
        """The issues told in the sentences of the tellings."""
        places = dict.fromkeys((m.line, m.begin, m.end) for m in draft.mentions)
        runs = (page.lines[line].view.tokens[begin:end] for line, begin, end in places)
        return self._agendas.of(runs, series, lambda: page.about(self._agendas.issues))

    def _outcome(self, page: MeetingPage, draft: Draft) -> Mention | None:
        """The document that came of it: named in a sentence of a telling after a word of signing or issuing."""
        for mention in draft.mentions:
            view = page.lines[mention.line].view
            for m in view.mentions_in(mention.begin, mention.end):
                if m.kind == "document" and any(view.stem(k) in page.words.yielding for k in range(max(mention.begin, m.first - 4), m.first)):
                    return m
        return None


def kind_of(draft: Draft) -> MeetingKind:
    """What sort of meeting most of its tellings say; of as many, what the first says."""
    return Counter(mention.kind for mention in draft.mentions).most_common(1)[0][0]


def _is_apart(meeting: Meeting) -> bool:
    """Whether something tells a meeting from others: its place, time or series, or two who take part; of a visit somebody who goes."""
    if meeting.kind == "visit" and not meeting.participants:
        return False
    return any((meeting.place, meeting.start, meeting.series)) or len(meeting.participants) > 1


def _dates(time: Chosen | None, published: str | None, slots: dict[str, Slot]) -> tuple[str | None, str | None]:
    """Start and end."""
    if time is None:
        return None, None
    start, _, end = time.value.partition("/")
    slot = _slot(time) if time.evidence else Slot(basis="inferred", why=f"told with no day of its own in a page published {published}")
    slots["start"] = slots["end"] = slot
    return start, end or start


def _completed(
    known: KnownMeeting, start: str | None, end: str | None, place: str | None, slots: dict[str, Slot]
) -> tuple[str | None, str | None, str | None]:
    """Start, end and place of a meeting that a dossier knows by its name: a day that the page tells stays, what it leaves out or tells with less
    (في أيلول الماضي) is the dossier's. Where it sat the name tells already: another place near by is something else's."""
    if start is None or slots["start"].basis != "stated" or len(start) < _DAY:
        start, end = known.start, known.end
        slots["start"] = slots["end"] = Slot(basis="dossier", why=f"the dossier has the meeting of this name on {start}/{end}")
    if known.place is not None and known.place != place:
        place = known.place
        slots["place"] = Slot(basis="dossier", why=f"the dossier has the meeting of this name in {place}")
    return start, end, place


def _lasting(page: MeetingPage, draft: Draft) -> tuple[int, Span] | None:
    """How many days a meeting is told to last in the sentence of a telling, and the words (زيارة تستغرق ثلاثة أيام)."""
    for mention in draft.mentions:
        view = page.lines[mention.line].view
        for k, days, span in page.durations(mention.line):
            if mention.last <= k < mention.end and any(view.stem(j) in page.words.lasting for j in range(max(mention.last, k - 2), k)):
                return days, span
    return None


def _slot(chosen: Chosen) -> Slot:
    return Slot(basis="stated", evidence=chosen.evidence)


def _span(mention: Mention) -> Span:
    return Span(start=mention.start, end=mention.end)


def _digest(text_hash: str, first: Span, more: int = 0) -> str:
    """The id of a meeting without series and number, over its first evidence; ``more`` tells apart those that have the same."""
    return hashlib.sha256(f"{text_hash}:{first.start}:{first.end}{f':{more}' if more else ''}".encode()).hexdigest()[:12]
