"""The rules of time expressions, a module a kind: each reads one that begins at a token, or says None."""

from __future__ import annotations

from collections.abc import Callable

from mahdar.times.cursor import Cursor
from mahdar.times.rules.amounts import counted_back, counted_forward, counted_from_it, how_long, span_told
from mahdar.times.rules.calendar import calendar_day, month_alone, month_first
from mahdar.times.rules.clock import Clock, clock_at, hour_first
from mahdar.times.rules.days import day_of_week, day_spoken_of
from mahdar.times.rules.feasts import feast
from mahdar.times.rules.figures import figures, figures_range, figures_short
from mahdar.times.rules.read import Read
from mahdar.times.rules.years import era, first_months, part_of_year, unit_told, year_alone
from mahdar.times.vocabulary import Opening, Vocabulary

Rule = Callable[[Cursor, int], Read | None]

RULES: tuple[Rule, ...] = (
    figures, figures_range, figures_short, calendar_day, month_first, month_alone, year_alone, era, part_of_year, feast, day_of_week,
    day_spoken_of, unit_told, first_months, counted_back, counted_forward, counted_from_it, span_told, how_long, hour_first,
)  # fmt: skip
"""All rules; of two that read the same length the earlier counts."""


_OF_UNITS: tuple[Rule, ...] = (month_alone, year_alone, era, part_of_year, unit_told, span_told)
_OF_DAYS: tuple[Rule, ...] = (calendar_day, feast, day_of_week, day_spoken_of)

OPENINGS: dict[Opening, tuple[Rule, ...]] = {
    "number": (figures, figures_range, figures_short, calendar_day, month_first, year_alone, how_long, hour_first),
    "numeral": (calendar_day, span_told, how_long),
    "slip": (month_alone,),
    "modifier": _OF_UNITS,
    "part": _OF_DAYS,
    "weekday": (calendar_day, day_of_week),
    "deictic": _OF_DAYS,
    "month": (month_first, month_alone),
    "month-noun": (month_alone,),
    "year-noun": (year_alone, era),
    "period": (era, part_of_year, how_long),
    "decade": (era,),
    "unit": (how_long,),
    "definite-unit": (unit_told, first_months, span_told, year_alone),
    "pointer": (part_of_year, unit_told),
    "ago": (counted_back, counted_forward),
    "from-it": (counted_from_it, feast),
    "about": (how_long,),
    "hour": (hour_first,),
    "feast": (feast,),
}
"""By what a word can open an expression as, the rules that begin with such a word; in the order of `RULES`."""


_YEAR = len("2018")


class Reader:
    """Reads the expression at a token with the rules that the token's word may begin. Made once for a vocabulary."""

    def __init__(self, words: Vocabulary) -> None:
        order = {rule: n for n, rule in enumerate(RULES)}
        self._rules = {
            word: tuple(sorted({rule for opening in openings for rule in OPENINGS[opening]}, key=order.__getitem__))
            for word, openings in words.openings.items()
        }

    def openings(self, cursor: Cursor) -> list[int]:
        """The tokens of a line at which an expression may begin: few, so that the rest of a line costs next to nothing."""
        known, slips = self._rules, cursor.words.after_slips
        tokens = cursor.tokens
        out: list[int] = []
        for i, token in enumerate(tokens):
            if token.stem in known or token.kind == "number":
                if out[-1:] != [i - 1] and i and token.kind == "number" and len(token.norm) == _YEAR and tokens[i - 1].kind == "word":
                    out.append(i - 1)
                out.append(i)
            elif token.norm in slips and i and out[-1:] != [i - 1] and tokens[i - 1].kind == "word":
                out.append(i - 1)  # ايلو الماضي
        return out

    def at(self, cursor: Cursor, i: int) -> Read | None:
        """The longest expression that begins at token ``i``."""
        token = cursor.tokens[i]
        if token.kind == "number":
            rules = OPENINGS["number"]
        elif (known := self._rules.get(token.stem)) is not None:
            rules = known
        elif cursor.opens_with_a_slip(i):
            rules = OPENINGS["slip"]
        else:
            return None
        best: Read | None = None
        for rule in rules:
            read = rule(cursor, i)
            if read is not None and (best is None or read.end > best.end):
                best = read
        return best


__all__ = ["OPENINGS", "RULES", "Clock", "Read", "Reader", "Rule", "clock_at"]
