"""Adjectives of nationality in all their forms: روسي، الروسية، الروسيين، الكورية الشمالية."""

from __future__ import annotations

from collections.abc import Sequence

from mahdar.arabic import Token, fold
from mahdar.knowledge import Knowledge

_ENDINGS = ("", "ه", "ين", "ون", "ان", "تين", "تان", "ات")


class Nationality:
    """Looks up the state of an adjective of nationality."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._forms: dict[tuple[str, ...], str] = {}
        self.peoples: dict[str, str] = {}
        for state in knowledge.states:
            for adjective in state.adjectives:
                words = fold(adjective).split()
                for ending in _ENDINGS:
                    inflected = [w if ending in ("", "ه") and w.endswith("ه") else w + ending for w in words[:2]]
                    self._forms.setdefault(tuple(inflected), state.id)
                    self._forms.setdefault(tuple("ال" + w for w in inflected), state.id)
            for people in state.people:
                self.peoples.setdefault(fold(people), state.id)

    def at(self, tokens: Sequence[Token], i: int, definite: bool | None = None) -> tuple[str, int] | None:
        """(state, tokens taken) of the adjective at token ``i``; ``definite`` asks for the article or its absence."""
        if i >= len(tokens):
            return None
        for count in (2, 1):
            if i + count <= len(tokens):
                words = (tokens[i].norm, *(t.norm for t in tokens[i + 1 : i + count]))
                state = self._forms.get(words)
                if state and (definite is None or words[0].startswith("ال") == definite):
                    return state, count
        state = self._forms.get((tokens[i].stem,))
        return (state, 1) if state and (definite is None or tokens[i].stem.startswith("ال") == definite) else None

    def is_form(self, word: str) -> bool:
        """Whether a folded word is an adjective of nationality in one of its forms."""
        return (word,) in self._forms

    def people_at(self, token: Token) -> str | None:
        """The state of a people as a noun: a listed plural, or the sound plural of the adjective (الفلسطينيون)."""
        if (state := self.of_people(token)) is not None:
            return state
        return self._forms.get((token.stem,)) if token.stem.endswith(("ون", "ين")) else None

    def of_people(self, token: Token) -> str | None:
        """The state of a people's name (الروس، الأتراك) or plural adjective."""
        return self.peoples.get(token.stem) or self.peoples.get(token.norm)
