"""Finds time expressions: the rules are tried at each token of a line, and the longest reading wins.

The span leaves out the preposition before it (في أيلول الماضي: أيلول الماضي) and a proclitic on its first word.
"""

from __future__ import annotations

import msgspec

from mahdar.arabic import Lexicon, Line, Text
from mahdar.knowledge import Knowledge
from mahdar.model import Rejected
from mahdar.times.clock import clock_after, clock_dates
from mahdar.times.cursor import Cursor
from mahdar.times.found import Found
from mahdar.times.rules import RULES
from mahdar.times.vocabulary import Vocabulary


class TimeFinder:
    """Finds the times of an article. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self._words = Vocabulary(knowledge, lexicon)

    def find(self, text: Text) -> tuple[tuple[Found, ...], tuple[Rejected, ...]]:
        """The time expressions of all lines in order, and numbers that look like years and are not, with the reason."""
        found: list[Found] = []
        rejected: list[Rejected] = []
        for line in text.lines:
            dated = clock_dates(text.text, line)
            found.extend(dated)
            cursor = Cursor(line.tokens, self._words)
            i = 0
            while i < len(line.tokens):
                readings = [r for rule in RULES if (r := rule(cursor, i)) is not None]
                best = max(readings, key=lambda r: r[0], default=None)
                if best is not None and not any(best[1].overlaps(d) for d in dated):
                    ahead, behind = cursor.tense(i, best[0])
                    found.append(_with_clock(text.text, line, msgspec.structs.replace(best[1], ahead=ahead, behind=behind)))
                    i = best[0]
                    continue
                token = line.tokens[i]
                if (reason := _not_a_year(cursor, i)) and not any(d.start <= token.start < d.end for d in dated):
                    rejected.append(Rejected(start=token.start, end=token.end, layer="time", reason=reason))
                i += 1
        return tuple(sorted(found, key=lambda f: f.start)), tuple(rejected)


def _not_a_year(c: Cursor, i: int) -> str | None:
    """Why the number at ``i`` that could be a year isn't read as one; None where there is nothing to say."""
    if c.number(i, 1900, 2500) is None:
        return None
    if any(c.is_a("not_year", k) for k in (i - 1, i - 2)):
        return f"the number of a document, after {c.word(i - 1)}"
    return "a number with no word that makes it a year"


def _with_clock(text: str, line: Line, found: Found) -> Found:
    """In a date line, the clock time that follows the date belongs to it (3 مارس/ آذار, 2011, 07:15 GMT)."""
    if line.block.role != "dateline" or found.shape != "calendar" or found.day is None:
        return found
    after = clock_after(text, found.end, line.end)
    return msgspec.structs.replace(found, end=after[0], clock=after[1], type="TIME") if after else found
