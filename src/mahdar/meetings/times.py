"""Which times of the page belong to a round: those of its clause, on its side of أن, with a verb of time or none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from mahdar.arabic import Text
from mahdar.meetings.rounds import RoundDraft, RoundMention, clause_of
from mahdar.model import Span
from mahdar.times import Found


def times_of(text: Text, draft: RoundDraft, times: Sequence[Found]) -> list[tuple[RoundMention, int]]:
    """(telling, index into ``times``) of the times that may date the round, the likeliest first: ranges, then those
    after the round in its clause, then those before. ``times`` are in order of the text."""
    out: list[tuple[tuple[int, int], RoundMention, int]] = []
    for mention in draft.mentions:
        line = text.lines[mention.line]
        begin, end = clause_of(line, mention)
        clause = Span(start=line.tokens[begin].start, end=line.tokens[end - 1].end)
        here = line.tokens[mention.first].start
        for n in range(bisect_left(times, clause.start, key=lambda t: t.start), bisect_left(times, clause.end, key=lambda t: t.start)):
            time = times[n]
            if time.type == "DURATION" or not clause.holds(time):
                continue
            distance = time.start - here if time.start > here else here - time.end + 60
            out.append(((0 if time.ranged else 1, distance), mention, n))
    return [(mention, n) for _, mention, n in sorted(out, key=lambda item: item[0])]
