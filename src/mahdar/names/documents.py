"""Documents named by number or city: قرار مجلس الأمن الدولي رقم 2254، القرارين 1701 و1559، اتفاق فيينا."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mahdar.arabic import Token, fold
from mahdar.knowledge import Knowledge
from mahdar.names.gazetteer import Gazetteer, Match, name_words
from mahdar.names.made import Made

_BEFORE_NUMBER = 6
_LISTED = 8


class Documents:
    """Reads a document's name at its noun, or at the further number of a list."""

    def __init__(self, knowledge: Knowledge, gazetteer: Gazetteer) -> None:
        words = knowledge.names.documents
        self._gazetteer = gazetteer
        self._resolutions, self._agreements = (frozenset(fold(w) for w in listed) for listed in (words.resolutions, words.agreements))
        self._acts, self._told = frozenset(fold(w) for w in words.acts), frozenset(fold(w) for w in words.told)
        self._assembly = tuple(name_words(n) for n in words.assembly)
        self._bridges = sorted((name_words(n) for n in (*words.bridges, *words.assembly)), key=len, reverse=True)
        self.heads: frozenset[str] = frozenset(self._resolutions | self._agreements)
        """The words, without the article, at which a name may begin."""

    def at(self, tokens: Sequence[Token], i: int, known: Mapping[int, Match]) -> Made | None:
        """The document that is named at token ``i``."""
        if tokens[i].kind == "number":
            return self._listed(tokens, i)
        if tokens[i].bare in self._resolutions and (found := self._number(tokens, i)):
            at, assembly = found
            return _resolution(tokens, i, at, assembly)
        if tokens[i].stem in self._agreements and i + 1 < len(tokens) and not tokens[i + 1].pro:
            match = known.get(i + 1)
            if match is None or match.last - i > _BEFORE_NUMBER or self._is_act(tokens, i, match, known):
                return None
            if match.whole and (match.known.place or match.known.kind == "place"):
                place = match.known.place or match.known.entity
                en = self._gazetteer.labels.get(place, {}).get("en", place)
                return Made(i, match.last, f"{place}-agreement", "document", f"{en} agreement", "pattern:city-agreement")
        return None

    def _is_act(self, tokens: Sequence[Token], i: int, match: Match, known: Mapping[int, Match]) -> bool:
        """Whether the noun at ``i`` is what governments do and no document: إعلان واشنطن عن عقوبات، اتفاق موسكو وأنقرة."""
        last = match.last
        if tokens[i].stem not in self._acts or match.known.place is None or last >= len(tokens):
            return False
        beside = known.get(last)
        return tokens[last].norm in self._told or (tokens[last].pro == "و" and beside is not None and beside.known.place is not None)

    def _number(self, tokens: Sequence[Token], i: int) -> tuple[int, bool] | None:
        """(index of the number that names the resolution at ``i``, whether it is the General Assembly's)."""
        at, assembly = i + 1, False
        while at < len(tokens) and at - i <= _BEFORE_NUMBER + _BEFORE_NUMBER:
            if _is_number(tokens[at]):
                return at, assembly
            words = tuple(t.norm for t in tokens[at : at + 4])
            bridge = next((b for b in self._bridges if words[: len(b)] == b), None)
            if bridge is None and tokens[at].surface not in "(:":
                return None
            assembly = assembly or bridge in self._assembly
            at += len(bridge) if bridge else 1
        return None

    def _listed(self, tokens: Sequence[Token], i: int) -> Made | None:
        """A further number after a resolution's: 1559 in القرارين 1701 و1559."""
        if not _is_number(tokens[i]):
            return None
        at = i - 1
        while at > max(0, i - _LISTED) and (_is_number(tokens[at]) or tokens[at].norm == "و" or tokens[at].surface in "،,"):
            at -= 1
        head = next((k for k in range(at, max(-1, at - _BEFORE_NUMBER), -1) if tokens[k].bare in self._resolutions), None)
        if head is None or at == i - 1 or (found := self._number(tokens, head)) is None or found[0] >= i:
            return None
        return _resolution(tokens, i, i, found[1])


def _is_number(token: Token) -> bool:
    return token.kind == "number" and token.norm.isdigit() and 2 <= len(token.norm) <= 4


def _resolution(tokens: Sequence[Token], first: int, at: int, assembly: bool) -> Made:
    number = tokens[at].norm
    last = at + 1
    if tokens[at - 1].surface == "(" and first < at and last < len(tokens) and tokens[last].surface == ")":
        last += 1
    if assembly:
        return Made(first, last, f"unga-{number}", "document", f"UN General Assembly resolution {number}", "pattern:resolution")
    return Made(first, last, f"unscr-{number}", "document", f"UN Security Council resolution {number}", "pattern:resolution")
