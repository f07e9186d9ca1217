"""Where sentences end: at . ! ؟ ? and their combinations, but not at a full stop that means something else.

No sentence ends at the stop of an initial or abbreviation (ج. بوش, أ. ف. ب., Inc.), of a number (2.5, 15.11.2024, 1. at the head of a
list) or address, at an ellipsis (… or ..) with more behind it, or inside a quotation or parenthesis. What a quotation ends with may end
the sentence around it, closing mark and all: «قال: "وصلنا." وعاد.» has two.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from mahdar.arabic.enclosed import Enclosed
from mahdar.arabic.fold import fold
from mahdar.arabic.quotes import Quotation
from mahdar.arabic.tokens import Token
from mahdar.arabic.verbs import participle_forms
from mahdar.knowledge import Knowledge, load

_LONG, _LONGEST = 250, 400
"""A line that never ends a sentence is cut all the same, at a comma or where it has grown past any sentence, so that the work on a page
grows with its length alone."""
_TOGETHER = 16
"""At most so many stops or closing marks are looked at together."""
_STOPS = frozenset((".", "!", "؟", "?", "…", "‼", "⁇", "⁈", "⁉"))
_QUESTIONS = _STOPS - {".", "…"}
_CLOSERS = frozenset("\"”“»«'’‘)]}")
_COMMAS = frozenset("،,؛")
_BOUNDS = _STOPS | _COMMAS
_GOES_ON = frozenset("،,؛;:-–—/")


class SentenceFinder:
    """Finds the sentences of a line with the words of a `knowledge.Knowledge`. Pure."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._abbreviations = frozenset(map(fold, knowledge.sentences.abbreviations))
        self._goes_on = set(map(fold, knowledge.sentences.goes_on))
        for verb in knowledge.verbs:
            if verb.participle:
                self._goes_on |= participle_forms(verb.participle, verb.past.endswith(("ى", "ا"))).keys() - {fold(verb.participle)}

    def find(self, tokens: Sequence[Token], inside: Sequence[Enclosed] = ()) -> tuple[tuple[int, int], ...]:
        """Token ranges (first, last + 1) of the sentences of a line; each token is in one.

        ``inside`` are the quotations and parentheses inside which no sentence of the line ends: those that have an end (`whole`), and
        the line's part of one that runs over several. Takes time linear in the line.
        """
        out: list[tuple[int, int]] = []
        around = _around(tokens, inside) if inside else None
        first = past = 0
        for i in (*(k for k, token in enumerate(tokens) if token.surface in _BOUNDS), len(tokens)):
            while i - first > _LONGEST:
                out.append((first, first + _LONGEST))
                first = past = first + _LONGEST
            if i == len(tokens) or i < past:
                continue
            end = None
            if tokens[i].surface in _STOPS:
                past = _past_stops(tokens, i)
                end = self._end(tokens, first, i, past, around[i] if around else None)
            elif i - first >= _LONG and tokens[i].surface in _COMMAS:
                end = i + 1
            if end is not None:
                out.append((first, end))
                first = past = end
        if first < len(tokens):
            out.append((first, len(tokens)))
        return tuple(out)

    def _end(self, tokens: Sequence[Token], first: int, i: int, after: int, around: Enclosed | None) -> int | None:
        """The token after the sentence that the stops ``i`` to ``after`` end, with the closing marks that belong to it."""
        run = [token.surface for token in tokens[i:after]]
        asks = any(mark in _QUESTIONS for mark in run)
        trails_off = not asks and (len(run) > 1 or run[0] == "…")
        if not asks and not trails_off and self._abbreviates(tokens, first, i):
            return None
        if around is not None:
            return self._end_inside(tokens, first, after, around, asks or trails_off)
        if trails_off and after < len(tokens):
            return None
        after = _past_closers(tokens, after)
        behind = _behind(tokens, after)
        if behind and behind not in _CLOSERS and not ("\u0620" <= behind <= "\u06ff"):
            return None
        return after

    def _abbreviates(self, tokens: Sequence[Token], first: int, i: int) -> bool:
        """Whether the full stop ``i`` belongs to the word or number before it, and not to the sentence."""
        if i == first:
            return False
        before = tokens[i - 1]
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if following is None or before.end != tokens[i].start:
            return False
        if before.kind == "number":
            if i - 1 == first:
                return before.norm.isdecimal() and len(before.norm) <= 2  # 1. وصل الوفد
            return following.kind == "number" and len(before.norm) <= 2 and len(following.norm) <= 4 and following.start <= tokens[i].end + 1
        if before.kind not in ("word", "latin") or following.pro.startswith(("و", "ف")):
            return False
        if len(before.norm) == 1:
            # After a number a letter is the era or a unit (2017م.), not an initial.
            return not (i - 2 >= first and tokens[i - 2].kind == "number")
        if len(before.norm) == 2 and len(following.norm) <= 2 and following.start == tokens[i].end:
            return True  # بي.بي.سي
        return before.norm in self._abbreviations

    def _end_inside(self, tokens: Sequence[Token], first: int, after: int, around: Enclosed, soft: bool) -> int | None:
        """The token after the sentence that ends with the end of a quotation or parenthesis; None where it goes on.

        ``soft`` is what may end the quoted words alone (؟ ! …): it ends the sentence only where the quotation was its aim (قال: "…؟").
        """
        for _ in range(_TOGETHER):
            if after == len(tokens) or tokens[after].start >= around.end:
                break
            if tokens[after].surface not in _CLOSERS and tokens[after].surface not in _STOPS:
                return None
            after += 1
        if after == len(tokens) or tokens[after].start < around.end:
            return None
        following = tokens[after]
        if following.surface in _GOES_ON or following.surface in _STOPS or following.surface in _CLOSERS or following.norm in self._goes_on:
            return None
        opened = after
        while opened > first and tokens[opened - 1].start >= around.start:
            opened -= 1
        if not isinstance(around, Quotation):
            return after if opened == first else None
        if opened == first:  # "لن نقبل." قال الوزير
            return after if not soft and following.pro.startswith(("و", "ف")) else None
        return after if not soft or tokens[opened - 1].surface == ":" else None


def _past_stops(tokens: Sequence[Token], i: int) -> int:
    """The token after the stops that stand together from ``i`` on (؟! or ...)."""
    after = i + 1
    while after < min(len(tokens), i + _TOGETHER) and tokens[after].surface in _STOPS:
        after += 1
    return after


def _around(tokens: Sequence[Token], inside: Sequence[Enclosed]) -> list[Enclosed | None]:
    """For each token the one of ``inside`` that it is inside of; the one that ends last where they are several."""
    out: list[Enclosed | None] = [None] * len(tokens)
    k = 0
    holds: Enclosed | None = None
    ordered = sorted(inside, key=lambda e: e.inner_start)
    for i, token in enumerate(tokens):
        while k < len(ordered) and ordered[k].inner_start <= token.start:
            if holds is None or ordered[k].end > holds.end:
                holds = ordered[k]
            k += 1
        if holds is not None and token.start < holds.inner_end:
            out[i] = holds
    return out


def _past_closers(tokens: Sequence[Token], after: int) -> int:
    """The token after the closing marks that stand glued to a stop, with a space behind them."""
    end = after
    while end < min(len(tokens), after + _TOGETHER) and tokens[end].surface in _CLOSERS and tokens[end].start == tokens[end - 1].end:
        end += 1
    return after if _behind(tokens, end) else end


def _behind(tokens: Sequence[Token], after: int) -> str:
    """The character right behind the token before ``after``; empty where a space is, or the end."""
    return tokens[after].surface[0] if after < len(tokens) and tokens[after].start == tokens[after - 1].end else ""


@lru_cache(maxsize=1)
def shipped() -> SentenceFinder:
    """The finder with the words that ship with the package; a user's knowledge has none of its own."""
    return SentenceFinder(load())
