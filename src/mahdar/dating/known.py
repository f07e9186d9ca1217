"""Clues from what the knowledge dates: offices that persons are told to hold, and events and documents that the page names."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from mahdar.arabic import Text, fold
from mahdar.dating.days import Axis, Clue
from mahdar.knowledge import Knowledge
from mahdar.model import Office, Span
from mahdar.names import PageNames
from mahdar.times import Found

_AHEAD = frozenset({"summit", "conference", "exercise", "talks"})
"""Sorts of events that are announced before they come: that a page names one doesn't tell that it was."""


class KnownClues:
    """Makes clues of names. Pure; made once for a knowledge and an axis."""

    def __init__(self, knowledge: Knowledge, axis: Axis) -> None:
        self._axis = axis
        self._signs = knowledge.dating.known
        self._taking = frozenset(fold(word) for word in knowledge.dating.words.taking_office)
        self._began = {e.id: (e.en, start) for e in knowledge.events if e.sort not in _AHEAD and (start := _first(e.date))}
        self._began |= {d.id: (d.en, start) for d in knowledge.documents if (start := _first(d.date))}

    def of(self, text: Text, names: PageNames, times: Sequence[Found]) -> Iterator[Clue]:
        """The clues of the offices that the page tells, in the order of ids, and of the latest event or document that it names."""
        for id_ in sorted(names.entities):
            entity = names.entities[id_]
            held = [o for o in entity.offices if o.basis == "knowledge" and (o.since or o.until)]
            for told in entity.offices if held else ():
                if told.basis == "stated" and (clue := self._office(entity.label.get("en") or id_, told, held)):
                    yield clue
        yield from self._events(text, names)

    def _office(self, name: str, told: Office, held: Sequence[Office]) -> Clue | None:
        """The days on which a person held the office told of him; after it where he is told to have left it."""
        terms = [o for o in held if o.role == told.role and o.of == told.of]
        if told.role is None or not terms or told.status not in (None, "current", "former"):
            return None
        office = f"{told.role} of {told.of}" if told.of else told.role
        if told.status == "former":
            ends = [end for o in terms if (end := _last(o.until))]
            if len(ends) < len(terms):
                return None
            weights = self._axis.between([(max(ends), None)], self._signs.former)
            return Clue(weights, f"{name} is a former {office}, until {max(o.until or '' for o in terms)}", told.evidence[:1])
        weights = self._axis.between([(_first(o.since), _last(o.until)) for o in terms], self._signs.office)
        since = ", ".join(f"{o.since or '..'}/{o.until or '..'}" for o in terms)
        return Clue(weights, f"{name} is {office} ({since})", told.evidence[:1])

    def _events(self, text: Text, names: PageNames) -> Iterator[Clue]:
        """The page is no older than the latest event or document that it names."""
        named = [(self._began[m.entity], m) for line in names.mentions for m in line if m.entity in self._began]
        if named:
            (name, start), mention = max(named, key=lambda item: (item[0][1], -item[1].start))
            if start >= self._axis.first:
                yield Clue(self._axis.between([(start, None)], self._signs.event), f"it names {name} ({start})", (Span(start=mention.start, end=mention.end),))


def _first(edtf: str | None) -> date | None:
    """The first day of an EDTF date, or of the first of two."""
    value = (edtf or "").split("/")[0]
    if not value or value == "..":
        return None
    return date(int(value[:4]), int(value[5:7] or 1), int(value[8:10] or 1))


def _last(edtf: str | None) -> date | None:
    """The last day of an EDTF date."""
    if not edtf:
        return None
    year, month = int(edtf[:4]), int(edtf[5:7] or 12)
    return date(year, month, int(edtf[8:10] or monthrange(year, month)[1]))
