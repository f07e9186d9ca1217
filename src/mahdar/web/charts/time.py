"""Time in steps for a chart: days, months, quarters or years, as many as there is room for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from mahdar.model import Noun

Unit = Literal["day", "month", "quarter", "year"]

MOST = 48
"""So many steps a chart has at most (but as many years as there are): on a phone each is some seven pixels wide then."""

_DAYS = 45
"""Where all dates lie within so many days, each day is a step: a chart of one month would say nothing."""

_DATED = re.compile(r"([1-9]\d{3})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?")


class Step(Noun, frozen=True, kw_only=True):
    """A stretch of time from ``since`` to ``until`` (EDTF; a day, a month or a year; both included)."""

    unit: Unit
    since: str
    until: str


class Steps(Noun, frozen=True, kw_only=True):
    """Steps that follow each other without a gap, the earliest first."""

    unit: Unit
    steps: tuple[Step, ...]
    places: dict[str, int]

    def of(self, value: str | None) -> int | None:
        """Into which step a date (EDTF) falls; None for one that is told too loosely, or isn't one."""
        found = _DATED.fullmatch(value or "")
        return self.places.get(_key(found[0], self.unit)) if found else None


def steps(values: Iterable[str | None]) -> Steps:
    """The steps for dates, of which those that don't tell their month are left aside. None for none."""
    told = sorted({found[0] for value in values if (found := _DATED.fullmatch(value or ""))})
    if not told:
        return Steps(unit="month", steps=(), places={})
    first, last = told[0], told[-1]
    if all(len(value) == 10 for value in told) and (_day(last) - _day(first)).days < _DAYS:
        start = _day(first)
        return _made("day", [(start + timedelta(days=n)).isoformat() for n in range((_day(last) - start).days + 1)])
    months = [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(_month(first), _month(last) + 1)]
    if len(months) <= MOST:
        return _made("month", months)
    quarters = list(dict.fromkeys(_key(month, "quarter") for month in months))
    if len(quarters) <= MOST:
        return _made("quarter", quarters)
    return _made("year", list(dict.fromkeys(month[:4] for month in months)))


def _made(unit: Unit, keys: list[str]) -> Steps:
    found = tuple(Step(unit=unit, since=key, until=_last(key) if unit == "quarter" else key) for key in keys)
    return Steps(unit=unit, steps=found, places={key: n for n, key in enumerate(keys)})


def _key(value: str, unit: Unit) -> str:
    """The first day, month or year of the step that a date falls into, as `Step.since` has it."""
    if unit == "day":
        return value
    if unit == "quarter":
        return f"{value[:4]}-{(int(value[5:7]) - 1) // 3 * 3 + 1:02}"
    return value[:7] if unit == "month" else value[:4]


def _last(quarter: str) -> str:
    return f"{quarter[:4]}-{int(quarter[5:7]) + 2:02}"


def _month(value: str) -> int:
    return int(value[:4]) * 12 + int(value[5:7]) - 1


def _day(value: str) -> date:
    year, month, day = (int(part) for part in value.split("-"))
    # A 31st that there isn't counts as the last of its month that there is in all: dates of pages needn't be.
    return date(year, month, min(day, 28)) if day > 28 and not _is(year, month, day) else date(year, month, day)


def _is(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
