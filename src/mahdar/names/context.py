"""What stands around a name decides what it is: a common word or a name, an adjective or a state, one bearer of a name or another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from mahdar.arabic import Line, fold
from mahdar.knowledge import Knowledge
from mahdar.model import NameKind
from mahdar.names.gazetteer import Match
from mahdar.names.nationality import Nationality

_ROLE_REACH = 4
"""Tokens from a role's noun to the state it belongs to: نائب وزير الخارجية الروسي."""
_QUOTES = frozenset("\"“”«»'")


class Placed(Protocol):
    """What is needed of the names that are found already: their tokens, kind and entity."""

    @property
    def first(self) -> int:
        """Index of the name's first token."""
        ...

    @property
    def last(self) -> int:
        """Index of the token after the name."""
        ...

    @property
    def kind(self) -> NameKind:
        """What the name names."""
        ...

    @property
    def entity(self) -> str:
        """Whom it names."""
        ...


class Context:
    """Compiled generic nouns and the like. ``is_verb`` knows reporting verbs, folded."""

    def __init__(self, knowledge: Knowledge, nationality: Nationality, is_verb: Callable[[str], bool]) -> None:
        self._nationality = nationality
        self._holders = frozenset(fold(w) for w in knowledge.roles.nouns.person)
        self._titles = frozenset(fold(w) for w in knowledge.roles.titles)
        generic = knowledge.roles.generic
        self._heads = frozenset(fold(w) for w in knowledge.place_words.heads)
        self._own_heads = frozenset(tuple(fold(n).split()) for n in knowledge.place_words.own_heads)
        words = knowledge.names.context
        self._is_verb = is_verb
        self._carriers = frozenset(fold(w) for w in (*generic.carrier, *words.carriers))
        self._told_by = frozenset(fold(w) for w in words.told_by)
        self._state_before = frozenset(fold(w) for w in words.state_before)
        self._generic = {
            "place": frozenset(fold(w) for w in generic.place),
            "organization": frozenset(fold(w) for w in generic.organization) - self._carriers,
        }

    def is_adjective(self, line: Line, first: int, before: Sequence[Placed]) -> bool:
        """Whether a state's name that is also an adjective of nationality (السعودية، سورية) is the adjective here.

        It is after a noun that it agrees with (العاصمة السعودية، عملية سورية) or a place (جدة السعودية).
        """
        token = line.tokens[first]
        previous = line.tokens[first - 1] if first else None
        if token.pro or previous is None or previous.kind != "word":
            return False
        if before and before[-1].last == first:
            return before[-1].kind in ("place", "organization")
        if token.definite:
            return previous.definite and previous.stem.endswith("ه")
        return previous.stem.endswith("ه") and not previous.definite

    def state_beside(self, line: Line, first: int, before: Sequence[Placed]) -> str | None:
        """The state that a role phrase right before token ``first`` tells: الوزير السوري المقداد, وزير خارجية سوريا المقداد."""
        tokens, at = line.tokens, first
        while at and tokens[at - 1].norm in self._titles and not self._nationality.at(tokens, at - 1):
            at -= 1
        for count in (2, 1):
            got = self._nationality.at(tokens, at - count) if at > count else None
            if got and got[1] == count:
                state, head = got[0], at - count
                break
        else:
            name = next((m for m in reversed(before) if m.last == at and m.kind == "state"), None)
            if name is None:
                return None
            state, head = name.entity, name.first
        return state if any({t.stem, t.bare} & self._holders for t in tokens[max(0, head - _ROLE_REACH) : head]) else None

    def supports(self, line: Line, first: int, last: int, kind: NameKind, carrier: bool, known: Mapping[int, Match]) -> bool:
        """Whether a name that is also a common word is one here: after its generic noun, or alone in quotation marks. A ``carrier`` (agency,
        paper, broadcaster) has nouns of its own (صحيفة الغد, not حزب الغد). For a state a place word or another state beside it will do
        (في مالي، مالي والنيجر)."""
        tokens = line.tokens
        at = first - 1
        if kind == "state":
            return self._is_state(line, first, last, known)
        if at >= 0 and last < len(tokens):
            if tokens[at].surface in _QUOTES and tokens[last].surface in _QUOTES:
                return True
            if carrier and tokens[first].definite and tokens[at].surface in "()" and tokens[last].surface in "()":
                return True  # قالت (النهار) إن
        if at >= 0 and tokens[at].surface in _QUOTES:
            at -= 1
        nouns = self._carriers if carrier else self._generic.get(kind, frozenset())
        return at >= 0 and not nouns.isdisjoint((tokens[at].bare, tokens[at].stem, tokens[at].base))

    def is_headed(self, line: Line, first: int, last: int, whole: bool) -> bool:
        """Whether a place's name at tokens ``first:last`` is listed with its generic noun only because it is a common word without it: the noun
        of محافظة الغربية stays outside, that of مدينة نصر is the name's."""
        tokens = line.tokens
        head = tokens[first].norm if whole else tokens[first].stem
        return last - first > 1 and head in self._heads and (head, *(t.norm for t in tokens[first + 1 : last])) not in self._own_heads

    def tells(self, line: Line, first: int) -> bool:
        """Whether what stands at token ``first`` is told as a source: after a reporting verb, or after عن, وفق and the like (ذكرت العالم)."""
        previous = line.tokens[first - 1] if first else None
        return previous is not None and (previous.stem in self._told_by or self._is_verb(previous.stem))

    def _is_state(self, line: Line, first: int, last: int, known: Mapping[int, Match]) -> bool:
        tokens = line.tokens
        previous = tokens[first - 1] if first else None
        if tokens[first].pro in ("ب", "ل", "ول"):
            return False
        if tokens[first].pro != "و" and previous is not None and not {previous.stem, previous.norm}.isdisjoint(self._state_before):
            return True
        beside = known.get(last)
        if beside is not None and beside.known.kind == "state" and not beside.whole and tokens[last].pro == "و":
            return True
        if tokens[first].pro == "و" or (previous is not None and previous.surface in ("،", ",")):
            back = first - 1 - (tokens[first].pro != "و")
            return any(m.known.kind == "state" and m.last == back + 1 for m in (known.get(k) for k in range(max(0, back - 2), back + 1)) if m)
        return False
