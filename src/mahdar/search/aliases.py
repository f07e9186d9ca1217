"""Spellings of one name that fold apart: أستانا and أستانة, غوتيريش and جوتيريس.

Those that fold alike (أردوغان, اردوغان; لاڤروف, لافروف) need no table. Which words are spellings of one is told by the knowledge: where two
names of one entity have the same number of words, words at the same place are put together if `mahdar.arabic.same_name` takes them for one.
Other names of it are not (نور سلطان isn't أستانا): they are found by the entity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from mahdar.arabic import Lexicon, fold, same_name
from mahdar.knowledge import Knowledge

_SHORTEST = 4
"""Letters of a word of which two spellings may be told: of fewer, too many words are alike."""
_COMMON = 2e-5
"""Share of all words from which a spelling is a word of the language, and no alias of another."""
_NAMED = ("person", "place", "state")
"""Kinds of things whose names are names through and through: those of others are made of words (اتفاقات isn't a spelling of اتفاقيات)."""


def aliases(knowledge: Knowledge, lexicon: Lexicon) -> Mapping[str, str]:
    """For each folded word that is a spelling of another the one that stands for both: the commonest, then the first in code point order."""
    parent: dict[str, str] = {}

    def root(word: str) -> str:
        while parent.get(word, word) != word:
            word = parent[word]
        return word

    for one, other in _pairs(knowledge, lexicon):
        first, second = root(one), root(other)
        if first != second:
            parent[second] = first
    groups: dict[str, set[str]] = {}
    for word in sorted({word for pair in _pairs(knowledge, lexicon) for word in pair}):
        groups.setdefault(root(word), set()).add(word)
    found: dict[str, str] = {}
    for group in groups.values():
        shown = min(group, key=lambda word: (-lexicon.frequency(word), word))
        found.update(dict.fromkeys(group, shown))
    return found


def _pairs(knowledge: Knowledge, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Words that are spellings of one. Two of an entity's names are compared word by word where they have as many words."""
    seen: set[tuple[str, str]] = set()
    for names in _names(knowledge):
        split = sorted({tuple(map(_bare, fold(name).split())) for name in names})
        for one, other in combinations(split, 2):
            if len(one) != len(other):
                continue
            for a, b in zip(one, other, strict=True):
                if a == b or (a, b) in seen or min(len(a), len(b)) < _SHORTEST:
                    continue
                seen.add((a, b))
                if all(lexicon.is_known(word) or lexicon.frequency(word) < _COMMON for word in (a, b)) and same_name(a, b):
                    yield a, b


def _names(knowledge: Knowledge) -> Iterator[Iterable[str]]:
    for kind, entry in knowledge.entries():
        if kind in _NAMED:
            yield (*entry.names, *entry.short)
    for state in knowledge.states:
        yield state.capital_names


def _bare(word: str) -> str:
    """A word of a name without its article."""
    return word[2:] if word.startswith("ال") and len(word) > _SHORTEST + 1 else word
