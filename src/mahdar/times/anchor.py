"""What an expression is counted from: a day, month or year (or a stretch of days), as far as it is known."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import msgspec

_PRECISION = {4: 1, 7: 2, 10: 3}


class Anchor(msgspec.Struct, frozen=True):
    """The days from ``first`` to ``last`` in which the anchor lies; ``precision`` 1 where it is known to the year, 2 to the month, 3 to
    the day. ``edtf`` is its value."""

    first: date
    last: date
    precision: int
    edtf: str

    @property
    def is_day(self) -> bool:
        """Whether it is one day."""
        return self.precision == 3 and self.first == self.last

    def moved(self, days: int) -> Anchor:
        """The anchor some days on; OverflowError at the calendar's ends."""
        first, last = self.first + timedelta(days), self.last + timedelta(days)
        return Anchor(first, last, self.precision, f"{first}" if first == last else f"{first}/{last}")


def anchor_of(edtf: str | None) -> Anchor | None:
    """The anchor of an EDTF value: ``2017-10-17``, ``2017-10``, ``2017`` or an interval of them; None for any other value."""
    if edtf is None:
        return None
    ends = [_end(part) for part in edtf.replace("~", "").split("/")]
    known = [end for end in ends if end is not None]
    if len(known) != len(ends) or len(ends) > 2:
        return None
    return Anchor(known[0][0], known[-1][1], min(end[2] for end in known), edtf)


def _end(part: str) -> tuple[date, date, int] | None:
    part = part.split("T")[0]
    precision = _PRECISION.get(len(part))
    if precision is None:
        return None
    try:
        year, month, day = int(part[:4]), int(part[5:7] or 1), int(part[8:10] or 1)
        first = date(year, month, day)
    except ValueError:
        return None
    last_month = month if precision > 1 else 12
    last = first if precision == 3 else date(year, last_month, monthrange(year, last_month)[1])
    return first, last, precision
