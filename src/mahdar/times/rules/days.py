"""Days by name or from the day of speaking: الخميس المقبل; مساء الجمعة; أمس الثلاثاء; صباح اليوم; أول من أمس."""

from __future__ import annotations

import msgspec

from mahdar.arabic import number_at
from mahdar.times.cursor import Cursor
from mahdar.times.meaning import Calendar, Range, Spoken, Told, Weekday
from mahdar.times.rules.figures import figures
from mahdar.times.rules.read import Read

_MOST_DAYS = 6
"""Days of the week that may follow one in a range."""


def day_of_week(c: Cursor, i: int) -> Read | None:
    """A day of the week: الخميس، مساء الجمعة الماضية، يوم الأحد القادم، اليوم (الاثنين)، الأربعاء (أمس)، الأربعاء والخميس."""
    at = i + c.is_a("part", i)
    offset: int | None = None
    if c.stem(at) in ("يوم", "يومي", "ايام"):
        at += 1
    if spoken := c.deictic(at):
        offset, at = spoken[0], at + spoken[1]
        if c.word(at) in ("(", "،", ","):
            at += 1
    if at > i and c.joined(at):
        return None
    number = c.words.weekdays.get(c.stem(at))
    if number is None or (at == i and (c.after_a("not_weekday_before", i) or c.pro(at).endswith(("ب", "ك")))):
        return None  # التقى بالاثنين: with the two
    first = at
    at += 1
    relative = c.relative(at)
    if relative:
        at += 1
    if offset is not None and c.word(at) == ")":
        at += 1
    elif c.word(at) == "(" and (spoken := c.deictic(at + 1)) and c.word(at + 1 + spoken[1]) == ")":
        offset, at = spoken[0], at + 2 + spoken[1]
    if offset is not None:
        return Read(end=at, rule="day-named", meaning=Spoken(offset=offset, weekday=number))
    if at < len(c.tokens) and c.tokens[at].kind == "number" and (date := figures(c, at)) and isinstance(date.meaning, Calendar):
        return msgspec.structs.replace(date, meaning=msgspec.structs.replace(date.meaning, weekday=number))
    last, at = _last_weekday(c, i, first, at)
    if last is None and c.stem(i) == "ايام":
        return None  # أيام الجمعة are many
    if last is not None:
        after = c.relative(at)
        relative, at = after or relative, at + bool(after)
        return Read(end=at, rule="weekdays", meaning=Range(first=Weekday(number=number, relative=relative), last=Weekday(number=last)))
    return Read(end=at, rule="weekday", meaning=Weekday(number=number, relative=relative))


def _last_weekday(c: Cursor, i: int, first: int, at: int) -> tuple[int | None, int]:
    """(weekday or None, index after) of the end of a range: الأربعاء والخميس (days that follow each other), من الأحد إلى الثلاثاء."""
    number, last, begin = c.words.weekdays[c.stem(first)], None, at
    while c.pro(at) == "و" and (other := c.words.weekdays.get(c.stem(at))) and at - begin < _MOST_DAYS:
        if other != (last or number) % 7 + 1 and (c.stem(i) != "يومي" or last is not None):
            break
        last, at = other, at + 1
    if last is not None:
        return last, at
    step = at + c.is_a("to", at)
    if step > at and c.word(i - 1) in ("من", "بين"):
        step += c.is_a("day_nouns", step)
    elif (dash := c.dash(at)) is not None:
        step = dash
    else:
        return None, at
    last = c.words.weekdays.get(c.word(step))
    return (last, step + 1) if last else (None, at)


def day_spoken_of(c: Cursor, i: int) -> Read | None:
    """A day from the day of speaking: أمس، صباح اليوم، اليوم وغدا، أول من أمس، اليوم ذاته (from a day told before)."""
    part = c.is_a("part", i)
    at = i + part
    if c.stem(at) == "يوم":
        at += 1
    if at > i and c.joined(at):
        return None
    spoken = c.deictic(at)
    if spoken is None:
        return None
    offset, here = spoken[0], at
    at += spoken[1]
    if offset == 0 and part and c.is_a("not_today_after", at):
        return None  # عشية اليوم العالمي
    if offset == 0 and part and (relative := c.relative(at)) in ("same", "following", "preceding"):
        return Read(end=at + 1, rule="unit", meaning=Told(unit="day", relative=relative))
    if offset == 0 and not part and c.word(here - 1) == "في" and c.word(here) == "اليوم":
        return None  # ألف برميل في اليوم
    if not part and (_is_no_day(c, here, at) if offset == 0 else c.after_a("names_before", here)):
        return None
    if c.pro(at) == "و" and (more := c.deictic(at)) and more[0] > offset:
        return Read(end=at + more[1], rule="deictic", meaning=Range(first=Spoken(offset=offset), last=Spoken(offset=more[0])))
    return Read(end=at, rule="part-of-today" if part and offset == 0 else "deictic", meaning=Spoken(offset=offset))


def _is_no_day(c: Cursor, here: int, at: int) -> bool:
    """Whether «اليوم» is a paper's or channel's name, a counted or told day, nowadays, or a day with a name."""
    named = (c.word(here - 1), c.word(here)) in c.words.titles or c.quoted(here)
    rank = number_at(c.tokens, at)
    counted = (rank is not None and rank.sort == "ordinal") or c.relative(at) is not None
    return bool(named or counted or c.after_a("names_before", here) or c.is_a("not_today_after", at) or c.after_a("not_today_before", here))
