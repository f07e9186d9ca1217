"""The words of time, compiled from the knowledge into look-ups over folded tokens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Generic, Literal, TypeVar

from rapidfuzz.distance import DamerauLevenshtein

from mahdar.arabic import Lexicon, Token, fold
from mahdar.arabic.numerals import numeral_words
from mahdar.knowledge import Knowledge
from mahdar.times.feasts import Feasts
from mahdar.times.meaning import Relative, Unit

T = TypeVar("T")
Words = tuple[str, ...]
Opening = Literal[
    "number", "numeral", "slip", "modifier", "part", "weekday", "deictic", "month", "month-noun", "year-noun", "period", "decade", "unit",
    "definite-unit", "pointer", "ago", "from-it", "about", "hour", "feast",
]  # fmt: skip
"""As what a word may open an expression."""
Month = tuple[str, int]
"""A calendar and the number of a month in it."""

_DAY = len("2018-05-04")
_SHORTEST_WORD = 3
_RARE, _RARE_SHORT, _RARE_WHERE_SURE = 2e-6, 3e-7, 1e-5
"""Shares of all words below which a word may be a slip: it is hardly a word of its own."""
_SHORTEST_SLIP = 4
"""Letters that a month's name has at least where a slip in it is understood."""


def words_at(tokens: Sequence[Token], i: int, count: int) -> Words:
    """The folded words of ``count`` tokens from ``i``: the first without its proclitics, the others whole."""
    return (tokens[i].stem, *(t.norm for t in tokens[i + 1 : i + count]))


class Phrases(Generic[T]):
    """Phrases of folded words, with what each means; found at a token, the longest first."""

    def __init__(self, meanings: Mapping[Words, T] | Iterable[tuple[Words, T]]) -> None:
        self._meanings = dict(meanings)
        lengths: dict[str, set[int]] = {}
        for phrase in self._meanings:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        self._lengths = {head: tuple(sorted(counts, reverse=True)) for head, counts in lengths.items()}
        self.heads = frozenset(lengths)

    def at(self, tokens: Sequence[Token], i: int) -> tuple[T, int] | None:
        """What the longest phrase that begins at token ``i`` means, and how many tokens it takes; None where none does.

        The first word may carry proclitics, or be a phrase's own with them (لمدة); the others may not.
        """
        if not 0 <= i < len(tokens):
            return None
        token = tokens[i]
        found = self._from(token.stem, tokens, i) if token.stem in self._lengths else None
        return self._from(token.norm, tokens, i) if found is None and token.pro and token.norm in self._lengths else found

    def _from(self, head: str, tokens: Sequence[Token], i: int) -> tuple[T, int] | None:
        for count in self._lengths[head]:
            words = (head, *(t.norm for t in tokens[i + 1 : i + count]))
            if len(words) == count and words in self._meanings:
                return self._meanings[words], count
        return None

    def items(self) -> Iterable[tuple[Words, T]]:
        """The phrases with their meanings."""
        return self._meanings.items()


def phrase(words: str) -> Words:
    """A phrase as the data write it, folded, as its tokens."""
    return tuple(fold(words).split())


def _classes(lists: Mapping[str, Iterable[str]]) -> Phrases[str]:
    return Phrases((phrase(words), key) for key, all_words in lists.items() for words in all_words)


class Vocabulary:
    """Months, weekdays, units and the word classes of ``times.toml``; ``titles`` are the last two words of organizations' names."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, feasts: Feasts) -> None:
        months, times = knowledge.months, knowledge.times
        self._lexicon = lexicon
        calendars = {"gregorian": months.gregorian, "hijri": months.hijri}
        self.months: Phrases[Month] = Phrases(
            (phrase(name), (system, int(number))) for system, named in calendars.items() for number, names in named.items() for name in names
        )
        self.libyan: Phrases[int] = Phrases((phrase(name), int(number)) for number, names in months.libyan.items() for name in names)
        self.doubtful = frozenset(phrase(words) for kind in ("words", "hijri") for words in months.needs_context[kind])
        self.epithets = frozenset(fold(word) for words in months.hijri_epithets.values() for word in words)
        self.weekdays = {fold(name): int(number) for number, names in months.weekdays.items() for name in names}
        self.units: dict[str, tuple[Unit, int]] = {
            fold(word): (unit, number)  # type: ignore[misc]
            for unit, forms in times.units.items()
            for number, words in enumerate(forms, 1)
            for word in words
        }
        self.relative: dict[str, Relative] = {fold(w): key for key, words in times.relative.items() for w in words}  # type: ignore[misc]
        self.after_slips = frozenset(self.relative)
        self.deictic: Phrases[int] = Phrases((phrase(p), int(days)) for days, phrases in times.deictic.items() for p in phrases)
        self.classes = {name: Phrases((phrase(words), True) for words in all_words) for name, all_words in times.words.items()}
        self.periods, self.hours, self.eras = _classes(times.periods), _classes(times.hours), _classes(times.eras)
        self.decades = {fold(word): int(tens) // 10 for tens, words in times.decades.items() for word in words}
        self.zones = _classes(times.zones)
        minutes = ("half", "quarter", "third", "less_quarter", "less_third")
        self.minutes = {phrase(words): (key, len(phrase(words))) for key in minutes for words in times.hours[key]}
        self.feasts = feasts
        self.given_names = frozenset(fold(name) for names in (knowledge.given_names.arabic, knowledge.given_names.foreign) for name in names)
        places = (*knowledge.places, *knowledge.states)
        named = (fold(name) for place in places for name in (*place.names, *getattr(place, "capital_names", ())))
        self.places = frozenset(name for name in named if " " not in name)
        self.dated = Phrases(
            (phrase(name), entry.date)
            for entry in (*knowledge.events, *knowledge.documents)
            if entry.date and len(entry.date) == _DAY
            for name in entry.names
        )
        names = (fold(name).split() for organization in knowledge.organizations for name in organization.names)
        self.titles = frozenset((n[-2], n[-1]) for n in names if len(n) > 1)
        self.openings = self._openings()
        self._single = tuple((name[0], month) for name, month in self.months.items() if len(name) == 1 and len(name[0]) >= _SHORTEST_SLIP)
        self._pairs = tuple((name, month) for name, month in self.months.items() if len(name) == 2 and month[0] == "gregorian")
        self._firsts = frozenset(name[0] for name, _ in self._pairs)

    def _openings(self) -> dict[str, frozenset[Opening]]:
        """The words, without proclitics, that an expression may begin with, and as what."""
        classes: dict[Opening, tuple[str, ...]] = {
            "modifier": ("start", "mid", "end"),
            "part": ("part", "day_nouns"),
            "month-noun": ("month_nouns",),
            "year-noun": ("year_nouns",),
            "period": ("half", "quarter"),
            "ago": ("ago", "ahead", "during", "short_whiles"),
            "from-it": ("before_it", "after_it"),
            "about": ("about", "few"),
            "definite-unit": ("stretches",),
            "pointer": ("this", "same_before", "that_one"),
        }
        heads: list[tuple[Opening, Iterable[str]]] = [(as_, self.classes[name].heads) for as_, names in classes.items() for name in names]
        heads += [
            ("weekday", self.weekdays),
            ("deictic", self.deictic.heads),
            ("month", self.months.heads),
            ("period", self.periods.heads),
            ("decade", self.decades),
            ("unit", self.units),
            ("definite-unit", ["ال" + unit for unit in self.units]),
            ("hour", self.hours.heads),
            ("feast", [*self.feasts.openings, "اول", "ثاني", "ثالث", "رابع"]),
            ("numeral", ["ال", "غره", "الفاتح", *numeral_words(), *("ال" + word for word in numeral_words())]),
            ("year-noun", ["العقد"]),
        ]
        openings: dict[str, set[Opening]] = {}
        for as_, words in heads:
            for word in words:
                openings.setdefault(word, set()).add(as_)
        return {word: frozenset(as_) for word, as_ in openings.items()}

    def misspelt_month(self, tokens: Sequence[Token], i: int, *, sure: bool = False) -> tuple[Month, int] | None:
        """The month that unknown words at ``i`` are one slip away from (ايلو for ايلول, كانون التاني), and how many tokens they take.

        None for known words. Only of use where the words around ask for a month; with ``sure`` they ask for nothing else, and a rarer
        word may be meant as one (يولي for يوليو).
        """
        if not 0 <= i < len(tokens) or tokens[i].kind != "word":
            return None
        word = tokens[i].norm if tokens[i].pro == "ف" else tokens[i].stem  # فبريار is no ف with a word
        after = tokens[i + 1].norm if i + 1 < len(tokens) else ""
        if len(word) < _SHORTEST_WORD or self._lexicon.is_known(word):
            return None
        if (months := self._double(word, after)) is not None:
            return months, 2
        rare_enough = _RARE_WHERE_SURE if sure else _RARE if len(word) > _SHORTEST_WORD else _RARE_SHORT
        return (month, 1) if self._lexicon.frequency(word) <= rare_enough and (month := _nearest(word, self._single)) else None

    def _double(self, word: str, after: str) -> Month | None:
        """The month of two words that two words are one slip away from (كانون التاني)."""
        if not any(abs(len(word) - len(first)) < 2 and _slip(word, first) < 2 for first in self._firsts):
            return None
        close = {month for name, month in self._pairs if _slip(word, name[0]) + _slip(after, name[1]) == 1}
        return close.pop() if len(close) == 1 else None


@lru_cache(maxsize=4096)
def _nearest(word: str, names: tuple[tuple[str, Month], ...]) -> Month | None:
    """The one month whose name is one slip away."""
    close = {month for name, month in names if abs(len(name) - len(word)) < 2 and _slip(word, name) == 1}
    return close.pop() if len(close) == 1 else None


def _slip(word: str, name: str) -> int:
    """Slips (Damerau-Levenshtein) between two words; 9 where there is more than one, or one in a word too short to tell."""
    if len(name) < _SHORTEST_SLIP:
        return 0 if word == name else 9
    distance = DamerauLevenshtein.distance(word, name, score_cutoff=1)
    return distance if distance < 2 else 9
