"""Days and months of a calendar, with ranges inside a month or over two: 4 أيار الماضي; يومي 30 و31 تشرين الأول; رمضان 1445."""

from __future__ import annotations

import msgspec

from mahdar.times.cursor import BARE_YEARS, POINTERS, QUOTES, Cursor, YearTold
from mahdar.times.meaning import AnyMeaning, Calendar, Range, Relative
from mahdar.times.rules.read import Read
from mahdar.times.vocabulary import Month, words_at

_MOST_DAYS = 29
"""Days of a month that may be told one after another."""


def calendar_day(c: Cursor, i: int) -> Read | None:
    """A day and month: 4 أيار، يومي 26-27 من شهر كانون أول الجاري، السبت 17 أكتوبر/ تشرين الأول 2009، الخامس من الشهر المقبل."""
    at, weekday = _named_day(c, i)
    first = c.day(at) or _no_day(c, at)
    if first is None or _in_a_name(c, i):
        return None
    at += first[1]
    dashed = c.dash(at) is not None
    last, at = _second_day(c, at, i)
    if dashed and last is not None and last < first[0]:
        first, last = (last, first[1]), first[0]  # 31-30 أكتوبر, written from the right
    at = c.of_month(at)
    after_noun = bool(c.is_a("month_nouns", at - 1))
    month = c.month(at) if not c.joined(at) else None
    if month is None:
        month = _libyan(c, at)
    if month is None:
        month = _misspelt(c, at, asked=last is not None or after_noun or c.word(at - 1) == "من")
    if month is None:
        return _of_a_month_told(c, i, at, first[0], last, weekday, after_noun)
    number, at = month
    other = _other_month(c, at) if last is None else None
    if other is not None:
        return _over_months(c, (first[0], number, weekday), other)
    if c.after_a("named_by_days", i) and c.year_or_relative(at).end == at:
        return None  # هجمات 11 سبتمبر
    return _in_month(c, at, number, first[0], last, weekday)


def _no_day(c: Cursor, at: int) -> tuple[int, int] | None:
    """A number that is no day, before a month with its year (32 أكتوبر 2017): it is read for the resolver to refuse."""
    value = c.number(at, 0, 99)
    month = c.words.months.at(c.tokens, at + 1) if value is not None and (value == 0 or value > 31) else None
    return (value, 1) if value is not None and month and not c.joined(at + 1) and c.year(at + 1 + month[1]) else None


def _in_a_name(c: Cursor, i: int) -> bool:
    """Whether the day that begins at ``i`` is a name: قوى 14 آذار; صحيفة «26 سبتمبر»."""
    return c.after_a("not_day_before", i) or (c.word(i - 1) in QUOTES and c.after_a("names_before", i - 1))


def _named_day(c: Cursor, i: int) -> tuple[int, int | None]:
    """(index after, weekday or None) of what may stand before the number of a day: صباح يوم الخميس، الخميس الماضي."""
    at, weekday = i, None
    if part := c.is_a("part", at):
        at += part
    if (spoken := c.deictic(at)) and c.stem(at + spoken[1]) in c.words.weekdays:
        at += spoken[1]  # غدا الاثنين 30 أكتوبر
    elif c.is_a("day_nouns", at):
        at += 1
    if c.stem(at) in c.words.weekdays and (at == i or not c.joined(at)):
        weekday = c.words.weekdays[c.stem(at)]
        at += 1
        if c.pro(at) == "و" and c.stem(at) in c.words.weekdays:
            at += 1  # يومي الاثنين والثلاثاء 30 و31 تشرين الأول
        if c.relative(at):
            at += 1
        if c.word(at) in (",", "،", "("):
            at += 1
        if c.is_a("which_is", at):
            return i, None  # the day of the week and the date after الموافق are two
    return at, weekday


def _second_day(c: Cursor, at: int, first: int) -> tuple[int | None, int]:
    """(day or None, index after) of the end of a range of days: -27، و27، إلى 27، حتى 27، أو 27."""
    step = at
    if (dash := c.dash(at)) is not None:
        step = dash
    elif c.is_a("to", at) or c.word(at) in ("و", "او"):
        step = at + max(1, c.is_a("to", at))
        if c.is_a("day_nouns", step):
            step += 1
    elif "و" not in c.pro(at) and "ل" not in c.pro(at):
        return None, at
    second = c.day(step)
    if second is None:
        return None, at
    last, at = second[0], step + second[1]
    chain = c.is_a("day_nouns", first) and "و" in (c.pro(step), c.word(step - 1))
    for _ in range(_MOST_DAYS if chain else 0):  # أيام 14 و15 و16
        step = at + (c.word(at) == "و")
        more = c.day(step) if step > at or c.pro(at) == "و" else None
        if more is None:
            break
        last, at = more[0], step + more[1]
    return last, at


def _libyan(c: Cursor, at: int) -> tuple[Month, int] | None:
    """A month of Libya's calendar of 1969–2011, before a year of it (2 الطير 2009): their names are common words."""
    found = c.words.libyan.at(c.tokens, at)
    year = c.year(at + found[1]) if found else None
    return (("gregorian", found[0]), at + found[1]) if found and year and year[0] in range(1969, 2012) else None


def _misspelt(c: Cursor, at: int, *, asked: bool) -> tuple[Month, int] | None:
    """A month with a slip in its name, where the words around ask for a month."""
    slip = c.words.misspelt_month(c.tokens, at, sure=c.relative(at + 1) is not None)
    if slip is None:
        return None
    month, after = slip[0], at + slip[1]
    pair = c.word(after) == "/" and (other := c.words.months.at(c.tokens, after + 1)) is not None and other[0] == month
    if pair and other:
        after += 1 + other[1]
    return (month, after) if asked or pair or c.year(after) or c.relative(after) else None


def _of_a_month_told(c: Cursor, i: int, at: int, first: int, last: int | None, weekday: int | None, after_noun: bool) -> Read | None:
    """Days with no month's name: يومي 20 و21; الخامس من الشهر المقبل; 26 من الشهر نفسه; السادس من ذات الشهر."""
    relative: Relative | None = None
    pointer = next((points for name, points in POINTERS.items() if c.is_a(name, at)), None)
    if after_noun and c.relative(at):
        relative, at = c.relative(at), at + 1
    elif pointer is not None and c.word(at + 1) == "الشهر":
        relative, at = pointer, at + 2
    elif c.relative(at) and ((last is not None and c.stem(i) == "يومي") or c.relative(at) == "current"):
        relative, at = c.relative(at), at + 1  # 6 الجاري
    if relative is not None:
        return Read(end=at, rule="day-of-month-told", meaning=_days(Calendar(day=first, relative=relative, weekday=weekday), last))
    if last is not None and c.stem(i) == "يومي" and not after_noun and not c.unit(at) and last > first:
        return Read(end=at, rule="days-of-this-month", meaning=_days(Calendar(day=first, relative="current"), last))
    return None


def _days(day: Calendar, last: int | None) -> AnyMeaning:
    return day if last is None else Range(first=day, last=msgspec.structs.replace(day, day=last, weekday=None))


def _in_month(c: Cursor, at: int, month: Month, first: int, last: int | None, weekday: int | None) -> Read:
    hijri = month[0] == "hijri"
    told = c.year_or_relative(at, hijri=hijri)
    day = _dated(Calendar(system="hijri" if hijri else "gregorian", day=first, month=month[1], weekday=weekday), told)
    return Read(end=told.end, rule="hijri-day" if hijri else "day-month", meaning=_days(day, last))


def _dated(day: Calendar, told: YearTold) -> Calendar:
    """A day or month with what tells its year; a Hijri one may be told by a Gregorian year (رمضان 2016)."""
    crossed = told.year is not None and told.hijri != (day.system == "hijri")
    if crossed and told.hijri:
        return day
    return msgspec.structs.replace(
        day, year=None if crossed else told.year, gregorian_year=told.year if crossed else None, relative=told.relative, of_year=told.of_year
    )


def _other_month(c: Cursor, at: int) -> tuple[int, Month, int] | None:
    """(day, month, index after) of the end of a range in another month: إلى 2 آذار."""
    dash = c.dash(at)
    step = at + c.is_a("to", at) if dash is None else dash
    if step == at and dash is None and not (c.word(at) == "و" or c.pro(at) == "و"):
        return None
    step += c.word(at) == "و"
    day = c.day(step)
    month = c.month(c.of_month(step + day[1])) if day else None
    return (day[0], month[0], month[1]) if day and month else None


def _over_months(c: Cursor, first: tuple[int, Month, int | None], other: tuple[int, Month, int]) -> Read | None:
    (day, month, weekday), (last_day, last_month, at) = first, other
    if month[0] != last_month[0]:
        return None
    hijri = month[0] == "hijri"
    told = c.year_or_relative(at, hijri=hijri)
    system = "hijri" if hijri else "gregorian"
    return Read(
        end=told.end,
        rule="days-over-months",
        meaning=Range(
            first=Calendar(system=system, day=day, month=month[1], weekday=weekday),  # type: ignore[arg-type]
            last=_dated(Calendar(system=system, day=last_day, month=last_month[1]), told),  # type: ignore[arg-type]
        ),
    )


def month_first(c: Cursor, i: int) -> Read | None:
    """A day as date lines of sites have it, after English: سبتمبر 5, 2018; أيلول/سبتمبر 5، 2018; 2018 سبتمبر 5."""
    if (year := c.number(i, BARE_YEARS.start, BARE_YEARS.stop - 1)) is not None:
        month = c.month(i + 1)
        day = c.number(month[1], 1, 31) if month else None
        if month is None or day is None or month[0][0] != "gregorian" or c.joined(i + 1):
            return None
        return Read(end=month[1] + 1, rule="year-month-day", meaning=Calendar(day=day, month=month[0][1], year=year))
    month = c.month(i)
    if month is None:
        return None
    (system, number), at = month
    day = c.number(at, 1, 31)
    year = c.number(at + 2, BARE_YEARS.start, BARE_YEARS.stop - 1) if c.word(at + 1) in (",", "،") else None
    if system != "gregorian" or day is None or year is None:
        return None
    return Read(end=at + 3, rule="month-day", meaning=Calendar(day=day, month=number, year=year))


def month_alone(c: Cursor, i: int) -> Read | None:
    """A month: أيلول الماضي، أواخر آذار/مارس الحالي، شهر نوفمبر 2017، شهر رمضان المبارك، أيلو الماضي (a slip), شهري أيار وحزيران."""
    at, modifier = c.modifier(i)
    noun = c.is_a("month_nouns", at)
    at += noun
    if at > i and c.joined(at):
        return None
    month, rule, begin = c.month(at), "month", at
    if month is None and (slip := c.words.misspelt_month(c.tokens, at)) and (c.relative(at + slip[1]) in ("past", "future") or c.year(at + slip[1])):
        month, rule = (slip[0], at + slip[1]), "month-misspelt"
    if month is None:
        return None
    (system, number), at = month
    hijri = system == "hijri"
    if hijri and c.word(at) in c.words.epithets:
        at += 1
    first = Calendar(system="hijri" if hijri else "gregorian", month=number)
    second = _second_month(c, at, system, number, paired=bool(noun and c.word(begin - 1) == "شهري"))
    if second:
        at = second[1]
    told = c.year_or_relative(at, hijri=hijri)
    last = _dated(Calendar(system=first.system, month=second[0] if second else number), told)
    if c.number(begin - 1, 1, 31) is not None and (_in_a_name(c, begin - 1) or (c.after_a("named_by_days", begin - 1) and not told.year)):
        return None
    if c.after_a("named_by_days", begin) and not (noun or modifier or told.year or told.relative):
        return None  # حرب أكتوبر
    if c.is_a_given_name(begin - 1) and not (noun or modifier or told.year or told.relative):
        return None  # حميد شباط
    if not second and not _sure(c, begin, at, bool(noun or modifier or told.year or told.relative)):
        return None
    if c.after_a("part", begin) and not told.year:  # ليلة رمضان
        return None
    return Read(
        end=told.end,
        rule="hijri-month" if hijri else rule,
        meaning=Range(first=first, last=last) if second else last,
        modifier=modifier,
    )


def _second_month(c: Cursor, at: int, system: str, number: int, *, paired: bool) -> tuple[int, int] | None:
    """(number, index after) of the next month joined to the one before: شهري أيار وحزيران؛ سبتمبر أو أكتوبر; يونيو-يوليو."""
    step = at
    if c.is_a("or", at):
        step = at + 1
    elif dash := c.dash(at):
        step = dash
    elif not (paired and c.pro(at) == "و"):
        return None
    other = c.month(step)
    return (other[0][1], other[1]) if other is not None and other[0] == (system, number % 12 + 1) else None


def _sure(c: Cursor, begin: int, at: int, told: bool) -> bool:
    """Whether the words ``begin:at`` are a month, for some are words of other senses too (آب, مارس) or parts of names."""
    if told or not (at - begin == 1 and words_at(c.tokens, begin, 1) in c.words.doubtful):
        return True
    if at - begin > 2 or c.after_a("before_doubtful_months", begin) or "ب" in c.pro(begin):
        return True
    to = c.is_a("to", at)
    return bool(to and c.words.months.at(c.tokens, at + to))  # من مارس حتى مايو
