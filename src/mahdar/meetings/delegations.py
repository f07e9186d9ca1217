"""Delegations told together: each of those for whom they come takes part.

وفدا الحكومة السورية والمعارضة                       the government, and the opposition though it has no name
وفود الدول الضامنة الثلاث روسيا وتركيا وإيران          the three states; whom the first words mean together is told by their group
ممثلو الحكومة والفصائل                              both, where neither has a name
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from mahdar.arabic import transliterate
from mahdar.model import Entity, Span
from mahdar.statements.clause import NounPhrase
from mahdar.statements.units import Units
from mahdar.statements.view import LineView

_COMES = frozenset({"state", "organization"})
_BRACKETS = frozenset("()")
_LONGEST = 24
"""Tokens of a list at most."""


class Delegate(msgspec.Struct, frozen=True):
    """For whom a delegation comes, and the words that tell so."""

    entity: str
    span: Span


class Delegations:
    """Reads the lists of delegations of one page; ``nouns`` are folded nouns of several who come for others. Those without a name are in
    ``added``."""

    def __init__(self, units: Units, nouns: Collection[str]) -> None:
        self._units, self._nouns = units, nouns
        self.added: dict[str, Entity] = {}

    def of(self, view: LineView, begin: int, end: int) -> Iterator[list[Delegate]]:
        """The lists that begin at tokens ``begin`` to ``end`` (exclusive), each of two or more."""
        k = begin
        while k < end:
            if view.tokens[k].base in self._nouns or view.tokens[k].stem in self._nouns:
                found, k = self._list(view, k + 1, min(end, k + _LONGEST))
                if len({delegate.entity for delegate in found}) > 1:
                    yield found
            else:
                k += 1

    def _list(self, view: LineView, k: int, end: int) -> tuple[list[Delegate], int]:
        """The list from token ``k`` on, and the token after it."""
        found: list[Delegate] = []
        heads = False  # whether a noun of a further delegation stands right before: ووفدا | الحكومة
        while k < end:
            joined = heads or view.pro(k).startswith("و")
            mention = view.mention_at(k)
            if mention is not None and mention.kind in _COMES and view.pro(k) in ("", "و"):
                if found and not joined and not view.is_comma(k - 1) and view.tokens[k - 1].kind != "mark":
                    break
                found.append(Delegate(mention.entity, Span(start=mention.start, end=mention.end)))
                k = mention.last
                heads = False
            elif joined and (view.tokens[k].base in self._nouns or view.tokens[k].stem in self._nouns):
                heads, k = True, k + 1
            elif view.is_comma(k) or view.word(k) in _BRACKETS:
                k += 1
            elif (last := self._unnamed(view, k, end)) is not None and (joined or not found):
                found += self._own(view, k, last)
                heads, k = False, last
            elif not found and view.tokens[k].definite and not view.pro(k) and view.mention_on(k) is None:
                k += 1  # وفود | الدول الضامنة | روسيا وتركيا
            else:
                break
        return found, k

    def _unnamed(self, view: LineView, k: int, end: int) -> int | None:
        """The token after a group without a name at ``k``, with its adjectives (والمعارضة المسلحة)."""
        role = view.role_at(k)
        if role is None or role.sort != "group" or not view.tokens[k].definite or view.pro(k) not in ("", "و"):
            return None
        last = k + 1
        while last < min(end, role.last) and view.tokens[last].definite and not view.pro(last) and view.mention_on(last) is None:
            last += 1
        return last

    def _own(self, view: LineView, first: int, last: int) -> list[Delegate]:
        role = view.role_at(first)
        span = Span(start=view.tokens[first].stem_start, end=view.tokens[last - 1].end)
        if role is not None and role.last == last and (ref := self._units.of_phrase(view, NounPhrase(first, last))) is not None:
            if ref.entity in self._units.added:
                self.added[ref.entity] = self._units.added[ref.entity]
            return [Delegate(ref.entity, span)]
        label = view.surface(first, last)
        entity = f"organization:{transliterate(label)}"
        self.added.setdefault(entity, Entity(id=entity, kind="organization", label={"ar": label}))
        return [Delegate(entity, span)]
