"""Finds time expressions: the rules are tried at each token of a line, and the longest reading wins.

The span leaves out the preposition before it (في أيلول الماضي: أيلول الماضي) and a proclitic on its first word. Two readings that
من … إلى or بين … و join are one range; a clock time after a day belongs to it.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from typing import Literal

import msgspec

from mahdar.arabic import Lexicon, Line, Text
from mahdar.knowledge import Knowledge
from mahdar.model import Rejected
from mahdar.times.cursor import Cursor
from mahdar.times.events import count_from_events
from mahdar.times.feasts import Feasts
from mahdar.times.found import Found
from mahdar.times.meaning import Amount, AnyMeaning, Calendar, Hour, Point, Range, Shift, Spoken, Told, Weekday
from mahdar.times.rejected import not_a_time
from mahdar.times.rules import Read, Reader, clock_at
from mahdar.times.tense import Tense
from mahdar.times.vocabulary import Vocabulary

_TWO_SCRIPTS = "digits of two scripts in one number"
_FROM_A_MOVE = 5


class TimeFinder:
    """Finds the times of an article. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self._words = Vocabulary(knowledge, lexicon, Feasts(knowledge))
        self._reader = Reader(self._words)

    def find(self, text: Text) -> tuple[tuple[Found, ...], tuple[Rejected, ...]]:
        """The time expressions of all lines in order, and numbers that look like years or dates and are none, with the reason."""
        found: list[Found] = []
        rejected: list[Rejected] = []
        for n, line in enumerate(text.lines):
            cursor = Cursor(text.text, line.tokens, self._words)
            reads, no_times = _reads(cursor, self._reader, dateline=line.block.role == "dateline")
            rejected += no_times
            if reads:
                here = _found(cursor, reads, n)
                here = count_from_events(cursor, here)
                found += _when_said(line, here, len(found))
        return _day_order(found), tuple(rejected)


def _reads(c: Cursor, reader: Reader, *, dateline: bool) -> tuple[list[tuple[int, Read]], list[Rejected]]:
    """(first token, reading) of the expressions of a line, in order, and what was refused."""
    reads: list[tuple[int, Read]] = []
    rejected: list[Rejected] = []
    after = 0
    for i in reader.openings(c):
        if i < after:
            continue
        read = reader.at(c, i)
        if read is not None:
            read = _with_clock(c, reader, _ranged(c, reader, i, read), dateline=dateline)
            reads.append((i, read))
            after = read.end
        elif c.tokens[i].kind == "number" and (refused := not_a_time(c, i)):
            rejected.append(refused[0])
            after = refused[1]
    return reads, rejected


def _ranged(c: Cursor, reader: Reader, i: int, read: Read) -> Read:
    """The reading with the one that من … إلى, بين … و or a dash joins to it: من مايو 2015 إلى يوليو 2016, بين أواسط 2014 وأواخر 2016."""
    if not isinstance(read.meaning, Point) or isinstance(read.meaning, Hour):
        return read
    at = read.end
    if taken := c.is_a("to", at):
        if not c.after_a("from", i) or any(c.is_a("moves", k) for k in range(i - _FROM_A_MOVE, i - 1)):
            return read  # تأجلت من أواخر آب إلى منتصف أيلول are two times
        step = at + taken
    elif (dash := c.dash(at)) is not None:
        step = dash
    elif "و" in (c.pro(at), c.word(at)) and c.after_a("between", i):
        step = at + (c.word(at) == "و")
    else:
        return read
    other = reader.at(c, step) if step < len(c.tokens) else None
    if other is None or not isinstance(other.meaning, Point) or not _alike(read.meaning, other.meaning):
        return read
    return msgspec.structs.replace(read, end=other.end, meaning=Range(first=read.meaning, last=other.meaning), rule="range", modifier=None)


def _alike(first: AnyMeaning, last: AnyMeaning) -> bool:
    """Whether two points can be the ends of one range: of one calendar, or both days of the week."""
    if isinstance(first, Calendar) and isinstance(last, Calendar):
        return first.system == last.system
    return type(first) is type(last) or {type(first), type(last)} <= {Calendar, Told, Spoken}


def _with_clock(c: Cursor, reader: Reader, read: Read, *, dateline: bool) -> Read:
    """The reading of a day with the clock time that follows it: الثلاثاء في الساعة 15,00 ت غ; or of an hour with the day that does."""
    meaning, at = read.meaning, read.end
    if isinstance(meaning, Hour):
        step = at + (c.word(at) in ("من", "،", "يوم"))
        day = reader.at(c, step) if step < len(c.tokens) and not c.joined(step) else None
        if day is not None and _is_day(day.meaning):
            return msgspec.structs.replace(read, end=day.end, meaning=day.meaning)
        return read
    if read.clock or not _is_day(meaning) or at >= len(c.tokens):
        return read
    step = at
    while step < at + 2 and (c.is_a("clock_joins", step) or c.word(step) in ("-", "–", "|")):
        step += 1
    clock = clock_at(c, step, bare=dateline)
    if clock is None:
        return read
    return msgspec.structs.replace(read, end=clock.end, type="TIME", clock=clock.time, zone=clock.zone)


def _is_day(meaning: AnyMeaning) -> bool:
    if isinstance(meaning, Calendar):
        return meaning.day is not None
    return isinstance(meaning, Weekday | Spoken) or (isinstance(meaning, Told) and meaning.unit == "day")


def _tells_when_said(found: Found) -> bool:
    """Whether a time may be that of the words quoted after it: a day, or a week or year that is past, which tells no day."""
    meaning = found.meaning
    return not found.ahead and (_is_day(meaning) or (isinstance(meaning, Told) and meaning.relative == "past"))


def _found(c: Cursor, reads: list[tuple[int, Read]], line: int) -> list[Found]:
    tense = Tense(c)
    return [_one(c, tense, i, read, line) for i, read in reads]


def _one(c: Cursor, tense: Tense, i: int, read: Read, line: int) -> Found:
    ahead, behind = (False, True) if c.word(i - 1) == "منذ" else tense.of(i, read.end)
    ahead = ahead or (not behind and c.after_a("from_then_on", i))  # ابتداء من الأحد
    mixed = any(_mixed(token.surface) for token in c.tokens[i : read.end] if token.kind == "number")
    start = c.tokens[i].stem_start if read.start is None else read.start
    return Found(
        start=start, end=c.tokens[read.end - 1].end, type=read.type, rule=read.rule, meaning=read.meaning,
        modifier=read.modifier, clock=read.clock, zone=read.zone, ahead=ahead, behind=behind, line=line, first=i, last=read.end,
        refused=_TWO_SCRIPTS if mixed else None, open=None if isinstance(read.meaning, Range | Amount) else _open(c, i, read.end),
    )  # fmt: skip


def _open(c: Cursor, i: int, end: int) -> Literal["from", "until"] | None:
    """Whether the time opens a range (اعتبارا من 1 يناير) or ends one (حتى نهاية 2020) whose other end isn't told."""
    to = c.is_a("to", end)
    if c.word(i) == "منذ" or c.after_a("open_from", i) or (to and c.word(i - 1) == "من" and c.is_a("until_now", end + to)):
        return "from"
    return "until" if c.after_a("open_until", i) else None


def _mixed(digits: str) -> bool:
    """Whether the digits of one number are of two scripts (20١١): which was meant nobody knows."""
    return len({unicodedata.name(d).rpartition("DIGIT ")[0] for d in digits if d.isdecimal()}) > 1


def _when_said(line: Line, here: list[Found], before: int) -> list[Found]:
    """What is told inside a quotation is counted from the day on which it was said, where the words before it tell that day:
    قال الخميس: «سنلتقي غدا»."""
    out: list[Found] = []
    ends = [line.tokens[last - 1].end for _, last in line.sentences]
    for found in here:
        said = None
        quotation = line.quotation_at(found.start) if isinstance(found.meaning, Spoken | Weekday | Told | Shift) else None
        if quotation is not None:
            k = bisect_left(out, quotation.start, key=lambda f: f.start) - 1
            if k >= 0 and _tells_when_said(out[k]) and bisect_left(ends, out[k].start + 1) == bisect_left(ends, quotation.start):
                said = before + k
        out.append(found if said is None else msgspec.structs.replace(found, said=said))
    return out


def _day_order(found: list[Found]) -> tuple[Found, ...]:
    """Figures that could be read either way round are read as those of the page that can't: 9/25/2018 makes 9/11/2018 the ninth month."""
    months_first = any(f.calendar and f.calendar.month_first for f in found)
    if not months_first:
        return tuple(found)
    out = []
    for f in found:
        told = f.calendar
        if told is not None and told.exchangeable:
            f = msgspec.structs.replace(f, meaning=told.exchanged())
        out.append(f)
    return tuple(out)
