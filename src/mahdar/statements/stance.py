"""Words of stance: the fields of meaning of ``stance.toml`` that a word belongs to, whatever its inflection."""

from __future__ import annotations

from functools import lru_cache

from mahdar.arabic import Token, fold
from mahdar.knowledge import Knowledge

_ENDINGS = ("ون", "ين", "ان", "ات", "وا", "تا", "ه", "ت", "ا")
_PREFIXES = frozenset("يتنا")
_REMEMBERED = 1 << 14
SHORTEST = 3
"""Letters that a stem has at least."""


@lru_cache(_REMEMBERED)
def stem_of(base: str) -> str:
    """One form for the inflections of a folded word without clitics: without its ending, and with one letter for the prefixes of the
    imperfect (تنتهك، ينتهكون، انتهكت → ينتهك)."""
    for ending in _ENDINGS:
        if base.endswith(ending) and len(base) - len(ending) >= SHORTEST:
            base = base[: -len(ending)]
            break
    return "ي" + base[1:] if len(base) > SHORTEST and base[0] in _PREFIXES else base


class StanceWords:
    """Looks up the fields of words. Made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        fields: dict[str, list[str]] = {}
        for field, words in knowledge.stance.items():
            for word in words:
                fields.setdefault(stem_of(fold(word)), []).append(field)
        self._fields = {stem: tuple(dict.fromkeys(found)) for stem, found in fields.items()}

    def of(self, token: Token) -> tuple[str, ...]:
        """The fields of a word, none where it has none."""
        stem = stem_of(token.base)
        found = self._fields.get(stem, ())
        if not found and len(stem) == SHORTEST and stem[0] in "تن":
            return self._fields.get("ي" + stem[1:], ())  # تقف، نقف
        return found
