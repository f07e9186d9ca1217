"""What a time expression says, before it is known from where it is counted: small structs, one a kind of expression.

A meaning knows no date of its own unless the words tell it whole. `values` works out its EDTF value from an anchor.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import msgspec

Relative = Literal["past", "future", "current", "following", "preceding", "same"]
"""Which way an adjective points: الماضي، المقبل، الجاري from the day of speaking; التالي، السابق، نفسه from a time told before."""

Unit = Literal["second", "minute", "hour", "day", "week", "month", "year", "decade", "century"]

FROM_STATED = frozenset({"following", "preceding", "same"})
"""Directions that are taken from a time that the text told before, not from the day of speaking."""


class Meaning(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Base of the meanings."""


class Calendar(Meaning, frozen=True, kw_only=True):
    """A day, month or year of a calendar: 4 أيار الماضي; رمضان 1445.

    ``relative`` is the adjective's direction, with ``of_year`` the year's (أيلول من العام الماضي). A ``day`` with no ``month`` is
    that of a month told by direction (الخامس من الشهر المقبل). ``weekday`` is ISO's number where the day is named too.
    ``gregorian_year`` is that in which a Hijri month or day falls (رمضان 2016). ``exchangeable``: day and month are told in figures
    that could be read either way round (05/06/2018); ``month_first``: they can only be read with the month first (9/25/2018).
    """

    system: Literal["gregorian", "hijri"] = "gregorian"
    day: int | None = None
    month: int | None = None
    year: int | None = None
    gregorian_year: int | None = None
    relative: Relative | None = None
    of_year: bool = False
    weekday: int | None = None
    exchangeable: bool = False
    month_first: bool = False

    def exchanged(self) -> Calendar:
        """Day and month the other way round."""
        return msgspec.structs.replace(self, day=self.month, month=self.day)


class Weekday(Meaning, frozen=True, kw_only=True):
    """A day of the week, ISO's ``number`` (Monday 1): الخميس المقبل."""

    number: int
    relative: Relative | None = None


class Spoken(Meaning, frozen=True, kw_only=True):
    """A day counted from the day of speaking: أمس is -1. ``weekday`` where it is named too (أمس الخميس)."""

    offset: int
    weekday: int | None = None


class Told(Meaning, frozen=True, kw_only=True):
    """A unit told by direction: الأسبوع الماضي، هذا العام، في اليوم التالي; so many ``steps`` away (العام قبل الماضي: 2)."""

    unit: Unit
    relative: Relative
    steps: int = 1


class Part(Meaning, frozen=True, kw_only=True):
    """A quarter, half or season, counted from 1 (seasons from spring), ``of`` a year or month: الربع الثاني من 2018."""

    sort: Literal["quarter", "half", "season"]
    number: int
    of: Calendar | Told | None = None
    relative: Relative | None = None


class Era(Meaning, frozen=True, kw_only=True):
    """A decade (``decade`` 9: the nineties) or century (``century`` 20: 1900–1999): تسعينيات القرن الماضي. ``of`` is the century told
    by direction."""

    decade: int | None = None
    century: int | None = None
    of: Told | None = None


class Shift(Meaning, frozen=True, kw_only=True):
    """Counted from now or from a time told before: قبل يومين (-2 days), بعد ذلك بأسبوع. ``count`` None: nobody knows how many (قبل أيام)."""

    count: Fraction | None
    unit: Unit
    base: Literal["now", "stated"] = "now"
    sign: Literal[-1, 1] = -1


class Amount(Meaning, frozen=True, kw_only=True):
    """How long: ``parts`` are counts with their units (عامين ونصف عام); None where no number is told. ``last`` is the longer end of a
    range (عشرة إلى 15 عاما)."""

    parts: tuple[tuple[Fraction, Unit], ...] | None
    last: tuple[tuple[Fraction, Unit], ...] | None = None


class Feast(Meaning, frozen=True, kw_only=True):
    """A day of the year that has a name: عيد الفطر. ``id`` as in feasts.toml; ``later`` days after its first (ثاني أيام عيد الفطر: 1)."""

    id: str
    year: int | None = None
    hijri_year: int | None = None
    relative: Relative | None = None
    later: int = 0


class Hour(Meaning, frozen=True, kw_only=True):
    """An hour of a day that isn't named with it: الساعة 14:00; its day is the one told before, else that of speaking."""


class Range(Meaning, frozen=True, kw_only=True):
    """From ``first`` to ``last``; None is an open end (منذ 2011 حتى الآن)."""

    first: Point | None
    last: Point | None


class Then(Meaning, frozen=True, kw_only=True):
    """The time told before, once more: في ذلك الوقت."""


class Vague(Meaning, frozen=True, kw_only=True):
    """A time that has no value: في الفترة المقبلة."""


Point = Calendar | Weekday | Spoken | Told | Part | Era | Feast | Hour
"""What may be an end of a range."""


def first_and_last(meaning: AnyMeaning) -> tuple[AnyMeaning | None, AnyMeaning | None]:
    """The ends of a range; twice the same of anything else."""
    return (meaning.first, meaning.last) if isinstance(meaning, Range) else (meaning, meaning)


def direction_of(meaning: AnyMeaning) -> Relative | None:
    """Which way the adjective of an expression points; that of a range stands after its last."""
    _, last = first_and_last(meaning)
    return last.relative if isinstance(last, Calendar | Weekday | Told | Part | Feast) else None


AnyMeaning = Calendar | Weekday | Spoken | Told | Part | Era | Shift | Amount | Feast | Hour | Range | Then | Vague
