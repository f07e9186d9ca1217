"""Whether a clause speaks of what is ahead or of what is past, for the times in it: سيلتقيان الأربعاء is the coming Wednesday."""

from __future__ import annotations

from itertools import accumulate

from mahdar.times.cursor import Cursor

_CLAUSE_MARKS = frozenset({"،", ",", ".", "؛", ":", "(", ")", '"', "“", "”"})
_IMPERFECT = "يتن"  # not the alef of the first person: قد أعلن is far oftener past


class Tense:
    """The clauses of a line with their signs of tense, counted once: each question is answered in constant time."""

    def __init__(self, cursor: Cursor) -> None:
        c, n = cursor, len(cursor.tokens)
        that, was, done = (c.words.classes[name].heads for name in ("that", "was", "done"))
        self._comma = [token.norm in ("،", ",") for token in c.tokens]
        parts = [token.norm in _CLAUSE_MARKS or token.stem in that for token in c.tokens]
        self._begin = [0] * (n + 1)
        for i in range(n):
            self._begin[i + 1] = i + 1 if parts[i] else self._begin[i]
        self._end = [n] * (n + 1)
        for i in range(n - 1, -1, -1):
            self._end[i] = i if parts[i] else self._end[i + 1]
        heads = c.words.classes["ahead_signs"].heads
        self._ahead = _counts([("س" in token.pro or (token.stem in heads and bool(c.is_a("ahead_signs", i)))) for i, token in enumerate(c.tokens)])
        self._and_will = [n] * (n + 1)  # a clause of its own: وسيغادر
        for i in range(n - 1, -1, -1):
            self._and_will[i] = i if c.tokens[i].pro in ("وس", "فس") else self._and_will[i + 1]
        self._was = _counts([token.stem in was for token in c.tokens])
        self._done = _counts([token.stem in done and c.word(i + 1)[:1] not in _IMPERFECT for i, token in enumerate(c.tokens)])

    def of(self, first: int, end: int) -> tuple[bool, bool]:
        """(ahead, behind) of the clause around the tokens ``first:end``."""
        start = first - 1 if first and self._comma[first - 1] else first  # القمة المرتقبة، الجمعة، بين…
        begin, stop = self._begin[start], self._end[end]

        before, after = (begin, first), (end, stop)
        behind = any(_within(counts, where) for counts, where in ((self._was, before), (self._done, before), (self._done, after)))
        # What follows the time tells of it only where it opens its clause (والأربعاء سيلتقي); after a verb it is another's (التقيا
        # الأربعاء استعدادا لقمة ستعقد …).
        opens = first - begin <= 1 and _within(self._ahead, (end, min(stop, self._and_will[end])))
        return bool(opens or _within(self._ahead, before)) and not behind, behind


def _within(counts: list[int], where: tuple[int, int]) -> bool:
    return counts[where[1]] > counts[where[0]]


def _counts(flags: list[bool]) -> list[int]:
    return [0, *accumulate(flags)]
