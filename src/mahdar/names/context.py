"""What stands around a name decides what it is: a common word or a name, an adjective or a state, one bearer of a name or another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from mahdar.arabic import Line, fold
from mahdar.knowledge import Knowledge
from mahdar.model import NameKind
from mahdar.names.nationality import Nationality

_ROLE_REACH = 4
"""Tokens from a role's noun to the state it belongs to: نائب وزير الخارجية الروسي."""
_QUOTES = frozenset("\"“”«»'")


class Placed(Protocol):
    """What is needed of the names before: where they end and their kind."""

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
    """Compiled generic nouns."""

    def __init__(self, knowledge: Knowledge, nationality: Nationality) -> None:
        self._nationality = nationality
        self._holders = frozenset(fold(w) for w in knowledge.roles.nouns.person)
        self._titles = frozenset(fold(w) for w in knowledge.roles.titles)
        generic = knowledge.roles.generic
        self._generic = {
            "place": frozenset(fold(w) for w in generic.place),
            "organization": frozenset(fold(w) for w in (*generic.organization, *generic.carrier)),
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

    def supports(self, line: Line, first: int, last: int, kind: NameKind) -> bool:
        """Whether a name that is also a common word is one here: after its generic noun, or alone in quotation marks."""
        tokens = line.tokens
        at = first - 1
        if at >= 0 and tokens[at].surface in _QUOTES and last < len(tokens) and tokens[last].surface in _QUOTES:
            return True
        if at >= 0 and tokens[at].surface in _QUOTES:
            at -= 1
        nouns = self._generic.get(kind, frozenset())
        return at >= 0 and (tokens[at].bare in nouns or tokens[at].stem in nouns)
