"""The forms of ``feasts.toml``: religious and national days, and the rules that tell when they fall."""

from __future__ import annotations

from typing import Literal

import msgspec


class FeastRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="by"):
    """When a feast falls in a Gregorian year: one day, or ``days`` from it on. The rule holds in the Gregorian years
    ``since`` to ``until``; ``approximate`` where the day is only the usual one."""

    days: int = 1
    since: int | None = None
    until: int | None = None
    approximate: bool = False


class ByDate(FeastRule, frozen=True, kw_only=True, tag="gregorian"):
    """A day of a Gregorian month (1 May)."""

    month: int
    day: int


class ByWeekday(FeastRule, frozen=True, kw_only=True, tag="gregorian-weekday"):
    """The ``nth`` weekday (ISO number, Monday 1) of a Gregorian month: the fourth Thursday of November."""

    month: int
    weekday: int
    nth: int


class ByHijriDate(FeastRule, frozen=True, kw_only=True, tag="hijri"):
    """A day of a Hijri month (1 Shawwal)."""

    month: int
    day: int


class ByHijriWeekday(FeastRule, frozen=True, kw_only=True, tag="hijri-last-weekday"):
    """The last weekday (ISO number) of a Hijri month: the last Friday of Ramadan."""

    month: int
    weekday: int


class ByEaster(FeastRule, frozen=True, kw_only=True, tag="easter"):
    """``offset`` days from Easter Sunday as the western or the eastern churches reckon it."""

    church: Literal["eastern", "western"]
    offset: int


class ByHebrewYear(FeastRule, frozen=True, kw_only=True, tag="hebrew"):
    """``offset`` days from the Hebrew new year (1 Tishri) that falls in the Gregorian year; with ``past_heshvan`` a day more
    where the month Heshvan has 30 days."""

    offset: int
    past_heshvan: bool = False


Rule = ByDate | ByWeekday | ByHijriDate | ByHijriWeekday | ByEaster | ByHebrewYear


class Feast(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A religious or national day: ``names`` that mean it wherever they stand, ``doubtful`` ones that do so only after a
    word of occasion, and ``bare`` ones that several states share, so that only the page's ``state`` tells. In a name ``{of}``
    stands for the state's adjective or ل with its name, ``{state}`` for its name. ``on`` tells the day (no rule: a day of
    its own that can't be told); no two rules hold in the same year. ``source`` says how it is known."""

    id: str
    en: str
    names: tuple[str, ...]
    doubtful: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    state: str | None = None
    on: tuple[Rule, ...] = ()
    source: str
    note: str | None = None


class FeastBook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The feasts; words of ``occasion`` (احتفالات) after which a doubtful name means one; and words after which a name means
    something named by a feast (سوق عيد الميلاد)."""

    occasion: tuple[str, ...]
    never_after: tuple[str, ...]
    feast: tuple[Feast, ...]
