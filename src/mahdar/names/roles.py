"""Role phrases: وزير الخارجية الروسي، المبعوث الخاص للرئيس الروسي إلى سوريا، مصدر رسمي في وزارة الخارجية، المجتمعون.

A role phrase opens with a noun of role and goes on through what belongs to it. It stands before a person's name, or
speaks by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from mahdar.arabic import Token, fold
from mahdar.knowledge import Knowledge
from mahdar.names.nationality import Nationality

_LINKS = frozenset({"في", "الي", "لدي", "باسم", "من", "علي"})
_PARTICLES = frozenset("في من علي الي عن مع ان انه انها قد لم لا لن ما هو هي هذا هذه بعد قبل خلال منذ حول ضد كان كانت الذي التي عند لدي بين".split())
_RELATIVES = frozenset({"الذي", "التي", "الذين", "اللذان", "اللذين", "اللتان", "اللتين"})
_LISTENERS = frozenset({"الصحفيين", "الصحافيين", "الصحافه", "التلفزيون"})
_CHARGES = frozenset({"شوون", "شان", "سياسه", "حقوق", "منطقه", "دي", "مكتب", "مجلس", "لجنه", "وزاره", "حلف", "رييس", "وزير", "ملف"})
_OWN_LAM = frozenset({"التقي", "التقت", "التقيا", "التقوا", "التحق", "التحقت", "التزم", "التزمت", "الغي", "الغت", "القي", "القت"})  # not an article
_LONGEST = 14


class RolePhrase(msgspec.Struct, frozen=True):
    """Tokens ``first`` to ``last`` (exclusive) of a line; ``noun`` folded without article; ``sort`` person, group or
    document; ``state`` that an adjective or name in it tells."""

    first: int
    last: int
    noun: str
    sort: str
    definite: bool
    state: str | None


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
        self._qualifiers = frozenset(fold(w) for w in knowledge.roles.qualifiers)
        self.titles = frozenset(fold(w) for w in knowledge.roles.titles)

    def noun_at(self, token: Token) -> tuple[str, str] | None:
        """(noun, sort) if ``token`` opens a role phrase."""
        for word in (token.stem, token.bare, token.norm):
            if word in self._sorts:
                return word, self._sorts[word]
        return None

    def at(
        self, tokens: Sequence[Token], i: int, named: Callable[[int], Named | None], stop: Callable[[int], bool]
    ) -> RolePhrase | None:
        """The role phrase at ``i``. ``named(k)`` gives the name that isn't a person's at token ``k``; ``stop(k)`` says that a person's name or a reporting word stands there."""
        opened = self.noun_at(tokens[i])
        if opened is None:
            return None
        noun, sort = opened
        at, state, after_name = i + 1, None, False
        definite = tokens[i].definite
        while at < len(tokens) and at - i < _LONGEST and not stop(at):
            token = tokens[at]
            if token.kind != "word":
                if token.surface in '"“”«»' and at + 1 < len(tokens) and named(at + 1):
                    at += 1
                    continue
                break
            if got := self._nationality.at(tokens, at):
                state = state or got[0]
                at += got[1]
                after_name = False
            elif not (at == i + 1 and tokens[i].definite and not token.pro) and (name := named(at)):
                state = state or name.state
                definite = definite or at == i + 1
                at, after_name = name.last, True
            elif (
                token.norm in self._qualifiers
                or (not definite and "ال" + token.norm in self._qualifiers)
                or (self.noun_at(token) and not token.pro and not token.definite and not (tokens[i].definite and at == i + 1))
                or (not after_name and token.pro in ("", "ل") and self._describes(tokens, i, at))
            ):
                definite = definite or (at == i + 1 and token.definite)
                at += 1
                after_name = False
            elif (
                (
                    token.pro == "ل"
                    and (token.stem in _CHARGES or token.definite or tokens[at - 1].norm in self._qualifiers or self.noun_at(tokens[at - 1]))
                    and not stop(at)
                )
                or (token.norm in _LINKS and self._goes_on(tokens, at + 1, named))
                or (token.norm == "في" and at == i + 1 and definite and tokens[i].stem.endswith(("ون", "ين")) and self._definite_noun(tokens, at + 1))
                or (token.pro == "و" and token.definite and token.stem not in _OWN_LAM and at > i + 1 and not after_name and not stop(at))
            ):
                at += 1
            elif (
                at == i + 1
                and not token.pro
                and not tokens[i].definite
                and token.norm not in _PARTICLES
                and not tokens[i].stem.endswith(("ون", "ين"))
            ):
                at += 1  # the second term of an idafa: رئيس وفد
            else:
                break
        while at > i + 1 and tokens[at - 1].norm in _LINKS:
            at -= 1
        return RolePhrase(i, at, noun.removeprefix("ال"), sort, definite, state)

    def _describes(self, tokens: Sequence[Token], i: int, at: int) -> bool:
        """Whether the definite word at ``at`` belongs to the role: the second term of an idafa (وزير الخارجية), or an
        adjective by its shape (الأممي، المسلحة); not the object of the verb (أدان البيان الضربات)."""
        token = tokens[at]
        if not token.definite or token.norm in _RELATIVES:
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
            or (token.pro == "ل" and token.stem not in _LISTENERS)
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
