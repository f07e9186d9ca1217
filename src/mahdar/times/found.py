"""A time expression as read, before it is known when the page was published."""

from __future__ import annotations

from typing import Literal

from mahdar.model import Span, TimeType
from mahdar.times.meaning import AnyMeaning, Calendar, Range, Spoken


class Found(Span, frozen=True, kw_only=True):
    """A time expression with its meaning, and what stands around it that its value depends on.

    ``ahead``: its clause speaks of what is to come (سيلتقي), ``behind``: of what is past (كان قد وصل). ``line`` is the number, among
    the lines that are read, of the one it stands in, ``first`` and ``last`` its tokens there (exclusive). ``said`` is the place,
    among the page's times, of the one that tells when the quoted words around it were spoken. ``event`` is how many times farther on
    stands the one from which it is counted (بعد 6 أيام على توقيع الاتفاق في 4 أيار), ``event_date`` the date of that where the
    knowledge has it; ``event_sign`` is -1 where it is counted back from it. ``refused``: why it can have no value.
    ``open``: whether it opens or ends a range that has no other end.
    """

    type: TimeType
    rule: str
    meaning: AnyMeaning
    modifier: str | None = None
    clock: str | None = None
    zone: str | None = None
    ahead: bool = False
    behind: bool = False
    line: int = 0
    first: int = 0
    last: int = 0
    said: int | None = None
    event: int | None = None
    event_date: str | None = None
    event_sign: int = 1
    refused: str | None = None
    open: Literal["from", "until"] | None = None

    @property
    def calendar(self) -> Calendar | None:
        """The meaning where it is a day, month or year of the Gregorian calendar."""
        return self.meaning if isinstance(self.meaning, Calendar) and self.meaning.system == "gregorian" else None

    @property
    def ends_on(self) -> Calendar | None:
        """The last day, month or year of a range of the Gregorian calendar."""
        last = self.meaning.last if isinstance(self.meaning, Range) else None
        return last if isinstance(last, Calendar) and last.system == "gregorian" else None

    @property
    def spoken(self) -> Spoken | None:
        """The meaning where it is a day counted from the day of speaking."""
        return self.meaning if isinstance(self.meaning, Spoken) else None

    @property
    def ranged(self) -> bool:
        """Whether it tells a first and a last day."""
        return isinstance(self.meaning, Range)
