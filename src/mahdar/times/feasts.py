"""Religious and national days: their names in tokens, and the days on which they fall."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import MAXYEAR, MINYEAR, date, timedelta

import msgspec

from mahdar.arabic import Token, fold
from mahdar.knowledge import Feast, Knowledge, State
from mahdar.knowledge.feasts import ByDate, ByEaster, ByHijriDate, ByHijriWeekday, ByWeekday, Rule
from mahdar.times import hijri
from mahdar.times.days import Days, Refused, choose
from mahdar.times.meaning import Relative
from mahdar.times.movable import easter, hebrew_new_year

LONGEST = 5
"""Words of the longest name; longer ones that a template makes are left out."""

_PROCLITICS = ("ب", "ل", "ك", "و", "ف", "وب", "ول", "وك", "فب", "فل", "فك")


class FeastName(msgspec.Struct, frozen=True):
    """A feast's name in tokens: ``start``, the offset in the text where it begins, after proclitics, and how many tokens it takes.

    ``feast`` is its id; None for a name that several states share (عيد الاستقلال), for which `of` asks the state.
    """

    start: int
    taken: int
    feast: str | None
    by_state: Mapping[str, str]

    def of(self, state: str | None) -> str | None:
        """The feast's id, on a page that ``state`` (an id) is behind or that tells of it; None where that doesn't tell."""
        return self.feast or self.by_state.get(state or "")


class Feasts:
    """The feasts of a knowledge. ``phrases`` maps the folded words of a name, at most `LONGEST`, to the feast's id; ``shared``
    those of names that several states share to the ids by state; ``openings`` are the words, as tokens have them, that a name may begin
    with, and how many letters of each are proclitics. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        book = knowledge.feasts
        states = {state.id: state for state in knowledge.states}
        self.phrases: dict[tuple[str, ...], str] = {}
        self.shared: dict[tuple[str, ...], dict[str, str]] = {}
        self._feasts = {feast.id: feast for feast in book.feast}
        self._occasion = frozenset(fold(word) for word in book.occasion)
        self._doubtful = frozenset(tuple(fold(name).split()) for feast in book.feast for name in feast.doubtful)
        for feast in book.feast:
            for phrase in _phrases(feast, states.get(feast.state or "")):
                self.phrases[phrase] = feast.id
            for name in feast.bare:
                self.shared.setdefault(tuple(fold(name).split()), {})[feast.state or ""] = feast.id
        self._never_after = frozenset(fold(word) for word in book.never_after)
        self._nationalities = frozenset(fold("ال" + word) for state in knowledge.states for word in state.adjectives)
        heads = {phrase[0] for phrase in (*self.phrases, *self.shared)}
        self.openings = {pro + head: len(pro) for pro in _PROCLITICS for head in heads} | dict.fromkeys(heads, 0)

    def at(self, tokens: Sequence[Token], i: int) -> FeastName | None:
        """The longest name of a feast that begins at token ``i``; None where none does.

        A doubtful one (نوروز) counts only after a word of occasion (احتفالات نوروز). Proclitics are also taken off where
        the tokens keep them because the whole is another word: بعيد الفطر, where بعيد alone is far.
        """
        if i >= len(tokens) or (letters := self.openings.get(tokens[i].stem)) is None:
            return None
        if i > 0 and tokens[i - 1].bare in self._never_after:
            return None
        name = self._longest(tokens, i, letters)
        return None if name is None or (letters and name.taken == 1) or (name.feast is None and self._told_apart(tokens, i + name.taken)) else name

    def dates_in(self, feast: str, year: int) -> tuple[Days, ...]:
        """When the feast of that id begins in a Gregorian year: not at all, once, or twice (a Hijri one), in order.

        Raises `KeyError` for an id there isn't.
        """
        if not MINYEAR <= year < MAXYEAR:  # in the last year some would fall after all days there are
            return ()
        rule = next((r for r in self._feasts[feast].on if (r.since or year) <= year <= (r.until or year)), None)
        return tuple(_run(day, rule, approximate) for day, approximate in _days(rule, year)) if rule else ()

    def date_in(self, feast: str, year: int) -> Days | None:
        """The first time that the feast falls in a Gregorian year (عيد الفصح عام 2017); None where it doesn't."""
        return next(iter(self.dates_in(feast, year)), None)

    def in_hijri_year(self, feast: str, year: int) -> Days | None:
        """When a Hijri feast falls in a Hijri year (عيد الفطر 1445); None for a feast of another calendar, or where it doesn't."""
        whole = hijri.gregorian(year)
        if isinstance(whole, Refused) or not any(isinstance(r, ByHijriDate | ByHijriWeekday) for r in self._feasts[feast].on):
            return None
        runs = (run for y in range(whole.first.year, whole.last.year + 1) for run in self.dates_in(feast, y))
        return next((run for run in runs if whole.first <= run.first <= whole.last), None)

    def near(self, feast: str, anchor: date, relative: Relative | None = None) -> Days | None:
        """The time that is meant where no year is told (عيد الفطر الماضي), on the day ``anchor``: `choose` says which.

        With no adjective it is the nearest, so a page of 11 April 2024 means by عيد الفطر the day before. None where the
        feast can't be told.
        """
        years = range(anchor.year - 2, anchor.year + 3)
        return choose([run for year in years for run in self.dates_in(feast, year)], anchor, relative)

    def _longest(self, tokens: Sequence[Token], i: int, letters: int) -> FeastName | None:
        """The longest name at ``i``, after so many ``letters`` of the token's stem."""
        first = tokens[i]
        words = (first.stem[letters:], *(token.norm for token in tokens[i + 1 : i + LONGEST]))
        for taken in range(len(words), 0, -1):
            phrase = words[:taken]
            if phrase in self._doubtful and not (i > 0 and tokens[i - 1].bare in self._occasion):
                continue
            feast, shared = self.phrases.get(phrase), self.shared.get(phrase)
            if feast or shared:
                start = first.stem_start + _past(letters, first.surface[first.stem_start - first.start :])
                return FeastName(start, taken, feast, shared or {})
        return None

    def _told_apart(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether the token after a shared name says whose or what day it is, as no name here does (العيد الوطني للجيش)."""
        return i < len(tokens) and ("ل" in tokens[i].pro or tokens[i].stem in self._nationalities)


def _phrases(feast: Feast, state: State | None) -> Iterator[tuple[str, ...]]:
    """The folded words of the feast's names, with its state's put in."""
    adjectives = [" ".join("ال" + word for word in a.split()) for a in state.adjectives] if state else []
    names = state.names if state else ()
    fillings = {
        "{of}": [*adjectives, *("لل" + n[2:] if n.startswith("ال") else "ل" + n for n in names)],
        "{state}": [*names],
    }
    for name in (*feast.names, *feast.doubtful):
        mark = next((m for m in fillings if m in name), "")
        for filling in fillings.get(mark, [""]):
            phrase = tuple(fold(name.replace(mark, filling) if mark else name).split())
            if len(phrase) <= LONGEST:
                yield phrase


def _run(day: date, rule: Rule, approximate: bool) -> Days:
    return Days(day, day + timedelta(rule.days - 1), approximate or rule.approximate)


def _days(rule: Rule, year: int) -> Iterator[tuple[date, bool]]:
    """The days in a Gregorian year on which the rule says a feast begins, and whether each is approximate."""
    if isinstance(rule, ByDate):
        yield date(year, rule.month, rule.day), False
    elif isinstance(rule, ByWeekday):
        first = date(year, rule.month, 1)
        yield first + timedelta((rule.weekday - first.isoweekday()) % 7 + 7 * (rule.nth - 1)), False
    elif isinstance(rule, ByHijriDate | ByHijriWeekday):
        yield from _hijri_days(rule, year)
    elif isinstance(rule, ByEaster):
        if sunday := easter(year, rule.church):
            yield sunday + timedelta(rule.offset), False
    else:
        for autumn in range(max(MINYEAR, year - 1), year + 1):  # far from now the Hebrew year drifts: a feast may fall past December
            new_year, long_heshvan = hebrew_new_year(autumn)
            day = new_year + timedelta(rule.offset + (rule.past_heshvan and long_heshvan))
            if day.year == year:
                yield day, False


def _hijri_days(rule: ByHijriDate | ByHijriWeekday, year: int) -> Iterator[tuple[date, bool]]:
    begins = hijri.from_gregorian(date(year, 1, 1))
    first = begins.year if isinstance(begins, hijri.HijriDay) else hijri.YEARS.start
    for hijri_year in range(first, first + 3):  # a Gregorian year may touch three Hijri ones, as 2008 did
        found = hijri.gregorian(hijri_year, rule.month, rule.day if isinstance(rule, ByHijriDate) else None)
        if isinstance(found, Days):
            day = found.last if isinstance(rule, ByHijriWeekday) else found.first
            if isinstance(rule, ByHijriWeekday):
                day -= timedelta((day.isoweekday() - rule.weekday) % 7)
            if day.year == year:
                yield day, found.approximate


def _past(letters: int, surface: str) -> int:
    """The offset in ``surface`` after that many letters and the marks on them."""
    seen = 0
    for at, char in enumerate(surface):
        if fold(char):
            if seen == letters:
                return at
            seen += 1
    return len(surface)
