"""Which series a meeting is of, and its number there.

القمة العربية، قمة حلف شمال الأطلسي، محادثات جنيف     named: the id of the event
قمة طهران، مشاورات السويد                             a meeting that a dossier knows by name: the dossier's, with its number
القمة الثلاثية بين روسيا وتركيا وإيران                worded as a dossier's patterns do: the dossier's
الدورة 150 لمجلس الجامعة                              numbered sessions of a body: the body's id
الجولة السابقة، القمة المقبلة                         counted from the one of that series whose number the page tells

What a page numbers of a dossier's series is found before (`mahdar.meetings.rounds`). An event with a date of its own that no dossier knows
(قمة لندن) is a meeting, no series.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from mahdar.arabic import fold
from mahdar.knowledge import Dossier, Knowledge, KnownMeeting
from mahdar.meetings.joining import Draft
from mahdar.meetings.mentions import MeetingMention
from mahdar.meetings.page import MeetingPage
from mahdar.meetings.wordings import Worded, Wordings
from mahdar.model import Span
from mahdar.names import Mention
from mahdar.statements.units import Unit

_SORTS = frozenset({"summit", "talks", "conference", "process"})
_MADE = {"pattern:summit", "pattern:series"}
_CITY = "pattern:city-talks"
_ROUNDS = frozenset({"summit", "session", "conference", "talks"})
"""Kinds of meetings that have series."""
_NAMED = _ROUNDS - {"conference"}
"""Those of them whose own words make a series: a conference that no list knows is held once."""
_COUNTED = _ROUNDS | {"meeting"}
_BODY, _NEAR = "organization", 5
_YEAR = len("2018")


class Place(msgspec.Struct, frozen=True):
    """A series, the number of a meeting in it where that is told, and the words that tell each; ``known`` is what a dossier has of the meeting
    that is told by its name."""

    series: str
    named: Span
    ordinal: int | None = None
    numbered: Span | None = None
    known: KnownMeeting | None = None


class SeriesNames:
    """Tells series. Made once for a knowledge and dossiers."""

    def __init__(self, knowledge: Knowledge, dossiers: Iterable[Dossier]) -> None:
        described = tuple(dossiers)
        self._wordings = Wordings(knowledge, described)
        self._described = {dossier.event: dossier.id for dossier in described}
        self._known = {meeting.event: (dossier.id, meeting) for dossier in described for meeting in dossier.meeting if meeting.event is not None}
        self._series = {e.id for e in knowledge.events if e.sort in _SORTS and e.date is None}
        self._bodies = {fold(name): o.id for o in knowledge.organizations for name in o.names}
        self._known_bodies = frozenset(self._bodies.values())
        self._once = {e.id for e in knowledge.events if e.date is not None or e.sort not in _SORTS}

    def of(self, page: MeetingPage, draft: Draft, day: str | None) -> Place | None:
        """The series of a meeting, where it is of one; ``day`` (EDTF) is when the page tells it to be, if known."""
        kind = Counter(m.kind for m in draft.mentions).most_common(1)[0][0]
        if kind not in _COUNTED:
            return None
        if (known := self._by_name(page, draft, day)) is not None:
            return known
        events = [
            m.event
            for m in draft.mentions
            if kind != "meeting" and m.event is not None and not (kind == "talks" and m.kind == "summit") and self._names_series(m, m.event)
        ]  # talks beside a summit are none of its series (محادثات على هامش قمة العشرين)
        numbered = next((m for m in draft.mentions if m.ordinal is not None and m.kind in _COUNTED), None)
        where = _span(page, numbered) if numbered is not None else None
        ordinal = numbered.ordinal if numbered is not None else None
        if (worded := self._worded(page, draft)) is not None:
            return Place(worded[0].dossier.id, worded[1], ordinal, where)
        if events:
            series = Counter(event.entity for event in events).most_common(1)[0][0]
            event = next(e for e in events if e.entity == series)
            return Place(self._slug(page, draft, event), Span(start=event.start, end=event.end), ordinal, where)
        if numbered is None or where is None:
            return self._of_body(page, draft)
        body = _body(page, numbered)
        if body is not None:
            return Place(body.ref.entity.rpartition(":")[2], Span(start=body.ref.start, end=body.ref.end), ordinal, where)
        states = [e for e in numbered.core if (named := page.names.entities.get(e)) is not None and named.kind == "state"]
        if numbered.kind == "summit" and states:
            return Place(f"{'-'.join(sorted(states))}-summit", where, ordinal, where)  # قمة ثالثة بين الكوريتين
        return None

    def _of_body(self, page: MeetingPage, draft: Draft) -> Place | None:
        """The summits of a known body, told by what means it (قمة الحلف، يستعد الحلف لقمته)."""
        for mention in draft.mentions:
            if mention.kind != "summit" or mention.event is not None:
                continue
            line = page.lines[mention.line]
            if line.view.tokens[mention.first].enclitic:
                unit = next((p.unit for p in line.parties_in(mention.begin, mention.first) if p.unit.ref.entity in mention.core), None)
            else:
                unit = next((p.unit for p in line.parties_in(mention.last, mention.last + 1) if not p.marker), None)
            if unit is not None and unit.ref.entity in self._known_bodies:
                return Place(f"{unit.ref.entity}-summit", Span(start=unit.ref.start, end=unit.ref.end))
        return None

    def _by_name(self, page: MeetingPage, draft: Draft, day: str | None) -> Place | None:
        """The meeting that a dossier knows by the name told (قمة طهران), unless the page tells it in another year, or is itself older by more
        than a year: there may be two of a name."""
        published = page.published[:_YEAR] if page.published is not None else None
        for event in (m.event for m in draft.mentions if m.event is not None):
            if (found := self._known.get(event.entity)) is None:
                continue
            series, known = found
            if published is not None and int(published) + 1 < int(known.start[:_YEAR]):
                continue
            if day is None or known.start[:_YEAR] <= day[:_YEAR] <= known.end[:_YEAR]:
                return Place(series, Span(start=event.start, end=event.end), known.ordinal, None, known)
        return None

    def _worded(self, page: MeetingPage, draft: Draft) -> tuple[Worded, Span] | None:
        """The wording of a dossier by which a meeting is told, and its words."""
        for mention in draft.mentions:
            if mention.teller.sort != "noun":
                continue
            tokens = page.lines[mention.line].view.tokens
            if (worded := self._wordings.at(tokens, mention.first)) is not None:
                return worded, Span(start=tokens[worded.first].stem_start, end=tokens[worded.last - 1].end)
        return None

    def _slug(self, page: MeetingPage, draft: Draft, event: Mention) -> str:
        """The id of a series by its name: the event's; of one that no list knows that of the body in its name (القمة الحادية والثلاثون للاتحاد
        الأفريقي: the African Union's summits), else its words."""
        if event.entity in self._series or event.found_by in _MADE:
            return self._described.get(event.entity, event.entity)
        tokens = page.lines[event.line].view.tokens
        for first in range(event.first + 1, event.last):
            for last in range(event.last, first, -1):
                words = " ".join(t.stem if n == 0 else t.norm for n, t in enumerate(tokens[first:last]))
                body = self._bodies.get(words)
                if body is not None:
                    return f"{body}-{Counter(m.kind for m in draft.mentions).most_common(1)[0][0]}"
        return event.entity.rpartition(":")[2]

    def _names_series(self, mention: MeetingMention, event: Mention) -> bool:
        """Whether the name by which a meeting is told is that of a series."""
        if event.entity in self._once:
            return False
        if event.entity in self._series or event.found_by in _MADE:
            return True
        if event.found_by == _CITY:
            return mention.kind == "talks"
        return mention.kind in _NAMED


def _body(page: MeetingPage, mention: MeetingMention) -> Unit | None:
    """The body whose numbered meeting it is: after the number (الاجتماع الرابع للجنة المحلية), else whom its pronoun means or the subject of its
    verb (عقدت اللجنة اجتماعها الأول)."""
    line = page.lines[mention.line]
    after = next((p.unit for p in line.parties_in(mention.last, mention.last + _NEAR) if p.marker in ("ل", "") and p.unit.kind == _BODY), None)
    if after is not None:
        return after
    return next((p.unit for p in line.parties_in(mention.begin, mention.first) if p.unit.kind == _BODY and p.unit.ref.entity in mention.core), None)


def counted_from(page: MeetingPage, draft: Draft, known: Sequence[tuple[Draft, Place]], series: str) -> tuple[int, Span, int] | None:
    """The number of a meeting told as the one before or after another of ``series``, the words that say so, and the other's number."""
    others = {place.ordinal for other, place in known if other is not draft and place.series == series and place.ordinal is not None}
    if len(others) != 1:
        return None
    (number,) = others
    for mention in draft.mentions:
        view = page.lines[mention.line].view
        after = mention.event.last if mention.event is not None else mention.last
        for k in range(after, min(after + 2, len(view.tokens))):
            step = -1 if view.word(k) in page.words.previous else 1 if view.word(k) in page.words.next else 0
            if step and number + step > 0:
                return number + step, Span(start=view.tokens[mention.first].stem_start, end=view.tokens[k].end), number
    return None


def _span(page: MeetingPage, mention: MeetingMention) -> Span:
    """A telling and the number right after it."""
    tokens = page.lines[mention.line].view.tokens
    after = max(mention.last, mention.event.last if mention.event is not None else 0)
    return Span(start=tokens[mention.first].stem_start, end=tokens[min(after, len(tokens) - 1)].end)
