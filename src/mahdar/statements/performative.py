"""What a speaker does by saying that he does it: the first-person verb that opens what is told.

وأضاف: «نطلب من أصدقائنا الأتراك أن ينتظروا»      a request, of the Turks, under a verb that only adds
قال: «إننا نحذر الجانب التركي من العواقب»            a warning, to Turkey
قال: «نريد من أنقرة أن تسحب قواتها»                  a wish put to somebody is a request

The verb tells the act better than the cue's أضاف does, and it has whom it addresses beside it. A verb of saying alone (نؤكد، نقول) tells
no act, nor does one under a negation (لا نطلب) unless the negation makes another (لا نقبل), nor a past (طلبنا), which tells of an act.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from mahdar.arabic import fold
from mahdar.arabic.verbs import present_forms
from mahdar.knowledge import Knowledge, ReportingVerb
from mahdar.model import Act
from mahdar.statements.clause import NounPhrase
from mahdar.statements.nouns import described
from mahdar.statements.view import AN, LineView

_FIRST_PERSONS = "نا"
"""Prefixes of the imperfect: we, and I with its hamza folded."""
_SEVERAL = frozenset({"انا", "اننا", "انني", "اني"})
_OPENING = 5
"""Words at most before the verb: وأننا اليوم، كما أننا، ونحن من هنا."""
_REACH = 10
"""Tokens from the verb to what it governs, with somebody between them."""
_WISH: Act = "hope"
_REQUEST: Act = "call"
_PUT = frozenset({"من", "علي"})
"""Prepositions that put a wish to somebody (نأمل من، نتمنى على)."""
_LETTERS = frozenset("بل")
_NARROW = frozenset({"only-participle", "only-past", "only-subject", "only-an", "only-prep", "only-direct", "only-negated", "predicate", "doubtful"})
"""Uses of verbs that report in few of their senses or forms (نعتمد على is no agreement)."""


class Performative(NamedTuple):
    """A first-person verb at token ``at``: its act, and the noun phrase of those whom it addresses, None where it names nobody."""

    at: int
    act: Act
    addressed: NounPhrase | None


class _Doing(msgspec.Struct, frozen=True):
    verb: ReportingVerb
    governs: frozenset[str]
    denied: Act | None
    singular: bool


class Performatives:
    """Finds the first-person verb that opens a content. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge, taken: Iterable[str] = ()) -> None:
        """``taken`` are folded forms that mean something else than a first person (أنذر is he warned)."""
        self._forms: dict[str, _Doing] = {}
        taken = frozenset(taken) | frozenset(map(fold, knowledge.statement_words.not_performing))
        self._adverbs = frozenset(map(fold, knowledge.statement_words.performing))
        for verb in knowledge.verbs:
            if verb.act == "state" or not verb.present or verb.uses & _NARROW:
                continue
            stem = next(iter(present_forms(verb.present)))[1:]
            for prefix in _FIRST_PERSONS:
                word = prefix + stem
                if word not in taken:
                    doing = _Doing(verb, frozenset(map(fold, verb.governs)), verb.negated, prefix == "ا")
                    self._forms.setdefault(word, doing)

    def at(self, view: LineView, first: int, last: int) -> Performative | None:
        """The verb that opens tokens ``first`` to ``last`` (exclusive)."""
        k, words = first, 0
        while k < last and words <= _OPENING:
            token = view.tokens[k]
            if token.kind == "word":
                doing = self._doing(view, k)
                if doing is not None:
                    return self._done(view, k, last, doing)
                if not self._may_stand_before(view, k):
                    return None
                words += 1
            elif not (k == first or view.is_comma(k) or view.quotation_opening(k) is not None):
                return None
            k += 1
        return None

    def _doing(self, view: LineView, k: int) -> _Doing | None:
        token = view.tokens[k]
        if token.definite or view.mention_on(k) is not None or token.pro not in ("", "و", "ف"):
            return None
        for word, pro in ((token.norm, ""), (token.stem, token.pro)):
            doing = self._forms.get(word)
            if doing is not None and not (doing.singular and not token.surface[len(pro) :].startswith(("أ", "آ", "ا"))):
                return doing
        return None

    def _may_stand_before(self, view: LineView, k: int) -> bool:
        """Whether the verb may come after this word: نحن، إننا، كما، لذلك، لا."""
        stem = view.stem(k)
        return stem in _SEVERAL | AN | view.words.first_person | view.words.denials or view.word(k) in self._adverbs

    def _done(self, view: LineView, at: int, last: int, doing: _Doing) -> Performative | None:
        denied = at > 0 and view.stem(at - 1) in view.words.denials
        act = doing.denied if denied else doing.verb.act
        if act is None or act == "state":
            return None
        addressed, after = self._addressed(view, at, last, doing)
        put = act == _WISH and addressed is not None and (view.is_an(after) or view.pro(after) in _LETTERS)
        if addressed is None and not self._governed(view, at + 1, last, doing):
            return None
        return Performative(at, _REQUEST if put else act, None if denied else addressed)

    def _addressed(self, view: LineView, at: int, last: int, doing: _Doing) -> tuple[NounPhrase | None, int]:
        """Somebody right after the verb, or after the preposition that it asks or wishes with, and the token after."""
        uses, k = doing.verb.uses, at + 1
        if k >= last:
            return None, k
        asked = view.word(k) in _PUT and (("from" in uses and view.word(k) == "من") or doing.verb.act == _WISH)
        if asked:
            k += 1
        elif "to" not in uses and not ("ب" in view.pro(k) and "ب" in doing.governs and doing.verb.act == _REQUEST):
            return None, k
        phrase = self._somebody(view, k, last)
        return phrase, phrase.last if phrase is not None else k

    def _somebody(self, view: LineView, k: int, last: int) -> NounPhrase | None:
        """The phrase of a name, role or people at token ``k``, or of a noun with its adjectives (أصدقائنا الأتراك، المجتمع الدولي)."""
        if k >= last or view.is_an(k) or view.tokens[k].kind != "word":
            return None
        mention, role = view.mention_at(k), view.role_at(k)
        if mention is None and view.pro(k):
            return None  # نطالب بوقف القصف
        if mention is not None:
            return NounPhrase(k, mention.last) if mention.kind in ("state", "organization", "person") else None
        if role is not None:
            return NounPhrase(role.first, role.last) if role.sort in ("person", "group") else None
        if view.people(k) is not None:
            return NounPhrase(k, k + 1)
        found = described(view, k, last)
        definite = found is not None and (view.tokens[k].definite or bool(view.tokens[k].enclitic) or found.last - k > 1)
        return found if definite else None

    def _governed(self, view: LineView, first: int, last: int, doing: _Doing) -> bool:
        """Whether what the verb reports with stands after it (نرحب | بقرار، نأمل | أن); a verb with an object has it beside it."""
        if "obj" in doing.governs and first < last and view.tokens[first].kind == "word":
            return True
        for k in range(first, min(last, first + _REACH)):
            if view.is_an(k) and "an" in doing.governs:
                return True
            if view.word(k) in doing.governs or not doing.governs.isdisjoint(view.pro(k)):
                return True
        return False
