"""Years and what is longer or a part of one: عام 2017; تسعينيات القرن الماضي; الربع الثاني من 2018; الخريف المقبل."""

from __future__ import annotations

import msgspec

from mahdar.arabic.numerals import number_class
from mahdar.times.cursor import BARE_YEARS, DASHES, YEARS, Cursor
from mahdar.times.meaning import Calendar, Era, Part, Range, Relative, Then, Told
from mahdar.times.rules.read import Read

_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "winter": 4}
_LONGEST_RANGE = 120
_MONTHS = 12


def year_alone(c: Cursor, i: int) -> Read | None:
    """A year or years: عام 2017، مطلع 2018، عامي 2017 و2018، 2010-2012، العام الجاري 1436هـ; a bare number only after a preposition."""
    at, modifier = c.modifier(i)
    if at > i and c.joined(at, allow="ل"):
        return None
    noun = c.is_a("year_nouns", at)
    if noun:
        at += noun
        if c.word(at) == "." or c.relative(at) == "current" or c.is_a("year_adjectives", at):
            at += 1
    number = c.year_number(at, noun=bool(noun))
    era_of = c.words.eras.at(c.tokens, at + (number[1] if number else 1))
    if number is None and era_of and (marked := c.number(at, 1, YEARS.stop - 1)) is not None:
        number = marked, 1
    if number is None or (era_of and era_of[0] == "before_christ"):
        return None
    hijri = era_of is not None and era_of[0] == "hijri"
    value, bare = number[0], not noun and not modifier and not era_of
    if bare and value not in BARE_YEARS:
        return None
    at += number[1] + (era_of[1] if era_of else 0)
    last, after = _last_year(c, at, value, joined_by_and=c.after_a("pairs_of", i) or c.is_a("pairs_of", i) > 0)
    if bare and not _may_be_a_year(c, i, at, ranged=last is not None):
        return None
    system = "hijri" if hijri else "gregorian"
    first = Calendar(system=system, year=value)  # type: ignore[arg-type]
    if last is not None:
        return Read(end=after, rule="years", meaning=Range(first=first, last=Calendar(system=first.system, year=last)), modifier=modifier)
    return Read(end=at, rule="hijri-year" if hijri else "year", meaning=first, modifier=modifier)


def _may_be_a_year(c: Cursor, i: int, at: int, *, ranged: bool) -> bool:
    """Whether a bare number is a year: after a preposition or a noun of what happens in years, and counting nothing."""
    known = number_class(c.tokens, i)
    once_more = bool(c.is_a("once_more", at))
    if known is not None and not known.may_be_time and known.kind != "score" and not once_more:
        return False  # القرار 2254; 2000 جندي; 1948 إصابة
    if c.after_a("about", i) or c.definite_unit(at):
        return False
    if c.joined(i, allow="و") or (c.pro(i) == "و" and not ranged) or c.word(i - 1) in (*DASHES, ".", ":"):
        return False
    return c.after_a("before_years", i) or (ranged and c.tokens[i - 1].kind == "word")


def _last_year(c: Cursor, at: int, first: int, *, joined_by_and: bool) -> tuple[int | None, int]:
    """(year or None, index after) of the end of a range of years: -2018، إلى 2018، (عامي 2017) و2018."""
    step = at
    dash = c.dash(at)
    if dash is not None or c.is_a("or", at):
        step = at + 1 if dash is None else dash
    elif taken := c.is_a("to", at):
        step = at + taken + c.is_a("year_nouns", at + taken)
    elif joined_by_and and (c.word(at) == "و" or c.pro(at) == "و"):
        step = at + (c.word(at) == "و")
        step += c.is_a("year_nouns", step)
    else:
        return None, at
    last = c.number(step, first + 1, first + _LONGEST_RANGE)
    if last is not None and joined_by_and and "و" in (c.pro(step + 1), c.word(step + 1)):
        more, after = _last_year(c, step + 1, last, joined_by_and=True)  # الأعوام 2015 و2016 و2017
        if more is not None:
            return more, after
    if last is None and dash is not None and (short := c.number(step, first % 100 + 1, 99)) is not None and len(c.word(step)) == 2:
        last = first // 100 * 100 + short
    return (last, step + 1) if last is not None else (None, at)


def era(c: Cursor, i: int) -> Read | None:
    """A decade or century: التسعينيات، مطلع ثمانينات القرن الماضي، عقد الستينيات، القرن العشرين، القرن الـ21."""
    at, modifier = c.modifier(i)
    period = c.words.periods.at(c.tokens, at)
    begin = at
    if period and period[0] == "decade_noun":
        at += period[1]
    if at > i and c.joined(at):
        return None
    if (tens := c.words.decades.get(c.stem(at))) is not None:
        if c.word(at + 1) == "من" and c.is_a("of_age", at + 2):
            return None  # في الستينيات من عمره
        return _decade(c, at + 1, tens, modifier)
    if begin == at and period and period[0] == "century_noun":
        return _century(c, at + 1, modifier)
    if begin == at and c.stem(at) == "العقد" and (number := c.ordinal(at + 1, 10)) and c.word(at + 1 + number[1]) == "من":
        inner = at + 2 + number[1]
        if (period := c.words.periods.at(c.tokens, inner)) is None or period[0] != "century_noun":
            return None
        if relative := c.relative(inner + 1):  # العقد الثاني من القرن الحالي
            of = Told(unit="century", relative=relative)
            return Read(end=inner + 2, rule="decade", meaning=Era(decade=number[0] - 1, of=of), modifier=modifier)
        century = _century(c, inner + 1, None)
        if century is not None and isinstance(century.meaning, Era):
            return Read(end=century.end, rule="decade", meaning=Era(decade=number[0] - 1, century=century.meaning.century), modifier=modifier)
    return None


def _decade(c: Cursor, at: int, tens: int, modifier: str | None) -> Read:
    inner = at + (c.word(at) == "من")
    period = c.words.periods.at(c.tokens, inner)
    if period and period[0] == "century_noun":
        if relative := c.relative(inner + 1):
            return Read(end=inner + 2, rule="decade", meaning=Era(decade=tens, of=Told(unit="century", relative=relative)), modifier=modifier)
        if century := _century(c, inner + 1, None):
            assert isinstance(century.meaning, Era)
            return Read(end=century.end, rule="decade", meaning=Era(decade=tens, century=century.meaning.century), modifier=modifier)
    return Read(end=at, rule="decade", meaning=Era(decade=tens), modifier=modifier)


def _century(c: Cursor, at: int, modifier: str | None) -> Read | None:
    """القرن العشرين، القرن الحادي والعشرين، القرن الـ19، القرن 21; not of the years before Christ."""
    ordinal = c.ordinal(at, 30)
    if ordinal is None:
        step = at + (c.word(at) == "ال")
        value = c.number(step, 1, 30)
        ordinal = (value, step + 1 - at) if value is not None else None
    if ordinal is None:
        return None
    era_of = c.words.eras.at(c.tokens, at + ordinal[1])
    if era_of and era_of[0] != "gregorian":
        return None
    return Read(end=at + ordinal[1] + (era_of[1] if era_of else 0), rule="century", meaning=Era(century=ordinal[0]), modifier=modifier)


def part_of_year(c: Cursor, i: int) -> Read | None:
    """A quarter, half or season: الربع الثاني من العام الحالي، النصف الأول من 2018، صيف 2015، هذا الشتاء، الخريف المقبل."""
    at, modifier = c.modifier(i)
    this = c.is_a("this", at)
    at += this
    if at > i and c.joined(at):
        return None
    period = c.words.periods.at(c.tokens, at)
    if period is None:
        return None
    if period[0] == "season_noun":
        inner = c.words.periods.at(c.tokens, at + period[1])
        if inner and inner[0] in _SEASONS and c.stem(at + period[1]).startswith("ال"):
            return _season(c, at + period[1], _SEASONS[inner[0]], modifier, sure=True, this=bool(this))
        return None
    if period[0] in _SEASONS:
        return _season(c, at, _SEASONS[period[0]], modifier, sure=False, this=bool(this))
    if period[0] == "quarters":
        return _two_quarters(c, at + 1, modifier)
    if period[0] in ("quarter", "half"):
        return _share(c, at + 1, period[0], modifier)
    return None


def _season(c: Cursor, at: int, number: int, modifier: str | None, *, sure: bool, this: bool) -> Read | None:
    definite = c.stem(at).startswith("ال")
    at += 1
    if this and definite:
        return Read(end=at, rule="season", meaning=Part(sort="season", number=number, relative="current"), modifier=modifier)
    if definite and (relative := c.relative(at)):
        return Read(end=at + 1, rule="season", meaning=Part(sort="season", number=number, relative=relative), modifier=modifier)
    if got := c.year(at):
        dash = c.dash(got[1])  # شتاء 2016-2017 is that of 2016
        end = dash + 1 if dash is not None and c.number(dash, got[0] + 1, got[0] + 1) else got[1]
        return Read(end=end, rule="season", meaning=Part(sort="season", number=number, of=Calendar(year=got[0])), modifier=modifier)
    if got_told := _year_told(c, at):
        return Read(end=got_told[1], rule="season", meaning=Part(sort="season", number=number, of=got_told[0]), modifier=modifier)
    return Read(end=at, rule="season", meaning=Part(sort="season", number=number), modifier=modifier) if sure else None


def _year_told(c: Cursor, at: int) -> tuple[Told, int] | None:
    """العام الماضي، هذا العام after a part of a year, with «من» or without."""
    at += c.word(at) == "من"
    if c.is_a("this", at) and c.is_the_year(at + 1):
        return Told(unit="year", relative="current"), at + 2
    if c.is_the_year(at) and (relative := c.relative(at + 1)):
        return Told(unit="year", relative=relative), at + 2
    return None


def _of_what(c: Cursor, at: int) -> tuple[Calendar | Told | None, int]:
    """What a quarter or half is of: a year (من عام 2018، من العام الحالي 2015م) or month (من أيار الماضي، من الشهر الجاري)."""
    inner = at + (c.word(at) == "من")
    if year_told := _year_told(c, at):
        if got := c.year(year_told[1]):
            return Calendar(system="hijri" if got[2] else "gregorian", year=got[0]), got[1]
        return year_told
    if c.word(inner) == "الشهر" and (relative := c.relative(inner + 1)):
        return Told(unit="month", relative=relative), inner + 2
    month_at = inner + bool(c.is_a("month_nouns", inner))
    if (month := c.month(month_at)) and month[0][0] == "gregorian" and not c.joined(month_at):
        told = c.year_or_relative(month[1])
        return Calendar(month=month[0][1], year=told.year, relative=told.relative, of_year=told.of_year), told.end
    if got := c.year(at):
        return Calendar(system="hijri" if got[2] else "gregorian", year=got[0]), got[1]
    return None, at


def _of_century(c: Cursor, at: int) -> tuple[int, int] | None:
    """(century, index after) of «من القرن العشرين»."""
    period = c.words.periods.at(c.tokens, at + 1) if c.word(at) == "من" else None
    century = _century(c, at + 2, None) if period and period[0] == "century_noun" else None
    return (century.meaning.century or 0, century.end) if century and isinstance(century.meaning, Era) else None


def _share(c: Cursor, at: int, sort: str, modifier: str | None) -> Read | None:
    """After «الربع» or «النصف»: its number and what it is of."""
    most = 4 if sort == "quarter" else 2
    ordinal = (most, 1) if c.is_a("last", at) else c.ordinal(at, most)
    if ordinal is None or not c.stem(at - 1).startswith("ال"):
        return None
    if sort == "half" and (century := _of_century(c, at + ordinal[1])):
        first = (century[0] - 1) * 100 + 50 * (ordinal[0] - 1)
        return Read(end=century[1], rule="half", meaning=Range(first=Calendar(year=first), last=Calendar(year=first + 49)), modifier=modifier)
    of, after = _of_what(c, at + ordinal[1])
    if of is None and (not c.is_a("before_parts", at - 2) and "ل" not in c.pro(at - 1)):
        return None
    if of is None and (c.word(at + ordinal[1]) == "من" or c.word(at + ordinal[1]).startswith("لل")):
        return None  # النصف الأول من المباراة
    return Read(end=after, rule=sort, meaning=Part(sort=sort, number=ordinal[0], of=of), modifier=modifier)  # type: ignore[arg-type]


def _two_quarters(c: Cursor, at: int, modifier: str | None) -> Read | None:
    """الربعين الأول والثاني من العام الحالي."""
    first = c.ordinal(at, 4)
    if first is None or not c.word(at + first[1]).startswith("وال"):
        return None
    second = c.ordinal(at + first[1], 4)
    if second is None:
        return None
    of, after = _of_what(c, at + first[1] + second[1])
    parts = [Part(sort="quarter", number=n, of=of) for n in (first[0], second[0])]
    return Read(end=after, rule="quarter", meaning=Range(first=parts[0], last=parts[1]), modifier=modifier)


def unit_told(c: Cursor, i: int) -> Read | None:
    """A unit told by direction: الأسبوع الماضي، نهاية العام الحالي، هذا الشهر، العام التالي، في نفس اليوم، العام قبل الماضي."""
    at, modifier = c.modifier(i)
    pointer: Relative | None = None
    that_one = c.is_a("that_one", at)
    if c.is_a("this", at):
        pointer, at = "current", at + 1
    elif c.is_a("same_before", at) or that_one:
        pointer, at = "same", at + 1
    if at > i and c.joined(at):
        return None
    if that_one and c.is_a("then_nouns", at):
        return Read(end=at + 1, rule="then", meaning=Then())
    unit = c.definite_unit(at)
    if unit is None or unit[1] > 1 or unit[0] in ("second", "minute", "hour"):
        return None
    name = unit[0]
    if name == "year" and c.after_a("general_before", at):
        return None  # الأمين العام السابق
    relative, steps, at = _direction(c, at + 1)
    if name == "year" and c.is_a("new", at) and modifier:
        return Read(end=at + 1, rule="unit", meaning=Told(unit="year", relative="future"), modifier=modifier)
    relative = relative or pointer
    if (relative is None and not modifier) or (name == "day" and relative not in ("following", "preceding", "same")):
        return None
    if name == "year" and relative == "current" and (got := c.year(at)):
        return Read(end=got[1], rule="year", meaning=Calendar(system="hijri" if got[2] else "gregorian", year=got[0]), modifier=modifier)
    return Read(end=at, rule="unit", meaning=Told(unit=name, relative=relative or "current", steps=steps), modifier=modifier)


def _direction(c: Cursor, at: int) -> tuple[Relative | None, int, int]:
    """(direction or None, steps, index after) of what follows a unit: الماضي، قبل الماضي، بعد المقبل."""
    before = c.is_a("before_event", at)
    if before and c.relative(at + before) == "past":
        return "past", 2, at + before + 1
    after = c.is_a("after_event", at)
    if after and c.relative(at + after) == "future":
        return "future", 2, at + after + 1
    relative = c.relative(at)
    return relative, 1, at + bool(relative)


def first_months(c: Cursor, i: int) -> Read | None:
    """The first or last months of a year: الأشهر الستة الأولى من العام الحالي، الأشهر الثلاثة الأخيرة من 2017."""
    count = c.definite_count(i + 1) if c.definite_unit(i) == ("month", 3) else None
    if count is None or not 1 < count[0] < _MONTHS:
        return None
    at = i + 1 + count[1]
    from_start = c.is_a("first_of", at)
    if not from_start and not c.is_a("last", at):
        return None
    of, end = _of_what(c, at + 1)
    if isinstance(of, Told) and of.unit == "year":
        base = Calendar(relative=of.relative, of_year=True)
    elif isinstance(of, Calendar) and of.month is None and of.system == "gregorian":
        base = of
    else:
        return None
    first, last = (1, count[0]) if from_start else (_MONTHS + 1 - count[0], _MONTHS)
    ends = (msgspec.structs.replace(base, month=first), msgspec.structs.replace(base, month=last))
    return Read(end=end, rule="months", meaning=Range(first=ends[0], last=ends[1]))
