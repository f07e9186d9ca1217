"""Works out the values of a page's times, in the order of the text: each from the day of publication, or from one told before it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mahdar.knowledge import Knowledge
from mahdar.model import Rejected, Time
from mahdar.times.anchor import Anchor, anchor_of
from mahdar.times.counted import duration
from mahdar.times.feasts import Feasts
from mahdar.times.found import Found
from mahdar.times.meaning import Amount, Shift, Spoken, Told, Weekday
from mahdar.times.valued import Now, Valued
from mahdar.times.values import Values
from mahdar.times.zones import offset

_TOLD = 4
"""Times told before among which a day is looked for."""
_REACH = 3
"""Lines back in which a time that was told before is still what التالي or نفسه points at."""


class Resolver:
    """Resolves the times of pages. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._values = Values(Feasts(knowledge))

    def resolve(self, found: Sequence[Found], published: str | None, *, month_first: bool = False) -> tuple[tuple[Time, ...], tuple[Rejected, ...]]:
        """The times with their values, and those that tell a date that no calendar has, with the reason.

        ``published`` is an EDTF day, month or year, or None: what depends on it is then null. ``month_first`` is the outlet's order of
        figures that can be read either way round (05/06/2018); day first without it.
        """
        now = anchor_of(published)
        out: list[Time] = []
        rejected: list[Rejected] = []
        stated: list[tuple[Anchor, int]] = []
        for item in found:
            told = item.calendar
            if month_first and told is not None and told.exchangeable:
                item = msgspec.structs.replace(item, meaning=told.exchanged())
            spoken, source = now, "published"
            if item.said is not None:  # where the day of speaking is known only as a week, nobody can tell the day after it
                said = anchor_of(out[item.said].value)
                spoken, source = (said if said is not None and said.is_day else None), "stated"
            before = stated[-1] if stated and item.line - stated[-1][1] <= _REACH else None
            here = before[0] if before is not None and before[1] == item.line else None
            day = next((anchor for anchor, line in reversed(stated[-_TOLD:]) if anchor.is_day and item.line - line <= _REACH), None)
            time, refused = self._time(item, Now(spoken, before[0] if before else None, item.ahead, item.behind, here, day), source)
            if refused:
                rejected.append(Rejected(start=item.start, end=item.end, layer="time", reason=refused))
            out.append(time)
            if time.type != "DURATION" and (anchor := anchor_of(time.value)) is not None and _tells(item):
                stated.append((anchor, item.line))
        return self._from_events(found, out), tuple(rejected)

    def _time(self, found: Found, now: Now, spoken_source: str) -> tuple[Time, str | None]:
        meaning = found.meaning
        if found.refused is not None:
            valued = Valued(None, refused=found.refused)
        elif isinstance(meaning, Amount):
            valued = Valued(_how_long(meaning))
        else:
            valued = self._values.of(found, now)
        source = spoken_source if valued.source == "published" else valued.source
        clock = f"{found.clock}{offset(found.zone, valued.value)}" if found.clock else None
        return Time(
            start=found.start, end=found.end, type=found.type, value=valued.value, anchor=source if valued.value is not None else None,
            rule=found.rule, modifier=found.modifier, clock=clock, open=found.open,
        ), valued.refused  # fmt: skip

    def _from_events(self, found: Sequence[Found], times: list[Time]) -> tuple[Time, ...]:
        """What is counted from a dated event: a duration gets the day that it reaches, the day after it its value."""
        for k, item in enumerate(found):
            event = anchor_of(item.event_date if item.event is None else times[k + item.event].value)
            if event is None:
                continue
            if isinstance(item.meaning, Weekday):
                if item.event is not None and event.is_day and event.first.isoweekday() == item.meaning.number:
                    times[k] = msgspec.structs.replace(times[k], anchor=times[k + item.event].anchor, value=event.edtf)
            elif isinstance(item.meaning, Told):
                value = self._values.of(item, Now(None, event)).value
                times[k] = msgspec.structs.replace(times[k], anchor="event" if value else None, value=value)
            elif isinstance(item.meaning, Amount) and item.meaning.parts is not None and len(item.meaning.parts) == 1 and not item.meaning.last:
                ((count, unit),) = item.meaning.parts
                shift = Shift(count=count, unit=unit, base="stated", sign=1 if item.event_sign > 0 else -1)
                reached = self._values.of(msgspec.structs.replace(item, meaning=shift), Now(None, event)).value
                if reached is not None:
                    times[k] = msgspec.structs.replace(times[k], anchor="event", date=reached)
        return tuple(times)


def _tells(found: Found) -> bool:
    """Whether a time is one that a later one may be counted from: not the day of speaking itself."""
    return not (isinstance(found.meaning, Spoken) and found.meaning.offset == 0) and not isinstance(found.meaning, Shift)


def _how_long(amount: Amount) -> str | None:
    first = duration(amount.parts) if amount.parts is not None else None
    last = duration(amount.last) if amount.last is not None else None
    return f"{first}/{last}" if first and last else first
