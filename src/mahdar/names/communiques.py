"""Communiqués and who issued them: بيان عن X، بيان لوزارة …، أصدرت وزارة … بيانا."""

from __future__ import annotations

from mahdar.arabic import Line, Token, fold
from mahdar.knowledge.rolewords import ReferringWords
from mahdar.names.page import Mention, PageDraft

_ISSUER_NOUNS = frozenset({"وزاره", "اصدرته", "اصدرتها"})
_FAR = 7


class Communiques:
    """Finds the authors of a page's communiqués."""

    def __init__(self, words: ReferringWords) -> None:
        self._documents = frozenset(fold(w) for w in words.communique)
        self._issued = frozenset(fold(w) for w in words.issued)

    def is_one(self, token: Token) -> bool:
        """Whether the token is a word for a communiqué."""
        return token.stem in self._documents

    def authors(self, page: PageDraft) -> tuple[tuple[int, str], ...]:
        """(offset of the communiqué, id of the author) in order. «X في بيان» isn't among them: the clause itself tells it."""
        return tuple((line.tokens[i].start, author) for n, line in page.lines() for i, author in self._in_line(page, n, line))

    def _in_line(self, page: PageDraft, n: int, line: Line) -> list[tuple[int, str]]:
        tokens = line.tokens
        found: list[tuple[int, str]] = []
        if not any(self.is_one(token) for token in tokens):
            return found
        on = page.taken(n)
        roles = {p.first for p in page.roles[n]}
        for i, token in enumerate(tokens):
            if not self.is_one(token):
                continue
            issuer = on.get(i - 1)
            if issuer is not None and issuer.last == i and issuer.first and tokens[issuer.first - 1].stem in self._issued:
                found.append((i, issuer.entity))
            elif (author := self._after(tokens, i, on, roles)) is not None:
                found.append((i, author))
        return found

    def _after(self, tokens: tuple[Token, ...], i: int, on: dict[int, Mention], roles: set[int]) -> str | None:
        for k in range(i + 1, min(i + _FAR, len(tokens))):
            before, mention = tokens[k - 1].norm, on.get(k)
            if mention is not None and mention.first == k:
                linked = k == i + 1 or before == "عن" or tokens[k].pro == "ل" or before in _ISSUER_NOUNS
                return mention.entity if linked and mention.kind in ("organization", "state", "person") else None
            if tokens[k].surface in ("،", ",", "؛") or (k in roles and before != "عن"):
                return None
        return None
