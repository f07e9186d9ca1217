"""The rules of time expressions: each reads one that begins at a token, or says None."""

from __future__ import annotations

from collections.abc import Callable

from mahdar.arabic import ordinal_value
from mahdar.times.cursor import YEARS, Cursor
from mahdar.times.found import Found, Shape
from mahdar.times.vocabulary import words_at

_DASHES = frozenset("-–—ـ/")
_TO = frozenset({"الي", "حتي"})
_IN = frozenset({"في", "منذ", "حتي", "بحلول", "خلال", "بين", "قبل", "بعد", "من", "الي", "و", "الفتره", "فتره"})
_LASTING = frozenset(
    {"بعد", "قبل", "قبيل", "لمده", "مدي", "طوال", "استمر", "استمرت", "تستمر", "يستمر", "تستغرق", "يستغرق", "خلال", "في", "مده", "غضون", "طيله", "عقب"}
)
_WHOLE_DAY = frozenset({"بعد", "لمده", "تستغرق", "يستغرق", "استمر", "استمرت"})
_AGES = frozenset({"عمر", "عمره", "عمرها", "العمر", "يبلغ", "تبلغ", "البالغ", "البالغه"})

Reading = tuple[int, Found] | None
"""An expression with the index of the token after it."""


def calendar_day(c: Cursor, i: int) -> Reading:
    """A day and month: 4 أيار، يومي 26-27 من شهر كانون أول الجاري، السبت 17 أكتوبر/ تشرين الأول 2009."""
    at, weekday = i, None
    if taken := c.is_a("part", at):
        at += taken
    if c.stem(at) in ("يوم", "يومي", "ايام", "اليوم"):
        at += 1
    if (c.stem(at),) in c.words.weekdays and (at == i or not c.proclitic(at)):
        weekday = c.words.weekdays[(c.stem(at),)]
        at += 1
        if c.word(at) in (",", "،"):
            at += 1
    day = c.day(at)
    if day is None:
        return None
    first, at = day[0], at + day[1]
    last: int | None = None
    month_first: int | None = None
    if c.word(at) in _DASHES or c.word(at) in _TO or c.word(at) == "و" or c.proclitic(at) == "و":
        step = at + 1 if c.word(at) in _DASHES or c.word(at) in _TO or c.word(at) == "و" else at
        second = c.day(step)
        if second and second[0] > first:
            last, at = second[0], step + second[1]
    at = c.of_month(at)
    month = c.month(at)
    if month is None and at < len(c.tokens):
        slip = c.words.misspelt_month(c.tokens[at])
        month = (slip, at + 1) if slip and (last is not None or c.word(at - 1) == "من" or c.year(at + 1) or c.relative(at + 1)) else None
    if month is None:
        if last is not None and c.stem(i) == "يومي" and not c.is_a("month_nouns", at - 1):
            return at, _found(c, i, at, "calendar", "days-of-this-month", day=first, day_end=last)
        if c.is_a("month_nouns", at - 1) and c.relative(at):
            return at + 1, _found(c, i, at + 1, "calendar", "day-of-this-month", day=first, day_end=last, relative=c.relative(at))
        return None
    number, at = month
    if last is None and c.word(at) in _TO | {"و"}:
        second, after = c.day(at + 1), None
        if second and (after := c.month(c.of_month(at + 1 + second[1]))):
            last, month_first, number, at = second[0], number, after[0], after[1]
    year, relative, of_year, at = c.year_or_relative(at)
    return at, _found(
        c,
        i,
        at,
        "calendar",
        "day-month",
        day=first,
        day_end=last,
        month=month_first or number,
        month_end=number if month_first else None,
        year=year,
        relative=relative,
        unit="year" if of_year else None,
        weekday=weekday,
    )


def month_first(c: Cursor, i: int) -> Reading:
    """A day as date lines of sites have it, after English: سبتمبر 5, 2018; أيلول/سبتمبر 5، 2018."""
    month = c.month(i)
    if month is None:
        return None
    number, at = month
    day = c.number(at, 1, 31)
    year = c.number(at + 2, YEARS.start, YEARS.stop - 1) if c.word(at + 1) in (",", "،") else None
    if day is None or year is None:
        return None
    return at + 3, _found(c, i, at + 3, "calendar", "month-day", day=day, month=number, year=year)


def month_alone(c: Cursor, i: int) -> Reading:
    """A month: أيلول الماضي، أواخر آذار/مارس الحالي، شهر نوفمبر 2017، أيلو الماضي (a slip)."""
    at, modifier = c.modifier(i)
    noun = bool(c.is_a("month_nouns", at))
    if noun:
        at += 1
    if at > i and c.proclitic(at):
        return None
    month, rule = c.month(at), "month"
    begin = at
    if month is None and at < len(c.tokens) and c.relative(at + 1) in ("past", "future"):
        slip = c.words.misspelt_month(c.tokens[at])
        month, rule = ((slip, at + 1), "month-misspelt") if slip else (None, rule)
    if month is None:
        return None
    number, at = month
    paired = at - begin > 2 or any(c.word(k) in ("/", "(") for k in range(begin, at))
    year, relative, of_year, after = c.year_or_relative(at)
    doubtful = words_at(c.tokens, begin, 1) in c.words.doubtful and at - begin == 1
    before = c.word(begin - 1)
    if doubtful and not (noun or paired or modifier or year or relative or before in ("في", "خلال", "منذ")):
        return None
    return after, _found(
        c, i, after, "calendar", rule, month=number, year=year, relative=relative, unit="year" if of_year else None, modifier=modifier
    )


def year_alone(c: Cursor, i: int) -> Reading:
    """A year: عام 2017، مطلع 2018، between 2018 and 2020; a bare number only after a preposition."""
    at, modifier = c.modifier(i)
    noun = bool(c.is_a("year_nouns", at))
    if noun:
        at += 1
        if c.word(at) == ".":
            at += 1
    value = c.number(at, YEARS.start, YEARS.stop - 1)
    if value is None or (not noun and not modifier and (c.word(i - 1) not in _IN or c.counted(at + 1))):
        return None
    at += 1
    if c.word(at) == "م":
        at += 1
    end: int | None = None
    joined = _DASHES | _TO | ({"و"} if c.stem(i + bool(modifier)) in ("عامي", "العامين") else set())
    if c.word(at) in joined and (last := c.number(at + 1, value + 1, value + 60)):
        end, at = last, at + 2
    return at, _found(c, i, at, "calendar", "year", year=value, year_end=end, modifier=modifier)


def day_of_week(c: Cursor, i: int) -> Reading:
    """A day of the week: الخميس، مساء الجمعة الماضية، اليوم الاثنين، أمس الثلاثاء، الأربعاء والخميس."""
    at = i + c.is_a("part", i)
    deictic: int | None = None
    if c.stem(at) in ("يوم", "يومي"):
        at += 1
    if spoken := c.deictic(at):
        deictic = spoken[0]
        at += spoken[1]
        if c.word(at) == "(":
            at += 1
    if at > i and c.proclitic(at):
        return None
    key = (c.stem(at),)
    if key not in c.words.weekdays or c.word(i - 1) in ("صلاه", "خطبه"):
        return None
    weekday = c.words.weekdays[key]
    at += 1
    if c.word(at) == ")" and deictic is not None:
        at += 1
    elif c.word(at) == "(" and (spoken := c.deictic(at + 1)) and c.word(at + 2) == ")":
        deictic = spoken[0]
        at += 3
    end: int | None = None
    if c.proclitic(at) == "و" and (c.stem(at),) in c.words.weekdays:
        other = c.words.weekdays[(c.stem(at),)]
        if other == weekday % 7 + 1:
            end, at = other, at + 1
    relative = c.relative(at)
    if relative:
        at += 1
    if deictic is not None:
        return at, _found(c, i, at, "deictic", "day-named", offset=deictic, weekday=weekday)
    return at, _found(c, i, at, "weekday", "weekday", weekday=weekday, weekday_end=end, relative=relative)


def day_spoken_of(c: Cursor, i: int) -> Reading:
    """A day from the day of speaking: أمس، صباح اليوم، اليوم وغدا، أول من أمس."""
    part = c.is_a("part", i)
    at = i + part
    if c.stem(at) == "يوم":
        at += 1
    if at > i and c.proclitic(at):
        return None
    spoken = c.deictic(at)
    if spoken is None:
        return None
    offset = spoken[0]
    at += spoken[1]
    if (
        offset == 0
        and not part
        and (
            c.in_a_name(at - 1)
            or ordinal_value([c.word(at)])
            or c.relative(at)
            or c.word(i - 1) in ("حتي", "منذ", "عالم")
            or c.word(at) in ("الوطني", "العالمي", "الدولي", "نفسه", "ذاته")
        )
    ):
        return None
    end: int | None = None
    if c.proclitic(at) == "و":
        more = c.deictic(at)
        if more and more[0] > offset:
            end, at = more[0], at + more[1]
    rule = "part-of-today" if part and offset == 0 else "deictic"
    return at, _found(c, i, at, "deictic", rule, offset=offset, offset_end=end)


def unit_told(c: Cursor, i: int) -> Reading:
    """A unit told by direction: الأسبوع الماضي، نهاية العام الحالي، هذا الشهر، الأيام القليلة الماضية."""
    at, modifier = c.modifier(i)
    this = c.stem(at) in ("هذا", "هذه")
    if this:
        at += 1
    word = c.stem(at)
    if word == "ال" and (hours := c.number(at + 1, 2, 500)) and c.word(at + 2) in c.words.units and c.relative(at + 3):
        return at + 4, _found(c, i, at + 4, "duration", "unit-span", type_="DURATION", unit=c.words.units[c.word(at + 2)][0], count=hours)
    if at > i and c.proclitic(at):
        return None
    bare = word[2:] if word.startswith("ال") else ""
    if bare not in c.words.units:
        return None
    unit, number = c.words.units[bare]
    at += 1
    if number == 1 and unit in ("minute", "hour", "day"):
        return None
    count: int | None = None
    if number > 1:
        count = 2 if number == 2 else None
        if c.word(at) == "القليله":
            at += 1
        elif number == 3 and (value := c.definite_count(at)):
            count, at = value
    relative = c.relative(at)
    if relative is None and (number > 1 or not this) and not (modifier and number == 1):
        return None
    if relative:
        at += 1
    if number > 1:
        return at, _found(c, i, at, "duration", "unit-span", type_="DURATION", unit=unit, count=count)
    return at, _found(c, i, at, "unit", "unit", unit=unit, relative=relative or "current", modifier=modifier)


def time_ago(c: Cursor, i: int) -> Reading:
    """Counted back from now: قبل يومين، منذ سبع سنوات، قبل أيام, منذ نحو عامين."""
    if not c.is_a("ago", i):
        return None
    got = c.amount(i + 1)
    if got is None:
        return None
    at, unit, count = got
    if unit in ("minute", "hour") or c.word(at) == "من":
        return None
    shape: Shape = "ago" if count is not None else "vague"
    return at, _found(c, i, at, shape, "ago", unit=unit, count=-count if count is not None else None)


def how_long(c: Cursor, i: int) -> Reading:
    """How long: ستة أيام، نحو 3 سنوات، 48 ساعة، أسبوعين; an indefinite plural alone only where it lasts or follows."""
    during = bool(c.is_a("during", i))
    got = c.amount(i + during)
    if got is None:
        return None
    at, unit, count = got
    alone = at == i + 1 + during
    if during and not alone:
        return None
    before = c.word(i - 1)
    if during and c.words.units.get(c.stem(i + 1), ("", 0))[1] == 1:
        return None
    single = alone and c.words.units.get(c.stem(i), ("", 0))[1] == 1
    if single and not (before in _LASTING and unit != "day") and not (unit == "day" and before in _WHOLE_DAY):
        return None
    if alone and not during and not single and count is None and before not in _LASTING and "ل" not in c.tokens[i].pro:
        return None
    if unit in ("year", "month") and (before in ("(", "السن") or before in _AGES or (before == c.word(at) == "،")):
        return None
    return at, _found(c, i, at, "duration", "duration", type_="DURATION", unit=unit, count=count)


RULES: tuple[Callable[[Cursor, int], Reading], ...] = (
    calendar_day, month_first, month_alone, year_alone, day_of_week, day_spoken_of, unit_told, time_ago, how_long,
)  # fmt: skip
"""All rules; of two that read the same length the earlier counts."""


def _found(c: Cursor, i: int, at: int, shape: Shape, rule: str, *, type_: str = "DATE", **fields: object) -> Found:
    """The expression of the tokens ``i:at``; a proclitic on the first is left out."""
    return Found(start=c.tokens[i].stem_start, end=c.tokens[at - 1].end, type=type_, rule=rule, shape=shape, **fields)  # type: ignore[arg-type]
