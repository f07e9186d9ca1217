"""The wordings by which dossiers tell their meetings, found in a line: الجولة الثانية من محادثات كران مونتانا، منبر جدة، قمة الدول الضامنة.

A dossier's ``patterns`` say more than a name after a talk noun can (`mahdar.knowledge.phrasing`). Where those of several dossiers fit, the
longest wording tells; where two of the same length do, nobody can say whose meeting it is, and neither is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mahdar.arabic import Phrases, Token, compile_phrases
from mahdar.knowledge import Dossier, Knowledge
from mahdar.meetings.ordinals import in_words, ordinal_at

_MOST = 100
"""No series has so many rounds: a number from here on is something else's."""


class Worded(NamedTuple):
    """A wording in a line: whose it is, its tokens ``first`` to ``last`` (exclusive), the number that it tells and the index after that."""

    dossier: Dossier
    first: int
    last: int
    ordinal: int | None
    numbered: int


class Wordings:
    """Finds wordings. Pure; made once for a knowledge and dossiers.

    Work at a token is bounded by the patterns of the dossiers of which one may begin there, whose number is the dossiers' and not the page's.
    """

    def __init__(self, knowledge: Knowledge, dossiers: Iterable[Dossier]) -> None:
        self._by_head: dict[str, list[tuple[Dossier, Phrases]]] = {}
        self._anywhere: list[tuple[Dossier, Phrases]] = []
        for dossier in dossiers:
            if not dossier.patterns:
                continue
            phrases = compile_phrases(dossier.patterns, knowledge)
            for head in sorted(phrases.heads):
                self._by_head.setdefault(head, []).append((dossier, phrases))
            if phrases.anywhere:
                self._anywhere.append((dossier, phrases))

    def at(self, tokens: Sequence[Token], i: int) -> Worded | None:
        """The wording that begins at token ``i``, with a number that stands in it or right behind it (منبر جدة الثاني)."""
        token, heads = tokens[i], self._by_head
        if not self._anywhere and token.base not in heads and token.stem not in heads and token.norm not in heads and token.bare not in heads:
            return None  # as of nearly all words
        likely = {id(dossier): (dossier, phrases) for dossier, phrases in self._anywhere}
        for form in {token.stem, token.bare, token.base, token.norm}:
            likely.update((id(dossier), (dossier, phrases)) for dossier, phrases in heads.get(form, ()))
        found = [(end, number, dossier) for dossier, phrases in likely.values() if (match := phrases.match(tokens, i)) for end, number in (match,)]
        longest = [told for told in found if told[0] == max(end for end, _, _ in found)]
        if len(longest) != 1:
            return None
        ((end, number, dossier),) = longest
        if number is None:
            behind = in_words(tokens, end) if end < len(tokens) else None
            number, after = behind if behind is not None else (None, end)
        else:
            after = next((got[1] for k in range(i, end) if (got := ordinal_at(tokens, k)) is not None and got[0] == number), end)
        if number is not None and not 0 < number < _MOST:
            number, after = None, end
        return Worded(dossier, i, max(end, after), number, after)
