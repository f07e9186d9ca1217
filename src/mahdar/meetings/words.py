"""The words that tell a meeting, by their forms: التقى، يستقبل، زيارته، الاجتماعات."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from mahdar.arabic import Token, fold
from mahdar.arabic.verbs import VerbForm, past_forms, present_forms
from mahdar.knowledge import Knowledge
from mahdar.meetings.status import StatusWords
from mahdar.model import MeetingKind

_CARRIERS = frozenset({"agency", "newspaper", "broadcaster", "social-network"})


class Teller(msgspec.Struct, frozen=True):
    """A word that tells a meeting: its dictionary form, the kind of meeting, and for a verb its form and what its partner or place follows;
    ``several`` says that a noun tells of more than one."""

    lemma: str
    kind: MeetingKind
    sort: Literal["noun", "verb"]
    form: VerbForm | None = None
    governs: tuple[str, ...] = ()
    several: bool = False


class MeetingWords:
    """Looks words up. Made once for a knowledge; ``rounds`` are the ids of events whose rounds dossiers describe."""

    def __init__(self, knowledge: Knowledge, rounds: Iterable[str] = ()) -> None:
        self.rounds = frozenset(rounds)
        words = knowledge.talks.meeting
        several = folded(words.several)
        self._nouns = {fold(word): Teller(fold(word), kind, "noun", several=fold(word) in several) for word, kind in words.kinds().items()}
        self._verbs: dict[str, Teller] = {}
        for verb in words.tellers.verbs:
            for form, reading in {**past_forms(verb.past), **present_forms(verb.present)}.items():
                self._verbs.setdefault(form, Teller(fold(verb.past), verb.kind, "verb", reading, tuple(map(fold, verb.governs))))
        self.holding: dict[str, str] = {}
        """Forms of the verbs that govern a noun of meeting, each with its dictionary form."""
        for past, present in words.holding:
            for form in (*past_forms(past), *present_forms(present)):
                self.holding.setdefault(form, fold(past))
        self.other, self.beside = folded(words.other), folded(words.beside)
        self.media, self.interviews, self.telephone = folded(words.media), folded(words.interviews), folded(words.telephone)
        self.trials, self.signature = folded(words.trials), folded(words.signature)
        self.contests, self.receiving = folded(words.contests), folded(words.receiving)
        self.arriving, self.turns = folded(words.arriving), folded(words.turns)
        self.compounds, self.held, self.lacking = folded(words.compounds), folded(words.held), folded(words.lacking)
        self.addressing, self.deadlines = folded(words.addressing), folded(words.deadlines)
        self.exchanged, self.goods = folded(words.exchanged), folded(words.goods)
        self.played, self.sports = folded(words.played), folded(words.sports)
        self.going, self.goals = folded(words.going), folded(words.goals)
        self.joint, self.each = folded(words.joint), folded(words.each)
        self.carriers = frozenset(o.id for o in knowledge.organizations if o.sort in _CARRIERS)
        self.attending, self.about, self.shifting = folded(words.attending), folded(words.about), folded(words.shifting)
        self.previous, self.next = folded(words.previous), folded(words.next)
        self.apart = self.previous | self.next | folded(words.another)
        """What tells one apart from those told before."""
        self.convening, self.mediating = folded(words.convening), folded(words.mediating)
        self.denying, self.negating, self.not_to_come = folded(words.denying), folded(words.negating), folded(words.not_to_come)
        self.lasting = folded(words.lasting)
        self.prepositions, self.marking, self.vague = folded(words.prepositions), folded(words.marking), folded(words.vague)
        self.yielding = folded(words.yielding)
        self.status = StatusWords(knowledge.talks)

    def may(self, token: Token) -> bool:
        """Whether ``token`` may tell of a meeting, without looking at more than its spelling; `at` tells what."""
        return token.base in self._nouns or token.stem in self._verbs or token.base[:-1] in self._nouns

    def at(self, token: Token) -> Teller | None:
        """What ``token`` tells of a meeting, if anything."""
        if token.kind != "word":
            return None
        noun = self._nouns.get(token.base)
        if noun is None and not token.definite and token.base.endswith("ا"):
            noun = self._nouns.get(token.base[:-1])  # اجتماعا
        if noun is not None:
            return noun
        return None if token.definite or token.pro.endswith(("ب", "ل", "ك")) else self._verbs.get(token.stem)

    def is_other(self, word: str) -> bool:
        """Whether a folded word beside a noun of meeting makes it something else (مؤتمر صحفي)."""
        return word in self.other


def folded(words: Iterable[str]) -> frozenset[str]:
    """The words folded."""
    return frozenset(map(fold, words))
