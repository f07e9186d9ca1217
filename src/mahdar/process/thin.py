"""Which meetings are told too thinly to be stood behind: kept and shown apart, with what is wanting.

Stood behind is what two independent outlets tell, or what bears a number of its series. Else a page's telling must say

``day``    when: to the month at least (a meeting of 2011 of which nothing else is told is background)
``who``    who met: two or more, one of whom at least is known; of a visit who came, and where to; of a conference the place will do, and
           of a series one who takes part, or the place. The place itself takes no part (قمة سنغافورة, of others)
``held``   of talks that they sat, or where: talks that are only spoken of go on for months (مفاوضات بريكست), and are no meeting of that day
``apart``  both in one breath: words of the day that stand far from those that tell of the meeting are often of something else
           (هاجم جونسون، الأحد، رئيسة الوزراء بسبب مفاوضاتها: on Sunday he attacked; the talks weren't on Sunday)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from mahdar.model import Meeting, Slot
from mahdar.process.telling import Telling

Lack = Literal["day", "who", "held", "apart"]
"""What is wanting in a meeting that is told too thinly."""

ENOUGH = 2
"""So many independent outlets, or participants, are enough."""

FAR = 100
"""Code points between the words of the day and those of the meeting from which on they stand apart: more than a clause of news is long."""

_MONTH = len("2018-09")


def lacking(told: Sequence[Telling], *, number: int | None, day: str | None, outlets: int) -> tuple[Lack, ...]:
    """What is wanting in the meeting that ``told`` tell of; empty where it can be stood behind. ``day`` is that shown."""
    if number is not None or outlets >= ENOUGH:
        return ()
    found: list[Lack] = []
    if day is None or len(day) < _MONTH:
        found.append("day")
    if not _met(told):
        found.append("who")
    if all(_spoken_of(one.meeting) for one in told):
        found.append("held")
    if all(_apart(one.meeting) for one in told):
        found.append("apart")
    return tuple(found)


def _met(told: Iterable[Telling]) -> bool:
    """Whether it is told who met, as far as a meeting of its sort needs it."""
    meetings = [one.meeting for one in told]
    kinds = {meeting.kind for meeting in meetings}
    who = {part.entity for meeting in meetings for part in meeting.participants} - {meeting.place for meeting in meetings}
    known = any(_is_known(one) for one in who)
    series, place = (any(getattr(meeting, field) for meeting in meetings) for field in ("series", "place"))
    if (len(who) >= ENOUGH and known) or (series and (who or place)):
        return True
    return place and ("conference" in kinds or ("visit" in kinds and known))


def _spoken_of(meeting: Meeting) -> bool:
    """Whether it is talks of no series, of which no word says that they sat, nor where: how they stand is worked out from the day alone."""
    if meeting.kind != "talks" or meeting.series is not None or meeting.place is not None:
        return False
    return meeting.status in ("held", "ongoing") and _is_inferred(meeting.slots.get("status"))


def _is_inferred(slot: Slot | None) -> bool:
    return slot is not None and slot.basis == "inferred"


def _is_known(entity: str) -> bool:
    """Whether it has an id of its own: those of things that no list has bear their kind (``person:khayrat``)."""
    return ":" not in entity


def _apart(meeting: Meeting) -> bool:
    """Whether the words that tell its day stand far from all that tell of it; not where it isn't words of the page that tell the day."""
    slot = meeting.slots.get("start") or meeting.slots.get("end")
    gaps = [max(day.start - span.end, span.start - day.end) for day in (slot.evidence if slot else ()) for span in meeting.evidence]
    return bool(gaps) and min(gaps) > FAR
