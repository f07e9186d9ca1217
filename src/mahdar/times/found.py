"""A time expression as read, before it is known when the page was published."""

from __future__ import annotations

from typing import Literal

from mahdar.model import Span, TimeType

Shape = Literal["calendar", "weekday", "deictic", "unit", "ago", "duration", "vague"]
Relative = Literal["past", "future", "current"]


class Found(Span, frozen=True, kw_only=True):
    """A time expression with what it says.

    ``shape`` tells which fields count: ``calendar`` day, month, year (and their ends in a range); ``weekday`` ISO
    numbers; ``deictic`` days from the day of speaking; ``unit`` a unit and which way (الأسبوع الماضي); ``ago`` count
    and unit, negative back; ``duration`` count and unit; ``vague`` nothing that has a value. ``unit`` is ``year`` in a
    calendar expression whose adjective is the year's (تشرين من العام المقبل). ``relative`` is the adjective's
    direction, ``ahead`` whether the clause speaks of what is to come, ``behind`` of what is past.
    """

    type: TimeType
    rule: str
    shape: Shape
    day: int | None = None
    day_end: int | None = None
    month: int | None = None
    month_end: int | None = None
    year: int | None = None
    year_end: int | None = None
    weekday: int | None = None
    weekday_end: int | None = None
    offset: int | None = None
    offset_end: int | None = None
    unit: str | None = None
    count: int | None = None
    relative: Relative | None = None
    ahead: bool = False
    behind: bool = False
    modifier: str | None = None
    clock: str | None = None
