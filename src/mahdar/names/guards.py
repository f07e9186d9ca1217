"""Names that may be something else (الأسد after حصة is a lion, دوما without a place word "always"), and what they are then."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mahdar.arabic import Token, fold
from mahdar.knowledge import Knowledge
from mahdar.knowledge.namewords import NameGuard
from mahdar.names.gazetteer import name_words

_NEAR = 8
"""Tokens before a name in which a word tells that it is another: في ولايات فلوريدا وألاباما وجورجيا."""
_HAMZAS = {"أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "و", "ئ": "ي"}
_SHORT = 4


class Ruling(msgspec.Struct, frozen=True):
    """What a guard says of a name: that it is ``entity`` instead, or nothing (None); ``why`` in words. A ``doubtful`` one is a name after all
    where the page has it for sure elsewhere."""

    entity: str | None
    why: str
    doubtful: bool = False


class Guards:
    """The knowledge's guards, compiled."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._guards: dict[tuple[str, tuple[str, ...]], _Guard] = {}
        for guard in knowledge.names.guard:
            for name in guard.names:
                self._guards[knowledge.meant(guard.entity), name_words(name)] = _Guard(guard, guard.becomes and knowledge.meant(guard.becomes))
        self._clubs = frozenset(fold(w) for w in knowledge.names.clubs.before)
        self._cities = {(p.id, name_words(n)) for p in knowledge.places if p.sort == "city" for n in (*p.names, *p.short)}
        self._cities.update((s.id, name_words(n)) for s in knowledge.states for n in s.capital_names)
        self._written: dict[str, set[str]] = {}
        for _, entry in knowledge.entries():
            for name in (*entry.names, *entry.short):
                if len(name) <= _SHORT and " " not in name:
                    self._written.setdefault(fold(name), set()).add(name)

    def ruling(self, tokens: Sequence[Token], first: int, last: int, whole: bool, entity: str) -> Ruling | None:
        """What the name of ``entity`` at tokens ``first:last`` is, if anything else; None where no guard speaks. Any name of one word is none
        where it ends as an adverb (دوماً), nor is a short one with a hamza that the name hasn't (وأم: not وام). A city's is none after a
        club's word (ريال مدريد)."""
        token = tokens[first]
        word = token.norm if whole else token.stem
        if last == first + 1:
            if token.surface.endswith(("ً", "ًا")):
                return Ruling(None, "an adverb, not a name")
            if len(word) <= _SHORT and not self._is_written(token, word):
                return Ruling(None, "another word: it has a hamza that the name hasn't")
        key = (entity, (word, *(t.norm for t in tokens[first + 1 : last])))
        if first and (whole or not token.pro) and tokens[first - 1].stem in self._clubs and key in self._cities:
            return Ruling(None, "a football club's name, not the city's")
        guard = self._guards.get(key)
        return guard.ruling(tokens, first, last, whole) if guard else None

    def _is_written(self, token: Token, word: str) -> bool:
        """Whether the page writes hamzas in ``word`` only where a listed spelling has one."""
        surface = token.surface[-len(word) :]
        if fold(surface) != word or not any(c in _HAMZAS for c in surface):
            return True  # with marks inside, or nothing to compare
        listed = self._written.get(word)
        return listed is None or any(all(s not in _HAMZAS or t in _HAMZAS for s, t in zip(surface, name, strict=False)) for name in listed)


class _Guard:
    def __init__(self, guard: NameGuard, becomes: str | None) -> None:
        self._becomes = becomes
        self._not_after, self._not_before, self._only, self._near = (
            frozenset(fold(w) for w in words) for words in (guard.not_after, guard.not_before, guard.only, guard.near)
        )
        self._proclitics = frozenset(guard.proclitics)

    def ruling(self, tokens: Sequence[Token], first: int, last: int, whole: bool) -> Ruling | None:
        previous = tokens[first - 1] if first else None
        before = {previous.norm, previous.stem, previous.bare} if previous is not None else set[str]()
        pro = "" if whole else tokens[first].pro
        if before & self._not_after and not pro:
            return Ruling(self._becomes, "something else after this word")
        if last < len(tokens) and tokens[last].norm in self._not_before:
            return Ruling(self._becomes, "something else before this word")
        if pro in self._proclitics:
            return Ruling(self._becomes, "another phrase with this proclitic")
        if self._only and not pro and not before & self._only and not (previous and previous.surface in '"“«('):
            return Ruling(self._becomes, "also a common word, and nothing here makes it a name", doubtful=True)
        if self._near and any({t.norm, t.stem} & self._near for t in tokens[max(0, first - _NEAR) : first]):
            return Ruling(self._becomes, "another place of that name")
        return None
