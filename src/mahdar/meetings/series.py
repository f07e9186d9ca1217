"""Which series a meeting is of, and its number there.

القمة العربية، قمة حلف شمال الأطلسي، محادثات جنيف     named: the id of the event
الدورة 150 لمجلس الجامعة                              numbered sessions of a body: the body's id
الجولة السابقة، القمة المقبلة                         counted from the one of that series whose number the page tells

What a dossier numbers is found before (`mahdar.meetings.rounds`). An event with a date of its own (قمة سنغافورة) is a meeting, no series.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from mahdar.knowledge import Knowledge
from mahdar.meetings.joining import Draft
from mahdar.meetings.mentions import MeetingMention
from mahdar.meetings.page import MeetingPage
from mahdar.model import Span

_SORTS = frozenset({"summit", "talks", "conference", "process"})
_MADE = {"pattern:summit", "pattern:series"}
_CITY = "pattern:city-talks"
_ROUNDS = frozenset({"summit", "session", "conference", "talks"})


class Place(msgspec.Struct, frozen=True):
    """A series, the number of a meeting in it where that is told, and the words that tell each."""

    series: str
    named: Span
    ordinal: int | None = None
    numbered: Span | None = None


class SeriesNames:
    """Tells series. Made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._series = {e.id for e in knowledge.events if e.sort in _SORTS and e.date is None}
        self._once = {e.id for e in knowledge.events if e.date is not None or e.sort not in _SORTS}

    def of(self, page: MeetingPage, draft: Draft) -> Place | None:
        """The series of a meeting, where it is of one."""
        counts = Counter(m.event.entity for m in draft.mentions if m.event is not None and self._names_series(m))
        numbered = next((m for m in draft.mentions if m.ordinal is not None and m.kind in _ROUNDS), None)
        where = _span(page, numbered) if numbered is not None else None
        ordinal = numbered.ordinal if numbered is not None else None
        if counts:
            series = counts.most_common(1)[0][0]
            event = next(m.event for m in draft.mentions if m.event is not None and m.event.entity == series)
            return Place(series.removeprefix("event:"), Span(start=event.start, end=event.end), ordinal, where)
        if numbered is None or where is None:
            return None
        line = page.lines[numbered.line]
        body = next((p.unit for p in line.parties_in(numbered.last, numbered.last + 4) if p.marker in ("ل", "") and p.unit.kind == "organization"), None)
        if body is None or body.sort != "name":
            return None
        return Place(body.ref.entity, Span(start=body.ref.start, end=body.ref.end), ordinal, where)

    def _names_series(self, mention: MeetingMention) -> bool:
        """Whether the name by which a meeting is told is that of a series."""
        event = mention.event
        if event is None or event.entity in self._once:
            return False
        if event.entity in self._series or event.found_by in _MADE:
            return True
        if event.found_by == _CITY:
            return mention.kind == "talks" and mention.teller.several is False and mention.teller.lemma != "حوار"
        return event.found_by == "dictionary" or mention.kind in ("summit", "conference")


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
