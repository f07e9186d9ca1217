"""The words around numbers, compiled once from the knowledge: sets of phrases of folded words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from mahdar.arabic.fold import fold
from mahdar.arabic.tokens import Token
from mahdar.knowledge import load


class Phrases:
    """A set of phrases of one word or more, looked up at a token."""

    def __init__(self, phrases: Iterable[str]) -> None:
        known = {tuple(fold(phrase).split()) for phrase in phrases} - {()}
        self._phrases = frozenset(known)
        self._lengths = sorted({len(p) for p in known}, reverse=True)
        self._firsts = frozenset(p[0] for p in known)
        self._lasts = frozenset(p[-1] for p in known)

    def starts(self, tokens: Sequence[Token], at: int, *, proclitic: bool = False) -> int:
        """How many tokens of the longest phrase stand from ``at``; 0 for none. With ``proclitic`` the first may bear one."""
        if not 0 <= at < len(tokens) or (tokens[at].norm not in self._firsts and (not proclitic or tokens[at].stem not in self._firsts)):
            return 0
        return next((n for n in self._lengths if at + n <= len(tokens) and self._holds(tokens, at, n)), 0)

    def ends(self, tokens: Sequence[Token], end: int) -> int:
        """How many tokens of the longest phrase stand right before ``end``; 0 for none. The first may bear a proclitic (والمادة)."""
        if not 0 < end <= len(tokens) or (tokens[end - 1].norm not in self._lasts and tokens[end - 1].stem not in self._lasts):
            return 0
        return next((n for n in self._lengths if n <= end and self._holds(tokens, end - n, n)), 0)

    def _holds(self, tokens: Sequence[Token], at: int, n: int) -> bool:
        rest = tuple(t.norm for t in tokens[at + 1 : at + n])
        return (tokens[at].norm, *rest) in self._phrases or (tokens[at].stem, *rest) in self._phrases


class Vocabulary(msgspec.Struct, frozen=True):
    """The phrases that claim a number, by what they claim it for; see ``numerals.toml``, ``months.toml`` and ``times.toml``."""

    percent: Phrases
    money: Phrases
    measure: Phrases
    amount_before: Phrases
    counted: Phrases
    count_before: Phrases
    score_cues: Phrases
    age_before: Phrases
    age_after: Phrases
    age_units: Phrases
    death: Phrases
    ranked: Phrases
    age_alone: frozenset[str]
    clock_before: Phrases
    clock_after: Phrases
    models: Phrases
    months: Phrases
    month_nouns: Phrases
    year_before: Phrases
    year_leads: Phrases
    day_before: Phrases
    units: Phrases
    this_month: frozenset[str]
    labels: dict[str, str]
    numbered: frozenset[str]
    bridge: frozenset[str]
    function: frozenset[str]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary of the shipped knowledge, made once."""
    known = load()
    claims, labels, times = known.numerals.claims, msgspec.structs.asdict(known.numerals.labels), known.times
    bridge = labels.pop("bridge")
    return Vocabulary(
        **{name: Phrases(words) for name, words in msgspec.structs.asdict(claims).items() if name not in ("age_alone", "this_month")},
        age_alone=frozenset(map(fold, claims.age_alone)),
        months=Phrases(name for calendar in (known.months.gregorian, known.months.hijri) for names in calendar.values() for name in names),
        month_nouns=Phrases(times.words["month_nouns"]),
        units=Phrases(form for forms in times.units.values() for names in forms for form in names),
        this_month=frozenset(map(fold, claims.this_month)),
        labels={fold(word): kind for kind, words in labels.items() for word in words},
        numbered=frozenset(map(fold, labels["number"])),
        bridge=frozenset(map(fold, bridge)) | frozenset(map(fold, labels["number"])),
        function=frozenset(map(fold, known.lexical.function + known.agreement.silent)),
    )
