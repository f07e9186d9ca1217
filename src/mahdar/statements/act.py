"""The act of a statement: the verb's own meaning, unless the content says more (أعلن أن بلاده ترفض is reject)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mahdar.arabic import fold
from mahdar.knowledge import Knowledge, ReportingVerb
from mahdar.model import Act

_OPENING_WORDS = 9
_WORDS = re.compile(r"\w+")


class Acts:
    """The signs of ``acts.toml``, compiled. An act's rank in the file breaks ties."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._signs = [(act, _pattern(signs.anywhere), _pattern(signs.opening)) for act, signs in knowledge.acts.items()]

    def of(self, verb: ReportingVerb | None, content: str) -> Act:
        """The act of ``content`` under ``verb``: that of the verb, or for a neutral verb what the earliest sign says."""
        base: Act = verb.act if verb else "state"
        if base != "state":
            return base
        words = _WORDS.findall(fold(content))
        text, opening = " ".join(words), " ".join(words[:_OPENING_WORDS])
        found: list[tuple[int, int, Act]] = []
        for rank, (act, anywhere, first) in enumerate(self._signs):
            matches = [m.start() for m in (first.search(opening), anywhere.search(text)) if m]
            if matches:
                found.append((min(matches), rank, act))
        return min(found)[2] if found else base


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:و|ف)?(?:" + "|".join(sorted((re.escape(fold(w)) for w in words), key=len, reverse=True)) + r")(?!\w)")
