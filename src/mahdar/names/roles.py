"""Role phrases: وزير الخارجية الروسي، المبعوث الخاص للرئيس الروسي إلى سوريا، مصدر رسمي في وزارة الخارجية، المجتمعون.

A role phrase opens with a noun of role and goes on through what belongs to it. It stands before a person's name, or
speaks by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from mahdar.arabic import Token, fold
from mahdar.knowledge import Knowledge
from mahdar.names.nationality import Nationality

_REMEMBERED = 1 << 15
_LONGEST = 14


class RolePhrase(msgspec.Struct, frozen=True):
    """Tokens ``first`` to ``last`` (exclusive) of a line; ``noun`` folded without article; ``sort`` person, group or
    document; ``state`` that an adjective or name in it tells, ``of`` the first state or organization that it tells; ``charge`` the
    other words, folded and without articles (وزير الخارجية الروسي: خارجيه)."""

    first: int
    last: int
    noun: str
    sort: str
    definite: bool
    state: str | None
    of: str | None = None
    charge: tuple[str, ...] = ()


class Named(msgspec.Struct, frozen=True):
    """A name that isn't a person's: the index of the token after it, what it names, and the state that this is or belongs to."""

    last: int
    entity: str
    state: str | None


class RoleReader:
    """Reads role phrases at a token."""

    def __init__(self, knowledge: Knowledge, nationality: Nationality) -> None:
        nouns = knowledge.roles.nouns
        self._nationality = nationality
        self._sorts = {
            fold(w): sort for sort, words in (("document", nouns.document), ("group", nouns.group), ("person", nouns.person)) for w in words
        }
        words = knowledge.roles.phrase
        self._qualifiers = _folded(knowledge.roles.qualifiers)
        self._links, self._closed, self._relatives = _folded(words.links), _folded(words.closed), _folded(words.relatives)
        self._listeners, self._charges, self._own_lam = _folded(words.listeners), _folded(words.charges), _folded(words.not_article)
        self._degrees = _folded(words.degrees)
        self._serving = {fold(w): id_ for id_, adjectives in knowledge.roles.serving.items() for w in adjectives}
        status = knowledge.roles.status
        self.nicknamed = _folded(words.nicknamed)
        self._closing = self.nicknamed | _folded((*status.former, *status.acting, *status.elect, *status.current))
        self.titles = _folded(knowledge.roles.titles)
        self.named_after = _folded(words.named_after)
        self.ranks = _folded(knowledge.roles.ranks)
        self._bare_titles = frozenset(t.removeprefix("ال") for t in self.titles)
        self._complete: dict[str, set[tuple[str, ...]]] = {}
        for office in knowledge.roles.office:
            for folded in _folded(office.nouns):
                self._complete.setdefault(folded, set()).update(tuple(fold(charge).split()) for charge in office.charges)
        self._opened: dict[str, tuple[str, str] | None] = {}

    def noun_at(self, token: Token) -> tuple[str, str] | None:
        """(noun, sort) if ``token`` opens a role phrase."""
        try:
            return self._opened[token.surface]
        except KeyError:
            word = next((w for w in (token.stem, token.bare, token.norm) if w in self._sorts), None)
            if len(self._opened) >= _REMEMBERED:
                self._opened.clear()
            opened = self._opened[token.surface] = None if word is None else (word, self._sorts[word])
            return opened

    def is_noun(self, word: str) -> bool:
        """Whether a folded word without article and clitics is a noun of role."""
        return word in self._sorts

    def goes_on(self, token: Token) -> bool:
        """Whether a definite word goes on with a role or tells of its time or of another name (السابق، المنتخب، المعروف بـ)."""
        return token.definite and (token.norm in self._qualifiers or token.norm in self._closing)

    def after_titles(self, tokens: Sequence[Token], at: int) -> int:
        """The index after titles and what belongs to a rank (العميد الركن، الفريق أول)."""
        start = at
        while at < len(tokens) and not tokens[at].pro:
            if tokens[at].norm not in self.titles and not (tokens[at].norm in self.ranks and at > 0 and self._is_title(tokens[at - 1])):
                break
            at += 1
            if at > start and at < len(tokens) and tokens[at].surface == "." and len(tokens[at - 1].norm) == 1:
                at += 1  # د. سمير
        return at

    def _is_title(self, token: Token) -> bool:
        return token.bare in self._bare_titles or token.norm in self.ranks

    def _without_titles(self, tokens: Sequence[Token], first: int, last: int) -> int:
        """The end of a phrase without the titles after it, which are the name's (أمير قطر السابق | الشيخ حمد); a title that is the second term
        of an idafa stays (نائب الرئيس)."""
        at = last
        while at > first + 1 and (tokens[at - 1].norm in self.titles or tokens[at - 1].norm in self.ranks) and not self.goes_on(tokens[at - 1]):
            at -= 1
        heads = tokens[at].norm in self.titles and not tokens[at].pro if at < last else False
        closed = tokens[at - 1].definite or (at > first + 1 and self.noun_at(tokens[at - 1]) is None and tokens[at - 1].norm not in self._links)
        return at if heads and closed and at > first + 1 else last

    def at(self, tokens: Sequence[Token], i: int, named: Callable[[int], Named | None], stop: Callable[[int], bool]) -> RolePhrase | None:
        """The role phrase at ``i``. ``named(k)`` gives the name that isn't a person's at token ``k``; ``stop(k)`` says that a
        person's name or a reporting word stands there."""
        opened = self.noun_at(tokens[i])
        if opened is None:
            return None
        noun, sort = opened
        at, state, after_name = i + 1, None, False
        of: str | None = None
        charge: list[str] = []
        after_nation = False
        definite = tokens[i].definite
        while at < len(tokens) and at - i < _LONGEST and not stop(at):
            token = tokens[at]
            if token.kind != "word":
                if token.surface in '"“”«»' and at + 1 < len(tokens) and named(at + 1):
                    at += 1
                    continue
                break
            if got := self._nationality.at(tokens, at):
                state, of = state or got[0], of or got[0]
                at += got[1]
                after_name, after_nation = False, True
                continue
            if not (at == i + 1 and tokens[i].definite and not token.pro) and (name := named(at)):
                state, of = state or name.state, of or name.entity
                definite = definite or at == i + 1
                at, after_name = name.last, True
            elif (
                token.norm in self._qualifiers
                or (not definite and "ال" + token.norm in self._qualifiers)
                or (self.noun_at(token) and not token.pro and not token.definite and not (tokens[i].definite and at == i + 1))
                or (
                    not after_name
                    and token.pro in ("", "ل")
                    and self._describes(tokens, i, at)
                    and not (after_nation and sort == "person" and token.pro and not self._serves(token))
                    and not self._is_told(tokens, at, noun, charge)
                )
            ):
                definite = definite or (at == i + 1 and token.definite)
                of = of or self._serving.get(token.bare)
                charge.append(token.bare)
                at += 1
                after_name = False
            elif after_nation and not token.pro and token.norm in self._degrees:
                at += 1  # مسؤولون أمريكيون كبار
            elif (
                (
                    token.pro == "ل"
                    and (token.stem in self._charges or token.definite or tokens[at - 1].norm in self._qualifiers or self.noun_at(tokens[at - 1]))
                    and not stop(at)
                    and not self._is_told(tokens, at, noun, charge)
                )
                or (token.norm in self._links and self._goes_on(tokens, at + 1, named))
                or (token.norm == "في" and at == i + 1 and definite and tokens[i].stem.endswith(("ون", "ين")) and self._definite_noun(tokens, at + 1))
                or (token.pro == "و" and token.definite and token.stem not in self._own_lam and at > i + 1 and not after_name and not stop(at))
            ):
                charge.append(token.bare)
                at += 1
            elif (
                at == i + 1
                and not token.pro
                and not tokens[i].definite
                and token.norm not in self._closed
                and not tokens[i].stem.endswith(("ون", "ين"))
            ):
                charge.append(token.bare)
                at += 1  # the second term of an idafa: رئيس وفد
            else:
                break
            after_nation = False
        while at > i + 1 and tokens[at - 1].norm in self._links:
            at -= 1
        if sort == "person" and (end := self._without_titles(tokens, i, at)) < at:
            charge, at = charge[: len(charge) - (at - end)], end
        return RolePhrase(i, at, noun.removeprefix("ال"), sort, definite, state, of, tuple(charge))

    def _serves(self, token: Token) -> bool:
        """Whether the noun after ل is what a role is for (لشؤون، لمجلس)."""
        return token.stem in self._charges or self.noun_at(token) is not None

    def _is_told(self, tokens: Sequence[Token], at: int, noun: str, charge: Sequence[str]) -> bool:
        """Whether the title is complete before ``at``, so that a feminine noun there, or one with ل, belongs to the verb (أكد وزير الخارجية |
        الأهمية البالغة للزيارة); adjectives of the man who holds it are masculine."""
        if tuple(charge) not in self._complete.get(noun, ()) or tokens[at - 1].pro:
            return False
        longer = any(c[: len(charge)] == tuple(charge) and len(c) > len(charge) and c[len(charge)] == tokens[at].bare for c in self._complete[noun])
        feminine = tokens[at].stem.endswith("ه") and not noun.endswith("ه")
        return not longer and (feminine or tokens[at].pro == "ل") and not self._serves(tokens[at])

    def _describes(self, tokens: Sequence[Token], i: int, at: int) -> bool:
        """Whether the definite word at ``at`` belongs to the role: the second term of an idafa (وزير الخارجية), or an
        adjective by its shape (الأممي، المسلحة); not the object of the verb (أدان البيان الضربات)."""
        token = tokens[at]
        if not token.definite or token.norm in self._relatives:
            return False
        if tokens[at - 1].pro == "ل" and not tokens[at - 1].definite:
            return True  # الأمين العام لمؤتمر النقابات
        if not tokens[i].definite and not tokens[at - 1].definite and self.noun_at(tokens[at - 1]):
            return True  # the idafa goes on: وزير الخارجية، رئيس وفد النظام
        nisba = token.stem.endswith(("ي", "يه", "يين", "يون", "يان"))
        return (
            nisba
            or (token.stem.endswith("ه") and not tokens[i].stem.endswith(("ون", "ين")))
            or (bool(self.noun_at(token)) and not token.pro)
            or (token.pro == "ل" and token.stem not in self._listeners)
        )

    def _definite_noun(self, tokens: Sequence[Token], k: int) -> bool:
        """Whether a definite noun stands at ``k`` (المشاركون في الاجتماع)."""
        return k < len(tokens) and tokens[k].definite and not tokens[k].pro

    def _goes_on(self, tokens: Sequence[Token], k: int, named: Callable[[int], Named | None]) -> bool:
        """Whether after a link (إلى سوريا، في الوزارة) comes something that belongs to the role."""
        if k >= len(tokens):
            return False
        noun = self.noun_at(tokens[k])
        return named(k) is not None or (noun is not None and noun[1] != "document")


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(w) for w in words)
