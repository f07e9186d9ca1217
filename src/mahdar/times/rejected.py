"""Numbers that look like a year or a date and are none, with the reason."""

from __future__ import annotations

import re

from mahdar.arabic.numerals import number_class
from mahdar.model import Rejected
from mahdar.times.cursor import Cursor

_DATE_LIKE = re.compile(r"\d{1,4}([/.\-])\d{1,4}\1\d{1,4}(?!\d)")
_CLOCK_LIKE = re.compile(r"(\d{1,2}):(\d{2})(?!\d)")
_LAST_HOUR, _LAST_MINUTE = 24, 59
_LONGEST_QUOTE = 40
_MOST_DIGITS = 20


def not_a_time(c: Cursor, i: int) -> tuple[Rejected, int] | None:
    """(why the number at token ``i`` isn't read, index after) where it looks like a time; None where there is nothing to say."""
    token = c.tokens[i]
    if c.word(i - 1) not in ("/", "-", ".") and (match := _DATE_LIKE.match(c.text, token.start)) and match.end() <= c.tokens[-1].end:
        end = i
        while end < len(c.tokens) and c.tokens[end].start < match.end():
            end += 1
        if match.end() - token.start <= _LONGEST_QUOTE and c.tokens[end - 1].end == match.end():
            return Rejected(start=token.start, end=match.end(), layer="time", reason="figures that are no date of the calendar"), end
    if (
        (clock := _CLOCK_LIKE.match(c.text, token.start))
        and c.word(i - 1) != ":"
        and (int(clock[1]) > 24 or int(clock[2]) > 59)
        and c.word(i + 3) != ":"
    ):
        return Rejected(start=token.start, end=clock.end(), layer="time", reason="a time of day that no clock has"), i + 3
    if len(token.norm) > _MOST_DIGITS:
        return Rejected(start=token.start, end=token.end, layer="time", reason="more digits than any date has"), i + 1
    if c.number(i, 1900, 2500) is None:
        return None
    known = number_class(c.tokens, i)
    reason = known.reason if known is not None and not known.may_be_time else "a number with no word that makes it a year"
    return Rejected(start=token.start, end=token.end, layer="time", reason=reason), i + 1
