"""Which body a generic noun alone means: the one last named with it (المرصد السوري … المرصد)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from mahdar.arabic import fold
from mahdar.knowledge import Knowledge
from mahdar.names.page import Mention, PageDraft


class BodyNouns:
    """The nouns by which pages call bodies again. Made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.roles.referring
        self.ministries = frozenset(fold(w) for w in words.ministries)
        self.general = frozenset(fold(w) for w in words.general_bodies)
        self.alone = frozenset(fold(w) for w in words.bodies)
        self.grouped = frozenset(fold(w) for w in knowledge.roles.nouns.group) | self.alone
        longer = ((o.id, next((n for n in o.names if " " in n), "")) for o in knowledge.organizations)
        first = {id_: fold(name).split()[0].removeprefix("ال") for id_, name in longer if name}
        self._own = {id_: frozenset((noun,)) for id_, noun in first.items() if noun in self.grouped - self.general}

    def of_page(self, page: PageDraft) -> NamedBodies:
        """The bodies that ``page`` names."""
        named: dict[str, list[Mention]] = {}
        for line in page.mentions:
            for m in line:
                if m.kind == "organization":
                    for noun in self._nouns(page, m):
                        named.setdefault(noun, []).append(m)
        return NamedBodies(self, named)

    def _nouns(self, page: PageDraft, m: Mention) -> set[str]:
        """The nouns in or right before a body's name, and that of its first listed name of more words (حماس: حركة)."""
        tokens = page.text.lines[m.line].tokens
        before = (tokens[k] for k in range(max(0, m.first - 2), m.first) if not tokens[k].definite)
        nouns = {token.bare for token in (*before, tokens[m.first]) if not token.stem.endswith(("ون", "ين"))}
        if tokens[m.first].bare in self.ministries:
            nouns.add("وزاره")
        return nouns | self._own.get(m.entity, frozenset())


class NamedBodies:
    """The bodies of one page in order, under each noun that calls them."""

    def __init__(self, nouns: BodyNouns, named: Mapping[str, list[Mention]]) -> None:
        self._nouns = nouns
        self._named = named

    def meant(self, noun: str, start: int) -> Mention | None:
        """The name last before offset ``start`` of a body that ``noun`` (folded, without article) calls; of a noun that calls many (الحكومة)
        only where all before it name one."""
        named = self._named.get(noun, ())
        found = bisect_left(named, start, key=lambda m: m.start)
        if not found or (noun in self._nouns.general and len({m.entity for m in named[:found]}) > 1):
            return None
        return named[found - 1]

    def calls(self, noun: str) -> bool:
        """Whether a noun is one that calls one body again, no ministry and no government."""
        return noun in self._nouns.grouped and noun not in self._nouns.ministries and noun not in self._nouns.general

    def again(self, page: PageDraft) -> Iterator[tuple[int, int, Mention]]:
        """(line, token, name) of each noun that is no noun of role and stands alone with the article for a body (المرصد، المفوضية)."""
        if not self._nouns.alone & self._named.keys():
            return
        for n, line in page.lines():
            taken = page.taken(n)
            for i, token in enumerate(line.tokens):
                if token.bare not in self._nouns.alone or not token.definite or token.enclitic or i in taken:
                    continue
                before, behind = line.tokens[i - 1] if i else None, line.tokens[i + 1] if i + 1 < len(line.tokens) else None
                if before is not None and before.definite and not token.pro and i - 1 not in taken:
                    continue
                if behind is not None and (i + 1 in taken or (behind.definite and not behind.pro)):
                    continue  # الجامعة العبرية: another one
                if (m := self.meant(token.bare, token.start)) is not None:
                    yield n, i, m
