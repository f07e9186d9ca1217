"""The words of time, compiled from the knowledge into look-ups over folded tokens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import DamerauLevenshtein

from mahdar.arabic import Lexicon, Token, fold
from mahdar.knowledge import Knowledge
from mahdar.times.found import Relative

Phrases = dict[tuple[str, ...], int]
_LONGEST = 4


def words_at(tokens: Sequence[Token], i: int, count: int) -> tuple[str, ...]:
    """The folded words of ``count`` tokens from ``i``: the first without its proclitics, the others whole."""
    return (tokens[i].stem, *(t.norm for t in tokens[i + 1 : i + count]))


def longest(tokens: Sequence[Token], i: int, phrases: Phrases | frozenset[tuple[str, ...]], heads: frozenset[str]) -> int:
    """How many tokens the longest of ``phrases`` takes that begins at token ``i``; 0 when none does. ``heads`` are the
    first words of the phrases: most tokens are none of them."""
    if tokens[i].stem not in heads:
        return 0
    for count in range(min(_LONGEST, len(tokens) - i), 0, -1):
        if words_at(tokens, i, count) in phrases:
            return count
    return 0


def _heads(phrases: Iterable[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(p[0] for p in phrases)


def _phrases(words: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(fold(w).split()) for w in words)


class Vocabulary:
    """Months, weekdays, units and the word classes of ``times.toml``; ``titles`` are the last two words of organizations' names."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        months, times = knowledge.months, knowledge.times
        self._lexicon = lexicon
        self.months: Phrases = {tuple(fold(n).split()): int(k) for k, names in months.gregorian.items() for n in names}
        self.doubtful = _phrases(months.needs_context["words"])
        self.weekdays: Phrases = {(fold(n),): int(k) for k, names in months.weekdays.items() for n in names}
        self.units: dict[str, tuple[str, int]] = {}
        for unit, forms in times.units.items():
            for number, words in enumerate(forms, 1):
                for word in words:
                    self.units[fold(word)] = (unit, number)
        self.relative: dict[str, Relative] = {fold(w): key for key, words in times.relative.items() for w in words}  # type: ignore[misc]
        self.deictic: Phrases = {tuple(fold(p).split()): int(k) for k, words in times.deictic.items() for p in words}
        self._classes = {name: _phrases(words) for name, words in times.words.items()}
        self._heads = {name: _heads(phrases) for name, phrases in self._classes.items()}
        self._month_heads, self._deictic_heads = _heads(self.months), _heads(self.deictic)
        names = (fold(name).split() for organization in knowledge.organizations for name in organization.names)
        self.titles = frozenset((n[-2], n[-1]) for n in names if len(n) > 1)
        self._typo_targets = [(name[0], number) for name, number in self.months.items() if len(name) == 1 and len(name[0]) >= 4]

    def is_a(self, name: str, tokens: Sequence[Token], i: int) -> int:
        """How many tokens from ``i`` form a phrase of class ``name``; 0 when none."""
        return longest(tokens, i, self._classes[name], self._heads[name]) if 0 <= i < len(tokens) else 0

    def deictic_at(self, tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
        """(days from the day of speaking, tokens taken) of a word such as أمس at ``i``."""
        taken = longest(tokens, i, self.deictic, self._deictic_heads) if i < len(tokens) else 0
        return (self.deictic[words_at(tokens, i, taken)], taken) if taken else None

    def month_at(self, tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
        """(month, tokens taken) of the month's name at ``i``."""
        if i >= len(tokens):
            return None
        taken = longest(tokens, i, self.months, self._month_heads)
        return (self.months[words_at(tokens, i, taken)], taken) if taken else None

    def misspelt_month(self, token: Token) -> int | None:
        """The month that an unknown word is one slip away from (ايلو for ايلول); None for a known word.

        Only of use where the words around ask for a month.
        """
        word = token.stem
        rare_enough = 2e-6 if len(word) > 3 else 3e-7
        if token.kind != "word" or len(word) < 3 or self._lexicon.is_known(word) or self._lexicon.frequency(word) > rare_enough:
            return None
        near = [(DamerauLevenshtein.distance(word, name, score_cutoff=1), number) for name, number in self._typo_targets]
        close = {number for distance, number in near if distance == 1}
        return close.pop() if len(close) == 1 else None
