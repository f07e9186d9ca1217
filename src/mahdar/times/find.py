"""Finds time expressions: a small grammar over tokens, the longest reading at each place wins.

The span leaves out the preposition before it (في أيلول الماضي: أيلول الماضي) and a proclitic on its first word.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from mahdar.arabic import Lexicon, Line, Text, Token, fold, ordinal_value
from mahdar.arabic.numerals import cardinal_value
from mahdar.knowledge import Knowledge
from mahdar.model import Rejected, Span
from mahdar.times.clock import clock_after, clock_dates
from mahdar.times.found import Found, Relative, Shape
from mahdar.times.vocabulary import Vocabulary, words_at

_QUOTES = frozenset("\"“”«»'")
_YEARS = range(1900, 2101)
_DASHES = frozenset("-–—ـ/")
_TO = frozenset({"الي", "حتي"})
_IN = frozenset({"في", "منذ", "حتي", "بحلول", "خلال", "بين", "قبل", "بعد", "من", "الي", "و"})
_LASTING = frozenset(
    {"بعد", "قبل", "قبيل", "لمده", "مدي", "طوال", "استمر", "استمرت", "تستمر", "يستمر", "تستغرق", "يستغرق", "خلال", "في", "مده", "غضون", "طيله", "عقب"}
)
_WHOLE_DAY = frozenset({"بعد", "لمده", "تستغرق", "يستغرق", "استمر", "استمرت"})
_AGES = frozenset({"عمر", "عمره", "عمرها", "العمر", "يبلغ", "تبلغ", "البالغ", "البالغه"})

Reading = tuple[int, Found] | None


class _Cursor(msgspec.Struct, frozen=True):
    """A line's tokens with the look-ups that the rules share."""

    tokens: tuple[Token, ...]
    words: Vocabulary

    def word(self, i: int) -> str:
        """The folded word at ``i`` whole; empty past the end."""
        return self.tokens[i].norm if 0 <= i < len(self.tokens) else ""

    def stem(self, i: int) -> str:
        """The folded word at ``i`` without proclitics; empty past the end."""
        return self.tokens[i].stem if 0 <= i < len(self.tokens) else ""

    def number(self, i: int, low: int, high: int) -> int | None:
        """The number in digits at ``i`` if it lies in ``low..high``."""
        if i < len(self.tokens) and self.tokens[i].kind == "number" and self.tokens[i].norm.isdigit():
            value = int(self.tokens[i].norm)
            return value if low <= value <= high else None
        return None

    def adjacent(self, i: int) -> bool:
        """Whether token ``i`` follows the one before it without a space."""
        return 0 < i < len(self.tokens) and self.tokens[i - 1].end == self.tokens[i].start

    def day(self, i: int) -> tuple[int, int] | None:
        """(day of month, tokens taken) at ``i``, in digits or as an ordinal (الرابع، الحادي والعشرين)."""
        if (value := self.number(i, 1, 31)) is not None and len(self.tokens[i].norm) <= 2:
            return value, 1
        if self.stem(i).startswith("ال"):
            found = ordinal_value(list(words_at(self.tokens, i, 2)))
            if found and found[0] <= 31:
                return found
        return None

    def month(self, i: int) -> tuple[int, int] | None:
        """(month, index after) of a month's name with its pair in another calendar (تشرين الأول/أكتوبر)."""
        got = self.words.month_at(self.tokens, i)
        if got is None:
            return None
        month, at = got[0], i + got[1]
        mark = self.word(at)
        for start in (at + 1,) if mark in ("/", ":", "-", "(", "\\") else (at,):
            other = self.words.month_at(self.tokens, start)
            if other and (mark in ("/", "(") or other[0] == month):
                at = start + other[1]
                if mark == "(" and self.word(at) == ")":
                    at += 1
        return month, at

    def relative(self, i: int) -> Relative | None:
        """The direction of the adjective at ``i`` (الماضي، المقبل، الجاري)."""
        return self.words.relative.get(self.word(i))

    def year(self, i: int) -> tuple[int, int] | None:
        """(year, index after) at ``i``, with its noun (عام 2017، من العام 2017م)."""
        at = i
        if self.word(at) in ("من", ",", "،", "/", "-"):
            at += 1
        if self.words.is_a("year_nouns", self.tokens, at):
            at += 1
        value = self.number(at, _YEARS.start, _YEARS.stop - 1)
        if value is None:
            return None
        at += 1
        if self.word(at) == "م":
            at += 1
        return value, at


class TimeFinder:
    """Finds the times of an article. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self._words = Vocabulary(knowledge, lexicon)
        titles = (fold(name).split() for o in knowledge.organizations for name in o.names)
        self._titles = frozenset((t[-2], t[-1]) for t in titles if len(t) > 1)
        self._rules: tuple[Callable[[_Cursor, int], Reading], ...] = (
            self._calendar, self._month, self._year, self._weekday, self._deictic, self._unit, self._ago, self._duration,
        )  # fmt: skip

    def find(self, text: Text) -> tuple[tuple[Found, ...], tuple[Rejected, ...]]:
        """The time expressions of all lines in order, and numbers that look like years and are not, with the reason."""
        found: list[Found] = []
        rejected: list[Rejected] = []
        for line in text.lines:
            dated = clock_dates(text.text, line)
            found.extend(dated)
            cursor = _Cursor(line.tokens, self._words)
            i = 0
            while i < len(line.tokens):
                readings = [r for rule in self._rules if (r := rule(cursor, i)) is not None]
                best = max(readings, key=lambda r: r[0], default=None)
                if best is not None and not any(best[1].overlaps(d) for d in dated):
                    found.append(_with_clock(text.text, line, self._with_tense(cursor, i, best)))
                    i = best[0]
                    continue
                if reason := self._not_a_year(cursor, i):
                    rejected.append(Rejected(start=line.tokens[i].start, end=line.tokens[i].end, layer="time", reason=reason))
                i += 1
        return tuple(sorted(found, key=lambda f: f.start)), tuple(rejected)

    # -- rules: each reads an expression that begins at token i, and says which token comes after it ------------------

    def _calendar(self, c: _Cursor, i: int) -> Reading:
        """A day and month: 4 أيار، يومي 30-31 من شهر تشرين أول الجاري، السبت 17 أكتوبر/ تشرين الأول 2009."""
        at, weekday = i, None
        if taken := self._words.is_a("part", c.tokens, at):
            at += taken
        if c.stem(at) in ("يوم", "يومي", "ايام", "اليوم"):
            at += 1
        if (c.stem(at),) in self._words.weekdays and (at == i or not c.tokens[at].pro):
            weekday = self._words.weekdays[(c.stem(at),)]
            at += 1
            if c.word(at) in (",", "،"):
                at += 1
        day = c.day(at)
        if day is None:
            return None
        first, at = day[0], at + day[1]
        last: int | None = None
        month_first: int | None = None
        if c.word(at) in _DASHES or c.word(at) in _TO or c.word(at) == "و" or (c.tokens[at].pro == "و" if at < len(c.tokens) else False):
            step = at + 1 if c.word(at) in _DASHES or c.word(at) in _TO or c.word(at) == "و" else at
            second = c.day(step)
            if second and second[0] > first:
                last, at = second[0], step + second[1]
        at = self._of_month(c, at)
        month = c.month(at)
        if month is None and at < len(c.tokens):
            slip = self._words.misspelt_month(c.tokens[at])
            month = (slip, at + 1) if slip and (last is not None or c.word(at - 1) == "من" or c.year(at + 1) or c.relative(at + 1)) else None
        if month is None:
            if last is not None and c.stem(i) == "يومي" and not self._words.is_a("month_nouns", c.tokens, at - 1):
                return at, self._make(c, i, at, "calendar", "days-of-this-month", day=first, day_end=last)
            if self._words.is_a("month_nouns", c.tokens, at - 1) and c.relative(at):
                return at + 1, self._make(c, i, at + 1, "calendar", "day-of-this-month", day=first, day_end=last, relative=c.relative(at))
            return None
        number, at = month
        if last is None and c.word(at) in _TO | {"و"}:
            second, after = c.day(at + 1), None
            if second and (after := c.month(self._of_month(c, at + 1 + second[1]))):
                last, month_first, number, at = second[0], number, after[0], after[1]
        year, relative, at = self._year_or_relative(c, at)
        return at, self._make(c, i, at, "calendar", "day-month", day=first, day_end=last, month=month_first or number,
                              month_end=number if month_first else None, year=year, relative=relative, weekday=weekday)  # fmt: skip

    def _month(self, c: _Cursor, i: int) -> Reading:
        """A month: أيلول الماضي، أواخر آذار/مارس الحالي، شهر نوفمبر 2017، أيلو الماضي (a slip)."""
        at, modifier = self._modifier(c, i)
        noun = bool(self._words.is_a("month_nouns", c.tokens, at))
        if noun:
            at += 1
        if at > i and at < len(c.tokens) and c.tokens[at].pro:
            return None
        month, rule = c.month(at), "month"
        begin = at
        if month is None and at < len(c.tokens) and c.relative(at + 1) in ("past", "future"):
            slip = self._words.misspelt_month(c.tokens[at])
            month, rule = ((slip, at + 1), "month-misspelt") if slip else (None, rule)
        if month is None:
            return None
        number, at = month
        paired = at - begin > 2 or any(c.word(k) in ("/", "(") for k in range(begin, at))
        year, relative, after = self._year_or_relative(c, at)
        doubtful = words_at(c.tokens, begin, 1) in self._words.doubtful and at - begin == 1
        before = c.word(begin - 1)
        if doubtful and not (noun or paired or modifier or year or relative or before in ("في", "خلال", "منذ")):
            return None
        return after, self._make(c, i, after, "calendar", rule, month=number, year=year, relative=relative, modifier=modifier)

    def _year(self, c: _Cursor, i: int) -> Reading:
        """A year: عام 2017، مطلع 2018، between 2018 and 2020; a bare number only after a preposition."""
        at, modifier = self._modifier(c, i)
        noun = bool(self._words.is_a("year_nouns", c.tokens, at))
        if noun:
            at += 1
            if c.word(at) == ".":
                at += 1
        value = c.number(at, _YEARS.start, _YEARS.stop - 1)
        if value is None or (not noun and not modifier and (c.word(i - 1) not in _IN or self._counted(c, at + 1))):
            return None
        at += 1
        if c.word(at) == "م":
            at += 1
        end: int | None = None
        joined = _DASHES | _TO | ({"و"} if c.stem(i + bool(modifier)) in ("عامي", "العامين") else set())
        if c.word(at) in joined and (last := c.number(at + 1, value + 1, value + 60)):
            end, at = last, at + 2
        return at, self._make(c, i, at, "calendar", "year", year=value, year_end=end, modifier=modifier)

    def _weekday(self, c: _Cursor, i: int) -> Reading:
        """A day of the week: الخميس، مساء الجمعة الماضية، اليوم الاثنين، أمس الثلاثاء، الأربعاء والخميس."""
        at = i + self._words.is_a("part", c.tokens, i)
        deictic: int | None = None
        if c.stem(at) in ("يوم", "يومي"):
            at += 1
        if spoken := self._words.deictic_at(c.tokens, at):
            deictic = spoken[0]
            at += spoken[1]
            if c.word(at) == "(":
                at += 1
        if at >= len(c.tokens) or (at > i and c.tokens[at].pro):
            return None
        key = (c.stem(at),)
        if key not in self._words.weekdays or c.word(i - 1) in ("صلاه", "خطبه"):
            return None
        weekday = self._words.weekdays[key]
        at += 1
        if c.word(at) == ")" and deictic is not None:
            at += 1
        elif c.word(at) == "(" and (spoken := self._words.deictic_at(c.tokens, at + 1)) and c.word(at + 2) == ")":
            deictic = spoken[0]
            at += 3
        end: int | None = None
        if at < len(c.tokens) and c.tokens[at].pro == "و" and (c.stem(at),) in self._words.weekdays:
            other = self._words.weekdays[(c.stem(at),)]
            if other == weekday % 7 + 1:
                end, at = other, at + 1
        relative = c.relative(at)
        if relative:
            at += 1
        if deictic is not None:
            return at, self._make(c, i, at, "deictic", "day-named", offset=deictic, weekday=weekday)
        return at, self._make(c, i, at, "weekday", "weekday", weekday=weekday, weekday_end=end, relative=relative)

    def _deictic(self, c: _Cursor, i: int) -> Reading:
        """A day from the day of speaking: أمس، صباح اليوم، اليوم وغدا، أول من أمس."""
        part = self._words.is_a("part", c.tokens, i)
        at = i + part
        if c.stem(at) == "يوم":
            at += 1
        if at >= len(c.tokens) or (at > i and c.tokens[at].pro):
            return None
        spoken = self._words.deictic_at(c.tokens, at)
        if spoken is None:
            return None
        offset = spoken[0]
        at += spoken[1]
        if (
            offset == 0
            and not part
            and (
                self._in_a_name(c, at - 1)
                or ordinal_value([c.word(at)])
                or c.relative(at)
                or c.word(i - 1) in ("حتي", "منذ", "عالم")
                or c.word(at) in ("الوطني", "العالمي", "الدولي", "نفسه", "ذاته")
            )
        ):
            return None
        end: int | None = None
        if at < len(c.tokens) and c.tokens[at].pro == "و":
            more = self._words.deictic_at(c.tokens, at)
            if more and more[0] > offset:
                end, at = more[0], at + more[1]
        rule = "part-of-today" if part and offset == 0 else "deictic"
        return at, self._make(c, i, at, "deictic", rule, offset=offset, offset_end=end)

    def _unit(self, c: _Cursor, i: int) -> Reading:
        """A unit told by direction: الأسبوع الماضي، نهاية العام الحالي، هذا الشهر، الأيام القليلة الماضية."""
        at, modifier = self._modifier(c, i)
        this = c.stem(at) in ("هذا", "هذه")
        if this:
            at += 1
        word = c.stem(at)
        if word == "ال" and (hours := c.number(at + 1, 2, 500)) and c.word(at + 2) in self._words.units and c.relative(at + 3):
            return at + 4, self._make(c, i, at + 4, "duration", "unit-span", type_="DURATION", unit=self._words.units[c.word(at + 2)][0], count=hours)
        if at > i and at < len(c.tokens) and c.tokens[at].pro:
            return None
        bare = word[2:] if word.startswith("ال") else ""
        if bare not in self._words.units:
            return None
        unit, number = self._words.units[bare]
        at += 1
        if number == 1 and unit in ("minute", "hour", "day"):
            return None
        count: int | None = None
        if number > 1:
            count = 2 if number == 2 else None
            if c.word(at) == "القليله":
                at += 1
            elif number == 3 and (value := self._definite_count(c, at)):
                count, at = value
        relative = c.relative(at)
        if relative is None and (number > 1 or not this) and not (modifier and number == 1):
            return None
        if relative:
            at += 1
        if number > 1:
            return at, self._make(c, i, at, "duration", "unit-span", type_="DURATION", unit=unit, count=count)
        return at, self._make(c, i, at, "unit", "unit", unit=unit, relative=relative or "current", modifier=modifier)

    def _ago(self, c: _Cursor, i: int) -> Reading:
        """Counted back from now: قبل يومين، منذ سبع سنوات، قبل أيام, منذ نحو عامين."""
        if not self._words.is_a("ago", c.tokens, i):
            return None
        got = self._amount(c, i + 1)
        if got is None:
            return None
        at, unit, count = got
        if unit in ("minute", "hour") or c.word(at) == "من":
            return None
        shape: Shape = "ago" if count is not None else "vague"
        return at, self._make(c, i, at, shape, "ago", unit=unit, count=-count if count is not None else None)

    def _duration(self, c: _Cursor, i: int) -> Reading:
        """How long: ستة أيام، نحو 3 سنوات، 48 ساعة، أسبوعين; an indefinite plural alone only where it lasts or follows."""
        during = bool(self._words.is_a("during", c.tokens, i))
        got = self._amount(c, i + during)
        if got is None:
            return None
        at, unit, count = got
        alone = at == i + 1 + during
        if during and not alone:
            return None
        before = c.word(i - 1)
        if during and self._words.units.get(c.stem(i + 1), ("", 0))[1] == 1:
            return None
        single = alone and self._words.units.get(c.stem(i), ("", 0))[1] == 1
        if single and not (before in _LASTING and unit != "day") and not (unit == "day" and before in _WHOLE_DAY):
            return None
        if alone and not during and not single and count is None and before not in _LASTING and "ل" not in c.tokens[i].pro:
            return None
        if unit in ("year", "month") and (before in ("(", "السن") or before in _AGES or (before == c.word(at) == "،")):
            return None
        return at, self._make(c, i, at, "duration", "duration", type_="DURATION", unit=unit, count=count)

    def _in_a_name(self, c: _Cursor, i: int) -> bool:
        """Whether «اليوم» at ``i`` is part of a paper's or channel's name (روسيا اليوم, «اليوم»)."""
        return (c.word(i - 1), c.word(i)) in self._titles or (c.word(i - 1) in _QUOTES and c.word(i + 1) in _QUOTES)

    # -- parts of expressions ------------------------------------------------------------------------------------------

    def _amount(self, c: _Cursor, i: int) -> tuple[int, str, int | None] | None:
        """(index after, unit, count or None) of an amount of time at ``i``."""
        at = i + self._words.is_a("about", c.tokens, i)
        if at >= len(c.tokens):
            return None
        few = self._words.is_a("few", c.tokens, at)
        at += few
        unit = self._words.units.get(c.stem(at))
        if unit and not few:
            name, number = unit
            at += 1
            if number == 1 and name == "year" and c.number(at, 1, 2500) is not None:
                return None  # منذ عام 2000
            if number == 1 and name in ("decade", "century") and at == i + 1:
                return None  # عقد is far oftener the holding of a meeting
            if number == 3 and self._words.is_a("few_after", c.tokens, at):
                at += 1
            if c.word(at) in ("واحد", "واحده", "كامل", "كامله"):
                at += 1
            return at, name, {1: 1, 2: 2, 3: None}[number]
        if few:
            return (at + 1, unit[0], None) if unit else None
        count = cardinal_value(c.stem(at)) if c.tokens[at].kind == "number" or not c.stem(at).startswith("ال") else None
        if count is None:
            return None
        unit = self._words.units.get(c.word(at + 1))
        if unit is None or (count > 999 and unit[0] in ("year", "month", "day")):
            return None
        at += 2
        if c.word(at) == "علي" and c.word(at + 1) in ("الاقل", "الاكثر"):
            at += 2
        return at, unit[0], count

    def _definite_count(self, c: _Cursor, i: int) -> tuple[int, int] | None:
        """(count, index after) of a definite number after its noun: الأيام الخمسة، الساعات الـ48."""
        if c.word(i) == "ال" and (value := c.number(i + 1, 2, 500)):
            return value, i + 2
        word = c.word(i)
        value_of = cardinal_value(word[2:]) if word.startswith("ال") else None
        return (value_of, i + 1) if value_of else None

    def _modifier(self, c: _Cursor, i: int) -> tuple[int, str | None]:
        for name in ("start", "mid", "end"):
            if taken := self._words.is_a(name, c.tokens, i):
                return i + taken, name
        return i, None

    def _of_month(self, c: _Cursor, at: int) -> int:
        """Past «من»، «من شهر»، «شهر» before a month."""
        if c.word(at) == "من":
            at += 1
        if self._words.is_a("month_nouns", c.tokens, at):
            at += 1
        return at

    def _year_or_relative(self, c: _Cursor, at: int) -> tuple[int | None, Relative | None, int]:
        if got := c.year(at):
            return got[0], None, got[1]
        if relative := c.relative(at):
            return None, relative, at + 1
        if c.word(at) == "من" and c.word(at + 1) in ("العام", "السنه") and (relative := c.relative(at + 2)):
            return None, relative, at + 3
        return None, None, at

    def _counted(self, c: _Cursor, i: int) -> bool:
        """Whether the number before token ``i`` counts things (2000 جندي, 1950 دولارا) rather than naming a year."""
        return bool(self._words.is_a("not_year", c.tokens, i)) or c.word(i) in ("%", "م2")

    def _not_a_year(self, c: _Cursor, i: int) -> str | None:
        """Why the number at ``i`` that could be a year isn't read as one; None where there is nothing to say."""
        if c.number(i, 1900, 2500) is None:
            return None
        if any(self._words.is_a("not_year", c.tokens, k) for k in (i - 1, i - 2)):
            return f"the number of a document, after {c.word(i - 1)}"
        return "a number with no word that makes it a year"

    def _with_tense(self, c: _Cursor, i: int, reading: tuple[int, Found]) -> Found:
        """The expression with what its clause says of past and future."""
        at, found = reading
        first, last = i, at
        stops = {"،", ",", ".", "؛", ":", "(", ")", '"', "“", "”"}
        if c.word(first - 1) in ("،", ","):
            first -= 1  # القمة المرتقبة، الجمعة، بين…
        while first > 0 and c.word(first - 1) not in stops and c.stem(first - 1) not in ("ان", "انه", "انها", "بان"):
            first -= 1
        while last < len(c.tokens) and c.word(last) not in stops and c.stem(last) not in ("ان", "انه", "انها", "بان"):
            last += 1
        clause = [*range(first, i), *range(at, last)]
        ahead = any("س" in c.tokens[k].pro or self._words.is_a("ahead_signs", c.tokens, k) for k in clause)
        behind = any(c.stem(k) in ("كان", "كانت", "كانوا") or (c.stem(k) == "قد" and c.word(k + 1)[:1] not in "يتنا") for k in clause)
        return msgspec.structs.replace(found, ahead=ahead and not behind, behind=behind)

    def _make(self, c: _Cursor, i: int, at: int, shape: Shape, rule: str, *, type_: str = "DATE", **fields: object) -> Found:
        span = Span(start=c.tokens[i].stem_start, end=c.tokens[at - 1].end)
        return Found(start=span.start, end=span.end, type=type_, rule=rule, shape=shape, **fields)  # type: ignore[arg-type]


def _with_clock(text: str, line: Line, found: Found) -> Found:
    """In a date line, the clock time that follows the date belongs to it (2 نوفمبر/ تشرين الثاني, 2009, 18:33 GMT)."""
    if line.block.role != "dateline" or found.shape != "calendar" or found.day is None:
        return found
    after = clock_after(text, found.end, line.end)
    return msgspec.structs.replace(found, end=after[0], clock=after[1], type="TIME") if after else found
