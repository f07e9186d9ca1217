"""Stage 1, cues: the words that attribute.

Finite verbs (أعلن، يؤكد), participles in a circumstantial clause (مضيفا، مؤكدين), verbal nouns (قوله، تحذير روسيا من), according-to words
(وفقا ل، بحسب، حسبما ذكرت), phrases (وجه انتقادات ل، ألقى باللوم على), the colon and dash of a headline. A form counts as a cue only where
later stages find what it governs; here it is told from its look-alikes by its spelling, its proclitics and the words beside it.

What only may be a cue is a candidate too, with the doubt that the grammar has: `CueLexicon.candidates` gives all, `CueLexicon.find` those
without a doubt.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from mahdar.arabic import fold
from mahdar.arabic.verbs import VerbForm
from mahdar.knowledge import Knowledge, ReportingVerb
from mahdar.statements.inflected import Inflected, Reading
from mahdar.statements.phrases import Phrases
from mahdar.statements.view import LineView

Sort = Literal["finite", "participle", "noun", "according", "colon", "dash"]
Doubt = Literal["quoted", "relative", "noun-like", "passive", "ungoverned", "adjective", "predicate", "nominal", "route", "mark", "phrase"]
"""Why a candidate may be none: it stands in marks; in a relative clause without a speaker; where a noun would; is a passive with nobody; has
nothing near that it governs; is a participle that may be an adjective, or a predicate; is a noun without somebody right after it; tells by
which route others' words came; is a mark that may separate other things; is a phrase of deeds as often as of words."""

RELATIVES = frozenset({"الذي", "التي", "الذين", "اللذين", "اللتين", "اللذان"})
_NEAR = 14
"""Tokens from a verb whose other senses are commoner to what must stand after it (بين الوزير في كلمته أن)."""
_HEADLINES = ("title", "subhead", "lead")


class Cue(msgspec.Struct, frozen=True):
    """A cue: tokens ``first`` to ``last`` (exclusive). ``verbs`` are the verbs whose form it may be.

    ``negated``: it stands under a negation. Of a position (لم يستبعد، لا تؤيد) the negation is part of the cue, and the verbs have the act
    that they mean under it; of what was not said (لم يعلن) ``verbs`` is empty. ``complement`` is the token after the noun of a phrase
    (وجه الوزير انتقادات | ل), where what the phrase governs stands; ``doubt`` why it may be no cue, None where the grammar has no doubt.
    """

    first: int
    last: int
    sort: Sort
    verbs: tuple[ReportingVerb, ...]
    form: VerbForm | None
    negated: bool = False
    complement: int | None = None
    doubt: Doubt | None = None


class CueLexicon:
    """Every inflected form of every reporting verb and phrase. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.cue_words
        self._inflected = Inflected(knowledge)
        self.forms = self._inflected.forms
        self._phrases = Phrases(words.according, self._inflected.says)
        self._negators, self._doubles, self._attention, self._openers, self._before_nouns = (
            frozenset(map(fold, kind)) for kind in (words.negators, words.doubles, words.attention, words.clause_openers, words.before_nouns)
        )
        self._relatives = RELATIVES | frozenset(map(fold, words.relatives))
        self._silences = tuple(tuple(fold(phrase).split()) for phrase in words.silences)
        self._dashes = frozenset(words.dashes)

    def find(self, view: LineView) -> Iterator[Cue]:
        """The cues of a line in order, none inside a quotation or a name, in time linear in its tokens."""
        return (cue for cue in self.candidates(view) if cue.doubt is None)

    def candidates(self, view: LineView) -> Iterator[Cue]:
        """All that may be a cue, in order, none over another; see `Cue.doubt`. None inside a name."""
        i = 0
        while i < len(view.tokens):
            cue = self._at(view, i)
            if cue is not None:
                if cue.doubt is None and cue.sort != "colon" and view.in_quotation(view.tokens[i]):
                    cue = msgspec.structs.replace(cue, doubt="quoted")
                yield cue
                i = max(cue.last, i + 1)
            else:
                i += 1

    def _at(self, view: LineView, i: int) -> Cue | None:
        token = view.tokens[i]
        if token.kind == "mark":
            return self._mark(view, i)
        if token.kind != "word" or view.mention_on(i):
            return None
        if (according := self._phrases.at(view, i)) is not None:
            last, leading = according
            if last - i == 1 and view.word(last) == "ل":
                last += 1
            at_head = i == view.sentence(i)[0]
            return Cue(i, last, "according", (), None, doubt="route" if leading and not at_head else None)
        readings = self._inflected.of(token)
        return self._reading(view, i, readings) if readings else None

    def _mark(self, view: LineView, i: int) -> Cue | None:
        """The colon or dash between a headline's speaker and his words; in running text a colon after a name that opens the line."""
        surface = view.tokens[i].surface
        headline = view.line.block.role in _HEADLINES
        if surface == ":":
            if headline:
                return Cue(i, i + 1, "colon", (), None, doubt="quoted" if view.in_quotation(view.tokens[i]) else None)
            opens = view.mention_at(0) or view.role_at(0)
            return Cue(i, i + 1, "colon", (), None, doubt="mark") if opens is not None and i <= opens.last + 1 else None
        if surface in self._dashes and headline and 0 < i < len(view.tokens) - 1 and (view.mention_on(i - 1) or view.mention_on(0)):
            return Cue(i, i + 1, "dash", (), None, doubt="mark")
        return None

    def _reading(self, view: LineView, i: int, readings: list[Reading]) -> Cue | None:
        """What the word at ``i`` is here: the first of its shapes that nothing speaks against, else the first that is possible."""
        doubtful: Cue | None = None
        for shape in ("past", "present", "participle", "noun"):
            chosen = [r for r in readings if r.form.shape == shape]
            if not chosen:
                continue
            if shape in ("past", "present"):
                cue = self._finite(view, i, chosen)
            else:
                cue = self._participle(view, i, chosen) if shape == "participle" else self._noun(view, i, chosen)
            if cue is not None and cue.doubt is None:
                return cue
            doubtful = doubtful or cue
        return doubtful

    # -- finite verbs ----------------------------------------------------------------------------------------------------

    def _finite(self, view: LineView, i: int, readings: list[Reading]) -> Cue | None:
        token = view.tokens[i]
        past = readings[0].form.shape == "past"
        if token.definite or token.pro not in (("", "و", "ف") if past else ("", "و", "ف", "س", "وس", "فس", "ل", "ول", "فل")):
            return None
        before = view.stem(i - 1)
        negated = before in self._negators or (before == "ان" and view.stem(i - 2) in self._negators)
        if before != "لم":
            readings = [r for r in readings if not r.form.jussive]
        readings = [r for r in readings if not r.phrase or self._complement(view, i, r)] if any(r.phrase for r in readings) else readings
        if not readings or self._is_silence(view, i + 1):
            return None
        verbs = tuple(v for r in readings if (v := r.under(negated)) is not None and (negated or "only-negated" not in v.uses))
        form = readings[0].form
        if negated and not verbs:
            return Cue(i, i + 1, "finite", (), form, negated=True)
        if not verbs:
            return None
        phrase = next((r for r in readings if r.phrase), None)
        complement = self._complement(view, i, phrase) if phrase is not None else None
        last = i + 1
        if complement is not None and not any(view.mention_on(k) or view.role_at(k) for k in range(last, complement[1])) and complement[0] == last:
            last = complement[1]  # ألقى باللوم على
        elif view.word(last) in self._doubles or view.word(last) in self._attention:
            last += 1
        first = i - 1 if negated and before in self._negators else i
        doubt = self._finite_doubt(view, i, readings, negated)
        return Cue(first, last, "finite", verbs, form, negated, complement[1] if complement is not None else None, doubt)

    def _finite_doubt(self, view: LineView, i: int, readings: list[Reading], negated: bool) -> Doubt | None:
        form, before = readings[0].form, view.word(i - 1)
        if before in RELATIVES and not _relays(view, i):
            return "relative"
        if view.pro(i).endswith("ل"):
            return "noun-like"
        if all(r.form.passive for r in readings):
            return "passive"
        if form.pronoun and before in self._relatives and before not in RELATIVES:
            return "relative"
        if all("doubtful" in r.verb.uses for r in readings):
            return "phrase"
        if form.shape == "past" and not negated and self._stands_as_noun(view, i, readings):
            return "noun-like"
        if not any(self._has_what_it_needs(view, i, r.verb) for r in readings):
            return "ungoverned"
        return None

    def _stands_as_noun(self, view: LineView, i: int, readings: list[Reading]) -> bool:
        """Whether a past that is written like a noun (رفض، دعم، ردا) stands where a noun does: after a preposition, or after a word that no
        clause begins after, where the subject can't stand before it."""
        before = view.tokens[i - 1] if i else None
        if before is None or before.kind == "mark" or view.pro(i) in ("و", "ف"):
            return all(r.form.number == "d" for r in readings) and not view.pro(i)
        if before.stem in self._before_nouns and before.norm not in self._openers:
            return True
        return False

    def _has_what_it_needs(self, view: LineView, i: int, verb: ReportingVerb) -> bool:
        """Whether a verb with other, commoner senses has near it what makes it report: أن, marks, a colon or the preposition it governs."""
        uses = verb.uses
        if not uses & {"only-an", "only-direct", "only-prep"}:
            return True
        end = min(view.sentence(i)[1], i + _NEAR)
        governs = {fold(g) for g in verb.governs}
        for k in range(i + 1, end):
            if "only-prep" in uses:
                if view.word(k) in governs or set(view.pro(k)) & governs:
                    return True
            elif view.is_an(k) or view.word(k) in self._doubles:
                return True
            elif "only-direct" in uses and (view.tokens[k].surface == ":" or view.quotation_opening(k) is not None):
                return True
        return False

    def _complement(self, view: LineView, i: int, reading: Reading) -> tuple[int, int] | None:
        """Where the noun of a phrase stands: right after the verb, or after its subject and adverbs, in its sentence."""
        end = min(view.sentence(i)[1], i + _NEAR - 4)
        for k in range(i + 1, end):
            if view.is_an(k) or view.tokens[k].surface in '":«“' or (k > i + 1 and view.is_comma(k) and view.pro(k + 1) in ("و", "ف")):
                return None
            if (last := reading.complement_at(view.tokens, k)) is not None:
                return k, last
        return None

    def _is_silence(self, view: LineView, at: int) -> bool:
        """Whether what follows is what somebody keeps to himself: رفض التعليق, طلب عدم ذكر اسمه."""
        for k in range(at, min(at + 4, len(view.tokens))):
            word = view.word(k)
            for phrase in self._silences:
                if word == phrase[0] and all(view.word(k + n) == part for n, part in enumerate(phrase)):
                    return True
            if view.tokens[k].kind == "mark":
                return False
        return False

    # -- participles and nouns -------------------------------------------------------------------------------------------

    def _participle(self, view: LineView, i: int, readings: list[Reading]) -> Cue | None:
        token = view.tokens[i]
        if token.pro not in ("", "و", "ف") or token.definite or view.role_at(i) is not None:
            return None
        readings = [r for r in readings if not r.phrase or self._complement(view, i, r)]
        if not readings or self._is_silence(view, i + 1):
            return None
        form = readings[0].form
        phrase = next((r for r in readings if r.phrase), None)
        complement = self._complement(view, i, phrase) if phrase is not None else None
        last = complement[1] if complement is not None and complement[0] == i + 1 else i + 1
        if last == i + 1 and (view.word(last) in self._attention or view.word(last) in ("قايلا", "قايله")):
            last += 1
        doubt: Doubt | None = None
        if not _circumstantial(view, i, token.norm if token.pro == "" else token.stem, form):
            predicate = any("predicate" in r.verb.uses for r in readings)
            if not predicate and not self._governs_here(view, last, readings):
                return None
            doubt = "predicate" if predicate else "adjective"
        return Cue(i, last, "participle", tuple(r.verb for r in readings), form, complement=complement[1] if complement else None, doubt=doubt)

    def _noun(self, view: LineView, i: int, readings: list[Reading]) -> Cue | None:
        """A verbal noun: with its possessor (قوله، تحذير روسيا), or with what it governs (التأكيد على، انتقادات من موسكو ل)."""
        token = view.tokens[i]
        form = readings[0].form
        if token.pro not in ("", "و", "ف", "ب", "ل", "وب", "ول", "ك") or view.role_at(i) is not None or self._is_silence(view, i + 1):
            return None
        readings = [r for r in readings if not r.phrase or self._complement(view, i, r)]
        if not readings:
            return None
        verbs = tuple(r.verb for r in readings)
        owned = bool(form.pronoun) or view.mention_at(i + 1) is not None or view.role_at(i + 1) is not None
        if owned and not token.definite and token.pro in ("", "و", "ب", "ل") and all(r.plain for r in readings):
            return Cue(i, i + 1, "noun", verbs, form)
        if owned or view.is_people(i + 1) or self._governs_here(view, i + 1, readings) or self._governs_here(view, i + 2, readings):
            return Cue(i, i + 1, "noun", verbs, form, doubt="nominal")
        if view.word(i + 1) == "من" and (view.mention_at(i + 2) or view.role_at(i + 2) or view.is_people(i + 2)):
            return Cue(i, i + 1, "noun", verbs, form, doubt="nominal")
        return None

    def _governs_here(self, view: LineView, at: int, readings: list[Reading]) -> bool:
        """Whether أن or a preposition that the verb governs stands at ``at``."""
        if at >= len(view.tokens):
            return False
        pro, word = set(view.pro(at)), view.word(at)
        return view.is_an(at) or any(word in r.governs or pro & r.governs for r in readings)


def _relays(view: LineView, i: int) -> bool:
    """Whether a verb after الذي/التي relays somebody: its own subject follows (التي تقول أديس أبابا إنها), or the
    noun before the relative is the one who speaks (باكستان، التي ترفض)."""
    after = view.mention_at(i + 1)
    if after is not None and after.kind in ("state", "person", "organization") and not ({"ب", "ل"} & set(view.pro(i + 1))):
        return True
    at = i - 2 - view.is_comma(i - 2)
    before = view.mention_on(at)
    return before is not None and before.last == at + 1 and before.kind in ("state", "person", "organization") and view.stem(i).startswith(("ي", "ت"))


def _circumstantial(view: LineView, i: int, word: str, form: VerbForm) -> bool:
    """Whether a participle stands as a circumstantial: indefinite accusative (مضيفا), feminine, dual or plural oblique.

    The bare form (مؤكد) and nominatives are adjectives or nouns; so is a feminine that agrees with a noun before it.
    """
    if word.endswith(("ا", "ين")) and not word.endswith("تان"):
        return True
    if word.endswith("ه") and form.gender == "f":
        return view.is_comma(i - 1) or i == 0 or view.pro(i) == "و" or view.word(i - 1) in ("”", '"', "»", ")") or view.stem(i - 1)[:1] == "ت"
    return False
