"""A place in a line of tokens, and the parts that time expressions are made of: days, months, years, amounts."""

from __future__ import annotations

from fractions import Fraction

import msgspec

from mahdar.arabic import Token
from mahdar.arabic.numerals import number_at, number_class
from mahdar.times.meaning import Relative, Unit
from mahdar.times.vocabulary import Month, Vocabulary

YEARS = range(100, 10_000)
"""Numbers that may be a year where a word says so (عام 1453)."""
TOLD_YEARS = range(1000, 3000)
"""Numbers that may be a year right after a day or month (5 أكتوبر 1850)."""
BARE_YEARS = range(1900, 2101)
"""Numbers that may be a year with less said."""
HIJRI_YEARS = range(1300, 1501)
"""Numbers that may be a year of the Hijri calendar in news."""

DASHES = frozenset("-–—/‐−")
_CLAUSE = 15
_ANY = 999_999_999
POINTERS: dict[str, Relative] = {"this": "current", "same_before": "same", "that_one": "same"}
"""Word classes of what points at a unit, and which way."""
_MOST_DIGITS = 9
_MOST_COUNTED = 1000
QUOTES = frozenset("\"“”«»'")


class YearTold(msgspec.Struct, frozen=True, kw_only=True):
    """What tells the year of a day or month, up to the token ``end``: its number, of which calendar, or an adjective's direction, with
    ``of_year`` the year's own."""

    end: int
    year: int | None = None
    hijri: bool = False
    relative: Relative | None = None
    of_year: bool = False


class Cursor(msgspec.Struct, frozen=True):
    """A line's tokens with the look-ups that the rules share. An index past the ends finds nothing. ``text`` is the page's."""

    text: str
    tokens: tuple[Token, ...]
    words: Vocabulary

    # Words

    def word(self, i: int) -> str:
        """The folded word at ``i`` whole; empty past the ends."""
        return self.tokens[i].norm if 0 <= i < len(self.tokens) else ""

    def stem(self, i: int) -> str:
        """The folded word at ``i`` without proclitics; empty past the ends."""
        return self.tokens[i].stem if 0 <= i < len(self.tokens) else ""

    def pro(self, i: int) -> str:
        """The proclitics of the token at ``i``; empty past the ends."""
        return self.tokens[i].pro if 0 <= i < len(self.tokens) else ""

    def is_a(self, name: str, i: int) -> int:
        """How many tokens from ``i`` form a phrase of the word class ``name`` of ``times.toml``; 0 when none."""
        found = self.words.classes[name].at(self.tokens, i)
        return found[1] if found else 0

    def after_a(self, name: str, i: int) -> bool:
        """Whether a phrase of the class ``name`` ends right before ``i``."""
        return any(self.is_a(name, i - back) == back for back in (1, 2, 3))

    def opens_with_a_slip(self, i: int) -> bool:
        """Whether an unknown word at ``i`` may be a misspelt month by what follows it: an adjective of direction or a year."""
        if self.tokens[i].kind != "word" or i + 1 >= len(self.tokens):
            return False
        after = self.tokens[i + 1]
        return after.norm in self.words.after_slips or (after.kind == "number" and len(after.norm) == 4)

    def is_a_given_name(self, i: int) -> bool:
        """Whether the word at ``i`` is a given name, so that a month after it is a family's."""
        return self.stem(i) in self.words.given_names

    def ahead_before(self, i: int) -> bool:
        """Whether the clause up to ``i`` speaks of what is to come."""
        for k in range(i - 1, max(-1, i - _CLAUSE), -1):
            if self.tokens[k].kind == "mark":
                return False
            if "س" in self.pro(k) or self.is_a("ahead_signs", k):
                return True
        return False

    def joined(self, i: int, *, allow: str = "") -> bool:
        """Whether the token at ``i`` carries a proclitic other than ``allow``, so that it begins something of its own."""
        return self.pro(i) not in ("", allow)

    def relative(self, i: int) -> Relative | None:
        """The direction of the adjective at ``i`` (الماضي، المقبل، الجاري)."""
        return self.words.relative.get(self.word(i))

    def deictic(self, i: int) -> tuple[int, int] | None:
        """(days from the day of speaking, tokens taken) of a word such as أمس at ``i``."""
        return self.words.deictic.at(self.tokens, i)

    def dash(self, i: int) -> int | None:
        """The index after a dash at ``i``, a tatweel that stands alone too (2010 ـ 2012), which is no token; None where there is none."""
        if self.word(i) in DASHES:
            return i + 1
        if 0 < i < len(self.tokens) and "ـ" in self.text[self.tokens[i - 1].end : self.tokens[i].start]:
            return i
        return None

    def quoted(self, i: int) -> bool:
        """Whether the word at ``i`` stands in quotation marks alone."""
        return self.word(i - 1) in QUOTES and self.word(i + 1) in QUOTES

    # Numbers

    def number(self, i: int, low: int, high: int) -> int | None:
        """The number in digits at ``i`` if it lies in ``low..high``."""
        if (
            0 <= i < len(self.tokens)
            and self.tokens[i].kind == "number"
            and len(self.tokens[i].norm) <= _MOST_DIGITS
            and self.tokens[i].norm.isdigit()
        ):
            value = int(self.tokens[i].norm)
            return value if low <= value <= high else None
        return None

    def count(self, i: int) -> tuple[Fraction, int] | None:
        """(value, tokens taken) of the number in digits or words at ``i`` (12، 2.5، ثلاثة، خمسة وعشرين، 15 ألف), without article."""
        number = number_at(self.tokens, i)
        return (Fraction(number.value), number.taken) if number and number.sort == "cardinal" and not number.definite else None

    def ordinal(self, i: int, most: int) -> tuple[int, int] | None:
        """(value, tokens taken) of a definite ordinal at ``i`` (الرابع، الحادي والعشرين، الـ19) up to ``most``."""
        number = number_at(self.tokens, i)
        if number is None or number.sort != "ordinal" or not number.definite or number.value > most:
            return None
        return int(number.value), number.taken

    def day(self, i: int) -> tuple[int, int] | None:
        """(day of month, tokens taken) at ``i``, in digits or as an ordinal."""
        if (value := self.number(i, 1, 31)) is not None and len(self.tokens[i].norm) <= 2:
            return value, 1
        if self.word(i) == "ال" and (value := self.number(i + 1, 1, 31)) is not None:
            return value, 2
        if self.stem(i) == "غره" or (self.stem(i) == "الفاتح" and self.word(i + 1) == "من"):
            return 1, 1
        return self.ordinal(i, 31)

    # Months and years

    def month(self, i: int) -> tuple[Month, int] | None:
        """(month, index after) of a month's name with its pair in another calendar's naming (تشرين الأول/أكتوبر)."""
        got = self.words.months.at(self.tokens, i)
        if got is None:
            return None
        month, at = got[0], i + got[1]
        mark = self.word(at)
        for start in (at + 1,) if mark in ("/", ":", "-", "(", "\\", "–", "،") else (at,):
            other = self.words.months.at(self.tokens, start)
            if other is None and mark in ("/", "(", "\\"):
                other = self.words.misspelt_month(self.tokens, start)
            if other and other[0][0] == month[0] and not self.joined(start) and (mark in ("/", "(", "\\") or other[0] == month):
                at = start + other[1]
                if mark == "(" and self.word(at) == ")":
                    at += 1
        return month, at

    def of_month(self, at: int) -> int:
        """Past «من»، «من شهر»، «شهر» before a month."""
        if self.word(at) == "من":
            at += 1
        if self.is_a("month_nouns", at):
            at += 1
        return at

    def year_number(self, i: int, *, noun: bool) -> tuple[int, int] | None:
        """(value, tokens taken) of what may be the number of a year at ``i``: four digits, and after its noun any number in digits or
        words (عام ألفين وسبعة عشر). Numbers that count things are none (5 أكتوبر 1500 جندي)."""
        value = self.number(i, 0, _ANY)
        if value is not None:
            if noun:
                return (value, 1) if value == 0 or value >= YEARS.start else None
            if value in BARE_YEARS:
                return value, 1
            known = number_class(self.tokens, i) if value in TOLD_YEARS else None
            return (value, 1) if known is not None and (known.may_be_time or known.reason == "greater than any year") else None
        number = number_at(self.tokens, i) if noun else None
        if number is None or number.sort != "cardinal" or number.value not in YEARS:
            return None
        return int(number.value), number.taken

    def year(self, i: int, *, hijri: bool = False) -> tuple[int, int, bool] | None:
        """(year, index after, whether it is Hijri) at ``i``, with its noun and mark (عام 2017، من العام 2017م، 1445 هـ). After a month of
        the Hijri calendar (``hijri``) a number of its years needs no mark."""
        at = i
        if self.word(at) in ("من", ",", "،", "/", "-", "ل"):
            at += 1
        noun = self.is_a("year_nouns", at)
        at += noun
        if noun and self.is_a("year_adjectives", at):
            at += 1
        if hijri and (value := self.number(at, HIJRI_YEARS.start, HIJRI_YEARS.stop - 1)) is not None:
            era = self.words.eras.at(self.tokens, at + 1)
            return value, at + 1 + (era[1] if era else 0), True
        found = self.year_number(at, noun=bool(noun))
        era = self.words.eras.at(self.tokens, at + (found[1] if found else 1))
        if era and era[0] == "before_christ":
            return None
        if era and era[0] == "hijri":
            value = self.number(at, 1, HIJRI_YEARS.stop)
            return (value, at + 1 + era[1], True) if value is not None else None
        if found is None and era and (value := self.number(at, YEARS.start, YEARS.stop - 1)) is not None:
            found = value, 1
        return (found[0], at + found[1] + (era[1] if era else 0), False) if found else None

    def year_or_relative(self, at: int, *, hijri: bool = False) -> YearTold:
        """What tells a month's year: 2017; الماضي, the month's; من العام المقبل, هذا العام, من ذلك العام, the year's."""
        relative = self.relative(at)
        if got := self.year(at + bool(relative), hijri=hijri):
            return YearTold(end=got[1], year=got[0], hijri=got[2])
        if relative:
            return YearTold(end=at + 1, relative=relative)
        inner = at + (self.word(at) == "من")
        if self.is_the_year(inner) and (relative := self.relative(inner + 1)):
            return YearTold(end=inner + 2, relative=relative, of_year=True)
        for name, points in POINTERS.items():
            if self.is_a(name, inner) and self.is_the_year(inner + 1):
                return YearTold(end=inner + 2, relative=points, of_year=True)
        return YearTold(end=at)

    def modifier(self, i: int) -> tuple[int, str | None]:
        """(index after, ``start``, ``mid`` or ``end``) of a word that shades what follows (مطلع، أواخر); else (``i``, None)."""
        for name in ("start", "mid", "end"):
            if taken := self.is_a(name, i):
                return i + taken, name
        return i, None

    # Amounts

    def unit(self, i: int) -> tuple[Unit, int] | None:
        """(unit, 1 singular, 2 dual or 3 plural) of the noun at ``i``, with no article."""
        return self.words.units.get(self.stem(i))

    def definite_unit(self, i: int) -> tuple[Unit, int] | None:
        """The same of a noun with its article (الأيام)."""
        stem = self.stem(i)
        return self.words.units.get(stem[2:]) if stem.startswith("ال") else None

    def is_the_year(self, i: int) -> bool:
        """Whether «العام» or «السنة» stands at ``i``, with no proclitic."""
        return not self.pro(i) and self.definite_unit(i) == ("year", 1)

    def definite_count(self, i: int) -> tuple[int, int] | None:
        """(count, tokens taken) of a definite number after its noun: الأيام الخمسة، الساعات الـ48، الساعات الأربع والعشرين."""
        number = number_at(self.tokens, i)
        if number is None or not number.definite or number.sort == "fraction" or not 1 < number.value < _MOST_COUNTED:
            return None
        return (int(number.value), number.taken) if number.value.denominator == 1 else None
