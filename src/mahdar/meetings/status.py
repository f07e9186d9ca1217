"""How a round stands, from the words around its telling: announced, ongoing, held, postponed, cancelled.

Verbs and adjectives count in the round's clause (انطلقت في أستانا الجولة السابعة); nouns of beginning, end or delay only
right before the round (ختام أعمال الجولة), since further off they speak of something else (بإلغاء العقوبات).
"""

from __future__ import annotations

import msgspec

from mahdar.arabic import Line, Token, fold
from mahdar.knowledge import Talks
from mahdar.model import Status

_BEFORE, _AFTER = 8, 14
_CLOSE = 3
_AN = frozenset({"ان", "انه", "انها", "انهم"})
_TOWARDS = frozenset({"علي", "الي"})
_RANK: tuple[Status, ...] = ("postponed", "cancelled", "ongoing", "held", "announced")


class Standing(msgspec.Struct, frozen=True):
    """What a telling says: the status (None where nothing does), and whether it speaks of the beginning or the end."""

    status: Status | None
    opens: bool
    closes: bool


class StatusWords:
    """The words of ``talks.toml`` that tell how a round stands, folded."""

    def __init__(self, talks: Talks) -> None:
        status = talks.status
        self._words: dict[Status, frozenset[str]] = {
            "postponed": _folded(status.postponed),
            "cancelled": _folded(status.cancelled),
            "ongoing": _folded(status.ongoing),
            "held": _folded(status.held),
            "announced": _folded(status.announced),
        }
        self._opening = _folded(status.opening)
        self._closing = _folded(status.closing)
        self._nouns = _folded(status.nouns)
        self._plans = _folded(status.plans)

    def read(self, line: Line, first: int, last: int, begin: int, end: int) -> Standing:
        """How the round at tokens ``first:last`` is told to stand by the words of ``begin:end`` around it."""
        tokens = line.tokens
        end = next((k for k in range(last, end) if opens_content(tokens[k])), end)
        before = [k for k in range(begin, first) if tokens[k].kind != "mark"][-_BEFORE:]
        close = before[-_CLOSE:]
        signs = {
            form
            for k in (*before, *range(last, min(end, last + _AFTER)))
            for form in (tokens[k].stem, tokens[k].norm)
            if k in close or form not in self._nouns
        }
        told = [status for status in _RANK if self._words[status] & signs]
        ahead = (
            any("س" in tokens[k].pro for k in range(last, min(end, last + _BEFORE)))
            or any(tokens[k].norm in self._words["announced"] for k in range(last, min(end, last + _CLOSE)))
            or any(tokens[k].norm in self._words["announced"] and tokens[k + 1].stem == "ان" for k in before)
            or any(tokens[k].stem in self._plans and (tokens[k].pro.endswith(("ل", "ب")) or (k and tokens[k - 1].stem in _TOWARDS)) for k in close)
        )
        status: Status | None = told[0] if told else None
        if status not in ("postponed", "cancelled"):
            if ahead:
                status = "announced"
            elif self._closing & signs:
                status = "held"
        return Standing(status, bool(self._opening & signs), bool(self._closing & signs))

    def ends_talks(self, line: Line, talks: frozenset[str]) -> bool:
        """Whether a line speaks of the end of the talks without a number: في ختام اجتماعات استمرت يومين."""
        tokens = line.tokens
        return any(t.stem in self._closing and any(n.bare in talks for n in tokens[i + 1 : i + 3]) for i, t in enumerate(tokens))


def sentence_of(line: Line, at: int) -> tuple[int, int]:
    """Token range of the sentence that holds token ``at``; the whole line where none does."""
    return next(((a, b) for a, b in line.sentences if a <= at < b), (0, len(line.tokens)))


def opens_content(token: Token) -> bool:
    """Whether what follows is told or thought (أن، إن، بأنها): it has times and a standing of its own."""
    return token.stem in _AN and token.pro in ("", "ب")


def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(w) for w in words)
