"""A place in a line of tokens, and the parts that time expressions are made of: days, months, years, amounts."""

from __future__ import annotations

import msgspec

from mahdar.arabic import Token, ordinal_value
from mahdar.arabic.numerals import cardinal_value
from mahdar.times.found import Relative
from mahdar.times.vocabulary import Vocabulary, words_at

YEARS = range(1900, 2101)
"""Numbers that may be the year of a piece of news."""

_QUOTES = frozenset("\"“”«»'")
_CLAUSE_MARKS = frozenset({"،", ",", ".", "؛", ":", "(", ")", '"', "“", "”"})
_THAT = frozenset({"ان", "انه", "انها", "بان"})
_WAS = frozenset({"كان", "كانت", "كانوا"})
_IMPERFECT = "يتن"  # not the alef of the first person: قد أعلن is far oftener past


class Cursor(msgspec.Struct, frozen=True):
    """A line's tokens with the look-ups that the rules share. An index past the end finds nothing."""

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

    def is_a(self, name: str, i: int) -> int:
        """How many tokens from ``i`` form a phrase of the word class ``name`` of ``times.toml``; 0 when none."""
        return self.words.is_a(name, self.tokens, i)

    def deictic(self, i: int) -> tuple[int, int] | None:
        """(days from the day of speaking, tokens taken) of a word such as أمس at ``i``."""
        return self.words.deictic_at(self.tokens, i)

    def proclitic(self, i: int) -> str:
        """The proclitics of the token at ``i``; empty past the end."""
        return self.tokens[i].pro if 0 <= i < len(self.tokens) else ""

    def relative(self, i: int) -> Relative | None:
        """The direction of the adjective at ``i`` (الماضي، المقبل، الجاري)."""
        return self.words.relative.get(self.word(i))

    def year(self, i: int) -> tuple[int, int] | None:
        """(year, index after) at ``i``, with its noun (عام 2017، من العام 2017م)."""
        at = i
        if self.word(at) in ("من", ",", "،", "/", "-"):
            at += 1
        if self.is_a("year_nouns", at):
            at += 1
        value = self.number(at, YEARS.start, YEARS.stop - 1)
        if value is None:
            return None
        at += 1
        if self.word(at) == "م":
            at += 1
        return value, at

    def amount(self, i: int) -> tuple[int, str, int | None] | None:
        """(index after, unit, count or None) of an amount of time at ``i``."""
        at = i + self.is_a("about", i)
        if at >= len(self.tokens):
            return None
        few = self.is_a("few", at)
        at += few
        unit = self.words.units.get(self.stem(at))
        if unit and not few:
            name, number = unit
            at += 1
            if number == 1 and name == "year" and self.number(at, 1, 2500) is not None:
                return None  # منذ عام 2000
            if number == 1 and name in ("decade", "century") and at == i + 1:
                return None  # عقد is far oftener the holding of a meeting
            if number == 3 and self.is_a("few_after", at):
                at += 1
            if self.word(at) in ("واحد", "واحده", "كامل", "كامله"):
                at += 1
            return at, name, {1: 1, 2: 2, 3: None}[number]
        if few:
            return (at + 1, unit[0], None) if unit else None
        count = cardinal_value(self.stem(at)) if self.tokens[at].kind == "number" or not self.stem(at).startswith("ال") else None
        if count is None:
            return None
        unit = self.words.units.get(self.word(at + 1))
        if unit is None or (count > 999 and unit[0] in ("year", "month", "day")):
            return None
        at += 2
        if self.word(at) == "علي" and self.word(at + 1) in ("الاقل", "الاكثر"):
            at += 2
        return at, unit[0], count

    def definite_count(self, i: int) -> tuple[int, int] | None:
        """(count, index after) of a definite number after its noun: الأيام الخمسة، الساعات الـ48."""
        if self.word(i) == "ال" and (value := self.number(i + 1, 2, 500)):
            return value, i + 2
        word = self.word(i)
        value_of = cardinal_value(word[2:]) if word.startswith("ال") else None
        return (value_of, i + 1) if value_of else None

    def modifier(self, i: int) -> tuple[int, str | None]:
        """(index after, ``start``, ``mid`` or ``end``) of a word that shades what follows (مطلع، أواخر); else (``i``, None)."""
        for name in ("start", "mid", "end"):
            if taken := self.is_a(name, i):
                return i + taken, name
        return i, None

    def of_month(self, at: int) -> int:
        """Past «من»، «من شهر»، «شهر» before a month."""
        if self.word(at) == "من":
            at += 1
        if self.is_a("month_nouns", at):
            at += 1
        return at

    def year_or_relative(self, at: int) -> tuple[int | None, Relative | None, bool, int]:
        """(year, direction, whether it is the year's, index after) of what tells a month's year: 2017; الماضي, the
        month's; من العام المقبل, the year's."""
        if got := self.year(at):
            return got[0], None, False, got[1]
        if relative := self.relative(at):
            return None, relative, False, at + 1
        if self.word(at) == "من" and self.word(at + 1) in ("العام", "السنه") and (relative := self.relative(at + 2)):
            return None, relative, True, at + 3
        if self.word(at) == "من" and self.word(at + 1) in ("هذا", "هذه") and self.word(at + 2) in ("العام", "السنه"):
            return None, "current", True, at + 3
        return None, None, False, at

    def counted(self, i: int) -> bool:
        """Whether the number before token ``i`` counts things (2000 جندي, 1950 دولارا) rather than naming a year."""
        return bool(self.is_a("not_year", i)) or self.word(i) in ("%", "م^2")

    def in_a_name(self, i: int) -> bool:
        """Whether «اليوم» at ``i`` is part of a paper's or channel's name (روسيا اليوم, «اليوم»)."""
        return (self.word(i - 1), self.word(i)) in self.words.titles or (self.word(i - 1) in _QUOTES and self.word(i + 1) in _QUOTES)

    def tense(self, first: int, end: int) -> tuple[bool, bool]:
        """Whether the clause around the tokens ``first:end`` speaks of what is ahead, and whether of what is past."""
        start, stop = first, end
        if self.word(start - 1) in ("،", ","):
            start -= 1  # القمة المرتقبة، الجمعة، بين…
        while start > 0 and not self._parts_clauses(start - 1):
            start -= 1
        while stop < len(self.tokens) and not self._parts_clauses(stop):
            stop += 1
        clause = [*range(start, first), *range(end, stop)]
        ahead = any("س" in self.tokens[k].pro or self.is_a("ahead_signs", k) for k in clause)
        behind = any((self.stem(k) in _WAS and k < first) or (self.stem(k) == "قد" and self.word(k + 1)[:1] not in _IMPERFECT) for k in clause)
        return ahead and not behind, behind

    def _parts_clauses(self, i: int) -> bool:
        return self.word(i) in _CLAUSE_MARKS or self.stem(i) in _THAT
