"""A line as the stages see it: its tokens with the names, role phrases and quotations that stand at them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from mahdar.arabic import Line, Quotation, Token
from mahdar.model import Span
from mahdar.names import Mention, PageNames, RolePhrase
from mahdar.statements.words import Words

AN = frozenset({"ان", "انه", "انها", "انهم", "انهما", "اننا", "انني", "اني", "انا", "انهن"})
_MARKS = frozenset("\"“”„‟«»‹›＂″'‘’‚`") | {"''", "’’", "‘‘", "``", "<<", ">>"}
COMMAS = frozenset("،,؛")


class LineView:
    """A line with look-ups by token. ``mention_at``/``role_at`` give what begins at a token, ``mention_on`` what
    covers it, ``mentions_in`` what begins in a range, ``mention_ending``/``roles_ending`` what ends before a token.

    A line may hold thousands of names, and every cue asks for those near it: no look-up takes more than logarithmic time and
    the length of what it gives back. ``mentions`` and ``roles`` are all of the line, in order; who goes through them for every cue makes the
    whole quadratic.
    """

    def __init__(
        self,
        number: int,
        line: Line,
        names: PageNames,
        text: str,
        times: Sequence[Span],
        words: Words,
    ) -> None:
        self.number = number
        self.line = line
        self.text = text
        self.tokens = line.tokens
        self.words = words
        self.mentions = names.mentions[number]
        self.roles = names.roles[number]
        self._references = names.reference_at
        self._mention_at: dict[int, Mention] = {m.first: m for m in self.mentions}
        self._mention_on: dict[int, Mention] = {k: m for m in self.mentions for k in range(m.first, m.last)}
        self._mention_ending: dict[int, Mention] = {m.last: m for m in self.mentions}
        self._role_at: dict[int, RolePhrase] = {r.first: r for r in self.roles}
        self._roles_ending: dict[int, tuple[RolePhrase, ...]] = {}
        for role in self.roles:
            self._roles_ending[role.last] = (*self._roles_ending.get(role.last, ()), role)
        ends = {t.start: t.end for t in times}
        self._time_at = {k: ends[token.stem_start] for k, token in enumerate(line.tokens) if token.stem_start in ends}
        self._ans = {k for k, token in enumerate(line.tokens) if token.stem in AN and token.pro in ("", "ب") and k not in self._mention_on}
        self._sentence_of: dict[int, tuple[int, int]] = {k: s for s in line.sentences for k in range(*s)}

    def mention_at(self, i: int) -> Mention | None:
        """The name that begins at token ``i``."""
        return self._mention_at.get(i)

    def mention_on(self, i: int) -> Mention | None:
        """The name that covers token ``i``."""
        return self._mention_on.get(i)

    def mention_ending(self, i: int) -> Mention | None:
        """The name whose last token is the one before ``i``."""
        return self._mention_ending.get(i)

    def mentions_in(self, first: int, last: int) -> Sequence[Mention]:
        """The names that begin in tokens ``first`` to ``last`` (exclusive), in order."""
        return self.mentions[bisect_left(self.mentions, first, key=_first) : bisect_left(self.mentions, last, key=_first)]

    def people(self, i: int) -> str | None:
        """The state of a people that token ``i`` names with the article and without a preposition (الفلسطينيون)."""
        token = self.tokens[i] if 0 <= i < len(self.tokens) else None
        if token is None or token.pro not in ("", "و", "ف"):
            return None
        told = self._references.get((self.number, i))
        return told.entity if told is not None and told.sort == "people" else None

    def is_people(self, i: int) -> bool:
        """Whether a people stands at token ``i`` as somebody who can speak."""
        return self.people(i) is not None

    def time_at(self, i: int) -> int | None:
        """The index after the time expression that begins at token ``i``, if one does."""
        end = self._time_at.get(i)
        return self.token_after(end) if end is not None else None

    def role_at(self, i: int) -> RolePhrase | None:
        """The role phrase that begins at token ``i``."""
        return self._role_at.get(i)

    def roles_ending(self, i: int) -> Sequence[RolePhrase]:
        """The role phrases whose last token is the one before ``i``, in order."""
        return self._roles_ending.get(i, ())

    def sentence(self, i: int) -> tuple[int, int]:
        """Token range of the sentence that holds ``i``."""
        return self._sentence_of.get(i, (0, len(self.tokens)))

    def word(self, i: int) -> str:
        """The folded token at ``i``; empty outside the line."""
        return self.tokens[i].norm if 0 <= i < len(self.tokens) else ""

    def sign(self, i: int) -> str:
        """As `word`, every quotation mark as one: what stands in a page must not hang on the style of its marks."""
        word = self.word(i)
        return '"' if word in _MARKS else word

    def stem(self, i: int) -> str:
        """The folded token at ``i`` without proclitics; empty outside the line."""
        return self.tokens[i].stem if 0 <= i < len(self.tokens) else ""

    def pro(self, i: int) -> str:
        """The proclitics of token ``i``."""
        return self.tokens[i].pro if 0 <= i < len(self.tokens) else ""

    def is_adverbial(self, i: int) -> bool:
        """Whether token ``i`` opens an adverbial (في، خلال، أمام، بدوره)."""
        if not 0 <= i < len(self.tokens):
            return False
        token, adverbial = self.tokens[i], self.words.adverbial
        return token.norm in adverbial or token.stem in adverbial

    def is_an(self, i: int) -> bool:
        """Whether token ``i`` is أن/إن, alone, with a pronoun or after ب (بأنه); not لأن, كأن, وأن, nor in a name (سي إن إن)."""
        return i in self._ans

    def is_comma(self, i: int) -> bool:
        """Whether token ``i`` is a comma."""
        return self.word(i) in COMMAS

    def quotation_opening(self, i: int) -> Quotation | None:
        """The quotation whose opening mark is token ``i``."""
        if not 0 <= i < len(self.tokens) or self.tokens[i].kind != "mark":
            return None
        return self.line.quotation_opening(self.tokens[i].start)

    def in_quotation(self, token: Token) -> bool:
        """Whether ``token`` stands inside a quotation."""
        return self.line.quotation_at(token.start) is not None

    def token_after(self, offset: int) -> int:
        """Index of the first token that starts at or after ``offset``."""
        return self.line.token_at(offset)

    def surface(self, first: int, last: int) -> str:
        """The page's words of tokens ``first`` to ``last`` (exclusive), without the first one's proclitics; with the article of one that ل has
        taken it from (للجيش is ل and الجيش)."""
        token = self.tokens[first]
        words = self.text[token.stem_start : self.tokens[last - 1].end]
        return "ا" + words if token.definite and token.pro.endswith("ل") and words.startswith("ل") else words


def _first(found: Mention) -> int:
    return found.first
