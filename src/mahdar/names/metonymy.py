"""Places that stand for who governs there: a capital for its government (موسكو ترى), a palace for its master (نفى الكرملين)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from mahdar.arabic import Line, Token, fold
from mahdar.arabic.verbs import past_forms, present_forms
from mahdar.knowledge import Knowledge
from mahdar.names.context import Placed
from mahdar.names.gazetteer import Match

_NEAR = 3
"""Tokens from a word to the preposition that it governs: نقل السفارة الأمريكية من تل أبيب."""
_OBJECT = 4
"""Tokens from a verb to its object with the subject between them: زار الوزير ظريف أنقرة."""
_DATELINE = frozenset("،,-(–—")


class Metonymy:
    """Tells the place from the actor by the words around it. ``is_verb`` knows reporting verbs, folded."""

    def __init__(self, knowledge: Knowledge, is_verb: Callable[[str], bool]) -> None:
        words, seat = knowledge.names.capital, knowledge.names.seat
        self._is_verb = is_verb
        self._before, self._leaves, self._falls, self._relations, self._routes, self._parts = map(
            _folded, ((*words.before, *knowledge.lexical.locative), words.leaves, words.falls, words.relations, words.routes, words.parts)
        )
        self._after = frozenset(fold(w).removesuffix("ه") + end for w in words.after for end in ("ها", "تها"))
        self._visits, self._hosts = _inflected(words.visits), _inflected(words.hosts)
        self._function = _folded(knowledge.lexical.function)
        self._seat_before = _folded(seat.before)
        self.seats: Mapping[str, str] = {
            knowledge.meant(id_): "/".join((knowledge.meant(head), *body))
            for id_, actor in seat.actors.items()
            for head, *body in (actor.split("/"),)
        }
        """What is meant by a seat of government, by the seat's id: a body's id, or ``state/body``."""

    def is_capital(self, line: Line, first: int, last: int) -> bool:
        """Whether العاصمة stands right before the name, with adjectives or not, or right after it (العاصمة الأردنية عمان، الجزائر العاصمة)."""
        tokens = line.tokens
        if last < len(tokens) and tokens[last].norm == "العاصمه":
            return True
        return not tokens[first].pro and self._called_capital(tokens, first)

    def is_place(self, line: Line, first: int, last: int, before: Sequence[Placed], whole: bool, known: Mapping[int, Match]) -> bool:
        """Whether a capital's name at tokens ``first:last`` is the city: في موسكو، زار ظريف أنقرة، العاصمة طهران; not ترى موسكو.

        After و it is what the name before it is (بين أنقرة ودمشق); after ب and ل the city, but for what governments have with each other
        (وفقا لموسكو). ``before`` are the names of the line up to it, ``known`` all that the gazetteer finds there.
        """
        tokens = line.tokens
        pro = "" if whole else tokens[first].pro
        while first and tokens[first - 1].surface == "#" and not pro:
            first -= 1  # بريف #دمشق: what stands before the hashtag
        previous = tokens[first - 1] if first else None
        following = tokens[last] if last < len(tokens) else None
        if following is not None and (following.norm in self._parts or (following.pro == "و" and self._surrounded(tokens, last))):
            return True
        if self._is_dateline(tokens, first, last, known):
            return True
        listed = before and before[-1].last in (first, first - (pro == "ف" and tokens[first - 1].surface in ("،", ",")))
        if pro in ("و", "ف") and listed:
            return before[-1].kind == "place"
        if pro.endswith(("ب", "ل")):
            return not self._has(tokens, first, self._relations)
        if previous is None:
            return False
        if previous.norm == "من":
            told_from = following is not None and following.surface == ":"  # ظريف من دمشق: …
            return told_from or self._has(tokens, first - 1, self._leaves)
        if previous.norm == "علي":
            return self._has(tokens, first - 1, self._falls)
        if previous.norm == "بين" and self._has(tokens, first - 1, self._routes):
            return True
        if self._called_capital(tokens, first):
            return True
        if pro:
            return False
        heads = {previous.stem, previous.norm} if previous.enclitic else {previous.stem, previous.norm, previous.base}
        return not heads.isdisjoint(self._before) or self._is_object(tokens, first)

    def is_building(self, line: Line, first: int, kind: str, last: int, whole: bool) -> bool:
        """Whether a seat of government is only the building: أمام البيت الأبيض. One that is listed as a place (``kind``) is that, but where
        it says something (أعلن قصر بعبدا)."""
        tokens = line.tokens
        previous = tokens[first - 1] if first else None
        if kind == "place":
            beside = [previous] if previous is not None else []
            return not any(self._is_verb(t.stem) for t in (*beside, *tokens[last : last + 1]))
        pro = "" if whole else tokens[first].pro
        return pro.endswith("ب") or (previous is not None and not pro and (previous.stem in self._seat_before or previous.bare in self._seat_before))

    def _called_capital(self, tokens: Sequence[Token], first: int) -> bool:
        """Whether «العاصمة» is before token ``first``, with nothing but adjectives and a comma between."""
        at = first - 1
        if at > 0 and tokens[at].surface in ("،", ","):
            at -= 1
        while at > max(0, first - _NEAR - 1) and tokens[at].definite and not tokens[at].pro and tokens[at].base != "عاصمه":
            at -= 1
        return at >= 0 and tokens[at].base == "عاصمه"

    def _surrounded(self, tokens: Sequence[Token], last: int) -> bool:
        """Whether the name goes on with what lies around it: دمشق وريفها، دمشق وكل ما حولها."""
        return any(t.stem in self._after for t in tokens[last : last + _NEAR])

    def _is_dateline(self, tokens: Sequence[Token], first: int, last: int, known: Mapping[int, Match]) -> bool:
        """Whether the name opens a story: موسكو - وكالات; عمان، الأردن (CNN)."""
        if last >= len(tokens):
            return False
        if first == 0 and tokens[last].surface in _DATELINE:
            return True
        comma = tokens[last].surface in ("،", ",")
        state = known.get(last + comma)
        if state is None or state.known.kind != "state" or not state.whole or not (comma or first == 0):
            return False
        return state.last < len(tokens) and tokens[state.last].surface in _DATELINE - {"،", ","}

    def _is_object(self, tokens: Sequence[Token], first: int) -> bool:
        """Whether the name is the object of a verb of going there, or the subject of one of hosting right before it."""
        if tokens[first - 1].stem in self._hosts:
            return True
        for token in reversed(tokens[max(0, first - _OBJECT) : first]):
            if token.stem in self._visits:
                return True
            if token.kind != "word" or token.norm in self._function or token.pro:
                return False
        return False

    def _has(self, tokens: Sequence[Token], first: int, words: frozenset[str]) -> bool:
        """Whether one of ``words`` is among the few before token ``first``, in the same clause."""
        for token in reversed(tokens[max(0, first - _NEAR) : first]):
            if token.kind == "mark" and token.surface in "،,.:؛":
                return False
            if token.stem in words or token.base in words:
                return True
        return False


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(w) for w in words)


def _inflected(verbs: Iterable[tuple[str, str]]) -> frozenset[str]:
    """All forms of verbs given by past and imperfect stem."""
    return frozenset(form for past, present in verbs for form in (*past_forms(past), *present_forms(present)))
