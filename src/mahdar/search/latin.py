"""Names in Latin letters: Idlib is إدلب, Lavrov is لافروف, though the pages write neither.

The knowledge tells both. A name is what it is as a whole (United Arab Emirates, الإمارات); of persons, whose names are spelt and not
translated, words at the same place are one too where both have as many (Sergey, سيرغي). Only what is asked goes this way; pages are
indexed as they are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec

from mahdar.arabic import fold
from mahdar.knowledge import Knowledge, load

LONGEST = 5
"""Words of a Latin name; longer ones aren't looked for."""
_MOST = 4
"""So many Arabic forms of one word or name are asked for, the usual ones."""
_SHORTEST = 3
"""Letters of a word of which an Arabic one is asked for, and of this: al and de are parts of too many names."""


class Latin(msgspec.Struct, frozen=True):
    """Folded Latin words, and folded Latin names of several words, each with what they are in Arabic, the usual form first."""

    words: Mapping[str, tuple[str, ...]]
    names: Mapping[str, tuple[str, ...]]

    def word(self, word: str) -> tuple[str, ...]:
        """What a word is in Arabic as a name, or as part of one; none where it is written in Arabic, or is no name."""
        return self.words.get(fold(word), ())

    def name(self, words: Iterable[str]) -> tuple[str, ...]:
        """What some words together are in Arabic."""
        return self.names.get(fold(" ".join(words)), ())


def table(knowledge: Knowledge) -> Latin:
    """What the names of ``knowledge`` are in Arabic."""
    words: dict[str, dict[str, None]] = {}
    names: dict[str, dict[str, None]] = {}
    for kind, entry in knowledge.entries():
        forms = [form for form in map(fold, (*entry.names, *entry.short)) if len(form) >= _SHORTEST]
        for latin in map(fold, filter(None, dict.fromkeys((entry.en, *entry.latin)))):
            split = latin.split()
            if len(split) > 1:
                names.setdefault(latin, {}).update(dict.fromkeys(forms))
            elif len(latin) >= _SHORTEST:
                # A word for a word, where there is one: of several words together fewer can be looked through.
                words.setdefault(latin, {}).update(dict.fromkeys([form for form in forms if " " not in form] or forms))
            if kind == "person":
                _align(words, split, forms)
    return Latin(words=_first(words), names=_first(names))


def _align(words: dict[str, dict[str, None]], latin: Sequence[str], forms: Iterable[str]) -> None:
    """Take the words of a person's names at the same place for one."""
    for form in forms:
        arabic = form.split()
        for one, its in zip(latin, arabic, strict=False) if len(latin) == len(arabic) else ():
            if min(len(one), len(its)) >= _SHORTEST:
                words.setdefault(one, {})[its] = None


def _first(found: Mapping[str, dict[str, None]]) -> dict[str, tuple[str, ...]]:
    return {latin: tuple(arabic)[:_MOST] for latin, arabic in found.items()}


@lru_cache(maxsize=1)
def latin() -> Latin:
    """The Latin names that the shipped knowledge has."""
    return table(load())
