"""Adjectives of nationality in all their forms: روسي، الروسية، الروسيين، الكورية الشمالية."""

from __future__ import annotations

from collections.abc import Sequence

from mahdar.arabic import Token, fold
from mahdar.knowledge import Knowledge

_ENDINGS = ("", "ه", "ين", "ون", "ان", "تين", "تان", "ات")


class Nationality:
    """Looks up the state of an adjective of nationality."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._forms: dict[str, str] = {}
        self._pairs: dict[tuple[str, ...], str] = {}
        self.peoples: dict[str, str] = {}
        for state in knowledge.states:
            for adjective in state.adjectives:
                words = fold(adjective).split()
                for ending in _ENDINGS:
                    inflected = [w if ending in ("", "ه") and w.endswith("ه") else w + ending for w in words[:2]]
                    for form in (tuple(inflected), tuple("ال" + w for w in inflected)):
                        if len(form) == 1:
                            self._forms.setdefault(form[0], state.id)
                        else:
                            self._pairs.setdefault(form, state.id)
            for people in state.people:
                self.peoples.setdefault(fold(people), state.id)
        self._openers = frozenset(first for first, *_ in self._pairs)

    def at(self, tokens: Sequence[Token], i: int, definite: bool | None = None) -> tuple[str, int] | None:
        """(state, tokens taken) of the adjective at token ``i``; ``definite`` asks for the article or its absence."""
        if i >= len(tokens):
            return None
        token = tokens[i]
        word = token.norm
        if word in self._openers and i + 1 < len(tokens):
            state = self._pairs.get((word, tokens[i + 1].norm))
            if state and (definite is None or word.startswith("ال") == definite):
                return state, 2
        for form in (word, token.stem):
            state = self._forms.get(form)
            if state and (definite is None or form.startswith("ال") == definite):
                return state, 1
        return None

    def is_form(self, word: str) -> bool:
        """Whether a folded word is an adjective of nationality in one of its forms."""
        return word in self._forms

    def people_at(self, token: Token) -> str | None:
        """The state of a people as a noun: a listed plural, or the sound plural of the adjective (الفلسطينيون)."""
        if (state := self.of_people(token)) is not None:
            return state
        return self._forms.get(token.stem) if token.stem.endswith(("ون", "ين")) else None

    def of_people(self, token: Token) -> str | None:
        """The state of a people's name (الروس، الأتراك) or plural adjective."""
        return self.peoples.get(token.stem) or self.peoples.get(token.norm)
