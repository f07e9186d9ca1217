"""The days on which a page may have been published, and clues that weigh them.

A clue is a thing that the page tells, with the logarithm of how likely it is to be told on each day. Clues are added up as if each
were told for itself (naive Bayes); what comes of it is as precise as the days that share the chance allow: a day, a month, a year, a stretch
of months, or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec
import numpy as np
import numpy.typing as npt

from mahdar.knowledge.datingsigns import Spread
from mahdar.model import Span

Weights = npt.NDArray[np.float64]

YEAR = 345
"""Days after something in which its month is told as past with no year (يناير الماضي): later that would be the next year's."""
_REST = 0.01
"""The least share that is left to what no line of a spread names: nothing that a page tells makes a day impossible."""
_SURE = {"day": 0.7, "month": 0.7, "year": 0.9, "stretch": 0.9}
"""The chance that a value of each precision must have; see docs/dating.md for what they come to on pages whose date is known."""
_AS_LIKELY = 0.3
"""How likely a month beside a stretch must be, against the mean of the stretch, to belong to it."""
_SHORT = 6
"""Months of a stretch that tells more than the year it is in."""
_LONGEST = 36
"""Months of the longest stretch that is still told."""
_SPOKE = 0.25
"""How much likelier, as a logarithm, a clue must make the value than any other day to be told as a reason for it."""
_REASONS = 6


class Clue(msgspec.Struct, frozen=True):
    """What a page tells that bears on its date: the logarithm of its chance on each day of the `Axis`, and the reason in ``words``.

    ``places``: whether it tells of a stretch of days with two ends. Those that don't (a month of any year, no earlier than a day) only
    make a place that another tells more precise: alone they would be dated by where the axis ends.
    """

    weights: Weights
    words: str
    evidence: tuple[Span, ...] = ()
    places: bool = False


class Settled(msgspec.Struct, frozen=True):
    """The EDTF value that clues come to, its ``chance`` (0 to 1), and those of them that speak for it, the strongest first."""

    value: str
    chance: float
    clues: tuple[Clue, ...]


class Axis:
    """The days from the first of January of a year to the end of another, with what a clue asks of each."""

    def __init__(self, first: int, last: int) -> None:
        self.first = date(first, 1, 1)
        self.size = (date(last, 12, 31) - self.first).days + 1
        days = np.datetime64(self.first) + np.arange(self.size)
        self.months: npt.NDArray[np.int64] = days.astype("datetime64[M]").astype(np.int64) - (first - 1970) * 12
        """The number of the month that each day is in, from the axis' first, 0."""
        self.weekday = (np.arange(self.size) + self.first.weekday()) % 7
        """Monday 0."""
        self.of_year = self.months % 12
        """The month of the year, January 0."""
        self.month_starts: npt.NDArray[np.intp] = np.flatnonzero(np.diff(self.months, prepend=-1))
        """The place of the first day of each month."""

    def index(self, day: date) -> int:
        """The place of a day; outside the axis it is negative or not less than its size."""
        return (day - self.first).days

    def month(self, year: int, month: int) -> int:
        """The number of a month of the calendar."""
        return (year - self.first.year) * 12 + month - 1

    def days_of(self, month: int) -> tuple[date, date]:
        """The first and the last day of a month by its number."""
        first, last = self._days(month, month) if 0 <= month < len(self.month_starts) else (0, 0)
        return self._day(first), self._day(last)

    def after_nearest(self, places: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """How many days each day lies after the nearest of ``places``, which are in order; negative before it."""
        middles = (places[:-1] + places[1:]) / 2
        days = np.arange(self.size)
        after: npt.NDArray[np.int64] = days - places[np.searchsorted(middles, days)]
        return after

    def after_last(self, places: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """How many days each day lies after the last of ``places`` that isn't after it; as many as there are days where there is none."""
        days = np.arange(self.size)
        last = np.searchsorted(places, days, side="right") - 1
        after: npt.NDArray[np.int64] = np.where(last < 0, self.size, days - places[last])
        return after

    def between(self, spans: Sequence[tuple[date | None, date | None]], share: float) -> Weights:
        """Weights of days in one of ``spans``, an end of which may be open, where that ``share`` of pages lies in them."""
        inside = np.zeros(self.size, dtype=bool)
        for first, last in spans:
            begin = max(self.index(first), 0) if first else 0
            end = max(self.index(last) + 1, 0) if last else self.size
            inside[begin:end] = True
        days = max(int(inside.sum()), 1)
        weights: Weights = np.log(np.where(inside, share / days, (1 - share) / max(self.size - days, 1)))
        return weights

    def spread(self, spread: Spread, units: npt.NDArray[np.int64]) -> Weights:
        """Weights of days that lie ``units`` after what the page tells. What no line of the spread names shares what is left."""
        low, high = min(first for first, _, _ in spread), max(last for _, last, _ in spread)
        outside = max(int(units.max() - units.min()) - (high - low), 1)
        shares = np.full(high - low + 2, _left(spread) / outside)
        for first, last, share in spread:
            shares[first - low : last - low + 1] = share / (last - first + 1)
        places = np.where((units < low) | (units > high), high - low + 1, units - low)
        weights: Weights = np.log(shares)[places]
        return weights

    def in_year(self, spread: Spread, month: int) -> Weights:
        """Weights of days by how many months they lie after a month of some year (January 1)."""
        shares = np.full(12, _left(spread) / 12)
        for first, last, share in spread:
            for distance in range(first, last + 1):
                shares[(month - 1 + distance) % 12] += share / (last - first + 1)
        weights: Weights = np.log(shares)[self.of_year]
        return weights

    def settle(self, clues: Sequence[Clue]) -> Settled | None:
        """What the clues come to; None where they leave more than a stretch of some years, or none of them places the page."""
        if not any(clue.places for clue in clues):
            return None
        total = np.sum([clue.weights for clue in clues], axis=0)
        chances = np.exp(total - total.max())
        chances /= chances.sum()
        found = self._value(chances)
        if found is None:
            return None
        value, chance, first, last = found
        if not any(clue.places and _gain(clue.weights, first, last) > 0 for clue in clues):
            return None
        gains = [(_gain(clue.weights, first, last), clue) for clue in clues]
        spoke = sorted((item for item in gains if item[0] > _SPOKE), key=lambda item: -item[0])
        return Settled(value, chance, tuple(clue for _, clue in spoke[:_REASONS]))

    def _value(self, chances: Weights) -> tuple[str, float, int, int] | None:
        """(EDTF, chance, first and last place) of the most precise value that is likely enough."""
        day = int(chances.argmax())
        if chances[day] >= _SURE["day"]:
            return f"{self._day(day)}", float(chances[day]), day, day
        months = np.add.reduceat(chances, self.month_starts)
        month = int(months.argmax())
        if months[month] >= _SURE["month"]:
            return self._edtf(month), float(months[month]), *self._days(month, month)
        years = months.reshape(-1, 12).sum(axis=1)
        year = int(years.argmax())
        stretch = _shortest(months, _SURE["stretch"])
        stretch = stretch and _widened(np.maximum.reduceat(chances, self.month_starts), *stretch)
        if stretch and stretch[1] - stretch[0] < _SHORT:
            return self._stretch(months, *stretch)
        if years[year] >= _SURE["year"]:
            return f"{self.first.year + year}", float(years[year]), *self._days(12 * year, 12 * year + 11)
        return self._stretch(months, *stretch) if stretch and stretch[1] - stretch[0] < _LONGEST else None

    def _stretch(self, months: Weights, first: int, last: int) -> tuple[str, float, int, int]:
        return f"{self._edtf(first)}/{self._edtf(last)}", float(months[first : last + 1].sum()), *self._days(first, last)

    def _day(self, place: int) -> date:
        return self.first + timedelta(days=place)

    def _edtf(self, month: int) -> str:
        return f"{self.first.year + month // 12}-{month % 12 + 1:02}"

    def _days(self, first: int, last: int) -> tuple[int, int]:
        """The places of the first and the last day of months."""
        end = self.month_starts[last + 1] if last + 1 < len(self.month_starts) else self.size
        return int(self.month_starts[first]), int(end) - 1


def _left(spread: Spread) -> float:
    """The share that a spread leaves to what it doesn't name."""
    return max(1 - sum(share for _, _, share in spread), _REST)


def _shortest(chances: Weights, sure: float) -> tuple[int, int] | None:
    """The first and last of the fewest neighbours that together are sure enough."""
    sums = np.concatenate(([0.0], np.cumsum(chances)))
    ends = np.searchsorted(sums, sums[:-1] + sure)
    lengths = np.where(ends < len(sums), ends - np.arange(len(ends)), len(sums))
    first = int(lengths.argmin())
    return (first, int(ends[first]) - 1) if ends[first] < len(sums) else None


def _widened(chances: Weights, first: int, last: int) -> tuple[int, int]:
    """A stretch with the neighbours whose likeliest day is about as likely as its own are: the ends of a term are as likely as its middle."""
    enough = chances[first : last + 1].mean() * _AS_LIKELY
    while first > 0 and chances[first - 1] >= enough:
        first -= 1
    while last + 1 < len(chances) and chances[last + 1] >= enough:
        last += 1
    return first, last


def _gain(weights: Weights, first: int, last: int) -> float:
    """How much likelier a clue makes the days ``first`` to ``last`` than any day, as a logarithm."""
    likely = np.exp(weights)
    return float(np.log(likely[first : last + 1].mean() / likely.mean()))
